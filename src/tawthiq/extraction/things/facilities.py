"""Facilities: buildings, sites and things that were hit, damaged or stopped working, in words ``[first, last)``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from tawthiq.extraction.page import Page, Range
from tawthiq.extraction.things import counting
from tawthiq.extraction.things.asides import STOPS, aimed, aside
from tawthiq.extraction.things.counting import Amount, form_of
from tawthiq.language.ar.lexicon import Mention

_REACH = 6
_LISTED = 4
"""Words between two facilities that are told one after the other."""

_SINCE = "منذ"
_NOT = frozenset(("لم", "دون", "بدون", "ولم", "من دون"))
_NEGATED = 4
"""Words between a negation and the damage that it denies, at the most."""

_BUILDING = frozenset(("مبنى", "بناء", "مكان"))
"""Nouns that, with the article, name a facility told before again ("المبنى")."""

_PRONOUNS = ("ه", "ها", "هما", "هم")
_SHORT = 4
"""Letters of a word that is too short to carry a pronoun."""


class FacilityMention(msgspec.Struct, frozen=True, kw_only=True):
    """A facility at words ``[first, last)`` with what became of it. ``noun``: the lemma of its first word.
    ``again``: it may name one told before again: by the same noun ("المحطة", the "محطة غاز" before it), or any one
    ("المبنى")."""

    first: int
    last: int
    type: str
    damage: str | None = None
    function: str | None = None
    amount: Amount | None = None
    noun: str = ""
    again: Literal["noun", "any"] | None = None


def facilities(page: Page, first: int, last: int) -> list[FacilityMention]:
    """The facilities that an attack hit or that stopped working.

    Left out: a facility that only helps to find a place (قرب مسجد), where somebody was treated or went, where fire or
    people came from, whose people speak, and animals that only were herded.
    """
    found: list[FacilityMention] = []
    for mention in page.of(first, last, "facility"):
        if found and mention.first < found[-1].last:
            continue
        damage, function = _fate(page, mention, first, last)
        if aside(page, mention, first, told=bool(damage or function)):
            continue
        if found and found[-1].last == mention.first and _construct(page, mention):
            continue
        weak = mention.reading.entry.attributes.get("weight") == "weak"
        sure = bool(damage or function) or _certain(page, mention, first, last) or _listed(page, mention, found)
        if weak and not sure:
            continue
        found.append(
            FacilityMention(
                first=mention.first,
                last=mention.last,
                type=mention.reading.entry.code or "other",
                damage=damage,
                function=function,
                amount=counting.amount(page, mention, first),
                noun=mention.reading.entry.lemma.split()[0],
                again=_again(page, mention),
            )
        )
    return found


def _again(page: Page, mention: Mention) -> Literal["noun", "any"] | None:
    """May the word only refer to a facility told before?"""
    if mention.last - mention.first > 1 or not counting.definite(page, mention):
        return None
    if mention.reading.entry.lemma in _BUILDING and form_of(mention) == "sg":
        return "any"
    return "noun" if mention.reading.entry.code == "other" else None


def _listed(page: Page, mention: Mention, found: Sequence[FacilityMention]) -> bool:
    """Does an everyday word go on from a facility that was hit ("استهدف مزرعة وورشة")?"""
    if not found or not mention.reading.prefix.startswith("و"):
        return False
    between = range(found[-1].last, mention.first)
    return len(between) < _LISTED and not any(page.words[i].folded in STOPS for i in between)


def _construct(page: Page, mention: Mention) -> bool:
    """Is it the second noun of a name ("مرآب السيارات", "مرآب للسيارات")?"""
    return mention.reading.prefix in ("", "ل") and counting.definite(page, mention)


def _certain(page: Page, mention: Mention, first: int, last: int) -> bool:
    """Is an everyday word (موقع, طريق, بيت) a facility that was hit: an actor's, or the object of the attack verb?"""
    if mention.reading.entry.code == "military":
        return _armed(page, mention, first, last)
    for index in range(max(first, mention.first - 2), mention.first):
        verb = page.at(index, "attack")
        if verb is not None and verb.reading.entry.pos == "verb" and verb.last >= mention.first - 1:
            return True
    return False


def _armed(page: Page, mention: Mention, first: int, last: int) -> bool:
    """Does a site belong to an armed actor: named behind it, or by a pronoun ("مواقع لهم", "قواعدها"), or by another
    military site that it is listed with ("مواقع ونقاطاً عسكرية")?"""
    ahead = range(mention.last, min(mention.last + 4, len(page.words)))
    if any(page.at(i, "actor", "owner") for i in ahead):
        return True
    listed = page.at(mention.last, "facility") if mention.last < last else None
    if listed is not None and listed.reading.prefix == "و" and listed.reading.entry.code == "military":
        return True
    owned = bool(mention.reading.suffix) or (
        mention.last < last and page.words[mention.last].folded in ("لهم", "لها", "له")
    )
    if not owned or not aimed(page, mention, first):
        return False
    return any(True for _ in page.of(max(0, first - 12), mention.first, "actor"))


def _fate(page: Page, mention: Mention, first: int, last: int) -> tuple[str | None, str | None]:
    """(damage, function) that words close to the facility tell."""
    damage = function = None
    for index in range(max(first, mention.first - _REACH), min(last, mention.last + _REACH)):
        word = page.at(index, "damage", "function")
        if word is None or not _open(page, mention, index):
            continue
        if word.reading.entry.sense == "damage":
            damage = damage or ("none" if _negated(page, index, first) else word.reading.entry.code)
        elif word.last >= len(page.words) or page.words[word.last].folded != _SINCE:
            function = function or word.reading.entry.code
    return damage, function


def afterwards(page: Page, told: Sequence[FacilityMention], ranges: Sequence[Range]) -> list[FacilityMention]:
    """The facilities of several clauses, with what a later clause says of the last one before it by a pronoun ("قصف
    مشفى …، ما أدى إلى خروجه عن الخدمة")."""
    result = list(told)
    for first, last in ranges:
        for word in page.of(first, last, "function"):
            before = [i for i, mention in enumerate(result) if mention.last <= word.first]
            if not before or not _refers(page, word):
                continue
            mention = result[before[-1]]
            between = page.of(mention.last, word.first, "facility")
            if mention.function is None and not any(True for _ in between):
                result[before[-1]] = msgspec.structs.replace(mention, function=word.reading.entry.code)
    return result


def _refers(page: Page, word: Mention) -> bool:
    """Does a word of function carry a pronoun ("توقفه", "خروجها عن الخدمة")?"""
    if word.last < len(page.words) and page.words[word.last].folded == _SINCE:
        return False
    first = page.words[word.first].light
    return bool(word.reading.suffix) or (first.endswith(_PRONOUNS) and len(first) > _SHORT)


def _negated(page: Page, index: int, first: int) -> bool:
    """Is the damage said not to have happened ("ولم يصب المبنى بأي أضرار", "دون أضرار")?"""
    return any(page.words[i].folded in _NOT for i in range(max(first, index - _NEGATED), index))


def _open(page: Page, mention: Mention, index: int) -> bool:
    """Does no stop stand between the facility and the word?"""
    between = range(mention.last, index) if index > mention.first else range(index, mention.first)
    return not any(page.words[i].folded in STOPS for i in between)
