"""From the key of a name to the places that have it: held in memory for the embedded gazetteer, read from the file for
imported layers, of which a first-word table alone is held.

``traits`` of a name of one word is a sum: 1 where a name has the article, 2 where one lacks it, 4 where a place is not
minor (:data:`WITH`, :data:`WITHOUT`, :data:`MAJOR`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from tawthiq.places.drafts import STRONG, WEAK, Draft

WITH, WITHOUT, MAJOR = 1, 2, 4
_TRAITS = 8
_MEMORY = 100_000

Names = dict[str, list[int]]


class Index(Protocol):
    """Look-ups by key; an unknown key gives nothing."""

    def first(self, word: str) -> tuple[int, int]:
        """How many words names that begin with a bare word have at most (0: none does), and the traits of the name
        that is this word alone (0: there is none)."""
        ...

    def holds(self, key: str) -> bool:
        """Whether a place has ``key`` as its own name."""
        ...

    def ordinary(self, key: str) -> bool:
        """Whether a name of several words that is held is no sure sign of a place (الشيخ محمد, عز الدين)."""
        ...

    def strong(self, key: str) -> Sequence[int]:
        """Rows of the places that have ``key`` as their own name."""
        ...

    def weak(self, key: str) -> Sequence[int]:
        """Rows of the places whose name is ``key`` but for a word that belongs to it (سلحب for تل سلحب)."""
        ...


class MemoryIndex:
    """An :class:`Index` all in memory. ``names``: key -> [traits, rows …]; ``weak``: key -> [rows …]."""

    def __init__(self, names: Mapping[str, Sequence[int]], weak: Mapping[str, Sequence[int]]) -> None:
        self._names, self._weak = names, weak
        self._longest: dict[str, int] = {}
        for key in names:
            word, _, rest = key.partition(" ")
            size = key.count(" ") + 1 if rest else 1
            if size > self._longest.get(word, 0):
                self._longest[word] = size

    @classmethod
    def unpacked(cls, content: bytes) -> MemoryIndex:
        """Raises ``msgspec.DecodeError``."""
        return cls(*msgspec.msgpack.decode(content, type=tuple[Names, Names]))

    def first(self, word: str) -> tuple[int, int]:
        """See :class:`Index`."""
        return self._longest.get(word, 0), self._names.get(word, (0,))[0]

    def holds(self, key: str) -> bool:
        """See :class:`Index`."""
        return key in self._names

    def ordinary(self, key: str) -> bool:  # noqa: ARG002  # the embedded names are reviewed in common.tsv
        """See :class:`Index`."""
        return False

    def strong(self, key: str) -> Sequence[int]:
        """See :class:`Index`."""
        return self._names.get(key, (0,))[1:]

    def weak(self, key: str) -> Sequence[int]:
        """See :class:`Index`."""
        return self._weak.get(key, ())


class FileIndex:
    """An :class:`Index` over the tables of a gazetteer file. ``firsts``: bare word -> longest name × 8 + traits.
    ``ordinary``: names of several words that are no sure sign of a place."""

    def __init__(self, connection: sqlite3.Connection, firsts: dict[str, int], ordinary: frozenset[str]) -> None:
        self._connection, self._firsts, self._ordinary = connection, firsts, ordinary
        self._held: dict[tuple[str, int], tuple[int, ...]] = {}

    @classmethod
    def unpacked(cls, connection: sqlite3.Connection, content: bytes) -> FileIndex:
        """Raises ``msgspec.DecodeError``."""
        return cls(connection, *msgspec.msgpack.decode(content, type=tuple[dict[str, int], frozenset[str]]))

    def first(self, word: str) -> tuple[int, int]:
        """See :class:`Index`."""
        return divmod(self._firsts.get(word, 0), _TRAITS)

    def holds(self, key: str) -> bool:
        """See :class:`Index`."""
        word = key.partition(" ")[0]
        return word in self._firsts and bool(self._rows(key, STRONG))

    def ordinary(self, key: str) -> bool:
        """See :class:`Index`."""
        return key in self._ordinary

    def strong(self, key: str) -> Sequence[int]:
        """See :class:`Index`."""
        return self._rows(key, STRONG) if key.partition(" ")[0] in self._firsts else ()

    def weak(self, key: str) -> Sequence[int]:
        """See :class:`Index`."""
        return self._rows(key, WEAK)

    def _rows(self, key: str, how: int) -> tuple[int, ...]:
        held = self._held.get((key, how))
        if held is None:
            if len(self._held) >= _MEMORY:
                self._held.clear()
            found = self._connection.execute("SELECT place FROM name WHERE key = ? AND how = ?", (key, how))
            held = self._held[key, how] = tuple(row[0] for row in found)
        return held


class FirstWords:
    """Gathers the first-word table of a layer while its places are written."""

    def __init__(self) -> None:
        self._firsts: dict[str, int] = {}
        self._traits: dict[str, int] = {}
        self._ordinary: set[str] = set()

    def add(self, key: str, traits: int) -> None:
        """A name that is a place's own, and its traits."""
        word, _, rest = key.partition(" ")
        size = key.count(" ") + 1 if rest else 1
        if size > self._firsts.get(word, 0):
            self._firsts[word] = size
        if not rest:
            self._traits[word] = self._traits.get(word, 0) | traits
        elif not traits & MAJOR:
            self._ordinary.add(key)

    def packed(self) -> bytes:
        """As :class:`FileIndex` reads it."""
        firsts = {word: size * _TRAITS + self._traits.get(word, 0) for word, size in self._firsts.items()}
        return msgspec.msgpack.encode((firsts, self._ordinary))


def packed(places: Iterable[Draft]) -> bytes:
    """All names in Arabic script of ``places`` (their rows in order), as :class:`MemoryIndex` reads them."""
    strong: Names = {}
    weak: Names = {}
    for number, place in enumerate(places):
        for key, how in sorted(place.names):
            if how == STRONG:
                held = strong.setdefault(key, [0])
                held[0] |= place.articles.get(key, 0) | (0 if place.minor else MAJOR)
                held.append(number)
            elif how == WEAK:
                weak.setdefault(key, []).append(number)
    for held in strong.values():
        held[0] |= 0 if held[0] & (WITH | WITHOUT) else WITH | WITHOUT
    return msgspec.msgpack.encode((strong, weak))
