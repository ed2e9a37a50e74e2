"""Hijri dates in the Gregorian calendar (Umm al-Qura, 1343 to 1500; sightings differ by a day)."""

from __future__ import annotations

import datetime as dt

from hijridate import Gregorian, Hijri

from tawthiq.language.ar.date_mention import DateMention

_YEARS = range(1343, 1501)


def hijri_day(mention: DateMention, published: dt.date | None) -> dt.date | None:
    """The Gregorian day of a Hijri day; without a year the last up to ``published``. None if unknown."""
    if mention.day is None or mention.month is None:
        return None
    for year in _years(mention.year, published):
        day = _gregorian(year, mention.month, mention.day)
        if day and (mention.year or not published or day <= published + dt.timedelta(days=1)):
            return day
    return None


def hijri_month(mention: DateMention, published: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """First and last Gregorian day of a Hijri month; without a year the last one begun by ``published``."""
    if mention.month is None:
        return None
    for year in _years(mention.year, published):
        first = _gregorian(year, mention.month, 1)
        if first and (mention.year or not published or first <= published):
            length = Hijri(year, mention.month, 1).month_length()
            return first, first + dt.timedelta(days=length - 1)
    return None


def hijri_year(year: int) -> tuple[dt.date, dt.date] | None:
    """First and last Gregorian day of a Hijri year."""
    first, after = _gregorian(year, 1, 1), _gregorian(year + 1, 1, 1)
    return (first, after - dt.timedelta(days=1)) if first and after else None


def _years(year: int | None, published: dt.date | None) -> tuple[int, ...]:
    """The Hijri years to try, latest first."""
    if year is not None:
        return (year,)
    if published is None or not dt.date(1924, 8, 1) <= published <= dt.date(2077, 11, 16):
        return ()
    now = Gregorian(published.year, published.month, published.day).to_hijri().year
    return now, now - 1


def _gregorian(year: int, month: int, day: int) -> dt.date | None:
    """The Gregorian day, or None outside the tables or where the month has no such day."""
    if year not in _YEARS or day > Hijri(year, month, 1).month_length():
        return None
    found = Hijri(year, month, day).to_gregorian()
    return dt.date(found.year, found.month, found.day)
