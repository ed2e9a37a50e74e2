"""Linking what is new: its statements, its pairs, and the incidents of its neighbourhood; the rest is left alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
import numpy as np
from sqlalchemy import Connection, func, select, update

from tawthiq.linking.blocking import paired, pairs
from tawthiq.linking.columns import Array, columns
from tawthiq.linking.linker import is_linked
from tawthiq.linking.passages import Passages
from tawthiq.linking.statements import Statement
from tawthiq.linking.weights import Weights
from tawthiq.register import audit, particular, statements
from tawthiq.register.engine import Register
from tawthiq.register.grouping import grouped, neighbourhood
from tawthiq.register.keeping import keep
from tawthiq.register.link_schema import event_incidents, event_pairs, event_statements, linkings, links
from tawthiq.register.ruled import standing

ALL_AT_ONCE = 3000
"""New events from which all are compared in one go, without asking the database for each one's keys."""


class Outcome(msgspec.Struct, frozen=True):
    """What a run did: events looked at, incidents that the register has now, and those among them told by two reports
    or more; pairs of events in the review band or above that are not joined."""

    events: int
    incidents: int
    told_twice: int
    to_review: int


def link(register: Register, passages: Passages, weights: Weights) -> Outcome:
    """Put every event that holds into an incident. Looks at what is new or changed since the last run, and at its
    neighbourhood. The same reports come to the same incidents in whatever order they came in."""
    statements.make_ready(register, passages)
    with register.writing() as connection:
        gone = statements.withdrawn(connection)
        query = select(event_statements.c.event).where(~event_statements.c.linked)
        fresh = sorted(connection.scalars(query))
        if fresh or gone:
            beside = _companions(connection, [*fresh, *gone])
            statements.take_out(connection, gone)
            statements.forget_pairs(connection, fresh)
            _compare(connection, fresh, weights)
            regroup(connection, register, (beside | set(fresh)) - set(gone), weights)
            connection.execute(update(event_statements).where(~event_statements.c.linked).values(linked=True))
        return _outcome(connection, len(fresh) + len(gone))


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


def _compare(connection: Connection, fresh: Sequence[int], weights: Weights) -> None:
    """Compare new events with all others that share a key with them, and keep the pairs worth keeping."""
    if len(fresh) > ALL_AT_ONCE:
        numbers, told = statements.load(connection)
        table = columns(told)
        a, b = pairs(table, _admitted(told))
    else:
        shared = statements.keyed_near(connection, fresh)
        numbers, told = statements.load(connection, {n for some in shared.values() for n in some})
        table = columns(told)
        row_of = {number: row for row, number in enumerate(numbers)}
        a, b = paired(table, statements.as_keyed(shared, row_of)) if numbers else (np.zeros(0, int), np.zeros(0, int))
    ours = np.array(numbers, np.int64)
    new = np.isin(ours, np.array(fresh, np.int64))
    some = new[a] | new[b]
    a, b = a[some], b[some]
    bits = weights.weigh(table, a, b)
    kept = bits >= weights.review
    rows = zip(ours[a[kept]].tolist(), ours[b[kept]].tolist(), bits[kept].tolist(), strict=True)
    particular.insert_many(connection, event_pairs, ("one", "other", "bits"), list(rows))


def _admitted(told: Sequence[Statement]) -> Array:
    return np.array([is_linked(statement) for statement in told], np.bool_)


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


def _outcome(connection: Connection, looked_at: int) -> Outcome:
    sizes = (
        select(func.count().label("size")).select_from(event_incidents).group_by(event_incidents.c.incident).subquery()
    )
    count = connection.execute(
        select(func.count().label("all"), func.count().filter(sizes.c.size > 1).label("twice")).select_from(sizes)
    ).one()
    one, other = event_incidents.alias("first"), event_incidents.alias("second")
    apart = (
        select(func.count())
        .select_from(event_pairs)
        .join(one, one.c.event == event_pairs.c.one)
        .join(other, other.c.event == event_pairs.c.other)
        .where(one.c.incident != other.c.incident)
    )
    return Outcome(looked_at, count[0], count[1], int(connection.scalar(apart) or 0))
