"""Tables: header, encodings, separators, rows that do not fit."""

from __future__ import annotations

import csv
import hashlib
import io
import subprocess
import sys
from pathlib import Path

import pytest

from tawthiq.model.report import Report
from tawthiq.readers import Metadata, Note, Rejected, read

TEXT = (
    'قال شهود إن "قذيفة" سقطت،\nولم تقع إصابات; في سرمين, اليوم'  # witnesses said a shell fell, no injuries, in Sarmin
)


BOUNDED = """
import resource, sys
from tawthiq.readers import Metadata, Rejected, read
resource.setrlimit(resource.RLIMIT_AS, (192 * 1024**2,) * 2)
print(sum(not isinstance(item, Rejected) for item in read(sys.argv[1:], defaults=Metadata())))
"""
"""Reads its arguments with less memory than the file of the test has bytes."""


def written(tmp_path: Path, raw: bytes, name: str = "reports.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(raw)
    return path


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_a_table_in_what_spreadsheets_save(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [
        ["id", " Text ", "published", "note", "exercise"],
        ["a1", TEXT, "2031-03-05", "", "true"],
        ["a2", TEXT, "", "x", ""],
    ]
    notes: list[Note] = []
    path = written(tmp_path, table(rows, delimiter).encode(encoding))
    found = list(read([path], defaults=Metadata(publisher="p"), note=notes.append))
    first, second = (item for item in found if isinstance(item, Report))
    assert first.text == second.text == TEXT
    assert (first.header.id, first.header.published, first.header.exercise) == ("a1", "2031-03-05", True)
    assert (second.header.published, second.header.publisher, second.header.exercise) == (None, "p", False)
    assert first.header.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert [note.message for note in notes] == (
        ["read as windows-1256, guessed from its bytes"] if encoding == "cp1256" else []
    )


def test_tsv(tmp_path: Path) -> None:
    (found,) = read([written(tmp_path, table([["text"], [TEXT]], "\t").encode(), "a.tsv")], defaults=Metadata())
    assert isinstance(found, Report)
    assert found.text == TEXT


def test_a_table_without_a_text_column_names_the_columns_it_has(tmp_path: Path) -> None:
    path = written(tmp_path, table([["id", "body", ""], ["1", TEXT, ""]]).encode())
    assert list(read([path], defaults=Metadata())) == [
        Rejected(str(path), 1, 'its columns are id, body, (no name); name the one column that holds the reports "text"')
    ]


def test_two_text_columns_are_refused(tmp_path: Path) -> None:
    (found,) = read([written(tmp_path, b"text,text\na,b\n")], defaults=Metadata())
    assert isinstance(found, Rejected)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("a,b,c,d\n", "has 4 cells, the header 3"),
        ("a\n", "ends before its text"),
        ('a,"b"c,\n', "not a row of a table"),
        ("a,,2031-03-05\n", "empty"),
        ("a,b,5.3.2031\n", "is not a date"),
    ],
)
def test_a_row_that_does_not_fit_is_put_aside_and_the_rest_read(tmp_path: Path, line: str, reason: str) -> None:
    path = written(tmp_path, f"id,text,published\n1,قصف,\n\n{line}2,قصف,\n".encode())
    first, broken, last = read([path], defaults=Metadata())
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert isinstance(broken, Rejected)
    assert reason in broken.reason
    assert broken.row == 4  # as a spreadsheet counts: header 1, row 2, an empty row 3


def test_bytes_that_are_no_utf8_spoil_their_row_only(tmp_path: Path) -> None:
    good = "1,قصف على سرمين\n".encode()
    path = written(tmp_path, b"id,text\n" + good * 9 + b"2,\xff\xfe\n" + good)
    found = list(read([path], defaults=Metadata()))
    broken = [item for item in found if isinstance(item, Rejected)]
    assert len(found) == 11
    assert [(item.row, "save it again as UTF-8" in item.reason) for item in broken] == [(11, True)]


def test_a_missing_quotation_mark_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, 'text\nقصف\n"قصف\nقصف\n'.encode())
    first, broken = read([path], defaults=Metadata())
    assert isinstance(first, Report)
    assert isinstance(broken, Rejected)
    assert broken.row == 3
    assert "quotation mark" in broken.reason


def test_a_long_text_in_a_cell(tmp_path: Path) -> None:
    path = written(tmp_path, table([["text"], ["ق" * 300_000]]).encode())
    (found,) = read([path], defaults=Metadata())
    assert isinstance(found, Report)
    assert len(found.text) == 300_000


def test_a_200_mb_table_is_streamed_in_constant_memory(tmp_path: Path) -> None:
    line = table([["a", ("قصف على سرمين " * 12_000)]]).encode()
    times = 200 * 1024**2 // len(line) + 1
    path = tmp_path / "big.csv"
    with path.open("wb") as handle:
        handle.write(b"id,text\n")
        for _ in range(times):
            handle.write(line)
    done = subprocess.run([sys.executable, "-c", BOUNDED, str(path)], capture_output=True, text=True, check=True)
    assert int(done.stdout) == times
