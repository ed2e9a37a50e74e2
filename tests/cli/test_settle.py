"""Names that a person settles, and reading the register anew, as commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

TEXT = "قُتل ثلاثة مدنيين جراء قصف مدفعي على بلدة كفر مثال بريف إدلب يوم 5 آذار 2031."
# three civilians were killed by artillery shelling of the town of Kafr Mithal (there is none) in rural Idlib
BY = ("--as", "Huda", "--reason", "the municipality's map")


@pytest.fixture
def register(tawthiq: Run, tmp_path: Path) -> Path:
    """A register with a report of a place that no gazetteer has."""
    path, report = tmp_path / "own.db", tmp_path / "r1.md"
    report.write_text(f"---\nid: r1\npublished: 2031-03-06\nexercise: true\n---\n{TEXT}", encoding="utf-8")
    assert tawthiq("init", "--register", path).returncode == 0
    assert tawthiq("add", report, "--register", path).returncode == 0
    return path


def place(tawthiq: Run, register: Path) -> tuple[object, object]:
    """Latitude and longitude of the one event."""
    (event,) = json.loads(tawthiq("list", "--json", "--register", register).stdout)
    return event["lat"], event["lon"]


def test_an_unknown_name_is_counted_settled_and_read_anew(tawthiq: Run, register: Path, tmp_path: Path) -> None:
    (name,) = tawthiq("gazetteer", "unresolved", "--json", "--register", register).stdout.splitlines()
    assert {key: json.loads(name)[key] for key in ("name", "count", "reports")} == {
        "name": "كفر مثال",
        "count": 1,
        "reports": ["r1"],
    }
    made = tawthiq(
        "gazetteer", "settle", "كفر مثال", "35.7,36.65", "--in", "إدلب", "--radius", "2", *BY, "--json",
        "--register", register,
    )  # fmt: skip
    answer = json.loads(made.stdout)
    assert (answer["admin1"], answer["lat"], answer["by"], answer["standing"]) == ("SY-ID", 35.7, "Huda", True)
    assert "Huda: كفر مثال in SY-ID → 35.7, 36.65 ± 2 km" in tawthiq(
        "gazetteer", "settled", "--register", register
    ).stdout.decode("utf-8")
    assert place(tawthiq, register) == (None, None)
    assert "1 read again" in tawthiq("reread", "--register", register).stdout.decode()
    assert place(tawthiq, register) == (35.7, 36.65)
    assert tawthiq("gazetteer", "unresolved", "--register", register).stdout == b""
    other = tmp_path / "r2.md"
    other.write_text(TEXT.replace("ثلاثة", "أربعة"), encoding="utf-8")
    tawthiq("add", other, "--register", register)
    found = json.loads(tawthiq("list", "--json", "--register", register).stdout)
    assert [event["lat"] for event in found] == [35.7, 35.7]
    assert tawthiq("verify", "--register", register).returncode == 0


def test_an_answer_that_is_taken_back_holds_no_more(tawthiq: Run, register: Path) -> None:
    settle = ("gazetteer", "settle", "كفر مثال")
    tawthiq(*settle, "35.7,36.65", *BY, "--register", register)
    tawthiq("reread", "--register", register)
    assert place(tawthiq, register) == (35.7, 36.65)
    assert tawthiq(*settle, "-", *BY, "--register", register).returncode == 0
    tawthiq("reread", "--register", register)
    assert place(tawthiq, register) == (None, None)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("gn:0",), "no place «gn:0»"),
        (("95,36",), "is no point"),
        (("35.7,36.65", "--in", "Nowhere"), "no first-level area"),
        (("gn:169389", "--radius", "3"), "--radius is for a point"),
        (("-",), "nobody settled"),
    ],
)
def test_what_cannot_be_settled_says_why(tawthiq: Run, register: Path, arguments: tuple[str, ...], reason: str) -> None:
    found = tawthiq("gazetteer", "settle", "كفر مثال", *arguments, *BY, "--register", register)
    assert found.returncode == 2
    assert reason in found.stderr.decode("utf-8")


def test_reread_reads_what_is_asked_for(tawthiq: Run, register: Path) -> None:
    assert "nothing to read" in tawthiq("reread", "--register", register).stdout.decode()
    for arguments in (("r1",), ("--all",)):
        (line,) = tawthiq("reread", *arguments, "--json", "--register", register).stdout.splitlines()
        assert (json.loads(line)["outcome"], json.loads(line)["id"]) == ("again", "r1")
    assert "there is no report r9" in tawthiq("reread", "r9", "--register", register).stderr.decode()
    assert tawthiq("verify", "--register", register).returncode == 0
