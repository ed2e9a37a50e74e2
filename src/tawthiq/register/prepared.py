"""A report made ready for the register: all that can be worked out without the database, in any process."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from tawthiq.model.event import Casualty, Event
from tawthiq.model.extraction import Extraction
from tawthiq.model.place import Location
from tawthiq.model.report import Report, ReportHeader
from tawthiq.register.packing import pack, slim_with_ranges
from tawthiq.register.words import Keys, WordKeys
from tawthiq.text.normal import fold

SUMS = {"killed": ("killed",), "injured": ("injured", "injured_critical")}


class PlaceRow(msgspec.Struct, frozen=True):
    """A row of ``places``; see there."""

    digest: bytes
    place_id: str | None
    name: str
    label_ar: str | None
    label_en: str | None
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: str
    names: str


class EventRows(msgspec.Struct, frozen=True):
    """What is written of one event. ``record``: its slim record in JSON. ``columns``: of ``events``, as it says.
    ``places``: (role, place). ``codes``: (list, role, code). ``evidence``: (start, stop, field, item)."""

    name: str
    record: bytes
    packed: bytes
    columns: dict[str, str | int | float | None]
    places: tuple[tuple[str, PlaceRow], ...]
    codes: tuple[tuple[str, str, str], ...]
    evidence: tuple[tuple[int, int, str, int], ...]


class Prepared(msgspec.Struct, frozen=True):
    """A report and what was read in it. ``raw_form``, ``raw``, ``text``: as in ``reports``. ``keys``: for the search
    index, separated by blanks. ``words``: its different words."""

    header: ReportHeader
    characters: int
    text: bytes
    raw_form: str
    raw: bytes | None
    unread: str | None
    source: str
    row: int | None
    method: str
    events: tuple[EventRows, ...]
    keys: str
    words: tuple[WordKeys, ...]


def prepare(
    report: Report, raw: bytes | None, extraction: Extraction, keys: Keys, *, source: str, row: int | None, method: str
) -> Prepared:
    """A report and its extraction made ready. ``raw``: the bytes received; None where they are the text in UTF-8."""
    data = report.text.encode("utf-8")
    form, kept = _raw(raw, data)
    filed = keys.file(report.text)
    return Prepared(
        header=report.header,
        characters=len(report.text),
        text=pack(data, "text"),
        raw_form=form,
        raw=None if kept is None else pack(kept, "text"),
        unread=extraction.unread if isinstance(extraction.unread, str) else None,
        source=source,
        row=row,
        method=method,
        events=tuple(event_rows(event) for event in extraction.events),
        keys=" ".join(filed.keys),
        words=filed.words,
    )


def _raw(raw: bytes | None, data: bytes) -> tuple[str, bytes | None]:
    """What of the bytes received must be kept beside the text."""
    if raw is None or raw == data:
        return "text", None
    if raw.endswith(data):
        return "head", raw[: len(raw) - len(data)]
    return "whole", raw


def event_rows(event: Event) -> EventRows:
    """All rows of one event."""
    kept, ranges = slim_with_ranges(event)
    record = msgspec.json.encode(kept)
    columns: dict[str, str | int | float | None] = {
        "type": event.type,
        "level": event.level,
        "modality": event.modality,
        "edtf": event.date.edtf,
        "first_day": event.date.start,
        "last_day": event.date.end,
        "killed": least(event.casualties, SUMS["killed"]),
        "injured": least(event.casualties, SUMS["injured"]),
        "confidence": event.confidence,
    }
    places = dict.fromkeys((location.role, place_row(location)) for location in event.locations)
    return EventRows(
        name=event.id,
        record=record,
        packed=pack(record, "record"),
        columns=columns,
        places=tuple(places),
        codes=tuple(dict.fromkeys(_codes(event))),
        evidence=tuple(dict.fromkeys(ranges)),
    )


def least(casualties: tuple[Casualty, ...], outcomes: tuple[str, ...]) -> int | None:
    """The fewest people with these outcomes that the figures entail; None where none says so.

    Parts of a figure are not added to it. Of figures that compete, the lowest counts, once.
    """
    group = list(range(len(casualties)))
    for index, figure in enumerate(casualties):
        if figure.competes_with is not None:
            old, new = group[index], group[figure.competes_with]
            group = [new if one == old else one for one in group]
    lowest: dict[int, int] = {}
    for index, figure in enumerate(casualties):
        if figure.outcome in outcomes and figure.subset_of is None and figure.count.min is not None:
            lowest[group[index]] = min(figure.count.min, lowest.get(group[index], figure.count.min))
    return sum(lowest.values()) if lowest else None


def place_row(location: Location) -> PlaceRow:
    """The row of a location's place."""
    values = (
        location.place_id,
        location.name,
        location.label_ar,
        location.label_en,
        location.country,
        location.admin1,
        location.admin2,
        location.lat,
        location.lon,
        location.radius_km,
        location.precision,
    )
    return _place_row(values)


@functools.lru_cache(20_000)
def _place_row(values: tuple[Any, ...]) -> PlaceRow:
    """The row with these values: the columns of ``places`` from ``place_id`` to ``precision``."""
    place_id, name, label_ar, label_en, country, admin1, admin2, lat, lon, radius_km, precision = values
    named = (name, label_ar, label_en, admin1, admin2, country)
    names = f"|{'|'.join(dict.fromkeys(fold(each).strip() for each in named if each))}|"
    digest = hashlib.blake2b(repr(values).encode(), digest_size=16).digest()
    return PlaceRow(
        digest, place_id, name, label_ar, label_en, country, admin1, admin2, lat, lon, radius_km, precision, names
    )


def _codes(event: Event) -> Iterator[tuple[str, str, str]]:
    for actor in event.actors:
        yield "actor", actor.role, actor.code
    for munition in event.munitions:
        yield "munition", "", munition.code
    for platform in event.platforms:
        yield "platform", "", platform.code
    for facility in event.facilities:
        yield "facility", "", facility.type
