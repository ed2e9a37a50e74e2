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
    scores = _scores([rows for rows in groups if len(rows) > 1], table, weights)
    found = []
    for rows in groups:
        told = [statements[row] for row in rows]
        for row in rows.tolist():
            kind = persons.get(numbers[row]) or _kind(statements[row], told)
            mean, because, bits, reasons = scores.get(row, (None, None, None, None))
            best = None if because is None else numbers[because]
            group = numbers[int(rows[0])]
            found.append(Placed(numbers[row], statements[row], group, kind, mean, best, bits, reasons))
    return found


_Score = tuple[float, int, float, str]
_PAIRS_AT_ONCE = 500_000


def _scores(groups: Sequence[Array], table: Columns, weights: Weights) -> dict[int, _Score]:
    """For each row of a group of two or more: mean bits to the others, the one with most, how many, and the levels
    found. In a very large group the first rows stand for all."""
    found: dict[int, _Score] = {}
    batch: list[Array] = []
    pairs = 0
    for rows in groups:
        batch.append(rows)
        pairs += len(rows) * min(len(rows), LARGEST)
        if pairs >= _PAIRS_AT_ONCE:
            found |= _scored(batch, table, weights)
            batch, pairs = [], 0
    return found | (_scored(batch, table, weights) if batch else {})


def _scored(groups: Sequence[Array], table: Columns, weights: Weights) -> dict[int, _Score]:
    a = np.concatenate([np.repeat(rows, min(len(rows), LARGEST)) for rows in groups])
    b = np.concatenate([np.tile(rows[:LARGEST], len(rows)) for rows in groups])
    a, b = a[a != b], b[a != b]
    bits = weights.weigh(table, a, b).astype(np.float64)
    order = np.lexsort((b, -bits, a))
    a, b, bits = a[order], b[order], bits[order]
    first = np.flatnonzero(np.r_[True, a[1:] != a[:-1]])
    means = np.add.reduceat(bits, first) / np.diff(first, append=len(a))
    levels = weights.levels(table, a[first], b[first])
    rows = zip(
        a[first].tolist(), means.tolist(), b[first].tolist(), bits[first].tolist(), levels.T.tolist(), strict=True
    )
    return {row: (mean, best, most, _reasons(found)) for row, mean, best, most, found in rows}


def _reasons(levels: Sequence[int]) -> str:
    said = zip(COMPARISONS, levels, strict=True)
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
