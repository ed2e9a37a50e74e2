"""Which days a mention of time means, and which day a report is of. All sentences are our own."""

from __future__ import annotations

import datetime as dt

import pytest

from tawthiq.language.ar.dates import (
    DateMention,
    Reference,
    bounded,
    find_dates,
    publication,
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


def said(text: str) -> list[tuple[str, DateMention]]:
    """Each mention with its words."""
    words = words_of(text)
    return [(text[words[m.first].start : words[m.last - 1].end], m) for m in find_dates(words)]


def only(text: str) -> DateMention:
    """The one mention in ``text``."""
    found = said(text)
    assert len(found) == 1, found
    return found[0][1]


def read(text: str, published: dt.date | None = None) -> tuple[list[DateMention], Reference]:
    words = words_of(text)
    mentions = find_dates(words)
    return mentions, reference(words, mentions, published)


# against the day of the report (Wednesday 12 November 2031)

RELATIVE = [
    ("فجر اليوم الأربعاء", "2031-11-12", "dawn"), ("صباح أمس الثلاثاء", "2031-11-11", "morning"),
    ("اليوم", "2031-11-12", None), ("أمس", "2031-11-11", None), ("يوم أمس", "2031-11-11", None),
    ("امس", "2031-11-11", None), ("البارحة", "2031-11-11", None), ("أول أمس", "2031-11-10", None),
    ("أول من أمس", "2031-11-10", None), ("يوم غد", "2031-11-13", None), ("بعد غد", "2031-11-14", None),
    ("الليلة الماضية", "2031-11-11", "night"), ("ليلة أمس", "2031-11-11", "night"), ("ليل أمس", "2031-11-11", "night"),
    ("مساء يوم أمس الثلاثاء", "2031-11-11", "evening"), ("ظهر اليوم", "2031-11-12", "noon"),
    ("بعد ظهر اليوم", "2031-11-12", "afternoon"), ("عصر أمس", "2031-11-11", "afternoon"),
    ("فجر وصباح اليوم", "2031-11-12", "dawn"), ("أمس صباحاً", "2031-11-11", "morning"),
    ("اليوم، الأربعاء", "2031-11-12", None), ("بعد منتصف ليلة أمس", "2031-11-12", "night"),
    ("منتصف ليلة أمس", "2031-11-11", "night"), ("الأربعاء", "2031-11-12", None), ("يوم الثلاثاء", "2031-11-11", None),
    ("الخميس", "2031-11-06", None), ("الأربعاء الماضي", "2031-11-05", None), ("السبت الماضي", "2031-11-08", None),
    ("الثلاثاء الفائت", "2031-11-11", None), ("يوم الجمعة المقبل", "2031-11-14", None),
    ("الأحد القادم", "2031-11-16", None), ("صباح الاثنين", "2031-11-10", "morning"),
    ("مساء الإثنين", "2031-11-10", "evening"), ("ليلة السبت/الأحد", "2031-11-08/2031-11-09", "night"),
    ("ليل الجمعة - السبت", "2031-11-07/2031-11-08", "night"), ("ليل الجمعة السبت", "2031-11-07/2031-11-08", "night"),
    ("ليلة الثلاثاء ـ الأربعاء", "2031-11-11/2031-11-12", "night"),
    ("بعد منتصف ليلة الأحد – الاثنين", "2031-11-10", "night"),
    ("بعد منتصف ليل الاثنين-الثلاثاء", "2031-11-11", "night"),
    ("قبل يومين", "2031-11-10", None), ("قبل ثلاثة أيام", "2031-11-09", None), ("قبل 5 أيام", "2031-11-07", None),
    ("منذ يومين", "2031-11-10", None), ("الأسبوع الماضي", "2031-11-05/2031-11-11", None),
    ("هذا الأسبوع", "2031-11-06/2031-11-12", None), ("الشهر الماضي", "2031-10", None), ("هذا الشهر", "2031-11", None),
    ("الشهر المقبل", "2031-12", None), ("العام الماضي", "2030", None), ("العام الفائت", "2030", None),
    ("العام الجاري", "2031", None), ("مطلع العام الحالي", "2031", None), ("قبل عام", "2030", None),
    ("قبل شهرين", "2031-09", None), ("الرابع والعشرين من الشهر الماضي", "2031-10-24", None),
    ("5 من الشهر الجاري", "2031-11-05", None), ("اليومين الماضيين", "2031-11-10/2031-11-12", None),
    ("الـ 24 ساعة الماضية", "2031-11-11/2031-11-12", None), ("الساعات الـ48 الماضية", "2031-11-10/2031-11-12", None),
    ("أكتوبر/تشرين الأول الماضي", "2031-10", None), ("30 من أكتوبر/تشرين الأول الماضي", "2031-10-30", None),
    ("7 تشرين الثاني", "2031-11-07", None), ("20 كانون الأول", "2030-12-20", None),
    ("20 كانون الأول المقبل", "2031-12-20", None), ("كانون الأول الماضي", "2030-12", None),
    ("9 تشرين الثاني الجاري", "2031-11-09", None), ("4 نوفمبر/تشرين الثاني العام الماضي", "2030-11-04", None),
    ("شهر تشرين الأول", "2031-10", None), ("شهر 7", "2031-07", None), ("الخميس 5/6", "2031-06-05", None),
    ("نهاية عام 2029", "2029", None), ("سنة 2028م", "2028", None), ("عام 1439 هـ", "2017-09-21/2018-09-10", None),
    ("آذار 2030", "2030-03", None), ("آذار من عام 2030", "2030-03", None), ("عامي 2027 و2030", "2027/2030", None),
    ("بين 3 و5 آب", "2031-08-03/2031-08-05", None), ("من 3 إلى 5 آب", "2031-08-03/2031-08-05", None),
    ("3-5 آب 2030", "2030-08-03/2030-08-05", None), ("16 و17 من شهر آب", "2031-08-16/2031-08-17", None),
    ("بين 30 تموز و2 آب", "2031-07-30/2031-08-02", None), ("شهري أيار وحزيران", "2031-05/2031-06", None),
    ("يومي الأحد والاثنين", "2031-11-09/2031-11-10", None),
    ("من 30 أيلول من العام 2025 وحتى 20 تشرين الأول الماضي", "2025-09-30/2031-10-20", None),
    ("من حزيران إلى أواخر تشرين الأول", "2031-06/2031-10", None), ("منذ بداية العام الجاري", "2031", None),
    ("منذ مطلع عام 2029", "2029/2031-11-12", None), ("منذ ليلة أمس", "2031-11-11/2031-11-12", "night"),
    ("منذ صباح أمس الثلاثاء", "2031-11-11/2031-11-12", "morning"), ("منذ صباح اليوم", "2031-11-12", "morning"),
    ("منذ عام 2025", "2025/2031-11-12", None), ("منذ 5 آذار 2030", "2030-03-05/2031-11-12", None),
    ("منذ بدء التصعيد في 12 تشرين الأول 2030", "2030-10-12/2031-11-12", None),
    ("منذ بداية العام الحالي 2031 وحتى يوم أمس الثلاثاء 11 تشرين الثاني", "2031-01-01/2031-11-11", None),
    ("الأشهر الماضية", None, None), ("السنوات الأخيرة", None, None), ("العقد الماضي", None, None),
    ("الساعة الخامسة من صباح اليوم الأربعاء", "2031-11-12", "morning"),
    ("الساعة 8:30 صباحاً", "2031-11-12", "morning"), ("ساعات الصباح الأولى من يوم الثلاثاء", "2031-11-11", "morning"),
    ("ساعة متأخرة من ليل الاثنين", "2031-11-10", "night"), ("عند الساعة العاشرة والنصف ليلا", "2031-11-12", "night"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "edtf", "part"), RELATIVE)
def test_against_the_day_of_the_report(words: str, edtf: str | None, part: str | None) -> None:
    for text in (words, f"تعرضت البلدة لقصف خلال {words}، دون إصابات"):
        found = said(text)
        assert len(found) == 1, found
        resolved = resolve(found[0][1], WEDNESDAY)
        assert (resolved.edtf, resolved.part_of_day) == (edtf, part)
        assert found[0][0] in words
    if edtf:
        span(edtf)


# years, weekdays and doubts


@pytest.mark.parametrize(
    ("words", "edtf", "basis"),
    [
        ("اليوم", None, "relative"), ("السبت", None, "relative"), ("الشهر الماضي", None, "relative"),
        ("27 تشرين الأول", "XXXX-10-27", "stated"), ("الثلاثاء 2 تشرين الثاني", "XXXX-11-02", "stated"),
        ("أيار الماضي", "XXXX-05", "stated"), ("منذ آذار 2030", "2030-03/..", "stated"),
        ("منذ بداية عام 2030", "2030", "stated"), ("5 آب 2030", "2030-08-05", "stated"),
        ("صباحاً", None, "publication"), ("منذ 5 آب 2030 وحتى اليوم", "2030-08-05/..", "stated"),
    ],
)  # fmt: skip
def test_without_a_publication_date(words: str, edtf: str | None, basis: str) -> None:
    resolved = resolve(only(words), UNKNOWN)
    assert (resolved.edtf, resolved.basis) == (edtf, basis)


def test_a_weekday_fixes_the_year_only_inside_a_window() -> None:
    mention = only("الخميس 6 تشرين الثاني")
    open_window = Reference(window=(dt.date(2031, 1, 1), None))
    assert resolve(mention, open_window).edtf == "XXXX-11-06"
    closed = Reference(window=(dt.date(2029, 1, 1), dt.date(2031, 12, 31)))
    assert (resolve(mention, closed).edtf, resolve(mention, closed).basis) == ("2031-11-06", "inferred")
    wide = Reference(window=(dt.date(2020, 1, 1), dt.date(2031, 12, 31)))
    assert resolve(mention, wide).edtf == "XXXX-11-06"


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("السبت 9 تشرين الثاني 2031", "2031-11-08"), ("يوم أمس الاثنين", "2031-11-10"),
        ("اليوم الثلاثاء", "2031-11-11"), ("الأحد 8 تشرين الثاني", "2031-11-09"),
    ],
)  # fmt: skip
def test_the_weekday_wins_a_disagreement_and_a_note_says_so(words: str, edtf: str) -> None:
    resolved = resolve(only(words), WEDNESDAY)
    assert resolved.edtf == edtf
    assert "weekday" in resolved.note


def test_the_evening_post_of_a_known_day_in_an_unknown_year() -> None:
    mentions, days = read("قصف على البلدة اليوم الاثنين 6 كانون الأول، وأمس الأحد، والسبت، والشهر الماضي")
    assert [resolve(mention, days).edtf for mention in mentions] == [
        "XXXX-12-06",
        "XXXX-12-05",
        "XXXX-12-04",
        "XXXX-11",
    ]


def test_bounded() -> None:
    assert bounded(resolve(only("12 شباط 2031"), UNKNOWN)).edtf == "../2031-02-12"
    assert bounded(resolve(only("السبت"), UNKNOWN)).edtf is None


def test_29_february() -> None:
    assert resolve(only("29 شباط"), WEDNESDAY).edtf == "2028-02-29"
    assert resolve(only("29 شباط 2031"), WEDNESDAY).note == "the calendar has no such day"
    assert (only("30 شباط 2031").kind, only("30 شباط 2031").day) == ("month", None)


# the day of the report

BODY = "قُتل مدني، صباح أمس، بقصف مدفعي على أطراف القرية، وفق مصدر محلي من أبناء المنطقة."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("الأربعاء, ١٢ نوفمبر ٢٠٣١, ١٢:٢٠", "dateline"), ("نشرت في: 12/11/2031 - 08:27", "dateline"),
        ("تاريخ النشر: 12 تشرين الثاني 2031", "dateline"), ("2031.11.12 | 14:32 دمشق", "dateline"),
        ("12-11-2031, 17:13", "dateline"), ("2031-11-12", "dateline"), ("الأربعاء, نوفمبر 12, 2031", "dateline"),
        ("حصاد الأحداث الميدانية ليوم الأربعاء 12-11-2031", "dateline"), ("آخر تحديث: 12.11.2031 | 10:39", "updated"),
        ("شبكة محلية (@example) November 12, 2031", "stamp"), ("8:20 AM · Nov 12, 2031", "stamp"),
        ("تاريخ الزيارة: 12/11/2031", None), ("جميع الحقوق محفوظة © 2031", None), ("الحقوق محفوظة © 12/11/2031", None),
        ("قصف على القرية في 12/11/2031 أوقع جرحى", None),
    ],
)  # fmt: skip
def test_publication(line: str, kind: str | None) -> None:
    words = words_of(f"{line}\n\n{BODY}")
    found = publication(words, find_dates(words))
    assert (found.kind if found else None) == kind
    if found:
        assert found.date == dt.date(2031, 11, 12)


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        (f"2031-11-12\n\n{BODY}", None, "2031-11-11"),
        (f"نشرت في: 12/11/2031\n\n{BODY}", dt.date(2031, 11, 20), "2031-11-19"),
        ("حصاد يوم الأربعاء 12-11-2031\n\nقُصفت قرية في الريف.", None, "2031-11-12"),
        ("قُصفت القرية، اليوم الأربعاء 12 تشرين الثاني 2031، ثم أمس.", None, "2031-11-12"),
        ("قُصفت القرية، أمس الثلاثاء 11 تشرين الثاني، ومنذ بداية العام الحالي 2031 قُتل كثيرون.", None, "2031-11-11"),
        ("قُصفت القرية، صباح اليوم.\n\nشبكة (@example) November 12, 2031", None, "2031-11-12"),
        ("قصف على الريف 12 تشرين الثاني 2031 (شبكة محلية)\n\nقُصفت القرية، اليوم الأربعاء.", None, "2031-11-12"),
        ("قصف قديم على الريف 10 آب 2030 (شبكة محلية)\n\nقُصفت القرية، اليوم الأربعاء.", None, None),
        ("قُصفت القرية، اليوم الأربعاء.", None, None), ("قُصفت القرية بالمدفعية.", dt.date(2031, 11, 12), "2031-11-12"),
        ("قُصفت القرية بالمدفعية.", None, None),
        ("قُصفت القرية بالمدفعية. وكانت قد قُصفت في 2 أيار الماضي.", dt.date(2031, 11, 12), "2031-11-12"),
        ("آخر تحديث: 13.11.2031\n\nقُصفت القرية، اليوم الأربعاء.", None, "../2031-11-13"),
        (f"15 كانون الأول 2031\n\nقُصفت القرية، اليوم الأربعاء.\n\n{BODY}", None, None),
    ],
)  # fmt: skip
def test_report_date(text: str, published: dt.date | None, day: str | None) -> None:
    mentions, days = read(text, published)
    assert report_date(mentions, days).edtf == day


def test_the_metadata_go_before_the_text() -> None:
    _, days = read("2031-11-12\n\nقُصفت القرية.", dt.date(2031, 11, 10))
    assert (days.published, days.origin) == (dt.date(2031, 11, 10), "metadata")


def test_a_list_of_names_of_days_is_no_dateline() -> None:
    words = words_of(f"{BODY}\n\n" * 12 + "2031/08/10\n")
    assert publication(words, find_dates(words)) is None
