"""Finds known place names among the words of a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from tawthiq.model.place import NameSpan
from tawthiq.places.index import MAJOR, WITH, WITHOUT, Index
from tawthiq.places.names import bare, bare_class_words, has_article
from tawthiq.refdata.places.rows import CommonName
from tawthiq.text.normal import fold

_MEMO_SIZE = 200_000
_MIN_LETTERS = 3
_LONG = 6
JOINER = "_"
_PROCLITICS = ("و", "ف")
_INNER = ("ب", "ل", "ك")
_RARE = ("ف", "ك")


class _Reading(NamedTuple):
    """One way to read a word as the first of a name: letters before it, its key, how many words names of that first
    word have at most, and, where it is a name by itself, whether that name is common (else None)."""

    proclitic: int
    key: str
    longest: int
    alone: bool | None


class NameScanner:
    """A :class:`~tawthiq.model.place.PlaceScanner` over the indexes of all gazetteer files in use.

    ``commons``: names that are also ordinary words, and words that are never names by themselves.
    """

    def __init__(self, indexes: Sequence[Index], commons: Iterable[CommonName]) -> None:
        self._indexes = tuple(indexes)
        self._common, self._never = _sorted_out(commons)
        self._readings: dict[str, tuple[_Reading, ...]] = {}

    def scan(self, words: Sequence[str]) -> list[NameSpan]:
        """The longest known names of up to five words, in order, without overlaps; "" is never crossed, and "_" stands
        between the words of a hashtag (#خان_شيخون)."""
        spans: list[NameSpan] = []
        known = self._readings
        busy_until = 0
        for index, word in enumerate(words):
            readings = known.get(word)
            if readings is None:
                readings = self._read(word)
            if readings and index >= busy_until:
                span = self._longest_at(words, index, readings)
                if span is not None:
                    spans.append(span)
                    busy_until = span.last
        return spans

    def _longest_at(self, words: Sequence[str], first: int, readings: tuple[_Reading, ...]) -> NameSpan | None:
        best: NameSpan | None = None
        for reading in readings:
            if reading.alone is not None and best is None:
                best = NameSpan(first, first + 1, reading.proclitic, reading.key, reading.alone)
            key = reading.key
            left = reading.longest - 1
            for last in range(first + 2, len(words) + 1):
                word = words[last - 1]
                if not (word and left):
                    break
                if word == JOINER:
                    continue
                left -= 1
                key = f"{key} {bare(word)}"
                if best is not None and last <= best.last:
                    continue
                holding = [index for index in self._indexes if index.holds(key)]
                if holding:
                    common = key in self._common or all(index.ordinary(key) for index in holding)
                    best = NameSpan(first, last, reading.proclitic, key, common)
        return best

    def _read(self, word: str) -> tuple[_Reading, ...]:
        """All readings of a word form, the one with the fewest proclitics first; remembered."""
        if len(self._readings) >= _MEMO_SIZE:
            self._readings.clear()
        found = []
        for proclitic, rest in _peeled(word):
            if proclitic and word in self._common:
                break
            key = bare(rest)
            firsts = [index.first(key) for index in self._indexes]
            longest = max((size for size, _ in firsts), default=0)
            rare = bool(proclitic) and word[proclitic - 1] in _RARE
            traits = [one for _, one in firsts if one]
            alone = self._alone(rest, traits, proclitic, rare) if traits and rest not in self._never else None
            if longest > 1 or alone is not None:
                found.append(_Reading(proclitic, key, longest, alone))
            if rest in self._never:
                break
        self._readings[word] = tuple(found)
        return self._readings[word]

    def _alone(self, name: str, traits: Sequence[int], proclitic: int, rare: bool) -> bool | None:
        """Whether ``name`` is a name of one word: None where it is not, True where it is a common one. ``traits``: of
        each file that holds it.

        A name written with the article that it lacks or without the one it has, and a name that only minor places have,
        count as common and, where short, are not read at all after a proclitic; names of three letters not after ف or ك
        (``rare``), which seldom stand before places and begin many words.
        """
        if len(name) < _MIN_LETTERS + rare:
            return None
        spelled = WITH if has_article(name) else WITHOUT
        sure = any(held & MAJOR and held & spelled for held in traits)
        if not sure and proclitic and len(bare(name)) < _LONG:
            return None
        return not sure or name in self._common


def _peeled(word: str) -> Iterable[tuple[int, str]]:
    """``word`` whole, then without each proclitic it may carry: letters peeled, the rest. للنيرب (to An Nayrab) gives
    النيرب with two letters peeled, since the article has lost one of its own; للطامنة (to Al Lataminah) gives اللطامنة
    with one, since three ل are written as two."""
    yield 0, word
    starts = [0]
    if word[:1] in _PROCLITICS:
        starts.append(1)
        yield 1, word[1:]
    for start in starts:
        if word.startswith("لل", start):
            yield start + 2, "ال" + word[start + 2 :]
            yield start + 1, "ا" + word[start:]
        elif word[start : start + 1] in _INNER:
            yield start + 1, word[start + 1 :]


def _sorted_out(commons: Iterable[CommonName]) -> tuple[Collection[str], Collection[str]]:
    """The common names (one word as written, several words by key) and the words that are never names, folded."""
    common: set[str] = set()
    never: set[str] = set()
    for row in commons:
        folded = fold(row.word).split()
        if row.use == "never":
            never.add(" ".join(folded))
        else:
            common.add(folded[0] if len(folded) == 1 else " ".join(map(bare, folded)))
    return common, never | (bare_class_words() - common)
