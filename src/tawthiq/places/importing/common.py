"""Names of imported lists that are also ordinary words or names of persons: they need support from their sentence."""

from __future__ import annotations

import functools
from typing import Literal

from tawthiq.language.ar.lexicon import Lexicon, load
from tawthiq.places import names
from tawthiq.refdata.places import rows

_SENSES = frozenset([
    "speech", "result", "cause", "and", "subset", "total", "damage", "severity", "light", "denied", "alleged",
    "threat", "planned", "past", "function", "owner",
])  # fmt: skip
_NEVER = frozenset([
    "stop", "class", "near", "bearing", "attack", "harm", "victim", "person", "munition", "platform", "strike",
    "facility", "actor", "source", "role",
])  # fmt: skip
"""Senses of words that a preposition of place proves nothing for: في المدرسة is in the school, not in a village."""

_MIN_SURE = 4
_TITLES = ("الشيخ", "أبو", "أم", "ابن", "عبد", "عز", "الدين", "سيف", "نور", "آل", "الحاج", "السيد", "الله", "الرحمن")

Standing = Literal["sure", "ordinary", "never"]
"""A name is a place · only with support from its sentence · only behind a class word, since it is another word first
(على, المدرسة) or only opens names (كفر)."""


class Ordinary:
    """Tells whether a name is also an ordinary word: listed as such, a word of the lexicon, a given name, or so short
    that many words look like it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._persons = frozenset(map(_key, rows.given_names()))
        self._listed = frozenset(map(_key, (*rows.ordinary_words(), *(row.word for row in rows.common_names()))))
        self._titles = frozenset(map(_key, _TITLES))
        self._known: dict[str, Standing] = {}

    def __call__(self, key: str) -> Standing:
        """``key``: a name as it is filed. One of several words is ordinary where it is listed, or is a person's:
        الشيخ محمد is a person before it is a village."""
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._several(key) if " " in key else self._one(key)
        return known

    def _several(self, key: str) -> Standing:
        person = all(word in self._persons or word in self._titles for word in key.split(" "))
        return "ordinary" if person or key in self._listed else "sure"

    def _one(self, word: str) -> Standing:
        senses = {sense for form in (word, f"ال{word}") for sense in self._senses(form)}
        if senses & _NEVER or word in names.heads():
            return "never"
        if len(word) < _MIN_SURE or word in self._listed or word in self._persons or senses & _SENSES:
            return "ordinary"
        return "sure"

    def _senses(self, word: str) -> set[str]:
        return {reading.entry.sense for reading in self._lexicon.readings(word) if not reading.prefix}


def _key(name: str) -> str:
    return names.key(names.words(name))


@functools.cache
def ordinary() -> Ordinary:
    """With the project's own lexicon. Raises ``RefdataError``."""
    return Ordinary(load())
