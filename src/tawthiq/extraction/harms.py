"""Harms: words that say what befell people, and which people phrases each of them governs."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import Page, Range
from tawthiq.extraction.people import People, overlapping
from tawthiq.language.ar.lexicon import Mention
from tawthiq.text.sentences import Sentence

_REACH = 12
"""Words between a harm word and the people it governs, at the most."""

STOPS = frozenset("؛.!؟?\n")
"""Signs that nothing reaches across."""


class Harm(msgspec.Struct, frozen=True):
    """A harm word, or several tied by و ("مقتل وإصابة"), over the words ``[first, last)``."""

    first: int
    last: int
    outcomes: tuple[str, ...]
    verb: bool
    suffix: str
    voice: str


def harms(page: Page, sentence: Sentence, phrases: Sequence[People]) -> list[Harm]:
    """Harm words in order; words tied by و with nothing between are one ("قتل وجرح")."""
    taken = {index for phrase in phrases for index in range(phrase.head, phrase.last) if phrase.head >= 0}
    found: list[Harm] = []
    index = sentence.first
    while index < sentence.last:
        mention = page.at(index, "harm")
        if mention is None or (
            index in taken and page.at(index, "victim") is not None and not _leads(mention, phrases)
        ):
            index += 1
            continue
        reading = mention.reading
        harm = Harm(
            index, mention.last, (reading.entry.code or "killed",), reading.entry.pos == "verb", reading.suffix,
            reading.entry.attributes.get("voice", "either"),
        )  # fmt: skip
        before = found[-1] if found else None
        if before is not None and before.last == index and reading.prefix.startswith("و"):
            outcomes = tuple(dict.fromkeys((*before.outcomes, *harm.outcomes)))
            found[-1] = Harm(before.first, harm.last, outcomes, harm.verb, harm.suffix, harm.voice)
        else:
            found.append(harm)
        index = max(mention.last, index + 1)
    return found


def _leads(mention: Mention, phrases: Sequence[People]) -> bool:
    """Is a word that may be a harm or a countable victim (إصابة) followed at once by people ("إصابة 3 مدنيين")?"""
    return any(phrase.first == mention.last and not phrase.conjoined for phrase in phrases)


def boundaries(page: Page, sentence: Sentence) -> set[int]:
    """Words that a harm does not reach across."""
    found = {i for i in range(sentence.first, sentence.last) if page.words[i].folded in STOPS}
    for mention in page.of(sentence.first, sentence.last, "result", "shift", "speech", "subset"):
        found.add(mention.first)
    for mention in page.of(sentence.first, sentence.last, "attack"):
        if mention.reading.entry.pos == "verb":
            found.add(mention.first)
    return found


def governed(
    page: Page, phrases: Sequence[People], harms: Sequence[Harm], stops: Sequence[int], agents: Sequence[Range]
) -> dict[int, Harm]:
    """Position of a phrase -> the harm word that governs it."""
    found: dict[int, Harm] = {}
    for harm in harms:
        limit = min((stop for stop in stops if stop >= harm.last), default=len(page.words))
        behind = [
            i for i, phrase in enumerate(phrases)
            if harm.last <= phrase.first < min(limit, harm.last + _REACH) and i not in found
        ]  # fmt: skip
        behind = [i for i in behind if _can_suffer(page, phrases[i], harm, agents, alone=len(behind) == 1)]
        if behind:
            _chain(phrases, behind[0], limit, harm, found)
        elif harm.verb and not harm.suffix:
            found.update(dict.fromkeys(_subject(page, phrases, harm, found, agents), harm))
    return found


def _can_suffer(page: Page, phrase: People, harm: Harm, agents: Sequence[Range], *, alone: bool) -> bool:
    """May the phrase be whom the harm befell, and not who did it or a bare number of something else?"""
    if "bare" in phrase.attributes and phrase.first - harm.last > 1:
        return False
    if phrase.head >= 0 and page.at(phrase.head, "source") is not None and phrase.attributes.get("status") is None:
        return False
    if phrase.possessed and phrase.definite and phrase.first - harm.last > 3:
        return False
    acting = overlapping(phrase, agents) and phrase.attributes.get("status") != "civilian"
    return not (acting and harm.voice != "patient" and not alone)


def _chain(phrases: Sequence[People], start: int, limit: int, harm: Harm, found: dict[int, Harm]) -> None:
    """Give the harm to a phrase and to those tied to it by و."""
    found[start] = harm
    for position in range(start + 1, len(phrases)):
        before, phrase = phrases[position - 1], phrases[position]
        if phrase.first >= limit or not phrase.conjoined or phrase.first - before.last > 4 or position in found:
            break
        found[position] = harm


def _subject(
    page: Page, phrases: Sequence[People], harm: Harm, found: dict[int, Harm], agents: Sequence[Range]
) -> list[int]:
    """The people before a verb that has none behind it ("أربعة أطفال أصيبوا", "طفلة ووالدتها أصيبتا")."""
    before = [i for i, phrase in enumerate(phrases) if phrase.last <= harm.first]
    opener = max((i for i in range(max(0, harm.first - _REACH), harm.first) if page.at(i, "subset")), default=None)
    if opener is not None:
        before = [i for i in before if phrases[i].last <= opener]
    if not before:
        return []
    phrase = phrases[before[-1]]
    between = range(phrase.last, harm.first)
    if len(between) > _REACH or before[-1] in found or "bare" in phrase.attributes:
        return []
    if any(page.words[i].folded in STOPS or page.at(i, "speech", "result") for i in between if i != opener):
        return []
    if page.at(phrase.head, "source") is not None or (overlapping(phrase, agents) and harm.voice == "active"):
        return []
    chain = [before[-1]]
    for position in reversed(before[:-1]):
        tied = phrases[chain[-1]].conjoined and phrases[chain[-1]].first - phrases[position].last <= 1
        if not tied or position in found:
            break
        chain.append(position)
    return chain
