"""What a text says of time, and which days that means. All sentences are our own."""

from __future__ import annotations

import datetime as dt

import pytest

from tawthiq.language.ar.dates import (
    DateMention,
    Reference,
    after_span,
    find_dates,
    publication_dates,
    reference,
    report_date,
    resolve,
)
from tawthiq.text.normal import normalise
from tawthiq.text.words import Word, split

UNKNOWN = Reference()


def words_of(text: str) -> list[Word]:
    return split(normalise(text))


def said(text: str) -> list[tuple[str, DateMention]]:
    """Each mention with its words."""
    words = words_of(text)
    return [(text[words[m.first].start : words[m.last - 1].end], m) for m in find_dates(words)]


def only(text: str) -> DateMention:
    """The one mention in ``text``."""
    found = said(text)
    assert len(found) == 1, found
    return found[0][1]


# the calendar day, however it is written

SEPTEMBER = [
    "21/9/2017", "21/9 /2017", "21 / 9 / 2017", "21-9-2017", "21-09-2017", "21.9.2017", "2017-09-21", "2017/9/21",
    "2017.09.21", "٢١-٩-٢٠١٧", "٢١/٩/٢٠١٧", "21 أيلول 2017", "21 ايلول 2017", "21 سبتمبر 2017", "21سبتمبر 2017",
    "21 من أيلول 2017", "21 من شهر أيلول 2017", "21 أيلول/سبتمبر 2017", "21 أيلول / سبتمبر 2017",
    "21 سبتمبر/ أيلول 2017", "21 سبتمبر (أيلول) 2017", "21 سبتمبر - أيلول 2017", "21 سبتمبر أيلول 2017",
    "21 أيلول من عام 2017", "21 أيلول عام 2017", "21 أيلول، 2017", "21/أيلول/2017", "21 / سبتمبر /2017م",
    "21-سبتمبر-2017", "سبتمبر 21, 2017", "الحادي والعشرين من أيلول 2017", "الحادي والعشرون من سبتمبر 2017",
    "الحادي والعشرين من شهر سبتمبر/أيلول عام 2017", "September 21, 2017", "21 September 2017", "Sep 21, 2017",
    "Sept. 21, 2017", "الخميس 21 أيلول 2017", "الخميس، 21 أيلول 2017", "يوم الخميس الموافق 21/9 /2017",
    "الخميس الموافق ل 21 أيلول 2017", "يوم الخميس 21-9-2017", "الخميس (21 أيلول 2017)", "Thursday, September 21, 2017",
    "1 محرم 1439هـ", "١ محرم ١٤٣٩", "1/1/1439هـ", "الأول من محرم 1439",
]  # fmt: skip


@pytest.mark.parametrize("written", SEPTEMBER)
@pytest.mark.parametrize("frame", ["{}", "وقع القصف في {} على البلدة", "قُصفت القرية ({})."])
def test_one_day_in_many_hands(written: str, frame: str) -> None:
    ((quote, mention),) = said(frame.format(written))
    assert (mention.kind, resolve(mention, UNKNOWN).edtf) == ("absolute", "2017-09-21")
    assert quote.rstrip("ـ)") == written.rstrip("ـ)")


MONTHS = [
    ("كانون الثاني", "يناير", "جانفي"), ("شباط", "فبراير", "فيفري"), ("آذار", "مارس", "مارس"),
    ("نيسان", "أبريل", "أفريل"), ("أيار", "مايو", "ماي"), ("حزيران", "يونيو", "جوان"), ("تموز", "يوليو", "جويلية"),
    ("آب", "أغسطس", "أوت"), ("أيلول", "سبتمبر", "سبتمبر"), ("تشرين الأول", "أكتوبر", "أكتوبر"),
    ("تشرين الثاني", "نوفمبر", "نوفمبر"), ("كانون الأول", "ديسمبر", "ديسمبر"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "names"), list(enumerate(MONTHS, 1)))
def test_every_month_in_three_traditions(number: int, names: tuple[str, ...]) -> None:
    for name in names:
        mention = only(f"استهدفت الطائرات القرية في 5 {name} 2031")
        assert (mention.day, mention.month, mention.year) == (5, number, 2031)
    both = only(f"في 5 {names[0]}/{names[1]} 2031")
    assert (both.day, both.month, both.year) == (5, number, 2031)


HIJRI = ["محرم", "صفر", "ربيع الأول", "ربيع الثاني", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال",
         "ذو القعدة", "ذي الحجة"]  # fmt: skip


@pytest.mark.parametrize(("number", "name"), list(enumerate(HIJRI, 1)))
def test_hijri_months(number: int, name: str) -> None:
    mention = only(f"في 10 {name} 1440 هـ")
    assert (mention.month, mention.era) == (number, "hijri")
    assert (resolve(mention, UNKNOWN).edtf or "")[:4] in ("2018", "2019")


ORDINALS = [
    "الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر", "الحادي عشر",
    "الثاني عشر", "الثالث عشر", "الرابع عشر", "الخامس عشر", "السادس عشر", "السابع عشر", "الثامن عشر", "التاسع عشر",
    "العشرين", "الحادي والعشرين", "الثاني والعشرين", "الثالث والعشرين", "الرابع والعشرين", "الخامس والعشرين",
    "السادس والعشرين", "السابع والعشرين", "الثامن والعشرين", "التاسع والعشرين", "الثلاثين", "الحادي والثلاثين",
]  # fmt: skip


@pytest.mark.parametrize(("day", "ordinal"), list(enumerate(ORDINALS, 1)))
def test_days_in_words(day: int, ordinal: str) -> None:
    assert only(f"وفي {ordinal} من آب 2031").day == day


@pytest.mark.parametrize(
    ("words", "clock"),
    [
        ("الساعة الثالثة صباحاً", "03:00"), ("الساعة 10 صباحا", "10:00"), ("الساعة الخامسة والنصف مساء", "05:30"),
        ("الساعة التاسعة إلا ربعا مساء", "08:45"), ("الساعة 14:05 من ظهر اليوم", "14:05"), ("4:53 م", "04:53"),
        ("الساعة الثانية عشرة ظهرا", "12:00"), ("8:20 AM", "08:20"),
    ],
)  # fmt: skip
def test_clock(words: str, clock: str) -> None:
    assert only(words).clock == clock


@pytest.mark.parametrize(
    "text",
    [
        "أسباب الخلاف وأبواب البيوت وباب المعبر", "مارس عمله بعد الإصابة", "ومارس الأهالي حياتهم",
        "أحد الأطفال في المشفى",
        "لامس القصف أطراف البلدة", "صلاة الجمعة في المسجد", "سوق الخميس وسط المدينة", "الشخصين الاثنين في السيارة",
        "اليوم العالمي للطفل", "وفي اليوم التالي وصلت الفرق", "من نفس اليوم", "صحيفة «اليوم» المحلية",
        "فجر مجهولون عبوة ناسفة", "ظهر الرجل في تسجيل مصور", "إصابة في الظهر", "بلغ ضغط الدم 130/80",
        "فاز الفريق 4-3", "القرار 2254 الصادر", "قتل 15 شخصا وجرح 30",
        "كل أب وأم في القرية", "صفر حالات", "رجل اسمه رمضان", "السيد رجب", "ربيع المدينة", "الاتصال على 0123-456-789",
        "دارت الاشتباكات على مدار الساعة", "10 أشهر من العمل", "32 أيار", "31/13/2030",
        "الموقع example.org/2031/08/23/title",
        "المصري اليوم", "قبل عام 1970", "نسخة 1.2.3", "بعد أن فجر الخلاف", "شباب من الحي",
    ],
)  # fmt: skip
def test_words_that_are_something_else(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("glued", ["12/2/2031", "4-2-2031"])
def test_a_date_glued_to_a_word(glued: str) -> None:
    ((quote, _),) = said(f"قصف على أحياء البلدة{glued}")
    assert quote == glued


@pytest.mark.parametrize("proclitic", ["و", "ف", "ب", "ل", "ك"])
def test_proclitics_belong_to_the_word(proclitic: str) -> None:
    ((quote, mention),) = said(f"القصف {proclitic}صباح الأحد الماضي")
    assert quote == f"{proclitic}صباح الأحد الماضي"
    assert mention.weekday == 6


def test_a_bare_weekday_is_weak_and_any_support_makes_it_strong() -> None:
    assert only("زار الخميس المشفى").weak
    for text in ("قُتل طفل، الخميس، بقصف", "زار يوم الخميس المشفى", "زار الخميس الماضي المشفى", "صباح الخميس"):
        assert not only(text).weak


def test_two_dates_side_by_side_stay_two() -> None:
    assert [m.day for _, m in said("الأحد 5 تشرين الأول، والخميس 2 تشرين الأول")] == [5, 2]


def test_a_date_does_not_cross_a_line() -> None:
    assert [quote for quote, _ in said("قصف يوم السبت\n5 آب 2031")] == ["يوم السبت", "5 آب 2031"]


MARCH_12 = Reference(published=dt.date(2031, 3, 12))

RECKONED = [
    ("قصف بعد منتصف الليلة الماضية على صعدة", "2031-03-12", "night"),
    ("قصف من العاشرة مساء الاثنين حتى ما بعد منتصف الليل", "2031-03-10/2031-03-11", "evening"),
    ("قصف في الليلة الواصلة بين السبت والأحد", "2031-03-08/2031-03-09", "night"),
    ("أصيب رجل أول نيسان 2030", "2030-04-01", None),
    ("أصيب رجل في 11/3", "2031-03-11", None),
    ("انفجار يوم 4 (شباط - فبراير) 2031", "2031-02-04", None),
    ("انفجار الثلاثاء 7:40 م", "2031-03-11", "evening"),
    ("غارات صباحية على المدينة", "2031-03-12", "morning"),
]


@pytest.mark.parametrize(("text", "edtf", "part"), RECKONED)
def test_a_day_reckoned_from_the_report(text: str, edtf: str, part: str | None) -> None:
    found = resolve(only(text), MARCH_12)
    assert (found.edtf, found.part_of_day) == (edtf, part)


@pytest.mark.parametrize(
    "name", ["شارع 17 تموز", "كتائب 30 حزيران", "جسر 14 تموز", "ساحة السابع من نيسان", "مستشفى 8 آذار", "3/4 المدينة"]
)
def test_a_name_is_no_date(name: str) -> None:
    assert said(f"قصف على {name} أصاب امرأة") == []
    assert said(f"قصف في {name} أصاب امرأة") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("عدن (وكالة) 4 يونيو 2031: أصيب ثلاثة أشخاص بقصف أمس", "dateline"),
        ("الخرطوم - الأربعاء 12 مارس 2031 - قتل خمسة أشخاص", "dateline"),
        ("قتل خمسة أشخاص بقصف في 12 مارس 2031، وأصيب آخرون", None),
    ],
)
def test_a_dateline_that_runs_on(text: str, kind: str | None) -> None:
    words = words_of(text)
    assert [mark.kind for mark in publication_dates(words, find_dates(words))] == ([kind] if kind else [])


def test_a_page_head_is_the_day_of_the_visit_where_the_page_says_when_it_was_published() -> None:
    words = words_of("اليوم: الجمعة 14 تشرين الثاني 2031\nالرئيسية | أخبار\nنشر بتاريخ 3 آذار 2031\nقتل مدني أمس.")
    found = find_dates(words)
    assert [mark.kind for mark in publication_dates(words, found)] == ["viewed", "dateline"]
    assert reference(words, found).published == dt.date(2031, 3, 3)


def test_the_day_of_an_update_bounds_the_report() -> None:
    words = words_of("آخر تحديث: 6 أيار 2031\nغارة على المدينة")
    found = find_dates(words)
    assert report_date(found, reference(words, found)).edtf == "../2031-05-06"


@pytest.mark.parametrize(
    ("text", "days"),
    [("بعد أسبوعين من مقتل", 14), ("بعد يوم من مقتل", 1), ("بعد ثلاثة أيام من مقتل", 3), ("من مقتل", None)],
)
def test_so_long_after(text: str, days: int | None) -> None:
    words = words_of(text)
    assert after_span(words, len(words) - 1) == days
