"""Tables: ``.csv`` and ``.tsv`` with a header, a ``text`` column, and the metadata's columns if there are any."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Callable, Generator, Iterator
from typing import BinaryIO

from tawthiq.errors import InputError
from tawthiq.readers.encoding import EncodingError, sniff
from tawthiq.readers.entry import MAX_REPORT_BYTES, Entry, Metadata, Note, Rejected

DELIMITERS = ",;\t|"
SAMPLE = 1024**2
"""Bytes that the encoding is told from."""


def read_table(
    handle: BinaryIO, source: str, defaults: Metadata, note: Callable[[Note], None], advance: Callable[[int], None]
) -> Iterator[Entry | Rejected]:
    """The reports of a table, a row in memory at a time.

    Rows are numbered as a spreadsheet shows them: the header is row 1. Raises ``InputError`` where there is no header
    with a ``text`` column, or no encoding fits.
    """
    with contextlib.closing(_lines(handle, source, note, advance)) as lines:
        header, delimiter = _header(lines, source)
        csv.field_size_limit(MAX_REPORT_BYTES)  # code points; the exact limit in bytes is the entry's own
        rows, row = csv.reader(lines, delimiter=delimiter, strict=True), 1
        while True:
            row += 1
            try:
                cells = next(rows, None)
            except csv.Error as fault:
                yield Rejected(source, row, f"not a row of a table ({fault}): is a quotation mark missing?")
                continue
            if cells is None:
                return
            if cells:
                yield _entry(header, cells, source, row, defaults)


def _header(lines: Iterator[str], source: str) -> tuple[list[str], str]:
    """The column names and the separator: the one of ``DELIMITERS`` that finds a ``text`` column."""
    line = next((line for line in lines if line.strip()), None)
    if line is None:
        raise InputError("empty", source=source)
    delimiter = max(DELIMITERS, key=lambda mark: (_named(line, mark).count("text"), line.count(mark)))
    header = _named(line, delimiter)
    if header.count("text") != 1:
        found = ", ".join(name or "(no name)" for name in header)
        reason = f'its columns are {found}; name the one column that holds the reports "text"'
        raise InputError(reason, source=source, row=1)
    return header, delimiter


def _entry(header: list[str], cells: list[str], source: str, row: int, defaults: Metadata) -> Entry | Rejected:
    try:
        "".join(cells).encode("utf-8")
    except UnicodeEncodeError:
        return Rejected(source, row, "holds bytes that are not in the file's encoding: save it again as UTF-8")
    if len(cells) > len(header) and any(cells[len(header) :]):
        reason = (
            f"has {len(cells)} cells, the header {len(header)}: put texts that hold the separator in quotation marks"
        )
        return Rejected(source, row, reason)
    fields = dict(zip(header, cells, strict=False))
    if "text" not in fields:
        return Rejected(source, row, "ends before its text")
    try:
        return Entry(fields["text"], Metadata.of(fields, source, row).over(defaults), source, row)
    except InputError as fault:
        return Rejected(source, row, fault.reason)


def _named(line: str, delimiter: str) -> list[str]:
    """The column names of a header line."""
    return [name.strip().casefold() for name in next(csv.reader([line.strip("\r\n")], delimiter=delimiter), [])]


def _lines(
    handle: BinaryIO, source: str, note: Callable[[Note], None], advance: Callable[[int], None]
) -> Generator[str, None, None]:
    """The lines of a table with their line ends; bytes outside the encoding stay as lone surrogates."""
    try:
        encoding = sniff(handle.read(SAMPLE))
    except EncodingError as fault:
        raise InputError(str(fault), source=source) from fault
    if encoding.guessed:
        note(Note(source, f"read as {encoding.name}, guessed from its bytes"))
    handle.seek(encoding.mark)
    text = io.TextIOWrapper(handle, encoding.name, errors="surrogateescape", newline="")
    try:
        while line := text.readline(MAX_REPORT_BYTES):
            advance(len(line.encode("utf-8", "surrogatepass")))
            yield line
    except UnicodeDecodeError as fault:
        raise InputError(f"is not {encoding.name} throughout: save it again as UTF-8", source=source) from fault
    finally:
        text.detach()
