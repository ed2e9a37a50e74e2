"""Our figures equal those of the benchmark's own script on the same files."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tawthiq.evaluation import GoldReport, PredictedReport, evaluate, load, load_texts

BENCH = Path(__file__).parents[3] / "shared" / "bench"
SCORE = BENCH / "score.py"
TYPES = ("shelling", "air_attack", "killing", "explosion")

pytestmark = pytest.mark.skipif(not SCORE.exists(), reason="../shared is not on this machine")


@pytest.mark.parametrize(("name", "seed"), [("seed", 1), ("gold", 2), ("gold", 3)])
def test_every_figure_equals_the_benchmarks(name: str, seed: int, tmp_path: Path) -> None:
    golds, texts = BENCH / "data" / f"{name}.gold.jsonl", BENCH / "data" / f"{name}.texts.jsonl"
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text(_noisy(golds, load_texts(texts), seed), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(SCORE), str(predictions), str(golds), str(texts), "--json"],
        capture_output=True,
        check=False,
    )
    theirs = json.loads(done.stdout)
    ours = evaluate(load(predictions, PredictedReport), load(golds, GoldReport), load_texts(texts))
    for rows, scores in ((theirs["rows"], ours.rows), (theirs["given"], ours.given)):
        assert set(rows) == set(scores)
        for field, row in rows.items():
            assert {key: getattr(scores[field], key) for key in row} == pytest.approx(row), field
    assert ours.mean == pytest.approx(theirs["mean"])
    assert (ours.wrong_evidence, ours.without_evidence, ours.filled) == (
        theirs["wrong_evidence"],
        theirs["without_evidence"],
        theirs["filled"],
    )
    assert ours.events_a_report == pytest.approx(theirs["events_a_report"])
    assert 0.2 < ours.rows["events"].f1 < 1  # the predictions are neither perfect nor hopeless
    assert ours.sound == (done.returncode == 0)


def _noisy(golds: Path, texts: dict[str, str], seed: int) -> str:
    """The annotations as predictions, with faults of every kind planted by a fixed dice."""
    dice = random.Random(seed)  # noqa: S311  # a fixed dice, no secret
    lines = []
    for line in golds.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        text = texts[gold["id"]]
        events = [_event(event, text, dice) for event in gold["events"] if dice.random() < 0.85]
        events += [_event(event, text, dice) for event in gold["events"] if dice.random() < 0.1]
        lines.append(json.dumps({"report": {"id": gold["id"]}, "events": events}))
    return "\n".join(lines)


def _event(event: dict[str, Any], text: str, dice: random.Random) -> dict[str, Any]:
    def words(quote: str) -> list[dict[str, Any]]:
        start = text.find(quote)
        fault = dice.random()
        if fault < 0.05:
            return []
        if fault < 0.2:
            start = dice.randrange(max(1, len(text) - len(quote)))
        return [{"start": start, "end": start + len(quote), "quote": "?" if fault < 0.1 else quote}]

    def counted(item: dict[str, Any]) -> dict[str, Any]:
        bounds = {key: item[key] for key in ("min", "best", "max")}
        if dice.random() < 0.2:
            bounds["min"] = bounds["best"] = dice.randrange(9)
        rest = {key: value for key, value in item.items() if key not in ("min", "best", "max", "quote")}
        return {**rest, "count": bounds, "evidence": words(item["quote"])}

    trigger = event["trigger"]
    edtf = event["date"]["edtf"] if dice.random() < 0.7 else "2031-03-05"
    return {
        "id": event["id"],
        "evidence": words(trigger),
        "type": event["type"] if dice.random() < 0.7 else dice.choice(TYPES),
        "level": event["level"] if dice.random() < 0.9 else "context",
        "modality": event["modality"] if dice.random() < 0.9 else "alleged",
        "date": {"edtf": edtf, "basis": dice.choice(["stated", "publication"]), "evidence": words(trigger)},
        "locations": [{**place, "evidence": words(place["quote"])} for place in event["locations"]],
        "actors": [{**actor, "evidence": words(actor["quote"])} for actor in event["actors"]],
        "platforms": [{"code": code, "evidence": words(trigger)} for code in event["platforms"]],
        "munitions": [{"code": code, "evidence": words(trigger)} for code in event["munitions"]] * dice.randrange(3),
        "strikes": [counted(item) for item in event["strikes"]],
        "casualties": [counted(item) for item in event["casualties"]],
        "facilities": [{**item, "evidence": words(item["quote"])} for item in event["facilities"]],
        "displacement": [],
        "sources": [{"name": "x", "evidence": words(trigger)}] * dice.randrange(2),
        "persons": [],
        "talks": {"stage": "talks", "evidence": words(trigger)} if dice.random() < 0.1 else None,
    }
