"""Facilities: buildings, sites and things that were hit, damaged or stopped working, in words ``[first, last)``."""

from __future__ import annotations

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.language.ar.lexicon import Mention

_REACH = 6
_STOPS = frozenset("،؛.!؟:\n")


class FacilityMention(msgspec.Struct, frozen=True, kw_only=True):
    """A facility at words ``[first, last)`` with what became of it."""

    first: int
    last: int
    type: str
    damage: str | None = None
    function: str | None = None


def facilities(page: Page, first: int, last: int) -> list[FacilityMention]:
    """The facilities that an attack hit or that stopped working.

    Left out: a facility that only helps to find a place (قرب مسجد), where somebody was treated, or whose people speak.
    """
    found: list[FacilityMention] = []
    for mention in page.of(first, last, "facility"):
        if found and mention.first < found[-1].last:
            continue
        if _landmark(page, mention, first) or _treating(page, mention, first) or _speaking(page, mention, first):
            continue
        damage, function = _fate(page, mention, first, last)
        weak = mention.reading.entry.attributes.get("weight") == "weak"
        if weak and not (damage or function) and not _certain(page, mention, first):
            continue
        found.append(
            FacilityMention(
                first=mention.first,
                last=mention.last,
                type=mention.reading.entry.code or "other",
                damage=damage,
                function=function,
            )
        )
    return found


def _certain(page: Page, mention: Mention, first: int) -> bool:
    """Is an everyday word (موقع, طريق, بيت) a facility that was hit: an actor's, or the object of the attack verb?"""
    if mention.reading.entry.code == "military":
        return any(page.at(i, "actor", "owner") for i in range(mention.last, min(mention.last + 4, len(page.words))))
    for index in range(max(first, mention.first - 2), mention.first):
        verb = page.at(index, "attack")
        if verb is not None and verb.reading.entry.pos == "verb" and verb.last >= mention.first - 1:
            return True
    return False


def _landmark(page: Page, mention: Mention, first: int) -> bool:
    """Is the facility only near what was hit?"""
    return any(page.at(i, "near") is not None for i in range(max(first, mention.first - 2), mention.first)) or (
        page.at(mention.first, "near") is not None
    )


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
            damage = damage or word.reading.entry.code
        else:
            function = function or word.reading.entry.code
    return damage, function


def _open(page: Page, mention: Mention, index: int) -> bool:
    """Does no stop stand between the facility and the word?"""
    between = range(mention.last, index) if index > mention.first else range(index, mention.first)
    return not any(page.words[i].folded in _STOPS for i in between)
