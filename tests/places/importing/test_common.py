"""Names of imported villages that are also words, persons or openings of names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.places.conftest import Import
from tests.places.importing.lists import geonames

from tawthiq.places import names
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.places.importing.common import ordinary
from tawthiq.refdata.places import rows


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("السلام", "ordinary"), ("الحرية", "ordinary"), ("الثورة", "ordinary"), ("النصر", "ordinary"),
        ("مدرسة", "never"),
        ("الشهيد", "never"), ("خالد", "ordinary"), ("الشيخ أحمد", "ordinary"), ("عز الدين", "ordinary"),
        ("زر", "ordinary"),
        ("على", "never"), ("كفر", "never"), ("تل", "never"), ("كفريا", "sure"), ("تل براك", "sure"),
        ("الشيخ إدريس", "sure"),
        ("دابق", "sure"), ("خربة الناقوس", "sure"),
    ],
)  # fmt: skip
def test_standing(name: str, standing: str) -> None:
    assert ordinary()(names.key(names.words(name))) == standing


def test_the_lists_say_nothing_twice() -> None:
    given, words = (
        [names.key(names.words(name)) for name in table] for table in (rows.given_names(), rows.ordinary_words())
    )
    assert len(set(given)) == len(given)
    assert len(set(words)) == len(words)
    assert not set(given) & set(words)


def test_an_imported_word_needs_support_and_a_name_does_not(
    bring: Import, layered: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    listed = ("الحرية", "كفر", "على", "مشمشان", "الشيخ أحمد")
    table = [(n, f"V{n}", name, "35.7", "36.6", "P", "PPL", "SY", "12", 0) for n, name in enumerate(listed, start=1)]
    (tmp_path / "SY.txt").write_text(geonames(*table), encoding="utf-8")
    bring(tmp_path / "SY.txt")
    gazetteer = layered()

    def seen(*words: str) -> list[tuple[int, int, bool]]:
        return [(span.first, span.last, span.common) for span in gazetteer.scan(words)]

    assert seen("الحريه", "", "مشمشان", "", "الشيخ", "احمد") == [(0, 1, True), (2, 3, False), (4, 6, True)]
    assert seen("والحريه", "", "ومشمشان", "", "كفر", "", "علي") == [(2, 3, False)]
    assert seen("حلب") == [(0, 1, False)]  # what the embedded gazetteer is sure of stays sure
