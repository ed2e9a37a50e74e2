"""Names: where a person's name stands, and how far it goes."""

from __future__ import annotations

import functools

from tawthiq.extraction.page import Page, Range
from tawthiq.refdata.places.rows import given_names
from tawthiq.text.normal import fold

_LONGEST = 5
"""Words of a name, at the most."""

_LINKS = frozenset(("بن", "ابن", "بنت", "ابو", "ام", "عبد", "ال", "ابي"))
QUOTES = frozenset('"“«”')
_NAMING = frozenset(("name_head", "name_tail", "whole", "native", "class", "bearing"))
"""Senses that a word may have inside a person's name all the same."""


@functools.cache
def given() -> frozenset[str]:
    """Given names, folded, with and without article."""
    names = {fold(name) for name in given_names()}
    return frozenset(names | {f"ال{name}" for name in names})


def may_open(word: str) -> bool:
    """May a folded word, with or without و, open a name?"""
    return word in given() or word in _LINKS or word[1:] in given()


def name_at(page: Page, index: int, end: int, *, tied: bool = False) -> Range | None:
    """The name of two words or more that begins at a word: a given name and what goes on from it. ``tied``: و may be
    glued to it."""
    word = page.words[index].folded
    first = word[1:] if tied and word[:1] == "و" and word not in given() else word
    if page.at(index, "stop") is not None or not (first in given() or first in _LINKS):
        return None
    last = index + 1
    while last < min(end, index + _LONGEST) and _goes_on(page, last):
        last += 1
    return (index, last) if last - index > 1 else None


def _goes_on(page: Page, index: int) -> bool:
    """May the word be one more of a name: a given name, a link, or a word that means nothing else to a report?"""
    word = page.words[index]
    if word.kind != "word" or (page.at(index, "stop") is not None and not _ali(page, index)):
        return False
    if word.folded in given() or word.folded in _LINKS or page.words[index - 1].folded in _LINKS:
        return True
    if any(date.first <= index < date.last for date in page.dates):
        return False
    return all(mention.sense in _NAMING for mention in page.starting.get(index, ())) and not word.folded.startswith("و")


def _ali(page: Page, index: int) -> bool:
    """Is it the name علي or العلي, and not the preposition على?"""
    word = page.words[index].folded
    by = index + 1 < len(page.words) and page.words[index + 1].folded == "يد"
    return word in given() and (word.startswith("ال") or (page.quote(index, index + 1).endswith("ي") and not by))


def befallen(page: Page, index: int) -> bool:
    """Does a word that says what befell somebody end right before the word, an opening quotation mark aside?"""
    before = index - 1 if index and page.words[index - 1].folded in QUOTES else index
    return any(
        mention.last == before and mention.reading.entry.sense == "harm" and not mention.reading.suffix
        for start in range(max(0, before - 2), before)
        for mention in page.starting.get(start, ())
    )


def joined(page: Page, last: int, index: int) -> bool:
    """Does only و, and quotation marks, stand between the end of a name and a word?"""
    return last <= index and all(
        page.words[i].folded in QUOTES or page.words[i].folded == "و" for i in range(last, index)
    )
