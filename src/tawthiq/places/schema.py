"""The tables of a gazetteer file: the embedded one's and every imported layer's are the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from tawthiq.places.drafts import LATIN, STRONG, WEAK, Draft

__all__ = [
    "COLUMNS",
    "LATIN",
    "LAYOUT",
    "STRONG",
    "WEAK",
    "create",
    "insert_name",
    "insert_place",
    "row_of",
    "write_meta",
]

LAYOUT = 3
"""Raised with every change of the tables below or of how names become keys."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  number INTEGER PRIMARY KEY, place_id TEXT NOT NULL UNIQUE, label_ar TEXT, label_en TEXT NOT NULL, kind TEXT NOT NULL,
  level INTEGER NOT NULL, country TEXT NOT NULL, admin1 TEXT, admin2 TEXT, admin2_id TEXT, admin3 TEXT, admin3_id TEXT,
  lat REAL, lon REAL, radius_km REAL, population INTEGER NOT NULL,
  south REAL, west REAL, north REAL, east REAL, pcode TEXT NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL
);
CREATE INDEX place_admin1 ON place (admin1);
CREATE TABLE name (
  key TEXT NOT NULL, how INTEGER NOT NULL, place INTEGER NOT NULL REFERENCES place, PRIMARY KEY (key, how, place)
) WITHOUT ROWID;
CREATE INDEX name_place ON name (place);
CREATE TABLE parcel (name TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
"""

_FIELDS = (
    "number", "place_id", "label_ar", "label_en", "kind", "level", "country", "admin1", "admin2", "admin2_id", "admin3",
    "admin3_id", "lat", "lon", "radius_km", "population", "south", "west", "north", "east", "pcode", "source", "note",
)  # fmt: skip
COLUMNS = f"SELECT {', '.join(f'place.{field}' for field in _FIELDS)} FROM place "  # noqa: S608  # columns of our own

insert_place = f"INSERT INTO place VALUES ({', '.join('?' * len(_FIELDS))})"  # noqa: S608  # question marks alone
insert_name = "INSERT OR IGNORE INTO name VALUES (?, ?, ?)"


def create(connection: sqlite3.Connection) -> None:
    """The empty tables. Raises ``sqlite3.Error``."""
    for statement in filter(str.strip, _TABLES.split(";")):
        connection.execute(statement)


def row_of(number: int, place: Draft) -> tuple[object, ...]:
    """A place as a row."""
    box = place.box
    return (
        number, place.place_id, place.label_ar, place.label_en, place.kind, place.level, place.country, place.admin1,
        place.admin2, place.admin2_id, place.admin3, place.admin3_id, place.lat, place.lon, place.radius_km,
        place.population, *((box.south, box.west, box.north, box.east) if box else (None,) * 4), place.pcode,
        place.source, place.note,
    )  # fmt: skip


def write_meta(connection: sqlite3.Connection, values: Mapping[str, str] | Iterable[tuple[str, str]]) -> None:
    """Facts on the file itself."""
    pairs = values.items() if isinstance(values, Mapping) else values
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", pairs)
