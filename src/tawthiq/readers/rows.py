"""One JSON object a line: ``{"text": …}`` with ``id``, ``published``, ``publisher``, ``url``, ``exercise`` if known."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Callable, Iterator
from typing import BinaryIO

import msgspec

from tawthiq.errors import InputError
from tawthiq.readers.encoding import marked
from tawthiq.readers.entry import MAX_REPORT_BYTES, Entry, Metadata, Note, Rejected, too_long

LONGEST_LINE = 3 * MAX_REPORT_BYTES + 1024**2
"""Bytes of one line: ``\\u0642`` takes three times the bytes of the letter that it stands for."""


def read_rows(
    lines: Iterator[bytes | None], source: str, defaults: Metadata, advance: Callable[[int], None]
) -> Iterator[Entry | Rejected]:
    """The reports of JSON Lines; a broken line is handed on as rejected. None stands for a line over the limit."""
    for row, line in enumerate(lines, 1):
        if line is None:
            yield Rejected(source, row, too_long())
        elif line.strip():
            yield entry(line, source, row, defaults)
        advance(len(line or b""))


def entry(line: bytes, source: str, row: int | None, defaults: Metadata) -> Entry | Rejected:
    """The report that one JSON object is."""
    try:
        fields = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        fields = _with_half_characters(line)
        if fields is None:
            return Rejected(source, row, f"not JSON in UTF-8 ({fault}): write one object a line")
    return of_object(fields, source, row, defaults)


def _with_half_characters(line: bytes) -> object:
    """A line that is JSON but for escapes of half a character, so that its reader can say so; None where it is not."""
    try:
        return json.loads(line) if b"\\u" in line else None
    except (ValueError, RecursionError):
        return None


def of_object(fields: object, source: str, row: int | None, defaults: Metadata) -> Entry | Rejected:
    """The report that a decoded object is; rejected where it is not an object with a ``text``."""
    if not isinstance(fields, dict):
        return Rejected(source, row, 'not an object: write {"text": …}')
    text = fields.get("text")
    if not isinstance(text, str):
        named = ", ".join(map(str, list(fields)[:12])) or "nothing"
        return Rejected(source, row, f'has no "text" that is a string (it has {named}): put the report into "text"')
    try:
        return Entry(text, Metadata.of(fields, source, row).over(defaults), source, row)
    except InputError as fault:
        return Rejected(source, row, fault.reason)


def read_json(
    handle: BinaryIO, source: str, defaults: Metadata, note: Callable[[Note], None], advance: Callable[[int], None]
) -> Iterator[Entry | Rejected]:
    """A ``.json`` file: one object a line, or (up to the limit of a line) one object or a list of them."""
    start = handle.tell()
    first = next((line for line in lines_of(handle, source, note) if line is None or line.strip()), b"")
    handle.seek(start)
    if first is None or _is_object(first):
        yield from read_rows(lines_of(handle, source, note), source, defaults, advance)
        return
    raw = handle.read(LONGEST_LINE + 1)
    if len(raw) > LONGEST_LINE:
        yield Rejected(source, None, "too long for one JSON document: write one object a line, in a .jsonl file")
        return
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if not raw.strip():
        return
    try:
        whole = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        yield Rejected(source, None, f"not JSON in UTF-8 ({fault}): write one object a line")
        return
    if isinstance(whole, list):
        yield from (of_object(item, source, row, defaults) for row, item in enumerate(whole, 1))
    else:
        yield of_object(whole, source, None, defaults)


def lines_of(
    handle: BinaryIO, source: str, note: Callable[[Note], None], *, begun: bytes = b""
) -> Iterator[bytes | None]:
    """The lines of a file in UTF-8, one in memory at a time; None for a line over the limit.

    ``begun``: bytes up to and with the first line end, already taken from ``handle``. JSON is UTF-8; UTF-16 is read
    where a byte order mark or its zeros give it away, anything else is for each line to reject. Raises ``InputError``.
    """
    first = begun or handle.readline(LONGEST_LINE + 1)
    encoding = marked(first[:4096])
    if encoding is None or encoding.name == "utf-8":
        yield from _bounded(handle, first[encoding.mark if encoding else 0 :])
        return
    if not handle.seekable():
        raise InputError(f"is {encoding.name}: standard input is read as UTF-8", source=source)
    if encoding.guessed:
        note(Note(source, f"read as {encoding.name}, guessed from its bytes"))
    handle.seek(encoding.mark)
    text = io.TextIOWrapper(handle, encoding.name, newline="\n")
    try:
        while line := text.readline(LONGEST_LINE):
            yield line.encode("utf-8", "surrogatepass")
    except UnicodeDecodeError as fault:
        raise InputError(f"is not {encoding.name} throughout: save it again as UTF-8", source=source) from fault
    finally:
        text.detach()


def _bounded(handle: BinaryIO, first: bytes) -> Iterator[bytes | None]:
    """``first`` and the lines after it; what a line has beyond the limit is passed over piece by piece."""
    line = first
    while line:
        if len(line) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = handle.readline(1024**2)
            yield None
        else:
            yield line
        line = handle.readline(LONGEST_LINE + 1)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(line.removeprefix(codecs.BOM_UTF8)), dict)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
