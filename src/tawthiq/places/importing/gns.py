"""NGA's GEOnet Names Server, one row a name: the layout since 2022, and the one before."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tawthiq.errors import InputError
from tawthiq.places.importing.kinds import is_major, of_code
from tawthiq.places.importing.lines import Advance, Source, lines
from tawthiq.places.importing.records import Record, Refused, RowError, point
from tawthiq.places.importing.tables import names_of

_FIPS = {
    "IZ": "IQ", "YM": "YE", "LE": "LB", "SU": "SD", "GZ": "PS", "WE": "PS", "IS": "IL", "TU": "TR", "AG": "DZ",
    "TS": "TN", "MO": "MA", "BA": "BH", "KU": "KW", "MU": "OM", "OD": "SS", "GM": "DE", "UK": "GB", "CH": "CN",
    "RS": "RU", "JA": "JP", "AJ": "AZ", "CD": "TD", "NG": "NE", "NI": "NG",
}  # fmt: skip
"""FIPS 10-4 code of a country -> ISO 3166-1, where they differ and the old layout uses the former."""

_ISO3 = {
    "SYR": "SY", "IRQ": "IQ", "YEM": "YE", "LBN": "LB", "SDN": "SD", "PSE": "PS", "XGZ": "PS", "XWB": "PS", "ISR": "IL",
    "JOR": "JO", "LBY": "LY", "TUR": "TR", "EGY": "EG", "SAU": "SA", "IRN": "IR", "SSD": "SS", "TUN": "TN", "DZA": "DZ",
    "MAR": "MA", "KWT": "KW",
}  # fmt: skip
"""GENC code of three letters -> ISO 3166-1, as the new layout has it."""


class _Columns(NamedTuple):
    """Where a layout keeps what we read; -1 where it does not. ``old``: the layout before 2022."""

    at: dict[str, int]
    old: bool

    def cell(self, cells: list[str], what: str) -> str:
        """What a row holds of one of :data:`_OLD`'s keys; "" where the layout has no such column."""
        at = self.at[what]
        return cells[at].strip() if 0 <= at < len(cells) else ""


_OLD = {
    "ufi": "ufi", "name": "full_name_ro", "arabic": "full_name_rg", "kind": "nt", "lat": "lat", "lon": "long",
    "class": "fc", "code": "dsg", "country": "cc1", "admin1": "adm1", "population": "pop",
}  # fmt: skip
_NEW = {
    "ufi": "ufi", "name": "full_name", "arabic": "", "kind": "nt", "lat": "lat_dd", "lon": "long_dd",
    "class": "fc", "code": "desig_cd", "country": "cc_ft", "admin1": "adm1", "population": "",
}  # fmt: skip
_NEEDED = ("ufi", "name", "lat", "lon", "class", "code", "country")


def looks_like(header: str) -> bool:
    """Whether a first line is a header of either layout."""
    columns = set(names_of(header.split("\t")))
    return {"ufi", "uni"} <= columns and bool({"full_name", "full_name_ro"} & columns)


def _columns(header: str, name: str) -> _Columns:
    at = {column: index for index, column in enumerate(names_of(header.split("\t")))}
    old = "full_name_ro" in at
    wanted = _OLD if old else _NEW
    missing = [wanted[what] for what in _NEEDED if wanted[what] not in at]
    if missing:
        raise InputError(f"lacks the columns {', '.join(missing)} of a GNS file", source=name, row=1)
    return _Columns({what: at.get(column, -1) for what, column in wanted.items()}, old)


def read(source: Source, advance: Advance) -> Iterator[Record | Refused]:
    """The places of a file, their names gathered by UFI, in the order of the UFIs. Raises ``InputError``."""
    with contextlib.closing(sqlite3.connect("", isolation_level=None)) as held:
        held.execute("PRAGMA synchronous = OFF")
        held.execute("CREATE TABLE row (ufi TEXT, line INTEGER, rank INTEGER, name TEXT, arabic INTEGER, cells TEXT)")
        held.execute("BEGIN")
        refused: list[Refused] = []
        held.executemany("INSERT INTO row VALUES (?, ?, ?, ?, ?, ?)", _rows(source, advance, refused))
        yield from refused
        held.execute("CREATE INDEX by_ufi ON row (ufi, rank, line)")
        found = held.execute("SELECT ufi, line, name, arabic, cells FROM row ORDER BY ufi, rank, line")
        yield from _gathered(found)


_RANKS = {"N": 0, "NS": 0, "C": 1, "D": 1, "P": 1, "V": 3, "VS": 3, "VA": 3, "DS": 1, "H": 9, "HS": 9}
"""Type of a name -> its rank: approved, conventional, variant, historic."""


def _rows(source: Source, advance: Advance, refused: list[Refused]) -> Iterator[tuple[str, int, int, str, int, str]]:
    columns: _Columns | None = None
    width = 0
    with source.open() as handle:
        for number, line in lines(handle, advance):
            if isinstance(line, Refused):
                refused.append(line)
                continue
            if columns is None:
                columns, width = _columns(line, source.name), line.count("\t") + 1
                continue
            cells = line.split("\t")
            if len(cells) != width:
                if line.strip():
                    refused.append(Refused(number, f"{len(cells)} cells where the header has {width}", line[:200]))
                continue
            yield from _names(number, cells, columns, line, refused)


def _names(
    number: int, cells: list[str], columns: _Columns, line: str, refused: list[Refused]
) -> Iterator[tuple[str, int, int, str, int, str]]:
    """The name or two of a row, with its facts as the text that :func:`_gathered` takes apart."""

    def cell(what: str) -> str:
        return columns.cell(cells, what)

    rank = _RANKS.get(cell("kind").upper(), 2)
    people = int(cell("population")) if cell("population").isdecimal() else 0
    if rank >= _RANKS["H"] or of_code(cell("class"), cell("code"), people) is None:
        return
    try:
        lat, lon = point(cell("lat"), cell("lon"))
        if not cell("ufi"):
            raise RowError("it has no UFI")
    except RowError as fault:
        refused.append(Refused(number, str(fault), line[:200]))
        return
    country = cell("country").split(",")[0].upper()
    iso = _FIPS.get(country, country) if columns.old else _ISO3.get(country, country)
    facts = "\t".join((repr(lat), repr(lon), cell("class"), cell("code"), iso, cell("admin1"), str(people)))
    for what in ("name", "arabic"):
        name = cell(what)
        arabic = any("\u0600" <= letter <= "\u06ff" for letter in name)
        if name and (arabic or what == "name"):
            yield cell("ufi"), number, rank, name, int(arabic), facts


def _gathered(found: Iterable[tuple[str, int, str, int, str]]) -> Iterator[Record | Refused]:
    """Rows of one UFI after another as records."""
    held: list[tuple[str, int, str, int, str]] = []
    for row in found:
        if held and row[0] != held[0][0]:
            yield _record(held)
            held = []
        held.append(row)
    if held:
        yield _record(held)


def _record(rows: list[tuple[str, int, str, int, str]]) -> Record:
    ufi, line, _, _, cells = rows[0]
    lat, lon, feature_class, code, country, admin1, people = cells.split("\t")
    kind, level = of_code(feature_class, code, int(people)) or ("village", 0)
    if admin1 and "-" not in admin1:
        admin1 = f"{country}.{admin1.removeprefix(country)}"
    return Record(
        line=line, place_id=f"gns:{ufi}",
        names_ar=tuple(dict.fromkeys(name for _, _, name, arabic, _ in rows if arabic)),
        names_en=tuple(dict.fromkeys(name for _, _, name, arabic, _ in rows if not arabic)),
        kind=kind, level=level, country=country if len(country) == 2 else "", admin1=admin1, lat=float(lat),
        lon=float(lon), population=int(people), major=is_major(feature_class, code),
    )  # fmt: skip
