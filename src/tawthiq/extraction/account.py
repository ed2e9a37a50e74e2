"""The account of a reading: each step in words that a reviewer can read, for ``tawthiq explain``.

It is written from what the reading kept, after it; nothing here changes an event, and ``extract`` never comes here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tawthiq.extraction import wording
from tawthiq.extraction.actors.parties import Party
from tawthiq.extraction.events import confidence
from tawthiq.extraction.events.assemble import Draft
from tawthiq.extraction.events.merging import general
from tawthiq.extraction.page import Page, Range
from tawthiq.extraction.reading import Reading
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.statements.frames import Frame
from tawthiq.model.event import Event
from tawthiq.model.evidence import Evidence
from tawthiq.model.trace import Step


def account(reading: Reading) -> tuple[Step, ...]:
    """What was found, joined, inherited and dropped, in the order in which it was decided."""
    told = list(zip(reading.drafts, reading.extraction.events, strict=True))
    return (
        *_furniture(reading.page),
        *_mentions(reading.page),
        *_frames(reading),
        *_places(reading),
        *_occurrences(reading),
        *(step for draft, event in told for step in _dates(draft, event)),
        *(step for draft, event in told for step in _actors(reading, draft, event)),
        *(step for draft, event in told for step in _left_out(reading.page, draft, event)),
        *(_confidence(reading.page, draft, event) for draft, event in told),
    )


def _furniture(page: Page) -> Iterator[Step]:
    """The lines that are not the report."""
    for block in page.blocks:
        yield Step("furniture", f"skipped as {block.kind}: {block.why}", (page.evidence(block.first, block.last),))


def _mentions(page: Page) -> Iterator[Step]:
    """Which words of a sentence were read as what; only those of sentences that tell violence are read further."""
    if not page.sentences:
        yield Step("mentions", "no sentence tells violence by more than one word: read no further")
        return
    telling = [s for s in page.sentences if page.tells(s.first, s.last)]
    yield Step("mentions", f"{len(telling)} of {len(page.sentences)} sentences hold a word of violence")
    for sentence in telling:
        words = (page.evidence(sentence.first, sentence.last),)
        yield Step("mentions", f"line {sentence.line}: {wording.mentions(page, sentence)}", words)


def _frames(reading: Reading) -> Iterator[Step]:
    """Who did what to whom, where; and which of it tells no occurrence, with the reason."""
    page = reading.page
    for frame, _ in reading.judged:
        if frame.attacks or frame.figures:
            yield Step("frames", wording.frame(page, frame), _words(page, frame))
    for frame, reason in reading.judged:
        if reason is not None and (frame.attacks or frame.figures):
            yield Step("relevance", f"dropped: {reason}", _words(page, frame))
    for occurrence in reading.occurrences:
        if general(occurrence):
            reason = "a general statement: no place, count or date of its own"
            yield Step("relevance", f"dropped: {reason}", _words(page, occurrence.frames[0]))


def _places(reading: Reading) -> Iterator[Step]:
    """How each name was put on the map: what it was asked as, the answer, why, and what else it could be."""
    heads = {site.name: site for site in reading.asked if site.head}
    seen: dict[str, list[Site]] = {}
    for site in reading.asked:
        seen.setdefault(wording.place(site, reading.asked[site], reading.places[site]), []).append(site)
    for text, sites in seen.items():
        asked = reading.asked[sites[0]]
        named = [(site.first, site.last) for site in sites]
        if asked.within and not sites[0].within and asked.within[0].name in heads:
            head = heads[asked.within[0].name]
            text, named = f"{text}; its area is that of the bulletin head", [*named, (head.first, head.last)]
        yield Step("places", text, _evidence(reading.page, named))


def _occurrences(reading: Reading) -> Iterator[Step]:
    """Which frames were put together into one event, and by what tie."""
    events = iter(reading.extraction.events)
    for occurrence in reading.occurrences:
        if general(occurrence):
            continue
        event = next(events)
        first, *others = occurrence.frames
        kind = "and no other frame joins it" if not others else f"and {len(others)} more"
        yield Step("events", f"{event.id}: {event.type}, from this frame {kind}", _words(reading.page, first))
        for frame, reason in zip(others, occurrence.reasons, strict=False):
            yield Step("events", f"{event.id}: joined by: {reason}", _words(reading.page, frame))
        if event.part_of is not None:
            yield Step("events", f"{event.id}: part of {event.part_of}, which tells it as a whole", event.evidence)


def _dates(draft: Draft, event: Event) -> Iterator[Step]:
    """Where the event's date comes from."""
    when, date = draft.occurrence.timing, event.date
    if when.background:
        yield Step("dates", f"{event.id}: a sum over a time, told beside the news", event.evidence)
    elif when.past:
        yield Step("dates", f"{event.id}: told as a past incident, beside the news", event.evidence)
    if date.edtf is None:
        yield Step("dates", f"{event.id}: no date that can be told", date.evidence)
    elif when.mention is not None and when.day == date.edtf:
        yield Step("dates", f"{event.id}: {date.edtf}, by its own words (basis {date.basis})", date.evidence)
    elif date.evidence:
        text = f"{event.id}: {date.edtf}, inherited from the news of the report, which these words date"
        yield Step("dates", f"{text} (basis {date.basis})", date.evidence)
    else:
        yield Step("dates", f"{event.id}: {date.edtf}, the day of publication, since no words date it")


def _actors(reading: Reading, draft: Draft, event: Event) -> Iterator[Step]:
    """The actors that the event inherited, and those named in it that it does not record."""
    page = reading.page
    for party in draft.parties:
        if not _inside(party.first, draft):
            text = f"{event.id}: {party.role} {party.code}, inherited{_giver(reading, draft, party)} ({party.basis})"
            yield Step("actors", text, (page.evidence(party.first, party.last),))
    held = {(party.role, party.last) for party in draft.parties}
    codes = {party.code for party in draft.parties}
    for agent in (agent for frame in draft.occurrence.frames for agent in frame.agents):
        if (agent.role, agent.last) in held or agent.code in codes:
            continue
        reason = "named without a part in it" if agent.role is None else "not sure enough, or another name says more"
        text = f"{event.id}: {agent.code} left out: {reason}"
        yield Step("actors", text, (page.evidence(agent.first, agent.last),))


def _giver(reading: Reading, draft: Draft, party: Party) -> str:
    """The earlier event that an inherited party is told with."""
    for other, event in zip(reading.drafts, reading.extraction.events, strict=True):
        if other is not draft and _inside(party.first, other):
            return f" from {event.id}"
    return ""


def _inside(first: int, draft: Draft) -> bool:
    """Does the word lie in the sentences of the occurrence?"""
    return any(start <= first < last for frame in draft.occurrence.frames for start, last in frame.ranges)


def _left_out(page: Page, draft: Draft, event: Event) -> Iterator[Step]:
    """Figures and places of the event's words that it does not record."""
    counted = [piece for casualty in event.casualties for piece in casualty.evidence]
    before: set[tuple[object, ...]] = set()
    for figure in (figure for frame in draft.occurrence.frames for figure in frame.figures):
        words = page.evidence(figure.first, figure.last)
        mark = (figure.outcome, figure.quantifier, figure.stated)
        if not _covered(words, counted):
            reason = (
                "people told by a pronoun only" if figure.pronoun
                else "an earlier figure says the same" if mark in before
                else "another figure of the report says more"
            )  # fmt: skip
            yield Step("dropped", f"{event.id}: {wording.figure(figure)}: {reason}", (words,))
        before.add(mark)
    placed = [piece for location in event.locations for piece in location.evidence]
    names = {location.name for location in event.locations}
    for site in (site for frame in draft.occurrence.frames for site in frame.sites):
        words = page.evidence(site.first, site.last)
        if site.name not in names and not _covered(words, placed):
            reason = "only a hashtag" if site.tagged else "not where it happened, or a closer place is told"
            yield Step("dropped", f"{event.id}: the place «{site.name}»: {reason}", (words,))


def _confidence(page: Page, draft: Draft, event: Event) -> Step:
    """Why the event's confidence is what it is, sign by sign."""
    start, led = confidence.reasons(page, draft.occurrence, event)
    signs = "".join(f"; {sign.said}: {'up' if sign.effect == '+' else 'down'} to {now:.2f}" for sign, now in led)
    text = f"{event.id}: {event.confidence:.2f}, the middle of its step: any event starts at {start:.2f}{signs}"
    return Step("confidence", text)


def _covered(words: Evidence, pieces: Iterable[Evidence]) -> bool:
    """Do recorded words overlap these?"""
    return any(piece.start < words.end and words.start < piece.end for piece in pieces)


def _words(page: Page, frame: Frame) -> tuple[Evidence, ...]:
    """The words that a frame covers."""
    return _evidence(page, frame.ranges)


def _evidence(page: Page, ranges: Sequence[Range]) -> tuple[Evidence, ...]:
    """Ranges of words as evidence, each once."""
    return tuple(dict.fromkeys(page.evidence(first, last) for first, last in ranges if last > first))
