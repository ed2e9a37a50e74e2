"""Reading: a report in, its events out, with a trace of each step in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from tawthiq.extraction import assemble, parties, placing
from tawthiq.extraction.assemble import Draft
from tawthiq.extraction.frames import Frame, frames
from tawthiq.extraction.occurrences import Occurrence, Places, general, merged
from tawthiq.extraction.page import Page, annotate
from tawthiq.extraction.relevance import relevant
from tawthiq.extraction.site import Site
from tawthiq.extraction.times import Timing, goes_on, timing
from tawthiq.language.ar.dates import Reference, reference, report_date, resolve
from tawthiq.language.ar.lexicon import Lexicon
from tawthiq.model.codes import EventType, Modality
from tawthiq.model.dates import EventDate
from tawthiq.model.event import Event
from tawthiq.model.evidence import Evidence
from tawthiq.model.extraction import Extraction
from tawthiq.model.place import PlaceMention, PlaceResolver, PlaceScanner, ResolvedPlace
from tawthiq.model.report import Report
from tawthiq.model.trace import Step, Trace
from tawthiq.text.rows import Headings

_LEADING = 2
"""Frames at the top of a report that tell its own news, even where they are dated some days back (السبت الماضي)."""


def read(report: Report, lexicon: Lexicon, scanner: PlaceScanner, resolver: PlaceResolver, headings: Headings) -> Trace:
    """Read an Arabic report. Everything it found, joined, inherited and dropped is in the trace's steps."""
    page = annotate(report, lexicon, scanner, headings)
    steps = [_furniture(page, block.first, block.last, block.why) for block in page.blocks]
    told = [
        frame
        for order, sentence in enumerate(page.sentences)
        if page.tells(sentence.first, sentence.last)
        for frame in frames(page, sentence, order)
    ]
    kept: list[Frame] = []
    for frame, reason in relevant(page, told):
        if reason is None:
            kept.append(frame)
        elif frame.attacks or frame.figures:
            steps.append(_step(page, "relevance", f"dropped: {reason}", frame))
    if not kept:
        return Trace(extraction=Extraction.of(report, ()), steps=tuple(steps))
    days = _reference(page)
    timed = _timed(page, kept, days)
    places = _places(kept, resolver)
    found = []
    for occurrence in merged(timed, places):
        if general(occurrence):
            steps.append(_step(page, "relevance", "dropped: a general statement", occurrence.frames[0]))
        else:
            found.append(occurrence)
    steps += [_joined(page, occurrence) for occurrence in found]
    events = _events(page, found, places, days)
    return Trace(extraction=Extraction.of(report, tuple(events)), steps=tuple(steps))


def _timed(page: Page, kept: Sequence[Frame], days: Reference) -> list[tuple[Frame, Timing]]:
    """Each frame with its timing; the report's day is that of its news, as its head or lead dates it."""
    day = report_date(page.dates, days).edtf
    timed: list[tuple[Frame, Timing]] = []
    for position, frame in enumerate(kept):
        when = timing(page, frame, days, day, leading=position < _LEADING)
        if timed and timed[-1][1].background and goes_on(page, frame, when, timed[-1][0]):
            when = timed[-1][1]
        timed.append((frame, when))
    return timed


def _reference(page: Page) -> Reference:
    """What relative dates count from: the publication date of the metadata, else what the text says of its own day."""
    published = page.report.header.published
    return reference(page.words, page.dates, dt.date.fromisoformat(published) if published else None)


def _places(kept: Sequence[Frame], resolver: PlaceResolver) -> Places:
    """Every site of the report on the map, weighed together. A bulletin head is the container of what follows it."""
    listed: list[Site] = []
    asked: list[PlaceMention] = []
    head: Site | None = None
    for frame in kept:
        for site in frame.sites:
            if site.head:
                head = site
            for item in (site, *site.within):
                listed.append(item)
                asked.append(_in_bulletin(item, head))
    answers = resolver.resolve(asked)
    return {site: _as_told(site, answer) for site, answer in zip(listed, answers, strict=True)}


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


def _events(page: Page, found: Sequence[Occurrence], places: Places, days: Reference) -> list[Event]:
    """The events of a report, numbered in text order, parts pointing to their cluster."""
    drafts: list[Draft] = []
    for occurrence in found:
        kind: EventType = occurrence.type or assemble.fallback_type(occurrence)
        where = placing.locations(page, occurrence, places, kind)
        own = parties.parties(page, occurrence.frames, kind)
        if kind in parties.INHERITING and not occurrence.timing.background:
            own += parties.inherited(own, _wave(drafts, occurrence, kind))
        drafts.append(
            Draft(
                occurrence=occurrence,
                type=kind,
                level=placing.level(page, occurrence, kind, where),
                modality=_modality(occurrence),
                date=_date(page, occurrence.timing, days),
                parties=tuple(own),
                locations=where,
            )
        )
    names = [f"e{index + 1}" for index in range(len(drafts))]
    return [
        assemble.event(page, draft, name, _whole(drafts, names, index))
        for index, (draft, name) in enumerate(zip(drafts, names, strict=True))
    ]


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


def _modality(occurrence: Occurrence) -> Modality:
    """How the occurrence is told."""
    if occurrence.timing.background or occurrence.timing.past:
        return "historical"
    first = occurrence.frames[0]
    denied = [cue for cue in first.cues if cue.reading.entry.sense == "denied"]
    if denied and first.attacks and 0 <= first.attacks[0].first - denied[0].last <= 6:
        return "denied"
    return "asserted"


def _date(page: Page, when: Timing, days: Reference) -> EventDate:
    """The event's date: its own, else that of the report's news, else the publication date."""
    if when.mention is not None and when.resolved is not None and (when.day or when.past or when.background):
        own = (page.evidence(when.mention.first, when.mention.last),)
        return EventDate.of(when.day, when.resolved.basis, part_of_day=when.resolved.part_of_day, evidence=own)
    if when.past or when.background:
        return EventDate.of(None, "publication")
    part = when.resolved.part_of_day if when.resolved is not None else None
    news = report_date(page.dates, days)
    if news.edtf is None:
        return EventDate.of(None, "publication", part_of_day=part)
    told = next((date for date in page.dates if resolve(date, days).edtf == news.edtf), None)
    words: tuple[Evidence, ...] = () if told is None else (page.evidence(told.first, told.last),)
    basis = news.basis if words else "publication"
    return EventDate.of(news.edtf, basis, part_of_day=part, evidence=words)


def _furniture(page: Page, first: int, last: int, why: str) -> Step:
    return Step("furniture", f"skipped: {why}", (page.evidence(first, last),))


def _step(page: Page, stage: str, text: str, frame: Frame) -> Step:
    return Step(stage, text, _words(page, frame))


def _joined(page: Page, occurrence: Occurrence) -> Step:
    """What was put together, and why."""
    kind = occurrence.type or "no type of its own"
    reasons = "; ".join(dict.fromkeys(occurrence.reasons)) or "one statement"
    return Step(
        "occurrence", f"{kind}: {reasons}", tuple(e for frame in occurrence.frames for e in _words(page, frame))
    )


def _words(page: Page, frame: Frame) -> tuple[Evidence, ...]:
    """The words that a frame covers."""
    return tuple(page.evidence(first, last) for first, last in frame.ranges if last > first)
