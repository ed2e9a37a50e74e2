"""Triggers: the words of a clause that state an occurrence."""

from __future__ import annotations

from tawthiq.extraction.page import Page
from tawthiq.extraction.plausibility import ONTO, UNARMED
from tawthiq.extraction.statements.clauses import Clause
from tawthiq.extraction.statements.kinds import REMNANTS
from tawthiq.language.ar.lexicon import Mention

_LEFT, _RIGHT, _LANDING = 6, 6, 4
"""Words between a verb of delivery and its weapon, before and behind it; between a weapon and what it hits."""


def triggers(page: Page, clause: Clause) -> list[Mention]:
    """The attack words of a clause that state an occurrence: not what an earlier attack left (من مخلفات قصف سابق), and
    not what lies inside the name of an actor."""
    found: list[Mention] = []
    for mention in page.of(clause.first, clause.last, "attack"):
        if found and mention.first < found[-1].last:
            if mention.last - mention.first > found[-1].last - found[-1].first:
                found[-1] = mention
            continue
        if mention.first in page.muted or _left_over(page, mention, clause.first):
            continue
        found.append(mention)
    return found or _delivered(page, clause)


def _delivered(page: Page, clause: Clause) -> list[Mention]:
    """What states an attack by its weapon alone: a verb that delivers it ("سقطت قذائف على", "ألقت برميلين على"), else
    the weapon itself that lands on a place or wrecks something ("قذائف هاون على حي …")."""
    weapons = [
        m
        for m in page.of(clause.first, clause.last, "munition", "strike")
        if m.reading.entry.code not in REMNANTS and m.reading.entry.code not in UNARMED
    ]
    verbs = [
        mention
        for mention in page.of(clause.first, clause.last, "light")
        if mention.reading.entry.attributes.get("delivers")
        and mention.first not in page.muted
        and any(mention.first - _LEFT <= weapon.first < mention.last + _RIGHT for weapon in weapons)
    ]
    return verbs or [weapon for weapon in weapons[:1] if _lands(page, clause, weapon)]


def _lands(page: Page, clause: Clause, weapon: Mention) -> bool:
    """Is the weapon the subject of what follows: on a place, or with a verb of damage?"""
    if weapon.reading.prefix or (weapon.first > clause.first and page.words[weapon.first - 1].kind == "word"):
        led = page.numbers and any(n.last == weapon.first for n in page.numbers)
        if weapon.reading.prefix or not led:
            return False
    for index in range(weapon.last, min(weapon.last + _LANDING, clause.last)):
        damage = page.at(index, "damage")
        if page.words[index].folded in ONTO or (damage is not None and damage.reading.entry.pos == "verb"):
            return True
    return False


def weak(mention: Mention) -> bool:
    """Has the word everyday meanings too, or states an attack only by the weapon beside it?"""
    entry = mention.reading.entry
    return entry.sense != "attack" or entry.attributes.get("weight") == "weak"


def _left_over(page: Page, mention: Mention, first: int) -> bool:
    """Is the attack an earlier one that only left something behind?"""
    return any(page.at(i, "remnant") is not None for i in range(max(first, mention.first - 3), mention.first))
