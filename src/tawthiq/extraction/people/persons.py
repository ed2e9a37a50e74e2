"""Persons: victims whom the report names, for linking and for their families; held at the internal level only.

A name adds no figure (code book 3.5): it belongs to the figure of one whom it names ("مقتل الطفل …").
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import Page, Range
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.people.names import QUOTES, name_at
from tawthiq.extraction.statements.frames import Frame
from tawthiq.model.codes import Outcome, Sex
from tawthiq.model.event import Casualty, Person
from tawthiq.text.normal import fold

_LONGEST = 5
"""Words of a name, at the most."""

_AGE_REACH = 8
"""Words between a name and its age, at the most."""

_YEARS = frozenset(("عام", "عاما", "اعوام", "سنه", "سنوات", "سنين", "ربيعا"))
_TITLES = frozenset(("الشهيد", "الشهيده", "الضحيه", "المدعو", "المدعوه", "يدعي", "تدعي", "اسمه", "اسمها"))
"""Words between the noun and the name that are no part of it."""


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


def _name(page: Page, frame: Frame, figure: Figure) -> Range | None:
    """The name behind the noun, or in its stead: initials in brackets, or a given name and what goes on from it."""
    end = frame.ranges[-1][1]
    if page.at(figure.head, "person", "victim") is None:
        return name_at(page, figure.head, end, tied=True)
    index = figure.head + 1
    while index < end and page.words[index].folded in _TITLES:
        index += 1
    if index >= end:
        return None
    if page.words[index].folded == "(":
        return _initials(page, index + 1, end)
    if page.words[index].folded in QUOTES and index + 1 < end:
        index += 1
    return name_at(page, index, end)


def _initials(page: Page, first: int, end: int) -> Range | None:
    """ "(م. أ)": single letters with full stops, which stand for a name."""
    last = first
    while last < min(end, first + 2 * _LONGEST) and page.words[last].folded != ")":
        word = page.words[last]
        if word.kind == "word" and len(word.folded) > 1:
            return None
        last += 1
    return (first, last) if last > first and last < len(page.words) and page.words[last].folded == ")" else None


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
