"""CSV: one row a record, for spreadsheets. What a cell cannot hold is told in the account."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from tawthiq.exports.account import Account
from tawthiq.model.event import Event
from tawthiq.model.place import Location
from tawthiq.register.prepared import SUMS, least
from tawthiq.register.records import KeptReport, ReviewedEvent

Cell = str | int | float | bool | None

EVENT_COLUMNS = (
    "id", "report", "event", "exercise", "state", "present", "type", "level", "part_of", "modality", "date",
    "first_day", "last_day", "date_precision", "date_basis", "part_of_day", "places", "place_id", "lat", "lon",
    "radius_km", "place_precision", "country", "admin1", "admin2", "attackers", "other_actors", "platforms",
    "munitions", "strikes", "killed_min", "injured_min", "figures", "facilities", "displacement", "talks", "sources",
    "confidence", "method", "words", "published", "publisher", "url",
)  # fmt: skip
REPORT_COLUMNS = (
    "id", "ids", "sha256", "exercise", "language", "published", "publisher", "url", "added_at", "source", "row",
    "unread", "events", "text",
)  # fmt: skip

_DANGER = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_CELL = 32_767
"""Characters that spreadsheets keep of a cell."""


def events(found: Iterator[KeptReport], out: BinaryIO, account: Account) -> None:
    """A row an event. Lists are joined by «; »; ``killed_min`` and ``injured_min`` follow ``list``."""
    table = Rows(out, EVENT_COLUMNS, account)
    for kept in found:
        for item in kept.events:
            table.row(item.id, _event(kept, item, account), exercise=kept.report.header.exercise)
    table.close()


def reports(found: Iterator[KeptReport], out: BinaryIO, account: Account) -> None:
    """A row a report, with its text."""
    table = Rows(out, REPORT_COLUMNS, account)
    for kept in found:
        header = kept.report.header
        cells: list[Cell] = [
            header.id, _joined(kept.ids), header.sha256, header.exercise, header.language, header.published,
            header.publisher, header.url, kept.added_at, kept.source, kept.row, kept.unread,
            _joined([item.id for item in kept.events]), kept.report.text,
        ]  # fmt: skip
        table.row(header.id, cells, exercise=header.exercise)
    table.close()


class Rows:
    """A CSV file in UTF-8 with a byte order mark, which spreadsheets need to read Arabic."""

    def __init__(self, out: BinaryIO, columns: Sequence[str], account: Account) -> None:
        self._columns, self._account = columns, account
        self._text = io.TextIOWrapper(out, "utf-8-sig", newline="", write_through=True)
        self._writer = csv.writer(self._text)
        self._writer.writerow(columns)

    def row(self, record: str, cells: Sequence[Cell], *, exercise: bool) -> None:
        """Write a row. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
        pairs = zip(self._columns, cells, strict=True)
        self._writer.writerow([self._safe(record, name, cell) for name, cell in pairs])
        self._account.row(exercise=exercise)

    def close(self) -> None:
        """Let go of the output, which stays open."""
        self._text.detach()

    def _safe(self, record: str, name: str, cell: Cell) -> Cell:
        if isinstance(cell, bool):
            return "true" if cell else "false"
        if not isinstance(cell, str):
            return cell
        if len(cell) > LONGEST_CELL:
            self._account.fallback(record, f"{name}: longer than a spreadsheet's cell; kept whole in the file")
        if cell.startswith(_DANGER):
            self._account.fallback(record, f"{name}: an apostrophe put before a cell that looks like a formula")
            return f"'{cell}"
        return cell


def _event(kept: KeptReport, item: ReviewedEvent, account: Account) -> list[Cell]:
    event, header, date = item.event, kept.report.header, item.event.date
    place = _main(event)
    if len([spot for spot in event.locations if spot.lat is not None]) > 1:
        account.fallback(item.id, "lat, lon: several places; the first stands for them")
    attackers = [actor.code for actor in event.actors if actor.role == "attacker"]
    others = [f"{actor.role}: {actor.code}" for actor in event.actors if actor.role != "attacker"]
    return [
        item.id, header.id, event.id, header.exercise, item.state, item.present, event.type, event.level,
        event.part_of, event.modality, date.edtf, date.start, date.end, date.precision, date.basis, date.part_of_day,
        _joined([f"{spot.role}: {spot.name}" for spot in event.locations]),
        *((place.place_id, place.lat, place.lon, place.radius_km, place.precision) if place else (None,) * 5),
        *((place.country, place.admin1, place.admin2) if place else (None,) * 3),
        _joined(attackers), _joined(others), _joined([use.code for use in event.platforms]),
        _joined([use.code for use in event.munitions]),
        _joined([f"{_span(s.count.min, s.count.max)} {s.unit}" for s in event.strikes]),
        least(event.casualties, SUMS["killed"]), least(event.casualties, SUMS["injured"]), _figures(event),
        _joined([" ".join(filter(None, (f.type, f.damage, f.function))) for f in event.facilities]),
        _joined([f"{_span(d.count.min, d.count.max)} {d.unit} {d.term}" for d in event.displacement]),
        f"{event.talks.subject}: {event.talks.stage}" if event.talks else None,
        _joined([f"{source.name} ({source.kind})" for source in event.sources]),
        event.confidence, event.method, _joined([piece.quote for piece in event.evidence]),
        header.published, header.publisher, header.url,
    ]  # fmt: skip


def _main(event: Event) -> Location | None:
    """The place that stands for the event: the first with a point, places that were hit before others."""
    roles = ("impact", "venue", "origin", "area", "destination", "launch")
    located = sorted(event.locations, key=lambda spot: (spot.lat is None, roles.index(spot.role)))
    return located[0] if located else None


def _figures(event: Event) -> str | None:
    """Each figure with its bounds; parts of a figure say so, so that nobody adds them up."""
    parts = []
    for number, item in enumerate(event.casualties, 1):
        traits = " ".join(filter(None, (item.status, item.sex, item.age, item.role, item.group)))
        whole = f" of {item.subset_of + 1}" if item.subset_of is not None else ""
        rival = f" against {item.competes_with + 1}" if item.competes_with is not None else ""
        parts.append(f"{number}. {_span(item.count.min, item.count.max)} {item.outcome} ({traits}){whole}{rival}")
    return _joined(parts)


def _span(low: int | None, high: int | None) -> str:
    if low == high and low is not None:
        return str(low)
    return f"{'?' if low is None else low}..{'' if high is None else high}"


def _joined(parts: Sequence[str]) -> str | None:
    return "; ".join(parts) or None
