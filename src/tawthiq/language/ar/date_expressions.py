"""One date out of its parts: فجر اليوم السبت 6 تشرين الثاني "at dawn today, Saturday 6 November"."""

from __future__ import annotations

from tawthiq.language.ar.date_mention import DateMention, Edge, MentionKind
from tawthiq.language.ar.date_parts import MONTHS, PartReader, Parts, Read
from tawthiq.model.codes import PartOfDay

_JOINTS = "،,-–—|(·"
_OPENERS = ("weekday", "relative", "night", "part", "part_definite", "day", "unit", "the_unit", "lead_year", "clock")
_NIGHT_JOINTS = "/-–—("
_ON = ("في", "وفي", "منذ", "حتى")
"""Words behind which two numbers with a stroke are a day and a month."""


class ExpressionReader(PartReader):
    """Reads one date, joining the parts that stand side by side."""

    def expression(self, at: int) -> Read | None:
        """The date that begins at ``at``, or None. Its first word may carry a proclitic."""
        start, led = at, self.before(at, "lead_date") or self._slashed(at)
        lead = self.hit(at, "lead_day", "lead_days", "part_lead")
        if lead is not None:
            start, led = lead.end, True
        found = self._component(start, led)
        if found is None or (lead is not None and lead.kind == "part_lead" and found[0].part_of_day is None):
            return None
        parts, end = self._joined(*found)
        return (parts, end) if self._accepted(parts, at, start, end) else None

    def _slashed(self, at: int) -> bool:
        """Whether في 11/3 names a day, and not a fraction (في 3/4 المدينة "in three quarters of the town")."""
        if not at or self.words[at - 1].folded not in _ON or not self.mark(at + 1, "/"):
            return False
        behind = self.words[at + 3].folded if at + 3 < len(self.words) else ""
        return self.digits(at) is not None and not behind.startswith("ال") and behind not in ("من", "%")

    def _joined(self, parts: Parts, end: int) -> Read:
        """``parts`` with all that follows and belongs to the same date."""
        while True:
            end = self._second_weekday(parts, end)
            following = self._following(end, parts)
            merged = parts.joined(following[0]) if following else None
            if following is None or merged is None:
                return parts, end
            parts, end = merged, following[1]

    def _second_weekday(self, parts: Parts, end: int) -> int:
        """Notes in ``parts`` the morrow in "the night of Thursday to Friday" (ليلة الخميس/ الجمعة)."""
        if parts.part_of_day != "night" or parts.weekday is None or parts.last_weekday is not None:
            return end
        start = end + 1 if self.mark(end, _NIGHT_JOINTS) else end
        morrow = self.hit(start, "weekday")
        if morrow is None or morrow.proclitic not in ("", "و") or morrow.number != (parts.weekday + 1) % 7:
            return end
        parts.last_weekday = morrow.number
        return morrow.end

    def _following(self, at: int, parts: Parts) -> Read | None:
        """The next part of the same date, over a comma, من "of", الموافق "corresponding to" and their like."""
        start = at
        marked = self.mark(start, _JOINTS)
        start += marked
        led = parts.weekday is not None
        inside = False
        for _ in range(3):
            lead = self.hit(start, "lead_date", "lead_day", "lead_clock", "of", "in", "part_lead")
            if lead is None or lead.proclitic not in ("", "ب", "ل"):
                break
            led = led or lead.kind in ("lead_date", "lead_day")
            inside = inside or lead.kind == "in"
            start = lead.end
        found = None if self._proclitic(start) else self._component(start, led, parts)
        if found is None or not self._fits(found[0], parts, marked, inside):
            return None
        closed = marked and self.mark(at, "(") and self.mark(found[1], ")")
        return found[0], found[1] + closed

    def _proclitic(self, at: int) -> bool:
        """Whether the word at ``at`` carries و or ف, which opens another date."""
        found = self.hit(at, *_OPENERS, *MONTHS)
        return found is not None and found.proclitic not in ("", "ل", "ب")

    def _fits(self, found: Parts, parts: Parts, marked: bool, inside: bool) -> bool:
        """Whether a part may be joined over what stands between."""
        if inside:
            return found.clock is not None or found.day is not None
        if not marked:
            return True
        if found.year is not None and found.month is None:
            return parts.day is not None and found.unit is None
        return found.has_day or found.clock is not None or found.part_of_day is not None

    def _component(self, at: int, led: bool, parts: Parts | None = None) -> Read | None:
        """One part of a date; ``parts``: what stands before it in the same date."""
        if at >= len(self.words):
            return None
        kind = self.words[at].kind
        if kind in ("mark", "line"):
            return None
        joined = parts is not None
        found = self.numeric(at, led) or self.day_month(at) or self.english(at) or self.clock(at, joined)
        if found is not None or kind == "number":
            return found or (self.year(at, True) if parts and (parts.month or parts.unit == "year") else None)
        return (
            self.part_of_day(at, joined)
            or self.month_day_year(at)
            or self.month(at)
            or self.weekday(at)
            or self.relative(at)
            or self.unit(at)
            or self.year(at, False)
            or self.edge(at)
            or (self._towards(at) if parts is not None else None)
        )

    def _towards(self, at: int) -> Read | None:
        """الماضي, الجاري, المقبل after what they qualify."""
        found = self.hit(at, "direction")
        return (Parts(direction=found.code, support=True), found.end) if found else None  # type: ignore[arg-type]  # loader checks

    def edge(self, at: int) -> Read | None:
        """مطلع "beginning", منتصف "middle", أواخر "end" before a month or a year."""
        name = self.hit(at, "edge")
        if name is None:
            return None
        edge: Edge = name.code  # type: ignore[assignment]  # loader checks
        found = self.month(name.end) or self.unit(name.end) or self.year(name.end, True)
        if found is not None:
            found[0].edge, found[0].support = edge, True
            return found
        whole = self.hit(name.end, "the_unit")
        if whole is None or (whole.end < len(self.words) and self.words[whole.end].folded.startswith("ال")):
            return None
        return Parts(unit=whole.code, shift=0, edge=edge, support=True), whole.end  # type: ignore[arg-type]  # loader checks

    def part_of_day(self, at: int, joined: bool) -> Read | None:
        """فجر, صباح …: before a day; with the article after ساعات and its like; صباحا by itself."""
        name = self.hit(at, "part", "part_definite", "part_adverb")
        if name is None:
            return None
        alone = self.hit(at, "part_adverb")
        support = alone is not None and alone.end == name.end
        if name.kind == "part_definite" and not support:
            leads = ("part_lead",) if name.code in ("noon", "afternoon") else ("part_lead", "in", "since", "until")
            support = joined or self.before(at, *leads)
        end, night = name.end, name.code == "after_midnight"
        while (tail := self.hit(end, "part_tail")) is not None and not tail.proclitic:
            end = tail.end
        second = self.hit(end, "part")
        if second and second.proclitic == "و" and name.kind == "part":
            end = second.end  # فجر وصباح اليوم: the first stands for both
        part: PartOfDay = "night" if night else name.code  # type: ignore[assignment]  # loader checks
        return Parts(part_of_day=part, after_midnight=night or None, support=support or None), end

    def _accepted(self, parts: Parts, at: int, start: int, end: int) -> bool:
        """Whether these parts make a date without more."""
        if parts.has_day or parts.support:
            return True
        if parts.month is None or parts.part_of_day is not None:
            return False
        if self.before(at, "in", "since", "until", "between", "edge") or start > at:
            return self.words[end - 1].light[-2:] != "اب" and self.hit(at, "hijri_weak") is None
        return self.before(at, "of") and self.hit(at, "month") is not None

    def built(self, parts: Parts, first: int, last: int, *, kind: MentionKind | None = None) -> DateMention:
        """The mention of the words ``[first, last)`` that ``parts`` were read from."""
        end = None
        if parts.last_day is not None or parts.last_weekday is not None:
            second = Parts(year=parts.year, month=parts.month, day=parts.last_day, weekday=parts.last_weekday)
            second.unit, second.shift, second.direction, second.era = (
                parts.unit,
                parts.shift,
                parts.direction,
                parts.era,
            )
            end = self.built(second, first, last)
            kind = "night_of" if parts.part_of_day == "night" and self._is_morrow(parts) else "span"
        return DateMention(
            first=first,
            last=last,
            kind=kind or _kind(parts),
            year=parts.year,
            month=parts.month,
            day=parts.day,
            weekday=parts.weekday,
            offset_days=parts.offset_days,
            unit=parts.unit,
            shift=parts.shift,
            direction=parts.direction,
            edge=parts.edge,
            part_of_day=parts.part_of_day,
            after_midnight=bool(parts.after_midnight),
            clock=parts.clock,
            era=parts.era or "gregorian",
            end=end,
            weak=self._is_weak(parts, first, last),
        )

    def _is_morrow(self, parts: Parts) -> bool:
        """Whether the second day is the day after the first."""
        if parts.last_day is not None and parts.day is not None:
            return parts.last_day == parts.day + 1
        return True

    def _is_weak(self, parts: Parts, first: int, last: int) -> bool:
        """A weekday alone, inside running words."""
        alone = Parts(weekday=parts.weekday) == parts and last == first + 1
        return alone and all(
            0 <= beside < len(self.words) and self.words[beside].kind == "word" for beside in (first - 1, last)
        )


def _kind(parts: Parts) -> MentionKind:
    """The kind of a date that has one end only."""
    if parts.day is not None:
        return "absolute"
    if parts.offset_days is not None:
        return "relative"
    if parts.weekday is not None:
        return "weekday"
    if parts.month is not None or parts.unit == "month":
        return "month"
    if parts.unit == "week":
        return "week"
    if parts.year is not None or parts.unit in ("year", "decade"):
        return "year"
    return "clock"
