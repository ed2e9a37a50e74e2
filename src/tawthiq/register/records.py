"""Reading reports and events back, as records of the model."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, select

from tawthiq.errors import RegisterError
from tawthiq.model.decision import Decision, ReviewState
from tawthiq.model.event import Event
from tawthiq.model.extraction import SCHEMA, Extraction
from tawthiq.model.report import Report, ReportHeader
from tawthiq.register.decisions import history
from tawthiq.register.packing import event_of, unpack
from tawthiq.register.references import find
from tawthiq.register.schema import events, report_ids, reports, statements

_AT_ONCE = 200


class Held(msgspec.Struct, frozen=True):
    """A field that a person set, with the machine's value beside it. Values as in the event record, without quotes."""

    field: str
    person: Any
    machine: Any
    decision: int


class ReviewedEvent(msgspec.Struct, frozen=True):
    """An event as it stands in the register. ``present``: the present reading finds it. ``machine``: the machine's
    record, where another holds."""

    id: str
    event: Event
    state: ReviewState
    present: bool
    held: tuple[Held, ...] = ()
    machine: Event | None = None


class KeptReport(msgspec.Struct, frozen=True):
    """A report as it stands in the register. ``ids``: all that it was given."""

    report: Report
    ids: tuple[str, ...]
    added_at: str
    source: str
    row: int | None
    unread: str | None
    events: tuple[ReviewedEvent, ...]
    decisions: tuple[Decision, ...] = ()

    def extraction(self) -> Extraction:
        """What holds now, as ``extract`` writes it. An event that lost the one it was part of stands alone."""
        names = {item.event.id for item in self.events}
        alone = (
            e if e.part_of in names else msgspec.structs.replace(e, part_of=None) for e in map(_event, self.events)
        )
        found = tuple(alone)
        unread = msgspec.UNSET if self.unread is None else self.unread
        return Extraction(SCHEMA, self.report.header, found, unread)


def report_named(connection: Connection, name: str) -> tuple[KeptReport, str | None]:
    """The report that ``name`` names, with its decisions; and the event, where it names one.

    Raises ``UnknownRecord`` where there is none.
    """
    found = find(connection, name)
    row = connection.execute(select(reports).where(reports.c.number == found.report)).one()
    kept = next(_kept(connection, [row]))
    return msgspec.structs.replace(kept, decisions=tuple(history(connection, found.report))), found.name


def all_reports(connection: Connection) -> Iterator[KeptReport]:
    """Every report in order of arrival, its decisions left out; some in memory at a time."""
    last = 0
    while rows := connection.execute(
        select(reports).where(reports.c.number > last).order_by(reports.c.number).limit(_AT_ONCE)
    ).all():
        yield from _kept(connection, rows)
        last = rows[-1].number


def _kept(connection: Connection, rows: Sequence[Any]) -> Iterator[KeptReport]:
    numbers = [row.number for row in rows]
    told = _grouped(connection, select(events).where(events.c.report.in_(numbers)).order_by(events.c.number), "report")
    ids = _grouped(connection, select(report_ids).where(report_ids.c.report.in_(numbers)), "report")
    set_by = select(statements, events.c.report).join(events, events.c.number == statements.c.event)
    held = _grouped(connection, set_by.where(events.c.report.in_(numbers)), "event")
    for row in rows:
        report = report_of(row)
        found = tuple(_reviewed(event, report, held.get(event.number, [])) for event in told.get(row.number, []))
        names = sorted({item.id for item in ids.get(row.number, [])}, key=lambda name: (name != row.id, name))
        given = tuple(names) or (report.header.id,)
        yield KeptReport(report, given, row.added_at, row.source, row.row, row.unread, found)


def report_of(row: Any) -> Report:
    """The report of a row. Raises ``RegisterError`` where its text was erased."""
    digest = bytes(row.sha256).hex()
    if row.text is None:
        raise RegisterError(f"the text of the report {row.id or digest} was erased")
    header = ReportHeader(
        row.id or digest, digest, row.language, row.published, row.publisher, row.url, bool(row.exercise)
    )
    return Report(header, unpack(row.text).decode("utf-8"))


def raw_of(row: Any) -> bytes:
    """The bytes of a report as they were received."""
    kept = b"" if row.raw is None else unpack(row.raw)
    return kept if row.raw_form == "whole" else kept + unpack(row.text)


def _reviewed(row: Any, report: Report, held: Sequence[Any]) -> ReviewedEvent:
    machine = json.loads(unpack(row.machine))
    name = f"{report.header.id}#{row.name}"
    if row.record is None:
        return ReviewedEvent(name, event_of(machine, report.text), row.state, bool(row.present))
    fields = tuple(Held(h.field, json.loads(h.value), machine.get(h.field), h.decision) for h in held)
    event = event_of(json.loads(unpack(row.record)), report.text)
    return ReviewedEvent(name, event, row.state, bool(row.present), fields, event_of(machine, report.text))


def _grouped(connection: Connection, query: Select[Any], key: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in connection.execute(query):
        found.setdefault(getattr(row, key), []).append(row)
    return found


def _event(item: ReviewedEvent) -> Event:
    return item.event
