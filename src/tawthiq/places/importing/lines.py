"""The bytes of a file as lines, rows and features: streamed, with bounds, and with the line of whatever is wrong."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, cast

from tawthiq.errors import InputError
from tawthiq.places.importing.records import Refused

_CHUNK = 1 << 16
MAX_LINE = 1 << 20
"""Bytes that a line may have; the longest that GeoNames allows has about 10 thousand."""

Advance = Callable[[int], None]
"""Told how many bytes of the file on disk have been read so far."""

_TEXT = (".txt", ".csv", ".tsv")
_INSIDE = (*_TEXT, ".xlsx", ".geojson", ".geojsonl", ".json")


class Source:
    """A file to import, or the one list inside a ZIP archive. ``name``: for messages; ``suffix`` tells its shape."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)
        self.member: str | None = None
        try:
            self.size = max(1, path.stat().st_size)
            if path.suffix.casefold() == ".zip":
                with zipfile.ZipFile(path) as archive:
                    self.member, self.size = _member(archive, str(path))
        except OSError as fault:
            raise InputError(f"cannot be read: {fault.strerror}", source=str(path)) from fault
        except zipfile.BadZipFile as fault:
            raise InputError("is not a whole ZIP archive: download it again", source=str(path)) from fault
        self.suffix = Path(self.member or path.name).suffix.casefold()

    @contextlib.contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The list, from its first byte. Raises ``InputError``."""
        if self.member is None:
            try:
                handle = self.path.open("rb")
            except OSError as fault:
                raise InputError(f"cannot be read: {fault.strerror}", source=self.name) from fault
            with handle:
                yield handle
            return
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as unpacked:
                yield unpacked
        except (OSError, zipfile.BadZipFile, zlib.error) as fault:
            raise InputError(f"cannot be read to its end: {fault}", source=self.name) from fault


def _member(archive: zipfile.ZipFile, name: str) -> tuple[str, int]:
    """The list in an archive: its one file of a known kind, read-me files aside."""
    lists = [
        item
        for item in archive.infolist()
        if Path(item.filename).suffix.casefold() in _INSIDE
        and not Path(item.filename).name.casefold().startswith(("readme", "license", ".", "__"))
        and "__macosx" not in item.filename.casefold()
    ]
    if len(lists) != 1:
        found = ", ".join(item.filename for item in archive.infolist()[:8]) or "nothing"
        raise InputError(f"holds {len(lists)} lists ({found}); unpack it and import the one that you want", source=name)
    return lists[0].filename, max(1, lists[0].file_size)


def lines(handle: IO[bytes], advance: Advance) -> Iterator[tuple[int, str | Refused]]:
    """Line numbers and lines, without their ends, decoded. UTF-8 (with or without mark) and, with its mark, UTF-16.

    A line that is too long or not in the encoding is given as refused; reading goes on behind it.
    """
    if _peeked(handle) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        for number, line in enumerate(_wide(handle), start=1):
            advance(2 * len(line))
            yield number, line.rstrip("\r\n") if len(line) < MAX_LINE else _too_long(number, line)
        return
    number = done = 0
    while raw := handle.readline(MAX_LINE):
        number += 1
        size = len(raw)
        if size >= MAX_LINE and not raw.endswith(b"\n"):
            while more := handle.readline(MAX_LINE):
                size += len(more)
                if more.endswith(b"\n"):
                    break
            yield number, _too_long(number, raw[:200].decode("utf-8", "replace"))
        else:
            yield number, _decoded(raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw, number)
        done += size
        advance(done)


def _peeked(handle: IO[bytes]) -> bytes:
    """The first two bytes, left unread."""
    return cast("io.BufferedReader", handle).peek(2)[:2]


def _wide(handle: IO[bytes]) -> Iterator[str]:
    """Lines of a file in UTF-16; of one that is too long, its first letters."""
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    rest = ""
    dropping = False
    while True:
        raw = handle.read(_CHUNK)
        *whole, rest = (rest + decoder.decode(raw, final=not raw)).split("\n")
        for line in whole:
            if not dropping:
                yield line
            dropping = False
        if not raw:
            if rest and not dropping:
                yield rest
            return
        if len(rest) >= MAX_LINE:
            if not dropping:
                yield rest[:MAX_LINE]
            rest, dropping = "", True


def _decoded(raw: bytes, number: int) -> str | Refused:
    try:
        return raw.rstrip(b"\r\n").decode("utf-8")
    except UnicodeDecodeError:
        return Refused(
            number, "is not UTF-8: save the file again as UTF-8", raw[:200].decode("utf-8", "replace").strip()
        )


def _too_long(number: int, line: str) -> Refused:
    return Refused(number, f"is longer than {MAX_LINE:,} bytes", line[:200])


def records_of(
    numbered: Iterator[tuple[int, str | Refused]], delimiter: str
) -> Iterator[tuple[int, list[str] | Refused]]:
    """Rows of a table with quotation marks, with the line on which each begins.

    A quotation mark that is never closed swallows at most what the ``csv`` module allows in one field.
    """
    aside: list[Refused] = []
    at = 0

    def plain() -> Iterator[str]:
        nonlocal at
        for number, line in numbered:
            at = number
            if isinstance(line, Refused):
                aside.append(line)
            else:
                yield f"{line}\n"

    feed = plain()
    rows = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        begun = at + 1
        try:
            cells = next(rows, None)
        except csv.Error as fault:
            where = f"lines {begun} to {at}" if at > begun else "the line"
            yield begun, Refused(begun, f"{where}: no row of a table ({fault}); is a quotation mark missing?")
            continue
        yield from ((one.line, one) for one in aside)
        aside.clear()
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield begun, cells
