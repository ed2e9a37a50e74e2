"""Revisions: how a report takes back, raises or hedges a figure that it, or somebody else, gave before.

"The toll has risen to 20" is the figure itself and replaces the earlier one; a first toll is provisional; whoever dies
of wounds was counted among the injured; two speakers' figures for one harm stand side by side.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extraction.page import Page
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.statements.frames import Frame

_RISE = 16
"""Words between "rose" and the figure that it rose to, at the most."""

_DYING = 8
"""Words between a death and "of his wounds", at the most."""

_TO = frozenset(("الي", "لتصل", "ليصل", "لتبلغ", "ليبلغ"))


def raised(page: Page, frame: Frame, figure: Figure) -> bool:
    """Is it the figure that a toll has risen to, or one told with it ("إلى سبعة قتلى و14 جريحاً")?"""
    if figure.zero:
        return False
    for cue in frame.cues:
        entry = cue.reading.entry
        if entry.sense == "total" and entry.code == "raised" and 0 <= figure.first - cue.last <= _RISE:
            between = range(cue.last, min(figure.first + 2, figure.last))
            return cue.last == figure.first or any(page.words[i].folded in _TO for i in between)
    return False


def hedged(page: Page, frames: Sequence[Frame]) -> set[int]:
    """Numbers of the sentences whose figures are called a first toll or likely to rise. What a sentence without figures
    says ("والحصيلة مرشحة للارتفاع") holds for the one before it."""
    telling = {frame.order for frame in frames if frame.figures}
    found: set[int] = set()
    for order in telling:
        if _provisional(page, order) or (order + 1 not in telling and _provisional(page, order + 1)):
            found.add(order)
    return found


def _provisional(page: Page, order: int) -> bool:
    """Does the sentence call a toll provisional?"""
    if order >= len(page.sentences):
        return False
    sentence = page.sentences[order]
    return any(m.reading.entry.code == "provisional" for m in page.of(sentence.first, sentence.last, "total"))


def of_wounds(page: Page, figure: Figure) -> bool:
    """Is it a death of wounds, of one who was injured first?"""
    if figure.outcome != "killed" or figure.zero:
        return False
    return any(
        (cue := page.at(i, "total")) is not None and cue.reading.entry.code == "wounds"
        for i in range(max(0, figure.first - 2), min(figure.last + _DYING, len(page.words)))
    )
