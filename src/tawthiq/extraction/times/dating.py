"""Dating: which of the dates in a frame is that of its occurrence, and which belongs to something else (code book
4.2)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.extraction.statements.frames import Frame
from tawthiq.language.ar.dates import DateMention, Reference, Resolved, opens_line, resolve

LONG_AGO = 2
"""Days before the report's day from which a dated statement is a past incident."""
_DAYS = ("absolute", "weekday", "relative", "night_of", "span")
_NEAR = 10
"""Words before a date within which the verb of saying stands."""
_RECORDS = frozenset(
    ("وثق", "توثيق", "رصد", "سجل", "أحصى", "نعى", "شيع", "بحسب", "حسب", "حسبما", "وفق", "وفق ما", "بلاغ", "تبنى",
     "تبني")
)  # fmt: skip
"""Verbs of recording, whose day is that of the occurrence, and words that only name a speaker."""
_BODIES = frozenset(("عثر على جثة", "عثر … جثة", "عثر … جثث"))
"""Finding a body."""
_AFTER = frozenset(("عقب", "بعد", "اثر"))
_THAT = frozenset(("ان", "بان", "انه", "انها", "بانه", "بانها", "عن", "الي", "علي", ":", "،"))
_STATEMENTS = frozenset(("بيان", "تقرير", "تصريح", "منشور", "بلاغ", "بيانها", "بيانه", "تقريرها", "تقريره"))


def own(page: Page, frame: Frame, reference: Reference) -> tuple[DateMention | None, bool]:
    """The date of the occurrence among those in the frame, and whether it only says when the occurrence was told.

    The first that says a day goes before the first that says anything. The day of the report itself, of what is to
    come, and of a dateline where there is another, is none."""
    marks = {(mark.first, mark.last) for mark in reference.marks}
    dates = [date for date in frame.dates if (date.first, date.last) not in marks and not _to_come(date)]
    dates = [date for date in dates if not opens_line(page.words, date)] or dates
    told = [date for date in dates if date.kind in _DAYS and told_on(page, frame.first, date)]
    kept = [date for date in dates if date not in told]
    days = [date for date in kept if date.kind in _DAYS and not _vague(date) and not _of_anchor(page, frame, date)]
    sure = [date for date in days if not date.weak] or (days if told else [])
    if sure:
        return _nearest(page, frame, sure), False
    if told:
        # Said today is news of today: the event keeps the day of the report.
        return (None, False) if told[0].offset_days == 0 else (told[0], True)
    later = [date for date in kept if date.kind != "open_since" and not _of_anchor(page, frame, date)]
    rest = later or [date for date in kept if date.kind == "open_since"]
    return (rest[0] if rest else None), False


def _vague(date: DateMention) -> bool:
    """Is it a length of time without a day (الأشهر الماضية)?"""
    return date.kind == "span" and date.end is None


def _to_come(date: DateMention) -> bool:
    """Does a date lie ahead of the report (الأحد المقبل, غدا)?"""
    return (
        date.direction == "future" or (date.offset_days or 0) > 0 or (date.unit is not None and (date.shift or 0) > 0)
    )


def _of_anchor(page: Page, frame: Frame, date: DateMention) -> bool:
    """Does a date some days back belong to what the occurrence followed (قصف … عقب اجتماع الرئيسين منذ يومين)?"""
    if date.kind == "span" or (date.offset_days or 0) > -LONG_AGO:
        return False
    triggers = [mention.last for mention in frame.attacks] + [figure.trigger[1] for figure in frame.figures]
    start = max((last for last in triggers if last <= date.first), default=date.first)
    return any(page.words[at].folded in _AFTER for at in range(start, date.first - 1))


def _nearest(page: Page, frame: Frame, days: Sequence[DateMention]) -> DateMention:
    """The first of several days; but where it goes with another verb (تسلمت أمس جثمان ابنها الذي قتل في 3 آذار), the
    one that follows the occurrence."""
    triggers = [mention.first for mention in frame.attacks] + [figure.trigger[0] for figure in frame.figures]
    before, after = days[0], next((day for day in days[1:] if day.kind != "span"), None)
    if after is None or not triggers or not before.last <= min(triggers) or not max(triggers) < after.first:
        return before
    between = page.words[before.last : min(triggers)]
    apart = len(between) > 1 and all(word.kind == "word" for word in between)
    return after if apart else before


def found_dead(frame: Frame, found: Resolved, reference: Reference) -> Resolved:
    """The day that a body was found, or from the arrest or abduction to that day where the frame dates both."""
    bodies = any(mention.reading.entry.lemma in _BODIES for mention in frame.attacks)
    taken = [mention.first for mention in frame.attacks if mention.reading.entry.code == "abduction"]
    if not bodies or not taken or found.edtf is None:
        return found
    for date in frame.dates:
        if date.first < taken[0] or date.kind not in _DAYS:
            continue
        start = resolve(date, reference).edtf
        if start is not None and "X" not in start + found.edtf and start < found.edtf:
            return msgspec.structs.replace(found, edtf=f"{start.partition('/')[0]}/{found.edtf.rpartition('/')[2]}")
    return found


def told_on(page: Page, first: int, date: DateMention) -> bool:
    """Does a date behind a verb of saying date what was said (ذكر المرصد في 12 شباط أن …, في بيان بتاريخ 9 آذار …)?

    ``first``: where the frame begins. The verb stands before the date with no violence between, and what is said
    follows right behind: "that", or the occurrence as a noun."""
    lowest = max(first, date.first - _NEAR)
    if any(page.words[at].folded in _STATEMENTS for at in range(max(lowest, date.first - 3), date.first)):
        return True
    for at in range(date.first - 1, lowest - 1, -1):
        if page.at(at, "attack", "harm", "victim") is not None or page.words[at].kind == "line":
            return False
        speech = page.at(at, "speech")
        if speech is not None and speech.reading.entry.lemma not in _RECORDS:
            return _content(page, date.last)
    return False


def _content(page: Page, at: int) -> bool:
    """Does what is said begin at a word?"""
    if at >= len(page.words):
        return False
    if page.words[at].folded in _THAT:
        return True
    return any(mention.reading.entry.pos == "noun" for mention in page.starting.get(at, ()))
