"""Grouping the events of a neighbourhood into incidents, by what they weigh and what persons decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec
import numpy as np
from sqlalchemy import Connection, select

from tawthiq.linking.agglomeration import Rules
from tawthiq.linking.clustering import LARGEST, Edges, cluster
from tawthiq.linking.columns import Array, Columns, columns
from tawthiq.linking.comparisons import COMPARISONS
from tawthiq.linking.statements import Statement
from tawthiq.linking.weights import Weights
from tawthiq.model.incident import LinkKind
from tawthiq.register.link_schema import event_pairs
from tawthiq.register.ruled import PersonsLink, ties
from tawthiq.register.statements import load, parts


class Placed(msgspec.Struct, frozen=True):
    """An event in its group. ``group``: number of the event that names it. ``score``: bits, on average over the others.
    ``because``: the event that speaks most for it, ``bits`` how much, ``reasons`` the levels found; None if alone."""

    event: int
    statement: Statement
    group: int
    link: LinkKind
    score: float | None = None
    because: int | None = None
    bits: float | None = None
    reasons: str | None = None


def neighbourhood(
    connection: Connection, seeds: Iterable[int], weights: Weights, ruled: Sequence[PersonsLink]
) -> set[int]:
    """All events that strong pairs, or decisions, connect with ``seeds``."""
    tied = ties(ruled, together=True)
    found: set[int] = set()
    fresh = set(seeds)
    while fresh:
        found |= fresh
        near = {other for event in fresh for other in tied.get(event, ())}
        for mine, theirs in ((event_pairs.c.one, event_pairs.c.other), (event_pairs.c.other, event_pairs.c.one)):
            query = select(theirs).where(event_pairs.c.bits >= weights.connect)
            near.update(number for part in parts(query, mine, fresh) for number in connection.scalars(part))
        fresh = near - found
    return found


def grouped(
    connection: Connection, members: Collection[int], weights: Weights, ruled: Sequence[PersonsLink]
) -> list[Placed]:
    """The events of a neighbourhood, each in its group."""
    numbers, statements = load(connection, members)
    if not numbers:
        return []
    row_of = {number: row for row, number in enumerate(numbers)}
    table = columns(statements)
    edges = _edges(connection, row_of)
    sums = {row for row, statement in enumerate(statements) if statement.level == "cluster"}
    must, cannot = (_as_rows(ties(ruled, together=together), row_of) for together in (True, False))
    rules = Rules(weights.connect, weights.threshold, must, cannot, sums)
    labels = cluster(table.report, edges, lambda a, b: weights.weigh(table, a, b), rules)
    persons: dict[int, LinkKind] = {link.one: link.kind for link in ruled if link.kind in ("follow_up", "contradicts")}
    return _placed(numbers, statements, table, labels, weights, persons)


def _edges(connection: Connection, row_of: dict[int, int]) -> Edges:
    """The pairs inside a neighbourhood."""
    rows = [
        (row_of[row.one], row_of[row.other], row.bits)
        for part in parts(select(event_pairs), event_pairs.c.one, row_of)
        for row in connection.execute(part)
        if row.other in row_of
    ]
    a, b, bits = np.array(rows, np.float64).reshape(-1, 3).T
    low, high = np.minimum(a, b).astype(np.int64), np.maximum(a, b).astype(np.int64)
    order = np.lexsort((high, low))
    return Edges(low[order], high[order], bits[order])


def _as_rows(tied: dict[int, set[int]], row_of: dict[int, int]) -> dict[int, list[int]]:
    known = {row_of[event]: sorted(row_of[other] for other in others if other in row_of)
             for event, others in tied.items() if event in row_of}  # fmt: skip
    return {row: others for row, others in known.items() if others}


def _placed(
    numbers: Sequence[int],
    statements: Sequence[Statement],
    table: Columns,
    labels: Array,
    weights: Weights,
    persons: dict[int, LinkKind],
) -> list[Placed]:
    order = np.argsort(labels, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    found = []
    for rows in groups:
        told = [statements[row] for row in rows]
        kinds = [persons.get(numbers[row]) or _kind(statements[row], told) for row in rows]
        scores = _scores(rows, table, weights)
        for at, row in enumerate(rows):
            mean, best, bits = scores[at]
            because = None if best is None else numbers[best]
            reasons = None if best is None else _reasons(table, weights, int(row), best)
            group = numbers[int(rows[0])]
            found.append(Placed(numbers[row], statements[row], group, kinds[at], mean, because, bits, reasons))
    return found


def _scores(rows: Array, table: Columns, weights: Weights) -> list[tuple[float | None, int | None, float | None]]:
    """For each row of a group: mean bits to the others, the one with most, and how many. In a very large group the
    first rows stand for all."""
    if len(rows) == 1:
        return [(None, None, None)]
    others = rows[:LARGEST]
    a, b = np.repeat(rows, len(others)), np.tile(others, len(rows))
    bits = weights.weigh(table, a, b).reshape(len(rows), len(others))
    mine = a.reshape(bits.shape) == b.reshape(bits.shape)
    means = np.where(mine, 0, bits).sum(axis=1) / np.maximum(1, (~mine).sum(axis=1))
    best = np.where(mine, -np.inf, bits).argmax(axis=1)
    return [(float(means[i]), int(others[best[i]]), float(bits[i, best[i]])) for i in range(len(rows))]


def _reasons(table: Columns, weights: Weights, row: int, other: int) -> str:
    levels = weights.levels(table, np.array([row]), np.array([other]))[:, 0]
    said = zip(COMPARISONS, levels.tolist(), strict=True)
    return " ".join(f"{comparison.name}.{comparison.levels[level - 1]}" for comparison, level in said if level)


_LATER = range(2, 61)
"""Days after an incident on which what is told of it is a follow-up."""


def _kind(statement: Statement, told: Sequence[Statement]) -> LinkKind:
    """What an event is to its incident: a sum over several places is not it alone, a denial contradicts it, and what
    happened days later follows it up."""
    if len(told) == 1:
        return "same"
    if statement.level == "cluster" and any(other.level == "incident" for other in told):
        return "part_of"
    if statement.modality == "denied" and any(other.modality != "denied" for other in told):
        return "contradicts"
    exact = [other.first for other in told if other.first and other.first == other.last and not other.soft]
    if statement.first == statement.last and not statement.soft and exact and statement.first - min(exact) in _LATER:
        return "follow_up"
    return "same"
