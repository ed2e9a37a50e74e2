"""Event structure: which statements of a report are one event, which are several, and which are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawthiq.model.event import Event
from tawthiq.model.extraction import Extraction
from tawthiq.model.report import Report
from tawthiq.pipeline import Pipeline

Reader = Callable[..., Extraction]


def figures(event: Event) -> list[tuple[str, int | None, int | None]]:
    """Outcome, least and the index of the whole of each figure."""
    return [(c.outcome, c.count.min, c.subset_of) for c in event.casualties]


def places(event: Event) -> list[str]:
    """Where it happened."""
    return [place.name for place in event.locations if place.role == "impact"]


def test_a_list_of_places_makes_a_cluster_and_its_parts(read: Reader) -> None:
    """Seven killed, among them four in Ariha and three in Binnish: a total of 7, and 4 and 3 that are part of it."""
    whole, one, other = read("مقتل سبعة أشخاص بقصف على ريف إدلب، بينهم أربعة في مدينة أريحا وثلاثة في بلدة بنش").events
    assert (whole.level, figures(whole)) == ("cluster", [("killed", 7, None)])
    assert (places(one), figures(one), one.part_of) == (["أريحا"], [("killed", 4, None)], whole.id)
    assert (places(other), figures(other), other.part_of) == (["بنش"], [("killed", 3, None)], whole.id)


def test_one_place_beside_a_total_is_no_list(read: Reader) -> None:
    """Seven killed, among them four in Ariha: one event, the four a part of the seven."""
    (event,) = read("مقتل سبعة أشخاص بقصف على ريف إدلب، بينهم أربعة في مدينة أريحا").events
    assert figures(event) == [("killed", 7, None), ("killed", 4, 0)]


def test_who_has_died_is_counted_once(read: Reader) -> None:
    """One died of his wounds, two are injured; earlier three were injured: 1 and 2, not 1, 2 and 3."""
    (event,) = read(
        "استشهد مواطن متأثراً بجراحه بقصف على بلدة سرمين، وأصيب اثنان آخران.\nوأصيب ثلاثة مواطنين بالقصف على بلدة سرمين."
    ).events
    assert figures(event) == [("killed", 1, None), ("injured", 2, None)]


def test_figures_that_contradict_keep_two_attacks_apart(read: Reader) -> None:
    """A raid on Sarmin killed two; a raid on Sarmin and Nayrab killed five."""
    found = read("قتل مدنيان بغارة على بلدة سرمين.\nوقتل خمسة مدنيين بغارة على بلدتي سرمين والنيرب.").events
    assert [figures(event) for event in found] == [[("killed", 2, None)], [("killed", 5, None)]]


@pytest.mark.parametrize("days", ["أمس الخميس", "يوم الخميس"])
def test_two_days_are_two_attacks_though_the_report_has_no_date(read: Reader, days: str) -> None:
    """Killed by a raid on Friday, today; four raids on the same town on Thursday."""
    text = f"قتل شخصان، اليوم الجمعة، بغارة على بلدة سرمين.\nوشنت الطائرات {days} أربع غارات على بلدة سرمين."
    assert len(read(text, published=None).events) == 2


def test_a_sum_and_its_toll_are_one_statement(read: Reader) -> None:
    """More than 300 attacks since the start of the year; 40 people fell victim to these attacks."""
    (event,) = read("استجابت الفرق لأكثر من 300 هجوم منذ بداية العام الحالي. وراح ضحية هذه الهجمات 40 شخصاً.").events
    assert (event.level, event.modality, figures(event)) == ("context", "historical", [("killed", 40, None)])


def test_what_is_recalled_at_the_end_is_no_attack(read: Reader) -> None:
    """A man killed by a mine; it should be mentioned that various areas see blast after blast."""
    (event,) = read(
        "قتل رجل بانفجار لغم في بلدة سرمين.\nوتجدر الإشارة إلى أن مناطق متفرقة من ريف إدلب تشهد انفجارات متتالية."
    ).events
    assert places(event) == ["سرمين"]


def test_a_name_alone_is_one_victim_and_a_person(read: Reader) -> None:
    """Khaled al-Ali, an invented name, was shot dead in Sarmin."""
    (event,) = read("مقتل خالد العلي برصاص مجهولين في بلدة سرمين").events
    assert figures(event) == [("killed", 1, None)]
    assert [(person.name, person.casualty) for person in event.persons] == [("خالد العلي", 0)]


def test_the_account_says_why_statements_were_put_together(pipeline: Pipeline) -> None:
    """A drone struck a car in Sarmin, and the air strike on Sarmin killed a man: one place, one attack."""
    text = "استهدفت مسيّرة سيارة في بلدة سرمين.\nوقتل رجل بالقصف الجوي على بلدة سرمين."
    trace = pipeline.explain(Report.of(text, language="ar", published="2031-03-12"))
    assert [step.text for step in trace.steps if step.stage == "events"] == [
        "e1: drone_attack, from this frame and 1 more",
        "e1: joined by: the same place",
    ]
