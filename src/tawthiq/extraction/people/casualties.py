"""Casualties: which people phrases of a sentence are figures of harm, of what outcome, and which contain which.

A harm word governs the people behind it ("قتل 3 مدنيين"), or before it where nothing follows ("شخصين قُتلا"); people
tied by و share its outcome; what follows بينهم is a part of the figure before it; zero is what the report calls zero.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import Page, Range
from tawthiq.extraction.people.antecedents import meant_by, pronouns
from tawthiq.extraction.people.composition import composed
from tawthiq.extraction.people.descriptions import attributes_of, severity
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.people.government import governed
from tawthiq.extraction.people.harms import Harm, boundaries, harms
from tawthiq.extraction.people.parts import ALL, container, listed, member, of_all, part
from tawthiq.extraction.people.phrases import People, overlapping, people
from tawthiq.extraction.people.statuses import with_status
from tawthiq.extraction.people.zeros import zeros
from tawthiq.text.sentences import Sentence

_GOVERNORS = frozenset(
    (
        "سقوط", "وقوع", "ارتقاء", "سقط", "وقع", "ارتقي", "خلف", "اوقع", "يوقع", "ايقاع", "تسجيل", "وجود", "انتشال",
        "انتشل", "خلفت", "اوقعت", "توقع", "وصول",
    )
)  # fmt: skip
_SEARCH = "بحث"
"""Whom a search is for ("البحث عن جثامين", "بحثاً عن إصابات أخرى") is no count."""

_COUNTING = frozenset(("tens", "dozens", "hundreds", "thousands", "decade_plus"))


def figures(page: Page, sentence: Sentence, agents: Sequence[Range]) -> list[Figure]:
    """The figures of a sentence in text order. ``agents``: words that name armed actors, who are not their victims."""
    none, silenced = zeros(page, sentence)
    told = [phrase for phrase in people(page, sentence.first, sentence.last) if not overlapping(phrase, silenced)]
    attack = next(page.of(sentence.first, sentence.last, "attack"), None) is not None
    phrases = composed(page, told, attack=attack)
    befell = [harm for harm in harms(page, sentence, phrases) if not _inside(harm.first, silenced)]
    stops = sorted({harm.first for harm in befell} | boundaries(page, sentence))
    by = governed(page, phrases, befell, stops, agents)
    found = _told(page, sentence, phrases, by)
    found = with_status(page, sentence, found)
    found += pronouns(page, befell, phrases, by, found)
    found += none
    return _ordered(found)


def _told(page: Page, sentence: Sentence, phrases: Sequence[People], by: dict[int, Harm]) -> list[Figure]:
    """The figures that the phrases tell, wholes before their parts."""
    over = listed(page, phrases, by)
    place: dict[int, int] = {}
    found: list[Figure] = []
    for position, phrase in enumerate(phrases):
        if found and found[-1].most and phrase.first < found[-1].last:
            continue
        if over.get(position) in place:
            found.append(member(page, phrase, found, place[over[position]]))
            continue
        inside = container(page, phrase, found, sentence)
        if inside is not None:
            whole, opener = inside
            if opener is not None and opener.reading.entry.attributes.get("type") == ALL:
                found = of_all(phrase, found)
            else:
                found.append(part(page, phrase, found, whole, opener))
            continue
        harm = by.get(position)
        if harm is None and (phrase.outcome is None or not _counts_alone(page, phrase)):
            continue
        figure = _figure(page, phrase, harm)
        if "pronoun" in phrase.attributes or page.words[phrase.first].folded.lstrip("و").startswith("الاخر"):
            figure = msgspec.structs.replace(figure, attributes={**figure.attributes, **meant_by(phrases, position)})
        place[position] = len(found)
        found.append(figure)
    return found


def _ordered(found: list[Figure]) -> list[Figure]:
    """The figures in text order, with ``whole`` pointing to the new positions."""
    order = sorted(range(len(found)), key=lambda i: (found[i].first, found[i].last))
    place = {old: new for new, old in enumerate(order)}
    return [
        msgspec.structs.replace(found[old], whole=None if found[old].whole is None else place[found[old].whole])  # type: ignore[index]  # checked on the same line
        for old in order
    ]


def _inside(index: int, ranges: Sequence[Range]) -> bool:
    """Is the word in one of the ranges?"""
    return any(first <= index < last for first, last in ranges)


def _counts_alone(page: Page, phrase: People) -> bool:
    """Does a victim word without a harm word state a figure? "تسعة شهداء", "عشرات القتلى" and "سقوط جرحى" do, "نقل
    الجرحى" does not."""
    if phrase.told or (phrase.counted and (not phrase.definite or phrase.quantifier in _COUNTING)):
        return True
    before = phrase.head - 1
    while before >= 0 and page.words[before].folded.lstrip("و") in ("عدد", "من", "عشرات"):
        before -= 1
    if before > 0 and page.words[before].folded == "عن" and page.words[before - 1].folded.rstrip("ا").endswith(_SEARCH):
        return False
    governed_ = before >= 0 and _governor(page.words[before].folded)
    return governed_ or (not phrase.definite and not phrase.possessed)


def _governor(word: str) -> bool:
    """Does the word say that victims fell (سقوط, وقوع), whatever is glued to its front?"""
    return word in _GOVERNORS or word.lstrip("وبلف") in _GOVERNORS or word[1:] in _GOVERNORS


def _figure(page: Page, phrase: People, harm: Harm | None) -> Figure:
    """The figure of a phrase under a harm word (or of a victim word alone)."""
    quantifier = phrase.quantifier
    first, last = phrase.first, phrase.last
    bound = next((b for b in page.bounds if phrase.last <= b.first <= phrase.last + 2), None)
    if bound is not None and quantifier == "exact":
        quantifier, last = bound.quantifier, bound.last
    if harm is not None and harm.opens <= first and first - harm.opens <= 3:
        first, last = harm.first, max(last, harm.last)
    return Figure(
        first=first,
        last=last,
        trigger=(harm.first, harm.last) if harm else (phrase.first, phrase.last),
        outcome=severity(page, phrase, _outcome(phrase, harm), harm.last if harm else 0),
        quantifier=quantifier,
        stated=phrase.stated,
        nearly=phrase.nearly,
        attributes=attributes_of(phrase),
        head=phrase.head,
        others="others" in phrase.attributes,
        among=phrase.opener is not None,
        least_one=phrase.outcome == "killed_or_injured" and quantifier == "plural" and not phrase.counted,
    )


def _outcome(phrase: People, harm: Harm | None) -> str:
    """The outcome: of the victim word, of the harm, or of both together."""
    if harm is None:
        return phrase.outcome or "killed"
    if phrase.outcome in ("killed", "injured") and len(harm.outcomes) == 1:
        kept = harm.outcomes[0] in ("detained", "missing", "trapped")
        died = harm.outcomes[0] == "killed" and phrase.outcome == "injured" and harm.last == phrase.first
        if not kept and not (died and not phrase.conjoined):
            return phrase.outcome
    return harm.outcomes[0] if len(set(harm.outcomes)) == 1 else "killed_or_injured"
