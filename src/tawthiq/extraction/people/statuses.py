"""Statuses: whose people the dead and wounded were, said beside the figures ("في صفوف المدنيين", "من قوات النظام")."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.people.phrases import STOPS

_REACH = 4
_PAUSES = STOPS | {"،", ","}
_RANKS = "صفوف"
_AMONG = frozenset((_RANKS, "بين", "من", "اوساط"))


def with_status(page: Page, found: Sequence[Figure]) -> list[Figure]:
    """Status said behind the figures: "ثلاثة شهداء وثماني إصابات في صفوف المدنيين" makes both civilian, "أربعة قتلى من
    قوات النظام" combatants; members are combatants only of an armed force ("5 عناصر من …", "خمسة من عناصرها")."""
    result = list(found)
    for position, figure in enumerate(found):
        if figure.zero:
            continue
        if figure.attributes.get("code") == "member" and _of_a_force(page, figure):
            result[position] = _status(figure, "combatant", None)
        if result[position].attributes.get("status") is not None:
            continue
        if _among_civilians(page, figure):
            _give(result, position, "civilian", "stated")
        elif _among_fighters(page, figure):
            _give(result, position, "combatant", None)
    return result


def _give(result: list[Figure], position: int, status: str, basis: str | None) -> None:
    """Give the status to a figure and to those right before it that have none."""
    result[position] = _status(result[position], status, basis)
    before = position - 1
    while before >= 0 and result[before].whole is None and result[before + 1].first - result[before].last <= 2:
        if result[before].attributes.get("status") is None and not result[before].zero:
            result[before] = _status(result[before], status, basis)
        before -= 1


def _status(figure: Figure, status: str, basis: str | None) -> Figure:
    """The figure with a status."""
    return msgspec.structs.replace(figure, attributes={**figure.attributes, "status": status, "status_basis": basis})


def _of_a_force(page: Page, figure: Figure) -> bool:
    """Is an armed force named behind its members, or theirs by a pronoun ("تقتل خمسة من عناصرها")?"""
    if any(page.at(i, "actor", "owner") is not None for i in range(figure.last, min(figure.last + 4, len(page.words)))):
        return True
    noun = page.at(figure.head, "person")
    owned = noun is not None and bool(noun.reading.suffix)
    return owned and any(page.at(i, "actor") is not None for i in range(max(0, figure.first - 15), figure.first))


def _among_civilians(page: Page, figure: Figure) -> bool:
    """Do the next words say among whom (في صفوف المدنيين, بين الأهالي)?"""
    for index in range(figure.last, min(figure.last + _REACH, len(page.words))):
        if page.words[index].folded in _PAUSES:
            return False
        person = page.at(index, "person")
        if (
            person is not None
            and person.reading.definite
            and person.reading.entry.attributes.get("status") == "civilian"
        ):
            return any(page.words[i].folded in _AMONG for i in range(figure.last, index))
    return False


def _among_fighters(page: Page, figure: Figure) -> bool:
    """Do the next words (or those before a colon: "خسائر في صفوف الحوثيين: 12 قتيلاً") name the force they were of?"""
    if figure.head < 0:
        return False
    behind = figure.last
    if behind < len(page.words) and page.words[behind].folded == "من" and page.at(behind + 1, "actor") is not None:
        return True
    for index in range(behind, min(behind + _REACH, len(page.words) - 1)):
        if page.words[index].folded in _PAUSES:
            break
        if page.words[index].folded == _RANKS and page.at(index + 1, "actor") is not None:
            return True
    if figure.first == 0 or page.words[figure.first - 1].folded != ":":
        return False
    return any(
        page.words[i].folded == _RANKS and page.at(i + 1, "actor") is not None
        for i in range(max(0, figure.first - _REACH - 2), figure.first - 1)
    )
