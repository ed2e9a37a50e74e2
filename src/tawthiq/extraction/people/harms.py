"""Harms: words that say what befell people ("قتل", "وإصابة", "لقي … مصرعهم")."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.extraction.people.phrases import STOPS, People
from tawthiq.language.ar.lexicon import Mention
from tawthiq.language.ar.patterns import GAP
from tawthiq.text.sentences import Sentence

_REACH = 12
_THAT = frozenset(("ان", "بان"))
_REPLY = frozenset((("ردا", "علي"), ("انتقاما", ""), ("ثارا", "")))
"""Words before a harm that an attack only answers ("رداً على مقتل ضابط", "انتقاماً لمقتله")."""


class Harm(msgspec.Struct, frozen=True):
    """A harm word, or several tied by و ("مقتل وإصابة"), over the words ``[first, last)``.

    ``opens``: where the people whom it befell may stand, which is inside a phrase that its subject splits ("لقي أربعة
    أشخاص مصرعهم").
    """

    first: int
    last: int
    outcomes: tuple[str, ...]
    verb: bool
    suffix: str
    voice: str
    opens: int


def harms(page: Page, sentence: Sentence, phrases: Sequence[People]) -> list[Harm]:
    """Harm words in order; words tied by و with nothing between are one ("قتل وجرح"). A noun with the article (الموت)
    governs nobody."""
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
        noun = mention.reading.entry.pos == "noun"
        if _answered(page, mention) or _aimed_at(page, mention) or (noun and mention.reading.definite):
            index = mention.last
            continue
        if _particle(page, mention):
            index += 1
            continue
        harm = _harm(mention)
        before = found[-1] if found else None
        if before is not None and _of_wounds(mention) and "killed" in before.outcomes and _near(page, before, harm):
            index = mention.last
            continue
        tied = before is not None and before.last == index and mention.reading.prefix.startswith("و")
        if (
            before is not None
            and tied
            and not before.suffix
            and not (harm.verb and _has_subject(page, before, phrases))
            and not _holds(before, phrases)
        ):
            outcomes = tuple(dict.fromkeys((*before.outcomes, *harm.outcomes)))
            harm = msgspec.structs.replace(harm, first=before.first, outcomes=outcomes)
            found.pop()
        found.append(harm)
        index = harm.opens if harm.opens < harm.last else max(mention.last, index + 1)
    return found


def _has_subject(page: Page, harm: Harm, phrases: Sequence[People]) -> bool:
    """Does a verb have its people before it, so that the next verb tells of others ("مدنياً استشهد وأصيب آخرون")?"""
    if not harm.verb:
        return False
    for phrase in phrases:
        between = range(phrase.last, harm.first)
        if phrase.last == harm.first:
            return True
        if between and len(between) <= _REACH and phrase.first and page.words[phrase.first - 1].folded in _THAT:
            return not any(page.words[i].folded in STOPS or page.at(i, "harm", "subset") for i in between)
    return False


def _holds(harm: Harm, phrases: Sequence[People]) -> bool:
    """Do the people stand inside the harm's own words ("فقد مدني حياته")?"""
    return any(harm.opens <= phrase.first < harm.last for phrase in phrases)


def _harm(mention: Mention) -> Harm:
    """The harm of one mention."""
    reading = mention.reading
    voice = reading.entry.attributes.get("voice")
    split = GAP in reading.entry.lemma
    return Harm(
        mention.first, mention.last, (reading.entry.code or "killed",), reading.entry.pos == "verb" or bool(voice),
        reading.suffix, voice or "either", mention.first + 1 if split else mention.last,
    )  # fmt: skip


def _of_wounds(mention: Mention) -> bool:
    """Is it متأثراً بجراحه "of his wounds", which only says how somebody died?"""
    entry = mention.reading.entry
    return entry.pos == "phrase" and entry.code == "killed" and entry.attributes.get("voice") == "patient"


def _answered(page: Page, mention: Mention) -> bool:
    """Is it a harm of the past, which the attack answers?"""
    first, before = mention.first, [page.words[i].folded for i in range(max(0, mention.first - 2), mention.first)]
    if mention.reading.prefix.endswith("ل"):
        return first > 0 and (before[-1], "") in _REPLY
    return len(before) == 2 and (before[0], before[1]) in _REPLY


def _aimed_at(page: Page, mention: Mention) -> bool:
    """Is an arrest only what a raid was for ("دهمت منازل لاعتقال مطلوبين")? Who is subject to one (تعرض لاعتقال) is
    arrested."""
    entry = mention.reading.entry
    if entry.code != "detained" or entry.pos != "noun" or not mention.reading.prefix.endswith("ل"):
        return False
    return mention.first == 0 or page.at(mention.first - 1, "light") is None


def _particle(page: Page, mention: Mention) -> bool:
    """Is فقد no verb "lost" but ف and قد before a verb ("فقد استشهد مواطن")?"""
    if mention.last - mention.first > 1 or page.words[mention.first].folded != "فقد":
        return False
    return any(m.reading.entry.pos == "verb" for m in page.starting.get(mention.last, ()))


def _near(page: Page, before: Harm, harm: Harm) -> bool:
    """Do both stand in one clause?"""
    between = range(before.last, harm.first)
    return len(between) <= _REACH and not any(page.words[i].folded in STOPS for i in between)


def _leads(mention: Mention, phrases: Sequence[People]) -> bool:
    """Is a word that may be a harm or a countable victim (إصابة) followed at once by people ("إصابة 3 مدنيين")?"""
    return any(phrase.first == mention.last and not phrase.conjoined for phrase in phrases)


def boundaries(page: Page, sentence: Sentence) -> set[int]:
    """Words that a harm does not reach across."""
    found = {i for i in range(sentence.first, sentence.last) if page.words[i].folded in STOPS}
    for mention in page.of(sentence.first, sentence.last, "result", "shift", "speech", "subset"):
        if mention.reading.entry.sense != "subset" or page.at(mention.first - 1, "harm") is None:
            found.add(mention.first)
    for mention in page.of(sentence.first, sentence.last, "attack"):
        if mention.reading.entry.pos == "verb":
            found.add(mention.first)
    return found
