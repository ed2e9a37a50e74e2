"""What is wrong in a file is named by its line, and costs no more than its row."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.places.conftest import Import
from tests.places.importing import lists

from tawthiq.errors import InputError, UsageError
from tawthiq.places.importing.lines import MAX_LINE
from tawthiq.places.importing.run import Outcome


def refusals(outcome: Outcome) -> list[list[str]]:
    """The rows of a layer's report: line, what, reason, row."""
    text = outcome.layer.report.read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


def geonames_file(path: Path, *bad: str) -> Path:
    """One good row, the bad ones, another good row."""
    first, second, *_ = lists.GEONAMES.splitlines()
    path.write_text("\n".join((first, *bad, second)) + "\n", encoding="utf-8")
    return path


GOOD = lists.GEONAMES.splitlines()[0]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("too\tfew\tcells", "3 cells where GeoNames has 19"),
        (GOOD + "\textra", "20 cells where GeoNames has 19"),
        (GOOD.replace("35.70", "north").replace("9000001", "1"), "is no latitude and longitude"),
        (GOOD.replace("35.70", "135.7").replace("9000001", "1"), "is not on the globe"),
        (GOOD.replace("35.70", "nan").replace("9000001", "1"), "is no latitude and longitude"),
        (GOOD.replace("35.70", "0").replace("36.65", "0").replace("9000001", "1"), "a point that is not known"),
        (GOOD.replace("9000001", "x1"), "is no geonameid"),
        (GOOD.replace("\t1200\t", "\tmany\t").replace("9000001", "1"), "many"),
        (GOOD, "is in the file twice"),
        (GOOD.replace("9000001", "1") + "x" * MAX_LINE, "is longer than 1,048,576 bytes"),
    ],
)
def test_a_bad_row_is_named_by_its_line(row: str, reason: str, bring: Import, tmp_path: Path) -> None:
    outcome = bring(geonames_file(tmp_path / "SY.txt", row))
    assert (outcome.layer.places, outcome.layer.rejected) == (2, 1)
    ((line, what, told, _),) = refusals(outcome)
    assert (line, what) == ("2", "rejected")
    assert reason in told


def test_a_line_in_another_encoding(bring: Import, tmp_path: Path) -> None:
    path = geonames_file(tmp_path / "SY.txt", GOOD.replace("9000001", "1"))
    lines = path.read_bytes().split(b"\n")
    lines[1] = lines[1].decode("utf-8").encode("cp1256")
    path.write_bytes(b"\n".join(lines))
    outcome = bring(path)
    assert [row[:3] for row in refusals(outcome)] == [["2", "rejected", "is not UTF-8: save the file again as UTF-8"]]
    assert outcome.layer.places == 2


def test_a_file_in_utf_16(bring: Import, tmp_path: Path) -> None:
    (tmp_path / "SY.txt").write_text(lists.GEONAMES, encoding="utf-16")
    assert bring(tmp_path / "SY.txt").layer.places == 3


def test_a_file_wholly_in_another_encoding_is_an_error(bring: Import, layers: Path, tmp_path: Path) -> None:
    (tmp_path / "pplp.csv").write_bytes(lists.OCHA_3.encode("cp1256"))
    with pytest.raises(InputError, match=r"holds no row that can be used \(2 refused; the first: line 2: is not UTF-8"):
        bring(tmp_path / "pplp.csv")
    assert list(layers.glob("*.sqlite")) == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Bad,سيئ,C1", "3 cells where the header has 14"),
        ("Bad,سيئ,C1,,,,,,,,,,35.7,36.6,more,more", "16 cells where the header has 14"),
        ("Bad,سيئ,C1,,,,,,,,,,,", "it has no point"),
        (",,C1,,,,,,,,,,35.7,36.6", "level 4 has no name"),
        ('Bad,"سيئ' + "ا" * 140_000 + '",C1,,,,,,,,,,35.7,36.6', "field larger than field limit"),
    ],
)
def test_bad_rows_of_a_table_with_a_header(row: str, reason: str, bring: Import, tmp_path: Path) -> None:
    header, first, second = lists.OCHA_3.splitlines()
    (tmp_path / "pplp.csv").write_text("\n".join((header, first, row, second)), encoding="utf-8")
    outcome = bring(tmp_path / "pplp.csv")
    assert (outcome.layer.places, outcome.layer.rejected) == (2, 1)
    ((line, _, told, _),) = refusals(outcome)
    assert line == "3"
    assert reason in told


def test_a_point_outside_its_area_is_kept_with_a_doubt(bring: Import, tmp_path: Path) -> None:
    far = (
        lists.OCHA_3.splitlines()[1].replace("C9001", "C9009").replace("كفر مثال", "تل مثال").replace("35.70", "33.51")
    )
    (tmp_path / "pplp.csv").write_text(lists.OCHA_3 + far, encoding="utf-8")
    outcome = bring(tmp_path / "pplp.csv")
    assert (outcome.layer.places, outcome.layer.doubtful) == (3, 1)
    ((line, what, told, _),) = refusals(outcome)
    assert (line, what) == ("4", "doubtful")
    assert "its point lies outside SY-ID" in told


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "has none of the known layouts"),
        ("words.txt", b"some words\nand more\n", "has none of the known layouts"),
        ("list.doc", b"x", "ends in"),
        ("list.xlsx", b"no workbook", "is not an XLSX workbook"),
        ("list.zip", b"no archive", "is not a whole ZIP archive"),
        ("list.geojson", b"not json", "is no GeoJSON"),
        ("list.json", b'{"type": "FeatureCollection", "features": []}', "has none of the known layouts"),
        ("list.geojson", lists.OSM.encode()[:-160], "breaks off"),
        ("list.geojson", lists.OSM.encode("cp1256", "replace"), "is not UTF-8"),
        ("list.csv", b"admin4Name_en,admin4Pcode,lat,lon\nX,C1,,\n", "holds no row that can be used"),
        ("list.tsv", "name_ar\tcountry\tlat\tlon\nمثال\tXX\t35\t36\n".encode(), "XX is no country of countries.tsv"),
    ],
)
def test_a_file_without_a_usable_row_is_an_error(
    name: str, content: bytes, reason: str, bring: Import, layers: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=reason):
        bring(tmp_path / name)
    assert list(layers.glob("*.sqlite")) == []
    assert list(layers.glob(".layer-*")) == []


def test_a_file_that_is_not_there(bring: Import, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        bring(tmp_path / "SY.txt")


def test_a_said_layout_that_it_does_not_have(bring: Import, tmp_path: Path) -> None:
    (tmp_path / "SY.txt").write_text(lists.GEONAMES, encoding="utf-8")
    with pytest.raises(InputError, match="lacks the columns ufi"):
        bring(tmp_path / "SY.txt", format="gns")
    with pytest.raises(InputError, match="no header line"):
        bring(tmp_path / "SY.txt", format="ocha")
    with pytest.raises(UsageError, match="--names goes with GeoNames"):
        bring(tmp_path / "SY.txt", format="ocha", names=tmp_path / "SY.txt")


def test_features_that_are_none(bring: Import, tmp_path: Path) -> None:
    bad = (
        lists.feature({"place": "village"}),
        lists.feature({"place": "volcano", "name": "مثال"}),
        lists.feature({"place": "village", "name": "مثال"}, 35.0, 236.0),
        lists.feature({"place": "village", "name": "مثال"}) | {"geometry": None},
        "no feature",
    )
    good = lists.feature({"place": "village", "name": "كفر مثال"})
    (tmp_path / "places.geojson").write_text(lists.collection(good, *bad), encoding="utf-8")
    outcome = bring(tmp_path / "places.geojson")
    assert [(row[0], row[2]) for row in refusals(outcome)] == [
        ("2", "it has no name"),
        ("3", "place=volcano is of no kind that reports name"),
        ("4", "35, 236 is not on the globe: latitude comes first, then longitude, in degrees"),
        ("5", "it has neither a point nor an outline"),
        ("6", "it is no feature"),
    ]


def test_a_nameless_row_does_not_shift_the_next(bring: Import, tmp_path: Path) -> None:
    """Areas are joined by row: a row refused for its name must not move the areas of those behind it."""
    header, first, second = lists.OCHA_2.splitlines()
    nameless = first.replace("C9001", "C9009").replace("Kafr Mithal", "12").replace("كفر مثال", "34")
    stray = (
        second.replace("C9002", "C9003").replace("أم المثال_القصير", "أم الضال").replace("35.71,36.66", "35.30,36.70")
    )
    (tmp_path / "pplp.csv").write_text("\n".join((header, first, nameless, second, stray)), encoding="utf-8")
    outcome = bring(tmp_path / "pplp.csv")
    assert [(row[1], row[3]) for row in refusals(outcome)] == [
        ("rejected", "34 | 12"),
        ("doubtful", "ocha:C9003 | Umm Mithal"),
    ]
