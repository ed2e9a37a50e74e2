"""Linking what is new: its statements, its pairs, and the incidents of its neighbourhood; the rest is left alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
import numpy as np
from sqlalchemy import Connection, func, select, update

from tawthiq.linking.blocking import paired, pairs
from tawthiq.linking.columns import columns
from tawthiq.linking.linker import is_linked
from tawthiq.linking.passages import Passages
from tawthiq.linking.weights import Weights
from tawthiq.register import audit, particular, statements
from tawthiq.register.engine import Register
from tawthiq.register.grouping import grouped, neighbourhood
from tawthiq.register.keeping import keep
from tawthiq.register.link_schema import event_incidents, event_pairs, event_statements, linkings, links
from tawthiq.register.ruled import standing

MANY, LARGE_SHARE = 10_000, 0.3
"""New events, and their share of all, from which all events are compared in one go, without asking the database for the
keys of each."""


def link(register: Register, passages: Passages, weights: Weights) -> int:
    """Put every event that holds into an incident. Looks at what is new or changed since the last run, and at its
    neighbourhood; how many events that is. The same reports come to the same incidents in whatever order they come."""
    statements.make_ready(register, passages)
    with register.writing() as connection:
        gone = statements.withdrawn(connection)
        query = select(event_statements.c.event).where(~event_statements.c.linked)
        fresh = sorted(connection.scalars(query))
        if fresh or gone:
            compared = _to_compare(connection, fresh, gone)
            beside = _companions(connection, [*compared, *gone])
            statements.take_out(connection, gone)
            statements.forget_pairs(connection, compared)
            _compare(connection, compared, weights)
            regroup(connection, register, (beside | set(compared)) - set(gone), weights)
            connection.execute(update(event_statements).where(~event_statements.c.linked).values(linked=True))
        return len(fresh) + len(gone)


def regroup(connection: Connection, register: Register, seeds: Collection[int], weights: Weights) -> None:
    """Group the neighbourhood of ``seeds`` anew, and write what changed as a run of the machine."""
    ruled = standing(connection)
    members = neighbourhood(connection, seeds, weights, ruled)
    placed = grouped(connection, members, weights, ruled)
    number = last(connection, linkings) + 1
    row = {
        "number": number,
        "at": register.at(),
        "by": None,
        "method": weights.version,
        "action": "link",
        "undoes": None,
    }
    connection.execute(linkings.insert(), row)
    made = keep(connection, placed, number, register.at())
    write_links(connection, number, [(p.event, p.because, p.link, p.bits, p.reasons) for p in made])
    log(connection, register, row, None)


def _companions(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """The events that are in one incident with some events, these included where they still are there."""
    mine = select(event_incidents.c.incident)
    found = {n for part in statements.parts(mine, event_incidents.c.event, numbers) for n in connection.scalars(part)}
    theirs = select(event_incidents.c.event)
    return {n for part in statements.parts(theirs, event_incidents.c.incident, found) for n in connection.scalars(part)}


def _to_compare(connection: Connection, fresh: Sequence[int], gone: Sequence[int]) -> list[int]:
    """The events whose pairs have to be found anew: the new ones, and those that these bring out of balance. All of
    them, where many are new."""
    if _are_many(connection, fresh):
        return sorted(set(connection.scalars(select(event_statements.c.event))) - set(gone))
    return sorted({*fresh, *statements.unsettled(connection, fresh, gone)})


def _are_many(connection: Connection, numbers: Sequence[int]) -> bool:
    every = int(connection.scalar(select(func.count()).select_from(event_statements)) or 0)
    return len(numbers) > MANY or len(numbers) > LARGE_SHARE * every


def _compare(connection: Connection, fresh: Sequence[int], weights: Weights) -> None:
    """Compare events with all others that share a key with them, and keep the pairs worth keeping."""
    near = None if _are_many(connection, fresh) else statements.keyed_near(connection, fresh)
    members = None if near is None else {number for shared in near.values() for number in shared}
    numbers, told = statements.load(connection, members)
    if not numbers:
        return
    table = columns(told)
    if near is None:
        a, b = pairs(table, np.array([is_linked(statement) for statement in told], np.bool_))
    else:
        a, b = paired(table, statements.as_keyed(near, {number: row for row, number in enumerate(numbers)}))
    ours = np.array(numbers, np.int64)
    new = np.isin(ours, np.array(fresh, np.int64))
    some = new[a] | new[b]
    a, b = a[some], b[some]
    bits = weights.weigh(table, a, b)
    kept = bits >= weights.kept
    rows = zip(ours[a[kept]].tolist(), ours[b[kept]].tolist(), bits[kept].tolist(), strict=True)
    particular.insert_many(connection, event_pairs, ("one", "other", "bits"), list(rows))


def write_links(
    connection: Connection, linking: int, rows: Iterable[tuple[int, int | None, str, float | None, str | None]]
) -> None:
    """Write links of a linking: (event, other event, kind, score, reasons)."""
    first = last(connection, links) + 1
    found = [(one, other, kind, score, reasons) for one, other, kind, score, reasons in rows if other is not None]
    named = [(first + at, linking, *row) for at, row in enumerate(found)]
    particular.insert_many(connection, links, ("number", "linking", "one", "other", "kind", "score", "reasons"), named)


def log(connection: Connection, register: Register, row: dict[str, Any], reason: str | None) -> None:
    """Write a linking to the log."""
    facts = linking_facts(connection, row, reason)
    audit.append(connection, register, [audit.Entry("linking", row["number"], facts)])


def linking_facts(connection: Connection, row: Any, reason: str | None) -> dict[str, Any]:
    """What the log keeps of a linking: its row, its reason, and its links."""
    names = ("number", "at", "by", "method", "action", "undoes")
    query = select(links).where(links.c.linking == row["number"]).order_by(links.c.number)
    made = [[one.one, one.other, one.kind, one.score, one.reasons] for one in connection.execute(query)]
    return {name: row[name] for name in names} | {"reason": reason, "links": made}


def last(connection: Connection, table: Any) -> int:
    """The highest number of a table; 0 where it is empty."""
    return int(connection.scalar(select(func.max(table.c.number))) or 0)


class Counts(msgspec.Struct, frozen=True):
    """How many incidents the register has, and how many of them two reports or more tell."""

    incidents: int
    told_twice: int


def counts(connection: Connection) -> Counts:
    """How many incidents there are."""
    size = func.count().label("size")
    sizes = select(size).select_from(event_incidents).group_by(event_incidents.c.incident).subquery()
    several = func.count().filter(sizes.c.size > 1)
    row = connection.execute(select(func.count(), several).select_from(sizes)).one()
    return Counts(row[0], row[1])


class Doubt(msgspec.Struct, frozen=True):
    """Two events of different incidents that have much in common: a person should look. By number; ``bits`` of
    evidence that they are one."""

    one: int
    other: int
    bits: float


def to_review(connection: Connection, weights: Weights) -> list[Doubt]:
    """Of each two incidents that may be one the events that have most in common, most evidence first. What persons
    decided on is left out."""
    one, other = event_incidents.alias("first"), event_incidents.alias("second")
    query = (
        select(event_pairs, one.c.incident.label("mine"), other.c.incident.label("theirs"))
        .join(one, one.c.event == event_pairs.c.one)
        .join(other, other.c.event == event_pairs.c.other)
        .where(one.c.incident != other.c.incident, event_pairs.c.bits >= weights.review)
        .order_by(event_pairs.c.bits.desc(), event_pairs.c.one, event_pairs.c.other)
    )
    decided = {frozenset((link.one, link.other)) for link in standing(connection)}
    best: dict[frozenset[int], Doubt | None] = {}
    for row in connection.execute(query):
        pair = frozenset((row.mine, row.theirs))
        if frozenset((row.one, row.other)) in decided:
            best[pair] = None
        elif pair not in best:
            best[pair] = Doubt(row.one, row.other, row.bits)
    return [doubt for doubt in best.values() if doubt is not None]
