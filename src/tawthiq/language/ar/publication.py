"""The day of a report: from its metadata, a dateline, a post's stamp, or its own words (code book 4.2)."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence

import msgspec

from tawthiq.language.ar.calendar import Origin, Reference, Resolved, bounded, resolve, today
from tawthiq.language.ar.date_mention import DateMention, PublicationDate
from tawthiq.language.ar.date_words import DateReader
from tawthiq.language.ar.days import DAY, Window
from tawthiq.text.words import Word

_HEAD = 120
"""Words within which a dateline or the report's own date is looked for."""
_LEAD = 60
"""Words within which a day and month alone is taken for the day of the news."""
_STAMPED = 31 * DAY
_LINE_HEAD = 8
"""Words at the head of a line within which a dateline that runs on into the text begins."""
_SET_OFF, _RUNS_ON = frozenset(")-–—/|،:"), frozenset(":-–—|")
"""Marks before the date of such a dateline, and behind it."""
_SENTENCE = 15
"""Words that a line of running text has at least; shorter ones are headings and teasers."""


def publication(words: Sequence[Word], mentions: Sequence[DateMention]) -> PublicationDate | None:
    """The date of publication that the text gives: a dateline before a stamp before a date of update; None without.

    The day a page was viewed, and the year of a copyright, are nothing."""
    found = publication_dates(words, mentions)
    for kind in ("dateline", "stamp", "updated"):
        for date in found:
            if date.kind == kind:
                return date
    return None


def publication_dates(words: Sequence[Word], mentions: Sequence[DateMention]) -> tuple[PublicationDate, ...]:
    """Every date of publication, update or view in the text, in order."""
    ends = [at for at, word in enumerate(words) if word.kind == "line"]
    reader, found, labelled = DateReader(words), [], None
    for mention in mentions:
        date = _full(mention)
        if date is None:
            continue
        place = bisect.bisect_left(ends, mention.first)
        first = ends[place - 1] + 1 if place else 0
        last = ends[place] if place < len(ends) else len(words)
        label = _label(reader, mention, first)
        kind = _LABELS.get(label) if label else _kind(reader, mention, first, last)
        if label == "published" and labelled is None:
            labelled = date
        if kind is not None:
            found.append((PublicationDate(mention.first, mention.last, date, kind), label))  # type: ignore[arg-type]  # _kind gives literals
    return tuple(_viewed(mark) if _is_view(mark, label, labelled) else mark for mark, label in found)


_LABELS = {"published": "dateline", "updated": "updated", "viewed": "viewed"}


def _is_view(mark: PublicationDate, label: str | None, labelled: dt.date | None) -> bool:
    """Whether a date at a page's head is that of the visit: it lies after the one that the page says it was published
    on."""
    return label is None and labelled is not None and mark.kind == "dateline" and mark.date > labelled + DAY


def _viewed(mark: PublicationDate) -> PublicationDate:
    return msgspec.structs.replace(mark, kind="viewed")


def _full(mention: DateMention) -> dt.date | None:
    """The day of a mention that gives day, month and year itself."""
    if mention.kind != "absolute" or mention.year is None or mention.month is None or mention.direction:
        return None
    edtf = resolve(mention, Reference()).edtf
    return dt.date.fromisoformat(edtf) if edtf else None


def _kind(reader: DateReader, mention: DateMention, first: int, last: int) -> str | None:
    """What a full date without a label on the line ``[first, last)`` is; None where it is a part of the text."""
    words = reader.words
    before = words[max(first, mention.first - 8) : mention.first]
    if any(word.folded == "@" for word in before) or _tweeted(words, mention, first):
        return "stamp"
    if last > mention.last and words[mention.last].folded == "·":
        return "stamp"
    if mention.first >= _HEAD:
        return None
    if any(reader.hit(at, "bulletin") for at in range(first, min(mention.first, first + 4))):
        return "dateline"
    if opens_line(words, mention):
        return "dateline"
    others = [at for at in range(first, last) if not mention.first <= at < mention.last and words[at].kind != "mark"]
    return "dateline" if len(others) <= 1 else None


def opens_line(words: Sequence[Word], mention: DateMention) -> bool:
    """Whether a date belongs to a dateline that runs on into the text: عدن (وكالة) 4 يونيو: … It stands among the first
    words of its line, set off by marks on both sides."""
    if mention.day is None or mention.month is None or mention.last >= len(words):
        return False
    before = mention.first - 1
    while before >= 0 and mention.first - before <= _LINE_HEAD and words[before].kind != "line":
        before -= 1
    if before >= 0 and words[before].kind != "line":
        return False
    head = words[before + 1 : mention.first]
    behind = words[mention.last].folded
    return bool(head) and head[0].kind == "word" and head[-1].folded in _SET_OFF and behind in _RUNS_ON


def _label(reader: DateReader, mention: DateMention, first: int) -> str | None:
    """What the words right before a date on its line call it: published, updated, viewed or a copyright."""
    for at in range(mention.first - 1, max(first, mention.first - 8) - 1, -1):
        label = reader.hit(at, "published", "updated", "viewed", "copyright")
        if label is None or label.end > mention.first:
            continue
        if all(reader.words[between].kind == "mark" for between in range(label.end, mention.first)):
            return label.kind
    return None


def _tweeted(words: Sequence[Word], mention: DateMention, first: int) -> bool:
    """Whether a clock time and a middle dot stand in or before the date, as at a post's foot."""
    start = max(first, mention.first - 3)
    return mention.clock is not None and any(word.folded == "·" for word in words[start : mention.last])


def reference(words: Sequence[Word], mentions: Sequence[DateMention], published: dt.date | None = None) -> Reference:
    """The day of the report. ``published``: from its metadata, which goes before anything that the text says."""
    marks = publication_dates(words, mentions)
    if published is not None:
        return Reference(published=published, window=(None, published), origin="metadata", marks=marks)
    day = _dateline(marks, mentions)
    if day is not None:
        return Reference(published=day, window=(None, day), origin="dateline", marks=marks)
    spans = {(mark.first, mark.last) for mark in marks}
    said = [mention for mention in mentions if (mention.first, mention.last) not in spans]
    window = _window(said, marks)
    day, origin = _own_day(said, window, marks)
    if day is not None:
        return Reference(published=day, window=(None, day), origin=origin, marks=marks)
    stand_in, weekday_known = _stand_in(said)
    month = _present_month(words, said)
    return Reference(window=window, stand_in=stand_in, weekday_known=weekday_known, month=month, marks=marks)


def _dateline(marks: Sequence[PublicationDate], mentions: Sequence[DateMention]) -> dt.date | None:
    """The first dateline that does not lie before what the text calls today (a picture's date may)."""
    today_is = [mention.weekday for mention in mentions if mention.offset_days == 0 and mention.weekday is not None]
    for mark in marks:
        late = not today_is or (mark.date.weekday() - today_is[0]) % 7 <= 1
        if mark.kind == "dateline" and late:
            return mark.date
    return None


def _window(said: Sequence[DateMention], marks: Sequence[PublicationDate]) -> Window:
    """The first and last day of publication that the text allows."""
    for mention in said:
        ends = [mention] if mention.end is None else [mention, mention.end]
        for end in ends:
            if end.year is None or end.era == "hijri":
                continue
            if end.direction == "present" or (end.unit == "year" and end.shift == 0):
                return dt.date(end.year, 1, 1), dt.date(end.year, 12, 31)
            if end.unit == "year" and end.shift == -1:
                return dt.date(end.year + 1, 1, 1), dt.date(end.year + 1, 12, 31)
            if end.direction == "past":
                return dt.date(end.year, 1, 1), dt.date(end.year + 1, 12, 31)
    stamps = [mark.date for mark in marks if mark.kind == "stamp"]
    if stamps and max(stamps) - min(stamps) <= _STAMPED:
        return min(stamps) - _STAMPED, max(stamps) + _STAMPED
    updates = [mark.date for mark in marks if mark.kind == "updated"]
    return None, max(updates, default=None)


def _own_day(
    said: Sequence[DateMention], window: Window, marks: Sequence[PublicationDate]
) -> tuple[dt.date | None, Origin | None]:
    """The day of the report by its own words ("today, Saturday 6 November 2021"), or by a post's stamp."""
    for mention in said:
        if mention.offset_days is not None and mention.day is not None and mention.kind == "absolute":
            edtf = resolve(mention, Reference(window=window)).edtf
            if edtf and not edtf.startswith("X"):
                return dt.date.fromisoformat(edtf) - mention.offset_days * DAY, "text"
    news = [mention for mention in said if mention.weekday is not None and mention.offset_days is not None]
    stamps = [mark.date for mark in marks if mark.kind == "stamp"]
    if news:
        return _by_weekday(news[0], said, window, stamps)
    return (stamps[0], "stamp") if stamps else (None, None)


def _by_weekday(
    news: DateMention,
    said: Sequence[DateMention],
    window: Window,
    stamps: Sequence[dt.date],
) -> tuple[dt.date | None, Origin | None]:
    """The day of the report from "today, Wednesday" and a post's stamp near it, or a full date of that weekday.

    Such a date stands under a picture or in brackets; one of another weekday is of something else."""
    weekday, offset = news.weekday or 0, news.offset_days or 0
    if stamps:
        ahead = (weekday - offset - stamps[-1].weekday() + 3) % 7 - 3
        return stamps[-1] + ahead * DAY, "stamp"
    for mention in said:
        if mention.first >= _HEAD or mention.kind != "absolute" or mention.direction or mention.weekday is not None:
            continue
        edtf = resolve(mention, Reference(window=window)).edtf
        day = dt.date.fromisoformat(edtf) if edtf and edtf[0] != "X" else None
        if day and day.weekday() == weekday and not _past_month(said, day.month):
            return day - offset * DAY, "stamp"
    return None, None


def _past_month(said: Sequence[DateMention], month: int) -> bool:
    """Whether the text calls ``month`` past (28 نوفمبر الماضي), so that the report is not of it."""
    return any(mention.month == month and mention.year is None and mention.direction == "past" for mention in said)


def _stand_in(said: Sequence[DateMention]) -> tuple[dt.date | None, bool]:
    """The day of the report in a year that is not known ("today, Tuesday 4 July"), and whether its weekday is."""
    for mention in said:
        if mention.offset_days is None or mention.day is None or mention.month is None or mention.era == "hijri":
            continue
        for year in range(2000, 2028):
            try:
                day = dt.date(year, mention.month, mention.day)
            except ValueError:
                continue
            if mention.weekday in (None, day.weekday()):
                return day - mention.offset_days * DAY, mention.weekday is not None
    return None, True


def _present_month(words: Sequence[Word], said: Sequence[DateMention]) -> int | None:
    """The month of the report, where running text names a day of "the current" month (8 أكتوبر الجاري)."""
    for mention in said:
        if mention.direction == "present" and mention.month is not None and mention.era == "gregorian":
            around = words[max(0, mention.first - _SENTENCE) : mention.last + _SENTENCE]
            before, after = mention.first - max(0, mention.first - _SENTENCE), len(around)
            line = _unbroken(around, before, after)
            if line >= _SENTENCE:
                return mention.month
    return None


def _unbroken(words: Sequence[Word], at: int, last: int) -> int:
    """How many words of the line around ``at`` are in ``words``."""
    first = at
    while first and words[first - 1].kind != "line":
        first -= 1
    while at < last and words[at].kind != "line":
        at += 1
    return at - first


def report_date(mentions: Sequence[DateMention], reference: Reference) -> Resolved:
    """The date of the main events, where a sentence gives none: the first in head or lead, else publication."""
    marks = {(mark.first, mark.last) for mark in reference.marks}
    said = [mention for mention in mentions if (mention.first, mention.last) not in marks]
    head = [mention for mention in said if mention.first < _HEAD and _is_news(mention)]
    vague = any(mention.weekday is not None for mention in head)
    lead = [mention for mention in said if mention.first < _LEAD and _is_day(mention) and not vague]
    rest = [mention for mention in said if _is_news(mention) and mention.day is not None and reference.day is None]
    for mention in (*head, *lead, *rest):
        found = resolve(mention, reference)
        if found.edtf is not None and not _is_old(found.edtf, reference.published):
            return found
    changed = [mark.date for mark in reference.marks if mark.kind == "updated"]
    if changed and today(reference) is None:
        return bounded(Resolved(max(changed).isoformat(), "stated", None))
    return Resolved(today(reference), "publication" if reference.day else "inferred", None)


def _is_old(edtf: str, published: dt.date | None) -> bool:
    """Whether a day lies more than a week before publication: background, not news."""
    first = edtf.partition("/")[0]
    return published is not None and len(first) == 10 and first < (published - 7 * DAY).isoformat()


def _is_news(mention: DateMention) -> bool:
    """Today, yesterday or a weekday with nothing that sets it off: how a report dates its own news."""
    if mention.kind not in ("absolute", "relative", "weekday", "night_of") or mention.weak:
        return False
    if mention.direction not in (None, "present"):
        return False
    return mention.weekday is not None or (mention.offset_days is not None and mention.offset_days >= -1)


def _is_day(mention: DateMention) -> bool:
    """A day without a year, as a report gives for what has just happened."""
    return mention.kind == "absolute" and mention.direction is None and mention.year is None
