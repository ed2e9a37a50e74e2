"""The text in pieces: nothing is lost, offsets are code points, nothing turns or hides what stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.web.graphic import with_graphic
from tawthiq.web.passages import Mark, folds, passages
from tawthiq.web.printable import HIDDEN, as_line, as_text

TEXT = "😀 قُتل ثلاثة في سرمين"  # (emoji) three were killed in Sarmin


def joined(text: str, marks: list[Mark], folded: list[tuple[int, int, str]] | None = None) -> str:
    """All pieces, one after another."""
    return "".join(piece.text for passage in passages(text, marks, folded or []) for piece in passage.pieces)


def test_a_mark_covers_its_words_though_an_emoji_stands_before_them() -> None:
    start = TEXT.index("ثلاثة")
    found = passages(TEXT, [Mark(start, start + 5, "e1-casualties-0", "people")], [])
    marked = [piece for passage in found for piece in passage.pieces if piece.rows]
    assert [(piece.start, piece.text, piece.field) for piece in marked] == [(start, "ثلاثة", "people")]
    assert start == 7


def test_overlapping_evidence_is_split_and_the_shorter_one_gives_the_colour() -> None:
    found = passages(
        "abcdef", [Mark(0, 4, "long", "event"), Mark(2, 6, "other", "date"), Mark(2, 3, "short", "place")], []
    )
    told = [(piece.text, piece.rows, piece.field) for piece in found[0].pieces]
    assert told == [
        ("ab", ("long",), "event"),
        ("c", ("short", "long", "other"), "place"),
        ("d", ("long", "other"), "event"),
        ("ef", ("other",), "date"),
    ]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8))
def test_every_code_point_is_shown_once_at_its_place(text: str, ranges: list[tuple[int, int]]) -> None:
    size = len(text)
    marks = [Mark(a, b, f"r{n}", "event") for n, (a, b) in enumerate(ranges) if a < b <= size]
    found = passages(text, marks, [])
    assert joined(text, marks) == as_text(text)
    for piece in (piece for passage in found for piece in passage.pieces):
        end = piece.start + len(piece.text)
        assert set(piece.rows) == {mark.row for mark in marks if mark.start < end and piece.start < mark.end}


@given(st.text(max_size=60))
def test_a_shown_text_has_as_many_code_points_and_nothing_that_turns_it(text: str) -> None:
    shown = as_text(text)
    assert len(shown) == len(text)
    assert "\r" not in shown
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b\ufeff")


def test_a_turning_mark_is_seen() -> None:
    assert as_text("a\u202eb") == f"a{HIDDEN}b"
    assert as_line("a\u202eb\n c\u200f") == "ab c"


def test_furniture_is_a_passage_of_its_own_unless_evidence_lies_in_it() -> None:
    text = "report\nmenu\nmore"
    assert [(one.kind, one.pieces[0].text) for one in passages(text, [], [(7, 11, "menu")])] == [
        (None, "report\n"),
        ("menu", "menu"),
        (None, "\nmore"),
    ]
    kept = passages(text, [Mark(7, 9, "e1-type", "event")], [(7, 11, "menu")])
    assert [one.kind for one in kept] == [None]


def test_a_graphic_line_is_folded_alone_also_where_evidence_lies_in_it() -> None:
    text = "قُتل ثلاثة في سرمين.\nتناثرت الأشلاء في السوق.\nوأصيب سبعة."  # three killed / remains scattered / seven hurt
    start, end = text.index("تناثرت"), text.index("\nوأصيب")
    blocks = with_graphic(text, [])
    assert blocks == [(start, end, "graphic")]
    found = passages(text, [Mark(start, start + 6, "e1-type", "event")], blocks)
    assert [(one.kind, bool(one.pieces[0].rows)) for one in found] == [(None, False), ("graphic", True), (None, False)]
    assert with_graphic(text, [(0, len(text), "menu")]) == [(0, len(text), "menu")]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_pages_in_other_languages_are_not_folded(language: str) -> None:
    assert folds("اقرأ أيضاً\nعنوان آخر", language) == []  # "read also", another headline


def test_teasers_of_an_arabic_page_are_found() -> None:
    text = "قُتل ثلاثة مدنيين جراء قصف مدفعي استهدف بلدة سرمين بريف إدلب اليوم.\n\nاقرأ أيضاً:\nمقتل عشرة في حلب"
    # three civilians were killed by shelling … / read also: / ten killed in Aleppo
    found = folds(text, "ar")
    assert found
    assert all(text[start:end].strip() and start >= text.index("اقرأ") for start, end, _ in found)
