"""Confidence: when each sign holds, and that the number is what the signs lead to."""

from __future__ import annotations

import pytest

from tawthiq.extraction.events.confidence import HOLDS, STEPS, given, probability, reasons, signs
from tawthiq.extraction.reading import Reading
from tawthiq.model.report import Report
from tawthiq.pipeline import Pipeline
from tawthiq.refdata.confidence import load_model

PLAIN = "قصف مدفعي على بلدة سرمين أدى إلى مقتل ثلاثة مدنيين."
# Artillery fire on the town of Sarmin killed three civilians.
FILLER = " وقال السكان إن الطريق مفتوح." * 70
# The residents said that the road is open.
LIST = "، وقرية ".join(["قصف مدفعي على قرى النيرب", *("سرمين", "بنش", "تفتناز", "كفرنبل", "حزارين") * 5])
# Artillery fire on the villages of An Nayrab, Sarmin, Binnish, Taftanaz, Kafr Nabl, Hazarin …

SAMPLES: dict[str, tuple[str, str]] = {
    "no_place": ("قصف مدفعي أدى إلى مقتل ثلاثة مدنيين.", PLAIN),  # artillery fire killed three civilians
    "several_places": ("قصف مدفعي على بلدتي سرمين والنيرب أدى إلى مقتل ثلاثة مدنيين.", PLAIN),  # … Sarmin and An Nayrab
    "other_place": ("قصف مدفعي على بلدة سرمين ونقل الجرحى إلى مستشفى في مدينة إدلب.", PLAIN),  # the hurt taken to Idlib
    "area_named": ("قصف مدفعي على بلدة سرمين في ريف إدلب.", PLAIN),  # Sarmin in the countryside of Idlib
    "bulletin_head": ("إدلب:: قصف مدفعي على بلدة سرمين.", PLAIN),  # Idlib: artillery fire on Sarmin
    "own_day": ("قصف مدفعي على بلدة سرمين في 5 آذار 2031.", PLAIN),  # on 5 March 2031
    "counted_day": ("قصف مدفعي على بلدة سرمين أمس.", PLAIN),  # yesterday
    "no_single_day": ("قصف مدفعي على بلدة سرمين في شباط 2031 قتل طفلا.", PLAIN),  # in February 2031
    "weapon_told": (
        PLAIN,
        "مقتل ثلاثة مدنيين في قصف على بلدة سرمين.",
    ),  # three civilians killed in a shelling of Sarmin
    "weak_words": ("ضرب الجيش رجلا في بلدة سرمين وأصيب ثلاثة مدنيين.", PLAIN),  # the army beat a man in Sarmin
    "means_unsaid": ("استهداف بلدة سرمين أدى إلى مقتل ثلاثة مدنيين.", PLAIN),  # the targeting of Sarmin killed three
    "mixed_types": (
        "استهداف بلدة سرمين.\nمقتل ثلاثة مدنيين بقصف مدفعي على بلدة سرمين.",  # Sarmin hit / three killed by artillery
        PLAIN,
    ),
    "exact_figures": (PLAIN, "قصف مدفعي على بلدة سرمين أدى إلى مقتل أكثر من ثلاثة مدنيين."),  # more than three
    "several_figures": ("قصف مدفعي على بلدة سرمين أدى إلى مقتل ثلاثة مدنيين وإصابة طفل.", PLAIN),  # and a child injured
    "long_report": (PLAIN + FILLER, PLAIN),
    "very_long_report": (PLAIN + FILLER * 2, PLAIN + FILLER),
    "long_statement": (LIST, PLAIN),
}
"""Sign -> a text whose event has it, and one whose event has it not."""


def reading(pipeline: Pipeline, text: str) -> Reading:
    return pipeline._read(Report.of(text, language="ar", published="2031-03-12"))


def held(pipeline: Pipeline, text: str) -> list[str]:
    """The signs of the only event, or of the first of several."""
    found = reading(pipeline, text)
    return signs(found.page, found.drafts[0].occurrence, found.extraction.events[0])


def test_every_sign_has_a_sample() -> None:
    assert set(SAMPLES) == set(HOLDS)


@pytest.mark.parametrize("sign", HOLDS)
def test_a_sign_holds_where_it_should_and_nowhere_else(pipeline: Pipeline, sign: str) -> None:
    with_it, without_it = SAMPLES[sign]
    assert sign in held(pipeline, with_it)
    assert sign not in held(pipeline, without_it)


@pytest.mark.parametrize("text", [PLAIN, SAMPLES["no_place"][0], SAMPLES["several_figures"][0]])
def test_reasons_lead_from_the_start_to_the_confidence(pipeline: Pipeline, text: str) -> None:
    found = reading(pipeline, text)
    event = found.extraction.events[0]
    start, led = reasons(found.page, found.drafts[0].occurrence, event)
    assert start == probability(load_model().base)
    assert abs(led[-1][1] - event.confidence) <= 0.5 / STEPS + 0.005
    weights = [abs(sign.weight) for sign, _ in led]
    assert weights == sorted(weights, reverse=True)
    before = start
    for sign, now in led:
        assert (now >= before) if sign.effect == "+" else (now <= before)
        before = now


def test_a_complete_statement_is_surer_than_a_bare_one(pipeline: Pipeline) -> None:
    bare, full = (reading(pipeline, text).extraction.events[0] for text in (SAMPLES["no_place"][0], PLAIN))
    assert bare.confidence < full.confidence


@pytest.mark.parametrize(("odds", "step"), [(0.0, 0.56), (-0.01, 0.44), (1.0, 0.69), (99.0, 0.94), (-99.0, 0.06)])
def test_confidence_is_given_in_steps_and_nothing_is_certain(odds: float, step: float) -> None:
    assert given(odds) == step
