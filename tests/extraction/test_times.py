"""When an event happened and whether it is news, past or a sum, on sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawthiq.model.extraction import Extraction

Reader = Callable[..., Extraction]

DATED = [
    # said then, so not later
    ("ذكر المرصد في 2 شباط 2031 أن ثلاثة مدنيين قتلوا بقصف على ريف درعا", "../2031-02-02", "reported"),
    ("أعلنت وزارة الصحة يوم 4 آذار 2031 مقتل تسعة أشخاص بغارات على رفح", "../2031-03-04", "reported"),
    ("في بيان بتاريخ 9 آذار 2031 أدانت المنظمة قصف سوق مدينة الأتارب الذي قتل 14 مدنياً", "../2031-03-09", "reported"),
    # the occurrence has a day of its own
    ("قال الدفاع المدني اليوم إن قصفاً على مدينة أريحا أمس قتل امرأة", "2031-03-11", "relative"),
    ("أفادت وكالة محلية الثلاثاء بأن انفجار لغم وقع الاثنين قرب الحويجة وقتل راعياً", "2031-03-10", "relative"),
    ("تشهد مدينة تعز اليوم أزمة مياه بعد قصف أصاب خزانها أمس الأول", "2031-03-10", "relative"),
    ("تسلمت عائلة في مدينة جنين أمس جثمان ابنها الذي قتل برصاص إسرائيلي في 3 آذار", "2031-03-03", "stated"),
    # a day to come, and one of a meeting before, are not its day
    ("سيبدأ ترميم المشفى الأحد المقبل بعد أن أصابه قصف مدفعي على مدينة الأتارب", "2031-03-12", "publication"),
    ("قصف مدفعي على مدينة الأتارب أصاب امرأة عقب اجتماع الرئيسين منذ أربعة أيام", "2031-03-12", "publication"),
]


@pytest.mark.parametrize(("text", "edtf", "basis"), DATED)
def test_the_day_of_the_occurrence(read: Reader, text: str, edtf: str, basis: str) -> None:
    (event,) = read(text).events
    assert (event.date.edtf, event.date.basis) == (edtf, basis)


def test_a_dateline_dates_the_report(read: Reader) -> None:
    """Aden (agency) 4 June 2031: three injured by shelling of Hays yesterday."""
    (event,) = read("عدن (وكالة) 4 يونيو 2031: أصيب ثلاثة أشخاص بقصف على مدينة حيس أمس", published=None).events
    assert event.date.edtf == "2031-06-03"


NEWS = "أصيب مدني بقصف على بلدة سرمين اليوم.\nوقال الأهالي إن القصف مستمر.\n"
TOLD = [
    ("وكان قتل ثلاثة أطفال بقصف على مدينة بنش.", "historical"),
    ("وفي وقت سابق قتل طفل بانفجار لغم قرب مدينة بنش.", "historical"),
    ("وجاء القصف بعد أسبوعين من مقتل ثلاثة جنود في هجوم على مدينة بنش.", "historical"),
    ("وكانت طائرة قد قصفت صباح اليوم مدينة بنش ما أدى إلى مقتل طفلين.", "asserted"),
    ("وفي وقت سابق أفادت وكالة بمقتل طفل بانفجار لغم قرب مدينة بنش.", "asserted"),
]


@pytest.mark.parametrize(("sentence", "modality"), TOLD)
def test_news_and_what_came_before(read: Reader, sentence: str, modality: str) -> None:
    event = read(NEWS + sentence).events[-1]
    assert [place.name for place in event.locations] == ["بنش"]
    assert event.modality == modality


def test_an_anniversary_is_past(read: Reader) -> None:
    """The people of Atarib commemorate the massacre of the market, where raids killed 60 on 13 November 2030."""
    (event,) = read(
        "أحيا أهالي مدينة الأتارب ذكرى مجزرة السوق التي قتل فيها 60 مدنياً بغارات في 13 تشرين الثاني 2030"
    ).events
    assert (event.modality, event.date.edtf) == ("historical", "2030-11-13")


SUMS = [
    "وخلال الأعوام الماضية شنت الطائرات مئات الغارات على محافظة إدلب.",
    "وعلى مدى الأشهر الماضية قتل عدد من المدنيين بانفجار ألغام في ريف حماة.",
    "وبذلك يرتفع إلى 102 تعداد الغارات على محافظة إدلب منذ مطلع العام.",
]


@pytest.mark.parametrize("sentence", SUMS)
def test_a_sum_over_a_long_time_is_no_occurrence(read: Reader, sentence: str) -> None:
    event = read(NEWS + sentence).events[-1]
    assert (event.level, event.modality) == ("context", "historical")
