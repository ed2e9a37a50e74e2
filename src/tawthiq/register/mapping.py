"""Events as a map needs them: places with what is known of their point, and the events that happened there."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Connection, bindparam, select

from tawthiq.register.schema import event_places, events, places

ROLES = ("impact", "venue", "origin")
"""Where an event is drawn: where it happened, was talked of, or where people left from."""

_AT_ONCE = 20_000


class MapPlace(msgspec.Struct, frozen=True, array_like=True):
    """A place with a point: number, degrees (WGS 84), kilometres that the point may be off, precision, names."""

    number: int
    lat: float
    lon: float
    radius_km: float
    precision: str
    name: str
    label_ar: str | None
    label_en: str | None


class MapEvent(msgspec.Struct, frozen=True, array_like=True):
    """An event at a place: index of the place in the answer's list, type, first day, fewest killed, state."""

    place: int
    type: str
    day: str | None
    killed: int | None
    state: str


class MapPoints(msgspec.Struct, frozen=True):
    """``unplaced``: how many of the events have no point and cannot be drawn."""

    places: tuple[MapPlace, ...]
    events: tuple[MapEvent, ...]
    unplaced: int


def points(connection: Connection, numbers: Collection[int]) -> MapPoints:
    """These events as a map needs them. One that happened at several places stands at each of them."""
    found: dict[int, tuple[int, MapPlace]] = {}
    drawn: list[MapEvent] = []
    placed: set[int] = set()
    wanted = list(numbers)
    for at in range(0, len(wanted), _AT_ONCE):
        for row in connection.execute(_query(wanted[at : at + _AT_ONCE])):
            if row.number not in found:
                found[row.number] = len(found), _place(row)
            placed.add(row.event)
            drawn.append(MapEvent(found[row.number][0], row.type, row.first_day, row.killed, row.state))
    return MapPoints(tuple(place for _, place in found.values()), tuple(drawn), len(wanted) - len(placed))


def events_at(connection: Connection, place: int) -> set[int]:
    """The numbers of the events that are drawn at a place."""
    query = select(event_places.c.event).where(event_places.c.place == place, event_places.c.role.in_(ROLES))
    return {int(number) for number in connection.scalars(query)}


def _query(numbers: list[int]) -> Any:
    known: BindParameter[list[int]] = bindparam(None, numbers, expanding=True, literal_execute=True)
    return (
        select(
            event_places.c.event,
            places.c.number,
            places.c.lat,
            places.c.lon,
            places.c.radius_km,
            places.c.precision,
            places.c.name,
            places.c.label_ar,
            places.c.label_en,
            events.c.type,
            events.c.first_day,
            events.c.killed,
            events.c.state,
        )
        .join(places, places.c.number == event_places.c.place)
        .join(events, events.c.number == event_places.c.event)
        .where(event_places.c.event.in_(known), event_places.c.role.in_(ROLES), places.c.lat.is_not(None))
        .order_by(event_places.c.event)
    )


def _place(row: Any) -> MapPlace:
    radius = 0.0 if row.radius_km is None else row.radius_km
    return MapPlace(row.number, row.lat, row.lon, radius, row.precision, row.name, row.label_ar, row.label_en)
