"""People: noun phrases that count persons ("3 مدنيين", "طفل وسيدة", "عدد من الجرحى", "أربعة آخرون")."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.language.ar.lexicon import Mention
from tawthiq.language.ar.numbers import NumberMention
from tawthiq.model.codes import Quantifier

_OTHERS = {
    "اخر": ("exact", (1,)), "اخرا": ("exact", (1,)), "اخري": ("exact", (1,)), "اخران": ("exact", (2,)),
    "اخرون": ("plural", ()), "اخرين": ("plural", ()), "اخريات": ("plural", ()),
}  # fmt: skip
"""آخر "another" and its forms, which stand for people only beside a figure or a harm."""

_ONE_OF = frozenset(("احد", "احدي"))
_LINKS = frozenset(("من", "حاله", "حالات"))
_CHILD, _ELDERLY = 18, 65


class People(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase that counts persons: words ``[first, last)``.

    ``attributes``: of the person words in it (status, basis, sex, age, role, group). ``outcome``: where the noun itself
    says it (قتيل). ``conjoined``: it is tied by و to what stands before. ``years``: an age in numbers. ``head``: word
    index of the noun, or -1 where a number stands alone.
    """

    first: int
    last: int
    quantifier: Quantifier
    stated: tuple[int, ...]
    nearly: bool = False
    attributes: dict[str, str]
    outcome: str | None = None
    conjoined: bool = False
    definite: bool = False
    counted: bool = False
    possessed: bool = False
    years: int | None = None
    head: int = -1


def people(page: Page, first: int, last: int) -> list[People]:
    """The phrases in the words ``[first, last)``, in order, without overlaps."""
    numbers = {number.first: number for number in page.numbers if first <= number.first and number.last <= last}
    dated = {index for date in page.dates for index in range(date.first, date.last)}
    found: list[People] = []
    index = first
    while index < last:
        phrase = None if index in dated else _phrase(page, index, last, numbers)
        if phrase is None:
            index += 1
        else:
            found.append(phrase)
            index = max(phrase.last, index + 1)
    return found


def _phrase(page: Page, index: int, last: int, numbers: dict[int, NumberMention]) -> People | None:
    """The phrase that starts at this word, if one does."""
    number = numbers.get(index)
    if number is not None:
        return _numbered(page, index, last, number)
    noun = _noun(page, index)
    if noun is None and page.words[index].folded.lstrip("ولبف") in _ONE_OF and index + 1 < last:
        noun = _noun(page, index + 1)
        if noun is None or not (noun.reading.definite or noun.reading.number == "pl"):
            return None
        conjoined = page.words[index].folded.startswith("و")
        return _finish(page, index, noun, last, "exact", (1,), conjoined=conjoined, counted=True)
    if noun is not None:
        return _counted_by_form(page, noun, last, numbers)
    return _others(page, index)


def _numbered(page: Page, index: int, last: int, number: NumberMention) -> People | None:
    """A number with its noun, with آخرون, or alone."""
    if number.ordinal or number.year_like or number.calibre:
        return None
    after = number.last
    while after < last and page.words[after].folded in _LINKS:
        after += 1
    noun = _noun(page, after) if after < last else None
    if noun is not None and noun.reading.prefix.startswith(("و", "ف")):
        noun = None
    prefixed = page.words[index].folded.startswith("و") and number.proclitic > 0
    conjoined = prefixed or (index > 0 and page.words[index - 1].folded == "و")
    if noun is None:
        others = after < last and page.words[after].folded in _OTHERS
        if not others and after < last and not _stands_alone(page, after):
            return None
        end = after + 1 if others else number.last
        return People(
            first=index, last=end, quantifier=number.quantifier, stated=number.stated, nearly=number.nearly,
            attributes={"others": "1"} if others else {"bare": "1"}, conjoined=conjoined, counted=True,
        )  # fmt: skip
    quantifier, stated = number.quantifier, number.stated
    return _finish(page, index, noun, last, quantifier, stated, nearly=number.nearly, conjoined=conjoined, counted=True)


def _stands_alone(page: Page, after: int) -> bool:
    """May a number without a noun count people: does a sign, a preposition or a new clause stand behind it?"""
    word = page.words[after]
    if (
        word.kind != "word"
        or page.at(after, "stop", "cause", "result", "and", "subset", "person", "victim") is not None
    ):
        return True
    return word.folded.startswith(("و", "ب"))


def _counted_by_form(page: Page, noun: Mention, last: int, numbers: dict[int, NumberMention]) -> People | None:
    """A noun without a number before it: its own form counts, or a numeral behind it ("مدنيين اثنين")."""
    reading = noun.reading
    if page.at(noun.first, "harm") is not None and (reading.number == "sg" or reading.prefix.endswith("ب")):
        return None
    quantifier: Quantifier = "exact" if reading.number in ("sg", "dual") else "plural"
    stated: tuple[int, ...] = {"sg": (1,), "dual": (2,)}.get(reading.number or "", ())
    end = noun.last
    counted = False
    behind = numbers.get(end)
    if behind is not None and behind.style == "words" and not behind.ordinal and behind.stated and not behind.proclitic:
        quantifier, stated, end, counted = behind.quantifier, behind.stated, behind.last, True
    if page.words[noun.first].folded.lstrip("ولبف") in _ONE_OF:
        quantifier, stated = "exact", (1,)
    if reading.entry.attributes.get("group") == "family":
        quantifier, stated = "family", ()
    conjoined = reading.prefix.startswith("و")
    phrase = _finish(page, noun.first, noun, last, quantifier, stated, conjoined=conjoined, counted=counted)
    return msgspec.structs.replace(phrase, last=max(phrase.last, end))


def _others(page: Page, index: int) -> People | None:
    """آخرون "others" alone: people only where the caller finds a harm that governs it."""
    word = page.words[index].folded
    conjoined = word.startswith("و") and word[1:] in _OTHERS
    form = _OTHERS.get(word[1:] if conjoined else word)
    if form is None:
        return None
    quantifier, stated = form
    return People(
        first=index, last=index + 1, quantifier=quantifier, stated=stated,  # type: ignore[arg-type]  # from the table above
        attributes={"others": "1"}, conjoined=conjoined, head=index,
    )  # fmt: skip


def _noun(page: Page, index: int) -> Mention | None:
    """The person or victim word at this index; a victim word wins, since it says the outcome too."""
    victim, person = page.at(index, "victim"), page.at(index, "person")
    if victim is not None and (person is None or victim.last >= person.last):
        return victim
    return person


def _finish(
    page: Page,
    first: int,
    noun: Mention,
    last: int,
    quantifier: Quantifier,
    stated: tuple[int, ...],
    *,
    nearly: bool = False,
    conjoined: bool,
    counted: bool,
) -> People:
    """The phrase with the words that describe its noun (رجل مدني, طفلين شقيقين, أشخاص آخرين)."""
    reading = noun.reading
    attributes = dict(reading.entry.attributes)
    outcome = attributes.pop("code", None) if reading.entry.sense == "victim" else None
    end = noun.last
    while end < last:
        more = page.at(end, "person")
        if more is not None and not more.reading.prefix.strip("ال") and more.reading.number == reading.number:
            attributes = _combined(attributes, more.reading.entry.attributes)
            end = more.last
        elif page.words[end].folded in _OTHERS:
            attributes["others"] = "1"
            end += 1
        else:
            break
    return People(
        first=first, last=end, quantifier=quantifier, stated=stated, nearly=nearly, attributes=attributes,
        outcome=outcome, conjoined=conjoined, definite=reading.definite, counted=counted,
        possessed=bool(reading.suffix), years=_years(page, end, min(last, end + 9)), head=noun.first,
    )  # fmt: skip


def _combined(noun: dict[str, str], more: dict[str, str]) -> dict[str, str]:
    """The noun's attributes with those of a word that describes it; a stated status beats an implied one."""
    merged = {**more, **noun}
    if more.get("status") == "civilian" and noun.get("basis") != "stated":
        merged["status"], merged["basis"] = "civilian", more.get("basis", "implied")
    return merged


def _years(page: Page, first: int, last: int) -> int | None:
    """An age said just behind a phrase: "(12 عاماً)", "يبلغ من العمر 16 عاما"."""
    for number in page.numbers:
        if number.first >= last:
            break
        if number.first >= first and len(number.stated) == 1 and number.last < len(page.words):
            unit = page.words[number.last].folded
            if unit in _YEARS:
                aged = any(page.words[i].folded in _AGED for i in range(first, number.first))
                return number.stated[0] if aged or page.words[number.first - 1].folded == "(" else None
            if page.words[number.first - 1].folded in _AGED:
                return number.stated[0]
    return None


_YEARS = frozenset(("عاما", "عام", "سنه", "سنوات", "اعوام", "ربيعا"))
_AGED = frozenset(
    ("العمر", "عمرها", "عمره", "بعمر", "بالغه", "البالغ", "البالغه", "يبلغ", "تبلغ", "عمر", "والبالغه", "والبالغ")
)


def age_of(phrase: People) -> str | None:
    """``child``, ``adult`` or ``elderly``: a stated age beats the noun."""
    if phrase.years is not None:
        return "child" if phrase.years < _CHILD else "elderly" if phrase.years >= _ELDERLY else "adult"
    return phrase.attributes.get("age")


def overlapping(phrase: People, ranges: Iterable[tuple[int, int]]) -> bool:
    """Does the phrase share a word with one of the ranges?"""
    return any(first < phrase.last and phrase.first < last for first, last in ranges)


def attributes_of(phrase: People) -> dict[str, Any]:
    """The phrase's attributes in the words of the code book."""
    picked: dict[str, Any] = {key: phrase.attributes.get(key) for key in ("status", "sex", "role", "group")}
    age = age_of(phrase)
    picked["age"] = age
    if age == "child":
        picked["status"] = "civilian"
    picked["code"] = phrase.attributes.get("code")
    basis = phrase.attributes.get("basis")
    picked["status_basis"] = (basis or "implied") if picked["status"] == "civilian" else None
    return picked
