"""Statuses: whose people the dead and wounded were, said beside the figures ("في صفوف المدنيين", "من قوات النظام")."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.people.phrases import STOPS
from tawthiq.language.ar.lexicon import Mention
from tawthiq.text.sentences import Sentence

_REACH = 4
_PAUSES = STOPS | {"،", ","}
_RANKS = "صفوف"
_FORCE_REACH = 20
"""Words between a force and its members told by a pronoun."""

_MEMBER = "عنصر"
_POLICE = frozenset(("امن", "الامن", "الامني", "شرطه", "الشرطه", "اسايش", "الاسايش"))
"""Words in the names of forces whose members are police."""

_LIVING = frozenset(("سكان", "أهالي", "قاطني"))
"""Words for the inhabitants of a place, who are civilians ("امرأة من سكان قرية …")."""

_ONE_PARENT = frozenset(("ه", "ها"))
_AIM = 5
"""Words between an attack and the people it aims at, at the most."""

_NEVER = -100
_AT = frozenset(("تقل", "علي"))
_OF_CIVILIANS = frozenset(("مدنيه", "المدنيه"))

_AMONG = frozenset((_RANKS, "بين", "من", "اوساط"))


def with_status(page: Page, sentence: Sentence, found: Sequence[Figure]) -> list[Figure]:
    """Status said behind the figures: "ثلاثة شهداء وثماني إصابات في صفوف المدنيين" makes both civilian, "أربعة قتلى من
    قوات النظام" combatants; members are combatants only of an armed force ("5 عناصر من …", "خمسة من عناصرها")."""
    result = list(found)
    for position, figure in enumerate(found):
        if figure.zero:
            continue
        if figure.attributes.get("code") == "member" and of_a_force(page, figure.head, figure.last):
            result[position] = _status(figure, "combatant", None)
        if result[position].attributes.get("status") is not None:
            continue
        among = _among_civilians(page, figure)
        if among is not None:
            _give(result, position, "civilian", among)
        elif _among_fighters(page, figure):
            _give(result, position, "combatant", None)
    aimed = _aimed_at_civilians(page, sentence)
    for position, figure in enumerate(result):
        if aimed and not (figure.zero or figure.attributes.get("status") or figure.attributes.get("role")):
            result[position] = _status(figure, "civilian", "implied")
    return [_like(page, result, position) for position in range(len(result))]


def _aimed_at_civilians(page: Page, sentence: Sentence) -> bool:
    """Does the sentence tell an attack on civilians or on their car ("استهداف للمدنيين", "سيارة مدنية")?"""
    attacked = _NEVER
    for index in range(sentence.first, sentence.last):
        if page.at(index, "harm") is not None or page.words[index].folded in STOPS:
            attacked = _NEVER
        attack = page.at(index, "attack")
        if attack is not None:
            attacked = attack.last if attack.reading.entry.pos == "noun" else index + _AIM
        if index - attacked > _AIM:
            continue
        person = page.at(index, "person")
        said = person.reading.entry.attributes if person is not None else {}
        if person is not None and said.get("basis") == "stated" and said.get("status") == "civilian":
            reading = person.reading
            if reading.definite and (reading.prefix.endswith("ل") or page.words[index - 1].folded in _AT):
                return True
        car = page.at(index, "facility")
        behind = page.words[car.last].folded if car is not None and car.last < sentence.last else ""
        if car is not None and car.reading.entry.code == "vehicle" and behind in _OF_CIVILIANS:
            return True
    return False


def _like(page: Page, found: Sequence[Figure], position: int) -> Figure:
    """The figure with the status of those before it whom it goes on from: "others" are others of the same ("مقتل مدنيين
    وإصابة آخرين"), and the relatives of a civilian are civilians ("طفلة ووالدتها"), as is whose child was hit."""
    figure = found[position]
    if figure.zero or figure.whole is not None or figure.attributes.get("status") is not None:
        return figure
    before = next((f for f in reversed(found[:position]) if f.whole is None and not f.zero and not f.others), None)
    if before is not None and (figure.others or _relative(page, figure)):
        status = before.attributes.get("status")
        if status == "civilian":
            return _status(figure, "civilian", "implied")
        if status is not None and figure.others:
            return _status(figure, status, None)
    behind = found[position + 1] if position + 1 < len(found) else None
    if behind is not None and behind.attributes.get("age") == "child" and _owned(page, behind) in _ONE_PARENT:
        return _status(figure, "civilian", "implied")
    return figure


def _relative(page: Page, figure: Figure) -> bool:
    """Is it a relative of whoever was told before ("ووالدتها")?"""
    noun = page.at(figure.head, "person") if figure.head >= 0 else None
    return noun is not None and "kin" in noun.reading.entry.attributes and bool(noun.reading.suffix)


def _owned(page: Page, figure: Figure) -> str:
    """The pronoun that the noun carries ("طفلها")."""
    noun = page.at(figure.head, "person") if figure.head >= 0 else None
    return noun.reading.suffix if noun is not None else ""


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


def of_a_force(page: Page, head: int, last: int) -> bool:
    """Is an armed force named behind its members, or theirs by a pronoun ("تقتل خمسة من عناصرها")? Security and police
    forces are none (code book 3.5)."""
    forces = [page.at(i, "actor", "owner") for i in range(head + 1, min(max(last, head + 1) + 4, len(page.words)))]
    named = [force for force in forces if force is not None]
    if named:
        return not _police(page, named[0])
    noun = page.at(head, "person")
    if noun is None or not (noun.reading.suffix or _plain(noun)):
        return False
    before = [page.at(i, "actor") for i in range(max(0, head - _FORCE_REACH), head)]
    owners = [force for force in before if force is not None]
    return bool(owners) and not any(_police(page, force) for force in owners)


def _police(page: Page, force: Mention) -> bool:
    """Is it a police or internal-security force, by its name?"""
    return any(page.words[i].folded in _POLICE for i in range(force.first, force.last))


def _plain(noun: Mention) -> bool:
    """Is it "members" with no word of whose they are ("أسفرت عن مقتل 15 عنصراً"), who are the other side's?"""
    return noun.reading.entry.lemma == _MEMBER and not noun.reading.definite


def _among_civilians(page: Page, figure: Figure) -> str | None:
    """The basis on which the next words say that they were civilians (في صفوف المدنيين, بين الأهالي), or None."""
    native = page.at(figure.last + 1, "native") if figure.last + 1 < len(page.words) else None
    if native is not None and page.words[figure.last].folded == "من" and native.reading.entry.lemma in _LIVING:
        return "implied"
    for index in range(figure.last, min(figure.last + _REACH, len(page.words))):
        if page.words[index].folded in _PAUSES or page.at(index, "harm", "subset") is not None:
            return None
        person = page.at(index, "person")
        if (
            person is not None
            and (person.reading.definite or (index == figure.last + 1 and person.reading.number == "pl"))
            and person.reading.entry.attributes.get("status") == "civilian"
        ):
            among = any(page.words[i].folded in _AMONG for i in range(figure.last, index))
            return person.reading.entry.attributes.get("basis", "implied") if among else None
    return None


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
