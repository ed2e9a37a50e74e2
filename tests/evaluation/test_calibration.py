"""Whether confidence is compared rightly with what was right."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tawthiq.evaluation import (
    GoldReport,
    PredictedReport,
    Verdict,
    as_table,
    calibration,
    confidences,
    evaluate,
)
from tawthiq.evaluation.calibration import Bin

TEXT = "قتل ثلاثة في قصف على سرمين يوم 5 آذار 2031"  # three were killed in a shelling of Sarmin on 5 March 2031


def test_the_error_is_the_distance_of_said_from_right_by_events() -> None:
    found = calibration([0.9, 0.9, 0.9, 0.2], [True, True, False, False])
    assert found is not None
    assert (found.events, found.right) == (4, 2)
    assert found.bins == (Bin(0.2, 0.3, 1, 0.2, 0.0), Bin(0.9, 1.0, 3, pytest.approx(0.9), pytest.approx(2 / 3)))
    assert found.ece == pytest.approx((3 * (0.9 - 2 / 3) + 0.2) / 4)


@pytest.mark.parametrize(
    ("said", "right", "auroc"),
    [
        ([0.1, 0.4, 0.8], [False, False, True], 1.0),
        ([0.8, 0.4, 0.1], [False, False, True], 0.0),
        ([0.5, 0.5, 0.5], [False, True, True], 0.5),
        ([0.2, 0.6, 0.6, 0.9], [False, True, False, True], 0.875),
        ([0.2, 0.6], [True, True], None),
        ([0.2, 0.6], [False, False], None),
    ],
)
def test_order_is_how_often_a_right_event_stands_above_a_wrong_one(
    said: list[float], right: list[bool], auroc: float | None
) -> None:
    found = calibration(said, right)
    assert found is not None
    assert found.auroc == auroc


def test_certainty_stands_in_the_last_bin_and_nothing_has_no_figures() -> None:
    found = calibration([1.0, 0.3], [True, False])
    assert found is not None
    assert [(one.low, one.events) for one in found.bins] == [(0.3, 1), (0.9, 1)]
    assert calibration([], []) is None
    assert confidences([Verdict("a", "e1", None, None)]) is None


def words(quote: str) -> list[dict[str, object]]:
    start = TEXT.index(quote)
    return [{"start": start, "end": start + len(quote), "quote": quote}]


def predicted(**changes: Any) -> PredictedReport:
    event: dict[str, Any] = {
        "id": "e1",
        "confidence": 0.7,
        "evidence": words("قصف"),
        "type": "shelling",
        "date": {"edtf": "2031-03-05", "basis": "stated", "evidence": words("5 آذار 2031")},
        "locations": [{"role": "impact", "evidence": words("سرمين")}],
        "casualties": [{"outcome": "killed", "count": {"min": 3, "best": 3, "max": 3}, "evidence": words("قتل ثلاثة")}],
    }
    return msgspec.convert({"report": {"id": "a"}, "events": [event | changes]}, PredictedReport)


GOLD = msgspec.convert(
    {
        "id": "a",
        "events": [
            {
                "trigger": "قصف",
                "type": "shelling",
                "date": {"edtf": "2031-03-05"},
                "locations": [{"role": "impact", "quote": "سرمين"}],
                "casualties": [{"outcome": "killed", "min": 3, "best": 3, "max": 3, "quote": "قتل ثلاثة"}],
            }
        ],
    },
    GoldReport,
)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, None),
        ({"munitions": [{"code": "mortar", "evidence": words("قصف")}]}, None),
        ({"type": "missile_attack"}, "event type"),
        ({"locations": []}, "places"),
        ({"date": None}, "date"),
        ({"casualties": []}, "casualty counts"),
        ({"evidence": words("يوم"), "locations": [], "casualties": []}, "events"),
    ],
)
def test_right_means_type_places_date_and_counts_as_annotated(changes: dict[str, Any], wrong: str | None) -> None:
    result = evaluate([predicted(**changes)], [GOLD], {"a": TEXT})
    assert result.verdicts == (Verdict("a", "e1", 0.7, wrong),)
    assert f"confidence: {int(wrong is None)} of 1 events right; expected calibration error" in as_table(result)


def test_predictions_without_confidence_are_not_judged_by_it() -> None:
    result = evaluate([predicted(confidence=None)], [GOLD], {"a": TEXT})
    assert result.verdicts[0].right
    assert "confidence" not in as_table(result)
