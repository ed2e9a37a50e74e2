"""GeoNames' tables: ``SY.txt``, ``allCountries.txt``, ``cities500.txt`` and, beside them, ``alternateNamesV2.txt``."""

from __future__ import annotations

import contextlib
import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

from tawthiq.places.importing.kinds import is_major, of_code
from tawthiq.places.importing.lines import Advance, Source, lines
from tawthiq.places.importing.records import Record, Refused, RowError, point

COLUMNS = 19
_LANGUAGES = frozenset(["ar", "en", "ku", "fr", "arc", "", "apc", "ckb"])
_ARABIC = ("\u0600", "\u06ff")

Names = dict[str, list[tuple[str, str]]]


def looks_like(line: str) -> bool:
    """Whether a first line is one of GeoNames': 19 cells, a number first, a latitude and a longitude."""
    cells = line.split("\t")
    if len(cells) != COLUMNS or not cells[0].isdecimal():
        return False
    try:
        point(cells[4], cells[5])
    except RowError:
        return False
    return len(cells[8]) in (0, 2)


def read(source: Source, advance: Advance, names: Path | None) -> Iterator[Record | Refused]:
    """The places of a table. ``names``: its alternateNamesV2. Raises ``InputError``."""
    with contextlib.ExitStack() as stack:
        more = stack.enter_context(_alternates(names, source)) if names is not None else None
        handle = stack.enter_context(source.open())
        for number, line in lines(handle, advance):
            if isinstance(line, Refused):
                yield line
            elif line.strip():
                made = _place(number, line, more)
                if made is not None:
                    yield made


def _place(number: int, line: str, more: sqlite3.Connection | None) -> Record | Refused | None:
    """A row; None for what is not taken in."""
    cells = line.split("\t")
    if len(cells) != COLUMNS:
        return Refused(number, f"{len(cells)} cells where GeoNames has {COLUMNS}", line[:200])
    try:
        people = int(cells[14] or 0)
        kind = of_code(cells[6], cells[7], people)
        if kind is None:
            return None
        if not cells[0].isdecimal():
            raise RowError(f"«{cells[0][:40]}» is no geonameid")
        lat, lon = point(cells[4], cells[5])
    except (RowError, ValueError) as fault:
        return Refused(number, str(fault), line[:200])
    arabic, latin = _names(cells, more)
    if not arabic and not latin:
        return Refused(number, "it has no name", line[:200])
    return Record(
        line=number, place_id=f"gn:{cells[0]}", names_ar=arabic, names_en=latin, kind=kind[0], level=kind[1],
        country=cells[8].upper(), admin1=f"{cells[8]}.{cells[10]}" if cells[10] else "", lat=lat, lon=lon,
        population=max(0, people), major=is_major(cells[6], cells[7]), pcode="",
    )  # fmt: skip


def _names(cells: list[str], more: sqlite3.Connection | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Arabic and Latin names, the preferred Arabic one first."""
    listed = [name for name in cells[3].split(",") if name]
    preferred: list[str] = []
    if more is not None:
        query = "SELECT name, language, preferred FROM alternate WHERE place = ? ORDER BY preferred DESC, rowid"
        for name, language, first in more.execute(query, (int(cells[0]),)):
            (preferred if language == "ar" and first else listed).append(name)
    arabic = [name for name in (*preferred, *listed) if _is_arabic(name)]
    latin = [name for name in (cells[1], cells[2], *listed) if name and not _is_arabic(name) and name[0] < "\u0250"]
    if _is_arabic(cells[1]):
        arabic.insert(0, cells[1])
    return tuple(dict.fromkeys(arabic)), tuple(dict.fromkeys(latin))


def _is_arabic(name: str) -> bool:
    return any(_ARABIC[0] <= letter <= _ARABIC[1] for letter in name)


@contextlib.contextmanager
def _alternates(names: Path, source: Source) -> Iterator[sqlite3.Connection]:
    """The other names of the places in ``source``, by geonameid, in a database that is thrown away."""
    wanted = _ids(source)
    with contextlib.closing(sqlite3.connect("", isolation_level=None)) as held:
        held.execute("PRAGMA synchronous = OFF")
        held.execute("CREATE TABLE alternate (place INTEGER, name TEXT, language TEXT, preferred INTEGER)")
        held.execute("BEGIN")
        held.executemany("INSERT INTO alternate VALUES (?, ?, ?, ?)", _listed(Source(names), wanted))
        held.execute("CREATE INDEX by_place ON alternate (place)")
        held.execute("COMMIT")
        yield held


def _ids(source: Source) -> array[int]:
    """The geonameids of a table, sorted."""
    found = array("q")
    with source.open() as handle:
        for _, line in lines(handle, lambda _bytes: None):
            if isinstance(line, str):
                number = line.split("\t", 1)[0]
                if number.isdecimal():
                    found.append(int(number))
    return array("q", sorted(found))


def _listed(names: Source, wanted: array[int]) -> Iterator[tuple[int, str, str, int]]:
    """Rows of alternateNamesV2 in the languages that reports are written in; historic names are left out."""
    with names.open() as handle:
        for _, line in lines(handle, lambda _bytes: None):
            cells = line.split("\t") if isinstance(line, str) else []
            if len(cells) < 4 or cells[2] not in _LANGUAGES or not cells[1].isdecimal() or not cells[3]:
                continue
            place = int(cells[1])
            at = bisect_left(wanted, place)
            if at < len(wanted) and wanted[at] == place and not (len(cells) > 7 and cells[7] == "1"):
                yield place, cells[3], cells[2], int(len(cells) > 4 and cells[4] == "1")
