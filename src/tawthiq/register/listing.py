"""Lists of events by what they say: place, date, type, actor, weapon, facility, deaths, review."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    column,
    func,
    or_,
    select,
    table,
)

from tawthiq.model.decision import ReviewState
from tawthiq.register.schema import codes, event_codes, event_places, events, places, reports
from tawthiq.text.normal import fold

EARTH_KM = 6371.0088
DEGREE_KM = 110.5
"""Less than the length of a degree of latitude anywhere: boxes made with it are large enough."""


_BOXES = table("place_boxes", *(column(name) for name in ("number", "south", "north", "west", "east")))
_SLACK = 1e-4
"""Degrees that the R*Tree, which keeps single precision, may be off."""


class Circle(msgspec.Struct, frozen=True):
    """An area around a point: degrees and kilometres."""

    lat: float
    lon: float
    km: float


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which events. None and () ask for nothing. ``place``: part of a name. ``area``: a country (alpha-2) or the name
    of an area of first or second level. ``first_day``, ``last_day``: ISO; events that touch the time between.
    ``actor``: a code, with those below it. ``weapon``: of a munition or a platform. ``killed``: at least so many."""

    place: str | None = None
    area: str | None = None
    around: Circle | None = None
    first_day: str | None = None
    last_day: str | None = None
    types: tuple[str, ...] = ()
    actor: str | None = None
    weapon: str | None = None
    facility: str | None = None
    killed: int | None = None
    states: tuple[ReviewState, ...] = ()
    levels: tuple[str, ...] = ()
    report: int | None = None


class Listed(msgspec.Struct, frozen=True):
    """One event in a list. ``places``: their names with role; ``attackers``: codes of attackers and parties."""

    id: str
    report: str
    event: str
    exercise: bool
    published: str | None
    type: str
    level: str
    modality: str
    date: str | None
    places: tuple[str, ...]
    lat: float | None
    lon: float | None
    radius_km: float | None
    attackers: tuple[str, ...]
    killed: int | None
    injured: int | None
    confidence: float
    state: ReviewState


def listed(connection: Connection, wanted: Filter, *, limit: int, offset: int = 0) -> list[Listed]:
    """The events that ``wanted`` asks for, latest first; those without a date last."""
    numbers = list(connection.scalars(chosen(connection, wanted).limit(limit).offset(offset)))
    query = (
        select(*(events.c[name] for name in _COLUMNS), reports.c.id, reports.c.sha256, reports.c.exercise)
        .add_columns(reports.c.published)
        .join(reports, reports.c.number == events.c.report)
        .where(events.c.number.in_(_listing(numbers)))
    )
    rows = {row.number: row for row in connection.execute(query)}
    where, who = places_of(connection, numbers), attackers_of(connection, numbers)
    return [_listed(rows[number], where.get(number, []), tuple(who.get(number, []))) for number in numbers]


def chosen(connection: Connection, wanted: Filter) -> Select[Any]:
    """The query for the numbers of the events that :func:`listed` gives, in order.

    Where one of the conditions leaves few events, these are looked at one by one; else all events are gone through from
    the latest on, which comes soon to as many as are asked for. Left to itself, a database chooses badly between them.
    """
    conditions = list(conditions_of(connection, wanted))
    sizes = [_size(connection, one) for one in conditions]
    query = select(events.c.number)
    day: ColumnElement[Any] = events.c.first_day
    best = min(range(len(sizes)), key=sizes.__getitem__) if sizes else None
    if best is not None and sizes[best] <= FEW:
        few = conditions[best].numbers.limit(FEW + 1).subquery("few")
        query = query.join(few, few.c.number == events.c.number)
        day = _unsorted(day)
    for number, one in enumerate(conditions):
        if number != best or sizes[number] > FEW:
            query = query.where(one.holds)
    order = (day.is_(None), day.desc()) if connection.dialect.name == "postgresql" else (day.desc(),)
    return query.order_by(*order, events.c.number.desc())


FEW = 20_000
"""Events that are looked at one by one."""


class Condition(NamedTuple):
    """A condition on events: ``numbers``, the query that finds those for which it holds; ``holds``, as a part of WHERE,
    written so that no index is tempted by it."""

    numbers: Select[Any]
    holds: ColumnElement[bool]


def _listing(numbers: Sequence[int]) -> BindParameter[list[int]]:
    """Numbers for an IN; written into the statement, since there may be more than a statement may have parameters."""
    return bindparam(None, list(numbers), expanding=True, literal_execute=True)


def _size(connection: Connection, condition: Condition) -> int:
    """How many events a condition leaves; counted no further than is needed to call them many."""
    query = select(func.count()).select_from(condition.numbers.limit(FEW + 1).subquery())
    return int(connection.scalar(query) or 0)


def _unsorted(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A text column by its value, not by its index."""
    return column.concat("")


_COLUMNS = (
    "number", "name", "type", "level", "modality", "edtf", "first_day", "killed", "injured", "confidence", "state",
)  # fmt: skip


def conditions_of(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    """What a filter asks for, condition by condition."""
    if wanted.place is not None or wanted.area is not None or wanted.around is not None:
        found = place_numbers(connection, wanted)
        yield _through(event_places, "place", found)
    for lists, code in (
        (("actor",), wanted.actor),
        (("munition", "platform"), wanted.weapon),
        (("facility",), wanted.facility),
    ):
        if code is not None:
            yield _through(event_codes, "code", code_numbers(connection, lists, code))
    yield from _on_days(wanted)
    for name, values in (("type", wanted.types), ("level", wanted.levels), ("state", wanted.states)):
        if values:
            column = events.c[name]
            yield Condition(select(events.c.number).where(column.in_(values)), _unsorted(column).in_(values))
    if wanted.killed is not None:
        few = select(events.c.number).where(events.c.killed >= wanted.killed)
        yield Condition(few, events.c.killed + 0 >= wanted.killed)
    if wanted.report is not None:
        few = select(events.c.number).where(events.c.report == wanted.report)
        yield Condition(few, events.c.report + 0 == wanted.report)


def _on_days(wanted: Filter) -> Iterator[Condition]:
    """Events that touch a time; a side that is open touches all that lies there."""
    first, last = events.c.first_day, events.c.last_day
    if wanted.first_day is not None:
        day = wanted.first_day
        few = select(events.c.number).where(or_(last >= day, and_(last.is_(None), first.is_not(None))))
        end = _unsorted(last)
        yield Condition(few, or_(end >= day, and_(end.is_(None), first.is_not(None))))
    if wanted.last_day is not None:
        day = wanted.last_day
        few = select(events.c.number).where(or_(first <= day, and_(first.is_(None), last.is_not(None))))
        begin = _unsorted(first)
        yield Condition(few, or_(begin <= day, and_(begin.is_(None), last.is_not(None))))


def _through(table: Table, name: str, numbers: Sequence[int]) -> Condition:
    """A condition on what lies beside an event: one of its places or codes is among ``numbers``."""
    column = table.c[name]
    known = _listing(numbers)
    found = select(table.c.event.label("number")).where(column.in_(known)).distinct()
    there = select(table.c.event).where(table.c.event == events.c.number, (column + 0).in_(known)).correlate(events)
    return Condition(found, there.exists())


def code_numbers(connection: Connection, lists: Sequence[str], code: str) -> list[int]:
    """The numbers of a code and those below it; of actors also where it is joined with another (``SYR|RUS``)."""
    rows = connection.execute(select(codes).where(codes.c.list.in_(lists)))
    return [row.number for row in rows if any(p == code or p.startswith(f"{code}.") for p in row.code.split("|"))]


def place_numbers(connection: Connection, wanted: Filter) -> list[int]:
    """The numbers of the places that a filter asks for."""
    query: Select[Any] = select(places.c.number, places.c.lat, places.c.lon)
    if wanted.place is not None:
        query = query.where(places.c.names.contains(fold(wanted.place).strip(), autoescape=True))
    if wanted.area is not None:
        area = wanted.area.strip()
        same = [func.lower(places.c[name]) == area.lower() for name in ("country", "admin1", "admin2")]
        query = query.where(or_(*same, places.c.names.contains(f"|{fold(area)}|", autoescape=True)))
    if wanted.around is not None:
        query = query.where(_box(connection, wanted.around))
    rows = connection.execute(query).all()
    circle = wanted.around
    return [row.number for row in rows if circle is None or distance_km(circle, row.lat, row.lon) <= circle.km]


def _box(connection: Connection, circle: Circle) -> ColumnElement[bool]:
    """The box around a circle; on SQLite through the R*Tree. Longitudes wrap at 180°."""
    high = min(90.0, abs(circle.lat) + circle.km / DEGREE_KM)
    tall = circle.km / DEGREE_KM
    wide = 180.0 if high >= 89 else min(180.0, circle.km / (DEGREE_KM * math.cos(math.radians(high))))
    south, north = circle.lat - tall, circle.lat + tall
    spans = [(circle.lon - wide + turn, circle.lon + wide + turn) for turn in (-360, 0, 360)]
    if connection.dialect.name == "sqlite":
        inside = and_(_BOXES.c.south >= south - _SLACK, _BOXES.c.north <= north + _SLACK)
        sides = [and_(_BOXES.c.west >= west - _SLACK, _BOXES.c.east <= east + _SLACK) for west, east in spans]
        return places.c.number.in_(select(_BOXES.c.number).where(inside, or_(*sides)))
    lat, lon = places.c.lat, places.c.lon
    return and_(lat.between(south, north), or_(*(lon.between(west, east) for west, east in spans)))


def distance_km(circle: Circle, lat: float, lon: float) -> float:
    """Great-circle distance of a point from the middle of a circle."""
    one, two = math.radians(circle.lat), math.radians(lat)
    half = math.sin((two - one) / 2) ** 2
    half += math.cos(one) * math.cos(two) * math.sin(math.radians(lon - circle.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def places_of(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Any]]:
    """The places of events by the number of the event: rows of ``places`` with ``role``, the most telling one first."""
    query = (
        select(event_places.c.event, event_places.c.role, places)
        .join(places, places.c.number == event_places.c.place)
        .where(event_places.c.event.in_(_listing(numbers)))
        .order_by(event_places.c.event, places.c.number)
    )
    found: dict[int, list[Any]] = {}
    for row in connection.execute(query):
        found.setdefault(row.event, []).append(row)
    order = ("impact", "venue", "origin", "area", "destination", "launch")
    for rows in found.values():
        rows.sort(key=lambda row: order.index(row.role))
    return found


def attackers_of(connection: Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    """The codes of attackers and parties by the number of the event."""
    query = (
        select(event_codes.c.event, codes.c.code)
        .join(codes, codes.c.number == event_codes.c.code)
        .where(
            event_codes.c.event.in_(_listing(numbers)), codes.c.list == "actor", codes.c.role.in_(("attacker", "party"))
        )
        .order_by(event_codes.c.event, codes.c.code)
    )
    found: dict[int, list[str]] = {}
    for event, code in connection.execute(query):
        found.setdefault(event, []).append(code)
    return found


def _listed(row: Any, where: Sequence[Any], who: tuple[str, ...]) -> Listed:
    report = row.id or bytes(row.sha256).hex()
    point = next((place for place in where if place.lat is not None), None)
    return Listed(
        id=f"{report}#{row.name}",
        report=report,
        event=row.name,
        exercise=bool(row.exercise),
        published=row.published,
        type=row.type,
        level=row.level,
        modality=row.modality,
        date=row.edtf,
        places=tuple(dict.fromkeys(f"{place.name} ({place.label_en or '?'})" for place in where)),
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        radius_km=point.radius_km if point else None,
        attackers=who,
        killed=row.killed,
        injured=row.injured,
        confidence=row.confidence,
        state=row.state,
    )
