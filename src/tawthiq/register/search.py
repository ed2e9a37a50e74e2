"""Searching the texts: all forms of a word, phrases, parts of words; each hit with the ranges that were found."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, column, select, table, text

from tawthiq.errors import UsageError
from tawthiq.register.packing import unpack
from tawthiq.register.references import id_of
from tawthiq.register.schema import events, evidence, reports, search_words
from tawthiq.register.words import Keys, pieces
from tawthiq.text.normal import fold

LONGEST = 1000
"""Code points of a query."""

_MOST_KEYS = 200
"""Keys that a part of a word may lead to; beyond that it says too little."""

_MOST_PHRASES = 64
"""Ways to read a phrase that are looked for."""

_TERM = re.compile(r'["“”«»„]([^"“”«»„]*)["“”«»„]|(\S+)')
_PARTS = table("search_parts", column("word"), column("rowid"))

Ranges = tuple[tuple[int, int], ...]


class Asked(msgspec.Struct, frozen=True):
    """A word of a query: its keys, or the part of a word that it is."""

    keys: frozenset[str]
    ordered: tuple[str, ...]
    part: str | None = None


class Hit(msgspec.Struct, frozen=True):
    """A report in which all of a query is found. ``ranges``: code points of its text, in order. ``events``: the events
    that rest on words in these ranges. ``text``: the report's."""

    report: str
    exercise: bool
    published: str | None
    publisher: str | None
    ranges: Ranges
    events: tuple[str, ...]
    text: str


def search(connection: Connection, keys: Keys, query: str, *, limit: int, offset: int = 0) -> list[Hit]:
    """The reports in which all words and phrases of ``query`` are found, the latest addition first.

    A word stands for all its forms; "several words" for a phrase; *part* for any word with that part.
    Raises ``UsageError`` where the query holds no word.
    """
    terms = parse(connection, keys, query)
    if any(not asked.ordered for term in terms for asked in term):
        return []
    found = _numbers(connection, terms, limit, offset)
    hits = []
    rows = {row.number: row for row in connection.execute(select(reports).where(reports.c.number.in_(found)))}
    for number in found:
        row = rows[number]
        whole = unpack(row.text).decode("utf-8")
        ranges = ranges_of(keys, whole, terms)
        named = _events(connection, row, ranges)
        hits.append(Hit(id_of(row), bool(row.exercise), row.published, row.publisher, ranges, named, whole))
    return hits


def parse(connection: Connection, keys: Keys, query: str) -> list[tuple[Asked, ...]]:
    """The terms of a query, each a word or the words of a phrase."""
    if len(query) > LONGEST:
        raise UsageError(f"the query is longer than {LONGEST} characters: search for fewer words")
    terms: list[tuple[Asked, ...]] = []
    for phrase, word in _TERM.findall(query):
        if "*" in word and any(letter.isalnum() for letter in word):
            terms.append((_part(connection, word),))
            continue
        asked = tuple(_asked(keys, light) for _, _, light in keys.words(phrase or word)[1])
        if asked:
            terms.append(asked)
    if not terms:
        raise UsageError("nothing to search for: give a word")
    return terms


def _asked(keys: Keys, light: str) -> Asked:
    found = keys.of(light)
    return Asked(frozenset(found), found)


def _part(connection: Connection, word: str) -> Asked:
    """The keys of all words of the register that hold a part."""
    part = fold(word.strip("*"))
    query = select(search_words.c["keys"])
    if connection.dialect.name == "sqlite" and len(part) >= 3:
        match = text("search_parts MATCH :part").bindparams(part=f'"{part}"')
        query = query.where(search_words.c.number.in_(select(_PARTS.c.rowid).select_from(_PARTS).where(match)))
    else:
        query = query.where(search_words.c.word.contains(part, autoescape=True))
    found = list(dict.fromkeys(row.keys.split(" ")[0] for row in connection.execute(query.limit(_MOST_KEYS + 1))))
    if len(found) > _MOST_KEYS:
        raise UsageError(f"«{word}» is part of too many words: give more of it")
    return Asked(frozenset(found), tuple(found), part)


def _numbers(connection: Connection, terms: Sequence[tuple[Asked, ...]], limit: int, offset: int) -> list[int]:
    """The reports in the index that match."""
    sqlite = connection.dialect.name == "sqlite"
    match = " AND ".join(map(_fts, terms)) if sqlite else " & ".join(map(_tsquery, terms))
    condition = "search MATCH :match" if sqlite else "keys @@ CAST(:match AS tsquery)"
    statement = f"SELECT rowid FROM search WHERE {condition} ORDER BY rowid DESC LIMIT :limit OFFSET :offset"  # noqa: S608  # own words only
    rows = connection.execute(text(statement), {"match": match, "limit": limit, "offset": offset})
    return [number for (number,) in rows]


def _fts(term: tuple[Asked, ...]) -> str:
    """A term in the language of SQLite's FTS5."""
    return "(" + " OR ".join(f'"{" ".join(way)}"' for way in _ways(term)) + ")"


def _tsquery(term: tuple[Asked, ...]) -> str:
    """A term in the language of PostgreSQL's text search."""
    return "(" + " | ".join("(" + " <-> ".join(f"'{key}'" for key in way) + ")" for way in _ways(term)) + ")"


def _ways(term: tuple[Asked, ...]) -> Iterator[tuple[str, ...]]:
    """The sequences of keys that a term may be filed under, likeliest first."""
    return itertools.islice(itertools.product(*(asked.ordered for asked in term)), max(_MOST_PHRASES, _MOST_KEYS))


def ranges_of(keys: Keys, whole: str, terms: Sequence[tuple[Asked, ...]]) -> Ranges:
    """Where the terms stand in a text: code points, in order."""
    found: set[tuple[int, int]] = set()
    asked = [one for term in terms for one in term]
    for piece, begun in pieces(whole):
        spelt, words = keys.words(piece)
        different = {light for _, _, light in words}
        fitting = {one: {light for light in different if _is(one, light, keys)} for one in set(asked)}
        sets = [[fitting[one] for one in term] for term in terms]
        for at, (first, _, light) in enumerate(words):
            for run in sets:
                last = at + len(run)
                if light not in run[0] or last > len(words):
                    continue
                if all(words[at + n][2] in fits for n, fits in enumerate(run)):
                    start, end = spelt.raw_span(first, words[last - 1][1])
                    found.add((begun + start, begun + end))
    return tuple(sorted(found))


def _is(asked: Asked, light: str, keys: Keys) -> bool:
    if asked.part is not None:
        return asked.part in fold(light)
    return not asked.keys.isdisjoint(keys.of(light))


def _events(connection: Connection, row: Any, ranges: Ranges) -> tuple[str, ...]:
    """The events of a report that rest on words in these ranges."""
    query = (
        select(events.c.name, evidence.c.start, evidence.c.stop)
        .join(evidence, evidence.c.event == events.c.number)
        .where(events.c.report == row.number)
        .order_by(events.c.number)
    )
    touched = [
        f"{id_of(row)}#{name}"
        for name, start, stop in connection.execute(query)
        if any(start < end and begin < stop for begin, end in ranges)
    ]
    return tuple(dict.fromkeys(touched))
