"""What is no count: dates, hours, names with a number; years and calibres are found and marked."""

from __future__ import annotations

import pytest

from tawthiq.language.ar.numbers import NumberMention, find_numbers
from tawthiq.text.normal import normalise
from tawthiq.text.words import Word, split


def words_of(text: str) -> list[Word]:
    return split(normalise(text))


def only(text: str) -> NumberMention:
    """The one quantity of a text."""
    found = find_numbers(words_of(text))
    assert len(found) == 1, found
    return found[0]


NOTHING = [
    "21/9/2017", "21/9 /2017", "٢١-٩-٢٠١٧", "2017-09-21", "21.9.2017", "10:30", "12:20:15", "الساعة 9",
    "الساعة الثالثة", "الساعة الـ9", "23 نيسان", "9 سبتمبر/أيلول", "8 من تشرين الثاني", "5 من الشهر الجاري",
    "العشرين من أيلول", "9/أيلول", "15 May", "50%", "%50", "50 بالمئة", "٥٠٪", "خمسين في المئة",
    "من 20 إلى 30 بالمئة", "3.5", "0.125", "+963", "#3", "@5", "M4", "T4", "20h", "3 likes", "0096312345",
    "1234567890123", "الفوج 46", "الفرقة 25", "اللواء 105", "ميغ 23", "ميغ-23", "طريق إم 4", "كوفيد-19",
    "رقم 5", "شارع الثلاثين", "جبل الأربعين", "يوم الاثنين", "الأحد", "أحد المدنيين", "إحدى القرى", "لست منهم",
    "الست", "كل واحد", "في آن واحد", "بعده", "عده بطلاً", "9-2017", "كانون الثاني", "بئر السبع", "ست الكل",
    "سبع الجبل", "خمس السكان", "التح.الف الدولي", "#رصاص_سبع_جبل", "24/7", "نصف القرية", "الأربعاء",
    "عدد القتلى", "جل آغا", "1- قصف مدفعي", "1. قصف", "هم 1- رجل 2- امرأة 3- طفل", "20/ تشرين الثاني/",
    "30 / تشرين الثاني", "تحـ.ـالف", "تحـ.ألف في", "news October 24,", "أكثر فأكثر", "عين العشرة",
    "قرابة الساعة 9", "حوالي الساعة الثالثة", "2,023.33", "آر بي جي 7", "من 10 إلى 15 أيلول", "شهر 5",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_no_count(text: str) -> None:
    assert find_numbers(words_of(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "عام 2017",
        "منذ 2011",
        "في العام 2015",
        "أيلول 2020",
        "كانون الأول 2019",
        "(2019)",
        "حتى 2020",
        "بداية 2023",
        "2015 م",
        "حتى 2019 بالتزكية",
        "العام الحالي 2022 وحتى اليوم",
        "احتلال المقاطعة 2019.",
    ],
)
def test_year(text: str) -> None:
    (mention,) = [one for one in find_numbers(words_of(text)) if not one.ordinal]
    assert (mention.year_like, mention.quantifier) == (True, "exact")


@pytest.mark.parametrize("text", ["بين عامي 2011 و2013", "خلال عامي 2011 و 2013"])
def test_years_in_a_row(text: str) -> None:
    assert [mention.year_like for mention in find_numbers(words_of(text))] == [True, True]


def test_range_of_years() -> None:
    assert (only("2011-2013").year_like, only("2011-2013").stated) == (True, (2011, 2013))


@pytest.mark.parametrize("text", ["مقتل 2017 مدنياً", "مقتل أكثر من 1950 شخصاً", "في القصف 2017 قتيلاً"])
def test_no_year(text: str) -> None:
    assert not only(text).year_like


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("عيار 120", 120),
        ("قذائف 122 ملم", 122),
        ("هاون من عيار 82 ملم", 82),
        ("رشاش عيار 23", 23),
        ("رشاشات 23", 23),
        ("57مم", 57),
    ],
)
def test_calibre(text: str, value: int) -> None:
    mention = only(text)
    assert (mention.calibre, mention.stated) == (True, (value,))


def test_calibres_in_a_row() -> None:
    assert [one.calibre for one in find_numbers(words_of("من عيار 120 و130 ملم"))] == [True, True]
