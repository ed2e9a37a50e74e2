"""Every golden case is run; its verdict is that of the frozen run, so that whatever changes is seen.

A change that mends or breaks a case fails here until ``python -m tests.golden.freeze`` has written the new run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec import structs
from tests.golden import phenomena_cases
from tests.golden.freeze import frozen, open_pipeline, run, summary
from tests.golden.phenomena_cases import FOLDER, Case, Phenomenon, difference, folded, load
from tests.golden.phenomena_page import PAGE, page

from tawthiq.model import codes
from tawthiq.model.count import Count
from tawthiq.model.dates import span
from tawthiq.model.report import Report
from tawthiq.pipeline import Pipeline

PHENOMENA = load()
CASES = [case for phenomenon in PHENOMENA for case in phenomenon.cases]
FEWEST = 5
OLD_YEAR = re.compile(r"(?:عام|سنة|[/\-])\s?(?:19\d\d|20[0-2]\d)(?!\d)")
CLOSED: dict[str, Any] = {
    "type": codes.EventType,
    "level": codes.Level,
    "modality": codes.Modality,
    "date_basis": codes.DateBasis,
    "part_of_day": codes.PartOfDay,
}
CLOSED_FIGURE: dict[str, Any] = {
    "outcome": codes.Outcome,
    "status": codes.Status,
    "sex": codes.Sex,
    "age": codes.Age,
    "role": codes.CasualtyRole,
    "group": codes.CasualtyGroup,
}


@pytest.fixture(scope="session")
def pipeline(gazetteer: Path) -> Pipeline:
    return open_pipeline(gazetteer.parent)


@pytest.fixture(scope="session")
def differences(pipeline: Pipeline) -> dict[str, str | None]:
    """The first difference of each case; the summary is printed (seen with ``-s``)."""
    result = run(pipeline, PHENOMENA)
    print("\n" + summary(PHENOMENA, result))  # noqa: T201 - the summary is for who runs the tests with -s
    return result


@pytest.fixture(scope="session")
def known() -> dict[str, str]:
    return frozen()


@pytest.mark.parametrize("phenomenon", PHENOMENA, ids=lambda phenomenon: phenomenon.phenomenon)
def test_no_verdict_has_changed(
    phenomenon: Phenomenon, differences: Mapping[str, str | None], known: Mapping[str, str]
) -> None:
    changed = {}
    for case in phenomenon.cases:
        verdict = "fail" if differences[case.id] else "pass"
        if known.get(case.id) != verdict:
            changed[case.id] = f"{known.get(case.id)} -> {verdict} {differences[case.id] or ''}"
    assert changed == {}, "python -m tests.golden.freeze writes the run anew"


def test_the_frozen_run_knows_every_case_and_no_other(known: Mapping[str, str]) -> None:
    assert set(known) == {case.id for case in CASES}
    assert set(known.values()) <= {"pass", "fail"}


def test_the_list_of_phenomena_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(PHENOMENA), "python -m tests.golden.freeze writes it anew"


def test_names_and_ids() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == [p.phenomenon for p in PHENOMENA]
    assert [case.id for p in PHENOMENA for case in p.cases if not case.id.startswith(f"{p.phenomenon}-")] == []
    assert [name for name, times in Counter(case.id for case in CASES).items() if times > 1] == []
    assert [text for text, times in Counter(case.text for case in CASES).items() if times > 1] == []


@pytest.mark.parametrize("phenomenon", PHENOMENA, ids=lambda phenomenon: phenomenon.phenomenon)
def test_a_phenomenon_is_told_and_has_enough_cases(phenomenon: Phenomenon) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", phenomenon.phenomenon)
    assert phenomenon.title
    assert phenomenon.about
    assert len(phenomenon.cases) >= FEWEST


@pytest.mark.parametrize("phenomenon", PHENOMENA, ids=lambda phenomenon: phenomenon.phenomenon)
def test_what_is_expected_can_be_recorded(phenomenon: Phenomenon) -> None:
    for case in phenomenon.cases:
        assert case.gloss, case.id
        assert not OLD_YEAR.search(case.text), f"{case.id}: invented texts are dated in 2031"
        for event in case.expect:
            _event_is_sound(case, event)


def _event_is_sound(case: Case, event: Mapping[str, Any]) -> None:
    assert set(event) <= set(phenomena_cases.EVENT), case.id
    for key, allowed in CLOSED.items():
        assert event.get(key) is None or event[key] in get_args(allowed), f"{case.id}: {key}"
    if event.get("date") is not None:
        span(str(event["date"]))
    assert [name for name in event.get("places", ()) if folded(name) not in folded(case.text)] == [], case.id
    for place, figure in enumerate(event.get("figures", ())):
        assert set(figure) <= set(phenomena_cases.FIGURE), case.id
        for key, allowed in CLOSED_FIGURE.items():
            assert figure.get(key) is None or figure[key] in get_args(allowed), f"{case.id}: {key}"
        Count("-", "exact", (), figure.get("min"), figure.get("best"), figure.get("max"))
        whole = figure.get("of")
        assert whole is None or (whole != place and 0 <= whole < len(event["figures"])), case.id
    for key, keys in phenomena_cases.ITEMS.items():
        assert all(isinstance(item, str) or set(item) <= set(keys) for item in event.get(key, ())), f"{case.id}: {key}"


SHELLING = "قتل تسعة مدنيين بينهم ثلاثة أطفال بقصف مدفعي على بلدة سرمين"
NINE = {"outcome": "killed", "min": 9, "best": 9, "max": 9, "status": "civilian"}
THREE = {"outcome": "killed", "min": 3, "best": 3, "max": 3, "of": 0, "age": "child"}
RIGHT: dict[str, Any] = {
    "type": "shelling",
    "date": "2031-03-04",
    "places": ["سرمين"],
    "figures": [NINE, THREE],
    "attackers": [],
    "platforms": ["artillery"],
}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, None),
        ({"figures": [NINE]}, "figures"),
        ({"figures": [NINE, THREE | {"of": None}]}, "figures"),
        ({"figures": [NINE, THREE | {"max": None}]}, "figures"),
        ({"figures": [NINE | {"status": "combatant"}, THREE]}, "status"),
        ({"figures": [THREE | {"of": 1}, NINE]}, None),
        ({"type": "air_attack"}, "type"),
        ({"date": "2031-03-05"}, "date"),
        ({"places": []}, "places"),
        ({"attackers": ["SYR"]}, "attackers"),
        ({"platforms": ["tank"]}, "platforms"),
        ({"strikes": [{"unit": "raid"}]}, "strikes"),
        ({"talks": {"stage": "talks"}}, "talks"),
    ],
)
def test_the_comparison_sees_a_difference(pipeline: Pipeline, change: dict[str, Any], words: str | None) -> None:
    """Nine civilians killed, three children among them, by artillery on Sarmin: right, then wrong in one thing."""
    events = pipeline.extract(Report.of(SHELLING, language="ar", published="2031-03-04")).events
    found = difference([RIGHT | change], events)
    assert (found is None) if words is None else (found is not None and words in found)


def test_the_comparison_counts_and_pairs_events(pipeline: Pipeline) -> None:
    events = pipeline.extract(Report.of(SHELLING, language="ar", published="2031-03-04")).events
    assert "events: 1" in str(difference([], events))
    other = structs.replace(events[0], id="other", type="shooting", casualties=())
    assert difference([{"type": "shooting", "figures": []}, RIGHT], [*events, other]) is None
    assert difference([{"type": "shooting"}, {"type": "killing"}], [*events, other]) is not None
