"""What words of a text are filed under, so that a search finds all forms of a word.

A word that the lexicon knows is filed under the headwords that it is a form of (بالمستشفى "in the hospital" under
مستشفى); any other under its stem: without article, proclitics, pronouns and endings (بسياراتهم "in their cars", and
سيارة, under سيار). The first key is filed at the word's place in the text, for phrases, further ones after its end.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

import msgspec

from tawthiq.language.ar.lexicon import Lexicon
from tawthiq.text.normal import Normal, fold, normalise

_PIECE = 200_000
"""Code points of a text that are taken apart at once: a text of 20 MB needs little memory."""

_MEMORY = 200_000
"""Words whose keys are kept; beyond that the memory starts afresh."""

_ARTICLE = re.compile("(?:[وف]?[بك]?ال|[وف]?لل)(?=.{3})")
_ENDING = re.compile("(?<=.{3})(?:هما|ها|هم|هن|نا|كم|تم|وا|ات|ان|ون|ين|يه|ته|ه|ي|ا)$")
_PLURAL = re.compile("(?<=.{3})(?:ات|ان|ون|ين|ت)$")
_WORD = re.compile(
    "[\u0621-\u063a\u0641-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff]+|\\d+(?:[.,\u066b\u066c]\\d+)*|[^\\W\\d_\u0600-\u06ff]+"
)
"""Words and numbers in a light spelling: the same that :func:`tawthiq.text.words.split` finds, which a test holds."""

_BREAK = re.compile(r"\n|\s")


class WordKeys(NamedTuple):
    """A folded word and its keys, the first one first; ``joined``: the same, separated by blanks."""

    word: str
    keys: tuple[str, ...]
    joined: str


class Filed(msgspec.Struct, frozen=True):
    """A text as it is filed. ``keys``: the first key of each word in order, then all others. ``words``: its different
    words."""

    keys: list[str]
    words: tuple[WordKeys, ...]


class Keys:
    """Keys of words, remembered by light spelling."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[str, WordKeys] = {}

    def file(self, text: str) -> Filed:
        """The keys of a whole text."""
        keys: list[str] = []
        words: dict[str, WordKeys] = {}
        known = self._known
        for piece, _ in pieces(text):
            found = _WORD.findall(normalise(piece, self._lexicon.is_word).light)
            for light in set(found).difference(known):
                self._remember(light)
            keys += [known[light].keys[0] for light in found]
            words |= {light: known[light] for light in dict.fromkeys(found)}
            if len(known) >= _MEMORY:
                known.clear()
        placed = set(keys)
        further = dict.fromkeys(key for one in words.values() for key in one.keys[1:] if key not in placed)
        return Filed([*keys, *further], tuple(words.values()))

    def words(self, text: str) -> tuple[Normal, list[tuple[int, int, str]]]:
        """A text normalised, and its words and numbers: start and end in its light spelling, and that itself. Letters
        that were split are rejoined."""
        spelt = normalise(text, self._lexicon.is_word)
        return spelt, [(*found.span(), found.group()) for found in _WORD.finditer(spelt.light)]

    def of(self, light: str) -> tuple[str, ...]:
        """The keys of one word in its light spelling, the first one first."""
        known = self._known.get(light) or self._remember(light)
        return known.keys

    def _remember(self, light: str) -> WordKeys:
        folded = fold(light)
        keys = tuple(dict.fromkeys(_alike().get(key, key) for key in self._find(folded, light)))
        self._known[light] = found = WordKeys(folded, keys, " ".join(keys))
        return found

    def _find(self, folded: str, light: str | None) -> Iterator[str]:
        if not "\u0600" <= folded[0] <= "\u06ff":
            yield folded.replace(".", "").replace(",", "")
            return
        readings = self._lexicon.readings(folded, light) or self._lexicon.readings(folded)
        if readings:
            for reading in readings:
                lemma = reading.entry.lemma
                yield fold(lemma) if " " not in lemma else folded
        else:
            yield from self._stems(folded)

    def _stems(self, folded: str) -> Iterator[str]:
        """The stems of a word that the lexicon does not know, likeliest first: without its article, then as if its
        first letters were proclitics (بسرمين "in Sarmin"). What is left of it then is no word of the lexicon either,
        which would have known it with its proclitics: والي "governor" is not و and إلى "to"."""
        article = _ARTICLE.match(folded)
        yield _stem(folded[article.end() :] if article else folded)
        for length in () if article else (1, 2):
            if _peels(folded, length) and not self._lexicon.readings(folded[length:]):
                yield _stem(folded[length:])


def _peels(folded: str, length: int) -> bool:
    """Whether the first ``length`` letters may be proclitics before a word of three letters or more."""
    found = folded[:length]
    return len(folded) - length >= 3 and (found in "وفبكلس" if length == 1 else found[0] in "وف" and found[1] in "بكلس")


def _stem(word: str) -> str:
    """A word without its ending: a pronoun, then a plural (سياراتهم سيارات سيار)."""
    return _PLURAL.sub("", _ENDING.sub("", word))


def pieces(text: str) -> Iterator[tuple[str, int]]:
    """A long text in pieces that end between words, each with where it begins."""
    begun = 0
    while begun < len(text):
        end = min(len(text), begun + _PIECE)
        if end < len(text):
            space = _BREAK.search(text, end, end + _PIECE)
            end = space.end() if space else min(len(text), end + _PIECE)
        yield text[begun:end], begun
        begun = end


@functools.cache
def _alike() -> dict[str, str]:
    """Headwords that are filed under another one: ``alike.tsv``, a line for each group of words that mean the same."""
    table = resources.files("tawthiq.register").joinpath("alike.tsv").read_text(encoding="utf-8")
    groups = [line.split("\t")[0].split("|") for line in table.splitlines()[1:] if line and not line.startswith("#")]
    return {fold(word): fold(group[0]) for group in groups for word in group[1:]}
