"""The account of a reading, which ``explain`` prints: every step is told, in order, with its words."""

from __future__ import annotations

import pytest

from tawthiq.model.report import Report
from tawthiq.model.trace import Step, Trace
from tawthiq.pipeline import Pipeline

TEXT = """\
قصفت مدفعية قوات النظام صباح اليوم الأربعاء بلدة سرمين، ما أدى إلى مقتل ثلاثة مدنيين بينهم طفل.
كما استهدف القصف بلدة النيرب وأصيب رجل.
وقتل ثلاثة مدنيين في قصف سرمين.
وسجل الفريق هدفين في هجوم ناري على مرمى الضيوف.
وكان رجل قد قتل بانفجار لغم في بلدة الدانا الشهر الماضي.
اقرأ أيضا
غارات جوية على كفرنبل تقتل خمسة"""
# The regime forces' artillery shelled Sarmin this Wednesday morning, killing three civilians, a child among them. / The
# shelling also targeted An Nayrab, and a man was injured. / Three civilians were killed in the shelling of Sarmin. /
# The team scored two goals in a fiery attack on the guests' goal. / A man had been killed by a mine in Ad Dana last
# month. / Read also / Air raids on Kafr Nabl kill five.


@pytest.fixture(scope="module")
def trace(pipeline: Pipeline) -> Trace:
    """How the text was read."""
    return pipeline.explain(Report.of(TEXT, language="ar", published="2031-03-12"))


def steps(trace: Trace, stage: str) -> list[Step]:
    """The steps of one stage."""
    return [step for step in trace.steps if step.stage == stage]


def one(trace: Trace, stage: str, text: str) -> Step:
    """The only step of a stage that says ``text``."""
    (step,) = (step for step in steps(trace, stage) if text in step.text)
    return step


def test_stages_come_in_the_order_in_which_things_are_decided(trace: Trace) -> None:
    stages = list(dict.fromkeys(step.stage for step in trace.steps))
    assert stages == [
        "furniture",
        "mentions",
        "frames",
        "relevance",
        "places",
        "events",
        "dates",
        "actors",
        "confidence",
    ]


def test_mentions_say_what_each_word_was_read_as(trace: Trace) -> None:
    first = steps(trace, "mentions")[1]
    assert first.evidence[0].quote == TEXT.splitlines()[0]
    for piece in (
        "«قصفت» attack shelling", "«قوات النظام» actor SYR", "«ثلاثة» number 3", "«سرمين» name of a place",
        "«صباح اليوم الأربعاء» date (relative)", "«مقتل» harm killed",
    ):  # fmt: skip
        assert piece in first.text
    assert steps(trace, "mentions")[0].text == "5 of 5 sentences hold a word of violence"


def test_frames_say_who_did_what_to_whom_where(trace: Trace) -> None:
    text = steps(trace, "frames")[0].text
    assert text == (
        "shelling, opens its sentence; what: «قصفت»; who: SYR attacker (stated) «قوات النظام»; with: artillery "
        "«مدفعية»; harm: killed 3 «مقتل ثلاثة مدنيين», killed 1 (part of another figure) «طفل»; where: «سرمين»; "
        "when: «صباح اليوم الأربعاء»"
    )


def test_what_is_left_out_has_its_reason(trace: Trace) -> None:
    assert one(trace, "furniture", "under «اقرأ أيضا»").evidence[0].quote == TEXT.splitlines()[-1]
    assert one(trace, "relevance", "too little speaks for an occurrence").evidence[0].quote == TEXT.splitlines()[3]


def test_places_say_why_and_what_else_they_could_be(trace: Trace) -> None:
    assert "Sarmin (Idlib, SY), settlement: the name as written" in one(trace, "places", "«سرمين» (town)").text


def test_merged_and_inherited_values_say_from_where(trace: Trace) -> None:
    assert one(trace, "events", "e1: joined by: the same place").evidence[0].quote == TEXT.splitlines()[2]
    given = one(trace, "actors", "e2: attacker SYR, inherited from e1 (context)")
    assert given.evidence[0].quote == "مدفعية قوات النظام"
    dated = one(trace, "dates", "e2: 2031-03-12, inherited from the news of the report")
    assert dated.evidence[0].quote == "صباح اليوم الأربعاء"
    assert one(trace, "dates", "e3: told as a past incident")


def test_confidence_is_told_sign_by_sign_up_to_the_event(trace: Trace) -> None:
    for event, step in zip(trace.extraction.events, steps(trace, "confidence"), strict=True):
        begins = f"{event.id}: {event.confidence:.2f}, the middle of its step: any event starts at 0."
        assert step.text.startswith(begins)
        assert abs(float(step.text[-4:]) - event.confidence) < 0.1
    assert "; it has several figures: down to 0." in one(trace, "confidence", "e1: ").text


def test_an_area_may_come_from_the_head_of_a_bulletin(pipeline: Pipeline) -> None:
    text = "إدلب:: غارات جوية على بلدة سرمين.\nقصف مدفعي على بلدة النيرب أدى إلى مقتل طفل."
    # Idlib: / air raids on Sarmin / artillery fire on An Nayrab killed a child
    found = pipeline.explain(Report.of(text, language="ar", published="2031-03-12"))
    step = one(found, "places", "«سرمين»")
    assert "its area is that of the bulletin head" in step.text
    assert [piece.quote for piece in step.evidence] == ["سرمين", "إدلب"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("افتتح الوزير معرض الكتاب في العاصمة.", "no sentence tells violence"),  # the minister opened the book fair
        ("Three people were killed.", "no reader for en yet"),
    ],
)
def test_a_report_without_events_says_why(pipeline: Pipeline, text: str, reason: str) -> None:
    language = "en" if text.isascii() else "ar"
    found = pipeline.explain(Report.of(text, language=language, published="2031-03-12"))
    assert [reason in step.text for step in found.steps] == [True]
    assert found.extraction.events == ()


def test_extract_and_explain_read_alike(pipeline: Pipeline, trace: Trace) -> None:
    report = Report.of(TEXT, language="ar", published="2031-03-12")
    assert pipeline.extract(report) == trace.extraction
