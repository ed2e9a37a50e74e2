"""Times: when a frame says it happened, and whether it is told as news, as a past incident or as a running total."""

from __future__ import annotations

import datetime as dt

import msgspec

from tawthiq.extraction.frames import Frame
from tawthiq.extraction.page import Page
from tawthiq.language.ar.dates import DateMention, Reference, Resolved, resolve
from tawthiq.model.dates import span

_PAST_TENSES = frozenset(("كان قد", "سبق أن"))
_SUMS = frozenset(("منذ بداية العام", "منذ اندلاع", "خلال العام", "خلال الشهر", "منذ عام", "سنويا", "تقرير سنوي"))
_SUMMING = frozenset(("حصيلة", "إحصائية", "إجمالي", "مجموع", "ارتفاع عدد", "وصل عدد", "بلغ"))
_POINTING = frozenset(("هذه", "تلك", "ذلك", "وهذه", "وتلك", "بذلك", "جميعها"))
_LONG_AGO = 2
"""Days before the report's day from which a dated statement is a past incident."""


class Timing(msgspec.Struct, frozen=True):
    """When and how a frame is told.

    ``day``: its resolved date as EDTF, None where it has none of its own. ``mention``: the words that gave it.
    ``past``: a past incident told beside the news. ``background``: a running total or other sum.
    """

    day: str | None
    mention: DateMention | None
    resolved: Resolved | None
    past: bool
    background: bool


def timing(page: Page, frame: Frame, reference: Reference, report_day: str | None, *, leading: bool = False) -> Timing:
    """The timing of a frame, given the day that the report as a whole is about. ``leading``: it is what the report
    opens
    with, so that an earlier date alone does not make it background."""
    mention = _own(frame)
    resolved = resolve(mention, reference) if mention is not None else None
    day = resolved.edtf if resolved is not None else None
    background = _sums(frame)
    past = not background and (_told_as_past(page, frame) or (not leading and _earlier(mention, day, report_day)))
    return Timing(day, mention, resolved, past, background)


def _own(frame: Frame) -> DateMention | None:
    """The date of the occurrence among those in the frame: the first that says a day, else the first that says
    anything."""
    if not frame.dates:
        return None
    days = [
        date
        for date in frame.dates
        if date.kind in ("absolute", "weekday", "relative", "night_of", "span") and not date.weak
    ]
    later = [date for date in frame.dates if date.kind not in ("open_since",)]
    return (days or later or list(frame.dates))[0]


def _sums(frame: Frame) -> bool:
    """Is the frame a sum over a long time?"""
    long = any(cue.reading.entry.lemma in _SUMS for cue in frame.cues)
    since = any(date.kind == "open_since" and date.unit in (None, "month", "year") for date in frame.dates)
    summed = any(cue.reading.entry.lemma in _SUMMING for cue in frame.cues)
    lengthy = any(
        date.kind in ("year", "month") and date.unit in ("year", "month", "decade") and date.day is None
        for date in frame.dates
    )
    counted = bool(frame.strikes or any(not figure.zero for figure in frame.figures))
    return counted and (
        (long and not _today(frame)) or (summed and (since or lengthy)) or (since and not _today(frame))
    )


def _today(frame: Frame) -> bool:
    """Does the frame also say a day of its own ("since the morning of Thursday …")?"""
    return any(
        (date.kind in ("absolute", "weekday", "relative", "night_of") and date.day is not None) or date.offset_days == 0
        for date in frame.dates
    )


def _told_as_past(page: Page, frame: Frame) -> bool:
    """Does the grammar put the frame before the news (وكان … قد)?"""
    if any(cue.reading.entry.lemma in _PAST_TENSES for cue in frame.cues):
        return True
    first, last = frame.ranges[0]
    opening = [page.words[i].folded for i in range(first, min(last, first + 6))]
    was = any(word in ("وكان", "وكانت", "كان", "كانت") for word in opening[:3])
    return was and any(page.words[i].folded == "قد" for i in range(first, min(last, first + 12)))


def _earlier(mention: DateMention | None, day: str | None, report_day: str | None) -> bool:
    """Is the frame's date clearly before what the report is about?"""
    if mention is None:
        return False
    whole = mention.kind in ("weekday", "month", "year", "absolute", "week") and mention.unit not in ("hour", "day")
    if whole and mention.direction == "past" and mention.offset_days not in (0, -1):
        return True
    if mention.offset_days is not None and mention.offset_days <= -_LONG_AGO:
        return True
    if day is None or report_day is None:
        return False
    end, start = _last(day), _first(report_day)
    return end is not None and start is not None and _days_between(end, start) >= _LONG_AGO


def _first(edtf: str) -> str | None:
    return span(edtf)[0]


def _last(edtf: str) -> str | None:
    return span(edtf)[1]


def _days_between(earlier: str, later: str) -> int:
    """Days from one ISO date to another."""
    return (dt.date.fromisoformat(later) - dt.date.fromisoformat(earlier)).days


def goes_on(page: Page, frame: Frame, when: Timing, before: Frame) -> bool:
    """Does a frame go on with the sum before it ("وراح ضحية هذه الهجمات 51 شخصاً"): no date of its own, and in the same
    sentence or pointing back?"""
    if when.mention is not None:
        return False
    words = (page.words[i].folded for first, last in frame.ranges for i in range(first, last))
    return frame.order == before.order or (frame.order == before.order + 1 and any(word in _POINTING for word in words))
