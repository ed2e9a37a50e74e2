"""Launching: places that fire came from ("صواريخ انطلقت من X", "المدفعية المتمركزة في X"), where nothing was hit."""

from __future__ import annotations

from tawthiq.extraction.actors.grammar import ending
from tawthiq.extraction.page import EVENTFUL, Page
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.statements.frames import Frame
from tawthiq.language.ar.lexicon import Mention

_REACH, _PAST = 4, 2
"""Words from the word for a launch to the site; words between its end and the site."""

_POST, _SOURCE = 4, 8
"""Words from a force to the word for its post; from "its source is" to it."""


def launched(page: Page, frame: Frame, site: Site) -> bool:
    """Did the fire come from the site?"""
    cues = (page.at(i, "launch") for i in range(max(frame.first, site.start - _REACH), site.start + 1))
    return any(cue is not None and 0 <= site.start + 1 - cue.last <= _PAST and _fires(page, frame, cue) for cue in cues)


def _fires(page: Page, frame: Frame, cue: Mention) -> bool:
    """Does who is posted there fire from it ("المدفعية المتمركزة في X", "مصدره نقاط متمركزة في X")? A force that is hit
    there does not."""
    if cue.reading.entry.code != "posted":
        return True
    firing = [agent.last for agent in frame.agents if agent.role in ("attacker", "party") and agent.last <= cue.first]
    if any(_leads_on(page, last, cue.first) for last in firing):
        return True
    gun = ending(page, cue.first, "platform")
    if gun is not None and gun.reading.definite:
        return True
    before = (page.at(i, "launch") for i in range(max(frame.first, cue.first - _SOURCE), cue.first))
    return any(source is not None and source.reading.entry.code != "posted" for source in before)


def _leads_on(page: Page, first: int, last: int) -> bool:
    """Do only words that tell more of a force stand between it and its post ("والميليشيات المساندة لهم المتمركزة")?"""
    plain = all(word.kind == "word" for word in page.words[first:last])
    return last - first <= _POST and plain and not any(page.of(first, last, *EVENTFUL, "facility"))
