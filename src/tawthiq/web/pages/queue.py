"""The queue: what needs a person first, with filters in the address."""

from __future__ import annotations

from typing import get_args

import msgspec
from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from tawthiq.errors import UsageError
from tawthiq.model.codes import EventType
from tawthiq.refdata.codes import load_codes
from tawthiq.register.attention import Reason, decided_after
from tawthiq.register.briefs import Brief, BriefPlace, briefs
from tawthiq.web.desk import Desk
from tawthiq.web.filters import PAGE, REASONS, STATES, Asked
from tawthiq.web.forms import Option
from tawthiq.web.printable import as_line, excerpt
from tawthiq.web.shell import preferences_of, render, shell, words_of
from tawthiq.web.values import least
from tawthiq.web.words import Words


class Line(msgspec.Struct, frozen=True):
    """One event in a list, in the language of the page. ``target``: what names it for the API."""

    target: str
    href: str
    title: str
    event: str
    report: str
    publisher: str
    exercise: bool
    state: str
    state_label: str
    mark: str
    where: str
    more_places: int
    when: str
    who: str
    killed: str
    injured: str
    confidence: int
    reasons: tuple[Option, ...]


class Choice(msgspec.Struct, frozen=True):
    """One list of a filter: its options, and the chosen one."""

    name: str
    label: str
    chosen: str
    options: tuple[Option, ...]


class QueuePage(msgspec.Struct, frozen=True):
    """Context of ``queue.html``. ``fault``: what is wrong with the address. ``first``, ``last``: which of ``found``
    events are shown, from 1. ``reviewed``: share of all events, 0…1."""

    asked: Asked
    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]
    fault: str
    found: int
    first: int
    last: int
    previous: str
    following: str
    waiting: int
    total: int
    today: int
    mine: int

    @property
    def reviewed(self) -> float:
        """The share of events that nobody has to look at any more."""
        return 1 - self.waiting / self.total if self.total else 0.0


def router(desk: Desk) -> APIRouter:
    """The route of the page."""
    routes = APIRouter()

    @routes.get("/", include_in_schema=False)
    def queue(request: Request) -> Response:
        words, asked = words_of(request), Asked.of(request.query_params)
        with desk.register.reading() as connection:
            context = _context(desk, connection, request, asked, words)
        return render("queue.html", shell(desk, request, "queue", context.waiting), context)

    return routes


def _context(desk: Desk, connection: Connection, request: Request, asked: Asked, words: Words) -> QueuePage:
    numbers, fault = [], ""
    try:
        numbers = desk.queue.numbers(connection, asked.wanted())
    except UsageError as wrong:
        fault = str(wrong)
    start = page_start(request.query_params.get("page", ""), len(numbers))
    shown = numbers[start : start + PAGE]
    me = preferences_of(request).name
    page = start // PAGE + 1
    reasons = {item.number: item.reasons for item in desk.queue.of(connection, shown)}
    return QueuePage(
        asked=asked,
        lines=tuple(line(item, reasons.get(item.number, ()), asked, words) for item in briefs(connection, shown)),
        choices=choices(asked, words),
        fault=fault,
        found=len(numbers),
        first=start + 1 if numbers else 0,
        last=start + len(shown),
        previous=f"/?{asked.address(page=page - 1)}" if start else "",
        following=f"/?{asked.address(page=page + 1)}" if start + PAGE < len(numbers) else "",
        waiting=desk.queue.open(connection),
        total=desk.queue.total(connection),
        today=decided_after(connection, desk.today()),
        mine=decided_after(connection, desk.today(), me) if me else 0,
    )


def page_start(page: str, found: int) -> int:
    """Where the page with this number, from 1, begins; the last one where there are fewer."""
    number = int(page) if page.isdecimal() and len(page) < 8 else 1
    return max(0, min(number - 1, (found - 1) // PAGE)) * PAGE


def line(item: Brief, reasons: tuple[Reason, ...], asked: Asked, words: Words) -> Line:
    """An event in brief as a line of a list."""
    places = [place_name(place, words) for place in item.places]
    unusual = [words.term("level", item.level)] if item.level != "incident" else []
    unusual += [words.term("modality", item.modality)] if item.modality != "asserted" else []
    href = f"/reports/{item.sha256}"
    told = asked.address()
    return Line(
        target=f"{item.sha256}/{item.event}",
        href=f"{href}?{told}#{item.event}" if told else f"{href}#{item.event}",
        title=words.code("event_types", item.type),
        event=item.event,
        report=excerpt(item.report, 48),
        publisher=excerpt(item.publisher or "", 48),
        exercise=item.exercise,
        state=item.state,
        state_label=words.term("state", item.state),
        mark=words.comma.join(unusual),
        where=places[0] if places else "",
        more_places=max(0, len(dict.fromkeys(places)) - 1),
        when=words.date(item.date),
        who=words.comma.join(words.code("actors", code) for code in item.attackers),
        killed=least(item.killed),
        injured=least(item.injured),
        confidence=round(item.confidence * 100),
        reasons=tuple(Option(reason, words.term("reason", reason)) for reason in reasons),
    )


def place_name(place: BriefPlace, words: Words) -> str:
    """A place in a list: in Arabic as the report names it, in English as the gazetteer does where it can."""
    return as_line(place.name if words.language == "ar" else place.label_en or place.name)


def choices(asked: Asked, words: Words) -> tuple[Choice, ...]:
    """The lists of the filter."""
    weapons = [*_codes("munitions", words), *_codes("platforms", words)]
    types = [Option(code, words.code("event_types", code)) for code in get_args(EventType)]
    states = [Option("open", words("filter.open")), Option("any", words("filter.any"))]
    orders = (Option("urgent", words("filter.urgent")), Option("latest", words("filter.latest")))
    return (
        Choice("state", words("filter.state"), asked.state, (*states, *(_term("state", one, words) for one in STATES))),
        Choice(
            "reason", words("filter.reason"), asked.reason, _any(words, [_term("reason", r, words) for r in REASONS])
        ),
        Choice("type", words("filter.type"), asked.type, _any(words, types)),
        Choice("actor", words("filter.actor"), asked.actor, _any(words, _codes("actors", words))),
        Choice("weapon", words("filter.weapon"), asked.weapon, _any(words, weapons)),
        Choice("facility", words("filter.facility"), asked.facility, _any(words, _codes("facilities", words))),
        Choice("order", words("filter.order"), asked.order, orders),
    )


def _term(group: str, value: str, words: Words) -> Option:
    return Option(value, words.term(group, value))


def _codes(name: str, words: Words) -> list[Option]:
    found = [Option(code, words.code(name, code)) for code in load_codes(name)]
    return sorted(found, key=lambda option: option.label)


def _any(words: Words, options: list[Option]) -> tuple[Option, ...]:
    return (Option("", words("filter.any")), *options)
