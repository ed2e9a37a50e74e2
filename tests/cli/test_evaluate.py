"""``tawthiq evaluate`` as a command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run

TEXT = "قصف على سرمين"  # shelling of Sarmin


def lines(path: Path, *items: Any) -> Path:
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Predictions and annotations of one report, its text beside them."""
    lines(tmp_path / "x.texts.jsonl", {"id": "a", "text": TEXT})
    gold = {"id": "a", "events": [{"type": "air_attack", "trigger": "قصف"}]}
    event = {"type": "shelling", "confidence": 0.6, "evidence": [{"start": 0, "end": 3, "quote": "قصف"}]}
    return (
        lines(tmp_path / "x.pred.jsonl", {"report": {"id": "a"}, "events": [event]}),
        lines(tmp_path / "x.gold.jsonl", gold),
    )


def test_a_table_and_json_and_the_errors(tawthiq: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    # shelling for an air attack: words shared (1) and related type (0.5) do not make a pair, so two errors
    errors = tmp_path / "errors.jsonl"
    done = tawthiq("evaluate", *files, "--errors-file", errors)
    assert done.returncode == 0
    assert "mean F1 of events, places" in done.stdout.decode()
    assert "confidence: 0 of 1 events right" in done.stdout.decode()
    assert "1 × events, missed: gold air_attack, found nothing" in done.stdout.decode()
    assert [json.loads(line)["kind"] for line in errors.read_bytes().splitlines()] == ["missed", "spurious"]
    found = json.loads(tawthiq("evaluate", *files, "--texts", tmp_path / "x.texts.jsonl", "--json").stdout)
    assert found["rows"]["events"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 1, "found": 1}
    assert (found["confidence"]["events"], found["confidence"]["right"]) == (1, 0)
    assert "errors" not in found


def test_errors_by_field_and_by_what_they_are_about(tawthiq: Run, files: tuple[Path, Path]) -> None:
    shown = tawthiq("evaluate", *files, "--errors").stdout.decode()
    assert "events: 2 errors\n     1 × read as part of another event  (see " in shown
    assert "a: gold nothing, found shelling · «قصف»" in shown
    groups = json.loads(tawthiq("evaluate", *files, "--errors", "--json").stdout)["errors"]
    assert [(one["field"], one["about"], one["times"], one["of"]) for one in groups] == [
        ("events", "merged", 1, 2),
        ("events", "told-again", 1, 2),
    ]
    assert groups[0]["examples"][0]["report"] == "a"


def test_wrong_evidence_is_exit_code_1(tawthiq: Run, files: tuple[Path, Path]) -> None:
    event = {"type": "shelling", "evidence": [{"start": 1, "end": 4, "quote": "قصف"}]}
    lines(files[0], {"report": {"id": "a"}, "events": [event]})
    done = tawthiq("evaluate", *files)
    assert done.returncode == 1
    assert "evidence that is not its text: 1;" in done.stdout.decode()


def test_files_that_do_not_fit_are_exit_code_2(tawthiq: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    other = lines(tmp_path / "other.jsonl", {"id": "b", "events": []})
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{\n", encoding="utf-8")
    texts = ("--texts", tmp_path / "x.texts.jsonl")
    for arguments, reason in (
        ((files[0], other, *texts), "1 annotated reports are not predicted: b"),
        ((files[0], other), "give --texts FILE"),
        ((broken, files[1]), "broken.jsonl, row 1: not what an evaluation reads"),
        ((tmp_path / "none", files[1]), "none: cannot be read"),
    ):
        done = tawthiq("evaluate", *arguments)
        assert (done.returncode, done.stdout) == (2, b"")
        assert reason in done.stderr.decode()
