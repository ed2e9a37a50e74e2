"""People: noun phrases that count persons ("3 مدنيين", "طفل وسيدة", "عدد من الجرحى", "أربعة آخرون")."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.extraction.people.names import befallen, joined, may_open, name_at
from tawthiq.extraction.people.nouns import (
    combined,
    describes,
    family_of,
    form_of,
    noun_at,
    numeral_behind,
    only_describes,
    stands_alone,
)
from tawthiq.extraction.people.years import years
from tawthiq.language.ar.lexicon import Mention
from tawthiq.language.ar.numbers import NumberMention
from tawthiq.model.codes import Quantifier

STOPS = frozenset("؛.!؟?\n")
"""Signs that nothing about people reaches across."""

_OTHERS: dict[str, tuple[Quantifier, tuple[int, ...]]] = {
    "اخر": ("exact", (1,)), "اخرا": ("exact", (1,)), "اخري": ("exact", (1,)), "اخران": ("exact", (2,)),
    "اخرون": ("plural", ()), "اخرين": ("plural", ()), "اخريات": ("plural", ()),
}  # fmt: skip
"""آخر "another" and its forms, which stand for people only beside a figure or a harm."""

_FEMALE = frozenset(("اخري", "اخريات", "الاخري", "الثانيه", "ثالثه", "رابعه"))
"""Those of them that only stand for women and girls."""

_ANOTHER = frozenset(
    (
        "الاخر", "الاخري", "الثاني", "الثانيه", "ثالث", "ثالثا", "ثالثه", "رابع", "رابعا", "رابعه", "خامس", "خامسا",
    )
)  # fmt: skip
"""One more person, right behind a harm ("تقتل شخصين وتصيب ثالثاً")."""

_ONE_OF = frozenset(("احد", "احدي"))
_ONE_OF_THEM = frozenset(("احدهم", "احدهما", "احداهن", "احداهما"))
_LINKS = frozenset(("من", "حاله", "حالات"))


class People(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase that counts persons: words ``[first, last)``.

    ``attributes``: of the person words in it (status, basis, sex, age, role, group). ``outcome``: where the noun itself
    says it (قتيل). ``conjoined``: it is tied by و to what stands before. ``counted``: a number says how many. ``form``:
    grammatical number of the noun. ``years``: an age in numbers. ``head``: word index of the noun, or -1 where a number
    stands alone. ``opener``: the word inside that makes it a part of an earlier figure (منهم in "7 منهم أطفال").
    ``told``: other words than its noun say what became of it ("عدد القتلى 22", "أربعة مدنيين قتلى").
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
    form: str | None = None
    years: int | None = None
    head: int = -1
    opener: int | None = None
    told: bool = False


def people(page: Page, first: int, last: int) -> list[People]:
    """The phrases in the words ``[first, last)``, in order, without overlaps."""
    numbers = {number.first: number for number in page.numbers if first <= number.first and number.last <= last}
    dated = {index for date in page.dates for index in range(date.first, date.last)}
    found: list[People] = []
    index = first
    while index < last:
        if index not in page.starting and index not in numbers and not _opens(page.words[index].folded):
            index += 1
            continue
        named = _named(page, index, last, found[-1] if found else None)
        if named is not None:
            found.append(named)
            index = named.last
            continue
        related = family_of(page, index)
        if related is not None:
            index = related.last
            continue
        phrase = None if index in dated else _phrase(page, index, last, numbers)
        if phrase is None:
            index += 1
        else:
            found.append(phrase)
            index = max(phrase.last, index + 1)
    return found


@functools.lru_cache(50_000)
def _opens(word: str) -> bool:
    """May a folded word that no row of the lexicon knows begin a phrase: a given name, "one of", "others"?"""
    bare, short = word.lstrip("ولبف"), word.removeprefix("و")
    return (
        may_open(word)
        or word == "من"
        or bare in _ONE_OF
        or bare in _ONE_OF_THEM
        or short in _OTHERS
        or word in _ANOTHER
    )


def _named(page: Page, index: int, last: int, before: People | None) -> People | None:
    """One person told by the name alone, right behind what befell him ("مقتل خالد المسعود"), or behind another name."""
    if not may_open(page.words[index].folded):
        return None
    tied = before is not None and "named" in before.attributes and joined(page, before.last, index)
    words = name_at(page, index, last, tied=tied) if tied or befallen(page, index) else None
    if words is None:
        return None
    return People(
        first=index, last=words[1], quantifier="exact", stated=(1,), attributes={"named": "1"}, conjoined=tied,
        head=index,
    )  # fmt: skip


def _phrase(page: Page, index: int, last: int, numbers: dict[int, NumberMention]) -> People | None:
    """The phrase that starts at this word, if one does."""
    number = numbers.get(index)
    if number is not None and not (number.quantifier == "most" and page.at(index, "subset") is not None):
        return _others(page, index) if number.ordinal else _numbered(page, index, last, number)
    word = page.words[index].folded
    if word.lstrip("وف") in _ONE_OF_THEM:
        return _one_of_them(page, index)
    noun = noun_at(page, index)
    if noun is None and word.lstrip("ولبف") in _ONE_OF and index + 1 < last:
        noun = noun_at(page, index + 1)
        if noun is None or not (noun.reading.definite or noun.reading.suffix or form_of(noun) == "pl"):
            return None
        return _finish(page, index, noun, last, "exact", (1,), conjoined=word.startswith("و"), counted=True)
    if noun is not None:
        return _counted_byform_of(page, noun, last, numbers)
    return _others(page, index)


def _numbered(page: Page, index: int, last: int, number: NumberMention) -> People | None:
    """A number with its noun, with آخرون, or alone."""
    if number.year_like or number.calibre:
        return None
    prefixed = page.words[index].folded.startswith("و") and number.proclitic > 0
    conjoined = prefixed or _tied(page, index)
    related = family_of(page, number.last)
    if related is not None:
        return People(
            first=index, last=related.last, quantifier=number.quantifier, stated=number.stated, nearly=number.nearly,
            attributes=dict(related.reading.entry.attributes), conjoined=conjoined, counted=True, head=related.first,
        )  # fmt: skip
    native = page.at(number.last, "native")
    if native is not None and native.last - native.first > 1:
        return People(
            first=index, last=native.last, quantifier=number.quantifier, stated=number.stated, nearly=number.nearly,
            attributes={"status": "civilian", "basis": "implied"}, conjoined=conjoined, counted=True,
            head=native.last - 1,
        )  # fmt: skip
    after = number.last
    while after < last and page.words[after].folded in _LINKS:
        after += 1
    noun = noun_at(page, after) if after < last else None
    if noun is not None and noun.reading.prefix.startswith(("و", "ف")):
        noun = None
    if noun is None:
        others = after < last and page.words[after].folded in _OTHERS
        if not others and after < last and not stands_alone(page, after):
            return None
        end = after + 1 if others else number.last
        return People(
            first=index, last=end, quantifier=number.quantifier, stated=number.stated, nearly=number.nearly,
            attributes={"others": "1"} if others else {"bare": "1"}, conjoined=conjoined, counted=True,
        )  # fmt: skip
    quantifier, stated = number.quantifier, number.stated
    return _finish(page, index, noun, last, quantifier, stated, nearly=number.nearly, conjoined=conjoined, counted=True)


def _tied(page: Page, index: int) -> bool:
    """Does a separate و, or مع "together with", tie the word to what stands before it?"""
    return index > 0 and page.words[index - 1].folded in ("و", "مع")


def _one_of_them(page: Page, index: int) -> People | None:
    """أحدهم "one of them" behind a harm, or with how grave his wound is ("أحدهم بحالة خطيرة")."""
    one = People(
        first=index, last=index + 1, quantifier="exact", stated=(1,), attributes={"pronoun": "1"}, counted=True
    )
    if page.at(index - 1, "harm") is not None:
        return one
    for at in range(index + 1, min(index + 4, len(page.words))):
        grave = page.at(at, "severity")
        if grave is not None and grave.reading.entry.code == "critical":
            return msgspec.structs.replace(one, last=grave.last, outcome="injured_critical", opener=index, told=True)
        if page.words[at].folded in STOPS or noun_at(page, at) is not None:
            break
    return None


def _counted_byform_of(page: Page, noun: Mention, last: int, numbers: dict[int, NumberMention]) -> People | None:
    """A noun without a number before it: its own form counts, or a numeral behind it ("مدنيين اثنين", "القتلى 22")."""
    reading, form = noun.reading, form_of(noun)
    if page.at(noun.first, "harm") is not None and (form == "sg" or reading.prefix.endswith("ب")):
        return None
    if only_describes(page, noun):
        return None
    quantifier: Quantifier = "exact" if form in ("sg", "dual") else "plural"
    stated: tuple[int, ...] = {"sg": (1,), "dual": (2,)}.get(form or "", ())
    end = noun.last
    counted = told = False
    behind = numeral_behind(page, noun, numbers)
    if behind is not None:
        quantifier, stated, end, counted = behind.quantifier, behind.stated, behind.last, True
        told = reading.definite and reading.entry.sense == "victim"
    if page.words[noun.first].folded.lstrip("ولبف") in _ONE_OF:
        quantifier, stated = "exact", (1,)
    if reading.entry.attributes.get("group") == "family" and not counted:
        quantifier, stated = "family", ()
    conjoined = reading.prefix.startswith("و") or _tied(page, noun.first)
    phrase = _finish(page, noun.first, noun, last, quantifier, stated, conjoined=conjoined, counted=counted)
    return msgspec.structs.replace(phrase, last=max(phrase.last, end), told=told)


def _others(page: Page, index: int) -> People | None:
    """آخرون "others" alone: people only where the caller finds a harm that governs it."""
    word = page.words[index].folded
    conjoined = word.startswith("و") and word[1:] in _OTHERS
    form = _OTHERS.get(word[1:] if conjoined else word)
    if form is None and word in _ANOTHER and page.at(index - 1, "harm") is not None:
        form = ("exact", (1,))
    if form is None:
        return None
    quantifier, stated = form
    sex = {"sex": "female"} if (word[1:] if conjoined else word) in _FEMALE else {}
    return People(
        first=index, last=index + 1, quantifier=quantifier, stated=stated,
        attributes={"others": "1", **sex}, conjoined=conjoined, head=index,
    )  # fmt: skip


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
    """The phrase with the words that describe its noun (رجل مدني, طفلين شقيقين, أشخاص آخرين, من عائلة واحدة)."""
    reading = noun.reading
    attributes = dict(reading.entry.attributes)
    outcome = attributes.pop("code", None) if reading.entry.sense == "victim" else None
    end = noun.last
    while end < last:
        more, related = page.at(end, "person"), family_of(page, end)
        if related is not None:
            attributes = {**combined(attributes, related.reading.entry.attributes), "group": "family"}
            end = related.last
        elif more is not None and describes(attributes, noun, more):
            attributes = combined(attributes, more.reading.entry.attributes)
            end = more.last
        elif page.words[end].folded in _OTHERS:
            attributes["others"] = "1"
            end += 1
        else:
            break
    return People(
        first=first, last=end, quantifier=quantifier, stated=stated, nearly=nearly, attributes=attributes,
        outcome=outcome, conjoined=conjoined, definite=reading.definite, counted=counted, form=form_of(noun),
        possessed=bool(reading.suffix), years=years(page, end, _own(page, end, min(last, end + 9))), head=noun.first,
    )  # fmt: skip


def _own(page: Page, first: int, last: int) -> int:
    """Where the words about these people end: at others tied to them by و ("رجل مسن، وشاب بعمر 18 عاماً")."""
    for index in range(first, last):
        noun = noun_at(page, index)
        if noun is not None and noun.reading.prefix.startswith("و"):
            return index
    return last


def overlapping(phrase: People, ranges: Iterable[tuple[int, int]]) -> bool:
    """Does the phrase share a word with one of the ranges?"""
    return any(first < phrase.last and phrase.first < last for first, last in ranges)
