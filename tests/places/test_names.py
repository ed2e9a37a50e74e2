"""Names and their keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.places import names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("السويداء", "سويدا"),  # As-Suwayda
        ("كفر زيتا", "كفرزيتا"),  # Kafr Zayta
        ("دير الزور", "ديرالزور"),  # Deir ez-Zor
        ("حماة", "حماه"),  # Hama
        ("إعزاز", "اعزاز"),  # Azaz
        ("نوى", "نوي"),  # Nawa
        ("خان شيخون", "خانشيخون"),  # Khan Shaykhun
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert names.key(names.words(other)) in names.spellings(names.words(one))
    assert names.key(names.words(one)) in names.spellings(names.words(one))


@pytest.mark.parametrize(("one", "other"), [("بلشون", "بليون"), ("بيروت", "يروت"), ("حلب", "حلبا"), ("التل", "تلا")])
def test_different_names_share_none(one: str, other: str) -> None:
    assert not names.spellings(names.words(one)) & names.spellings(names.words(other))


def test_a_short_article_word_is_left_whole() -> None:
    assert names.bare("الله") == "الله"
    assert names.bare("الباب") == "باب"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ريف إدلب الجنوبي", names.Parsed(("ادلب",), "countryside", "S")),  # southern Idlib countryside
        ("ريف حماه", names.Parsed(("حماه",), "countryside")),
        ("ريف حلب الجنوبي الشرقي", names.Parsed(("حلب",), "countryside", "SE")),
        ("شمال غرب حماة", names.Parsed(("حماه",), None, "NW")),  # north-west of Hama
        ("بلدة الهبيط", names.Parsed(("الهبيط",), "town")),
        ("محيط مدينة سراقب", names.Parsed(("سراقب",), "city", None, True)),  # around the city of Saraqib
        ("جبل الزاوية", names.Parsed(("جبل", "الزاويه"))),
        ("ريف", names.Parsed(("ريف",))),
    ],
)
def test_a_typed_place_is_taken_apart(typed: str, expected: names.Parsed) -> None:
    assert names.parse(typed) == expected


def test_foreign_letters_are_seen() -> None:
    assert names.has_foreign_letters("ڕەققە")  # Raqqa, in Kurdish letters
    assert not names.has_foreign_letters("کفر نبل")  # Kafr Nabl, in Persian letters that fold to Arabic ones


def test_latin_names_lose_accents_article_and_case() -> None:
    assert names.latin_key("Al-Ḩasakah") == names.latin_key("al hasakah") == "hasakah"


@given(st.text(alphabet="ابتحدرسعفكلمنهوي ", min_size=1, max_size=25))
def test_a_name_is_always_found_by_itself(name: str) -> None:
    written = names.words(name)
    key = names.key(written)
    if len(key) >= 3 and len(written) <= names.MAX_WORDS:
        assert key in names.spellings(written)
