"""Ranges: بين 10 و15 "between 10 and 15", من 10 إلى 15, 10 - 15, ثلاثة أو أربعة."""

from __future__ import annotations

import msgspec

from tawthiq.language.ar.number_signs import DASHES, YEARS, NumberSigns
from tawthiq.language.ar.numerals import Numeral, Numerals


class NumberRange(msgspec.Struct, frozen=True, gc=False):
    """``low`` and ``high`` ends, ``[first, last)`` the words. ``dashed``: written 10-15."""

    first: int
    last: int
    low: Numeral
    high: Numeral
    dashed: bool = False


class NumberRanges:
    """Reads the other end of a range."""

    __slots__ = ("numerals", "signs")

    def __init__(self, numerals: Numerals, signs: NumberSigns) -> None:
        self.numerals = numerals
        self.signs = signs

    def after(self, low: Numeral) -> NumberRange | None:
        """The range whose low end is ``low`` and whose sign stands after it, or None."""
        at, signs = low.last, self.signs
        folded = signs.folded(at)
        dashed = folded in DASHES
        start = low.first - 1 - (signs.folded(low.first - 1) == "ال")
        since = signs.known.has(signs.words, start, "from")
        if signs.known.has(signs.words, at, "to"):
            if signs.is_change(low.first):
                return None
        elif not (
            dashed or signs.known.has(signs.words, at, "or") or (since and signs.known.has(signs.words, at, "until"))
        ):
            return None
        first = start if since and not dashed and folded != "او" else low.first
        return self._closed(first, low, signs.start(at + 1), dashed=dashed)

    def between(self, first: int, at: int) -> NumberRange | None:
        """The range after بين at ``first``, its low end at ``at``: joined by و, إلى or a dash."""
        words, signs = self.numerals.words, self.signs
        at = signs.start(at)
        low = self.numerals.read(at) if at < len(words) else None
        if low is None or low.ordinal:
            return None
        after = low.last
        apart = signs.folded(after) in ("و", "وال", "الي") or signs.folded(after) in DASHES
        return self._closed(first, low, signs.start(after + 1) if apart else after, dashed=False, joined=not apart)

    def _closed(self, first: int, low: Numeral, at: int, *, dashed: bool, joined: bool = False) -> NumberRange | None:
        """The range from ``low`` to the numeral at ``at``; None where that is none, is not
        larger, or only follows a year (rose in 2015 to 33). ``joined``: the high
        end carries its و."""
        if low.ordinal or self.signs.kind(at) not in ("word", "number"):
            return None
        atom = self.numerals.atom(at)
        if joined != (atom is not None and atom.joined) or (
            self.signs.chain(at) > at and self.signs.kind(at) == "number"
        ):
            return None
        high = self.numerals.read(at)
        if high is None or high.ordinal:
            return None
        if low.scale == 1 < high.scale and low.value * high.scale < high.value:
            low = msgspec.structs.replace(low, value=low.value * high.scale)
        if not 0 < low.value < high.value or (self.signs.is_year(low) and high.value not in YEARS):
            return None
        return NumberRange(first, high.last, low, high, dashed)
