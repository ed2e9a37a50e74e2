"""The gazetteer places that a name could mean, before anything is weighed."""

from __future__ import annotations

from typing import Literal

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from tawthiq.model.place import PlaceKind
from tawthiq.places import names
from tawthiq.places.atlas import Atlas
from tawthiq.places.store import Place

Match = Literal["exact", "spelling", "part", "latin", "near"]
"""As written · but for article or class word · without a word of its name · in Latin letters · one letter off."""

_MIN_FUZZY = 5
_LOOSE = frozenset("اويهء")
_ALIKE = frozenset(map(frozenset, ("تط", "سص", "دض", "ذز", "ظض", "كق", "حه", "غق", "ثت", "جغ", "اه")))


_NAMED = frozenset(["village", "town", "farm"])
"""Kinds of which a class word may be the whole name: a village is called المزرعة (the farm), no quarter المدينة."""


class Candidate(msgspec.Struct, frozen=True):
    """A place and how the name led to it."""

    place: Place
    match: Match


class Candidates:
    """Finds candidates in a store; remembers what it found for a name."""

    def __init__(self, store: Atlas) -> None:
        self._store = store
        self._found: dict[tuple[str, PlaceKind | None], tuple[Candidate, ...]] = {}

    def named(self, name: str, kind: PlaceKind | None) -> tuple[Candidate, ...]:
        """All places that ``name`` could mean; ``kind`` lets الزاوية find جبل الزاوية where the text says mountain."""
        asked = (name, kind)
        held = self._found.get(asked)
        if held is None:
            if len(self._found) > 50_000:
                self._found.clear()
            held = self._found[asked] = self._look_up(name, kind)
        return held

    def misspelt(self, name: str, admin1: str) -> tuple[Candidate, ...]:
        """Places of one first-level area whose name is one slip away: a letter that sounds or is written alike, or a
        long vowel more or less. Two names that differ otherwise (بلشون, بليون) are two places."""
        key = names.key(names.words(name))
        if len(key) < _MIN_FUZZY:
            return ()
        found: dict[int, None] = {}
        for keys, numbers in self._store.names_like(key, admin1):
            for other, _, at in process.extract(
                key, keys, scorer=DamerauLevenshtein.distance, processor=None, score_cutoff=1, limit=None
            ):
                if _one_slip(key, other):
                    found[numbers[at]] = None
        return tuple(Candidate(self._store.place(number), "near") for number in found)

    def _look_up(self, name: str, kind: PlaceKind | None) -> tuple[Candidate, ...]:
        written = names.words(name)
        if not names.is_arabic(written):
            return tuple(Candidate(place, "latin") for place in self._store.named_in_latin(name))
        if kind not in _NAMED and len(written) == 1 and written[0] in names.bare_class_words():
            return ()
        found: dict[int, Candidate] = {}
        self._gather(found, names.key(written), written, "exact")
        if kind is not None:
            for word in names.words_of_kind(kind):
                self._gather(found, names.key((word, *written)), written, "exact")
        shorter, _, belongs = names.without_class(written)
        if shorter != written and not belongs:
            self._gather(found, names.key(shorter), shorter, "spelling")
        if not found or kind is not None:
            for place in self._store.named_in_part(names.key(written)):
                found.setdefault(place.number, Candidate(place, "part"))
        return tuple(found.values())

    def _gather(self, found: dict[int, Candidate], key: str, written: tuple[str, ...], best: Match) -> None:
        for place in self._store.named(key):
            same = best == "exact" and (len(written) > 1 or self._as_written(place, written[0]))
            found.setdefault(place.number, Candidate(place, best if same else "spelling"))

    def _as_written(self, place: Place, word: str) -> bool:
        """Whether the article of ``word`` is that of the place's label."""
        label = names.words(place.label_ar or "")
        return not label or names.has_article(label[-1]) == names.has_article(word)


def _one_slip(one: str, other: str) -> bool:
    if DamerauLevenshtein.distance(one, other, score_cutoff=1) != 1:
        return False
    if len(one) != len(other):
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        at = next((index for index, letter in enumerate(shorter) if letter != longer[index]), len(shorter))
        return longer[at] in _LOOSE or (at > 0 and longer[at] == longer[at - 1])
    changed = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if mine != theirs]
    return len(changed) == 2 or frozenset(changed[0]) in _ALIKE
