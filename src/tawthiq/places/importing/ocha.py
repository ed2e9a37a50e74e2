"""OCHA's common operational data sets: three generations of headers, as CSV, XLSX or GeoJSON.

The deepest level that a header names is what its rows are: places where it is the fourth and they have points, areas
otherwise. Headers are read in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from tawthiq.model.place import PlaceKind
from tawthiq.places.importing.features import features, point_of, rings_of
from tawthiq.places.importing.lines import Advance, Source
from tawthiq.places.importing.records import AreaName, Record, Refused, Ring, RowError, point
from tawthiq.places.importing.tables import Table, quoted, workbook
from tawthiq.places.names import without_class, words

_PATTERNS = (
    re.compile(r"admin(?P<level>[0-4])(?P<what>name|pcode|refname|altname\d?)_?(?P<language>[a-z]{2})?"),
    re.compile(r"adm(?P<level>[0-4])_(?P<language>en|ar|ku|fr)"),
    re.compile(r"adm(?P<level>[0-4])_?(?P<what>pcode|pcod|ref|ref_name)"),
    re.compile(r"adm(?P<level>[0-4])_?(?P<what>alt)\d?_?(?P<language>en|ar|ku|fr)"),
    re.compile(r"adm(?P<level>[0-4])_(?P<what>name)(?P<number>\d?)"),
)
_LATS = ("latitude_y", "lat", "latitude", "center_lat", "y", "lat_dd", "y_lat", "point_y")
_LONS = ("longitude_x", "lon", "longitude", "center_lon", "x", "long", "lon_dd", "long_dd", "x_lon", "point_x")
_SPLIT = re.compile(r"[/_()\[\]،؛;|]")
_LEVELS = (1, 2, 3, 4)
_AREA_OF_SYRIA = re.compile(r"SY\d{2,6}")
"""A P-code of an area: Syria's settlements have codes such as C3871, so that a row with this has none of its own."""

_SAID = frozenset(["camp", "neighbourhood"])
"""Kinds that a class word in any name tells; others are told only by names written behind what they lie in: تل حلف is a
village."""

Names = tuple[str, ...]


class _Column(NamedTuple):
    level: int
    what: str
    language: str
    number: str


def is_header(columns: Sequence[str]) -> bool:
    """Whether column names are OCHA's: a level with a name, and a P-code or a point."""
    found = [column for name in columns if (column := _column(name)) is not None]
    return any(one.what == "name" and one.level for one in found) and (
        any(one.what == "pcode" for one in found) or bool(set(_LATS) & set(columns))
    )


def looks_like(properties: Any) -> bool:
    """Whether the properties of a feature are OCHA's."""
    return isinstance(properties, dict) and is_header([str(key).casefold() for key in properties])


def _column(name: str) -> _Column | None:
    for pattern in _PATTERNS:
        found = pattern.fullmatch(name)
        if found is not None:
            parts = {"what": "name", "language": "", "number": ""} | {k: v for k, v in found.groupdict().items() if v}
            what = "pcode" if parts["what"].startswith("pcod") else "name" if parts["what"] == "name" else "other"
            return _Column(int(parts["level"]), what, parts["language"], parts["number"])
    return None


class Layout:
    """What the columns of one table mean, worked out once."""

    def __init__(self, columns: Sequence[str]) -> None:
        known = {name: column for name in columns if (column := _column(name)) is not None}
        self.names = {
            level: [
                (name, column) for name, column in known.items() if column.level == level and column.what != "pcode"
            ]
            for level in range(5)
        }
        self.pcodes = {column.level: name for name, column in known.items() if column.what == "pcode"}
        self.lat = next((name for name in _LATS if name in columns), None)
        self.lon = next((name for name in _LONS if name in columns), None)
        self.deepest = max((column.level for column in known.values() if column.what == "name"), default=0)
        self.languages = [name for name in ("lang", "lang1", "lang2", "lang3") if name in columns]

    def area(self, row: dict[str, str], level: int) -> tuple[AreaName, tuple[str, ...], tuple[str, ...]]:
        """A level of a row: its first names and P-code, all Arabic names, all others."""
        arabic: list[str] = []
        latin: list[str] = []
        for name, column in sorted(self.names[level], key=lambda one: one[1].what != "name"):
            value = row.get(name, "")
            if value:
                (arabic if self._is_arabic(value, row, column) else latin).extend(_parts(value))
        area = AreaName(
            level, arabic[0] if arabic else "", latin[0] if latin else "", row.get(self.pcodes.get(level, ""), "")
        )
        return area, tuple(dict.fromkeys(arabic)), tuple(dict.fromkeys(latin))

    def _is_arabic(self, value: str, row: dict[str, str], column: _Column) -> bool:
        """By the letters; by the language that the row gives where there are none."""
        if any("\u0600" <= letter <= "\u06ff" for letter in value):
            return True
        return column.language == "ar" and not any("a" <= letter <= "z" for letter in value.casefold()) and bool(row)


def _parts(value: str) -> list[str]:
    """Names that stand in one cell: الصرة_كوباك, "X / Y", "X (Y)"."""
    return [part.strip() for part in _SPLIT.split(value) if part.strip()]


def read(source: Source, advance: Advance, name: str) -> Iterator[Record | Refused]:
    """The places or areas of a file. ``name``: the layer's, for ids without a P-code. Raises ``InputError``."""
    if source.suffix in (".json", ".geojson", ".geojsonl"):
        yield from _features(source, advance, name)
        return
    reader: Callable[..., Iterator[Table]] = workbook if source.suffix == ".xlsx" else quoted
    for table in reader(source, advance, is_header):
        layout = Layout(table.columns)
        for line, row in table.rows:
            yield row if isinstance(row, Refused) else _guarded(layout, line, row, f"{name}{table.sheet}", (), None)


def _features(source: Source, advance: Advance, name: str) -> Iterator[Record | Refused]:
    layouts: dict[tuple[str, ...], Layout] = {}
    for number, feature in features(source, advance):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            yield Refused(number, "it is no feature with properties")
            continue
        row = {str(key).casefold(): "" if value is None else str(value).strip() for key, value in properties.items()}
        layout = layouts.setdefault(tuple(row), Layout(tuple(row)))
        try:
            rings = rings_of(feature.get("geometry"))
            middle = point_of(feature.get("geometry")) if feature.get("geometry") else None
        except RowError as fault:
            yield Refused(number, str(fault), " | ".join(row.values())[:200])
            continue
        yield _guarded(layout, number, row, name, rings, middle)


def _guarded(
    layout: Layout, line: int, row: dict[str, str], name: str, rings: tuple[Ring, ...], middle: tuple[Any, Any] | None
) -> Record | Refused:
    try:
        return _record(layout, line, row, name, rings, middle)
    except RowError as fault:
        return Refused(line, str(fault), " | ".join(row.values())[:200])


def _record(
    layout: Layout, line: int, row: dict[str, str], name: str, rings: tuple[Ring, ...], middle: tuple[Any, Any] | None
) -> Record:
    own, arabic, latin = layout.area(row, layout.deepest)
    if not arabic and not latin:
        raise RowError(f"level {layout.deepest} has no name")
    areas = tuple(
        area for level in _LEVELS if level < layout.deepest and (area := layout.area(row, level)[0]) != AreaName(level)
    )
    settled = layout.deepest == 4 and not rings
    lat = lon = None
    if layout.lat and layout.lon and row.get(layout.lat):
        lat, lon = point(row[layout.lat], row.get(layout.lon, ""))
    elif middle is not None:
        lat, lon = point(*middle)
    elif settled:
        raise RowError("it has no point")
    pcode, kind = own.pcode, _kind(layout, settled)
    if settled:
        around, arabic, latin = _taken_apart(arabic, latin)
        kind = around or kind
        if _AREA_OF_SYRIA.fullmatch(pcode):
            areas, pcode = (*areas, AreaName(1, pcode=pcode[:4])), ""
    return Record(
        line=line, place_id=f"ocha:{pcode}" if pcode else f"{name}:{line}", names_ar=_own_names(arabic, areas),
        names_en=latin, kind=kind, level=0 if settled else layout.deepest, country=_country(layout, row), areas=areas,
        lat=lat, lon=lon, pcode=pcode, rings=rings,
    )  # fmt: skip


def _kind(layout: Layout, settled: bool) -> PlaceKind:
    return "village" if settled else "governorate" if layout.deepest == 1 else "district"


def _taken_apart(arabic: tuple[str, ...], latin: tuple[str, ...]) -> tuple[PlaceKind | None, Names, Names]:
    """Names written behind what they lie in (مدينة حلب : بستان باشا, a quarter of the city of Aleppo) without it, and
    the kind that this or a class word gives."""
    kind: PlaceKind | None = None
    inner = []
    for name in arabic:
        around, colon, rest = name.partition(":")
        written = words(rest if colon else name)
        if colon and around.strip().startswith("مدينة"):
            kind = "neighbourhood"
        found = without_class(written)[1] if written else None
        if found is not None and (colon or found in _SAID):
            kind = found
        inner.append(rest.strip() if colon and rest.strip() else name)
    return kind, tuple(inner), tuple(name.rpartition(":")[2].strip() or name for name in latin)


def _own_names(arabic: tuple[str, ...], areas: tuple[AreaName, ...]) -> tuple[str, ...]:
    """Arabic names, and those that end in the name of their area (تل شعير اعزاز, in Azaz) also without it."""
    parents = {area.name_ar for area in areas if area.name_ar}
    shorter = [
        name.removesuffix(parent).strip()
        for name in arabic
        for parent in parents
        if name.endswith(f" {parent}") and len(name) > len(parent) + 3
    ]
    return tuple(dict.fromkeys((*arabic, *shorter)))


def _country(layout: Layout, row: dict[str, str]) -> str:
    """From the P-codes, which begin with it; "" where none does (C3871)."""
    for level in range(5):
        code = row.get(layout.pcodes.get(level, ""), "").upper()
        if len(code) >= 2 and code[:2].isalpha() and (len(code) == 2 or code[2].isdigit()):
            return code[:2]
    return ""
