"""Composition: phrases about people that only together make one figure.

"20 شخصاً بين قتيل وجريح" (20 people, dead or wounded) is one figure and not two, "عدد القتلى إلى تسعة" (the number of
dead, to nine) takes its number from afar, "من خمسة قتلى إلى ثمانية" (from five dead to eight) is eight.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.extraction.people.phrases import STOPS, People

_VAGUE = frozenset(("tens", "dozens", "hundreds", "thousands"))
_NUMBER_OF = frozenset(("عدد", "العدد", "حصيله", "الحصيله", "تعداد", "اعداد", "وعدد", "وحصيله", "بعدد"))
_SIZE_OF = frozenset(
    ("مولفه", "مكونه", "مولف", "مكون", "عددهم", "وعددهم", "عددها", "قوامها", "تضم", "من", "افرادها", "عدد")
)
_BOUNDING = frozenset(("ما", "لا", "بما", "اكثر", "باكثر", "ازيد"))
_TEEN = 11
_GRAVE = "injured_critical"
_NEAR, _FAR = 8, 14


def composed(page: Page, phrases: Sequence[People], *, attack: bool) -> list[People]:
    """The phrases with those that belong together made one, in text order. ``attack``: the sentence tells an attack."""
    found = _from_to(page, list(phrases))
    found = _number_of(page, found)
    found = _of_them(page, found)
    found = _sized(page, found)
    found = _among(page, found, attack=attack)
    found = _joint(page, found)
    return _bounded(page, found)


def _from_to(page: Page, phrases: list[People]) -> list[People]:
    """Only the second of "from five dead to eight"."""
    found: list[People] = []
    for phrase in phrases:
        before = found[-1] if found else None
        if (
            before is not None
            and before.counted
            and phrase.counted
            and _word(page, before.first - 1) == "من"
            and _word(page, phrase.first - 1) == "الي"
            and phrase.first - before.last <= 2
        ):
            if phrase.outcome is None:
                phrase = msgspec.structs.replace(
                    phrase, outcome=before.outcome, attributes=before.attributes, head=before.head, told=True
                )
            found[-1] = phrase
        else:
            found.append(phrase)
    return found


def _number_of(page: Page, phrases: list[People]) -> list[People]:
    """The number of "عدد قتلى الغارة على … إلى تسعة", which stands far behind its noun."""
    found: list[People] = []
    index, headed = 0, False
    while index < len(phrases):
        phrase = phrases[index]
        headed = _is_counted_noun(page, phrase) or (headed and phrase.conjoined and phrase.definite)
        later = phrases[index + 1] if index + 1 < len(phrases) else None
        if not headed or phrase.counted or phrase.outcome is None or later is None or not _reaches(page, phrase, later):
            found.append(phrase)
            index += 1
            continue
        if later.outcome is None:
            later = msgspec.structs.replace(
                phrase, last=later.last, quantifier=later.quantifier, stated=later.stated, nearly=later.nearly,
                counted=True, told=True,
            )  # fmt: skip
        found.append(later)
        index += 2
    return found


def _is_counted_noun(page: Page, phrase: People) -> bool:
    """Does عدد "number of" or حصيلة "toll of" stand before the noun?"""
    return phrase.first > 0 and (
        _word(page, phrase.first - 1) in _NUMBER_OF or page.at(phrase.first - 1, "total") is not None
    )


def _reaches(page: Page, phrase: People, later: People) -> bool:
    """Is the later phrase the number of the earlier noun?"""
    between = range(phrase.last, later.first)
    if not later.counted or later.conjoined or len(between) > _FAR or any(_word(page, i) in STOPS for i in between):
        return False
    if later.outcome is None:
        return "bare" in later.attributes
    return later.outcome == phrase.outcome or phrase.outcome == "killed_or_injured"


def _of_them(page: Page, phrases: list[People]) -> list[People]:
    """One part of "7 منهم أطفال" (seven of them children) and of "حالة اثنين منهم حرجة" (two of them critical)."""
    found: list[People] = []
    for phrase in phrases:
        before = found[-1] if found else None
        if before is not None and before.counted and before.opener is None and phrase.first - before.last == 1:
            opener = page.at(before.last, "subset")
            whole = opener is not None and {"most", "type"} & opener.reading.entry.attributes.keys()
            if (
                opener is not None
                and not whole
                and not phrase.counted
                and not phrase.conjoined
                and "bare" in before.attributes
            ):
                found[-1] = msgspec.structs.replace(
                    phrase, first=before.first, quantifier=before.quantifier, stated=before.stated,
                    nearly=before.nearly, counted=True, conjoined=before.conjoined, opener=opener.first, told=True,
                )  # fmt: skip
                continue
        found.append(phrase)
    return [_grave(page, phrase) for phrase in found]


def _grave(page: Page, phrase: People) -> People:
    """A bare number with "of them", or one of the wounded, and how grave their wounds are ("أربعة من المصابين في حالة
    خطرة")."""
    if phrase.outcome == "injured" and phrase.counted and phrase.definite:
        grave = _critical(page, phrase.last)
        if grave is None:
            return phrase
        return msgspec.structs.replace(phrase, last=grave, outcome=_GRAVE, opener=phrase.head, told=True)
    opener = page.at(phrase.last, "subset") if "bare" in phrase.attributes and phrase.last < len(page.words) else None
    if opener is None:
        return phrase
    grave = _critical(page, opener.last)
    if grave is None:
        return phrase
    return msgspec.structs.replace(phrase, last=grave, outcome=_GRAVE, opener=opener.first, told=True)


def _critical(page: Page, first: int) -> int | None:
    """The end of the words close behind that say a wound is critical, or None."""
    for index in range(first, min(first + 3, len(page.words))):
        grave = page.at(index, "severity")
        if grave is not None and grave.reading.entry.code == "critical":
            return grave.last
        if _word(page, index) in STOPS:
            break
    return None


def _sized(page: Page, phrases: list[People]) -> list[People]:
    """A family with its number ("عائلة مؤلفة من ستة أشخاص", "أفراد عائلة عددهم ستة")."""
    found: list[People] = []
    for phrase in phrases:
        before = found[-1] if found else None
        gap = range(before.last, phrase.first) if before is not None else range(0)
        if (
            before is not None
            and not before.counted
            and before.quantifier in ("family", "plural")
            and phrase.counted
            and not phrase.conjoined
            and 0 < len(gap) <= 3
            and all(_word(page, i) in _SIZE_OF for i in gap)
            and (before.quantifier == "family" or any(_word(page, i).endswith("عددهم") for i in gap))
        ):
            found[-1] = msgspec.structs.replace(
                before, last=phrase.last, quantifier=phrase.quantifier, stated=phrase.stated, nearly=phrase.nearly,
                counted=True,
            )  # fmt: skip
        else:
            found.append(phrase)
    return found


def _among(page: Page, phrases: list[People], *, attack: bool) -> list[People]:
    """People who are named among the dead: "ممرضة ومسعفان بين ضحايا القصف", "بين القتلى سبع نساء"."""
    found: list[People] = []
    pending: People | None = None
    for phrase in phrases:
        among = phrase.outcome is not None and not phrase.counted and phrase.form == "pl" and not phrase.conjoined
        if among and _word(page, phrase.first - 1).lstrip("و") == "بين" and page.words[phrase.first].folded != "بين":
            start = phrase.first - 1 - (_word(page, phrase.first - 2).lstrip("و") == "من")
            if found and found[-1].last == start and found[-1].outcome is None and "bare" not in found[-1].attributes:
                _tell(found, len(found) - 1, phrase.outcome)
            elif attack or found or phrase.definite:
                pending = phrase
            continue
        if pending is not None:
            listed = bool(found) and found[-1].opener == pending.first - 1
            gap = range(found[-1].last if listed else pending.last, phrase.first)
            clear = not any(_word(page, i) in STOPS for i in gap)
            near = phrase.conjoined and len(gap) <= 1 if listed else len(gap) <= _NEAR
            if near and phrase.outcome is None and clear:
                phrase = msgspec.structs.replace(phrase, outcome=pending.outcome, opener=pending.first - 1, told=True)
            else:
                pending = None
        found.append(phrase)
    return found


def _tell(found: list[People], position: int, outcome: str | None) -> None:
    """Give an outcome to a phrase and to those that it is tied to by و."""
    while True:
        found[position] = msgspec.structs.replace(found[position], outcome=outcome, told=True)
        before = position - 1
        tied = found[position].conjoined and before >= 0 and found[position].first - found[before].last <= 1
        if not tied or found[before].outcome is not None or "bare" in found[before].attributes:
            return
        position = before


def _joint(page: Page, phrases: list[People]) -> list[People]:
    """One figure of "عشرات القتلى والجرحى", "20 شخصاً بين قتيل وجريح", "أربعة مدنيين قتلى" and "جثمان امرأة"."""
    found: list[People] = []
    for phrase in phrases:
        before = found[-1] if found else None
        if before is not None and _body_of(before, phrase):
            found[-1] = msgspec.structs.replace(
                phrase, first=before.first, outcome=before.outcome, conjoined=before.conjoined, told=True
            )
        elif before is None or phrase.counted or phrase.outcome is None or phrase.first != before.last:
            found.append(phrase)
        elif _dead_or_wounded(page, before, phrase):
            found[-1] = msgspec.structs.replace(before, outcome="killed_or_injured", last=phrase.last, told=True)
        elif before.outcome in (None, phrase.outcome) and not (phrase.conjoined or phrase.definite or phrase.possessed):
            found[-1] = msgspec.structs.replace(before, last=phrase.last)
            _tell(found, len(found) - 1, phrase.outcome)
        else:
            found.append(phrase)
    return found


def _body_of(before: People, phrase: People) -> bool:
    """Does an uncounted victim noun stand right before whose it is ("جثمان امرأة", a woman's body)?"""
    owned = before.outcome is not None and not (before.counted or before.definite or before.possessed)
    alike = phrase.counted or phrase.form == before.form
    return (
        owned
        and alike
        and phrase.outcome is None
        and phrase.head >= 0
        and (phrase.first == before.last and not phrase.conjoined and "others" not in phrase.attributes)
    )


def _dead_or_wounded(page: Page, before: People, phrase: People) -> bool:
    """Do both nouns share the one number: "N between killed and wounded", "tens of killed and wounded"?"""
    if not before.counted:
        return False
    if page.words[phrase.first].folded in ("بين", "ما"):
        return before.outcome in (None, "killed_or_injured")
    if not phrase.conjoined or {before.outcome, phrase.outcome} != {"killed", "injured"} or before.head <= before.first:
        return False
    if before.quantifier in _VAGUE:
        return phrase.form == "pl" and phrase.definite == before.definite
    if not before.stated or before.definite or phrase.definite:
        return False
    if before.stated[-1] < _TEEN:
        return phrase.form == "pl" and before.stated[-1] > 2
    return phrase.form == "sg" and page.words[phrase.first].folded.endswith("ا")


def _bounded(page: Page, phrases: list[People]) -> list[People]:
    """A bound before the first of two tied figures holds for both ("ما لا يقل عن أربعة قتلى وتسعة جرحى")."""
    found: list[People] = []
    for phrase in phrases:
        before = found[-1] if found else None
        if (
            before is not None
            and before.quantifier in ("at_least", "more_than")
            and phrase.quantifier == "exact"
            and phrase.counted
            and phrase.conjoined
            and phrase.outcome is not None
            and phrase.first == before.last
            and _word(page, before.first).lstrip("و") in _BOUNDING
        ):
            phrase = msgspec.structs.replace(phrase, quantifier=before.quantifier)
        found.append(phrase)
    return found


def _word(page: Page, index: int) -> str:
    """The folded word at an index; "" before the text."""
    return page.words[index].folded if 0 <= index < len(page.words) else ""
