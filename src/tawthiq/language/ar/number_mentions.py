"""What the reading of numbers gives: mentions of quantities, and bounds that stand with a noun."""

from __future__ import annotations

from typing import Literal

import msgspec

from tawthiq.model.codes import Quantifier

Style = Literal["digits", "words", "vague"]


class NumberMention(msgspec.Struct, frozen=True, gc=False):
    """A quantity. ``[first, last)``: indices of the words that say it, bounds and quantifiers included, nouns not.

    ``stated``: the numbers as written; () for vague words; "less than 10" states 9. ``nearly``: the number is the
    maximum (قرابة). ``proclitic``: letters of the first word before the quantity (1 in بعشرين "with twenty").
    ``ordinal``: الثالث "the third". ``year_like``: reads as a year. ``calibre``: of a weapon. ``floor``: of vague
    words, the least that they entail (مئات الآلاف "hundreds of thousands": 100 000). ``bound``: the words that bound
    it, where others stand between (تجاوز in تجاوز عدد القتلى 50 "the number of dead passed 50").
    """

    first: int
    last: int
    quantifier: Quantifier
    stated: tuple[int, ...] = ()
    nearly: bool = False
    style: Style = "words"
    proclitic: int = 0
    ordinal: bool = False
    year_like: bool = False
    calibre: bool = False
    floor: int | None = None
    bound: tuple[int, int] | None = None


class BoundMention(msgspec.Struct, frozen=True, gc=False):
    """Words that bound a noun and not a numeral beside them: after it (شخصان على الأقل "two persons at least",
    ``post``) or before it (ما لا يقل عن شخصين "no fewer than two persons")."""

    first: int
    last: int
    quantifier: Quantifier
    nearly: bool = False
    post: bool = True


class Quantities(msgspec.Struct, frozen=True):
    """All that one reading of a list of words found, in order."""

    numbers: list[NumberMention]
    bounds: list[BoundMention]


class Bound(msgspec.Struct, frozen=True, gc=False):
    """Bounding words ``[first, last)`` while their number is being looked for. ``kind``, ``side``, ``rule``: of the
    table of number words. ``apart``: other words stand between them and the number."""

    first: int
    last: int
    kind: str
    side: str
    rule: str
    proclitic: int
    apart: bool = False

    @property
    def quantifier(self) -> Quantifier:
        """The quantifier of the code book."""
        if self.kind == "nearly":
            return "approximately"
        return "at_most" if self.kind == "less_than" else self.kind  # type: ignore[return-value]  # the table's kinds

    @property
    def nearly(self) -> bool:
        """Whether the number is the maximum (قرابة)."""
        return self.kind == "nearly"

    def stated(self, value: int) -> int:
        """The number that these words and ``value`` state: "less than 10" is at most 9."""
        return value - 1 if self.kind == "less_than" and value > 0 else value

    def mention(self, *, post: bool) -> BoundMention:
        """The mention of a bound that stands with a noun."""
        return BoundMention(self.first, self.last, self.quantifier, self.nearly, post)
