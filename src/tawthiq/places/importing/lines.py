"""The bytes of a file as lines, rows and features: streamed, with bounds, and with the line of whatever is wrong."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, BinaryIO

from tawthiq.errors import InputError
from tawthiq.places.importing.records import Refused

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
        try:
            if self.member is None:
                with self.path.open("rb") as handle:
                    yield handle
            else:
                with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as handle:
                    yield handle
        except (OSError, zipfile.BadZipFile, zipfile.zlib.error) as fault:  # type: ignore[attr-defined]  # zipfile's own zlib
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
        raise InputError(
            f"holds {len(lists)} lists ({found}); unpack it and import the one that you want", source=name
        )
    return lists[0].filename, max(1, lists[0].file_size)


def lines(handle: IO[bytes], advance: Advance) -> Iterator[tuple[int, str | Refused]]:
    """Line numbers and lines, without their ends, decoded. UTF-8 (with or without mark) and, with its mark, UTF-16.

    A line that is too long or not in the encoding is given as refused; reading goes on behind it.
    """
    reader: IO[bytes] | BinaryIO = handle
    start = reader.read(2)
    if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        text = io.TextIOWrapper(_Rest(start, reader), encoding="utf-16", errors="surrogateescape", newline="")
        for number, line in enumerate(_bounded(text), start=1):
            advance(2 * len(line))
            yield number, line.rstrip("\r\n") if len(line) < MAX_LINE else _too_long(number, line)
        return
    number, done = 0, len(start)
    while True:
        number += 1
        raw = start + reader.readline(MAX_LINE)
        start = b""
        if not raw:
            return
        size = len(raw)
        if len(raw) >= MAX_LINE and not raw.endswith(b"\n"):
            while (more := reader.readline(MAX_LINE)) and not more.endswith(b"\n"):
                size += len(more)
            yield number, _too_long(number, raw[:200].decode("utf-8", "replace"))
        else:
            yield number, _decoded(raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw, number)
        done += size
        advance(done)


class _Rest(io.RawIOBase):
    """``start`` and then what is left of ``handle``."""

    def __init__(self, start: bytes, handle: IO[bytes]) -> None:
        self._start, self._handle = start, handle

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        start, self._start = self._start, b""
        return start + self._handle.read(size)

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # any writable buffer
        found = self.read(max(1, len(buffer) - 2))
        buffer[: len(found)] = found
        return len(found)


def _bounded(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(MAX_LINE):
        if len(line) >= MAX_LINE and not line.endswith("\n"):
            while (more := text.readline(MAX_LINE)) and not more.endswith("\n"):
                pass
        yield line


def _decoded(raw: bytes, number: int) -> str | Refused:
    try:
        return raw.rstrip(b"\r\n").decode("utf-8")
    except UnicodeDecodeError:
        return Refused(number, "is not UTF-8: save the file again as UTF-8", raw[:200].decode("utf-8", "replace").strip())


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
