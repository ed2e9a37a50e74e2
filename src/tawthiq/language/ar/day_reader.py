"""The day, month and year of a date, in digits or words: ٢١-٩-٢٠١٧, 30 من أكتوبر/تشرين الأول."""

from __future__ import annotations

import calendar
import re

import msgspec

from tawthiq.language.ar.date_mention import Direction, Edge, Era, Unit
from tawthiq.language.ar.date_words import DateReader, Hit
from tawthiq.model.codes import PartOfDay

MONTHS = ("month", "month_weak", "hijri_month", "hijri_weak")
_DOTTED = re.compile(r"(\d{1,4})\.(\d{1,2})\.(\d{2,4})")
YEARS, HIJRI_YEARS = range(1900, 2100), range(1300, 1500)
_SHIFT: dict[str, int] = {"past": -1, "present": 0, "future": 1}


class Parts(msgspec.Struct, kw_only=True):
    """What has been read of one date so far; None is not said. Names as in :class:`DateMention`.

    ``last_day`` and ``last_weekday``: the second of two (16-17 من, الجمعة-السبت). ``support``: something other than the
    word itself shows that it is a date.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    last_weekday: int | None = None
    offset_days: int | None = None
    unit: Unit | None = None
    shift: int | None = None
    direction: Direction | None = None
    edge: Edge | None = None
    part_of_day: PartOfDay | None = None
    after_midnight: bool | None = None
    clock: str | None = None
    era: Era | None = None
    support: bool | None = None

    def joined(self, other: Parts) -> Parts | None:
        """Both as one date; None where they contradict each other or say the same thing twice."""
        merged: dict[str, object] = {}
        for field in self.__struct_fields__:
            mine, theirs = getattr(self, field), getattr(other, field)
            if mine is not None and theirs is not None and field not in ("support", "era"):
                return None
            merged[field] = theirs if mine is None else mine
        return Parts(**merged)  # type: ignore[arg-type]  # the fields of two Parts

    @property
    def has_day(self) -> bool:
        """Whether it says which day."""
        return self.day is not None or self.weekday is not None or self.offset_days is not None


Read = tuple[Parts, int]
"""What was read, and the position after it."""


class DayReader(DateReader):
    """Reads a day of a month, a month, a week or year against the present, at a position."""

    def numeric(self, at: int, led: bool) -> Read | None:
        """A date in digits: 21/9 /2017, ٢١-٩-٢٠١٧, 2017.09.21. ``led``: a weekday or "dated" stands before it, so that
        a year of two digits or none (21/9) will do."""
        if at >= len(self.words) or self.words[at].kind != "number" or self.inside(at):
            return None
        dotted = _DOTTED.fullmatch(self.words[at].folded)
        if dotted:
            return self._order([*dotted.groups()], at + 1, led)
        texts, end = [self.words[at].folded], at + 1
        while len(texts) < 3 and self.mark(end, "/-.–\\") and end + 1 < len(self.words):
            if self.words[end + 1].kind != "number":
                break
            texts.append(self.words[end + 1].folded)
            end += 2
        if len(texts) == 2 and not (led and self.mark(at + 1, "/-")):
            return None
        return self._order(texts, end, led) if len(texts) > 1 else None

    def inside(self, at: int) -> bool:
        """Whether the number is the tail of an address, a decimal or another chain."""
        before = self.words[at - 1] if self.glued(at) else None
        return before is not None and (before.kind in ("number", "latin") or before.folded in "/-.:_=")

    def _order(self, texts: list[str], end: int, led: bool) -> Read | None:
        """Day, month and year from two or three numbers; the first of four digits is the year."""
        if any(not text.isdecimal() or len(text) > 4 for text in texts):
            return None
        if self.mark(end, "/-_") and self.glued(end) and self.glued(end + 1):
            return None
        numbers = [int(text) for text in texts]
        if len(texts) == 2:
            day, month, year = numbers[0], numbers[1], None
        elif len(texts[0]) == 4:
            year, month, day = numbers
        elif len(texts[2]) == 4 or (len(texts[2]) == 2 and led):
            day, month, year = numbers
            year += 0 if len(texts[2]) == 4 else 2000
        else:
            return None
        if month > 12 >= day and year is not None and len(texts[0]) < 4:
            day, month = month, day
        return self.checked(Parts(day=day, month=month, year=year, support=True), end)

    def checked(self, parts: Parts, end: int) -> Read | None:
        """``parts`` with the era word after it, if such a day exists in its calendar."""
        era = self.hit(end, "era")
        if era and not era.proclitic and parts.year is not None:
            parts.era, end = era.code, era.end  # type: ignore[assignment]  # loader checks
        if parts.era is None and parts.year in HIJRI_YEARS:
            parts.era = "hijri"
        if parts.year is not None and parts.year not in (HIJRI_YEARS if parts.era == "hijri" else YEARS):
            return None
        if parts.month is not None and not 1 <= parts.month <= 12:
            return None
        if parts.day is not None and parts.month is not None:
            longest = 30 if parts.era == "hijri" else calendar.monthrange(parts.year or 2000, parts.month)[1]
            if not 1 <= parts.day <= longest or (parts.last_day or parts.day) > longest:
                return None
        return parts, end

    def day_number(self, at: int, second: bool = False) -> tuple[int, int] | None:
        """A day of the month in digits or words (الحادي والعشرين "21st"), and the position after it."""
        article = self.hit(at, "article")
        start = article.end if article else at
        number = self.digits(start)
        if number is not None and 1 <= number <= 31 and (second or not self.inside(start)):
            return number, start + 1
        word = self.hit(at, "day")
        return (word.number, word.end) if word else None

    def day_month(self, at: int) -> Read | None:
        """A day with its month: 24 شباط, 30 من أكتوبر/تشرين الأول, الرابع من الشهر الماضي, 16-17 من شهر آب."""
        first = self.day_number(at)
        if first is None:
            return None
        day, end = first
        last_day, end = self._second_day(end, day)
        between = self.hit(end, "of")
        if between and not between.proclitic:
            end = between.end
        elif self.mark(end, "/-") and last_day is None:
            end += 1
        found = self.month(end) or self.unit(end) or self._bracketed(end)
        if found is None:
            return None
        parts, end = found
        if parts.month is None and parts.unit != "month":
            return None
        parts.day, parts.last_day, parts.support = day, last_day, True
        if parts.year is None and self.mark(end, "/-,"):
            year = self.digits(end + 1, 4)
            if year in YEARS or year in HIJRI_YEARS:
                parts.year, end = year, end + 2
        return self.checked(parts, end)

    def _bracketed(self, at: int) -> Read | None:
        """A month in brackets: 4 (شباط - فبراير)."""
        found = self.month(at + 1) if self.mark(at, "(") else None
        return (found[0], found[1] + 1) if found and self.mark(found[1], ")") else None

    def _second_day(self, end: int, day: int) -> tuple[int | None, int]:
        """The second of two days before one month (3-5, 3 و5, 3 إلى 5), and the position after it."""
        joint = self.hit(end, "until", "and")
        start = joint.end if joint and joint.proclitic in ("", "و") else end + 1 if self.mark(end, "-/–") else end
        second = self.day_number(start, True) if start > end else None
        return second if second and second[0] > day else (None, end)

    def month(self, at: int) -> Read | None:
        """A month with its other name (أكتوبر/تشرين الأول, أغسطس (آب)), شهر before it, or شهر 7 in digits."""
        lead = self.hit(at, "lead_month")
        start = lead.end if lead else at
        name = self.hit(start, *MONTHS)
        if name is None or (lead and name.proclitic):
            number = self.digits(start) if lead else None
            plain = start + 1 < len(self.words) and self.words[start + 1].kind == "word"
            if number is None or not 1 <= number <= 12 or (plain and not self.hit(start + 1, "lead_year", "direction")):
                return None
            return Parts(month=number, support=True), start + 1
        if name.proclitic and name.kind == "month_weak" and not self._is_month(start, name):
            return None
        end, other = self._other_name(name)
        hijri: Era | None = "hijri" if name.kind.startswith("hijri") else None
        support = bool(lead or other or ("ب" in name.proclitic and not name.kind.endswith("weak")))
        return Parts(month=name.number, era=hijri, support=support or None), end

    def _is_month(self, at: int, name: Hit) -> bool:
        """Whether a weak month with a proclitic keeps its own letters: وآب is, باب "door" is not."""
        return self.words[at].folded != name.proclitic + "اب" or "آ" in self.words[at].light

    def _other_name(self, name: Hit) -> tuple[int, bool]:
        """The position after the month's name in another tradition, and whether there is one."""
        end = name.end
        start = end + 1 if self.mark(end, "/-(–\\") else end
        other = self.hit(start, *MONTHS)
        if other is None or other.proclitic or other.number != name.number or other.kind[:5] != name.kind[:5]:
            return end, False
        closed = self.mark(end, "(") and self.mark(other.end, ")")
        return other.end + closed, True

    def month_day_year(self, at: int) -> Read | None:
        """The English order in Arabic words: فبراير 3, 2024."""
        found = self.month(at)
        day = self.digits(found[1]) if found else None
        if not found or not day:
            return None
        end = found[1] + 1
        year = self.digits(end + self.mark(end, ",،"), 4)
        if year not in YEARS:
            return None
        end += 1 + self.mark(end, ",،")
        return self.checked(Parts(day=day, month=found[0].month, year=year, support=True), end)

    def unit(self, at: int) -> Read | None:
        """A week, month or year against the present one: الشهر الماضي, هذا العام, شهر آب is not."""
        this = self.hit(at, "this")
        name = self.hit(this.end if this else at, "the_unit")
        if name is None or (this and name.proclitic):
            return None
        towards = self.hit(name.end, "direction")
        if this:
            return Parts(unit=name.code, shift=0, support=True), name.end  # type: ignore[arg-type]  # loader checks
        if towards is None:
            return None
        shift = None if name.code == "decade" else _SHIFT[towards.code]
        return Parts(unit=name.code, shift=shift, support=True), towards.end  # type: ignore[arg-type]  # loader checks
