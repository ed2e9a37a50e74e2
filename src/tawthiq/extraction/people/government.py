"""Government: which people phrases each harm word governs, as its object or as its subject."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extraction.page import Page, Range
from tawthiq.extraction.people.harms import Harm
from tawthiq.extraction.people.phrases import STOPS, People, overlapping

_REACH = 12
"""Words between a harm word and the people it governs, at the most."""

_TRAPPED_REACH = 4
_BACK = frozenset(("منهم", "منهما", "منها", "فيه", "فيها", "خلاله", "خلالها", "به", "بها", "علي", "اثره", "اثرها"))
"""Words that stand between a verb and a bare number which it governs ("قتل منهم ثلاثة")."""


def governed(
    page: Page, phrases: Sequence[People], harms: Sequence[Harm], stops: Sequence[int], agents: Sequence[Range]
) -> dict[int, Harm]:
    """Position of a phrase -> the harm word that governs it."""
    found: dict[int, Harm] = {}
    for harm in harms:
        subject = _subject(page, phrases, harm, found, agents) if harm.verb and not harm.suffix else []
        limit = min((stop for stop in stops if stop >= harm.last), default=len(page.words))
        behind = [
            i for i, phrase in enumerate(phrases)
            if harm.opens <= phrase.first < min(limit, harm.last + _REACH) and i not in found
        ]  # fmt: skip
        behind = [i for i in behind if _can_suffer(page, phrases[i], harm, agents, alone=len(behind) == 1)]
        if len(behind) > 1 and _did_it(phrases[behind[0]], phrases[behind[1]], harm):
            behind = behind[1:]
        if behind and not (subject and _subject_leads(phrases, subject[0], behind[0], harm)):
            _chain(phrases, behind[0], limit, harm, found)
        else:
            found.update(dict.fromkeys(subject, harm))
    return found


def _subject_leads(phrases: Sequence[People], subject: int, behind: int, harm: Harm) -> bool:
    """Is the phrase right before a verb its subject, though people stand farther behind it ("ثلاثة شبان قتلوا برصاص
    مجهولين", "السائق قتل، وثلاثة ركاب أصيبوا")?"""
    later = phrases[behind]
    if phrases[subject].attributes.get("status") == "combatant" and harm.voice != "patient":
        return False
    return phrases[subject].last == harm.first and (later.first > harm.last or later.conjoined)


def _can_suffer(page: Page, phrase: People, harm: Harm, agents: Sequence[Range], *, alone: bool) -> bool:
    """May the phrase be whom the harm befell, and not who did it or a bare number of something else?"""
    between = range(harm.opens, phrase.first)
    if "bare" in phrase.attributes and not all(page.words[i].folded in _BACK for i in between) and len(between) > 1:
        return False
    if phrase.head >= 0 and page.at(phrase.head, "source") is not None and phrase.attributes.get("status") is None:
        return False
    if phrase.possessed and phrase.definite and phrase.first - harm.last > 3:
        return False
    if _author(page, phrase) or (harm.outcomes == ("detained",) and any(page.of(harm.last, phrase.first, "attack"))):
        return False  # "من يوقف الهجمات عن المدنيين": attacks are stopped, nobody is arrested
    acting = overlapping(phrase, agents) and phrase.attributes.get("status") != "civilian"
    return not (acting and harm.voice != "patient" and not alone)


def _did_it(first: People, second: People, harm: Harm) -> bool:
    """Is the first phrase behind a verb its subject and the second its object ("أعدم عناصر من قسد ثلاثة مدنيين")?"""
    members = first.attributes.get("code") == "member" and not first.counted
    apart = second.attributes.get("status") == "civilian" and not second.conjoined and second.opener is None
    return harm.verb and harm.voice != "patient" and members and apart


def _author(page: Page, phrase: People) -> bool:
    """Does the phrase tell whose weapon it was ("برصاص مجهولين", "على يد مسلحين")?"""
    if phrase.attributes.get("status") == "civilian" or phrase.counted or phrase.first == 0:
        return False
    for mention in page.starting.get(phrase.first - 1, ()):
        sense = mention.reading.entry.sense
        if sense == "by" or (
            sense in ("munition", "attack", "platform") and page.words[mention.first].folded[0] == "ب"
        ):
            return True
    return phrase.first > 1 and page.at(phrase.first - 2, "by") is not None


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
    if len(between) > (_TRAPPED_REACH if harm.outcomes == ("trapped",) else _REACH):
        return []
    if before[-1] in found or "bare" in phrase.attributes or "pronoun" in phrase.attributes:
        return []
    if any(page.words[i].folded in STOPS or page.at(i, "speech", "result") for i in between if i != opener):
        return []
    if page.at(phrase.head, "source") is not None or (overlapping(phrase, agents) and harm.voice == "active"):
        return []
    if harm.outcomes == ("trapped",) and (phrase.outcome is not None or _from(page, harm.first, phrase.first)):
        return []
    chain = [before[-1]]
    for position in reversed(before[:-1]):
        tied = phrases[chain[-1]].conjoined and phrases[chain[-1]].first - phrases[position].last <= 1
        if not tied or position in found:
            break
        chain.append(position)
    return chain


def _from(page: Page, *starts: int) -> bool:
    """Does من stand before one of the words ("انتشال جثث من تحت الأنقاض", "عالقين من عائلتها تحت الأنقاض")?"""
    return any(page.words[start - 1].folded == "من" for start in starts if start)
