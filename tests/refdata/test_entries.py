"""The rows of the lexicons: what the loader takes, what it refuses, and that the shipped files keep their promises."""

from __future__ import annotations

import time

import pytest

from tawthiq.errors import RefdataError
from tawthiq.refdata.entries import COLUMNS, PARTS, SENSES, load_lexicon, read_table

HEADER = "\t".join(COLUMNS)


def table(*rows: str) -> str:
    return "\n".join([HEADER, *(row.replace("|", "\t") for row in rows)])


def test_a_row_is_read_into_its_parts() -> None:
    (entry,) = read_table(table("# remark", "", "طفل|noun|أطفال|person|age=child;status=civilian|child|own"), "p.tsv")
    assert (entry.lemma, entry.pos, entry.forms, entry.sense) == ("طفل", "noun", ("أطفال",), "person")
    assert entry.attributes == {"age": "child", "status": "civilian"}
    assert (entry.note, entry.source, entry.file, entry.line) == ("child", "own", "p.tsv", 4)
    assert entry.code is None
    assert not entry.loaded


def test_a_bare_value_is_the_code_and_a_note_marks_loaded_words() -> None:
    (entry,) = read_table(table("شهيد|noun||victim|killed|martyr; loaded|own"), "v.tsv")
    assert entry.code == "killed"
    assert entry.loaded


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("قصف|noun||attack|shelling|own", "6 columns"),
        ("|noun||attack|shelling||own", "lemma is empty"),
        ("قصف|nuon||attack|shelling||own", "unknown pos"),
        ("قصف|noun||atack|shelling||own", "unknown sense"),
        ("قصف|noun||attack|shelling;wait=weak||own", "unknown attribute"),
        ("قصف|noun||attack|bombing||own", "wrong code"),
        ("قصف|noun||attack|shelling;weight=heavy||own", "wrong weight"),
        ("قصف|noun||attack|shelling;code=shelling||own", "given twice"),
        ("قصف|verb||attack|shelling||own", "present 3ms"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(row: str, says: str) -> None:
    with pytest.raises(RefdataError, match=says) as fault:
        read_table(table("مقتل|noun||harm|killed||own", row), "t.tsv")
    assert (fault.value.file, fault.value.line) == ("t.tsv", 3)


def test_a_repeated_row_names_the_earlier_one() -> None:
    row = "مقتل|noun||harm|killed||own"
    with pytest.raises(RefdataError, match="repeats line 2"):
        read_table(table(row, row), "t.tsv")


def test_a_wrong_header_is_refused() -> None:
    with pytest.raises(RefdataError, match="first line") as fault:
        read_table("lemma\tsense\n", "t.tsv")
    assert fault.value.line == 1


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(RefdataError, match="no lexicons"):
        load_lexicon("xx")


def test_the_shipped_lexicons_are_read_once_and_use_each_part_of_speech() -> None:
    entries = load_lexicon()
    assert entries is load_lexicon("ar")
    assert {entry.pos for entry in entries} == set(PARTS)
    assert {entry.sense for entry in entries} <= set(SENSES)


def test_reading_two_thousand_rows_is_quick() -> None:
    rows = [f"كلمة{number}|noun|كلمات{number}|attack|shelling;weight=weak|word|own" for number in range(2000)]
    text = table(*rows)
    start = time.process_time()
    assert len(read_table(text, "t.tsv")) == 2000
    assert time.process_time() - start < 0.25  # 0.01 s on a laptop; a shared machine may be slow


def test_loaded_words_decide_no_status() -> None:
    for entry in load_lexicon():
        if entry.loaded and entry.sense == "victim":
            assert "status" not in entry.attributes, entry.lemma
