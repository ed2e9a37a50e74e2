"""Facilities: buildings, sites and things that were hit, damaged or stopped working, in words ``[first, last)``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from tawthiq.extraction.page import Page, Range
from tawthiq.extraction.things import counting
from tawthiq.extraction.things.counting import Amount, form_of
from tawthiq.language.ar.lexicon import Mention

_REACH = 6
_AIM = 5
"""Words between an attack and what it aims at."""

_HERD_AIM = 2
"""The same where animals may only have been herded ("قتل بقنبلة خلال رعيه الأغنام")."""

_FACING = frozenset(("امام", "مقابل", "بمحاذاه", "خلف"))
"""Prepositions that place something beside a building (أمام محطة وقود "in front of a fuel station")."""

_ON = "علي"
_SINCE = "منذ"
_NOT = frozenset(("لم", "دون", "بدون", "ولم", "من دون"))
_NEGATED = 4
"""Words between a negation and the damage that it denies, at the most."""

_BUILDING = frozenset(("مبنى", "بناء", "مكان"))
"""Nouns that, with the article, name a facility told before again ("المبنى")."""

_PRONOUNS = ("ه", "ها", "هما", "هم")
_SHORT = 4
"""Letters of a word that is too short to carry a pronoun."""

_STOPS = frozenset("،؛.!؟:\n")
_HOLDERS = frozenset(("military", "camp"))
"""Types that something comes from: fire from positions (من مواقع), people from a camp (من مخيم)."""

_UNNAMED = frozenset(("ممتلكات",))
"""Lemmas of things in general, which are no facility ("أضرار في ممتلكات المدنيين")."""


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
        if _aside(page, mention, first, told=bool(damage or function)):
            continue
        if found and found[-1].last == mention.first and _construct(page, mention):
            continue
        weak = mention.reading.entry.attributes.get("weight") == "weak"
        if weak and not (damage or function) and not _certain(page, mention, first, last):
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


def _aside(page: Page, mention: Mention, first: int, *, told: bool) -> bool:
    """Is the facility named for another reason than that it was hit?"""
    entry = mention.reading.entry
    if entry.lemma in _UNNAMED or (entry.code == "market" and mention.reading.suffix):
        return True
    if _landmark(page, mention, first) or _treating(page, mention, first) or _speaking(page, mention, first):
        return True
    if told:
        return False
    if _way(page, mention, first) or _blown(page, mention, first):
        return True
    herd = entry.code == "livestock" and mention.last - mention.first == 1
    return herd and not _aimed(page, mention, first, _HERD_AIM)


def _blown(page: Page, mention: Mention, first: int) -> bool:
    """Is it the vehicle that blew up itself ("انفجار سيارة")?"""
    if mention.reading.entry.code != "vehicle" or mention.reading.prefix or mention.first <= first:
        return False
    blast = page.at(mention.first - 1, "attack")
    return blast is not None and blast.reading.entry.pos == "noun" and blast.reading.entry.code == "explosion"


def _construct(page: Page, mention: Mention) -> bool:
    """Is it the second noun of a name ("مرآب السيارات", "مرآب للسيارات")?"""
    return mention.reading.prefix in ("", "ل") and counting.definite(page, mention)


def _way(page: Page, mention: Mention, first: int) -> bool:
    """Is it where something came from or somebody went ("بقصف من مواقع …", "خلال ذهابه إلى المدرسة")?"""
    if mention.first <= first:
        return False
    before = page.words[mention.first - 1].folded
    if before == "من" and mention.reading.entry.code in _HOLDERS:
        return not any(n.first <= mention.first - 1 < n.last for n in page.numbers)
    home = mention.reading.entry.code == "residential" and mention.reading.suffix
    return (
        before == "الي"
        and not home
        and not any(page.at(i, "attack") is not None for i in range(max(first, mention.first - 2), mention.first))
    )


def _aimed(page: Page, mention: Mention, first: int, reach: int = _AIM) -> bool:
    """Does an attack stand close before it, with at most a preposition, a number or a weapon between?"""
    for index in range(mention.first - 1, max(first, mention.first - reach) - 1, -1):
        if page.at(index, "attack") is not None:
            return True
        if page.at(index, "person", "class", "harm", "facility") is not None or page.words[index].folded in _STOPS:
            return False
    return False


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
    if not owned or not _aimed(page, mention, first):
        return False
    return any(True for _ in page.of(max(0, first - 12), mention.first, "actor"))


def _landmark(page: Page, mention: Mention, first: int) -> bool:
    """Is the facility only near what was hit? "استهدفت محيط مخيم" and "صواريخ باتجاه مواقع" aim at it."""
    if page.at(mention.first, "near") is not None:
        return True
    if mention.first > first and page.words[mention.first - 1].folded in _FACING:
        return True
    for index in range(max(first, mention.first - 2), mention.first):
        near = page.at(index, "near")
        if near is None:
            continue
        if _aims_at(page, index, first):
            return False
        listed = near.reading.prefix == "و" and any(True for _ in page.of(max(first, index - 3), index, "facility"))
        return not (listed and not any(page.words[i].folded in _STOPS for i in range(max(first, index - 3), index)))
    return False


def _aims_at(page: Page, index: int, first: int) -> bool:
    """Is what stands at ``index`` the object of a verb of attack, of something fired, or of an attack "on" it?"""
    before = index - 1
    on = before >= first and page.words[before].folded == _ON
    for position in range(before - on, max(first, index - _AIM) - 1, -1):
        aim = page.at(position, "attack", "munition")
        if aim is not None and aim.last <= index:
            if aim.sense == "munition":
                return page.at(index, "destination") is not None
            return aim.reading.entry.pos == "verb" or (on and aim.last >= before)
        if page.at(position, "stop", "near", "facility", "class") is not None or page.words[position].folded in _STOPS:
            return False
    return False


def _treating(page: Page, mention: Mention, first: int) -> bool:
    """Was somebody only taken there?"""
    for index in range(mention.first, max(first, mention.first - 8) - 1, -1):
        if page.at(index, "transfer") is not None:
            return True
        if page.at(index, "attack") is not None:
            return False
    return False


def _speaking(page: Page, mention: Mention, first: int) -> bool:
    """Is it part of a speaker's name (طبيب في مشفى … قال)?"""
    return any(
        source.first <= mention.first < source.last
        for source in page.of(max(first, mention.first - 4), mention.last, "source", "actor")
    )


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
    return not any(page.words[i].folded in _STOPS for i in between)
