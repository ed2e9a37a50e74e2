"""Asides: why a facility may be named though nothing hit it: it helps to find a place, treated somebody, or speaks."""

from __future__ import annotations

from tawthiq.extraction.page import Page
from tawthiq.language.ar.lexicon import Mention

STOPS = frozenset("،؛.!؟:\n")
"""Signs that nothing about a facility reaches across."""

_AIM = 5
"""Words between an attack and what it aims at."""

_HERD_AIM = 2
"""The same where animals may only have been herded ("قتل بقنبلة خلال رعيه الأغنام")."""

_FACING = frozenset(("امام", "مقابل", "بمحاذاه", "خلف", "جهه", "ضمنها", "فيها"))
"""Words that place something beside a building (أمام محطة وقود "in front of a fuel station")."""

_ON = "علي"
_MOVING = frozenset(("vehicle", "livestock"))
"""Types that stand in no place of their own."""

_NOT = frozenset(("لم", "ولم", "ليس", "ليست"))
_BUT = frozenset(("بل", "وانما", "انما", "ولكن", "لكن"))

_CARE = frozenset(("العلاج", "للعلاج"))

_IN = 4
"""Words between a thing and "in", at the most."""

_HOLDERS = frozenset(("military", "camp"))
"""Types that something comes from: fire from positions (من مواقع), people from a camp (من مخيم)."""

_UNNAMED = frozenset(("ممتلكات",))
"""Lemmas of things in general, which are no facility ("أضرار في ممتلكات المدنيين")."""


def aside(page: Page, mention: Mention, first: int, *, told: bool) -> bool:
    """Is the facility named for another reason than that it was hit?"""
    entry = mention.reading.entry
    if entry.lemma in _UNNAMED or (entry.code == "market" and mention.reading.suffix):
        return True
    if _landmark(page, mention, first) or _treating(page, mention, first) or _speaking(page, mention, first):
        return True
    if _spared(page, mention, first):
        return True
    if told:
        return False
    if _way(page, mention, first) or _blown(page, mention, first) or _around(page, mention, first):
        return True
    herd = entry.code == "livestock" and mention.last - mention.first == 1
    return herd and not aimed(page, mention, first, _HERD_AIM)


def _spared(page: Page, mention: Mention, first: int) -> bool:
    """Is it said not to have been hit, but something else ("لم يستهدف القصف المدرسة بل منزلاً")?"""
    before = {page.words[i].folded for i in range(max(first, mention.first - _AIM), mention.first)}
    return bool(before & _NOT) and mention.last < len(page.words) and page.words[mention.last].folded in _BUT


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
        return not (listed and not any(page.words[i].folded in STOPS for i in range(max(first, index - 3), index)))
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
        if page.at(position, "stop", "near", "facility", "class") is not None or page.words[position].folded in STOPS:
            return False
    return False


def _treating(page: Page, mention: Mention, first: int) -> bool:
    """Was somebody only taken there?"""
    for index in range(mention.first, max(first, mention.first - 8) - 1, -1):
        if page.at(index, "transfer") is not None or page.words[index].folded in _CARE:
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


def _blown(page: Page, mention: Mention, first: int) -> bool:
    """Is it the vehicle that blew up itself ("انفجار سيارة")?"""
    if mention.reading.entry.code != "vehicle" or mention.reading.prefix or mention.first <= first:
        return False
    blast = page.at(mention.first - 1, "attack")
    return blast is not None and blast.reading.entry.pos == "noun" and blast.reading.entry.code == "explosion"


def _around(page: Page, mention: Mention, first: int) -> bool:
    """Does it only say where the thing hit stands ("منزلاً في مخيم جباليا")?"""
    if mention.first <= first or page.words[mention.first - 1].folded != "في":
        return False
    near = range(max(first, mention.first - _IN), mention.first - 1)
    if any(page.words[i].folded in STOPS for i in near):
        return False
    before = page.of(near.start, near.stop, "facility")
    return any(m.reading.entry.code not in _MOVING and page.at(m.first, "near") is None for m in before)


def aimed(page: Page, mention: Mention, first: int, reach: int = _AIM) -> bool:
    """Does an attack stand close before it, with at most a preposition, a number or a weapon between?"""
    for index in range(mention.first - 1, max(first, mention.first - reach) - 1, -1):
        if page.at(index, "attack") is not None:
            return True
        if page.at(index, "person", "class", "harm", "facility") is not None or page.words[index].folded in STOPS:
            return False
    return False
