"""Numbers and quantities in Arabic: what other modules ask for.

Digits of three scripts, number words with their order and agreement, bounds, ranges, and words of quantity. The words
are data (``refdata/numbers/ar.tsv``); the grammar is in ``numerals`` and ``quantities``.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.language.ar.number_mentions import BoundMention, NumberMention, Quantities
from tawthiq.language.ar.number_words import number_words
from tawthiq.language.ar.numerals import Numerals
from tawthiq.language.ar.quantities import QuantityReader
from tawthiq.text.words import Word

__all__ = [
    "BoundMention",
    "NumberMention",
    "Quantities",
    "find_bounds",
    "find_numbers",
    "find_quantities",
    "word_value",
]


def find_quantities(words: Sequence[Word]) -> Quantities:
    """The numbers and the bounds of a text, from one reading. Linear in the number of words."""
    return QuantityReader(words, number_words()).read()


def find_numbers(words: Sequence[Word]) -> list[NumberMention]:
    """The quantities of a text, in order, none overlapping another."""
    return find_quantities(words).numbers


def find_bounds(words: Sequence[Word]) -> list[BoundMention]:
    """The bounds that stand with a noun and not with a numeral, in order: شخصان على الأقل."""
    return find_quantities(words).bounds


def word_value(words: Sequence[Word], first: int) -> tuple[int, int] | None:
    """(value, last) of the number in words, cardinal or ordinal, that starts at ``first``; None for anything else.

    For days and years in words: الرابع والعشرون "the 24th", ألفين وسبعة عشر "2017".
    """
    if not 0 <= first < len(words) or words[first].kind != "word":
        return None
    numeral = Numerals(words, number_words()).read(first)
    return (numeral.value, numeral.last) if numeral is not None else None
