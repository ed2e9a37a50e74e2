"""Elsewhere: places that a sentence names though nothing happened there."""

from __future__ import annotations

from tawthiq.extraction.actors.grammar import ending
from tawthiq.extraction.page import EVENTFUL, Page
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.statements.frames import Frame
from tawthiq.language.ar.lexicon import Mention
from tawthiq.model.codes import EventType

_SPEAKER_NEAR, _SPEAKER = 4, 9
"""Words from a speaker to where it stands: alone, and with a building named between."""

_CARRIED = 6
"""Words from taking the wounded away to the name of where they were taken."""

_MEETING = 16
"""Words from a meeting, and those who met, to where."""

_OBJECT = 6
"""Words from an attack to whom it hit."""

_OVER = frozenset(("فوق", "سماء", "اجواء"))
"""Words for the sky above a place."""

_ONLY = frozenset(("تقتصر", "يقتصر", "اقتصرت", "اقتصر"))
"""Words that set a place apart from what is told ("لم تقتصر على X، إذ …")."""

_THAT = frozenset(("ان", "بان", ":"))
"""Opens what a speaker says, so that a place behind it is told of and not where the speaker stands."""


def elsewhere(page: Page, frame: Frame, site: Site, kind: EventType) -> bool:
    """Is it only where somebody was treated or comes from, where a speaker stands, or what aircraft were seen over?"""
    for cue in frame.cues:
        sense = cue.reading.entry.sense
        if sense == "transfer" and 0 <= site.start - cue.last <= _CARRIED and not _eventful(page, cue.last, site.start):
            return True
    if site.start > 0 and page.words[site.start - 1].folded.lstrip("وبل") in ("معركه", "معارك"):
        return True
    if kind != "truce" and met(page, frame, site):
        return True
    if any(page.words[i].folded in _ONLY for i in range(max(frame.first, site.start - 2), site.start)):
        return True
    if site.start > 0 and page.words[site.start - 1].folded in _OVER:
        return not any(page.at(i, "attack") is not None for i in range(max(frame.first, site.start - 4), site.start))
    if native(page, site):
        return True
    return any(
        (source := page.at(i, "source")) is not None
        and source.last <= site.start
        and _stands(page, frame, source, site)
        for i in range(max(frame.first, site.start - _SPEAKER), site.start)
    )


def _stands(page: Page, frame: Frame, source: Mention, site: Site) -> bool:
    """Does a speaker stand at the site: named right behind, or behind a building ("مصدر في مستشفى X في Y")?"""
    between = page.words[source.last : site.start]
    launched = any(page.at(i, "launch") is not None for i in range(max(0, source.first - 1), source.first + 1))
    if launched or _told_of(frame, source.first) or any(word.folded in _THAT for word in between):
        return False
    if _eventful(page, source.last, site.start) or page.at(source.first, "furniture") is not None:
        return False
    if _struck(page, frame, source):
        return False
    return site.start - source.first <= _SPEAKER_NEAR or any(page.of(source.last, site.start, "facility"))


def _struck(page: Page, frame: Frame, source: Mention) -> bool:
    """Is it no speaker but who was hit ("استهداف فريق الدفاع المدني في X"): behind an attack, without a pause?"""
    before = range(max(frame.first, source.first - _OBJECT), source.first)
    told = [i for i in before if page.at(i, "attack") is not None]
    return bool(told) and not any(
        page.words[i].kind in ("mark", "line") or page.at(i, "speech") is not None
        for i in range(told[-1], source.first)
    )


def rescuers(page: Page, frame: Frame, site: Site) -> bool:
    """Does a rescue service stand there, which works where it happened?"""
    return any(
        (source := page.at(i, "source")) is not None and source.reading.entry.code == "rescue_service"
        for i in range(max(frame.first, site.start - _SPEAKER), site.start)
    )


def _eventful(page: Page, first: int, last: int) -> bool:
    """Do the words tell violence, so that the place behind them is where it happened?"""
    return any(page.of(first, last, *EVENTFUL, "light", "platform"))


def met(page: Page, frame: Frame, site: Site) -> bool:
    """Is it where people meet to talk ("محادثات في مدينة X", "مؤتمر X", "اللقاء الذي جمع الرئيسين … في مدينة X")?"""
    if any(page.at(i, "venue") is not None for i in range(max(frame.first, site.start - 3), site.start)):
        return True
    if page.words[site.start - 1].folded != "في":
        return False
    talks = [i for i in range(max(frame.first, site.start - _MEETING), site.start) if page.at(i, "venue") is not None]
    return bool(talks) and not (
        _eventful(page, talks[-1], site.start)
        or any(page.words[i].kind != "word" for i in range(talks[-1], site.start))
    )


def home(page: Page, site: Site) -> bool:
    """Is it where somebody comes from: "من أبناء مدينة X", "معتقل من بلدة X", "قادمين من مخيم X"?"""
    if native(page, site) or coming(page, site):
        return True
    return _from(page, site) and ending(page, site.start - 1, "person", "victim") is not None


def coming(page: Page, site: Site) -> bool:
    """Do people come from there ("قادمين من مخيم X")?"""
    return ending(page, site.start, "origin") is not None


def native(page: Page, site: Site) -> bool:
    """Is it surely so: its people are named, or somebody displaced from there?"""
    if page.at(site.start - 1, "native") is not None or page.at(site.start - 2, "native") is not None:
        return True
    person = ending(page, site.start - 1, "person") if _from(page, site) else None
    return person is not None and person.reading.entry.attributes.get("role") == "displaced"


def _from(page: Page, site: Site) -> bool:
    """Does من stand right before it?"""
    return site.start > 1 and page.words[site.start - 1].folded == "من"


def _told_of(frame: Frame, index: int) -> bool:
    """Is the word about people harmed (اعتقال ناشطين في) or an actor (مجهول المصدر), and no speaker?"""
    spans = [(figure.first, figure.last) for figure in frame.figures]
    spans += [(agent.first, agent.last + (agent.code == "UNKNOWN")) for agent in frame.agents]
    return any(first <= index < last for first, last in spans)
