"""The other parts of a date, each read on its own: year, weekday, relative day, hour, English dates."""

from __future__ import annotations

from tawthiq.language.ar.day_reader import MONTHS, YEARS, DayReader, Parts, Read
from tawthiq.model.codes import PartOfDay

_PARTS: tuple[tuple[int, PartOfDay], ...] = (
    (3, "night"), (6, "dawn"), (11, "morning"), (13, "noon"), (16, "afternoon"), (20, "evening"), (24, "night"),
)  # fmt: skip
"""The last full hour of each part of the day, in order."""

__all__ = ["MONTHS", "PartReader", "Parts", "Read"]


class PartReader(DayReader):
    """Reads one part of a date at a position."""

    def english(self, at: int) -> Read | None:
        """November 6, 2021 · 6 November 2021 · October 2021."""
        first = self.digits(at)
        name = self.hit(at if first is None else at + 1, "english_month")
        if name is None:
            return None
        end = name.end + self.mark(name.end, ".")
        second = self.digits(end)
        if first is not None and second is not None and self.mark(end + 1, ","):
            return None  # the number before belongs to a name that was run together with a post's stamp
        if first is not None:
            second = None
        end += second is not None
        day = first or second
        year = self._glued_year(end + self.mark(end, ","))
        if year:
            end += 1 + self.mark(end, ",")
        if day is None and year is None:
            return None
        return self.checked(Parts(day=day, month=name.number, year=year, support=True), end)

    def _glued_year(self, at: int) -> int | None:
        """A year; also one that a page ran together with the count of views after it (20242.9K Views)."""
        year = self.digits(at, 4)
        if year is None and at + 1 < len(self.words) and self.words[at].kind == "number":
            views = self.words[at + 1].folded.lstrip("km").startswith("view") and self.glued(at + 1)
            year = int(self.words[at].folded[:4]) if views and self.words[at].folded[:4].isdecimal() else None
        return year if year in YEARS else None

    def year(self, at: int, bare: bool) -> Read | None:
        """A year: عام 2021, سنة 2020م, 1439هـ; without "year" before it only where ``bare``."""
        lead = self.hit(at, "lead_year")
        start = lead.end if lead else at
        number = self.digits(start, 4) if lead or bare else None
        if number is None:
            return None
        return self.checked(Parts(year=number, support=True), start + 1)

    def weekday(self, at: int) -> Read | None:
        """A day of the week, in Arabic or English; not the Friday prayer, nor "the two" (الشخصين الاثنين)."""
        name = self.hit(at, "weekday", "english_weekday")
        if name is None:
            return None
        before = self.words[at - 1].folded if at else ""
        if self.before(at, "not_weekday") or (name.number == 0 and before[:2] == "ال" and before[-2:] in ("ين", "ان")):
            return None
        return Parts(weekday=name.number), name.end

    def relative(self, at: int) -> Read | None:
        """اليوم, أمس, غدا, الليلة الماضية; not the "International Day" (اليوم العالمي) nor a paper's name."""
        name = self.hit(at, "relative", "night")
        if name is None:
            return None
        if name.kind == "night":
            return Parts(offset_days=name.number, part_of_day="night", support=True), name.end
        if name.number == 0 and (self.before(at, "masthead") or self._named_day(name.end)):
            return None
        return Parts(offset_days=name.number, support=True), name.end

    def _named_day(self, after: int) -> bool:
        """Whether اليوم is "the … day": اليوم العالمي, اليوم التالي; or a paper's name, «اليوم»."""
        named = self.hit(after, "named_day")
        quoted = self.mark(after, "»”\"'") and self.mark(after - 2, "«“\"'")
        return quoted or (named is not None and not named.proclitic)

    def clock(self, at: int, joined: bool) -> Read | None:
        """الساعة الخامسة والنصف, الساعة 8:30; as a part of a longer date, or before "am" and "morning", 8:30 alone."""
        lead = self.hit(at, "clock")
        start = lead.end if lead else at
        word, number = self.hit(start, "hour") if lead else None, self.digits(start)
        if word:
            hour, minute, end = word.number, 0, word.end
        elif number is not None and self.mark(start + 1, ":.") and (late := self.digits(start + 2)) is not None:
            hour, minute, end = number, late, start + 3
            end += 2 if self.mark(end, ":") and self.digits(end + 1) is not None else 0
        elif lead and number is not None:
            hour, minute, end = number, 0, start + 1
        else:
            return None
        noon = self.hit(end, "am")
        if not lead and (self.inside(start) or not (joined or noon or self.hit(end, "part_adverb"))):
            return None
        fraction = self.hit(end, "hour_fraction")
        minute, end = (minute + fraction.number, fraction.end) if fraction else (minute, noon.end if noon else end)
        hour, minute = hour + minute // 60, minute % 60
        part = _part_of(hour, noon.code) if noon else None
        said = Parts(clock=f"{hour:02}:{minute:02}", part_of_day=part, support=True)
        return (said, end) if hour <= 24 else None


def _part_of(hour: int, half: str) -> PartOfDay:
    """The part of the day in which an hour of twelve lies: ``half`` is ``am`` or ``pm``."""
    hour = hour % 12 + (12 if half == "pm" else 0)
    return next(part for last, part in _PARTS if hour <= last)
