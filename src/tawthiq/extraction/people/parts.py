"""Parts: figures inside a figure, behind بينهم "among them" or named over again ("3 مدنيين هم رجل وطفلان")."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.extraction.people.descriptions import attributes_of, severity
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.people.harms import Harm
from tawthiq.extraction.people.phrases import STOPS, People
from tawthiq.language.ar.lexicon import Mention
from tawthiq.text.sentences import Sentence

_NAMING = frozenset(("هم", "هما", "هن", "وهم", "وهما", "وهن", ":", "(", '"', "“", "«", "‹", "”"))
_PAUSES = frozenset(("،", ",", "-", "–"))
_TIED = 4
_OF_THEM = frozenset(("منهم", "منهما", "منهن"))
ALL = "all"
"""The ``type`` of a subset word that speaks of the whole figure (جميعهم)."""


def listed(page: Page, phrases: Sequence[People], by: dict[int, Harm]) -> dict[int, int]:
    """Position of a phrase that names people over again -> position of the phrase that counts them; the harm passes
    to the count. A list behind a mere comma must add up to the count ("مدنيان اثنان، رجل مسن وحفيدته")."""
    found: dict[int, int] = {}
    for position in range(1, len(phrases)):
        whole = position - 1
        before, phrase = phrases[whole], phrases[position]
        if position in found or phrase.conjoined or before.quantifier != "exact" or not before.stated:
            continue
        gap = [word.folded for word in page.words[before.last : phrase.first]]
        named = any(word in _NAMING for word in gap)
        if not gap or not all(word in _NAMING or word in _PAUSES for word in gap) or "bare" in phrase.attributes:
            continue
        members = _members(page, phrases, position)
        total = sum(phrases[i].stated[0] if phrases[i].stated else 1 for i in members)
        if (
            before.stated[0] < 2
            or (total > before.stated[0])
            or (not named and (total, len(members) > 1) != (before.stated[0], True))
        ):
            continue
        harm = by.get(whole) or (by.get(position) if not before.told and before.outcome is None else None)
        if harm is not None:
            by[whole] = harm
        elif before.outcome is None:
            continue
        found.update(dict.fromkeys(members, whole))
    return found


def _members(page: Page, phrases: Sequence[People], start: int) -> list[int]:
    """The phrases of a list: the first and those tied to it by و, whatever stands in brackets between."""
    members = [start]
    for position in range(start + 1, len(phrases)):
        gap = _outside_brackets(page, phrases[position - 1].last, phrases[position].first)
        if not phrases[position].conjoined or len(gap) > _TIED or any(page.words[i].folded in STOPS for i in gap):
            break
        members.append(position)
    return members


def _outside_brackets(page: Page, first: int, last: int) -> list[int]:
    """Word indices of ``[first, last)`` that stand in no brackets."""
    found: list[int] = []
    depth = 0
    for index in range(first, last):
        word = page.words[index].folded
        if word in "()":
            depth = max(0, depth + (1 if word == "(" else -1))
        elif depth == 0:
            found.append(index)
    return found


def member(page: Page, phrase: People, found: Sequence[Figure], whole: int) -> Figure:
    """One of the people that a figure counts, named over again."""
    return Figure(
        first=phrase.first,
        last=phrase.last,
        trigger=(phrase.first, phrase.last),
        outcome=severity(page, phrase, found[whole].outcome),
        quantifier=phrase.quantifier,
        stated=phrase.stated,
        attributes=_inherited(attributes_of(phrase), found[whole]),
        head=phrase.head,
        whole=whole,
    )


def _inherited(attributes: dict[str, str | None], container: Figure) -> dict[str, str | None]:
    """The attributes with at least the status of the whole."""
    if attributes["status"] is None and container.attributes.get("status"):
        attributes["status"] = container.attributes["status"]
        attributes["status_basis"] = container.attributes.get("status_basis")
    return attributes


def container(
    page: Page, phrase: People, found: Sequence[Figure], sentence: Sentence
) -> tuple[int, Mention | None] | None:
    """The figure that contains the phrase, and the word that says so (بينهم; None where it is inside the phrase)."""
    wholes = [i for i, figure in enumerate(found) if figure.whole is None and not figure.zero]
    if not wholes:
        return None
    if "bare" in phrase.attributes and phrase.last < len(page.words) and page.words[phrase.last].folded in _OF_THEM:
        return wholes[-1], None
    same = [i for i in wholes if phrase.outcome and _family(found[i].outcome) == _family(phrase.outcome)]
    if phrase.opener is not None:
        of_them = page.at(phrase.opener, "subset") is not None
        return (same[-1] if same else wholes[-1], None) if same or of_them else None
    end = found[wholes[-1]].last - 1
    for index in range(phrase.first - 1, max(sentence.first, end) - 1, -1):
        mention = page.at(index, "subset")
        if mention is not None and mention.first >= end:
            apart = phrase.outcome is not None and not same and phrase.conjoined and phrase.first > mention.last
            return None if apart else (same[-1] if same else wholes[-1], mention)
        if (
            page.at(index, "harm", "result", "attack", "speech", "light") is not None
            or page.words[index].folded in STOPS
        ):
            return None
    return None


def _family(outcome: str) -> str:
    """Serious injuries are injuries."""
    return "injured" if outcome == "injured_critical" else outcome


def part(page: Page, phrase: People, found: Sequence[Figure], whole: int, opener: Mention | None) -> Figure:
    """A figure inside another, with the outcome and at least the status of its whole."""
    container_ = found[whole]
    attributes = _inherited(attributes_of(phrase), container_)
    most = opener is not None and opener.reading.entry.attributes.get("most") == "1"
    quantifier, stated, last = phrase.quantifier, phrase.stated, phrase.last
    if most:
        quantifier, stated = "most", container_.stated if container_.quantifier == "exact" else ()
        joint = _women_and_children(page, phrase)
        if joint is not None:
            last = joint
            attributes = {**attributes, "group": "women_and_children", "sex": None, "age": None}
    first = opener.first if opener is not None else phrase.first
    return Figure(
        first=first if most else phrase.first,
        last=last,
        trigger=(first, last),
        outcome=severity(page, phrase, phrase.outcome or container_.outcome),
        quantifier=quantifier,
        stated=stated,
        nearly=phrase.nearly,
        attributes=attributes,
        head=phrase.head,
        whole=whole,
        most=most,
    )


def _women_and_children(page: Page, phrase: People) -> int | None:
    """The end of "النساء والأطفال", which are one joint figure behind جلّهم, or None."""
    ahead = page.at(phrase.last, "person")
    if ahead is None or not ahead.reading.prefix.startswith("و"):
        return None
    kinds = {phrase.attributes.get("age"), ahead.reading.entry.attributes.get("age")}
    return ahead.last if kinds == {"child", "adult"} else None


def of_all(phrase: People, found: list[Figure]) -> list[Figure]:
    """What جميعهم "all of them" says of the last figure, and of the status of all before it."""
    attributes = {key: value for key, value in attributes_of(phrase).items() if value is not None}
    status = {key: attributes[key] for key in ("status", "status_basis") if key in attributes}
    wholes = [i for i, figure in enumerate(found) if figure.whole is None and not figure.zero]
    result = list(found)
    for index in wholes:
        said = attributes if index == wholes[-1] else {} if found[index].attributes.get("status") else status
        result[index] = msgspec.structs.replace(found[index], attributes={**found[index].attributes, **said})
    return result
