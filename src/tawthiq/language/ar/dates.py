"""Dates in Arabic (code book 4.2): what a text says of time, and which days that means.

``find_dates`` reads mentions; ``reference`` finds the day of the report; ``resolve`` turns a mention into EDTF.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.language.ar.calendar import Reference, Resolved, bounded, resolve, today
from tawthiq.language.ar.date_expressions import ExpressionReader
from tawthiq.language.ar.date_mention import DateMention, MentionKind, PublicationDate, Unit
from tawthiq.language.ar.date_parts import Parts, Read
from tawthiq.language.ar.publication import opens_line, publication, publication_dates, reference, report_date
from tawthiq.text.words import Word

__all__ = [
    "DateMention",
    "PublicationDate",
    "Reference",
    "Resolved",
    "after_span",
    "bounded",
    "find_dates",
    "opens_line",
    "publication",
    "publication_dates",
    "reference",
    "report_date",
    "resolve",
    "today",
]

_EVENT = 5
"""Words after منذ within which the date of the event that it counts from must begin."""


def find_dates(words: Sequence[Word]) -> list[DateMention]:
    """All mentions of time in ``words``, in order, without overlaps; parts side by side make one mention."""
    reader, found, goal = _DateFinder(words), [], 0
    for at, word in enumerate(words):
        if at < goal or word.kind == "line" or not reader.begins(at):
            continue
        mention = reader.mention(at)
        if mention is not None:
            if not reader.named_after(mention):
                found.append(mention)
            goal = mention.last
    return found


def after_span(words: Sequence[Word], at: int) -> int | None:
    """The days in "after so long from" right before ``at`` (بعد أسبوعين من مقتل "two weeks after the killing of")."""
    if not at or words[at - 1].folded != "من":
        return None
    reader = _DateFinder(words)
    for start in range(max(1, at - 4), at - 1):
        if words[start - 1].folded == "بعد" and (days := reader.lasting(start, at - 1)) is not None:
            return days
    return None


_LENGTHS: dict[Unit, int] = {"hour": 0, "day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}


class _DateFinder(ExpressionReader):
    """Dates, and what is built of them: spans, lengths of time, "since" and "ago"."""

    def mention(self, at: int) -> DateMention | None:
        """The mention that begins at ``at``."""
        return self._ago(at) or self._since(at) or self._pair(at) or self._length(at) or self._single(at)

    def named_after(self, mention: DateMention) -> bool:
        """Whether a day and month is the name of a street, a bridge or a force (شارع 17 تموز, كتائب 30 حزيران)."""
        bare = mention.kind == "absolute" and mention.year is None and mention.weekday is None and mention.end is None
        return bare and mention.direction is None and self.before(mention.first, "named_after")

    def _single(self, at: int) -> DateMention | None:
        """A date, or from one date to another (5 آب حتى 7 آب, 30 أيلول 2015 وحتى 20 أيلول الجاري)."""
        found = self.expression(at)
        if found is None:
            return None
        parts, end = found
        mention = self.built(parts, at, end)
        if mention.kind == "year" and self.before(at, "ago"):
            return None  # قبل عام 1970 is before that year
        closing = self._until(end) if mention.end is None else None
        if closing is not None and closing[0].after_midnight and not closing[0].has_day and parts.has_day:
            return self._overnight(mention, closing[1])
        if closing is None or not self._alike(parts, closing[0]):
            return mention
        return self._span(parts, at, end, closing)

    def _overnight(self, start: DateMention, end: int) -> DateMention | None:
        """From an hour of a day until after midnight (مساء الاثنين حتى ما بعد منتصف الليل): that day and the next."""
        morrow = msgspec.structs.replace(
            start,
            last=end,
            day=None if start.day is None else start.day + 1,
            weekday=None if start.weekday is None else (start.weekday + 1) % 7,
            offset_days=None if start.offset_days is None else start.offset_days + 1,
        )
        return msgspec.structs.replace(start, kind="span", last=end, end=morrow)

    def _alike(self, first: Parts, second: Parts) -> bool:
        """Whether two dates can be the ends of one span: two days, or two months or years."""
        return first.has_day == second.has_day and (first.month is None) == (second.month is None)

    def _span(self, parts: Parts, at: int, middle: int, closing: Read) -> DateMention:
        """From ``parts`` to ``closing``; what the start leaves out, it shares with the end."""
        last, end = closing
        start = msgspec.structs.replace(parts)
        if start.year is None and start.month is not None and last.month is not None:
            start.year = last.year
        mention = self.built(start, at, end, kind="span")
        return msgspec.structs.replace(mention, end=self.built(last, middle, end))

    def _until(self, at: int) -> Read | None:
        """The date after حتى or إلى."""
        joint = self.hit(at + self.mark(at, "،,"), "until")
        if joint is None or joint.proclitic not in ("", "و"):
            return None
        return self.expression(joint.end) or self.year(joint.end, True)

    def _since(self, at: int) -> DateMention | None:
        """منذ and a date: open to the day of the report, or closed by حتى."""
        lead = self.hit(at, "since")
        found = (self.expression(lead.end) or self.year(lead.end, True) or self._of_event(lead.end)) if lead else None
        if found is None:
            return None
        parts, end = found
        closing = self._until(end)
        if closing:
            mention = self._span(parts, at, end, closing)
            return msgspec.structs.replace(mention, kind="open_since", part_of_day=None)
        return msgspec.structs.replace(self.built(parts, at, end), kind="open_since")

    def _of_event(self, at: int) -> Read | None:
        """The date of the event that منذ counts from (منذ بدء التصعيد في 12 آب "since the escalation began on …")."""
        for place in range(at, min(at + _EVENT, len(self.words))):
            if self.words[place].kind != "word":
                return None
            lead = self.hit(place, "in")
            if lead is not None:
                found = self.expression(lead.end)
                return found if found and place > at and (found[0].month or found[0].year) else None
        return None

    def _pair(self, at: int) -> DateMention | None:
        """بين X وY, من X إلى Y, يومي الأحد والاثنين, عامي 2017 و2020."""
        lead = self.hit(at, "between_night", "between", "of", "lead_days", "lead_months", "lead_years")
        if lead is None:
            return None
        if lead.kind == "between_night":
            return self._between_days(at, lead.end)
        found = self.expression(lead.end) or self._bare(lead.end, lead.kind)
        if found is None:
            return None
        parts, end = found
        if parts.last_day is not None and lead.kind != "lead_days":
            return self.built(parts, at, end)
        if lead.kind == "of":
            closing = self._until(end)
        else:
            plain = self.hit(end, "and")
            start = plain.end if plain and not plain.proclitic else end
            joined = start > end or self._and(end)
            closing = (self.expression(start) or self._bare(start, lead.kind)) if joined else None
        return self._span(parts, at, end, closing) if closing and closing[1] > end else None

    def _between_days(self, at: int, start: int) -> DateMention | None:
        """The night between two days (الليلة الواصلة بين السبت والأحد)."""
        found = self.expression(start)
        closing = self.expression(found[1]) if found and self._and(found[1]) else None
        if found is None or closing is None:
            return None
        span = self._span(found[0], at, found[1], closing)
        return msgspec.structs.replace(span, kind="night_of", part_of_day="night")

    def _and(self, at: int) -> bool:
        """Whether the word at ``at`` carries و."""
        return at < len(self.words) and self.words[at].folded[:1] == "و"

    def _bare(self, at: int, kind: str) -> Read | None:
        """A year in digits alone, or a month alone, as one of a pair."""
        month = self.month(at) if kind in ("lead_months", "between") else None
        return month or (self.year(at, True) if kind in ("between", "lead_years") else None)

    def _amount(self, at: int) -> tuple[int, Unit, int] | None:
        """A number of units (يومين, 3 أيام, ثلاثة أسابيع), and the position after it."""
        dual = self.hit(at, "unit_dual")
        if dual:
            return 2, dual.code, dual.end  # type: ignore[return-value]  # loader checks
        number, cardinal = self.digits(at, 3), self.hit(at, "cardinal")
        unit = self.hit(cardinal.end if cardinal else at + 1, "unit", "unit_plural") if cardinal or number else None
        if unit is None or unit.proclitic:
            return None
        return cardinal.number if cardinal else number or 0, unit.code, unit.end  # type: ignore[return-value]  # loader checks

    def lasting(self, first: int, last: int) -> int | None:
        """The days that a length of time over the words ``[first, last)`` has (أسبوعين, ثلاثة أيام, يوم)."""
        amount, single = self._amount(first), self.hit(first, "unit")
        if amount is None and single is not None:
            amount = (1, single.code, single.end)  # type: ignore[assignment]  # loader checks
        return amount[0] * _LENGTHS[amount[1]] if amount is not None and amount[2] == last else None

    def _ago(self, at: int) -> DateMention | None:
        """قبل يومين, منذ ثلاثة أيام, قبل أسبوع."""
        lead = self.hit(at, "ago")
        if lead is None:
            return None
        amount = self._amount(lead.end)
        single = self.hit(lead.end, "unit")
        if amount is None and single and not single.proclitic and single.code not in ("hour", "day"):
            plain = self.expression(lead.end) is None and self.digits(single.end, 4) is None
            if plain and not self.hit(single.end, "direction"):
                amount = (1, single.code, single.end)  # type: ignore[assignment]  # loader checks
        if amount is None:
            return None
        count, unit, end = amount
        return self._shifted(at, end, unit, -count)

    def _shifted(self, at: int, end: int, unit: Unit, shift: int) -> DateMention | None:
        """A day, week, month or year that lies ``shift`` units off; None for hours and decades."""
        if unit == "day":
            return DateMention(first=at, last=end, kind="relative", offset_days=shift)
        kinds: dict[Unit, MentionKind] = {"week": "week", "month": "month", "year": "year"}
        if unit not in kinds:
            return None
        return DateMention(first=at, last=end, kind=kinds[unit], unit=unit, shift=shift)

    def _length(self, at: int) -> DateMention | None:
        """The past hours, days, months: خلال الـ24 ساعة الماضية, اليومين الماضيين, الأشهر الماضية."""
        vague = self.hit(at, "the_plural", "the_dual")
        if vague is not None:
            return self._past_length(at, vague.code, 2 if vague.kind == "the_dual" else None, vague.end)  # type: ignore[arg-type]  # loader checks
        article = self.hit(at, "article")
        amount = self._amount(article.end if article else at)
        if amount is None:
            return None
        count, unit, end = amount
        towards = self.hit(end, "direction")
        within = self.before(at, "in") and unit == "hour" and count >= 24
        if towards is None and not within:
            return None
        if towards is not None and towards.code != "past":
            return None
        return self._back(at, towards.end if towards else end, unit, count)

    def _past_length(self, at: int, unit: Unit, count: int | None, end: int) -> DateMention | None:
        """A length that begins with a definite plural or dual (الساعات الـ24 الماضية)."""
        article = self.hit(end, "article")
        number = self.digits(article.end, 3) if article else None
        if article and number:
            count, end = number, article.end + 1
        towards = self.hit(end, "direction")
        if towards is None or towards.code != "past":
            return None
        return self._back(at, towards.end, unit, count)

    def _back(self, at: int, end: int, unit: Unit, count: int | None) -> DateMention:
        """The ``count`` units up to the day of the report; without a count a vague length."""
        now = DateMention(first=at, last=end, kind="relative", offset_days=0)
        if count is None or unit == "decade":
            return DateMention(first=at, last=end, kind="span", unit=unit)
        days = count if unit == "day" else -(-count // 24) if unit == "hour" else count * 7 if unit == "week" else None
        if days is not None:
            return DateMention(first=at, last=end, kind="span", offset_days=-days, end=now)
        return DateMention(first=at, last=end, kind="span", unit=unit, shift=-count, end=now)
