"""The figure: one count of people harmed, as a sentence gives it."""

from __future__ import annotations

import msgspec

from tawthiq.extraction.page import Range
from tawthiq.model.codes import Quantifier


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of people harmed: words ``[first, last)``, with what the code book records of it.

    ``whole``: position in the sentence's list of the figure that contains this one. ``trigger``: the harm word's range,
    or the phrase's own. ``zero``: the report says none. ``pronoun``: people told only by a pronoun (لمقتله).
    ``among``: people told as some of the victims, whose number another sentence gives ("بين القتلى امرأة").
    ``least_one``: ضحايا "victims" with nothing more, a plural that entails only one.
    """

    first: int
    last: int
    trigger: Range
    outcome: str
    quantifier: Quantifier
    stated: tuple[int, ...] = ()
    nearly: bool = False
    attributes: dict[str, str | None]
    head: int = -1
    whole: int | None = None
    most: bool = False
    pronoun: bool = False
    others: bool = False
    least_one: bool = False
    among: bool = False

    @property
    def zero(self) -> bool:
        """True where the report says that nobody was harmed, or that it knows of nobody."""
        return self.quantifier in ("none", "none_reported")
