"""Which day is meant: the weekday, the year, the nearest fit (code book 4.2)."""

from __future__ import annotations

import datetime as dt

from tawthiq.language.ar.date_mention import DateMention

Window = tuple[dt.date | None, dt.date | None]
"""The first and the last day that a report can be of; None where that side is open."""

DAY = dt.timedelta(days=1)
_NEAR = 31
"""Days within which a stated date that its weekday contradicts is held to be a slip, not another year."""


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """A day, or None where the calendar has none (29 February 2021)."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def weekday_before(mention: DateMention, day: dt.date) -> dt.date:
    """The weekday before (or on) ``day``; with الماضي strictly before it, with المقبل after it."""
    weekday = mention.weekday or 0
    back = (day.weekday() - weekday) % 7
    if mention.direction == "past":
        return day - (back or 7) * DAY
    if mention.direction == "future":
        return day + (7 - back) * DAY
    return day - back * DAY


def reconciled(day: dt.date, weekday: int, near: dt.date | None) -> tuple[dt.date, str]:
    """``day`` if it is the weekday that the text gives; else the weekday next to it that is nearest to ``near``,
    the day of the report, which a day of the past does not pass."""
    back = (day.weekday() - weekday) % 7
    if not back:
        return day, ""
    aim = near if near is not None and abs((near - day).days) <= _NEAR else day
    either = (day - back * DAY, day + (7 - back) * DAY)
    past = near is not None and day <= near + DAY and either[1] > near + DAY
    best = either[0] if past else min(either, key=lambda other: abs((other - aim).days))
    return best, f"{day.isoformat()} is not the weekday that the text gives; the nearest such weekday was taken"


def nearest_year(mention: DateMention, month: int, published: dt.date) -> dt.date | None:
    """The day and month in the year that the report must mean: the last such day, unless the words say otherwise."""
    years = range(published.year - 4, published.year + 5)
    days = [day for year in years if (day := day_of(year, month, mention.day or 1)) is not None]
    if mention.direction == "future":
        return min((day for day in days if day >= published), default=None)
    if mention.direction == "present":
        return min(days, key=lambda day: abs((day - published).days), default=None)
    past = max((day for day in days if day <= published + DAY), default=None)
    if mention.direction == "past":
        past = max((day for day in days if day < published), default=None)
    if mention.weekday is None or past is None or past.weekday() == mention.weekday or mention.direction:
        return past
    fitting = [day for day in days if day.weekday() == mention.weekday]
    soon = [day for day in fitting if 0 < (day - published).days <= _NEAR]
    if soon or (published - past).days <= _NEAR:
        return soon[0] if soon else past
    return max((day for day in fitting if day <= published), default=past)


def in_window(mention: DateMention, month: int, window: Window) -> dt.date | None:
    """The one day inside the report's window that fits day, month and weekday; None where none or several do.

    Without a weekday only a window within one year decides."""
    low, high = window
    if low is None or high is None or (mention.weekday is None and low.year != high.year):
        return None
    if low.year == high.year and mention.weekday is None:
        return day_of(low.year, month, mention.day or 1)
    days = [day_of(year, month, mention.day or 1) for year in range(low.year, high.year + 1)]
    fitting = [day for day in days if day and low <= day <= high and day.weekday() == mention.weekday]
    return fitting[0] if len(fitting) == 1 else None
