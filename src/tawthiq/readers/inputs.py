"""What a user names on the command line: files, folders, ``-``; each to the reader of its kind."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from tawthiq.errors import InputError
from tawthiq.model.report import Report
from tawthiq.readers.entry import MAX_REPORT_BYTES, Entry, Metadata, Note, Rejected
from tawthiq.readers.plain import read_plain
from tawthiq.readers.rows import LONGEST_LINE, lines_of, read_json, read_rows
from tawthiq.readers.table import read_table

PLAIN = (".txt", ".md")
ROWS = (".jsonl", ".ndjson", ".json")
TABLES = (".csv", ".tsv")
SUFFIXES = (*PLAIN, *ROWS, *TABLES)
STDIN = "-"
_READ = f"what is read: {' '.join(SUFFIXES)}, a folder of these, and - for standard input"


def _unheard(_: object) -> None:
    """Nobody listens."""


def read(
    inputs: Sequence[str | Path],
    *,
    defaults: Metadata,
    stdin: BinaryIO | None = None,
    note: Callable[[Note], None] = _unheard,
    advance: Callable[[int], None] = _unheard,
) -> Iterator[Report | Rejected]:
    """Every report in ``inputs``, in order, one in memory at a time; what cannot be read comes as ``Rejected``.

    ``defaults``: metadata for reports that bring none. ``stdin``: what ``-`` reads. ``note``: told what a person
    should know of a file that was read all the same. ``advance``: told the bytes gone through, for a progress bar.
    """
    for item in entries(inputs, defaults=defaults, stdin=stdin, note=note, advance=advance):
        yield item.report() if isinstance(item, Entry) else item


def entries(
    inputs: Sequence[str | Path],
    *,
    defaults: Metadata,
    stdin: BinaryIO | None = None,
    note: Callable[[Note], None] = _unheard,
    advance: Callable[[int], None] = _unheard,
) -> Iterator[Entry | Rejected]:
    """As :func:`read`, for callers that must say later where a report came from (``Entry.source`` and ``row``)."""
    for source in inputs:
        yield from _entries(source, defaults, stdin, note, advance)


def total_bytes(inputs: Sequence[str | Path]) -> int | None:
    """The bytes that ``advance`` will be told of, about; None where standard input or a pipe is among the inputs."""
    total = 0
    for source in inputs:
        if str(source) == STDIN:
            return None
        path = Path(source)
        for file in _files(path) if path.is_dir() else [path]:
            try:
                total += file.stat().st_size
            except OSError:
                continue  # reading it will say why
    return total or None


def _entries(
    source: str | Path,
    defaults: Metadata,
    stdin: BinaryIO | None,
    note: Callable[[Note], None],
    advance: Callable[[int], None],
) -> Iterator[Entry | Rejected]:
    """The entries of one input. An input that ends in the middle for a reason says so in a last ``Rejected``."""
    name, path = str(source), Path(source)
    if name == STDIN:
        if stdin is None:
            yield Rejected(name, None, "there is no standard input here: name a file")
        else:
            yield from _guarded(_standard_input(stdin, defaults, note, advance), name)
    elif path.is_dir():
        files = _files(path)
        if not files:
            yield Rejected(name, None, f"a folder without a file; {_READ}")
        for file in files:
            yield from _file(file, defaults, note, advance)
    else:
        yield from _file(path, defaults, note, advance)


def _file(
    path: Path, defaults: Metadata, note: Callable[[Note], None], advance: Callable[[int], None]
) -> Iterator[Entry | Rejected]:
    """The entries of one file, by its suffix; a file in which there is nothing at all is rejected as empty."""
    name, suffix = str(path), path.suffix.casefold()
    if not path.exists():
        yield Rejected(name, None, "no such file or folder")
        return
    if suffix not in SUFFIXES:
        kind = f"files named {suffix}" if suffix else "files without a suffix"
        yield Rejected(name, None, f"{kind} are not read; {_READ}")
        return
    try:
        handle = path.open("rb")
    except OSError as fault:
        yield Rejected(name, None, f"cannot be opened: {fault.strerror}")
        return
    with handle, contextlib.closing(_guarded(_by_kind(handle, name, suffix, defaults, note, advance), name)) as items:
        nothing = True
        for item in items:
            nothing = False
            yield item
        if nothing:
            yield Rejected(name, None, "empty")
        if suffix in PLAIN:
            advance(handle.tell())


def _by_kind(
    handle: BinaryIO,
    name: str,
    suffix: str,
    defaults: Metadata,
    note: Callable[[Note], None],
    advance: Callable[[int], None],
) -> Iterator[Entry | Rejected]:
    if suffix in PLAIN:
        return read_plain(handle, name, defaults, note)
    if suffix in TABLES:
        return read_table(handle, name, defaults, note, advance)
    if suffix == ".json":
        return read_json(handle, name, defaults, note, advance)
    return read_rows(lines_of(handle, name, note), name, defaults, advance)


def _guarded(items: Iterator[Entry | Rejected], name: str) -> Generator[Entry | Rejected, None, None]:
    """``items``; a fault that ends them (no text column, an unreadable disk) becomes their last entry."""
    try:
        yield from items
    except InputError as fault:
        yield Rejected(fault.source, fault.row, fault.reason)
    except OSError as fault:
        yield Rejected(name, None, f"cannot be read: {fault.strerror or fault}")


def _standard_input(
    stdin: BinaryIO, defaults: Metadata, note: Callable[[Note], None], advance: Callable[[int], None]
) -> Iterator[Entry | Rejected]:
    """JSON Lines where the first character is ``{``, else one text."""
    begun = line = stdin.readline(LONGEST_LINE + 1)
    while line and not line.strip() and len(begun) < MAX_REPORT_BYTES:
        line = stdin.readline(LONGEST_LINE + 1)
        begun += line
    if not begun.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        yield from read_plain(stdin, STDIN, defaults, note, begun=begun)
        return
    blank = begun.count(b"\n", 0, len(begun) - len(line))
    lines = itertools.chain(itertools.repeat(b"\n", blank), lines_of(stdin, STDIN, note, begun=line))
    yield from read_rows(lines, STDIN, defaults, advance)


def _files(folder: Path) -> list[Path]:
    """The files in a folder and its folders, sorted by path; no hidden ones, links to folders are not followed."""
    found = []
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(path, name) for name in names if not name.startswith(".")]
    return sorted(found)
