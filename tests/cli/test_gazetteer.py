"""``tawthiq gazetteer`` as a command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import COMMAND, Run


def test_build_leaves_an_up_to_date_gazetteer_alone(tawthiq: Run, gazetteer: Path) -> None:
    before = gazetteer.stat().st_mtime_ns
    done = tawthiq("gazetteer", "build")
    assert (done.returncode, done.stdout.decode().strip(), done.stderr) == (0, str(gazetteer), b"")
    assert gazetteer.stat().st_mtime_ns == before


def test_two_builds_at_once_make_one_gazetteer(environment: dict[str, str], tmp_path: Path) -> None:
    """As when ``make run`` and a test begin together in a fresh place: both succeed, one of them builds."""
    fresh = environment | {"TAWTHIQ_CACHE": str(tmp_path / "cache")}
    builds = [
        subprocess.Popen(
            [COMMAND, "gazetteer", "build"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=fresh, text=True
        )
        for _ in range(2)
    ]
    told = [build.communicate(timeout=120) for build in builds]
    assert [build.returncode for build in builds] == [0, 0], told
    assert len({out for out, _ in told}) == 1
    assert sorted("the gazetteer is built" in err for _, err in told) == [False, True]
    made = Path(told[0][0].strip())
    assert [path.name for path in made.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are set another way on Windows")
def test_a_full_disk_is_one_clear_line_and_leaves_nothing_half_made(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """The system refuses to let the file grow, as it does on a full disk; afterwards, with room, the build succeeds."""
    fresh = environment | {"TAWTHIQ_CACHE": str(tmp_path)}
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)); "
    code += "import tawthiq.cli; tawthiq.cli.main()"
    full = [sys.executable, "-c", code, "gazetteer", "build"]
    done = subprocess.run(full, capture_output=True, text=True, env=fresh, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].startswith("tawthiq: the gazetteer cannot be written to")
    assert "free about 40 MB there" in done.stderr
    assert [path.name for path in tmp_path.rglob("*") if path.is_file() and path.stat().st_size] == []
    assert subprocess.run([COMMAND, "gazetteer", "build"], capture_output=True, env=fresh, check=False).returncode == 0


def test_a_place_with_its_area(tawthiq: Run) -> None:
    # An Nayrab is a town by Idlib and another by Aleppo
    (written,) = tawthiq("gazetteer", "resolve", "النيرب بريف إدلب", "--json").stdout.splitlines()
    (given,) = tawthiq("gazetteer", "resolve", "النيرب", "--within", "Idlib", "--json").stdout.splitlines()
    for line in (written, given):
        found = json.loads(line)
        assert (found["name"], found["precision"]) == ("النيرب", "settlement")
        assert abs(found["lat"] - 35.87) < 0.03


def test_a_table_of_names_and_a_line_for_each(tawthiq: Run, tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("name_ar\tadmin1\nإدلب\tIdlib\nحماة / حماه\t\nمكان بلا وجود\t\n", encoding="utf-8")
    done = tawthiq("gazetteer", "resolve", path, "--json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [item["lat"] is not None for item in found] == [True, True, False]
    assert found[0]["name"] == "إدلب"
    told = tawthiq("gazetteer", "resolve", path).stdout.decode()
    assert "Idlib" in told
    assert "مكان بلا وجود: not in the gazetteer" in told


def test_a_table_that_cannot_be_read(tawthiq: Run, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name,admin1\n", encoding="utf-8")
    for name, reason in ((path, "name the one with the names name_ar"), (tmp_path / "no.tsv", "cannot be read")):
        done = tawthiq("gazetteer", "resolve", name)
        assert done.returncode == 2
        assert reason in done.stderr.decode()


def test_the_list_that_the_project_began_with(tawthiq: Run, shared: Path) -> None:
    table = shared / "gazetteer" / "seed_truth.tsv"
    header, *truth = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    lat, lon, precision = (header.index(name) for name in ("lat", "lon", "precision"))
    found = [json.loads(line) for line in tawthiq("gazetteer", "resolve", table, "--json").stdout.splitlines()]
    right = [
        answer["precision"] == row[precision]
        and (
            row[precision] != "settlement"
            or abs(answer["lat"] - float(row[lat])) + abs(answer["lon"] - float(row[lon])) < 0.05
        )
        for answer, row in zip(found, truth, strict=True)
    ]
    assert sum(right) >= 20


def test_a_folder_that_cannot_be_made_is_one_clear_line(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    blocked = environment | {"TAWTHIQ_CACHE": str(tmp_path / "file" / "cache")}
    for arguments in (["gazetteer", "build"], ["extract", "-"], ["gazetteer", "resolve", "إدلب"]):
        done = subprocess.run([COMMAND, *arguments], input=b"", capture_output=True, env=blocked, check=False)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode().splitlines()[-1].startswith("tawthiq: the gazetteer cannot be written to")
