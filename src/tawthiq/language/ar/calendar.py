"""From what a text says to days of the calendar (code book 4.2). Never from today's clock."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from tawthiq.language.ar.date_mention import DateMention, PublicationDate
from tawthiq.language.ar.days import DAY, Window, day_of, in_window, nearest_year, reconciled, weekday_before
from tawthiq.language.ar.hijri import hijri_day, hijri_month, hijri_year
from tawthiq.model.codes import DateBasis, PartOfDay

Origin = Literal["metadata", "dateline", "text", "stamp"]


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """The day of a report, from which its words of time are reckoned.

    ``published``: that day; ``origin``: where it was found (``text``: "today, Saturday 6 November 2021"; ``stamp``: a
    post inside the page). ``window``: the first and last day that it can be. ``stand_in``: the day in an unknown
    year, set in some year with the right weekday (``weekday_known``). ``month``: its month, where no more is known.
    ``marks``: the publication dates that stand in the text; they date no event.
    """

    published: dt.date | None = None
    window: Window = (None, None)
    stand_in: dt.date | None = None
    weekday_known: bool = True
    month: int | None = None
    origin: Origin | None = None
    marks: tuple[PublicationDate, ...] = ()

    @property
    def day(self) -> dt.date | None:
        """The day, or its stand-in."""
        return self.published or self.stand_in

    @property
    def year(self) -> int | None:
        """The year, where the day or the window tells it."""
        low, high = self.window
        if self.published:
            return self.published.year
        return low.year if low and high and low.year == high.year else None


class Resolved(msgspec.Struct, frozen=True):
    """A mention's days: ``edtf`` is None where they cannot be known. ``note``: a doubt, in words; else empty."""

    edtf: str | None
    basis: DateBasis
    part_of_day: PartOfDay | None
    note: str = ""


class _Point(msgspec.Struct, frozen=True):
    """One end of a date: its EDTF string, how it was found, a doubt."""

    edtf: str
    basis: DateBasis
    note: str = ""


def resolve(mention: DateMention, reference: Reference) -> Resolved:
    """The days that ``mention`` means in a report of ``reference``."""
    if mention.kind == "clock":
        return Resolved(today(reference), "publication", mention.part_of_day)
    point = _interval(mention, reference)
    if point is None:
        said = mention.day is not None or mention.year is not None
        whole = mention.day is not None and mention.month is not None and mention.year is not None
        note = "the calendar has no such day" if whole else "nothing to reckon it from"
        return Resolved(None, "stated" if said else "relative", mention.part_of_day, note)
    return Resolved(point.edtf, point.basis, mention.part_of_day, point.note)


def bounded(found: Resolved) -> Resolved:
    """The date by which something was said or a page was changed, as a bound on its events (``../2023-02-12``)."""
    if found.edtf is None:
        return found
    edtf = f"../{found.edtf.rpartition('/')[2]}"
    return Resolved(edtf, "reported", found.part_of_day, found.note)


def today(reference: Reference) -> str | None:
    """The day of the report in EDTF, as far as it is known."""
    if reference.day is None:
        return f"XXXX-{reference.month:02}" if reference.month else None
    return _text(reference.day, reference.published is not None)


def _text(day: dt.date, known: bool) -> str:
    """A day in EDTF; ``known``: whether its year is."""
    return day.isoformat() if known else f"XXXX{day.isoformat()[4:]}"


def _interval(mention: DateMention, reference: Reference) -> _Point | None:
    """A mention of one or two ends."""
    if mention.kind == "open_since":
        return _since(mention, reference)
    if mention.end is None:
        return _point(mention, reference) if mention.kind != "span" else None
    last = _point(mention.end, reference)
    if mention.kind == "night_of" and mention.after_midnight:
        return last
    first = _point(mention, reference)
    if first is None or last is None:
        return first or last if mention.kind != "night_of" else None
    return _joined(first, last)


def _joined(first: _Point, last: _Point) -> _Point:
    """The interval from ``first`` to ``last``."""
    low, high = first.edtf.partition("/")[0], last.edtf.rpartition("/")[2]
    if low > high and "X" not in low + high and high != "..":
        return first
    edtf = low if low == high else f"{low}/{high}"
    return _Point(edtf, first.basis, first.note or last.note)


def _since(mention: DateMention, reference: Reference) -> _Point | None:
    """From a date to the day of the report, or to the end that is said. "Since the start of the year" is the year."""
    first = _point(mention, reference)
    if first is None:
        return None
    whole = len(first.edtf) == 4
    if mention.end is not None:
        last = _point(mention.end, reference)
        start = (
            msgspec.structs.replace(first, edtf=f"{first.edtf}-01-01") if whole and mention.edge == "start" else first
        )
        return _joined(start, last or _Point("..", first.basis))
    if whole and mention.edge == "start" and reference.year in (None, int(first.edtf)):
        return first
    now = today(reference)
    if now is None:
        return msgspec.structs.replace(first, edtf=f"{first.edtf.partition('/')[0]}/..")
    return _joined(first, _Point(now, first.basis))


def _point(mention: DateMention, reference: Reference) -> _Point | None:
    """One end of a mention."""
    if mention.day is not None:
        return _absolute(mention, reference)
    if mention.offset_days is not None or mention.weekday is not None:
        return _relative(mention, reference)
    if mention.month is not None or mention.unit == "month":
        return _month(mention, reference)
    if mention.unit == "week":
        return _week(mention, reference)
    if mention.year is not None or mention.unit is not None:
        return _year(mention, reference)
    now = today(reference)
    return _Point(now, "publication") if now else None


def _relative(mention: DateMention, reference: Reference) -> _Point | None:
    """اليوم, أمس, السبت: against the day of the report; a weekday alone lies in the past."""
    day, basis = reference.day, _reckoned(reference)
    if day is None:
        return _Point(f"XXXX-{reference.month:02}", basis) if reference.month else None
    known, note = reference.published is not None, ""
    if mention.offset_days is None:
        if not known and not reference.weekday_known:
            return None
        day = weekday_before(mention, day)
    else:
        day += mention.offset_days * DAY
        if mention.weekday is not None and (known or reference.weekday_known):
            day, note = reconciled(day, mention.weekday, day)
    if mention.after_midnight and mention.offset_days == -1:
        day += DAY
    return _Point(_text(day, known), basis, note)


def _reckoned(reference: Reference) -> DateBasis:
    """The basis of what is reckoned from the day of the report: inferred, if that day itself was."""
    return "inferred" if reference.origin == "stamp" else "relative"


def _absolute(mention: DateMention, reference: Reference) -> _Point | None:
    """A day of a month, its year said or found."""
    if mention.era == "hijri":
        found = hijri_day(mention, reference.published)
        return _Point(found.isoformat(), "stated", "from the Hijri calendar, give or take a day") if found else None
    year, month = _year_number(mention, reference), mention.month
    if month is None:
        shifted = _shifted_month(mention, reference)
        if shifted is None:
            return None
        text, basis = f"{shifted}-{mention.day:02}", _reckoned(reference)
        return _Point(text, basis) if _is_day(text) else None
    if year is not None:
        return _checked(mention, day_of(year, month, mention.day or 1), reference, "stated")
    if reference.published is not None:
        return _checked(mention, nearest_year(mention, month, reference.published), reference, "stated")
    inside = in_window(mention, month, reference.window)
    return _checked(mention, inside, reference, "inferred") or _Point(f"XXXX-{month:02}-{mention.day:02}", "stated")


def _is_day(text: str) -> bool:
    """Whether an EDTF day exists (31 June does not)."""
    return day_of(int(text[:4].replace("XXXX", "2000")), int(text[5:7]), int(text[8:])) is not None


def _checked(mention: DateMention, day: dt.date | None, reference: Reference, basis: DateBasis) -> _Point | None:
    """``day`` after a look at the weekday that stands beside it."""
    if day is None:
        return None
    if mention.weekday is None:
        return _Point(day.isoformat(), basis)
    day, note = reconciled(day, mention.weekday, reference.published)
    return _Point(day.isoformat(), basis, note)


def _year_number(mention: DateMention, reference: Reference) -> int | None:
    """The year said, in digits or as العام الماضي "last year"."""
    if mention.year is not None:
        return mention.year
    if mention.unit == "year" and mention.shift is not None and reference.year is not None:
        return reference.year + mention.shift
    return None


def _shifted_month(mention: DateMention, reference: Reference) -> str | None:
    """The month that lies ``shift`` months off the report's, in EDTF."""
    if mention.shift is None:
        return None
    if reference.day is None:
        month = reference.month
        return f"XXXX-{(month - 1 + mention.shift) % 12 + 1:02}" if month else None
    count = reference.day.year * 12 + reference.day.month - 1 + mention.shift
    return f"{count // 12:04}-{count % 12 + 1:02}" if reference.published else f"XXXX-{count % 12 + 1:02}"


def _month(mention: DateMention, reference: Reference) -> _Point | None:
    """A month, its year said or found."""
    if mention.month is None:
        shifted = _shifted_month(mention, reference)
        return _Point(shifted, _reckoned(reference)) if shifted else None
    if mention.era == "hijri":
        days = hijri_month(mention, reference.published)
        return _Point(f"{days[0]}/{days[1]}", "stated", "from the Hijri calendar, give or take a day") if days else None
    year, basis, published = _year_number(mention, reference), "stated", reference.published
    if year is None and published is not None:
        year = published.year - (mention.month > published.month)
        if mention.direction == "past" and mention.month == published.month:
            year -= 1
        if mention.direction == "present":
            year = published.year
        if mention.direction == "future":
            year = published.year + (mention.month < published.month)
    elif year is None and reference.year is not None:
        year, basis = reference.year, "inferred"
    text = f"{year:04}-{mention.month:02}" if year else f"XXXX-{mention.month:02}"
    return _Point(text, "inferred" if basis == "inferred" else "stated")


def _week(mention: DateMention, reference: Reference) -> _Point | None:
    """Seven days: last week are those before the day of the report, this week those up to it."""
    day, shift = reference.day, mention.shift
    if day is None or shift is None:
        return None
    last = day + (7 * shift * DAY if shift >= 0 else (7 * (shift + 1) - 1) * DAY)
    known = reference.published is not None
    return _Point(f"{_text(last - 6 * DAY, known)}/{_text(last, known)}", _reckoned(reference))


def _year(mention: DateMention, reference: Reference) -> _Point | None:
    """A year, said or against the present one."""
    if mention.era == "hijri" and mention.year is not None:
        days = hijri_year(mention.year)
        return _Point(f"{days[0]}/{days[1]}", "stated", "from the Hijri calendar, give or take a day") if days else None
    year = _year_number(mention, reference)
    basis: DateBasis = "stated" if mention.year is not None else _reckoned(reference)
    return _Point(f"{year:04}", basis) if year is not None else None
