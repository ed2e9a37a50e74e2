"""What a number is when it is no count: a date, an hour, a percentage, a designation, a year, a calibre."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.language.ar.number_words import NumberWords
from tawthiq.language.ar.numerals import Numeral
from tawthiq.text.words import Word

DASHES = frozenset("-–—−")
_SLASHES = frozenset("/\\")
_APART = frozenset(("ال", "ب", "ل", "بال"))
_GLUE = frozenset("._@#=&?~+*^")
_LIST_MARKS = frozenset("-–—).")
_UNITS = frozenset(("mm", "km", "m", "kg"))
_DAY, _MONTH, YEARS = 31, 12, range(1900, 2100)
_NO_NOUN = ("ال", "و", "بال", "لل")
"""How words begin that a year before them cannot count."""
_ITEM = 9
"""Words between the numbers of two items of a list that is written into one line."""
_PARTICLE = 3
"""Words as short as this after a year are particles, not nouns that it counts."""


class NumberSigns:
    """Reads what stands around the numerals of one list of words."""

    __slots__ = ("known", "words")

    def __init__(self, words: Sequence[Word], known: NumberWords) -> None:
        self.words = words
        self.known = known

    def folded(self, at: int) -> str:
        """The folded word at ``at``, empty outside the text."""
        return self.words[at].folded if 0 <= at < len(self.words) else ""

    def kind(self, at: int) -> str:
        """The kind of the token at ``at``, ``line`` outside the text: both ends of it are ends of a line."""
        return self.words[at].kind if 0 <= at < len(self.words) else "line"

    def is_glued(self, at: int) -> bool:
        """Whether no space stands before the token at ``at`` (a stretched line ـ is no space)."""
        return 0 < at < len(self.words) and self.words[at - 1].at + len(self.words[at - 1].folded) == self.words[at].at

    def start(self, at: int) -> int:
        """Where the number begins behind proclitics that are written apart: the digits of الـ30 and بـ 20."""
        while self.folded(at) in _APART and self.kind(at + 1) != "line":
            at += 1
        return at

    def chain(self, first: int) -> int:
        """The index after a date, an hour or the like that starts with the digits at ``first`` (21/9 /2017, 21-9-2017,
        10:30, 9/أيلول, 24/7); ``first`` itself where they are something else (10-15, 10 - 15)."""
        at, slashes, parts = first + 1, False, [self.folded(first)]
        if parts[0].count(".") > 1:
            return at
        while at + 1 < len(self.words) and self.kind(at) == "mark":
            mark, after = self.words[at].folded, self.words[at + 1]
            if mark == ":" and not (self.is_glued(at) and self.is_glued(at + 1)):
                break
            if mark in _SLASHES and after.kind == "word" and self.known.has(self.words, at + 1, "month"):
                long = self.known.phrase(self.words, at + 1)
                return long[1] if long is not None and long[0].kind == "never" else at + 2
            if (mark not in _SLASHES and mark not in DASHES and mark != ":") or after.kind != "number":
                break
            slashes = slashes or mark in _SLASHES or mark == ":"
            parts.append(after.folded)
            at += 2
        if len(parts) > 2 or (slashes and len(parts) > 1):
            return at
        return at if len(parts) == 2 and _is_month_of_year(*parts) else first

    def is_designation(self, first: int, last: int, *, definite: bool) -> bool:
        """Whether the numeral is part of a name or a form: الفوج 46, شارع الثلاثين, +963…, M4, #3, الساعة 9, "1-" of a
        list. ``definite``: it has the article, in a word of its own or glued."""
        before = first - 1
        if definite and before >= 0 and self.folded(before) == "ال":
            before -= 1
        if self.known.has(self.words, before, "clock") or (definite and self.known.has(self.words, before, "street")):
            return True
        if self.kind(first) != "number":
            return self._is_split_word(first, last)
        if self.known.has(self.words, before, "label"):
            return True
        if self.folded(before) in DASHES and self.known.has(self.words, before - 1, "label"):
            return True
        return self._is_written_into_latin(first, last) or self._is_list_mark(first, last)

    def is_day(self, numeral: Numeral) -> bool:
        """Whether the numeral is the day of a month: 23 نيسان, العشرين من أيلول, 5 من الشهر الجاري."""
        if numeral.value > _DAY:
            return False
        after = numeral.last
        if self.folded(after) == "من" or self.folded(after) == "في":
            if self.known.has(self.words, after + 1, "this_month") and self.folded(after) == "من":
                return True
            after += 1
        return self.known.has(self.words, after, "month")

    def percentage(self, first: int, last: int) -> int | None:
        """The index after the percentage, where a percent sign or بالمئة stands beside the numeral; else None."""
        if self.folded(last) == "%":
            return last + 1
        if self.folded(first - 1) == "%" and self.is_glued(first):
            return last
        found = self.known.phrase(self.words, last) if last < len(self.words) else None
        return found[1] if found is not None and found[0].kind == "percent" else None

    def is_year(self, numeral: Numeral) -> bool:
        """Whether the numeral reads as a year: four digits of 1900 to 2099 beside words of dates,
        or with no noun after them."""
        before, after = numeral.first - 1, numeral.last
        if numeral.value not in YEARS or self.kind(numeral.first) != "number" or after != numeral.first + 1:
            return False
        if len(self.folded(numeral.first)) != 4:
            return False
        if self.known.has(self.words, before, "year") or self.known.has(self.words, after, "year_after"):
            return True
        if self.kind(after) != "word":
            return self.kind(before) != "word" or numeral.value % 100 != 0
        particle = self.folded(after).startswith(_NO_NOUN) or len(self.folded(after)) <= _PARTICLE
        if self.known.has(self.words, before, "year_weak"):
            return particle or not self.folded(after).endswith(("ا", "ه"))
        return particle and self.kind(before) != "word"

    def is_calibre(self, numeral: Numeral) -> bool:
        """Whether the numeral is a calibre: عيار 120, رشاش 23, 122 ملم."""
        if numeral.ordinal:
            return False
        before = self.known.has(self.words, numeral.first - 1, "calibre_before") and numeral.digits
        return before or self.known.has(self.words, numeral.last, "calibre_after")

    def is_change(self, first: int, reach: int = 8) -> bool:
        """Whether a word of rising or falling stands within ``reach`` words before: from 5 to 7 is then no range."""
        return any(self.known.has(self.words, at, "change") for at in range(max(0, first - reach), first))

    def _is_split_word(self, first: int, last: int) -> bool:
        """Whether the word is a piece of a name with dots or underscores inside (التح.الف, #أم_الف)."""
        before = self.is_glued(first) and self.folded(first - 1) in (".", "_") and self.is_glued(first - 1)
        after = self.is_glued(last) and self.folded(last) == "_"
        return before or after

    def _is_written_into_latin(self, first: int, last: int) -> bool:
        """Whether digits belong to a word of other letters, an address or a sign: M4, 20h, 3 likes, +963, #3, [1]."""
        before, after = self.folded(first - 1), self.folded(last)
        if self.is_glued(first) and (before in _GLUE or self.kind(first - 1) == "latin"):
            return True
        if self.kind(last) == "latin" and after not in _UNITS:
            return True
        if self.is_glued(last) and after in ("+", "@", "_"):
            return True
        if self.kind(first - 1) == "latin" and (
            self.kind(last) != "word" or self.known.has(self.words, first - 1, "month")
        ):
            return True
        glued = self.is_glued(first) and self.is_glued(first - 1) and before in DASHES | _SLASHES
        return (before == "[" and after == "]") or (glued and self.kind(first - 2) == "latin")

    def _is_list_mark(self, first: int, last: int) -> bool:
        """Whether digits only number the items of a list: "1- …" at the start of a line, or beside its neighbour."""
        if last != first + 1 or not self._is_marked(first) or self.kind(last + 1) == "number":
            return False
        if self.kind(first - 1) == "line":
            return True
        value = int(self.folded(first))
        return any(
            self.folded(at) == str(value + (1 if at > first else -1)) and self._is_marked(at)
            for at in range(max(0, first - _ITEM), min(len(self.words), first + _ITEM))
        )

    def _is_marked(self, at: int) -> bool:
        """Whether the digits at ``at`` carry the mark of a list's item."""
        folded = self.folded(at)
        return folded.isdecimal() and len(folded) <= 2 and self.folded(at + 1) in _LIST_MARKS and self.is_glued(at + 1)


def _is_month_of_year(first: str, second: str) -> bool:
    """Whether two numbers around a dash are a month and its year (9-2017, 2017-09) or a time of day with leading 0."""
    if not (first.isdecimal() and second.isdecimal()):
        return False
    small, large = sorted((int(first), int(second)))
    return small in range(1, _MONTH + 1) and large in YEARS
