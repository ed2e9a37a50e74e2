"""Reading: a report in, its events out, with all that led to them kept for the account of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from tawthiq.extraction.actors import parties
from tawthiq.extraction.events import assemble
from tawthiq.extraction.events.assemble import Draft
from tawthiq.extraction.events.merging import general, merged
from tawthiq.extraction.events.modality import modality
from tawthiq.extraction.events.occurrences import Occurrence, Places
from tawthiq.extraction.page import Page, Survey, annotate, survey
from tawthiq.extraction.sites import placing
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.statements.frames import Frame, frames
from tawthiq.extraction.statements.relevance import bygone, relevant
from tawthiq.extraction.times.timing import Timing, carried, timing
from tawthiq.language.ar.dates import Reference, reference, report_date, resolve
from tawthiq.language.ar.lexicon import Lexicon
from tawthiq.model.codes import EventType
from tawthiq.model.dates import EventDate
from tawthiq.model.event import Event
from tawthiq.model.evidence import Evidence
from tawthiq.model.extraction import Extraction
from tawthiq.model.place import PlaceMention, PlaceResolver, PlaceScanner, ResolvedPlace
from tawthiq.model.report import Report
from tawthiq.text.rows import Headings
from tawthiq.text.sentences import Sentence

_FEW = 2
"""Sentences that could tell an occurrence, up to which a report is probably of something else."""
_LEADING, _TOP = 2, 6
"""Frames, among the first sentences of a report, that tell its own news, even where they are dated some days back
(السبت الماضي)."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A report's events and what they came from, stage by stage; :mod:`tawthiq.extraction.account` tells it in words.

    ``judged``: every frame with the reason why it was dropped, or None. ``asked``: what the map was asked of each site.
    ``occurrences``: all that were put together, the general statements among them, which have no draft.
    """

    page: Page
    judged: Sequence[tuple[Frame, str | None]] = ()
    asked: Mapping[Site, PlaceMention] = msgspec.field(default_factory=dict)
    places: Places = msgspec.field(default_factory=dict)
    occurrences: Sequence[Occurrence] = ()
    drafts: Sequence[Draft] = ()
    extraction: Extraction


def read(
    report: Report, lexicon: Lexicon, scanner: PlaceScanner, resolver: PlaceResolver, headings: Headings
) -> Reading:
    """Read an Arabic report."""
    page, judged = _judged(survey(report, lexicon, headings), scanner)
    kept = [frame for frame, reason in judged if reason is None]
    if not kept:
        return Reading(page=page, judged=judged, extraction=Extraction.of(report, ()))
    days = _reference(page)
    timed = _timed(page, kept, days)
    asked = _asked(kept)
    places = _places(page, asked, resolver)
    occurrences = merged(page, timed, places)
    drafts = _drafts(page, [one for one in occurrences if not general(one)], places, days)
    return Reading(
        page=page,
        judged=judged,
        asked=dict(asked),
        places=places,
        occurrences=occurrences,
        drafts=drafts,
        extraction=Extraction.of(report, _events(page, drafts)),
    )


def _judged(found: Survey, scanner: PlaceScanner) -> tuple[Page, list[tuple[Frame, str | None]]]:
    """The page with its frames judged. Where only few of its sentences could tell an occurrence by themselves, these
    are read first, and the others only if one of them does."""
    if not found.likely or len(found.likely) <= _FEW < len(found.telling):
        page = annotate(found, scanner, found.likely)
        judged = relevant(page, frames_of(page, found.likely))
        if all(reason is not None for _, reason in judged):
            return page, judged
    page = annotate(found, scanner, found.telling)
    return page, relevant(page, frames_of(page, found.telling))


def frames_of(page: Page, chosen: Sequence[Sentence]) -> list[Frame]:
    """The frames of some of the page's sentences."""
    firsts = {sentence.first for sentence in chosen}
    return [
        frame
        for order, sentence in enumerate(page.sentences)
        if sentence.first in firsts
        for frame in frames(page, sentence, order)
    ]


def _timed(page: Page, kept: Sequence[Frame], days: Reference) -> list[tuple[Frame, Timing]]:
    """Each frame with its timing; the report's day is that of its news, as its head or lead dates it."""
    day = report_date(page.calendar, days).edtf
    timed: list[tuple[Frame, Timing]] = []
    for position, frame in enumerate(kept):
        when = timing(page, frame, days, day, leading=position < _LEADING and frame.order < _TOP)
        if not when.background and bygone(page, frame):
            when = msgspec.structs.replace(when, past=True)
        if timed:
            when = carried(page, frame, when, *timed[-1])
        timed.append((frame, when))
    return timed


def _reference(page: Page) -> Reference:
    """What relative dates count from: the publication date of the metadata, else what the text says of its own day."""
    published = page.report.header.published
    return reference(page.words, page.calendar, dt.date.fromisoformat(published) if published else None)


def _asked(kept: Sequence[Frame]) -> list[tuple[Site, PlaceMention]]:
    """What is asked of each site of the report. A bulletin head is the container of what follows it."""
    asked: list[tuple[Site, PlaceMention]] = []
    head: Site | None = None
    for frame in kept:
        for site in frame.sites:
            if site.head:
                head = site
            asked += [(item, _in_bulletin(item, head)) for item in (site, *site.within)]
    return asked


def _places(page: Page, asked: Sequence[tuple[Site, PlaceMention]], resolver: PlaceResolver) -> Places:
    """Every site of the report on the map, weighed together; where no place says the country, the forces named do (the
    Security Forces of one country only)."""
    mentions = [mention for _, mention in asked]
    answers = resolver.resolve(mentions)
    if not any(answer.country for answer in answers) and (country := parties.theatre(page)) is not None:
        answers = resolver.resolve(mentions, country)
    return {site: _as_told(site, answer) for (site, _), answer in zip(asked, answers, strict=True)}


def _as_told(site: Site, answer: ResolvedPlace) -> ResolvedPlace:
    """A place that no gazetteer holds keeps its area, and is as exact as its words say."""
    if answer.place_id is None and answer.lat is None and not answer.alternatives and not site.wide:
        return msgspec.structs.replace(answer, precision=site.precision)
    return answer


def _in_bulletin(site: Site, head: Site | None) -> PlaceMention:
    """What the resolver is asked of a site under a bulletin head."""
    mention = site.mention()
    if head is None or head is site or site.head or mention.within:
        return mention
    return msgspec.structs.replace(mention, within=(head.mention(),))


def _drafts(page: Page, found: Sequence[Occurrence], places: Places, days: Reference) -> list[Draft]:
    """The occurrences with all that their events need, in text order."""
    drafts: list[Draft] = []
    countries = {answer.country for answer in places.values() if answer.country is not None}
    home = countries.pop() if len(countries) == 1 else None
    for occurrence in found:
        kind: EventType = occurrence.type or assemble.fallback_type(occurrence)
        where = placing.locations(page, occurrence, places, kind)
        own = parties.parties(page, occurrence.frames, kind, home)
        if kind in parties.INHERITING and not occurrence.timing.background:
            own += parties.inherited(own, _wave(drafts, occurrence, kind))
        drafts.append(
            Draft(
                occurrence=occurrence,
                type=kind,
                level=placing.level(occurrence, kind, where),
                modality=modality(occurrence),
                date=_date(page, occurrence.timing, days),
                parties=tuple(own),
                locations=where,
            )
        )
    return drafts


def _events(page: Page, drafts: Sequence[Draft]) -> tuple[Event, ...]:
    """The events of a report, numbered in text order, parts pointing to their cluster."""
    names = [f"e{index + 1}" for index in range(len(drafts))]
    return tuple(
        assemble.event(page, draft, name, _whole(drafts, names, index))
        for index, (draft, name) in enumerate(zip(drafts, names, strict=True))
    )


def _wave(drafts: Sequence[Draft], occurrence: Occurrence, kind: EventType) -> Sequence[parties.Party]:
    """The parties of the occurrence whose wave of attacks this one belongs to: the last of its kind told just
    before."""
    for draft in reversed(drafts):
        if draft.occurrence.timing.background or draft.occurrence.timing.past != occurrence.timing.past:
            continue
        near = occurrence.frames[0].order - draft.occurrence.frames[-1].order <= 1
        alike = draft.type == kind or "other_violence" in (draft.type, kind)
        if alike and (near or draft.level == "cluster"):
            return draft.parties
    return ()


def _whole(drafts: Sequence[Draft], names: Sequence[str], index: int) -> str | None:
    """The cluster that an event is part of: an earlier one of its type that it elaborates, or that names its place."""
    part = drafts[index]
    for position in range(index):
        whole = drafts[position]
        if (
            whole.level != "cluster"
            or whole.occurrence.timing.background
            or part.occurrence.timing.past != whole.occurrence.timing.past
        ):
            continue
        elaborates = (
            part.occurrence.frames[0].elaborates and part.occurrence.frames[0].order == whole.occurrence.frames[0].order
        )
        if whole.type == part.type and (elaborates or part.occurrence.specific & whole.occurrence.specific):
            return names[position]
    return None


def _date(page: Page, when: Timing, days: Reference) -> EventDate:
    """The event's date: its own, else that of the report's news, else the publication date."""
    if when.mention is not None and when.resolved is not None and (when.day or when.past or when.background):
        own = (page.evidence(when.mention.first, when.mention.last),)
        return EventDate.of(when.day, when.resolved.basis, part_of_day=when.resolved.part_of_day, evidence=own)
    if when.past or when.background:
        return EventDate.of(None, "publication")
    part = when.resolved.part_of_day if when.resolved is not None else None
    news = report_date(page.calendar, days)
    if news.edtf is None:
        return EventDate.of(None, "publication", part_of_day=part)
    told = next((date for date in page.calendar if resolve(date, days).edtf == news.edtf), None)
    words: tuple[Evidence, ...] = () if told is None else (page.evidence(told.first, told.last),)
    basis = news.basis if words else "publication"
    return EventDate.of(news.edtf, basis, part_of_day=part, evidence=words)
