"""The thirty sample reports, read as a user reads a folder, give what a trained coder records for them.

Each verdict is that of the frozen run, so that whatever a change mends or breaks is seen; after a change that is meant,
``python -m tests.golden.samples`` writes the run anew. A sample that passes must never fail again unseen.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.golden import samples
from tests.golden.freeze import open_pipeline
from tests.golden.samples import Answer, Difference, answers, differences, frozen, shown, verdicts

from tawthiq.model.extraction import Extraction
from tawthiq.model.report import Report
from tawthiq.pipeline import Pipeline

NAMES = [answer.id for answer in answers()]
FEWEST_PASSED = 8
"""Samples that must be read in full: never lowered, raised when more are."""
SHELLING = "قتل تسعة مدنيين بينهم ثلاثة أطفال بقصف مدفعي على بلدة سرمين"
# nine civilians were killed, three children among them, by artillery shelling of the town of Sarmin


@pytest.fixture(scope="module")
def pipeline(gazetteer: Path) -> Pipeline:
    return open_pipeline(gazetteer.parent)


@pytest.fixture(scope="module")
def result(pipeline: Pipeline) -> dict[str, list[Difference]]:
    return samples.run(pipeline)


@pytest.mark.parametrize("name", NAMES)
def test_no_verdict_has_changed(name: str, result: Mapping[str, list[Difference]]) -> None:
    assert verdicts(result)[name] == frozen().get(name), (result[name], "python -m tests.golden.samples")


def test_the_folder_holds_the_thirty_samples_and_the_run_no_other(result: Mapping[str, list[Difference]]) -> None:
    assert list(result) == NAMES == list(frozen())


def test_so_many_at_least_are_read_in_full(result: Mapping[str, list[Difference]]) -> None:
    assert sum(not faults for faults in result.values()) >= FEWEST_PASSED


def test_texts_that_report_no_event_give_none(result: Mapping[str, list[Difference]]) -> None:
    """Football, an accident, and a language that nothing reads: no change may make an event of them."""
    silent = [answer.id for answer in answers() if not answer.events]
    assert len(silent) == 3
    assert [name for name in silent if result[name]] == []


@pytest.fixture(scope="module")
def extraction(pipeline: Pipeline) -> Extraction:
    return pipeline.extract(Report.of(SHELLING, language="ar", published="2031-03-04"))


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, []),
        ({"figures": [["killed", 3, 3, 3], ["killed", 9, 9, 9]]}, []),
        ({"places": ["سرمين", "إدلب"]}, ["places"]),
        ({"figures": [["killed", 9, 9, 9]]}, ["figures"]),
        ({"figures": [["killed", 9, 9, 9], ["killed", 3, None, None]]}, ["figures"]),
        ({"type": "air_attack", "edtf": "2031-03-05"}, ["edtf", "type"]),
        ({"modality": "denied", "level": "cluster"}, ["level", "modality"]),
        ({"attackers": ["SYR"], "munitions": ["mortar"]}, ["attackers", "munitions"]),
        ({"displaced": ["person", 9, 9, 9]}, ["displaced"]),
    ],
)
def test_the_comparison_sees_each_field(extraction: Extraction, change: dict[str, object], fields: list[str]) -> None:
    right = shown(extraction.events[0])
    assert right["figures"] == [["killed", 9, 9, 9], ["killed", 3, 3, 3]]
    faults = differences(Answer("x", [right | change]), extraction)
    assert sorted(fault.field for fault in faults) == fields


def test_the_comparison_sees_events_too_few_and_texts_unread(extraction: Extraction) -> None:
    right = shown(extraction.events[0])
    assert [f.field for f in differences(Answer("x", []), extraction)] == ["events"]
    assert [f.field for f in differences(Answer("x", [right, right]), extraction)] == ["events"]
    assert [f.field for f in differences(Answer("x", [], "en"), extraction)] == ["unread"]
