"""Events in brief, by their numbers: what a list, a map or a queue shows of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Connection, bindparam, select

from tawthiq.model.decision import ReviewState
from tawthiq.register.listing import attackers_of, places_of
from tawthiq.register.schema import events, reports

_AT_ONCE = 5000


class BriefPlace(msgspec.Struct, frozen=True):
    """A place of an event. ``lat``, ``lon``: degrees, WGS 84; None where no point is known."""

    role: str
    name: str
    label_ar: str | None
    label_en: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: str


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """An event in brief. ``report``: what the report is called; ``sha256``: what names it for certain; ``event``: the
    event's name in it. ``killed``, ``injured``: the fewest that the words entail; None: not said. ``attackers``: codes
    of attackers and parties."""

    number: int
    report: str
    sha256: str
    event: str
    exercise: bool
    published: str | None
    publisher: str | None
    type: str
    level: str
    modality: str
    date: str | None
    first_day: str | None
    last_day: str | None
    places: tuple[BriefPlace, ...]
    attackers: tuple[str, ...]
    killed: int | None
    injured: int | None
    confidence: float
    state: ReviewState


def briefs(connection: Connection, numbers: Sequence[int]) -> Iterator[Brief]:
    """The events with these numbers, in this order."""
    for at in range(0, len(numbers), _AT_ONCE):
        yield from _some(connection, numbers[at : at + _AT_ONCE])


def _some(connection: Connection, numbers: Sequence[int]) -> Iterator[Brief]:
    known: BindParameter[list[int]] = bindparam(None, list(numbers), expanding=True, literal_execute=True)
    query = (
        select(*(events.c[name] for name in _COLUMNS), reports.c.id, reports.c.sha256, reports.c.exercise)
        .add_columns(reports.c.published, reports.c.publisher)
        .join(reports, reports.c.number == events.c.report)
        .where(events.c.number.in_(known))
    )
    rows = {row.number: row for row in connection.execute(query)}
    where, who = places_of(connection, numbers), attackers_of(connection, numbers)
    for number in numbers:
        if number in rows:
            yield _brief(rows[number], where.get(number, ()), tuple(who.get(number, ())))


_COLUMNS = (
    "number", "name", "type", "level", "modality", "edtf", "first_day", "last_day", "killed", "injured", "confidence",
    "state",
)  # fmt: skip


def _brief(row: Any, where: Sequence[Any], who: tuple[str, ...]) -> Brief:
    digest = bytes(row.sha256).hex()
    return Brief(
        number=row.number,
        report=row.id or digest,
        sha256=digest,
        event=row.name,
        exercise=bool(row.exercise),
        published=row.published,
        publisher=row.publisher,
        type=row.type,
        level=row.level,
        modality=row.modality,
        date=row.edtf,
        first_day=row.first_day,
        last_day=row.last_day,
        places=tuple(_place(place) for place in where),
        attackers=who,
        killed=row.killed,
        injured=row.injured,
        confidence=row.confidence,
        state=row.state,
    )


def _place(row: Any) -> BriefPlace:
    return BriefPlace(
        row.role, row.name, row.label_ar, row.label_en, row.admin1, row.lat, row.lon, row.radius_km, row.precision
    )
