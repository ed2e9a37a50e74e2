"""The commands on links and incidents, as a person runs them on the sample reports."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import COMMAND, Run

BY = ("--as", "Huda", "--reason", "read both")


@pytest.fixture(scope="module")
def linked(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of the sample reports, linked, which no test changes."""
    path = tmp_path_factory.mktemp("register") / "samples.db"
    for command in (["demo", "--quiet"], ["link"]):
        subprocess.run([COMMAND, *command, "--register", str(path)], env=environment, check=True)
    return path


@pytest.fixture
def own(linked: Path, tmp_path: Path) -> Path:
    """A copy of the test's own."""
    return Path(shutil.copy(linked, tmp_path / "own.db"))


def incidents(tawthiq: Run, register: Path) -> list[dict[str, Any]]:
    """The incidents of a register."""
    run = tawthiq("export", "--what", "incidents", "--level", "internal", "--register", register)
    return [json.loads(line) for line in run.stdout.splitlines()]


def said(run: subprocess.CompletedProcess[bytes]) -> str:
    """What a command printed."""
    return run.stdout.decode("utf-8")


def together(tawthiq: Run, register: Path, *begin: str) -> set[str]:
    """The incidents that the first events of the sample reports with these numbers are in."""
    rows = incidents(tawthiq, register)
    return {
        row["id"] for row in rows for one in row["events"] if one["report"].startswith(begin) and one["event"] == "e1"
    }


@pytest.mark.parametrize(
    "numbers", [("01", "02", "03", "04"), ("07", "08", "09"), ("10", "11", "12"), ("17", "18", "19")]
)
def test_what_several_samples_tell_is_one_incident(tawthiq: Run, linked: Path, numbers: tuple[str, ...]) -> None:
    assert len(together(tawthiq, linked, *numbers)) == 1


def test_the_next_village_and_the_next_day_stay_apart(tawthiq: Run, linked: Path) -> None:
    homes = [together(tawthiq, linked, number) for number in ("01", "05", "06")]
    assert len(set.union(*homes)) == 3


def test_the_landmine_of_a_round_up_is_the_one_that_others_tell(tawthiq: Run, linked: Path) -> None:
    assert together(tawthiq, linked, "14") == together(tawthiq, linked, "16")
    (name,) = together(tawthiq, linked, "14")
    found = next(row for row in incidents(tawthiq, linked) if row["id"] == name)
    assert {one["report"][:2] for one in found["events"]} == {"14", "15", "16"}


def test_link_says_what_it_did_and_a_second_run_does_nothing(tawthiq: Run, own: Path) -> None:
    run = tawthiq("link", "--register", own)
    assert run.returncode == 0
    assert run.stderr.startswith(b"0 events looked at; ")
    told = json.loads(tawthiq("link", "--register", own, "--json").stdout)
    assert told["events"] == 0
    assert told["incidents"] > told["told_twice"] >= 5


def test_list_shows_incidents_for_a_person_and_as_json(tawthiq: Run, linked: Path) -> None:
    run = tawthiq("list", "--incidents", "--register", linked, "--place", "تعز")
    assert "YEM-2031" in said(run)
    assert "3 (3)" in said(run)
    rows = json.loads(tawthiq("list", "--incidents", "--register", linked, "--place", "تعز", "--json").stdout)
    assert [row["reports"] for row in rows] == [3]


def test_show_puts_statements_side_by_side(tawthiq: Run, linked: Path) -> None:
    (name,) = together(tawthiq, linked, "01")
    text = said(tawthiq("show", name, "--register", linked))
    assert "EXERCISE" in text
    assert "told by 4 reports" in text
    assert "killed: 7–11" in text
    assert "contradiction · تناقض: killed" in text
    found = json.loads(tawthiq("show", name, "--register", linked, "--json").stdout)
    assert (found["id"], found["decisions"]) == (name, [])


def test_why_tells_in_words_and_numbers(tawthiq: Run, linked: Path) -> None:
    run = tawthiq("why", "01-ariha-agency#e1", "02-ariha-local#e1", "--register", linked)
    assert "date: the same day" in said(run)
    assert "enough to join two reports" in said(run)
    found = json.loads(
        tawthiq("why", "01-ariha-agency#e1", "06-ariha-next-day#e1", "--register", linked, "--json").stdout
    )
    assert found["bits"] < found["threshold"]
    assert found["bits"] == sum(reason["bits"] for reason in found["reasons"])


def test_a_person_merges_splits_and_takes_back(tawthiq: Run, own: Path) -> None:
    run = tawthiq("merge", "01-ariha-agency#e1", "06-ariha-next-day#e1", *BY, "--register", own)
    assert run.returncode == 0
    (name,) = together(tawthiq, own, "01", "06")
    assert f"now in {name}" in said(run)
    assert "Huda: merge" in said(tawthiq("show", name, "--register", own))
    assert tawthiq("undo", name, *BY, "--register", own).returncode == 0
    assert len(together(tawthiq, own, "01", "06")) == 2
    made = json.loads(tawthiq("split", "02-ariha-local#e1", *BY, "--register", own, "--json").stdout)
    assert (made["action"], made["by"], len(made["links"])) == ("split", "Huda", 3)
    assert together(tawthiq, own, "01") != together(tawthiq, own, "02")
    assert tawthiq("relate", "02-ariha-local#e1", "01-ariha-agency#e1", "--kind", "unsure", *BY, "--register", own)
    assert tawthiq("verify", "--register", own).returncode == 0


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (("show", "SYR-2031-000999"), "there is no incident SYR-2031-000999"),
        (("merge", "01-ariha-agency#e1", "02-ariha-local#e1", *BY), "are one incident already"),
        (("split", "05-sarmin-agency#e1", *BY), "these are all events of the incident"),
        (("relate", "01-ariha-agency#e1", "02-ariha-local#e1", "--kind", "friends", *BY), "friends is no relation"),
        (("why", "01-ariha-agency#e1", "01-ariha-agency#e1"), "are one event: name two"),
    ],
)
def test_what_cannot_be_done_says_why(tawthiq: Run, linked: Path, command: tuple[str, ...], reason: str) -> None:
    run = tawthiq(*command, "--register", linked)
    assert run.returncode == 2
    assert reason in run.stderr.decode("utf-8")
