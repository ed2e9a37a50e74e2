"""Counts: what the words of a figure entail, at least, at best and at most (code book 4.1)."""

from __future__ import annotations

import math

import msgspec

from tawthiq.errors import ModelError
from tawthiq.model.codes import Quantifier

FIXED: dict[str, tuple[int, int | None, int | None]] = {
    "few": (3, None, 9),
    "tens": (10, None, None),
    "dozens": (12, None, None),
    "hundreds": (100, None, None),
    "thousands": (1000, None, None),
    "plural": (2, None, None),
    "family": (2, None, None),
    "none": (0, 0, 0),
    "none_reported": (0, None, None),
}
"""Bounds of the quantifiers that hold no number: quantifier -> (min, best, max)."""


class Count(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure as the report gives it.

    ``quote``: its words. ``stated``: the numbers as written (``[70]``, ``[10, 15]``, ``[]`` where none is).
    ``min``: what the words entail. ``max``: set only if the words bound it. ``best``: only if they state it.
    None means that the report does not say; zero only what the report calls zero.
    """

    quote: str
    quantifier: Quantifier
    stated: tuple[int, ...] = ()
    min: int | None = None
    best: int | None = None
    max: int | None = None

    def __post_init__(self) -> None:
        known = [value for value in (self.min, self.best, self.max) if value is not None]
        if any(value < 0 for value in known) or known != sorted(known):
            raise ModelError(f"a count needs 0 <= min <= best <= max, not {self.min}, {self.best}, {self.max}")

    @classmethod
    def of(
        cls,
        quote: str,
        quantifier: Quantifier,
        *stated: int,
        nearly: bool = False,
        harm: bool = True,
        subset: bool = False,
    ) -> Count:
        """The count that the code book gives these words.

        ``stated``: the numbers in them. ``nearly``: قرابة, ما يقارب ("nearly N"), whose maximum is N itself.
        ``harm``: False where no harm is asserted, so that "up to N" may be none. ``subset``: a bare plural inside a
        larger figure entails one, not two.
        """
        low, best, high = _bounds(quantifier, stated, nearly=nearly, harm=harm, subset=subset)
        return cls(quote, quantifier, tuple(stated), low, best, high)


def _bounds(
    quantifier: Quantifier, stated: tuple[int, ...], *, nearly: bool, harm: bool, subset: bool
) -> tuple[int | None, int | None, int | None]:
    """(min, best, max) of a quantifier over the stated numbers. Raises ``ModelError`` if it lacks the number it
    needs."""
    if quantifier == "plural" and subset:
        return 1, None, None
    if quantifier in FIXED:
        return FIXED[quantifier]
    if quantifier == "most":
        return (stated[0] // 2 + 1, None, stated[0]) if stated else (1, None, None)
    if quantifier == "unknown":
        return None, None, None
    if not stated:
        raise ModelError(f"the quantifier {quantifier} needs a number")
    number, last = stated[0], stated[-1]
    table: dict[str, tuple[int, int | None, int | None]] = {
        "exact": (number, number, number),
        "more_than": (number + 1, None, None),
        "at_least": (number, None, None),
        "at_most": (min(int(harm), number), None, number),
        "approximately": (_nearest(0.9 * number), number, number if nearly else _nearest(1.1 * number)),
        "range": (number, None, last),
        "decade_plus": (number + 1, None, number + 9),
    }
    return table[quantifier]


def _nearest(value: float) -> int:
    """Round half up, as people do (Python's own rounding goes to the even number)."""
    return math.floor(value + 0.5)
