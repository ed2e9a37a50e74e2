"""Counting of things and groups: the number that belongs to a noun ("ثلاث مدارس", "عشرات العائلات", "منزلين")."""

from __future__ import annotations

from typing import Literal

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.language.ar.lexicon import Mention
from tawthiq.model.codes import Quantifier
from tawthiq.model.count import Count
from tawthiq.text.normal import fold

_LINKS = frozenset(("من", "الي"))
_PROCLITICS = "وفبلك"


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a noun the words ``[first, last)`` say. ``explicit``: by a number or a word of number, not by the
    noun's form alone."""

    first: int
    last: int
    quantifier: Quantifier
    stated: tuple[int, ...] = ()
    nearly: bool = False
    explicit: bool = False

    def count(self, page: Page) -> Count:
        """The model's count."""
        return Count.of(page.quote(self.first, self.last), self.quantifier, *self.stated, nearly=self.nearly)


def amount(page: Page, mention: Mention, start: int) -> Amount | None:
    """How many the noun at ``mention`` counts, from word ``start`` on; None for a definite noun without a number, which
    refers to what is known."""
    before = mention.first
    while before > start and page.words[before - 1].folded in _LINKS:
        before -= 1
    if not mention.reading.prefix:
        for number in page.numbers:
            if number.last == before and number.first >= start and not (number.ordinal or number.year_like):
                return Amount(
                    first=number.first, last=mention.last, quantifier=number.quantifier, stated=number.stated,
                    nearly=number.nearly, explicit=True,
                )  # fmt: skip
    form = form_of(mention)
    if form == "dual":
        return Amount(first=mention.first, last=mention.last, quantifier="exact", stated=(2,), explicit=True)
    if definite(page, mention) or mention.reading.suffix:
        return None
    if form == "pl":
        return Amount(first=mention.first, last=mention.last, quantifier="plural")
    return Amount(first=mention.first, last=mention.last, quantifier="exact", stated=(1,))


def definite(page: Page, mention: Mention) -> bool:
    """Does the noun carry the article?"""
    word = page.words[mention.first].folded
    return mention.reading.definite or word.startswith("ال") or word.lstrip(_PROCLITICS).startswith("ال")


def form_of(mention: Mention) -> Literal["sg", "dual", "pl"]:
    """Singular, dual or plural: by the reading, and for rows of several words by the form of their first."""
    reading = mention.reading
    if reading.number is not None:
        return reading.number
    first, lemma = reading.form.removeprefix("ال"), fold(reading.entry.lemma.split()[0])
    if first in (lemma, f"{lemma}ا"):
        return "sg"
    stem = lemma.removesuffix("ه").removesuffix("ات")
    return "dual" if first.startswith(stem) and first.endswith(("ين", "ان")) else "pl"
