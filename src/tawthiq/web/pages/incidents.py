"""Incidents: which there are, which two may be one, and one with the statements of its reports side by side."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from tawthiq.errors import UsageError
from tawthiq.linking.explanation import Explanation
from tawthiq.linking.weights import load
from tawthiq.model.incident import Claim, Combined, Incident, Member
from tawthiq.register import incidents
from tawthiq.register.link_decisions import LinkDecision, history, names_of, why
from tawthiq.register.linking import Counts, Doubt, counts, to_review
from tawthiq.register.records import report_named
from tawthiq.web.desk import Desk
from tawthiq.web.filters import PAGE, Asked
from tawthiq.web.pages.queue import Choice, choices
from tawthiq.web.printable import as_line, excerpt
from tawthiq.web.shell import render, shell, words_of
from tawthiq.web.values import rows
from tawthiq.web.words import Words

MOST_DOUBTS = 20
MOST_MEMBERS = 30
"""Events of an incident that are shown side by side; the others are named."""


class IncidentLine(msgspec.Struct, frozen=True):
    """An incident in a list."""

    id: str
    title: str
    when: str
    where: str
    who: str
    killed: str
    injured: str
    reports: int
    independent: int
    grade: str
    grade_label: str
    contradictions: int
    exercise: bool


class DoubtLine(msgspec.Struct, frozen=True):
    """Two events that may be one incident."""

    one: str
    other: str
    bits: str


class IncidentsPage(msgspec.Struct, frozen=True):
    """Context of ``incidents.html``. ``unlinked``: how many events are in no incident yet."""

    asked: Asked
    choices: tuple[Choice, ...]
    fault: str
    lines: tuple[IncidentLine, ...]
    doubts: tuple[DoubtLine, ...]
    more_doubts: int
    total: int
    previous: str
    following: str


class ClaimLine(msgspec.Struct, frozen=True):
    """What one report says of an outcome."""

    when: str
    who: str
    speaker: str
    figure: str
    status: str
    provisional: bool
    kept: bool
    why: str


class Toll(msgspec.Struct, frozen=True):
    """An outcome over all reports, and its ladder, oldest first."""

    label: str
    figure: str
    civilians: str
    claims: tuple[ClaimLine, ...]


class MemberCard(msgspec.Struct, frozen=True):
    """An event of the incident beside the others. ``rows``: field, value."""

    name: str
    href: str
    publisher: str
    published: str
    link: str
    by: str
    score: str
    state: str
    state_label: str
    rows: tuple[tuple[str, str, str], ...]


class IncidentPage(msgspec.Struct, frozen=True):
    """Context of ``incident.html``. ``contradictions``: field, then each value with the reports that give it."""

    line: IncidentLine
    grade_why: str
    place: str
    radius: str
    attackers: tuple[tuple[str, str, str], ...]
    weapons: str
    facilities: tuple[str, ...]
    tolls: tuple[Toll, ...]
    contradictions: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    members: tuple[MemberCard, ...]
    unseen: tuple[str, ...]
    related: tuple[tuple[str, str], ...]
    history: tuple[tuple[str, str, str, str, str, bool], ...]


class Bar(msgspec.Struct, frozen=True):
    """A comparison: what it found, and what that weighs; ``width``: of 100."""

    label: str
    words: str
    bits: str
    width: int
    against: bool
    silent: bool


class ComparePage(msgspec.Struct, frozen=True):
    """Context of ``compare.html``: why two events are, or are not, one incident."""

    one: MemberCard
    other: MemberCard
    bars: tuple[Bar, ...]
    bits: str
    threshold: str
    together: bool
    verdict: str
    never: str


def router(desk: Desk) -> APIRouter:
    """The routes of the pages."""
    routes = APIRouter()

    @routes.get("/incidents", include_in_schema=False)
    def listed(request: Request) -> Response:
        words, asked = words_of(request), Asked.of(request.query_params, state="any")
        page = request.query_params.get("page", "")
        number = int(page) if page.isdecimal() and 0 < int(page[:6] or 0) < 100_000 else 1
        with desk.register.reading() as connection:
            context = _listed(connection, asked, number, words)
            waiting = desk.queue.open(connection)
        return render("incidents.html", shell(desk, request, "incidents", waiting), context)

    @routes.get("/incidents/{name}", include_in_schema=False)
    def one(request: Request, name: str) -> Response:
        words = words_of(request)
        with desk.register.reading() as connection:
            context = _incident(connection, name, words)
            waiting = desk.queue.open(connection)
        return render("incident.html", shell(desk, request, "incident", waiting), context)

    @routes.get("/compare", include_in_schema=False)
    def compare(request: Request, one: str = "", other: str = "") -> Response:
        words = words_of(request)
        with desk.register.reading() as connection:
            context = _compared(connection, one, other, words)
            waiting = desk.queue.open(connection)
        return render("compare.html", shell(desk, request, "compare", waiting), context)

    return routes


def _listed(connection: Connection, asked: Asked, page: int, words: Words) -> IncidentsPage:
    found: list[Incident] = []
    fault = ""
    try:
        found = incidents.listed(connection, asked.wanted().filter, limit=PAGE + 1, offset=(page - 1) * PAGE)
    except UsageError as wrong:
        fault = str(wrong)
    doubts = to_review(connection, load()) if page == 1 and not asked.on else []
    known: Counts = counts(connection)
    return IncidentsPage(
        asked=asked,
        choices=tuple(choice for choice in choices(asked, words) if choice.name not in ("order", "reason")),
        fault=fault,
        lines=tuple(_line(item, words) for item in found[:PAGE]),
        doubts=_doubts(connection, doubts[:MOST_DOUBTS]),
        more_doubts=max(0, len(doubts) - MOST_DOUBTS),
        total=known.incidents,
        previous=f"/incidents?{asked.address(page=page - 1)}" if page > 1 else "",
        following=f"/incidents?{asked.address(page=page + 1)}" if len(found) > PAGE else "",
    )


def _doubts(connection: Connection, doubts: Sequence[Doubt]) -> tuple[DoubtLine, ...]:
    names = names_of(connection, {number for doubt in doubts for number in (doubt.one, doubt.other)})
    return tuple(DoubtLine(names[one.one], names[one.other], f"{one.bits:+.1f}") for one in doubts)


def _line(item: Incident, words: Words) -> IncidentLine:
    place = item.place
    name = "" if place is None else (place.label_ar if words.language == "ar" else place.label_en) or place.name
    return IncidentLine(
        id=item.id,
        title=words.code("event_types", item.type),
        when=words.date(item.date.edtf),
        where=as_line(name),
        who=words.comma.join(words.code("actors", one.code) for one in item.attackers),
        killed=_figure(item, "killed"),
        injured=_figure(item, "injured"),
        reports=item.reports,
        independent=item.independent_sources,
        grade=item.grade,
        grade_label=words.term("grade", item.grade),
        contradictions=len(item.contradictions),
        exercise=item.exercise,
    )


def _figure(item: Incident, outcome: str) -> str:
    return next((_bounds(one) for one in item.casualties if one.outcome == outcome), "")


def _bounds(figure: Combined | Claim) -> str:
    """A figure's bounds, short: 7–11, ≥ 15, 9."""
    if figure.min is None and figure.max is None:
        return "?"
    if figure.max is None:
        return f"≥ {figure.min}"
    return str(figure.max) if figure.min == figure.max else f"{figure.min or 0}–{figure.max}"


def _incident(connection: Connection, name: str, words: Words) -> IncidentPage:
    item = incidents.incident(connection, name)
    place = item.place
    names = [words.code("munitions", code) for code in item.munitions]
    names += [words.code("platforms", code) for code in item.platforms]
    shown = item.events[:MOST_MEMBERS]
    return IncidentPage(
        line=_line(item, words),
        grade_why=as_line(item.grade_why),
        place="" if place is None else words.term("place_precision", place.precision),
        radius="" if place is None or place.radius_km is None else words("report.radius", km=f"{place.radius_km:g}"),
        attackers=tuple(
            (words.code("actors", one.code), words.term("grade", one.grade), as_line(one.why)) for one in item.attackers
        ),
        weapons=words.comma.join(names),
        facilities=tuple(
            words.comma.join(
                part
                for part in (
                    words.code("facilities", one.type),
                    words.term("damage", one.damage),
                    words.term("function", one.function),
                )
                if part
            )
            for one in item.facilities
        ),
        tolls=tuple(_toll(one, words) for one in item.casualties),
        contradictions=tuple(
            (
                words(f"contradiction.{one.field}"),
                tuple(
                    (_told(one.field, rival.value, words), words.comma.join(map(as_line, rival.reports)))
                    for rival in one.values
                ),
            )
            for one in item.contradictions
        ),
        members=tuple(_member(connection, member, words) for member in shown),
        unseen=tuple(f"{one.report}#{one.event}" for one in item.events[MOST_MEMBERS:]),
        related=tuple((words.term("link", one.kind), one.incident) for one in item.related),
        history=tuple(_entry(made, words) for made in reversed(history(connection, name))),
    )


_LISTS = {"type": "event_types", "attackers": "actors", "munitions": "munitions"}


def _told(field: str, value: str, words: Words) -> str:
    """A value of a contradiction: a code by its name."""
    if field in _LISTS:
        return words.comma.join(words.code(_LISTS[field], part.strip()) for part in value.split(","))
    if field in ("date", "place"):
        return words.date(value) if field == "date" else as_line(value)
    low, dots, high = value.partition("..")
    return as_line(value) if not dots else f"{low}–{high}" if high else f"≥ {low}"


def _toll(figure: Combined, words: Words) -> Toll:
    civilians = "" if not figure.civilian_min and not figure.civilian_max else _civilians(figure)
    return Toll(
        label=words.code("outcomes", figure.outcome),
        figure=_bounds(figure),
        civilians=civilians,
        claims=tuple(_claim(one, words) for one in figure.statements),
    )


def _civilians(figure: Combined) -> str:
    return (
        f"{figure.civilian_min}–{figure.civilian_max}"
        if figure.civilian_max is not None
        else f"≥ {figure.civilian_min}"
    )


def _claim(claim: Claim, words: Words) -> ClaimLine:
    return ClaimLine(
        when=words.date(claim.published) if claim.published else "",
        who=excerpt(claim.publisher or claim.report, 60),
        speaker=excerpt(claim.source or "", 60),
        figure=_bounds(claim),
        status=words.term("status", claim.status),
        provisional=claim.provisional,
        kept=claim.kept,
        why=as_line(claim.why),
    )


def _member(connection: Connection, member: Member, words: Words) -> MemberCard:
    score = "" if member.score is None else f"{member.score:+.1f}"
    return _card(
        connection, f"{member.report}#{member.event}", words, words.term("link", member.link), member.by, score
    )


def _card(connection: Connection, name: str, words: Words, link: str = "", by: str = "", score: str = "") -> MemberCard:
    """An event beside others. Raises ``UnknownRecord`` where there is none of that name."""
    kept, event = report_named(connection, name)
    item = next(one for one in kept.events if one.event.id == event or event is None)
    header = kept.report.header
    told = [(row.field, words(f"field.{row.field}"), row.value) for row in rows(item.event, words)]
    return MemberCard(
        name=f"{header.id}#{item.event.id}",
        href=f"/reports/{header.sha256}#{item.event.id}",
        publisher=excerpt(header.publisher or header.id, 60),
        published=words.date(header.published) if header.published else "",
        link=link,
        by=as_line(by.removeprefix("person:")),
        score=score,
        state=item.state,
        state_label=words.term("state", item.state),
        rows=tuple(told),
    )


def _entry(made: LinkDecision, words: Words) -> tuple[str, str, str, str, str, bool]:
    links = words.comma.join(f"{as_line(one)} · {as_line(other)}" for one, other, _ in made.links[:3])
    reason = words("report.erased") if made.reason is None else as_line(made.reason)
    return words.term("linking", made.action), links, reason, as_line(made.by), words.moment(made.at), made.standing


def _compared(connection: Connection, one: str, other: str, words: Words) -> ComparePage:
    first, second, found = why(connection, one, other, load())
    together = incidents.number_of(connection, first) == incidents.number_of(connection, second)
    return ComparePage(
        one=_card(connection, first, words),
        other=_card(connection, second, words),
        bars=_bars(found, words),
        bits=f"{found.bits:+.1f}",
        threshold=f"{found.threshold:g}",
        together=together,
        verdict=words("compare.enough" if found.bits >= found.threshold else "compare.not_enough"),
        never=as_line(found.never or ""),
    )


def _bars(found: Explanation, words: Words) -> tuple[Bar, ...]:
    top = max((abs(reason.bits) for reason in found.reasons), default=1.0) or 1.0
    return tuple(
        Bar(
            label=words.term("comparison", reason.comparison),
            words=reason.ar if words.language == "ar" else reason.en,
            bits="" if reason.level is None else f"{reason.bits:+.1f}",
            width=round(abs(reason.bits) / top * 100),
            against=reason.bits < 0,
            silent=reason.level is None,
        )
        for reason in sorted(found.reasons, key=lambda reason: -abs(reason.bits))
    )
