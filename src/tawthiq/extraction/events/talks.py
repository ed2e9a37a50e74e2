"""Talks: how far a truce, ceasefire or negotiation has come, what it is about, between whom, where and for how long."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extraction.actors.parties import Party
from tawthiq.extraction.page import Page
from tawthiq.extraction.statements.frames import Frame
from tawthiq.language.ar.lexicon import Mention
from tawthiq.model.codes import TalksStage, TalksSubject
from tawthiq.model.event import Talks

_STAGES: tuple[TalksStage, ...] = (
    "denied", "violated", "collapsed", "extended", "in_effect", "agreed", "proposed", "talks", "announced",
)  # fmt: skip
"""What decides where a report tells several stages: the furthest, and what undoes it."""

_DENIAL = 6
"""Words between a denial and the talks that it denies, at the most."""

_PRESENT = frozenset(("party", "attacker", "target", "affected"))
_FOR = frozenset(("لمده", "مدتها", "مدته", "مده"))
_UNITS = frozenset(
    ("ساعه", "ساعات", "يوم", "يوما", "ايام", "اسبوع", "اسبوعا", "اسابيع", "شهر", "شهرا", "اشهر", "ساعتين", "يومين",
     "اسبوعين", "شهرين")
)  # fmt: skip
"""Units of time, folded."""


def talks(page: Page, frames: Sequence[Frame], parties: Sequence[Party]) -> Talks | None:
    """The talks of an event of type truce; None where no word of them is found."""
    heads = [m for frame in frames for m in frame.attacks if m.reading.entry.code == "truce"]
    if not heads:
        return None
    cues = [m for frame in frames for first, last in frame.ranges for m in page.of(first, last, "light")]
    stages = {cue.reading.entry.code or "": cue for cue in reversed(cues) if not _aim(cue)}
    stage: TalksStage = next((known for known in _STAGES if known in stages), "announced")
    if _denied(frames, heads):
        stage = "denied"
    about = next((cue for cue in cues if cue.reading.entry.attributes.get("type")), None)
    subject: TalksSubject = "ceasefire"
    if about is not None:
        subject = about.reading.entry.attributes["type"]  # type: ignore[assignment]  # the lexicon's types of talks are the code book's subjects
    used = {(m.first, m.last) for m in (heads[0], stages.get(stage), about) if m is not None}
    return Talks(
        stage=stage,
        subject=subject,
        parties=tuple(dict.fromkeys(party.code for party in parties if party.role in _PRESENT)),
        area=_area(frames, cues),
        duration=_duration(page, frames),
        evidence=tuple(page.evidence(first, last) for first, last in sorted(used)),
    )


def _aim(cue: Mention) -> bool:
    """Is the stage only what the talks are for ("محادثات للتوصل إلى اتفاق")?"""
    return cue.reading.entry.code == "agreed" and cue.reading.prefix.endswith("ل")


def _denied(frames: Sequence[Frame], heads: Sequence[Mention]) -> bool:
    """Does somebody deny that there are talks?"""
    for frame in frames:
        for cue in frame.cues:
            entry = cue.reading.entry
            if (entry.sense == "denied" or entry.code == "denied") and any(
                0 <= head.first - cue.last <= _DENIAL for head in heads
            ):
                return True
    return False


def _area(frames: Sequence[Frame], cues: Sequence[Mention]) -> str | None:
    """The place that the truce is for: named behind what it is about ("هدنة في إدلب"), not behind the meeting."""
    for frame in frames:
        for site in frame.sites:
            if site.head or site.tagged:
                continue
            before = [cue for cue in cues if cue.first < site.start and cue.first >= frame.first]
            if before and before[-1].reading.entry.attributes.get("type", "exchange") != "exchange":
                return site.name
    return None


def _duration(page: Page, frames: Sequence[Frame]) -> str | None:
    """How long it is to hold, in the report's words ("72 ساعة", "أسبوع")."""
    for first, last in (words for frame in frames for words in frame.ranges):
        for index in range(first, last):
            if page.words[index].folded.lstrip("ل") not in _UNITS and page.words[index].folded not in _UNITS:
                continue
            number = next((n for n in page.numbers if n.last == index and n.first >= first and not n.ordinal), None)
            if number is not None:
                return page.quote(number.first, index + 1)
            if index > first and page.words[index - 1].folded in _FOR:
                return page.quote(index, index + 1)
    return None
