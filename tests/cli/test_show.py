"""``show`` and ``explain``: one report, its evidence, its exercise mark, and nothing that commands a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from pathlib import Path

import pytest
from tests.cli.conftest import COMMAND, Run

from tawthiq.cli.fields import EXERCISE, figure, labelled
from tawthiq.model.count import Count

TEXT = "قُتل ثلاثة مدنيين وأصيب سبعة آخرون جراء قصف مدفعي على بلدة سرمين بريف إدلب."
# three civilians were killed and seven others injured by artillery shelling of the town of Sarmin in rural Idlib


@pytest.fixture
def exercise(tmp_path: Path) -> Path:
    """An exercise whose text, id and publisher try to command the terminal."""
    path = tmp_path / "exercise.md"
    head = "---\nid: s-01\x1b[2J\npublished: 2031-03-05\npublisher: [red]p[/red]\nexercise: true\n---\n"
    path.write_text(f"{head}\u202e[bold]{TEXT}[/bold]\x1b[31m\0\x07 :smile:\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["show", "explain"])
def test_the_report_is_shown_with_its_events_and_its_mark(tawthiq: Run, exercise: Path, command: str) -> None:
    done = tawthiq(command, exercise)
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert shown.splitlines()[0] == "s-01[2J · ar · published 2031-03-05 · [red]p[/red]"
    assert shown.splitlines()[1] == EXERCISE
    assert "shelling" in shown
    assert "سرمين" in shown
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_show_gives_the_whole_text_and_a_legend_in_two_languages(tawthiq: Run, exercise: Path) -> None:
    shown = tawthiq("show", exercise).stdout.decode()
    assert f"[bold]{TEXT}[/bold][31m :smile:" in shown
    assert "place المكان" in shown
    assert "people harmed المتضررون" in shown


@pytest.mark.parametrize("command", ["show", "explain"])
def test_codes_come_with_their_labels_in_two_languages(
    environment: dict[str, str], exercise: Path, command: str
) -> None:
    wide = environment | {"COLUMNS": "250"}
    done = subprocess.run([COMMAND, command, str(exercise)], capture_output=True, env=wide, check=True)
    shown = done.stdout.decode()
    assert re.search(r"shelling \(incident, asserted; confidence 0\.\d\d\) · قصف بري · Shelling ", shown)
    assert " artillery · مدفعية · Artillery " in shown
    assert " 3 killed, civilian · قتيل · Killed " in shown


@pytest.mark.parametrize(
    ("code_list", "code", "shown"),
    [
        ("munitions", "mortar", "mortar · قذيفة هاون · Mortar round"),
        ("actors", "SYR|RUS", "Russian forces"),
        ("actors", "SYR|NEW_ONE", "SYR|NEW_ONE"),
        ("facilities", "of_a_user", "of_a_user"),
    ],
)
def test_a_code_that_no_list_explains_stands_alone(code_list: str, code: str, shown: str) -> None:
    found = labelled(code, code_list, code)
    assert shown in found
    assert (found == code) is (shown == code)


@pytest.mark.parametrize("command", ["show", "explain"])
def test_json(tawthiq: Run, exercise: Path, command: str) -> None:
    found = json.loads(tawthiq(command, exercise, "--json").stdout)
    if command == "show":
        assert found["text"].startswith("\u202e[bold]قُتل")
        assert found["schema"] == "tawthiq.extraction/1"
        assert found["report"]["exercise"] is True
    else:
        assert found["extraction"]["report"]["exercise"] is True
        assert found["steps"]
        text = json.loads(tawthiq("show", exercise, "--json").stdout)["text"]
        pieces = [piece for step in found["steps"] for piece in step["evidence"]]
        assert [p for p in pieces if text[p["start"] : p["end"]] != p["quote"]] == []


def test_colours_on_a_terminal_only(environment: dict[str, str], tawthiq: Run, exercise: Path) -> None:
    coloured = {key: value for key, value in environment.items() if key != "NO_COLOR"} | {"TERM": "xterm-256color"}
    master, slave = pty.openpty()
    subprocess.run([COMMAND, "show", str(exercise)], stdout=slave, env=coloured, check=True)
    os.close(slave)
    shown = os.read(master, 2**20).decode()
    os.close(master)
    assert f"\x1b[1;31m{EXERCISE}" in shown
    assert "\x1b[32m" in shown  # a place, in green
    assert b"\x1b" not in tawthiq("show", exercise).stdout


def test_one_report_of_several_is_chosen_by_id(tawthiq: Run, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    lines = [json.dumps({"id": f"ab{n}", "text": TEXT}) for n in range(3)]
    path.write_text("\n".join([*lines, "{broken"]), encoding="utf-8")
    chosen = tawthiq("show", path, "--id", "ab1", "--json")
    assert json.loads(chosen.stdout)["report"]["id"] == "ab1"
    for arguments, reason in (
        ([], "holds several reports: choose one with --id (the first are ab0, ab1, ab2)"),
        (["--id", "ab"], "several reports whose id begins with ab: ab0, ab1, ab2"),
        (["--id", "x"], "holds no report with the id x"),
    ):
        done = tawthiq("explain", path, *arguments)
        assert (done.returncode, done.stdout) == (2, b"")
        assert reason in done.stderr.decode()


@pytest.mark.parametrize("command", ["show", "explain"])
def test_a_report_that_cannot_be_read(tawthiq: Run, tmp_path: Path, command: str) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    done = tawthiq(command, empty)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"tawthiq: {empty}: empty\n"


@pytest.mark.parametrize("command", ["show", "explain"])
def test_a_report_in_another_language_says_so(tawthiq: Run, command: str) -> None:
    done = tawthiq(command, "-", stdin="שלושה בני אדם נהרגו הלילה בהפצצה על העיירה, כך אמרו תושבים.".encode())
    assert done.returncode == 0
    assert "not read: no reader for he yet" in done.stdout.decode()


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (Count.of("q", "exact", 9), "9"),
        (Count.of("q", "more_than", 70), "≥ 71"),
        (Count.of("q", "range", 10, 15), "10–15"),
        (Count.of("q", "approximately", 50), "50 (45–55)"),
        (Count.of("q", "at_most", 5), "1–5"),
        (Count.of("q", "none"), "0"),
        (Count.of("q", "unknown"), "?"),
    ],
)
def test_counts_for_a_person(count: Count, shown: str) -> None:
    assert figure(count) == shown
