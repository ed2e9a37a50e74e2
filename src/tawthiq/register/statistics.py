"""What is in the register, in numbers. Reports and events are counted; people never are: that would add up reports that
tell one incident."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Select, Table, func, select

from tawthiq.register import audit
from tawthiq.register.schema import batches, decisions, event_places, events, people, places, quarantine, reports


class Statistics(msgspec.Struct, frozen=True):
    """Counts. ``first_day``, ``last_day``: of events that have a date. ``head``: the digest of the whole state."""

    reports: int
    exercises: int
    unread: int
    languages: dict[str, int]
    publishers: dict[str, int]
    events: int
    gone: int
    types: dict[str, int]
    levels: dict[str, int]
    states: dict[str, int]
    first_day: str | None
    last_day: str | None
    undated: int
    unlocated: int
    decisions: dict[str, int]
    deciders: dict[str, int]
    quarantined: int
    broken_off: int
    log: int
    head: str


def statistics(connection: Connection) -> Statistics:
    """The numbers of the register as it is now."""
    days = connection.execute(select(func.min(events.c.first_day), func.max(events.c.last_day))).one()
    who = select(people.c.name, func.count()).join(decisions, decisions.c.by == people.c.number)
    return Statistics(
        reports=_count(connection, reports),
        exercises=_count(connection, reports, reports.c.exercise),
        unread=_count(connection, reports, reports.c.unread.is_not(None)),
        languages=_by(connection, reports.c.language),
        publishers=_by(connection, reports.c.publisher, 20),
        events=_count(connection, events),
        gone=_count(connection, events, ~events.c.present),
        types=_by(connection, events.c.type),
        levels=_by(connection, events.c.level),
        states=_by(connection, events.c.state),
        first_day=days[0],
        last_day=days[1],
        undated=_count(connection, events, events.c.first_day.is_(None)),
        unlocated=_unlocated(connection),
        decisions=_by(connection, decisions.c.action),
        deciders=_pairs(connection, who.group_by(people.c.name).order_by(people.c.name)),
        quarantined=_count(connection, quarantine),
        broken_off=_count(connection, batches, batches.c.ended_at.is_(None)),
        log=audit.count(connection),
        head=audit.head(connection)[1].hex(),
    )


def _count(connection: Connection, table: Table, *where: Any) -> int:
    return int(connection.scalar(select(func.count()).select_from(table).where(*where)) or 0)


def _by(connection: Connection, column: Column[Any], limit: int | None = None) -> dict[str, int]:
    """How many rows have each value, the most frequent first."""
    query = select(column, func.count()).where(column.is_not(None)).group_by(column)
    rows = connection.execute(query.order_by(func.count().desc(), column).limit(limit))
    return {str(value): count for value, count in rows}


def _pairs(connection: Connection, query: Select[Any]) -> dict[str, int]:
    return {str(name): count for name, count in connection.execute(query)}


def _unlocated(connection: Connection) -> int:
    """Events without a point on the map."""

    located = select(event_places.c.event).join(places, places.c.number == event_places.c.place)
    return _count(connection, events, events.c.number.not_in(located.where(places.c.lat.is_not(None))))
