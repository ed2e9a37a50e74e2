"""The rows of the place tables. A row that is wrong is refused with its file and line.

Each table is a TSV file beside this module: UTF-8, remarks in lines that start with #, then a header line.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Annotated, Literal, TypeVar

import msgspec

from tawthiq.errors import RefdataError
from tawthiq.model.place import Bearing, PlaceKind

Scope = Literal["all", "large", "cities"]
Use = Literal["common", "never"]
Sense = Literal["class", "near", "bearing"]
Confidence = Literal["high", "medium", "low"]
Filled = Annotated[str, msgspec.Meta(min_length=1)]
Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]
Kilometres = Annotated[float, msgspec.Meta(gt=0, le=2000)]

TABLES = ("admin1.tsv", "classes.tsv", "common.tsv", "countries.tsv", "overlay.tsv")


class Country(msgspec.Struct, frozen=True):
    """A country. ``scope``: which of its places the embedded gazetteer holds. ``conflict``: a village of it may be
    meant where a report names no country."""

    iso: Filled
    name_ar: Filled
    name_en: Filled
    aliases: tuple[str, ...]
    scope: Scope
    conflict: bool


class Area(msgspec.Struct, frozen=True):
    """A first-level area. ``iso``: ISO 3166-2. ``geonames``: the code GeoNames gives it (SY.12)."""

    iso: Filled
    geonames: Filled
    name_en: Filled
    name_ar: Filled
    aliases: tuple[str, ...]

    @property
    def country(self) -> str:
        return self.iso[:2]


class OverlayRow(msgspec.Struct, frozen=True):
    """A reviewed place. ``lat``/``lon`` are None where the point is not known; ``radius_km``: how far off it may be.

    ``admin1``: ``name_en`` of an :class:`Area` where the country has such rows; "" where the place lies in several.
    """

    name_ar: Filled
    name_en: Filled
    aliases: tuple[str, ...]
    kind: PlaceKind
    country: Filled
    admin1: str
    admin2: str
    admin3: str
    lat: Latitude | None
    lon: Longitude | None
    radius_km: Kilometres | None
    pcode: str
    source: Filled
    confidence: Confidence
    note: str


class ClassWord(msgspec.Struct, frozen=True):
    """A word before a name: a kind of place, a word of nearness or a direction. ``part``: it belongs to the name."""

    word: Filled
    sense: Sense
    kind: PlaceKind | None
    bearing: Bearing | None
    part: bool


class CommonName(msgspec.Struct, frozen=True):
    """A place name that is also an ordinary word (``common``: needs support), or a word that is never read as a place
    though it looks like one with a proclitic (``never``)."""

    word: Filled
    use: Use


T = TypeVar("T")
Cell = str | tuple[str, ...] | bool | None


@functools.cache
def countries() -> tuple[Country, ...]:
    """All countries. Raises :class:`RefdataError`."""
    file = "countries.tsv"
    return tuple(
        _row(Country, row | {"aliases": _list(row["aliases"]), "conflict": _yes(row["conflict"])}, file, line)
        for line, row in _rows(file, Country.__struct_fields__)
    )


@functools.cache
def areas() -> tuple[Area, ...]:
    """First-level areas with reviewed labels. Raises :class:`RefdataError`."""
    file = "admin1.tsv"
    return tuple(
        _row(Area, row | {"aliases": _list(row["aliases"])}, file, line)
        for line, row in _rows(file, Area.__struct_fields__)
    )


@functools.cache
def overlay() -> tuple[OverlayRow, ...]:
    """The reviewed places, in file order. Raises :class:`RefdataError`."""
    file = "overlay.tsv"
    return tuple(overlay_row(row, file, line) for line, row in _rows(file, OverlayRow.__struct_fields__))


@functools.cache
def class_words() -> tuple[ClassWord, ...]:
    """Class words, words of nearness and directions. Raises :class:`RefdataError`."""
    file = "classes.tsv"
    return tuple(
        _row(
            ClassWord,
            {
                "word": row["word"],
                "sense": row["sense"],
                "kind": row["value"] if row["sense"] == "class" else None,
                "bearing": row["value"] if row["sense"] == "bearing" else None,
                "part": _yes(row["part"]),
            },
            file,
            line,
        )
        for line, row in _rows(file, ("word", "sense", "value", "part"))
    )


@functools.cache
def common_names() -> tuple[CommonName, ...]:
    """Names that are also ordinary words. Raises :class:`RefdataError`, also for a word that is listed twice."""
    file = "common.tsv"
    seen: dict[str, CommonName] = {}
    for line, row in _rows(file, ("word", "use", "note")):
        if row["word"] in seen:
            raise RefdataError(f"{row['word']} is listed twice; keep one row", file=file, line=line)
        seen[row["word"]] = _row(CommonName, {"word": row["word"], "use": row["use"]}, file, line)
    return tuple(seen.values())


@functools.cache
def given_names() -> tuple[str, ...]:
    """Given names that are also names of villages. Raises :class:`RefdataError`."""
    return tuple(row["name"] for _, row in _rows("given_names.tsv", ("name", "note")))


@functools.cache
def ordinary_words() -> tuple[str, ...]:
    """Ordinary words that are also names of villages, of one word or more. Raises :class:`RefdataError`."""
    return tuple(row["word"] for _, row in _rows("ordinary.tsv", ("word", "note")))


@functools.cache
def digest() -> str:
    """SHA-256 of all place tables: a gazetteer that was compiled from other tables is out of date."""
    total = hashlib.sha256()
    for table in TABLES:
        total.update(_text(table).encode())
    return total.hexdigest()


def overlay_row(row: dict[str, str], file: str, line: int) -> OverlayRow:
    """One row of the overlay, or of a user's own table of the same columns. Raises :class:`RefdataError`."""
    values: dict[str, Cell] = {**row, "aliases": _list(row["aliases"])}
    values |= {column: row[column] or None for column in ("lat", "lon", "radius_km")}
    made = _row(OverlayRow, values, file, line)
    if made.country not in {country.iso for country in countries()}:
        raise RefdataError(f"{made.country} is no country of countries.tsv", file=file, line=line)
    known = {area.name_en for area in areas() if area.country == made.country}
    if made.admin1 and made.admin1 not in known:
        raise RefdataError(f"{made.admin1} is no area of {made.country}: see admin1.tsv", file=file, line=line)
    if len({made.lat is None, made.lon is None, made.radius_km is None}) > 1:
        raise RefdataError("lat, lon and radius_km are filled together, or all left empty", file=file, line=line)
    return made


def _text(table: str) -> str:
    return (resources.files("tawthiq.refdata.places") / table).read_text(encoding="utf-8")


def _rows(table: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of each row."""
    return parse(_text(table), table, columns)


def parse(text: str, file: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number (from 1) and cells of each row of a table. Raises :class:`RefdataError`."""
    header = False
    for line, content in enumerate(text.splitlines(), start=1):
        if content.startswith("#") or not content.strip():
            continue
        cells = content.split("\t")
        if not header:
            if tuple(cells) != columns:
                raise RefdataError(f"the header must read {' '.join(columns)}", file=file, line=line)
            header = True
        elif len(cells) != len(columns):
            raise RefdataError(f"{len(cells)} cells where {len(columns)} are due", file=file, line=line)
        else:
            yield line, dict(zip(columns, (cell.strip() for cell in cells), strict=True))
    if not header:
        raise RefdataError(f"no header line; it must read {' '.join(columns)}", file=file)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _yes(cell: str) -> Cell:
    return {"yes": True, "no": False}.get(cell, cell)


def _row(kind: type[T], values: Mapping[str, Cell], file: str, line: int) -> T:
    """``values`` as a ``kind``; a value that does not fit is refused by column."""
    try:
        return msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as error:
        raise RefdataError(str(error), file=file, line=line) from None
