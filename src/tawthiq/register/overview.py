"""Events counted by month, type, area, facility and actor; the killed by incident, since several reports may tell
one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from tawthiq.register.link_schema import event_incidents
from tawthiq.register.schema import codes, event_codes, event_places, events, places

MOST = 15
"""Rows of each list."""

HAPPENED = ("asserted", "alleged")


class Tally(msgspec.Struct, frozen=True):
    """How many events have a value, and how many of these nobody has reviewed."""

    value: str
    events: int
    waiting: int


class MonthToll(msgspec.Struct, frozen=True):
    """A month's incidents in which people were killed, each counted once. ``low``: with the lowest figure that one of
    its reports entails; ``high``: with the highest of these. No bound from above: a report may say "or more"."""

    month: str
    incidents: int
    low: int
    high: int


class Overview(msgspec.Struct, frozen=True):
    """``months``: YYYY-MM, in order; the others with the most frequent first, :data:`MOST` at most. ``areas``:
    first-level areas where it happened. What was denied, planned or is background is left out, and so are rejected
    events."""

    months: tuple[Tally, ...]
    types: tuple[Tally, ...]
    areas: tuple[Tally, ...]
    facilities: tuple[Tally, ...]
    attackers: tuple[Tally, ...]
    undated: int
    unplaced: int
    tolls: tuple[MonthToll, ...]


def overview(connection: Connection) -> Overview:
    """The register as it is now."""
    month = func.substr(events.c.first_day, 1, 7)
    in_code = select(codes.c.code).join(event_codes, event_codes.c.code == codes.c.number)
    return Overview(
        months=_tallies(connection, _counted(month).where(events.c.first_day.is_not(None)).order_by(month), None),
        types=_frequent(connection, _counted(events.c.type)),
        areas=_frequent(connection, _in_area()),
        facilities=_frequent(connection, _with_code(in_code, codes.c.list == "facility")),
        attackers=_frequent(connection, _with_code(in_code, codes.c.list == "actor", codes.c.role == "attacker")),
        undated=_number(connection, events.c.first_day.is_(None)),
        unplaced=_number(connection, events.c.number.not_in(_located())),
        tolls=_tolls(connection),
    )


def _tolls(connection: Connection) -> tuple[MonthToll, ...]:
    """The killed by month, incident by incident. Events that sum up several incidents are left out."""
    query = (
        select(func.min(events.c.first_day), func.min(events.c.killed), func.max(events.c.killed))
        .join(event_incidents, event_incidents.c.event == events.c.number)
        .where(*_holding(), events.c.level == "incident", event_incidents.c.link == "same")
        .where(events.c.killed > 0, events.c.first_day.is_not(None))
        .group_by(event_incidents.c.incident)
    )
    found: dict[str, list[int]] = {}
    for day, low, high in connection.execute(query):
        month = found.setdefault(day[:7], [0, 0, 0])
        for place, value in enumerate((1, low, high)):
            month[place] += value
    return tuple(MonthToll(month, *found[month]) for month in sorted(found))


def _counted(column: ColumnElement[Any]) -> Select[Any]:
    """Values of a column with how many events have them, and how many of these wait."""
    waits = func.sum(case((events.c.state.in_(("machine", "edited")), 1), else_=0))
    return select(column, func.count(events.c.number), waits).where(*_holding()).group_by(column)


def _holding() -> tuple[ColumnElement[bool], ...]:
    """What is counted at all."""
    return events.c.state != "rejected", events.c.modality.in_(HAPPENED), events.c.level != "context"


def _in_area() -> Select[Any]:
    """Events by the area where they happened; one that happened in two areas counts in both, in each once."""
    there = (
        select(event_places.c.event, places.c.admin1)
        .join(places, places.c.number == event_places.c.place)
        .where(event_places.c.role.in_(("impact", "area")), places.c.admin1.is_not(None))
        .distinct()
        .subquery()
    )
    return _counted(there.c.admin1).join(there, there.c.event == events.c.number)


def _with_code(known: Select[Any], *conditions: ColumnElement[bool]) -> Select[Any]:
    """Events by a code of theirs."""
    found = known.add_columns(event_codes.c.event).where(*conditions).distinct().subquery()
    return _counted(found.c.code).join(found, found.c.event == events.c.number)


def _located() -> Select[Any]:
    query = select(event_places.c.event).join(places, places.c.number == event_places.c.place)
    return query.where(places.c.lat.is_not(None))


def _frequent(connection: Connection, query: Select[Any]) -> tuple[Tally, ...]:
    return _tallies(connection, query.order_by(func.count(events.c.number).desc()), MOST)


def _tallies(connection: Connection, query: Select[Any], most: int | None) -> tuple[Tally, ...]:
    rows: Sequence[Any] = connection.execute(query if most is None else query.limit(most)).all()
    return tuple(Tally(str(row[0]), int(row[1]), int(row[2] or 0)) for row in rows)


def _number(connection: Connection, condition: ColumnElement[bool]) -> int:
    return int(connection.scalar(select(func.count()).select_from(events).where(*_holding(), condition)) or 0)
