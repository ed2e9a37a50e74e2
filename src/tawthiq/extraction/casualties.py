"""Casualties: which people phrases of a sentence are figures of harm, of what outcome, and which contain which.

A harm word governs the people behind it ("قتل 3 مدنيين"), or before it where nothing follows ("شخصين قُتلا"); people
tied by و share its outcome; what follows بينهم is a part of the figure before it; zero is what the report calls zero.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.figure import Figure
from tawthiq.extraction.harms import STOPS, Harm, boundaries, governed, harms
from tawthiq.extraction.page import Page, Range
from tawthiq.extraction.people import People, attributes_of, overlapping, people
from tawthiq.extraction.zeros import zeros
from tawthiq.language.ar.lexicon import Mention
from tawthiq.text.sentences import Sentence

_NAMING = frozenset(("هم", "هما", "وهم", "وهما", ":", "(", '"', "“", "«", "‹"))
_SEVERE_REACH = 7
_GOVERNORS = frozenset(
    (
        "سقوط",
        "وقوع",
        "ارتقاء",
        "سقط",
        "وقع",
        "ارتقي",
        "خلف",
        "اوقع",
        "ايقاع",
        "تسجيل",
        "وجود",
        "انتشال",
        "انتشل",
        "خلفت",
        "اوقعت",
        "وصول",
    )
)


def figures(page: Page, sentence: Sentence, agents: Sequence[Range]) -> list[Figure]:
    """The figures of a sentence in text order. ``agents``: words that name armed actors, who are not their victims."""
    none, silenced = zeros(page, sentence)
    phrases = [phrase for phrase in people(page, sentence.first, sentence.last) if not overlapping(phrase, silenced)]
    befell = [harm for harm in harms(page, sentence, phrases) if not _inside(harm.first, silenced)]
    stops = sorted({harm.first for harm in befell} | boundaries(page, sentence))
    by = governed(page, phrases, befell, stops, agents)
    named_over = _apposed(page, phrases, by)
    found: list[Figure] = []
    for position, phrase in enumerate(phrases):
        subset = _subset(page, phrase, found, sentence)
        if subset is not None:
            found.append(_part(page, phrase, found, *subset))
            continue
        harm = by.get(position)
        if position in named_over and harm is not None and found:
            whole = next(i for i in range(len(found) - 1, -1, -1) if found[i].whole is None)
            found.append(_member(page, phrase, found, whole))
        elif harm is not None:
            found.append(_figure(page, phrase, harm))
        elif phrase.outcome is not None and _counts_alone(page, phrase):
            found.append(_figure(page, phrase, None))
    found = _with_status(page, found)
    found += _pronouns(befell, by, found)
    found += none
    return _ordered(found)


def _apposed(page: Page, phrases: Sequence[People], by: dict[int, Harm]) -> set[int]:
    """Phrases that name over again whom the phrase before them counts ("مدنيين اثنين «رجل وزوجته»", "3 مدنيين هم …");
    the harm of the later ones passes to the count before them."""
    found: set[int] = set()
    for position in range(1, len(phrases)):
        before, phrase = phrases[position - 1], phrases[position]
        gap = page.words[before.last : phrase.first]
        if position - 1 in found and phrase.conjoined and not gap:
            found.add(position)
        elif gap and not phrase.conjoined and before.counted and all(word.folded in _NAMING for word in gap):
            found.add(position)
            harm = by.get(position - 1) or by.get(position)
            if harm is not None:
                by[position - 1] = harm
                by.setdefault(position, harm)
    return found


def _member(page: Page, phrase: People, found: Sequence[Figure], whole: int) -> Figure:
    """One of the people that a figure counts, named over again."""
    container = found[whole]
    attributes = attributes_of(phrase)
    if attributes["status"] is None:
        attributes["status"] = container.attributes.get("status")
        attributes["status_basis"] = container.attributes.get("status_basis")
    return Figure(
        first=phrase.first,
        last=phrase.last,
        trigger=(phrase.first, phrase.last),
        outcome=_severity(page, phrase, container.outcome),
        quantifier=phrase.quantifier,
        stated=phrase.stated,
        attributes=attributes,
        head=phrase.head,
        whole=whole,
    )


def _with_status(page: Page, found: Sequence[Figure]) -> list[Figure]:
    """Status said behind the figures: "ثلاثة شهداء وثماني إصابات في صفوف المدنيين" makes both civilian, and members are
    combatants only of an armed force ("5 عناصر من …")."""
    result = list(found)
    for position, figure in enumerate(found):
        member = figure.attributes.get("code") == "member"
        armed = any(
            page.at(i, "actor", "owner") is not None for i in range(figure.last, min(figure.last + 4, len(page.words)))
        )
        if member and armed:
            result[position] = _status(figure, "combatant", None)
        if figure.attributes.get("status") is None and _among_civilians(page, figure):
            result[position] = _status(result[position], "civilian", "stated")
            before = position - 1
            while before >= 0 and found[before].whole is None and found[before + 1].first - found[before].last <= 2:
                if result[before].attributes.get("status") is None:
                    result[before] = _status(result[before], "civilian", "stated")
                before -= 1
    return result


def _status(figure: Figure, status: str, basis: str | None) -> Figure:
    """The figure with a status."""
    return msgspec.structs.replace(figure, attributes={**figure.attributes, "status": status, "status_basis": basis})


def _among_civilians(page: Page, figure: Figure) -> bool:
    """Do the next words say among whom (في صفوف المدنيين, بين الأهالي)?"""
    for index in range(figure.last, min(figure.last + 4, len(page.words))):
        if page.words[index].folded in STOPS | {"،", ","}:
            return False
        person = page.at(index, "person")
        if (
            person is not None
            and person.reading.definite
            and person.reading.entry.attributes.get("status") == "civilian"
        ):
            return any(page.words[i].folded in ("صفوف", "بين", "من", "اوساط") for i in range(figure.last, index))
    return False


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
    """Does a victim word without a harm word state a figure? "تسعة شهداء" and "سقوط جرحى" do, "نقل الجرحى" does not."""
    if phrase.counted and not phrase.definite:
        return True
    before = phrase.head - 1
    while before >= 0 and page.words[before].folded.lstrip("و") in ("عدد", "من", "عشرات"):
        before -= 1
    governed = before >= 0 and _governor(page.words[before].folded)
    return governed or (not phrase.definite and not phrase.possessed)


def _governor(word: str) -> bool:
    """Does the word say that victims fell (سقوط, وقوع), whatever is glued to its front?"""
    return word in _GOVERNORS or word.lstrip("وبلف") in _GOVERNORS or word[1:] in _GOVERNORS


def _subset(page: Page, phrase: People, found: Sequence[Figure], sentence: Sentence) -> tuple[int, Mention] | None:
    """The figure that contains the phrase, and the word that says so (بينهم), or None."""
    wholes = [i for i, figure in enumerate(found) if figure.whole is None and not figure.zero]
    if not wholes:
        return None
    index = phrase.first - 1
    while index >= max(sentence.first, found[wholes[-1]].last - 1):
        mention = page.at(index, "subset")
        if mention is not None and mention.first >= found[wholes[-1]].last - 1:
            return wholes[-1], mention
        if (
            page.at(index, "harm", "result", "attack", "speech", "light") is not None
            or page.words[index].folded in STOPS
        ):
            return None
        index -= 1
    return None


def _part(page: Page, phrase: People, found: Sequence[Figure], whole: int, opener: Mention) -> Figure:
    """A figure inside another, with the outcome and at least the status of its whole."""
    container = found[whole]
    attributes = attributes_of(phrase)
    if attributes["status"] is None and container.attributes.get("status"):
        attributes["status"] = container.attributes["status"]
        attributes["status_basis"] = container.attributes.get("status_basis")
    most = opener.reading.entry.attributes.get("most") == "1"
    quantifier, stated = phrase.quantifier, phrase.stated
    if most:
        exact = container.quantifier == "exact"
        quantifier, stated = "most", container.stated if exact else ()
        attributes["group"] = _group(page, phrase) or attributes["group"]
    outcome = phrase.outcome or container.outcome
    return Figure(
        first=opener.first if most else phrase.first,
        last=phrase.last,
        trigger=(opener.first, phrase.last),
        outcome=_severity(page, phrase, outcome),
        quantifier=quantifier,
        stated=stated,
        nearly=phrase.nearly,
        attributes=attributes,
        head=phrase.head,
        whole=whole,
        most=most,
    )


def _group(page: Page, phrase: People) -> str | None:
    """``women_and_children`` where women and children are one joint figure (جلّهم من النساء والأطفال)."""
    ahead = page.at(phrase.last, "person")
    kinds = {phrase.attributes.get("age"), ahead.reading.entry.attributes.get("age") if ahead else None}
    return "women_and_children" if ahead is not None and kinds == {"child", "adult"} else None


def _figure(page: Page, phrase: People, harm: Harm | None) -> Figure:
    """The figure of a phrase under a harm word (or of a victim word alone)."""
    outcomes = harm.outcomes if harm is not None else (phrase.outcome or "killed",)
    if harm is not None and phrase.outcome and phrase.outcome in ("killed", "injured") and len(outcomes) == 1:
        outcomes = (phrase.outcome,) if outcomes[0] not in ("detained", "missing", "trapped") else outcomes
    outcome = outcomes[0] if len(set(outcomes)) == 1 else "killed_or_injured"
    quantifier, stated = phrase.quantifier, phrase.stated
    first, last = phrase.first, phrase.last
    bound = next((b for b in page.bounds if phrase.last <= b.first <= phrase.last + 2), None)
    if bound is not None and quantifier == "exact":
        quantifier, last = bound.quantifier, bound.last
    if harm is not None and harm.last <= first and first - harm.last <= 3:
        first = harm.first
    return Figure(
        first=first,
        last=last,
        trigger=(harm.first, harm.last) if harm else (phrase.first, phrase.last),
        outcome=_severity(page, phrase, outcome, harm.last if harm else 0),
        quantifier=quantifier,
        stated=stated,
        nearly=phrase.nearly,
        attributes=attributes_of(phrase),
        head=phrase.head,
        others="others" in phrase.attributes,
    )


def _severity(page: Page, phrase: People, outcome: str, after: int = 0) -> str:
    """``injured_critical`` where the words behind the phrase say so (بجروح خطيرة)."""
    if outcome != "injured":
        return outcome
    start = max(phrase.last, after)
    for index in range(start, min(start + _SEVERE_REACH, len(page.words))):
        grave = page.at(index, "severity")
        if grave is not None:
            return "injured_critical" if grave.reading.entry.code == "critical" else outcome
        if page.words[index].folded in STOPS or page.at(index, "subset", "harm", "result", "attack") is not None:
            break
    return outcome


def _pronouns(befell: Sequence[Harm], by: dict[int, Harm], found: Sequence[Figure]) -> list[Figure]:
    """Figures of a harm whose people are a pronoun ("ما أدى لمقتله"), where the sentence gives no figure of that
    outcome."""
    added: list[Figure] = []
    used = {id(harm) for harm in by.values()}
    for harm in befell:
        if id(harm) in used or not harm.suffix or len(harm.outcomes) != 1:
            continue
        outcome = harm.outcomes[0]
        if any(f.outcome in (outcome, "killed_or_injured") and f.whole is None for f in [*found, *added]):
            continue
        many = harm.suffix in ("هم", "هما", "هن")
        sex = "female" if harm.suffix == "ها" else None
        added.append(
            Figure(
                first=harm.first,
                last=harm.last,
                trigger=(harm.first, harm.last),
                outcome=outcome,
                quantifier="plural" if many else "exact",
                stated=() if many else (1,),
                attributes={"sex": sex, "status": None, "age": None},
                pronoun=True,
            )
        )
    return added
