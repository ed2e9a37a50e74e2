"""``tawthiq gazetteer import | list | remove | audit | unresolved`` as commands."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from tests.cli.conftest import COMMAND, Run

ROWS = (
    "ADM4_EN,ADM4_AR,ADM4_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,lat,lon\n"
    "Kafr Mithal,كفر مثال,C9001,Idleb,إدلب,SY07,35.70,36.65\n"
    "Nowhere,بلا مكان,C9002,Idleb,إدلب,SY07,,\n"
)


@pytest.fixture
def own(environment: dict[str, str], tmp_path: Path) -> Run:
    """The command with a data folder of its own."""
    here = environment | {"TAWTHIQ_DATA": str(tmp_path / "data")}

    def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [COMMAND, "gazetteer", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env=here,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "syr_pplp.csv").write_text(ROWS, encoding="utf-8")
    return tmp_path / "syr_pplp.csv"


def test_from_import_to_removal(own: Run, table: Path) -> None:
    empty = own("list")
    assert (empty.returncode, empty.stdout) == (0, b"")
    assert "no layers in" in empty.stderr.decode()
    done = own("import", table, "--as-layer", "ocha", "--date", "2031-01-02", "--json")
    layer = json.loads(done.stdout)
    assert (layer["name"], layer["places"], layer["rejected"], layer["licence"]) == ("ocha", 1, 1, "CC BY 3.0 IGO")
    told = done.stderr.decode()
    assert "imported ocha" in told
    assert f"1 rows refused, 0 taken with a doubt: {layer['report']}" in told
    assert "it has no point" in Path(layer["report"]).read_text(encoding="utf-8")
    assert [json.loads(line)["name"] for line in own("list", "--json").stdout.splitlines()] == ["ocha"]
    found = json.loads(own("resolve", "كفر مثال", "--country", "SY", "--json").stdout)
    assert (found["place_id"], found["lat"]) == ("ocha:C9001", 35.7)
    assert [(link["level"], link["iso"], link["pcode"]) for link in found["chain"]] == [
        (0, "SY", "SY"),
        (1, "SY-ID", "SY07"),
        (None, None, "C9001"),
    ]
    again = own("import", table, "--as-layer", "ocha")
    assert (again.returncode, "already; nothing was done" in again.stderr.decode()) == (0, True)
    gone = own("remove", "ocha", "--json")
    assert json.loads(gone.stdout)["name"] == "ocha"
    assert own("list", "--json").stdout == b""
    assert json.loads(own("resolve", "كفر مثال", "--json").stdout)["place_id"] is None


def test_an_imported_list_serves_extract_at_once(
    own: Run, table: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    report = "قصفت الطائرات الحربية قرية كفر مثال بريف إدلب الجنوبي، ما أدى إلى مقتل ثلاثة مدنيين."
    here = environment | {"TAWTHIQ_DATA": str(tmp_path / "data")}

    def place_id() -> str | None:
        done = subprocess.run(
            [COMMAND, "extract", "-"], input=report.encode(), capture_output=True, env=here, check=True
        )
        places = json.loads(done.stdout)["events"][0]["locations"]
        found: str | None = next(place["place_id"] for place in places if place["name"] == "كفر مثال")
        return found

    assert place_id() is None
    assert own("import", table).returncode == 0
    assert place_id() == "ocha:C9001"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--format", "gazetteer"], "is none of geonames, ocha, gns, osm, own"),
        (["--date", "yesterday"], "is not a date such as"),
        (["--country", "Syria"], "is no code of two letters"),
        (["--as-layer", "../x"], "cannot name a layer"),
        (["--format", "osm"], "is no GeoJSON"),
    ],
)
def test_an_order_that_cannot_be_carried_out(arguments: list[str], reason: str, own: Run, table: Path) -> None:
    done = own("import", table, *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert reason in done.stderr.decode().splitlines()[-1]
    assert own("list", "--json").stdout == b""


def test_audit_counts_and_lists(own: Run, table: Path) -> None:
    table.write_text(ROWS + "Far,بعيد المثال,C9003,Idleb,إدلب,SY07,33.51,36.30\n", encoding="utf-8")
    own("import", table, "--as-layer", "ocha")
    told = own("audit", "--layer", "ocha").stdout.decode()
    assert "outside_area: بعيد المثال · Far (ocha:C9003): said to be in SY-ID, its point is in SY-DI" in told
    assert told.splitlines()[-1] == "ocha: 2 places; near_border 0, outside_area 1, no_area 0, no_arabic_name 0"
    (finding,) = map(json.loads, own("audit", "--layer", "ocha", "--json").stdout.splitlines())
    assert (finding["matter"], finding["lat"]) == ("outside_area", 33.51)
    missing = own("audit", "--layer", "gns")
    assert (missing.returncode, "there are: embedded, ocha" in missing.stderr.decode()) == (2, True)


def location(name: str, lat: float | None = None, alternatives: int = 0) -> dict[str, object]:
    return {
        "name": name,
        "lat": lat,
        "place_id": None,
        "admin1": "Idlib",
        "country": "SY",
        "alternatives": [{}] * alternatives,
    }


def test_unresolved_names_are_counted(own: Run, tmp_path: Path) -> None:
    extractions = [
        {"report": {"id": "one"}, "events": [{"locations": [location("خيالة"), location("حلب", 36.2)]}]},
        {"report": {"id": "two"}, "events": [{"locations": [location("خيالة"), location("توأمان", None, 2)]}]},
    ]
    path = tmp_path / "events.jsonl"
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in extractions), encoding="utf-8")
    found = [json.loads(line) for line in own("unresolved", path, "--json").stdout.splitlines()]
    assert [(one["name"], one["count"], one["why"], one["reports"]) for one in found] == [
        ("خيالة", 2, "not in the gazetteer", ["one", "two"]),
        ("توأمان", 1, "several places fit", ["two"]),
    ]
    told = own("unresolved", "-", stdin=path.read_bytes()).stdout.decode()
    assert told.startswith("2  خيالة (Idlib, SY; not in the gazetteer) in one, two\n")
    bad = own("unresolved", "-", stdin=b"{}")
    assert (bad.returncode, "-, row 1: is no extraction" in bad.stderr.decode()) == (2, True)


def test_the_whole_list_of_the_beginning_with_an_import(own: Run, shared: Path) -> None:
    assert own("import", shared / "gazetteer" / "syria_populated_places.csv").returncode == 0
    table = shared / "gazetteer" / "seed_truth.tsv"
    header, *truth = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    lat, lon, precision = (header.index(name) for name in ("lat", "lon", "precision"))
    found = [json.loads(line) for line in own("resolve", table, "--json").stdout.splitlines()]
    for answer, row in zip(found, truth, strict=True):
        assert answer["precision"] == row[precision], row
        if row[precision] == "settlement":
            assert abs(answer["lat"] - float(row[lat])) + abs(answer["lon"] - float(row[lon])) < 0.05, row
