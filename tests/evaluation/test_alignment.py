"""Pairs, multisets and evidence faults on small hand-made events."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tawthiq.errors import InputError, UsageError
from tawthiq.evaluation import GoldReport, PredictedReport, evaluate, frequent, grouped, load
from tawthiq.evaluation.alignment import overlap
from tawthiq.evaluation.fields import Tally, dates

TEXT = "قتل ثلاثة في قصف على سرمين"  # three were killed in a shelling of Sarmin


def words(quote: str) -> dict[str, object]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote}


def predicted(**changes: object) -> PredictedReport:
    event: dict[str, object] = {
        "evidence": [words("قصف على سرمين")],
        "type": "shelling",
        "locations": [{"role": "impact", "precision": "settlement", "evidence": [words("سرمين")]}],
        "casualties": [
            {"outcome": "killed", "count": {"min": 3, "best": 3, "max": 3}, "evidence": [words("قتل ثلاثة")]}
        ],
    }
    return msgspec.convert({"report": {"id": "a"}, "events": [event | changes]}, PredictedReport)


def gold(**changes: object) -> GoldReport:
    event: dict[str, object] = {
        "trigger": "قصف",
        "type": "shelling",
        "locations": [{"role": "impact", "precision": "settlement", "quote": "سرمين"}],
        "casualties": [{"outcome": "killed", "min": 3, "best": 3, "max": 3, "quote": "قتل ثلاثة"}],
    }
    return msgspec.convert({"id": "a", "events": [event | changes]}, GoldReport)


def test_a_right_event_is_right_in_every_field() -> None:
    result = evaluate([predicted()], [gold()], {"a": TEXT})
    assert {name: result.rows[name].f1 for name in ("events", "places", "casualty counts", "precision of place")} == {
        "events": 1,
        "places": 1,
        "casualty counts": 1,
        "precision of place": 1,
    }
    assert result.sound
    assert result.differences == ()


def test_a_missed_and_a_spurious_event_carry_their_items() -> None:
    other = predicted(type="killing", evidence=[words("في")], locations=[], casualties=[])
    result = evaluate([other], [gold()], {"a": TEXT})
    assert (result.rows["events"].found, result.rows["events"].gold, result.rows["events"].f1) == (1, 1, 0)
    assert (result.rows["casualty counts"].gold, result.given["casualty counts"].gold) == (1, 0)
    assert [(d.kind, d.gold, d.found) for d in result.differences] == [
        ("missed", ("shelling",), ()),
        ("spurious", (), ("killing",)),
    ]


def test_differences_are_grouped_and_shown_with_their_values() -> None:
    wrong = predicted(type="air_attack")
    result = evaluate([wrong], [gold()], {"a": TEXT})
    assert [(times, d.field, d.gold, d.found) for times, d in grouped([*result.differences] * 2)] == [
        (2, "event type", ("shelling",), ("air_attack",))
    ]
    assert "1 × event type, differs: gold shelling, found air_attack" in frequent(result)


@pytest.mark.parametrize(
    ("evidence", "wrong", "without"),
    [([], 0, 1), ([{"start": 0, "end": 3, "quote": "قصف"}], 1, 0), ([{"start": 0, "end": 3, "quote": "قتل"}], 0, 0)],
)
def test_evidence_that_is_missing_or_not_its_text_is_counted(evidence: list[object], wrong: int, without: int) -> None:
    result = evaluate([predicted(munitions=[{"code": "mortar", "evidence": evidence}])], [gold()], {"a": TEXT})
    assert (result.wrong_evidence, result.without_evidence, result.filled) == (wrong, without, 4)
    assert result.sound == (not wrong and not without)


def test_events_in_page_furniture_count_neither_way() -> None:
    report = msgspec.structs.replace(gold(), ignore=(TEXT,), events=())
    assert evaluate([predicted()], [report], {"a": TEXT}).rows["events"].found == 0


@pytest.mark.parametrize(
    ("found", "wanted", "shared"),
    [
        ([(0, 10)], [(5, 30)], True),
        ([(0, 10)], [(6, 30)], False),
        ([(0, 81)], [(0, 10)], False),
        ([(4, 4)], [(0, 9)], False),
        ([], [(0, 9)], False),
    ],
)
def test_ranges_meet_in_half_of_the_shorter(
    found: list[tuple[int, int]], wanted: list[tuple[int, int]], shared: bool
) -> None:
    assert overlap(found, wanted, 80) is shared


@pytest.mark.parametrize(
    ("found", "wanted", "right"),
    [
        ("2031-03-05", "XXXX-03-05", 1),
        ("XXXX-03-05", "XXXX-03-05", 1),
        ("2031-03-06", "XXXX-03-05", 0),
        ("2031-03", "XXXX-03-05", 0),
        ("2031-03-05", None, 0),
        (None, None, 0),
    ],
)
def test_a_year_that_nobody_could_know_may_be_inferred(found: str | None, wanted: str | None, right: int) -> None:
    tally = Tally()
    tally.compare(*dates(found, wanted))
    assert tally.right == right


def test_reports_that_do_not_match_are_an_error() -> None:
    with pytest.raises(UsageError, match="1 annotated reports are not predicted: a"):
        evaluate([], [gold()], {"a": TEXT})
    with pytest.raises(UsageError, match="1 reports have no text: a"):
        evaluate([predicted()], [gold()], {})


def test_a_broken_line_names_its_row(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "events": []}\n{"id": 7, "events": []}\n', encoding="utf-8")
    with pytest.raises(InputError, match="row 2: not what an evaluation reads"):
        load(path, GoldReport)
    path.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="empty"):
        load(path, GoldReport)
    with pytest.raises(InputError, match="No such file"):
        load(tmp_path / "none", GoldReport)
