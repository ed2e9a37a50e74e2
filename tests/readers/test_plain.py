"""Text files: encodings, front matter, limits, and characters that break naive readers."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.model.report import Report
from tawthiq.readers import MAX_REPORT_BYTES, Metadata, Note, Rejected, read
from tawthiq.readers.plain import split

TEXT = "قُتل ثلاثة مدنيين جراء قصف مدفعي على أطراف بلدة سرمين، اليوم الخميس."
# three civilians were killed by artillery shelling on the outskirts of Sarmin, today, Thursday
SHORT = "مقتل طفلين في قصف على سرمين"  # two children killed in a shelling of Sarmin


def one(path: Path, defaults: Metadata = Metadata()) -> Report | Rejected:  # noqa: B008  # frozen
    (found,) = read([path], defaults=defaults)
    return found


def saved(tmp_path: Path, raw: bytes, name: str = "report.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), None),
        (codecs.BOM_UTF8 + TEXT.encode(), None),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), None),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), None),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1256"), "windows-1256"),
        (TEXT.encode("iso8859_6"), "iso-8859-6"),
        (SHORT.encode("cp1256"), "windows-1256"),
        (SHORT.encode("iso8859_6"), "iso-8859-6"),
        (SHORT.encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_encodings_are_told_apart_and_guesses_are_noted(tmp_path: Path, raw: bytes, encoding: str | None) -> None:
    notes: list[Note] = []
    (found,) = read([saved(tmp_path, raw)], defaults=Metadata(), note=notes.append)
    assert isinstance(found, Report)
    assert found.text in (TEXT, SHORT)
    assert found.header.language == "ar"
    assert found.header.sha256 == found.header.id == hashlib.sha256(raw).hexdigest()
    assert [note.message for note in notes] == ([f"read as {encoding}, guessed from its bytes"] if encoding else [])


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"---\nid: a\n---\n", "empty"),
        (TEXT.encode() + b"\xff" + TEXT.encode(), "is not utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")[:-1], "is not utf-16-le"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x28\x06", "is not utf-16-le"),
        (TEXT.encode("utf-8", "surrogatepass") + "\ud83d".encode("utf-8", "surrogatepass"), "is not utf-8"),
        (b"---\npublished: 5/3/2031\n---\n" + TEXT.encode(), "«5/3/2031» is not a date"),
        (b"---\nexercise: perhaps\n---\n" + TEXT.encode(), "write true or false"),
    ],
)
def test_what_is_no_report_is_rejected_with_a_reason(tmp_path: Path, raw: bytes, reason: str) -> None:
    path = saved(tmp_path, raw)
    found = one(path)
    assert isinstance(found, Rejected)
    assert reason in found.reason
    assert (found.source, found.row) == (str(path), None)


@pytest.mark.parametrize(
    "text",
    [
        f"{SHORT}\0 {SHORT}",
        f"\u202e{SHORT}\u202c",
        SHORT + "\u064b" * 50_000,
        f"{SHORT}\r\n{SHORT}\n\n",
        f"{SHORT} \U0001f622",
    ],
)
def test_the_text_is_never_changed(tmp_path: Path, text: str) -> None:
    found = one(saved(tmp_path, text.encode()))
    assert isinstance(found, Report)
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("שלושה בני אדם נהרגו הלילה בהפצצה על העיירה, כך אמרו תושבים במקום.", "he"),
        ("در این حمله سه نفر کشته شدند و چند نفر دیگر نیز زخمی شدند.", "fa"),
        ("昨晚三名平民在炮击中丧生。", "und"),
    ],
)
def test_reports_in_other_languages_are_read_with_their_language(tmp_path: Path, text: str, language: str) -> None:
    found = one(saved(tmp_path, text.encode()))
    assert isinstance(found, Report)
    assert (found.text, found.header.language) == (text, language)


def test_front_matter_is_metadata_and_no_text(tmp_path: Path) -> None:
    head = "---\r\nid: s-07\nPublished: 2031-03-05T10:00Z\npublisher: «تمرين»\n"
    head += "url: https://example.org/a:b\nexercise: true\n\n---\n"
    notes: list[Note] = []
    path = saved(tmp_path, (head + TEXT).encode(), "report.md")
    (found,) = read([path], defaults=Metadata(publisher="other", url="other"), note=notes.append)
    assert isinstance(found, Report)
    assert found.text == TEXT
    header = found.header
    assert (header.id, header.published, header.publisher) == ("s-07", "2031-03-05", "«تمرين»")
    assert (header.url, header.exercise) == ("https://example.org/a:b", True)
    assert header.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert notes == []


@pytest.mark.parametrize("text", ["---\nقصف على سرمين\n---\n", "--- \n", "---\nid: a\n", " ---\nid: a\n---\n", "--\n"])
def test_dashes_that_are_no_front_matter_are_text(text: str) -> None:
    assert split(text) == ({}, text)


@given(
    st.text(),
    st.dictionaries(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), st.from_regex(r"[\w /:.-]{0,20}", fullmatch=True)),
)
def test_what_follows_a_front_matter_is_the_text_to_the_letter(text: str, fields: dict[str, str]) -> None:
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    assert split(f"---\n{head}---\n{text}") == ({key: value.strip() for key, value in fields.items()}, text)


def test_an_unknown_key_is_noted(tmp_path: Path) -> None:
    notes: list[Note] = []
    list(read([saved(tmp_path, f"---\ntitle: a\n---\n{TEXT}".encode())], defaults=Metadata(), note=notes.append))
    assert len(notes) == 1
    assert "«title»" in notes[0].message


def test_defaults_fill_what_a_file_does_not_say(tmp_path: Path) -> None:
    found = one(saved(tmp_path, TEXT.encode()), Metadata("never", "2031-03-05", "a", "b", True))
    assert isinstance(found, Report)
    header = found.header
    assert (header.published, header.publisher, header.url, header.exercise) == ("2031-03-05", "a", "b", True)
    assert header.id == header.sha256


def test_a_long_text_is_read_up_to_the_limit(tmp_path: Path) -> None:
    path = saved(tmp_path, b"a" * MAX_REPORT_BYTES)
    assert isinstance(one(path), Report)
    path.write_bytes(b"a" * (MAX_REPORT_BYTES + 1))
    assert one(path) == Rejected(
        str(path), None, "longer than 20 MB, the limit of one report: split it into its reports"
    )


def test_a_200_mb_text_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as handle:
        handle.truncate(200 * 1024**2)
    seen: list[int] = []
    (found,) = read([path], defaults=Metadata(), advance=seen.append)
    assert isinstance(found, Rejected)
    assert "limit of one report" in found.reason
    assert sum(seen) <= MAX_REPORT_BYTES + 2**16
