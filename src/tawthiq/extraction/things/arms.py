"""Arms: weapons, what carried them, and how many strikes, in the words ``[first, last)`` of a page."""

from __future__ import annotations

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.language.ar.lexicon import Mention
from tawthiq.model.codes import Quantifier
from tawthiq.text.normal import fold

_FALLS = frozenset(("سقط", "سقوط", "تساقط", "ألقى", "ألقي", "إلقاء", "أطلق", "إطلاق"))
_BLOW = "ضربة"
_ABSENT = frozenset(("لا", "ولا", "بلا", "دون", "بدون"))
_SOME = frozenset(("عده", "عدد", "بعده", "بعدد", "بعض", "العديد"))


class Arm(msgspec.Struct, frozen=True):
    """A munition or platform at words ``[first, last)``. ``scout``: a platform that counts only if it strikes."""

    first: int
    last: int
    code: str
    scout: bool = False


class StrikeFigure(msgspec.Struct, frozen=True, kw_only=True):
    """How many strikes: words ``[first, last)``."""

    first: int
    last: int
    unit: str
    quantifier: Quantifier
    stated: tuple[int, ...] = ()
    nearly: bool = False


def munitions(page: Page, first: int, last: int) -> list[Arm]:
    """Munitions named, the longest of those on the same words."""
    return [_arm(m) for m in _longest(page, first, last, "munition")]


def platforms(page: Page, first: int, last: int) -> list[Arm]:
    """Platforms named; a scout plane counts only where it strikes, which the caller knows."""
    return [_arm(m) for m in _longest(page, first, last, "platform")]


def _arm(mention: Mention) -> Arm:
    attributes = mention.reading.entry.attributes
    return Arm(mention.first, mention.last, attributes.get("code", "other"), attributes.get("type") == "if_strikes")


def _longest(page: Page, first: int, last: int, sense: str) -> list[Mention]:
    """Mentions of a sense, without those that lie inside a longer one."""
    found: list[Mention] = []
    for mention in page.of(first, last, sense):
        if any(page.words[i].folded in _ABSENT for i in range(max(first, mention.first - 2), mention.first)):
            continue
        if found and mention.first < found[-1].last:
            if mention.last - mention.first > found[-1].last - found[-1].first:
                found[-1] = mention
            continue
        found.append(mention)
    return found


def strikes(page: Page, first: int, last: int) -> list[StrikeFigure]:
    """Counts of raids, shells, explosions …; the bare instrument (بالقذائف) is a munition and no count."""
    found = []
    for mention in _longest(page, first, last, "strike"):
        figure = _strike(page, mention, first)
        if figure is not None:
            found.append(figure)
    return found


def _strike(page: Page, mention: Mention, start: int) -> StrikeFigure | None:
    """The count of one strike noun, or None where it is not counted."""
    reading = mention.reading
    unit = reading.entry.code or "other"
    form = _number(mention)
    number = next(
        (
            n
            for n in page.numbers
            if n.last == mention.first and n.first >= start and not (n.ordinal or n.year_like or n.calibre)
        ),
        None,
    )
    if number is not None:
        return StrikeFigure(
            first=number.first,
            last=mention.last,
            unit=unit,
            quantifier=number.quantifier,
            stated=number.stated,
            nearly=number.nearly,
        )
    before = page.words[mention.first - 1].folded if mention.first > start else ""
    if before in _SOME:
        return StrikeFigure(first=mention.first - 1, last=mention.last, unit=unit, quantifier="plural")
    if form == "dual":
        return StrikeFigure(first=mention.first, last=mention.last, unit=unit, quantifier="exact", stated=(2,))
    definite = reading.definite or page.words[mention.first].folded[len(reading.prefix) :].startswith("ال")
    if definite and (unit != "raid" or form != "pl"):
        return None
    if form == "sg" and unit not in ("explosion", "other"):
        return StrikeFigure(first=mention.first, last=mention.last, unit=unit, quantifier="exact", stated=(1,))
    falls = page.at(mention.first - 1, "light") if mention.first > start else None
    fell = falls is not None and falls.reading.entry.lemma in _FALLS
    if form == "pl" and (unit == "raid" or fell or reading.entry.lemma == _BLOW):
        return StrikeFigure(first=mention.first, last=mention.last, unit=unit, quantifier="plural")
    return None


def _number(mention: Mention) -> str | None:
    """Singular, dual or plural: by the reading, and for rows of several words by the form of the first."""
    reading = mention.reading
    if reading.number is not None:
        return reading.number
    first, lemma = reading.form.removeprefix("ال"), fold(reading.entry.lemma.split()[0])
    if first in (lemma, f"{lemma}ا"):
        return "sg"
    stem = lemma.removesuffix("ه")
    return "dual" if first.startswith(stem) and first.endswith(("ين", "ان")) else "pl"
