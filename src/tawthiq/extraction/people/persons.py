"""Persons: victims whom the report names, for linking and for their families; held at the internal level only.

A name adds no figure (code book 3.5): it belongs to the figure of one whom it names ("مقتل الطفل …").
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import Page, Range
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.statements.frames import Frame
from tawthiq.model.codes import Outcome, Sex
from tawthiq.model.event import Casualty, Person
from tawthiq.refdata.places.rows import given_names
from tawthiq.text.normal import fold

_LONGEST = 5
"""Words of a name, at the most."""

_AGE_REACH = 8
"""Words between a name and its age, at the most."""

_YEARS = frozenset(("عام", "عاما", "اعوام", "سنه", "سنوات", "سنين", "ربيعا"))
_TITLES = frozenset(("الشهيد", "الشهيده", "الضحيه", "المدعو", "المدعوه", "يدعي", "تدعي", "اسمه", "اسمها"))
"""Words between the noun and the name that are no part of it."""

_LINKS = frozenset(("بن", "ابن", "بنت", "ابو", "ام", "عبد", "ال", "ابي"))
_NAMING = frozenset(("name_head", "name_tail", "whole", "native", "class", "bearing"))
"""Senses that a word may have inside a person's name all the same."""


def persons(page: Page, frames: Sequence[Frame], casualties: Sequence[Casualty]) -> tuple[Person, ...]:
    """The victims whom the frames name, each once."""
    found: dict[str, Person] = {}
    for frame in frames:
        for figure in frame.figures:
            if figure.quantifier != "exact" or figure.stated != (1,) or figure.head < 0 or figure.pronoun:
                continue
            words = _name(page, frame, figure)
            if words is None:
                continue
            name = page.quote(*words)
            known = found.get(fold(name))
            evidence = page.evidence(*words)
            if known is not None:
                found[fold(name)] = msgspec.structs.replace(known, evidence=(*known.evidence, evidence))
                continue
            found[fold(name)] = Person(
                name=name,
                age=_age(page, words[1], frame.ranges[-1][1]),
                sex=_sex(figure),
                outcome=_outcome(figure),
                casualty=_casualty(page, figure, casualties),
                evidence=(evidence,),
            )
    return tuple(found.values())


@functools.cache
def _given() -> frozenset[str]:
    """Given names, folded, with and without article."""
    names = {fold(name) for name in given_names()}
    return frozenset(names | {f"ال{name}" for name in names})


def _name(page: Page, frame: Frame, figure: Figure) -> Range | None:
    """The name behind the noun: initials in brackets, or a given name and what goes on from it."""
    end = frame.ranges[-1][1]
    index = figure.head + 1
    while index < end and page.words[index].folded in _TITLES:
        index += 1
    if index >= end:
        return None
    if page.words[index].folded == "(":
        return _initials(page, index + 1, end)
    if page.words[index].folded in ('"', "“", "«", "”") and index + 1 < end:
        index += 1
    if page.at(index, "stop") is not None or page.words[index].folded not in _given() | _LINKS:
        return None
    last = index + 1
    while last < min(end, index + _LONGEST) and _goes_on(page, last):
        last += 1
    return (index, last) if last - index > 1 else None


def _initials(page: Page, first: int, end: int) -> Range | None:
    """ "(م. أ)": single letters with full stops, which stand for a name."""
    last = first
    while last < min(end, first + 2 * _LONGEST) and page.words[last].folded != ")":
        word = page.words[last]
        if word.kind == "word" and len(word.folded) > 1:
            return None
        last += 1
    return (first, last) if last > first and last < len(page.words) and page.words[last].folded == ")" else None


def _goes_on(page: Page, index: int) -> bool:
    """May the word be one more of a name: a given name, a link, or a word that means nothing else to a report?"""
    word = page.words[index]
    if word.kind != "word" or page.at(index, "stop") is not None:
        return False
    if word.folded in _given() or word.folded in _LINKS or page.words[index - 1].folded in _LINKS:
        return True
    if any(date.first <= index < date.last for date in page.dates):
        return False
    return all(mention.sense in _NAMING for mention in page.starting.get(index, ())) and not word.folded.startswith("و")


def _age(page: Page, index: int, end: int) -> int | None:
    """An age in years close behind the name ("9 أعوام", "البالغ من العمر 40 عاماً")."""
    limit = min(index + _AGE_REACH, end, len(page.words))
    for number in page.numbers:
        if index <= number.first < limit and number.quantifier == "exact" and number.last < len(page.words):
            return number.stated[0] if page.words[number.last].folded in _YEARS else None
    return None


def _sex(figure: Figure) -> Sex | None:
    """The sex that the figure's words give."""
    sex = figure.attributes.get("sex")
    return sex if sex in ("female", "male") else None  # type: ignore[return-value]  # the two codes


def _outcome(figure: Figure) -> Outcome:
    """What became of the person."""
    return figure.outcome  # type: ignore[return-value]  # the lexicon checks outcomes


def _casualty(page: Page, figure: Figure, casualties: Sequence[Casualty]) -> int | None:
    """Index of the figure that counts the person: the one with these words among its evidence."""
    words = page.evidence(figure.first, figure.last)
    holding = [index for index, casualty in enumerate(casualties) if words in casualty.evidence]
    return max(holding, default=None)
