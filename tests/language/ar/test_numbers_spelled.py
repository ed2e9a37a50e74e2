"""Every value from 1 to 999 999 999, spelled out and planted among other words; and the time that reading takes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.language.ar.numbers import NumberMention, find_numbers, find_quantities
from tawthiq.text.normal import normalise
from tawthiq.text.words import Word, split


def words_of(text: str) -> list[Word]:
    return split(normalise(text))


UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
SHORT = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
TENS = ["", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
HUNDREDS = ["", "مئة", "مئت", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]
NOUNS = ["قصف", "بلدة", "صباح", "ضحايا", "القرية", "أطفال", "محيط", "وقالت", "مصادر"]


def below_hundred(value: int, feminine: bool, oblique: bool) -> str:
    unit = UNITS if not feminine else SHORT
    if value <= 10:
        return unit[value].replace("ان", "ين") if oblique and value == 2 else unit[value]
    if value < 20:
        first = {11: "إحدى" if feminine else "أحد", 12: ("اثنت" if feminine else "اثن") + ("ي" if oblique else "ا")}
        return first.get(value, unit[value - 10]) + (" عشرة" if feminine else " عشر")
    ten = TENS[value // 10] + ("ين" if oblique else "ون")
    return f"{below_hundred(value % 10, feminine, oblique)} و{ten}" if value % 10 else ten


def below_thousand(value: int, feminine: bool, oblique: bool) -> str:
    hundred = HUNDREDS[value // 100]
    if value // 100 == 2:
        hundred += "ين" if oblique else "ان"
    rest = below_hundred(value % 100, feminine, oblique)
    return " و".join(part for part in (hundred, rest) if part)


def scaled(count: int, one: str, many: str, oblique: bool) -> str:
    if count <= 2:
        return ("", one, one + ("ين" if oblique else "ان"))[count]
    return f"{below_thousand(count, False, oblique)} {many if 3 <= count % 100 <= 10 else one}"


def spell(value: int, feminine: bool = False, oblique: bool = False) -> str:
    """``value`` in words, counting masculine or feminine nouns, in the nominative or the oblique case."""
    parts = [
        scaled(value // 10**6, "مليون", "ملايين", oblique),
        scaled(value // 1000 % 1000, "ألف", "آلاف", oblique),
        below_thousand(value % 1000, feminine, oblique),
    ]
    return " و".join(part for part in parts if part)


VALUES_OF_ANY_SIZE = st.one_of(st.integers(1, 999), st.integers(1, 99_999), st.integers(1, 999_999_999))


def planted(number: str, before: list[str], after: list[str]) -> tuple[list[NumberMention], str, int]:
    text = " ".join([*before, number, "مدنياً", *after])
    return find_numbers(words_of(text)), text, len(" ".join(before)) + (1 if before else 0)


@settings(max_examples=600, deadline=None)
@given(
    VALUES_OF_ANY_SIZE,
    st.booleans(),
    st.booleans(),
    st.lists(st.sampled_from(NOUNS), max_size=4),
    st.lists(st.sampled_from(NOUNS)),
)
def test_every_value_in_words(value: int, feminine: bool, oblique: bool, before: list[str], after: list[str]) -> None:
    number = spell(value, feminine, oblique)
    found, text, start = planted(number, before, after)
    assert [(one.stated, one.quantifier) for one in found] == [((value,), "exact")]
    words = words_of(text)
    assert (words[found[0].first].start, words[found[0].last - 1].end) == (start, start + len(number))


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, 999_999_999),
    st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]),
    st.sampled_from(["", ",", "٬"]),
    st.lists(st.sampled_from(NOUNS), max_size=4),
)
def test_every_value_in_digits(value: int, script: str, separator: str, before: list[str]) -> None:
    number = f"{value:,}".replace(",", separator).translate(str.maketrans("0123456789", script))
    found, text, start = planted(number, before, [])
    assert [one.stated for one in found] == [(value,)]
    words = words_of(text)
    assert (words[found[0].first].start, words[found[0].last - 1].end) == (start, start + len(number))


MARKS = ["-", "/", ":", "%", "،", "\n"]
SMALL = ["و", "وعشرون", "ومئة", "ألف", "آلاف", "مليون", "نصف", "5", "2017", "1,250", "3.5", "عشرات", "بضع", "نيف"]
BINDING = ["بين", "من", "إلى", "أو", "أكثر من", "على الأقل", "ال", "ب", "عدد", "تجاوز"]
ANY_PIECE = st.sampled_from([*NOUNS, *UNITS[1:], *SHORT[1:], *MARKS, *SMALL, *BINDING])


@settings(max_examples=400, deadline=None)
@given(st.lists(ANY_PIECE, max_size=25))
def test_mentions_never_overlap(pieces: list[str]) -> None:
    words = words_of(" ".join(pieces))
    found = find_quantities(words)
    ends = [0]
    for mention in found.numbers:
        assert ends[-1] <= mention.first < mention.last <= len(words)
        assert all(value >= 0 for value in mention.stated)
        ends.append(mention.last)
    for bound in found.bounds:
        assert not any(one.first < bound.last and bound.first < one.last for one in found.numbers)


def seconds(piece: str, times: int) -> float:
    words = words_of(f"{piece} " * times)
    start = time.perf_counter()
    find_numbers(words)
    return time.perf_counter() - start


@pytest.mark.parametrize(
    ("piece", "times"),
    [
        ("وعشرون", 200_000),
        ("ثلاثة", 200_000),
        *(
            (piece, 40_000)
            for piece in ("ألف", "و", "5 -", "5/", "بين 5", "تجاوز عدد", "٥،", "أكثر من", "وألف و5", "1-")
        ),
    ],
)
def test_time_is_linear(piece: str, times: int) -> None:
    seconds(piece, 500)
    assert seconds(piece, times) < 40 * seconds(piece, times // 10) + 0.5
