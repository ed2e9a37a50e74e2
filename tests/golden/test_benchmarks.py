"""Acceptance on the real reports beside the project: floors below which the reading must not fall.

The floors are those of the project's first aim; the figures reached stand in CHANGELOG and docs/method.md. They are
measured with our own evaluation, which equals the benchmark's scorer (tests/evaluation/test_against_score.py).
"""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from tawthiq.evaluation import Evaluation, GoldReport, PredictedReport, evaluate, load, load_texts
from tawthiq.model.extraction import to_json
from tawthiq.model.report import Report
from tawthiq.pipeline import Pipeline
from tawthiq.settings import Settings

FLOORS = {
    "seed": {
        "events": 0.85,
        "given places": 0.95,
        "given casualty counts": 0.90,
        "given date": 0.95,
        "given facilities": 0.80,
        "given munitions": 1.0,
    },
    "gold": {
        "events": 0.60,
        "given places": 0.80,
        "given casualty counts": 0.75,
        "given attackers (side)": 0.80,
    },
}


@pytest.fixture(scope="module")
def pipeline(gazetteer: Path) -> Pipeline:
    folder = gazetteer.parent
    return Pipeline.open(Settings(cache_dir=folder, data_dir=folder, gazetteer_dir=folder / "gazetteers"))


@pytest.fixture(scope="module", params=sorted(FLOORS))
def result(request: pytest.FixtureRequest, pipeline: Pipeline, shared: Path) -> tuple[str, Evaluation]:
    """The name of a set and our reading of it, compared with its annotation."""
    name, data = request.param, shared / "bench" / "data"
    predictions = []
    for line in (data / f"{name}.texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        report = Report.of(row["text"], language="ar", id=row["id"], published=row["published"])
        predictions.append(msgspec.json.decode(to_json(pipeline.extract(report)), type=PredictedReport))
    golds = load(data / f"{name}.gold.jsonl", GoldReport)
    return name, evaluate(predictions, golds, load_texts(data / f"{name}.texts.jsonl"))


def test_all_evidence_is_its_text_and_no_field_is_without(result: tuple[str, Evaluation]) -> None:
    _, found = result
    assert (found.wrong_evidence, found.without_evidence) == (0, 0)
    assert found.filled > 0


def test_the_reading_does_not_fall_below_its_floors(result: tuple[str, Evaluation]) -> None:
    name, found = result
    reached = {
        floor: round((found.given if floor.startswith("given ") else found.rows)[floor.removeprefix("given ")].f1, 3)
        for floor in FLOORS[name]
    }
    assert {floor: figure for floor, figure in reached.items() if figure < FLOORS[name][floor]} == {}
