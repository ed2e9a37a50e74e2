"""The fit of confidence: on planted events, and as shipped on the annotated reports beside the project."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from tawthiq.evaluation import calibration
from tawthiq.extraction.events.confidence import probability
from tawthiq.refdata.confidence import Weights


@pytest.fixture(scope="module")
def benchmark(root: Path) -> ModuleType:
    """``benchmarks/calibration.py`` as a module."""
    sys.path.insert(0, str(root))
    try:
        from benchmarks import calibration as module
    finally:
        sys.path.remove(str(root))
    return module


def events(benchmark: ModuleType, *kinds: tuple[str, int, int]) -> list[object]:
    """For each (signs with spaces, right, wrong) so many events, each of a report of its own."""
    found: list[object] = []
    for held, right, wrong in kinds:
        for ok in [True] * right + [False] * wrong:
            found.append(benchmark.Told("gold", f"r{len(found)}", frozenset(held.split()), ok))
    return found


def test_a_sign_weighs_what_it_tells(benchmark: ModuleType) -> None:
    fit = benchmark.fitted(events(benchmark, ("", 300, 300), ("exact_figures", 400, 100), ("no_place", 100, 400)))
    assert probability(fit.base) == pytest.approx(0.5, abs=0.02)
    assert probability(fit.base + fit.weights["exact_figures"]) == pytest.approx(0.8, abs=0.02)
    assert probability(fit.base + fit.weights["no_place"]) == pytest.approx(0.2, abs=0.02)
    assert [fit(frozenset(held)) for held in (("exact_figures",), ("no_place",))] == [0.81, 0.19]


def test_a_sign_never_works_against_its_effect_and_rare_ones_weigh_little(benchmark: ModuleType) -> None:
    planted = events(benchmark, ("", 200, 200), ("no_place", 90, 10), ("own_day", 3, 0))
    fit = benchmark.fitted(planted)
    assert fit.weights["no_place"] == 0
    assert 0 < fit.weights["own_day"] < 1
    assert fit.weights["mixed_types"] == 0


def test_an_event_is_judged_by_a_fit_that_has_not_seen_its_report(benchmark: ModuleType) -> None:
    planted = events(benchmark, ("", 30, 20))
    planted += [benchmark.Told("gold", "one", frozenset(("bulletin_head",)), True)] * 20
    assert benchmark.fitted(planted)(frozenset(("bulletin_head",))) > 0.9
    assert set(benchmark.unseen(planted, 0)[-20:]) == {0.56}


def test_weights_are_written_so_that_they_load(benchmark: ModuleType) -> None:
    planted = events(benchmark, ("", 20, 20), ("own_day", 8, 2))
    text = benchmark.written(benchmark.fitted(planted), planted, dt.date(2031, 3, 12))
    found = msgspec.json.decode(text, type=Weights)
    before = msgspec.json.decode(benchmark.WEIGHTS.read_bytes(), type=Weights)
    assert (found.version, found.fitted) == (before.version + 1, "2031-03-12")
    assert (found.reports, found.events, found.right) == (50, 50, 28)


def test_the_weights_that_are_shipped_hold_on_real_reports(benchmark: ModuleType, shared: Path) -> None:
    assert (shared / "bench").is_dir()
    told = benchmark.told("gold")
    model = json.loads(benchmark.WEIGHTS.read_text(encoding="utf-8"))
    fit = benchmark.Fit(model["base"], model["weights"])
    found = calibration([fit(one.signs) for one in told], [one.right for one in told])
    assert found is not None
    assert found.auroc is not None
    assert found.events > 250
    assert found.ece <= 0.08
    assert found.auroc >= 0.75
