"""The grammar of Arabic numerals: from words and digits to one value.

Units stand before tens (خمسة وعشرون "five and twenty" is 25), everything else from large to small, joined by و. What is
not in that order is two numbers: ثلاثة وثمانية is 3 and 8, and a noun between always parts them.

Words that have another sense are numbers only where the grammar supports it:

- خمس ست سبع تسع عشر (also "a fifth", "lady", "lion" …) inside a compound, or before a word that has no article; with an
  article of their own only after a noun that has one (الغارات الست "the six raids").
- أحد and إحدى ("one of", "Sunday") only in أحد عشر and before tens; الاثنين (Monday) never.
- ألفا is one thousand with its tanween or before "and …", two thousand before a noun.
- after a dual, اثنين takes no tens (مدنيين اثنين وعشرين جريحاً is 2 and 20); nor does واحد after its noun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

import msgspec

from tawthiq.language.ar.number_words import Atom, NumberWords
from tawthiq.text.words import Word

LONGEST = 9
"""Longer strings of digits are no counts but telephone numbers and identifiers."""

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:\.\d{3})+")
_DECIMAL = re.compile(r"(\d+|[1-9]\d{0,2}(?:,\d{3})+)[.,](\d+)")
_SCALES = frozenset(("scale", "scale_either", "scale_plural"))
_MANY = 3
"""Units multiply hundreds from three upward (ثلاث مئة)."""


class Numeral(msgspec.Struct, frozen=True, gc=False):
    """A value with the words ``[first, last)`` that say it. ``digits``: some of it in digits. ``scale``: the thousand
    or million that it ends on, else 1. ``proclitic``: letters of the first word before the number."""

    first: int
    last: int
    value: int
    digits: bool = False
    scale: int = 1
    proclitic: int = 0
    ordinal: bool = False


class _Term(msgspec.Struct, frozen=True, gc=False):
    """One addend: a group below a thousand, with the scale that multiplies it."""

    value: int
    last: int
    scale: int
    digits: bool


class Numerals:
    """Reads numerals in one list of words."""

    __slots__ = ("known", "words")

    def __init__(self, words: Sequence[Word], known: NumberWords) -> None:
        self.words = words
        self.known = known

    def atom(self, at: int) -> Atom | None:
        """The number word at ``at``, or None."""
        if at >= len(self.words):
            return None
        word = self.words[at]
        atom = self.known.atoms.get(word.light) or self.known.atoms.get(word.folded)
        if atom is not None and atom.rule == "spelled" and word.light[atom.proclitic :] != atom.light:
            return None
        return atom

    def read(self, first: int) -> Numeral | None:
        """The numeral that starts at ``first``, cardinal or ordinal, as long as the grammar lets it be."""
        ordinal = self._ordinal(first)
        if ordinal is not None:
            return ordinal
        term = self._term(first)
        if term is None or (term.last == first + 1 and not self._stands_alone(first)):
            return None
        value, last, digits, scale = term.value, term.last, term.digits, term.scale
        while scale > 1:
            term = self._addend(last, scale)
            if term is None:
                break
            value, last, digits, scale = value + term.value, term.last, digits or term.digits, term.scale
        atom = self.atom(first)
        return Numeral(first, last, value, digits, scale, atom.proclitic if atom else 0)

    def _ordinal(self, first: int) -> Numeral | None:
        """الثالث "the third", الحادي عشر "the eleventh", الخامس والعشرون "the 25th"."""
        atom = self.atom(first)
        if atom is None or atom.kind not in ("ordinal", "ordinal_head"):
            return None
        if self._is_ten_of_teen(first + 1):
            return Numeral(first, first + 2, atom.value + 10, proclitic=atom.proclitic, ordinal=True)
        ten, at = self._joined(first + 1)
        if ten is not None and at is not None and ten.kind == "ten" and ten.article:
            return Numeral(first, at + 1, atom.value + ten.value, proclitic=atom.proclitic, ordinal=True)
        if atom.kind == "ordinal_head":
            return None
        return Numeral(first, first + 1, atom.value, proclitic=atom.proclitic, ordinal=True)

    def _addend(self, at: int, limit: int) -> _Term | None:
        """What و adds to a numeral that ends on the scale ``limit``: anything smaller, or half of the scale."""
        joined, first = self._joined(at)
        if first is None:
            return None
        if joined is not None and joined.kind == "part":
            scale = self.atom(first + 1)
            if (
                scale is not None
                and scale.kind == "scale"
                and not scale.joined
                and not scale.tied
                and scale.value <= limit
            ):
                return _Term(scale.value // joined.value, first + 2, 1, False)
            return _Term(limit // joined.value, first + 1, 1, False) if limit >= 10**6 else None
        if joined is not None and joined.article:
            return None
        term = self._term(first)
        return term if term is not None and 0 < term.value < limit else None

    def _term(self, first: int) -> _Term | None:
        """A group with its scale, a scale that stands alone (ألف "a thousand") or a part of one (نصف مليون)."""
        if self.words[first].kind == "number":
            amount, last = self._amount(first)
            return None if amount is None else self._scaled(amount, last, digits=True, article=False)
        atom = self.atom(first)
        if atom is None:
            return None
        if atom.kind == "part":
            scale = self.atom(first + 1)
            if scale is None or scale.kind not in _SCALES or scale.tied or scale.joined:
                return None
            return _Term(scale.value // atom.value, first + 2, 1, False)
        if atom.kind == "scale":
            return _Term(atom.value, first + 1, atom.value, False)
        if atom.kind == "scale_dual":
            return _Term(2 * atom.value, first + 1, atom.value, False)
        if atom.kind == "scale_either":
            return _Term(atom.value * (2 if self._is_dual(first) else 1), first + 1, atom.value, False)
        value, last = self._group(first)
        return self._scaled(Fraction(value), last, digits=False, article=atom.article) if value else None

    def _scaled(self, amount: Fraction, last: int, *, digits: bool, article: bool) -> _Term | None:
        """``amount`` times the scale after it, if one stands there. None where a fraction remains."""
        atom = self.atom(last)
        if atom is not None and not atom.joined and not atom.tied and (article or not atom.article):
            if atom.kind in _SCALES and amount < 10**6:
                value = amount * atom.value
                return _Term(int(value), last + 1, atom.value, digits) if value.denominator == 1 else None
            if digits and (atom.kind == "hundred" or atom.kind == "vague") and atom.value == 100 and amount < 10:
                return self._scaled(amount * 100, last + 1, digits=True, article=False)
        return _Term(int(amount), last, 1, digits) if amount.denominator == 1 else None

    def _group(self, first: int) -> tuple[int, int]:
        """(value, last) of the words for a number below a thousand; 0 where there is none."""
        atom = self.atom(first)
        if atom is None:
            return 0, first
        if atom.kind == "hundred":
            value, last = atom.value, first + 1
        else:
            value, last = self._below_hundred(first)
            after = self.atom(last) if last == first + 1 and atom.kind == "unit" and _MANY <= value < 10 else None
            if after is None or after.value != 100 or after.proclitic or after.kind not in ("hundred", "vague"):
                return value, last
            value, last = 100 * value, last + 1
        joined, at = self._joined(last)
        if joined is None or at is None or (joined.article and not atom.article) or joined.kind == "hundred":
            return value, last
        rest, end = self._below_hundred(at)
        after = self.atom(end) if rest and joined.kind == "unit" and rest < 10 else None
        if after is not None and after.value == 100 and not after.proclitic:
            return value, last
        return (value + rest, end) if rest else (value, last)

    def _below_hundred(self, first: int) -> tuple[int, int]:
        """(value, last) of a unit, a teen, a ten, or a unit and a ten; 0 where there is none."""
        atom = self.atom(first)
        if atom is None:
            return 0, first
        if atom.kind in ("ten", "teen"):
            return atom.value, first + 1
        if atom.kind not in ("unit", "head"):
            return 0, first
        if atom.value < 10:
            if self._is_ten_of_teen(first + 1):
                return 10 + atom.value, first + 2
            ten, at = self._joined(first + 1)
            fits = ten is not None and ten.kind == "ten" and (atom.article or not ten.article)
            if ten is not None and at is not None and fits and not self._is_postposed(first, atom):
                return atom.value + ten.value, at + 1
        return (atom.value, first + 1) if atom.kind == "unit" else (0, first)

    def _joined(self, at: int) -> tuple[Atom | None, int | None]:
        """The number word that و joins at ``at``, glued (وعشرون) or apart (و 500), and where it stands. The word is
        None for digits; both are None where nothing is joined."""
        if at >= len(self.words):
            return None, None
        if self.words[at].folded == "و":
            if at + 1 < len(self.words) and self.words[at + 1].kind == "number":
                return None, at + 1
            atom = self.atom(at + 1)
            return (atom, at + 1) if atom is not None and not atom.joined and not atom.tied else (None, None)
        atom = self.atom(at)
        if atom is not None and self.words[at].folded == "واحد" and self._is_ten_of_teen(at + 1):
            atom = self.known.atoms["وأحد"]
        return (atom, at) if atom is not None and atom.joined and not atom.tied else (None, None)

    def _is_ten_of_teen(self, at: int) -> bool:
        """Whether the word is the عشر or عشرة of a teen."""
        atom = self.atom(at)
        return atom is not None and atom.kind == "unit" and atom.value == 10 and not atom.proclitic

    def _is_dual(self, at: int) -> bool:
        """Whether ألفا is two thousand: no vowel sign over it, and a noun without و after it."""
        word = self.words[at]
        if word.end - word.start > len(word.light) or self._joined(at + 1)[1] is not None:
            return False
        return at + 1 < len(self.words) and self.words[at + 1].kind == "word"

    def _is_postposed(self, at: int, atom: Atom) -> bool:
        """Whether one or two stands after its noun, and so takes no tens: شهيد واحد, مدنيين اثنين."""
        if atom.proclitic or at == 0 or atom.value > 2 or atom.kind != "unit":
            return False
        before = self.words[at - 1].folded
        if atom.value == 1:
            return self.known.has(self.words, at - 1, "counted")
        return len(before) > 4 and before.endswith(("ين", "ان")) and not before.startswith("ال")

    def _stands_alone(self, at: int) -> bool:
        """Whether the word at ``at`` is a number without other number words beside it."""
        atom = self.atom(at)
        if atom is None or atom.rule != "noun":
            return True
        if atom.article:
            return at > 0 and self.words[at - 1].folded.startswith(("ال", "وال", "بال", "لل"))
        return (
            at + 1 < len(self.words)
            and self.words[at + 1].kind == "word"
            and not self.words[at + 1].folded.startswith("ال")
        )

    def _amount(self, first: int) -> tuple[Fraction | None, int]:
        """(amount, last) of digits; the amount is None where they are no count: dates, telephone numbers, versions."""
        last, text = first + 1, self.words[first].folded
        while text.isdecimal() and len(text) <= LONGEST and self._is_group(last, text):
            text, last = text + self.words[last + 1].folded, last + 2
        if _GROUPED.fullmatch(text):
            text = text.replace(",", "").replace(".", "")
        decimal = _DECIMAL.fullmatch(text)
        if decimal:
            return Fraction(int(decimal[1].replace(",", "") + decimal[2]), 10 ** len(decimal[2])), last
        if not text.isdecimal() or len(text) > LONGEST or (text.startswith("0") and len(text) > 1):
            return None, last
        return Fraction(int(text)), last

    def _is_group(self, at: int, before: str) -> bool:
        """Whether an Arabic comma and three digits go on with a number: ١،٢٥٠."""
        if at + 1 >= len(self.words) or self.words[at].folded != "،" or len(before) == 0 or before.startswith("0"):
            return False
        comma, digits = self.words[at], self.words[at + 1]
        return (
            digits.kind == "number"
            and len(digits.folded) == 3
            and digits.folded.isdecimal()
            and self.words[at - 1].end == comma.start
            and comma.end == digits.start
            and len(self.words[at - 1].folded) <= 3
        )
