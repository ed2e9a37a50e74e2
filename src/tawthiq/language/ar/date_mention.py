"""What a text says of a time, before any calendar is asked (code book 4.2)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from tawthiq.model.codes import PartOfDay

MentionKind = Literal[
    "absolute", "weekday", "relative", "week", "month", "year", "clock", "span", "open_since", "night_of"
]
"""``clock``: an hour or a part of the day without a day. ``open_since``: from a day on (منذ). ``night_of``: the night
from one day to the next. ``span``: from one date to another."""
Direction = Literal["past", "present", "future"]
Unit = Literal["hour", "day", "week", "month", "year", "decade"]
Edge = Literal["start", "middle", "end"]
Era = Literal["gregorian", "hijri"]


class DateMention(msgspec.Struct, frozen=True, kw_only=True):
    """One expression of time: the words ``[first, last)`` and what they say; None where they say nothing.

    ``weekday``: 0 is Monday. ``offset_days``: from the day of the report (أمس is -1). ``shift`` counts ``unit`` from
    the present one (الشهر الماضي is -1 month); a ``unit`` without a ``shift`` is a vague length (الأشهر الماضية "the
    past months"). ``direction``: past, present or future, of the adjective (الماضي, الجاري, المقبل). ``edge``: the part
    of a month or year (مطلع "beginning"). ``after_midnight``: the hours after the midnight that ends the night.
    ``clock``: the hour as ``HH:MM``, as said, 1 to 24. ``end``: the other end of a ``span``, ``night_of`` or bounded
    ``open_since``; the start is the mention itself. ``weak``: a bare weekday in running text that no other word
    supports (الخميس is also a family's name).
    """

    first: int
    last: int
    kind: MentionKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset_days: int | None = None
    unit: Unit | None = None
    shift: int | None = None
    direction: Direction | None = None
    edge: Edge | None = None
    part_of_day: PartOfDay | None = None
    after_midnight: bool = False
    clock: str | None = None
    era: Era = "gregorian"
    end: DateMention | None = None
    weak: bool = False


class PublicationDate(msgspec.Struct, frozen=True):
    """A date that a text itself gives for its publication: words ``[first, last)``.

    ``dateline``: a line of its own, or the head of a day's bulletin. ``updated``: when the page last changed; its
    events are not later. ``stamp``: of a post inside the page; it dates that post. ``viewed``: when a page was
    read; nothing.
    """

    first: int
    last: int
    date: dt.date
    kind: Literal["dateline", "updated", "viewed", "stamp"]
