"""Mentions: words of a text read as a row of the lexicon, and which of them a longer phrase takes in."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.language.ar.clitics import Reading
from tawthiq.language.ar.patterns import GAP

_NAMES = frozenset({"source", "actor"})
"""Senses of phrases that are names: in الدفاع المدني "civil defence" nobody is a civilian."""

_FIGURES = frozenset(
    {"sport", "economy", "law", "accident", "film", "health", "weather", "figurative", "commemoration", "everyday"}
)
"""Senses of phrases that take the war out of their words: ضربة جزاء "penalty kick", غارة وهمية "mock raid"."""

_CONNECTIVES = frozenset({"result", "cause", "and", "shift"})
"""Senses that exclude one another on the same words: بالإضافة إلى ذلك is no إلى ذلك."""


class Mention(msgspec.Struct, frozen=True, gc=False):
    """Words ``[first, last)`` of a text, read as one row."""

    first: int
    last: int
    reading: Reading

    @property
    def sense(self) -> str:
        """The row's sense."""
        return self.reading.entry.sense


def outside(mentions: Sequence[Mention], phrases: Sequence[Mention]) -> list[Mention]:
    """The mentions that no longer phrase takes in."""
    over: dict[int, list[Mention]] = {}
    for phrase in phrases:
        for index in range(phrase.first, phrase.last):
            over.setdefault(index, []).append(phrase)
    return [m for m in mentions if not any(_takes_in(phrase, m) for phrase in over.get(m.first, ()))]


def _takes_in(phrase: Mention, mention: Mention) -> bool:
    """Whether ``mention`` is inside the longer ``phrase`` and adds nothing of its own."""
    if mention.last > phrase.last or mention.last - mention.first >= phrase.last - phrase.first:
        return False
    if mention.sense == phrase.sense or phrase.sense in _FIGURES:
        return True
    if phrase.sense in _NAMES:
        return mention.first > phrase.first
    if phrase.sense == "attack" and mention.sense == "person":
        return GAP not in phrase.reading.entry.lemma
    return phrase.sense in _CONNECTIVES and mention.sense in _CONNECTIVES
