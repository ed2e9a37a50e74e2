"""Times: when a frame says it happened, and whether it is told as news, as a past incident or as a running total."""

from __future__ import annotations

import datetime as dt

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.extraction.statements.frames import Frame
from tawthiq.extraction.times.dating import LONG_AGO, found_dead, own
from tawthiq.language.ar.dates import DateMention, Reference, Resolved, after_span, bounded, resolve
from tawthiq.model.dates import span

_PAST_FRAMES = frozenset(("ذكرى", "الذكرى السنوية", "في مثل هذا اليوم", "في وقت سابق"))
"""What makes the occurrence that it stands before one of the past."""
_SUMS = frozenset(("منذ بداية العام", "منذ اندلاع", "خلال العام", "خلال الشهر", "منذ عام", "سنويا", "تقرير سنوي"))
_SUMMING = frozenset(("حصيلة", "إحصائية", "إجمالي", "مجموع", "ارتفاع عدد", "وصل عدد", "بلغ"))
_POINTING = frozenset(("هذه", "تلك", "ذلك", "وهذه", "وتلك", "بذلك", "جميعها"))


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
    opens with, so that an earlier date alone does not make it background."""
    mention, said = own(page, frame, reference)
    resolved = resolve(mention, reference) if mention is not None else None
    if resolved is not None:
        resolved = bounded(resolved) if said else found_dead(frame, resolved, reference)
    day = resolved.edtf if resolved is not None else None
    background = _sums(page, frame) or (_counted(frame) and _months(day) and not _today(frame))
    past = not background and (
        _told_as_past(page, frame, mention)
        or _long_gone(mention)
        or (not leading and _earlier(page, mention, day, report_day))
    )
    return Timing(day, mention, resolved, past, background)


def _sums(page: Page, frame: Frame) -> bool:
    """Is the frame a sum over a long time?"""
    long = any(cue.reading.entry.lemma in _SUMS for cue in frame.cues)
    since = any(date.kind == "open_since" and _lasting(date) for date in frame.dates)
    summed = any(cue.reading.entry.lemma in _SUMMING for cue in frame.cues)
    lengthy = any(
        date.kind in ("year", "month") and date.unit in ("year", "month", "decade") and date.day is None
        for date in frame.dates
    )
    several = bool(frame.strikes) or any(not figure.zero and figure.stated != (1,) for figure in frame.figures)
    during = several and any(_during(page, date) for date in frame.dates)
    if (_rises(page, frame) or (long and frame.has("habitual") and frame.attacks)) and not _today(frame):
        return True
    if not _counted(frame):
        return False
    if any(cue.reading.entry.lemma == _RECALLED for cue in frame.cues) and _many(frame) and not _today(frame):
        return True
    return (summed and (since or lengthy or during)) or ((long or during or since) and not _today(frame))


def _counted(frame: Frame) -> bool:
    """Is anything counted: people or strikes?"""
    return bool(frame.strikes or any(not figure.zero for figure in frame.figures))


def _months(day: str | None) -> bool:
    """Is a date a stretch from one day to another that lasts over a month (from 30 September 2015 to 20 September)?"""
    if day is None or "/" not in day or ".." in day:
        return False
    start, end = day.split("/")
    first, last = _first(start), _last(end)
    if first is None or last is None or not (start[:4].isdigit() and end[:4].isdigit()):
        return start[:4] != end[:4]
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days > _MONTH


_MONTH = 31
_RECALLED = "جدير بالذكر"


def _many(frame: Frame) -> bool:
    """Are hundreds of people told, as a report recalls what a conflict has cost so far?"""
    return any(figure.quantifier in ("hundreds", "thousands") for figure in frame.figures)


def _lasting(date: DateMention) -> bool:
    """Does "since" reach back a long time, and not to this morning or last night (منذ ساعات الصباح)?"""
    return date.unit in (None, "month", "year") and date.part_of_day is None and date.offset_days is None


def _rises(page: Page, frame: Frame) -> bool:
    """Does a number of attacks rise (يرتفع إلى 102 تعداد الاستهدافات)? That is no attack itself; a toll that rises is
    one attack's."""
    words = [(at, page.words[at].folded) for first, last in frame.ranges for at in range(first, last)]
    for position, (at, word) in enumerate(words):
        if word in _NUMBER and page.at(at + 1, "attack") is not None:
            return any(before in _RISES for _, before in words[max(0, position - 6) : position])
    return False


_NUMBER, _RISES = ("عدد", "تعداد"), ("يرتفع", "ارتفع", "وارتفع", "ليرتفع", "ويرتفع")


def _during(page: Page, date: DateMention) -> bool:
    """Is a date a long time over which things are counted: خلال شهر أيار, على مدى الأشهر الماضية, خلال العقد الماضي?"""
    if date.kind == "span":
        return date.unit in ("month", "year", "decade") or (date.offset_days or 0) <= -_WEEK
    whole = date.kind in ("month", "year", "week") and date.day is None and date.edge is None
    return whole and page.words[max(0, date.first - 1)].folded in _OVER


_WEEK = 7
_OVER = frozenset(("خلال", "وخلال", "طوال", "طيله", "مدي", "مدار"))


def _today(frame: Frame) -> bool:
    """Does the frame also say a day of its own ("since the morning of Thursday …")?"""
    return any(
        (date.kind in ("absolute", "weekday", "relative", "night_of") and date.day is not None) or date.offset_days == 0
        for date in frame.dates
    )


def _told_as_past(page: Page, frame: Frame, mention: DateMention | None) -> bool:
    """Does the grammar put the frame before the news (وكان … قد)? What happened today or yesterday is not past."""
    news = mention is not None and mention.offset_days in (0, -1)
    triggers = [mention.first for mention in frame.attacks] + [figure.trigger[0] for figure in frame.figures]
    start = min(triggers, default=frame.first)
    for cue in frame.cues:
        lemma = cue.reading.entry.lemma
        if lemma == "سبق أن" and not _hours(page, cue.last):
            return True
        if lemma == "كان قد" and not news:
            return True
        if lemma in _PAST_FRAMES and cue.first < start and not news and page.at(cue.last, "speech") is None:
            return True
    if news:
        return False
    if any((days := after_span(page.words, at)) is not None and days >= LONG_AGO for at in triggers):
        return True
    first, last = frame.ranges[0]
    opening = [page.words[i].folded for i in range(first, min(last, first + 6))]
    was = next((at for at, word in enumerate(opening[:3]) if word in _WAS), None)
    if was is None:
        return False
    had = any(page.words[i].folded == "قد" for i in range(first, min(last, first + 12)))
    return had or _perfect(page, first + was + 1)


def _hours(page: Page, at: int) -> bool:
    """Is it said at a word that only hours lie between (وسبق ذلك بساعات)?"""
    return at < len(page.words) and page.words[at].folded.startswith("بساع")


_WAS = ("وكان", "وكانت", "كان", "كانت")


def _perfect(page: Page, at: int) -> bool:
    """Is a word a verb in the perfect, so that كان before it makes it "had …" (وكان قضى طفل) and not "used to"?"""
    word = page.words[at].folded if at < len(page.words) else ""
    told = page.starting.get(at, ())
    verb = any(m.reading.entry.pos == "verb" for m in told) and all(m.reading.entry.sense != "speech" for m in told)
    return verb and word[:1] != "ي" and (word[:1] != "ت" or word[-1:] == "ت")


def _long_gone(mention: DateMention | None) -> bool:
    """Does a date say by itself that its month or year is over (4 أيار الماضي, قبل ثلاثة أعوام)?"""
    if mention is None or mention.kind not in ("absolute", "month", "year"):
        return False
    return (mention.shift or 0) < 0 or (mention.direction == "past" and mention.month is not None)


def _earlier(page: Page, mention: DateMention | None, day: str | None, report_day: str | None) -> bool:
    """Is the frame's date clearly before what the report is about?"""
    if mention is None:
        return False
    whole = mention.kind in ("weekday", "month", "year", "absolute", "week") and mention.unit not in ("hour", "day")
    if whole and mention.direction == "past" and mention.offset_days not in (0, -1):
        return True
    if mention.offset_days is not None and mention.offset_days <= -LONG_AGO:
        return True
    if report_day is None or len(report_day) < len("XXXX-01-01"):
        exact = mention.kind == "absolute" and mention.offset_days is None and mention.weekday is None
        return exact and (mention.direction == "present" or any(date.offset_days == 0 for date in page.dates))
    if day is None:
        return False
    end, start = _last(day), _first(report_day)
    return end is not None and start is not None and _days_between(end, start) >= LONG_AGO


_LEAP = "2000"
"""A year to stand in for one that is not known."""
_HALF = 183


def _first(edtf: str) -> str | None:
    return span(edtf.replace("XXXX", _LEAP))[0]


def _last(edtf: str) -> str | None:
    return span(edtf.replace("XXXX", _LEAP))[1]


def _days_between(earlier: str, later: str) -> int:
    """Days from one ISO date to another; of two without a year, the earlier may lie before New Year."""
    days = (dt.date.fromisoformat(later) - dt.date.fromisoformat(earlier)).days
    return days + 365 if days < -_HALF and earlier[:4] == later[:4] == _LEAP else days


def carried(page: Page, frame: Frame, when: Timing, before: Frame, earlier: Timing) -> Timing:
    """The timing of a frame in the light of the one told before it.

    It goes on with a sum ("وراح ضحية هذه الهجمات 51 شخصاً"); tells more of a past incident ("وأضاف مراسلنا أن …"); or
    shares the day that its sentence gave ("أصيب مدني أمس، كما استهدف قصف مماثل …"). A date of its own ends all that."""
    if when.mention is not None or when.past:
        return when
    same, next_ = frame.order == before.order, frame.order == before.order + 1
    if earlier.background:
        words = (page.words[i].folded for first, last in frame.ranges for i in range(first, last))
        listed = frame.order - before.order <= _ROWS and _bullet(page, frame)
        more = any(word in _POINTING for word in words) or (not frame.sites and _adds(page, frame))
        return earlier if same or listed or (next_ and more) else when
    if earlier.past:
        return earlier if same or (next_ and _adds(page, frame)) else when
    dated = earlier.mention is not None and earlier.mention.last <= frame.first and not when.background
    return earlier if dated and same else when


_ROWS = 6
"""Lines from a sum to a row of its list."""


def _bullet(page: Page, frame: Frame) -> bool:
    """Is a frame a row of a list (– 67 استهدافاً على الحسكة)?"""
    word = page.words[frame.first]
    return word.kind == "mark" and word.folded in "-–—•*" and page.words[frame.first - 1].kind == "line"


def _adds(page: Page, frame: Frame) -> bool:
    """Does a frame open with a speaker who goes on (وأضاف, وقال نشطاء)?"""
    return any(mention.reading.prefix[:1] == "و" for mention in page.of(frame.first, frame.first + 2, "speech"))
