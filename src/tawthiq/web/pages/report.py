"""A report: its text with the evidence marked, what was read in it, and what persons decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tawthiq.model.decision import Decision
from tawthiq.model.event import Event
from tawthiq.register.incidents import incidents_of
from tawthiq.register.packing import slim
from tawthiq.register.records import KeptReport, ReviewedEvent, report_named
from tawthiq.web.desk import Desk
from tawthiq.web.filters import Asked
from tawthiq.web.following import following
from tawthiq.web.forms import Form, forms
from tawthiq.web.graphic import with_graphic
from tawthiq.web.passages import Mark, Passage, folds, passages
from tawthiq.web.printable import as_line, excerpt
from tawthiq.web.shell import render, shell, words_of
from tawthiq.web.values import FIELDS, Row, rows
from tawthiq.web.words import Words


class CardRow(msgspec.Struct, frozen=True):
    """A row of an event's card. ``id``: its name in the page; ``machine``: what the machine read instead, where a
    person set the field."""

    id: str
    path: str
    field: str
    label: str
    value: str
    more: tuple[str, ...]
    quotes: tuple[str, ...]
    held: bool
    machine: str


class Card(msgspec.Struct, frozen=True):
    """An event. ``seen``: the last decision on it, 0 where there is none; ``gone``: the present reading does not find
    it; ``otherwise``: it holds as accepted, and the machine reads it otherwise now."""

    event: str
    target: str
    title: str
    mark: str
    state: str
    state_label: str
    confidence: int
    rows: tuple[CardRow, ...]
    seen: int
    gone: bool
    otherwise: bool
    incident: str


class Entry(msgspec.Struct, frozen=True):
    """A decision in the history."""

    number: int
    moment: str
    at: str
    by: str
    action: str
    label: str
    event: str
    change: str
    reason: str
    standing: bool


class ReportPage(msgspec.Struct, frozen=True):
    """Context of ``report.html``. ``data``: what the page's script needs: forms, and each event as the register holds
    it. ``following``: the address of the next event in the queue."""

    id: str
    sha256: str
    language: str
    published: str
    publisher: str
    url: str
    added: str
    source: str
    ids: tuple[str, ...]
    exercise: bool
    unread: bool
    passages: tuple[Passage, ...]
    cards: tuple[Card, ...]
    history: tuple[Entry, ...]
    fields: tuple[str, ...]
    following: str
    data: dict[str, Any]


def router(desk: Desk) -> APIRouter:
    """The routes of the page, and of what comes next."""
    routes = APIRouter()

    @routes.get("/reports/{sha256}", include_in_schema=False)
    def report(request: Request, sha256: str) -> Response:
        words = words_of(request)
        with desk.register.reading() as connection:
            kept, _ = report_named(connection, sha256)
            waiting = desk.queue.open(connection)
            within = incidents_of(connection, sha256)
        asked = Asked.of(request.query_params).address()
        return render("report.html", shell(desk, request, "report", waiting), context(kept, words, asked, within))

    @routes.get("/next", include_in_schema=False)
    def next_one(request: Request, after: str = "") -> Response:
        asked = Asked.of(request.query_params)
        with desk.register.reading() as connection:
            found = following(desk.queue, connection, asked.wanted(), after)
        told = asked.address()
        if found is None:
            return RedirectResponse(f"/?{told}" if told else "/", 303)
        sha256, event = found
        return RedirectResponse(f"/reports/{sha256}{'?' if told else ''}{told}#{event}", 303)

    return routes


def context(kept: KeptReport, words: Words, asked: str, within: Mapping[str, str]) -> ReportPage:
    """The page of a report. ``asked``: the filter of the queue that led here, as words of an address. ``within``: the
    incident of each event that is in one."""
    header, text = kept.report.header, kept.report.text
    cards = tuple(_card(item, kept, words, within.get(item.event.id, "")) for item in kept.events)
    marks = [mark for item in kept.events for mark in _marks(item.event, words)]
    found = passages(text, marks, with_graphic(text, folds(text, header.language)))
    used = {row.field for card in cards for row in card.rows}
    return ReportPage(
        id=header.sha256[:16] if header.id == header.sha256 else as_line(header.id),
        sha256=header.sha256,
        language=header.language,
        published=words("report.published", day=words.date(header.published)) if header.published else "",
        publisher=as_line(header.publisher or ""),
        url=as_line(header.url or ""),
        added=words("report.added", moment=words.moment(kept.added_at)),
        source=as_line(kept.source.replace("\\", "/").rpartition("/")[2]),
        ids=tuple(as_line(name) for name in kept.ids if name != header.id),
        exercise=header.exercise,
        unread=kept.unread is not None,
        passages=tuple(found),
        cards=cards,
        history=tuple(reversed([_entry(decision, words) for decision in kept.decisions])),
        fields=tuple(field for field in FIELDS if field in used),
        following=asked,
        data=_data(kept, forms(words)),
    )


def _data(kept: KeptReport, made: Sequence[Form]) -> dict[str, Any]:
    held = {item.event.id: slim(item.event) for item in kept.events}
    return {"report": kept.report.header.sha256, "forms": msgspec.to_builtins(made), "events": held}


def row_id(event: str, path: str) -> str:
    """The name of a row in the page."""
    return f"{event}-{path.replace('[', '-').replace(']', '')}"


def _marks(event: Event, words: Words) -> list[Mark]:
    return [
        Mark(piece.start, piece.end, row_id(event.id, row.path), row.field)
        for row in rows(event, words)
        for piece in row.evidence
    ]


def _card(item: ReviewedEvent, kept: KeptReport, words: Words, incident: str) -> Card:
    event = item.event
    held = {one.field for one in item.held}
    own = rows(event, words)
    read = [] if item.machine is None else rows(item.machine, words)
    unusual = [words.term("level", event.level)] if event.level != "incident" else []
    unusual += [words.term("modality", event.modality)] if event.modality != "asserted" else []
    return Card(
        event=event.id,
        target=f"{kept.report.header.sha256}/{event.id}",
        title=words.code("event_types", event.type),
        mark=words.comma.join(unusual),
        state=item.state,
        state_label=words.term("state", item.state),
        confidence=round(event.confidence * 100),
        rows=tuple(_row(event.id, row, at, own, read, held, words) for at, row in enumerate(own)),
        seen=max((one.number for one in kept.decisions if one.event == event.id), default=0),
        gone=not item.present,
        otherwise=item.machine is not None and not held and item.state == "accepted",
        incident=incident,
    )


def _row(
    event: str, row: Row, at: int, own: Sequence[Row], read: Sequence[Row], held: set[str], words: Words
) -> CardRow:
    """A row; below the last one of a field that a person set stands what the machine read."""
    tops = {"type", "level", "modality"} if row.path == "type" else {row.top}
    by_person = not tops.isdisjoint(held)
    last = all(other.top != row.top for other in own[at + 1 :])
    machine = ""
    if by_person and last:
        values = [words.comma.join((one.value, *one.more)) for one in read if one.top == row.top]
        machine = " · ".join(values) or words("report.nothing")
    return CardRow(
        id=row_id(event, row.path),
        path=row.path,
        field=row.field,
        label=words(f"field.{row.field}"),
        value=row.value,
        more=row.more,
        quotes=row.quotes,
        held=by_person,
        machine=machine,
    )


def _entry(made: Decision, words: Words) -> Entry:
    change = ""
    if made.action == "edit":
        field = _field(made.field or "", words)
        change = words("report.change", field=field, before=told(made.before, words), after=told(made.after, words))
    elif made.undoes is not None:
        change = words("report.undoes", number=made.undoes)
    return Entry(
        number=made.number,
        moment=words.moment(made.at),
        at=made.at,
        by=as_line(made.by),
        action=made.action,
        label=words.term("action", made.action),
        event=made.event or "",
        change=change,
        reason=words("report.erased") if made.reason is None else as_line(made.reason),
        standing=made.standing,
    )


def _field(path: str, words: Words) -> str:
    top = path.partition("[")[0].partition(".")[0]
    known = words.all().get(f"form.{top}", top)
    number = path[len(top) :].partition("]")[0].removeprefix("[")
    return f"{known} {int(number) + 1}" if number.isdecimal() else known


def told(value: Any, words: Words) -> str:
    """A value of a decision for a person, short: its words and numbers without offsets."""
    return excerpt(words.comma.join(_leaves(value)), 120) or words("report.nothing")


def _leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        best = value.get("best", value.get("min"))
        if "quantifier" in value:
            return [str(value["quantifier"] if best is None else best)]
        return [leaf for key, one in value.items() if key not in ("evidence", "alternatives") for leaf in _leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in _leaves(one)]
    return [] if value is None else [str(value)]
