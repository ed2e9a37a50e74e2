"""The place tables: what they hold, and how a wrong row is refused."""

from __future__ import annotations

import pytest

from tawthiq.errors import RefdataError
from tawthiq.refdata.places import rows

GOOD = dict.fromkeys(rows.OverlayRow.__struct_fields__, "") | {
    "name_ar": "خيال",
    "name_en": "Khayal",
    "kind": "village",
    "country": "SY",
    "admin1": "Idlib",
    "lat": "35.7",
    "lon": "36.5",
    "radius_km": "2",
    "source": "own",
    "confidence": "high",
    "aliases": "الخيال | خيال الكبير",
}


def test_a_row_is_read() -> None:
    row = rows.overlay_row(GOOD, "own.tsv", 7)
    assert (row.aliases, row.lat, row.lon, row.radius_km) == (("الخيال", "خيال الكبير"), 35.7, 36.5, 2.0)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("kind", "hamlet", "kind"),
        ("lat", "355.7", "lat"),
        ("lat", "north", "lat"),
        ("lat", "", "filled together"),
        ("radius_km", "0", "radius_km"),
        ("country", "XX", "no country"),
        ("admin1", "Idlip", "no area of SY"),
        ("confidence", "sure", "confidence"),
        ("name_ar", "", "name_ar"),
        ("source", "", "source"),
    ],
)
def test_a_wrong_cell_is_refused_with_file_and_line(column: str, value: str, said: str) -> None:
    with pytest.raises(RefdataError, match=rf"own\.tsv:7: .*{said}"):
        rows.overlay_row(GOOD | {column: value}, "own.tsv", 7)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"t\.tsv: no header"),
        ("a\tc\n", r"t\.tsv:1: the header must read a b"),
        ("# remark\na\tb\n1\t2\n1\n", r"t\.tsv:4: 1 cells where 2"),
    ],
)
def test_a_wrong_table_is_refused(text: str, said: str) -> None:
    with pytest.raises(RefdataError, match=said):
        list(rows.parse(text, "t.tsv", ("a", "b")))


def test_the_tables_are_whole() -> None:
    assert len(rows.countries()) == len({row.iso for row in rows.countries()})
    assert len(rows.areas()) == len({row.iso for row in rows.areas()}) == len({row.geonames for row in rows.areas()})
    assert sum(area.country == "SY" for area in rows.areas()) == 14
    assert {row.kind for row in rows.overlay()} >= {"mountain", "dam", "crossing", "airport", "region", "camp"}


def test_no_place_is_listed_twice() -> None:
    seen = [(row.name_ar, row.country, row.admin1) for row in rows.overlay()]
    assert len(seen) == len(set(seen))


def test_points_say_no_more_than_they_know() -> None:
    for row in rows.overlay():
        if row.lat is not None and row.lon is not None and row.radius_km is not None:
            assert round(row.lat, 2) == row.lat, row.name_ar
            assert round(row.lon, 2) == row.lon, row.name_ar
            assert row.radius_km >= 1, row.name_ar
