"""JSON Lines: streamed, broken lines put aside, every other line read."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tawthiq.model.report import Report
from tawthiq.readers import MAX_REPORT_BYTES, Metadata, Rejected, read

TEXT = "إصابة طفل بقصف مدفعي على أطراف بلدة سرمين"  # a child injured by artillery shelling on the outskirts of Sarmin


BOUNDED = """
import resource, sys
from tawthiq.readers import Metadata, Rejected, read
resource.setrlimit(resource.RLIMIT_AS, (192 * 1024**2,) * 2)
seen = []
number = sum(not isinstance(item, Rejected) for item in read(sys.argv[1:], defaults=Metadata(), advance=seen.append))
print(number, sum(seen))
"""
"""Reads its arguments with less memory than the file of the test has bytes."""


def written(tmp_path: Path, content: str | bytes, name: str = "reports.jsonl") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def everything(path: Path, defaults: Metadata = Metadata()) -> list[Report | Rejected]:  # noqa: B008  # frozen
    return list(read([path], defaults=defaults))


def test_metadata_of_a_row(tmp_path: Path) -> None:
    row = {
        "text": TEXT,
        "id": 17,
        "published": "2031-03-05",
        "publisher": "p",
        "url": "u",
        "exercise": True,
        "more": {},
    }
    (found,) = everything(written(tmp_path, json.dumps(row)))
    assert isinstance(found, Report)
    header = found.header
    assert (header.id, header.published, header.publisher, header.url) == ("17", "2031-03-05", "p", "u")
    assert header.exercise is True
    assert header.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_row_that_is_silent_takes_the_defaults_and_its_hash(tmp_path: Path) -> None:
    row = {"text": TEXT, "id": None, "published": "", "publisher": None}
    (found,) = everything(written(tmp_path, json.dumps(row)), Metadata(published="2031-03-05", publisher="p"))
    assert isinstance(found, Report)
    assert (found.header.published, found.header.publisher) == ("2031-03-05", "p")
    assert found.header.id == found.header.sha256


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "قصف', "not JSON in UTF-8"),
        ("[1]", "not an object"),
        ('"text"', "not an object"),
        ("null", "not an object"),
        ('{"body": "a", "title": "b"}', 'has no "text" that is a string (it has body, title)'),
        ("{}", 'has no "text" that is a string (it has nothing)'),
        ('{"text": null}', 'has no "text"'),
        ('{"text": ["a"]}', 'has no "text"'),
        ('{"text": ""}', "empty"),
        ('{"text": " \\n"}', "empty"),
        ('{"text": "a", "published": "05/03/2031"}', "is not a date"),
        ('{"text": "a", "published": "2031-02-30"}', "is not a date"),
        ('{"text": "a", "published": 20310305}', "is not a date"),
        ('{"text": "a", "id": {}}', "the field id is not a string"),
        ('{"text": "a", "exercise": "perhaps"}', "write true or false"),
        ('{"text": "a\\ud83d"}', "half a character (a lone surrogate) at code point 1"),
        ('{"text": "a", "id": "\\udc00"}', "the field id holds half a character"),
        ('{"text": "a\\ud8"}', "not JSON in UTF-8"),
        (b'{"text": "\xff"}', "not JSON in UTF-8"),
        (TEXT.encode("cp1256"), "not JSON in UTF-8"),
    ],
)
def test_a_broken_line_in_the_middle_is_put_aside_and_the_rest_read(
    tmp_path: Path, line: str | bytes, reason: str
) -> None:
    good = json.dumps({"text": TEXT}).encode()
    path = written(tmp_path, b"\n".join([good, line if isinstance(line, bytes) else line.encode(), b"", good]))
    first, broken, last = everything(path)
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert isinstance(broken, Rejected)
    assert (broken.source, broken.row) == (str(path), 2)
    assert reason in broken.reason


def test_nul_and_controls_stay_in_the_text(tmp_path: Path) -> None:
    text = f"{TEXT}\0\u202e\u2066\x1b[31m"
    (found,) = everything(written(tmp_path, json.dumps({"text": text})))
    assert isinstance(found, Report)
    assert found.text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marked_and_wide_encodings(tmp_path: Path, encoding: str) -> None:
    rows = "".join(json.dumps({"text": TEXT, "id": str(n)}, ensure_ascii=False) + "\n" for n in range(3))
    found = everything(written(tmp_path, rows.encode(encoding)))
    assert [(report.text, report.header.id) for report in found if isinstance(report, Report)] == [
        (TEXT, "0"),
        (TEXT, "1"),
        (TEXT, "2"),
    ]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "a.csv", "a.tsv", "a.txt", "a.md"])
def test_an_empty_file_is_rejected_as_empty(tmp_path: Path, content: bytes, name: str) -> None:
    path = written(tmp_path, content, name)
    assert everything(path) == [Rejected(str(path), None, "empty")]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([{"text": TEXT}, {"text": TEXT}]),
        json.dumps([{"text": TEXT}, {"text": TEXT}], indent=2),
        "\n" + "\n".join([json.dumps({"text": TEXT})] * 2),
    ],
)
def test_a_json_file_may_be_lines_or_a_list(tmp_path: Path, content: str) -> None:
    found = everything(written(tmp_path, content, "a.json"))
    assert [report.text for report in found if isinstance(report, Report)] == [TEXT, TEXT]


def test_a_json_file_may_be_one_object_over_many_lines(tmp_path: Path) -> None:
    (found,) = everything(written(tmp_path, json.dumps({"text": TEXT}, indent=2), "a.json"))
    assert isinstance(found, Report)


def test_a_json_file_that_is_neither_is_rejected(tmp_path: Path) -> None:
    (found,) = everything(written(tmp_path, "[1, 2\n", "a.json"))
    assert isinstance(found, Rejected)
    assert "write one object a line" in found.reason


def test_a_text_over_the_limit_is_put_aside_and_the_next_line_read(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as handle:
        handle.write(b'{"text": "' + b"a" * (MAX_REPORT_BYTES + 1) + b'"}\n')
        handle.write(b'{"text": "' + b"a" * (4 * MAX_REPORT_BYTES) + b'"}\n')
        handle.write(json.dumps({"text": TEXT}).encode())
    long, longer, last = everything(path)
    assert isinstance(long, Rejected)
    assert isinstance(longer, Rejected)
    assert [long.row, longer.row] == [1, 2]
    assert "limit of one report" in long.reason
    assert long.reason == longer.reason
    assert isinstance(last, Report)


def test_a_200_mb_file_is_streamed_in_constant_memory(tmp_path: Path) -> None:
    line = json.dumps({"text": (TEXT + " ") * 12_000}, ensure_ascii=False).encode() + b"\n"
    times = 200 * 1024**2 // len(line) + 1
    path = tmp_path / "big.jsonl"
    with path.open("wb") as handle:
        for _ in range(times):
            handle.write(line)
    done = subprocess.run([sys.executable, "-c", BOUNDED, str(path)], capture_output=True, text=True, check=True)
    assert list(map(int, done.stdout.split())) == [times, path.stat().st_size]


@pytest.mark.parametrize("blank", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_standard_input_is_json_lines_where_it_begins_with_a_brace(blank: bytes) -> None:
    rows = blank + json.dumps({"text": TEXT}).encode() + b"\n{broken\n"
    report, broken = read(["-"], defaults=Metadata(), stdin=io.BytesIO(rows))
    assert isinstance(report, Report)
    assert isinstance(broken, Rejected)
    assert (broken.source, broken.row) == ("-", blank.count(b"\n") + 2)


@pytest.mark.parametrize("raw", [TEXT.encode(), f"\n\n{TEXT}\n".encode(), TEXT.encode("utf-16"), TEXT.encode("cp1256")])
def test_standard_input_is_one_text_otherwise(raw: bytes) -> None:
    (found,) = read(["-"], defaults=Metadata(publisher="p"), stdin=io.BytesIO(raw))
    assert isinstance(found, Report)
    assert found.text.strip() == TEXT
    assert found.header.publisher == "p"
    assert found.header.sha256 == hashlib.sha256(raw).hexdigest()


def test_standard_input_that_is_empty_or_absent_or_endless() -> None:
    assert list(read(["-"], defaults=Metadata(), stdin=io.BytesIO(b""))) == [Rejected("-", None, "empty")]
    (absent,) = read(["-"], defaults=Metadata())
    assert isinstance(absent, Rejected)
    assert "no standard input" in absent.reason
    (endless,) = read(["-"], defaults=Metadata(), stdin=io.BytesIO(b"a" * (4 * MAX_REPORT_BYTES)))
    assert isinstance(endless, Rejected)
    assert "limit of one report" in endless.reason
