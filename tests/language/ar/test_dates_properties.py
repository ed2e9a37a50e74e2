"""Any date in any format is found exactly; any heap of date words is safe, and read in linear time."""

from __future__ import annotations

import datetime as dt
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.language.ar.dates import (
    DateMention,
    Reference,
    find_dates,
    reference,
    report_date,
    resolve,
)
from tawthiq.model.dates import span
from tawthiq.text.normal import normalise
from tawthiq.text.words import Word, split

WEDNESDAY = Reference(published=dt.date(2031, 11, 12), origin="metadata")
UNKNOWN = Reference()


def words_of(text: str) -> list[Word]:
    return split(normalise(text))


def read(text: str, published: dt.date | None = None) -> tuple[list[DateMention], Reference]:
    words = words_of(text)
    mentions = find_dates(words)
    return mentions, reference(words, mentions, published)


MONTHS = [
    ("كانون الثاني", "يناير", "جانفي"), ("شباط", "فبراير", "فيفري"), ("آذار", "مارس", "مارس"),
    ("نيسان", "أبريل", "أفريل"), ("أيار", "مايو", "ماي"), ("حزيران", "يونيو", "جوان"), ("تموز", "يوليو", "جويلية"),
    ("آب", "أغسطس", "أوت"), ("أيلول", "سبتمبر", "سبتمبر"), ("تشرين الأول", "أكتوبر", "أكتوبر"),
    ("تشرين الثاني", "نوفمبر", "نوفمبر"), ("كانون الأول", "ديسمبر", "ديسمبر"),
]  # fmt: skip


ORDINALS = [
    "الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر", "الحادي عشر",
    "الثاني عشر", "الثالث عشر", "الرابع عشر", "الخامس عشر", "السادس عشر", "السابع عشر", "الثامن عشر", "التاسع عشر",
    "العشرين", "الحادي والعشرين", "الثاني والعشرين", "الثالث والعشرين", "الرابع والعشرين", "الخامس والعشرين",
    "السادس والعشرين", "السابع والعشرين", "الثامن والعشرين", "التاسع والعشرين", "الثلاثين", "الحادي والثلاثين",
]  # fmt: skip


# properties

DAYS = st.dates(dt.date(2001, 1, 1), dt.date(2049, 12, 31))
NAMES = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
FORMATS = [
    lambda d: f"{d.day}/{d.month}/{d.year}", lambda d: f"{d.day:02}-{d.month:02}-{d.year}", lambda d: d.isoformat(),
    lambda d: f"{d.day}.{d.month}.{d.year}", lambda d: f"{d.day} {MONTHS[d.month - 1][0]} {d.year}",
    lambda d: f"{d.day} من {MONTHS[d.month - 1][1]} {d.year}", lambda d: f"{d:%B} {d.day}, {d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1][0]}/{MONTHS[d.month - 1][1]} {d.year}",
    lambda d: f"{ORDINALS[d.day - 1]} من {MONTHS[d.month - 1][0]} {d.year}",
    lambda d: f"يوم {NAMES[d.weekday()]} الموافق {d.day}/{d.month} /{d.year}",
    lambda d: f"فجر {NAMES[d.weekday()]} {d.day} {MONTHS[d.month - 1][1]}/ {MONTHS[d.month - 1][0]} {d.year}",
    lambda d: d.isoformat().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
]  # fmt: skip
FILLER = st.lists(st.sampled_from(["قصف", "مدفعي", "على", "أطراف", "البلدة", "مدنيين", "بينهم", "طفل", "،", ".", "\n"]))


@given(day=DAYS, write=st.sampled_from(FORMATS), before=FILLER, after=FILLER)
@settings(max_examples=400, deadline=None)
def test_a_planted_date_is_found_exactly_and_means_itself(day, write, before, after) -> None:  # type: ignore[no-untyped-def]  # hypothesis gives the types
    planted = write(day)
    head = " ".join([*before, ""])
    text = head + planted + " ".join(["", *after])
    words = words_of(text)
    (mention,) = find_dates(words)
    assert (words[mention.first].start, words[mention.last - 1].end) == (len(head), len(head) + len(planted))
    assert resolve(mention, UNKNOWN).edtf == day.isoformat()


@given(text=st.text(alphabet=st.sampled_from(list("ابتسحرمين الويةأآ0123456789/-.:،\n()")), max_size=200))
@settings(max_examples=300, deadline=None)
def test_mentions_are_ordered_apart_and_resolvable(text: str) -> None:
    words = words_of(text)
    last = 0
    for mention in find_dates(words):
        assert last <= mention.first < mention.last <= len(words)
        last = mention.last
        for days in (UNKNOWN, WEDNESDAY):
            edtf = resolve(mention, days).edtf
            if edtf is not None:
                span(edtf)


KEYWORDS = st.lists(
    st.sampled_from(
        ["منذ", "حتى", "بين", "من", "و", "اليوم", "أمس", "ليلة", "بعد منتصف ليلة", "السبت", "الأحد", "5", "31", "2030",
         "شباط", "آب", "محرم", "1439", "هـ", "الشهر", "العام", "الماضي", "المقبل", "الجاري", "بداية", "قبل", "يومين",
         "ساعة", "24", "الـ", "الساعة", "الخامسة", "صباح", "مساء", "/", "-", "،", "في", "شهر", "عام", "الأول", "تشرين"]
    ),
    max_size=14,
)  # fmt: skip


@given(words=KEYWORDS, published=st.one_of(st.none(), DAYS))
@settings(max_examples=600, deadline=None)
def test_any_heap_of_date_words_resolves_to_valid_edtf(words: list[str], published: dt.date | None) -> None:
    text = " ".join(words)
    mentions, days = read(text, published)
    for found in (*(resolve(mention, days) for mention in mentions), report_date(mentions, days)):
        if found.edtf is not None:
            first, last = span(found.edtf)
            assert first is None or last is None or first <= last


def test_linear_time() -> None:
    """Twice the date words take about twice the time; 200,000 of them a few seconds at most."""
    words = words_of(
        "فجر اليوم السبت 6 تشرين الثاني منذ بداية من 3 إلى 5 بعد منتصف ليلة أمس الساعة 2030 شهر ، " * 10_001
    )
    assert len(words) > 200_000

    def spent(part: list[Word]) -> float:
        start = time.process_time()
        mentions = find_dates(part)
        reference(part, mentions)
        return time.process_time() - start

    spent(words[:2_000])
    half, whole = spent(words[:100_000]), spent(words[:200_000])
    assert whole < 3.5 * half + 0.2
    assert whole < 20
