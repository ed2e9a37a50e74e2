"""References: which place a text means where it points back to one ("البلدة", "المدينة") or names none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tawthiq.extraction.actors.grammar import ending
from tawthiq.extraction.page import Page
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.statements.frames import Frame
from tawthiq.extraction.statements.kinds import SECONDARY
from tawthiq.model.place import ResolvedPlace

_SETTLED = frozenset(("village", "town", "city", "neighbourhood", "camp"))
_BROAD = frozenset(("country", "admin1", "sector"))


def pointed(page: Page, frames: Iterable[Frame], places: Mapping[Site, ResolvedPlace]) -> tuple[Frame, Site] | None:
    """The place that frames only point to by its kind ("غارة على البلدة"): the last one named before, also one named as
    where a speaker stands or as a heading; with the frame that points to it."""
    known = sorted((site for site in places if _settlement(site, places)), key=lambda site: site.first)
    for frame in frames:
        for index in (i for first, last in frame.ranges for i in range(first, last)):
            if _points(page, index) and any(0 <= index - told <= _REACH for told in _told(frame)):
                before = [site for site in known if site.last <= index]
                if before:
                    return frame, before[-1]
    return None


def _told(frame: Frame) -> list[int]:
    """Where the frame tells its attack or harm, and not a place changing hands or another effect."""
    attacks = [m.first for m in frame.attacks if m.reading.entry.code not in SECONDARY]
    return attacks + [figure.trigger[0] for figure in frame.figures]


def carried(page: Page, frame: Frame, places: Mapping[Site, ResolvedPlace]) -> tuple[Frame, Site] | None:
    """The place told before in the sentence that a frame only goes on with ("… قرية X حيث تعرضوا لقصف")."""
    if frame.opener not in _GOING_ON:
        return None
    first = page.sentences[frame.order].first
    before = [s for s in places if first <= s.first and s.last <= frame.first and _settlement(s, places)]
    before = [s for s in before if not _treated(page, max(first, s.start - _NEAR), s.start)]
    return (frame, max(before, key=lambda site: site.first)) if before else None


def _treated(page: Page, first: int, last: int) -> bool:
    """Do the words name a hospital, where somebody was only taken?"""
    return any(m.reading.entry.code in ("hospital", "clinic") for m in page.of(first, last, "facility"))


_NEAR, _REACH = 4, 15
"""Words from a hospital to its town; from an attack to the place that it points to."""


def shared(page: Page, frame: Frame, places: Mapping[Site, ResolvedPlace]) -> tuple[Frame, Site] | None:
    """The place that an attack has in common with the one coordinated with it ("انفجار سيارة وقصف صاروخي في منطقة
    X")."""
    last = frame.ranges[-1][1]
    attack = page.at(last, "attack") if last < len(page.words) else None
    if attack is None or attack.reading.entry.pos == "verb" or not attack.reading.prefix.startswith("و"):
        return None
    behind = [site for site in places if 0 <= site.start - last <= _ALONG and not site.wide]
    return (frame, min(behind, key=lambda site: site.first)) if behind else None


_ALONG = 6
"""Words from a coordinated attack to its place."""

_GOING_ON = frozenset(("relative", "result", "and"))


def _points(page: Page, index: int) -> bool:
    """Is the word a definite kind of place with no name behind it, nor an adjective of direction?"""
    mention = page.at(index, "class")
    if mention is None or not mention.reading.definite or mention.reading.number in ("dual", "pl"):
        return False
    if mention.reading.entry.attributes.get("kind") not in _SETTLED or mention.last - mention.first > 1:
        return False
    if mention.last in page.named or page.at(mention.last, "bearing") is not None:
        return False
    return mention.reading.prefix in ("ل", "ب") or _led(page, index)


_PREPOSITIONS = frozenset(("علي", "في", "داخل"))


def _led(page: Page, index: int) -> bool:
    """Does a preposition, a word of nearness or direction, or the attack itself stand right before the word?"""
    if index == 0 or page.words[index - 1].folded in _PREPOSITIONS:
        return index > 0
    word = ending(page, index, "near", "bearing", "attack", "class")
    return word is not None and word.reading.entry.code not in SECONDARY


def _settlement(site: Site, places: Mapping[Site, ResolvedPlace]) -> bool:
    """Is it one place that people live in, and no area?"""
    return not site.wide and places[site].precision not in _BROAD
