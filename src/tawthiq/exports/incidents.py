"""Incidents to files: JSON Lines with the whole record, CSV with a row an incident, GeoJSON with a feature each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import msgspec

from tawthiq.exports.account import Account
from tawthiq.exports.tables import Cell, Rows
from tawthiq.model.incident import Combined, Incident

COLUMNS = (
    "id", "type", "level", "exercise", "date", "first_day", "last_day", "date_precision", "place", "place_id", "lat",
    "lon", "radius_km", "place_precision", "country", "admin1", "admin2", "attackers", "platforms", "munitions",
    "killed_min", "killed_best", "killed_max", "killed_civilian_min", "killed_civilian_max", "injured_min",
    "injured_best", "injured_max", "figures", "facilities", "grade", "grade_why", "reports", "independent_sources",
    "contradictions", "events", "related", "state",
)  # fmt: skip


def lines(found: Iterator[Incident], out: BinaryIO, account: Account) -> None:
    """A line an incident: the whole record."""
    for item in found:
        out.write(msgspec.json.encode(item) + b"\n")
        account.row(exercise=item.exercise)


def table(found: Iterator[Incident], out: BinaryIO, account: Account) -> None:
    """A row an incident. ``figures`` has what stands in no column of its own; lists are joined by «; »."""
    rows = Rows(out, COLUMNS, account)
    for item in found:
        rows.row(item.id, _cells(item), exercise=item.exercise)
        if any(figure.outcome not in ("killed", "injured") for figure in item.casualties):
            account.fallback(item.id, "figures: outcomes without columns of their own stand in one cell")
    rows.close()


def geojson(found: Iterator[Incident], out: BinaryIO, account: Account) -> None:
    """A FeatureCollection; its member ``tawthiq`` is the account. Incidents without a point have no geometry."""
    out.write(b'{"type":"FeatureCollection","features":[')
    for item in found:
        out.write(b",\n" if account.rows else b"\n")
        out.write(msgspec.json.encode(_feature(item, account)))
        account.row(exercise=item.exercise)
    out.write(b'\n],"tawthiq":' + msgspec.json.encode(account.told()) + b"}\n")


def _feature(item: Incident, account: Account) -> dict[str, Any]:
    place = item.place
    point = None
    if place is None or place.lat is None:
        account.fallback(item.id, "no geometry: no place of the incident has a point")
    else:
        point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return {"type": "Feature", "id": item.id, "geometry": point, "properties": msgspec.to_builtins(item)}


def _cells(item: Incident) -> list[Cell]:
    place = item.place
    where: list[Cell] = [None] * 9
    if place is not None:
        where = [
            place.label_en or place.name, place.place_id, place.lat, place.lon, place.radius_km, place.precision,
            place.country, place.admin1, place.admin2,
        ]  # fmt: skip
    killed, injured = (_figure(item, outcome) for outcome in ("killed", "injured"))
    return [
        item.id, item.type, item.level, item.exercise, item.date.edtf, item.date.start, item.date.end,
        item.date.precision, *where, _joined([f"{one.code} ({one.grade})" for one in item.attackers]),
        _joined(item.platforms), _joined(item.munitions), *_bounds(killed),
        *((killed.civilian_min, killed.civilian_max) if killed else (None, None)), *_bounds(injured),
        _joined([_words(figure) for figure in item.casualties]),
        _joined([" ".join(filter(None, (hit.type, hit.damage, hit.function))) for hit in item.facilities]), item.grade,
        item.grade_why, item.reports, item.independent_sources,
        _joined([f"{one.field}: {' | '.join(rival.value for rival in one.values)}" for one in item.contradictions]),
        _joined([f"{one.report}#{one.event} ({one.link})" for one in item.events]),
        _joined([f"{one.kind} {one.incident}" for one in item.related]), item.review.state,
    ]  # fmt: skip


def _figure(item: Incident, outcome: str) -> Combined | None:
    return next((figure for figure in item.casualties if figure.outcome == outcome), None)


def _bounds(figure: Combined | None) -> tuple[Cell, Cell, Cell]:
    return (None, None, None) if figure is None else (figure.min, figure.best, figure.max)


def _words(figure: Combined) -> str:
    low, high = "?" if figure.min is None else figure.min, "" if figure.max is None else figure.max
    best = "" if figure.best is None else f", best {figure.best} ({figure.best_by})"
    return f"{low}..{high} {figure.outcome} ({figure.status}){best}"


def _joined(parts: Sequence[str]) -> str | None:
    return "; ".join(parts) or None
