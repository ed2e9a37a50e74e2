"""Events as a map needs them: places with what is known of their point, how many events happened there, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Column, Connection, Select, bindparam, select

from tawthiq.register.schema import event_places, events, places

ROLES = ("impact", "venue", "origin")
"""Where an event is drawn: where it happened, was talked of, or where people left from."""

FEW = 2000
"""Events that are asked for by number; of more, all are read and the wanted ones kept."""


class MapPlace(msgspec.Struct, frozen=True, array_like=True):
    """A place with a point: number, degrees (WGS 84), kilometres that the point may be off, precision, names, and how
    many events happened there."""

    number: int
    lat: float
    lon: float
    radius_km: float
    precision: str
    name: str
    label_ar: str | None
    label_en: str | None
    events: int


class MapPoints(msgspec.Struct, frozen=True):
    """``days``: (ISO day, events that began on it), in order; ``drawn``, ``unplaced``: events with a point, and
    without: these cannot be drawn."""

    places: tuple[MapPlace, ...]
    days: tuple[tuple[str, int], ...]
    drawn: int
    unplaced: int


def points(connection: Connection, numbers: Collection[int] | None) -> MapPoints:
    """These events (None: all) as a map needs them. One that happened at several places stands at each of them."""
    wanted = None if numbers is None else set(numbers)
    located = select(places).where(places.c.lat.is_not(None))
    known = {row.number: row for row in connection.execute(located)}
    pairs = select(event_places.c.event, event_places.c.place).where(event_places.c.role.in_(ROLES)).distinct()
    there = [
        (event, place)
        for event, place in connection.execute(_narrow(pairs, event_places.c.event, wanted))
        if place in known and (wanted is None or event in wanted)
    ]
    dated = select(events.c.number, events.c.first_day)
    days: Counter[str] = Counter()
    total = 0
    for number, day in connection.execute(_narrow(dated, events.c.number, wanted)):
        if wanted is None or number in wanted:
            total += 1
            if day is not None:
                days[day] += 1
    at = Counter(place for _, place in there)
    drawn = len({event for event, _ in there})
    shown = tuple(_place(known[place], count) for place, count in sorted(at.items()))
    return MapPoints(shown, tuple(sorted(days.items())), drawn, total - drawn)


def events_at(connection: Connection, place: int) -> set[int]:
    """The numbers of the events that are drawn at a place."""
    query = select(event_places.c.event).where(event_places.c.place == place, event_places.c.role.in_(ROLES))
    return {int(number) for number in connection.scalars(query)}


def _narrow(query: Select[Any], column: Column[Any], wanted: Collection[int] | None) -> Select[Any]:
    """The query for few events by their numbers; for many as it is."""
    if wanted is None or len(wanted) > FEW:
        return query
    known: BindParameter[list[int]] = bindparam(None, list(wanted), expanding=True, literal_execute=True)
    return query.where(column.in_(known))


def _place(row: Any, count: int) -> MapPlace:
    radius = 0.0 if row.radius_km is None else row.radius_km
    return MapPlace(row.number, row.lat, row.lon, radius, row.precision, row.name, row.label_ar, row.label_en, count)
