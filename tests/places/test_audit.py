"""What an audit finds in a layer made for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.places.conftest import Import
from tests.places.importing.lists import geonames

from tawthiq.places.audit import audit
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.places.outlines import first_level


def test_each_matter_once(bring: Import, layered: Callable[[], Gazetteer], tmp_path: Path) -> None:
    rows = geonames(
        (1, "Well placed", "مثال حسن", "35.70", "36.65", "P", "PPL", "SY", "12", 0),
        (2, "Elsewhere", "مثال بعيد", "35.70", "36.65", "P", "PPL", "SY", "10", 0),
        (3, "At the border", "مثال حدودي", "36.63", "37.10", "P", "PPL", "SY", "09", 0),
        (4, "Latin only", "", "35.71", "36.66", "P", "PPL", "SY", "12", 0),
        (5, "In the sea", "مثال بحري", "34.60", "33.00", "P", "PPL", "SY", "", 0),
    )
    (tmp_path / "SY.txt").write_text(rows, encoding="utf-8")
    bring(tmp_path / "SY.txt")
    found = {(one.place_id, one.matter) for one in audit(layered().atlas.stores[1], first_level())}
    assert found == {
        ("gn:2", "outside_area"),
        ("gn:3", "near_border"),
        ("gn:4", "no_arabic_name"),
        ("gn:5", "no_area"),
    }
