"""One gazetteer file, opened for reading: places by number, by name and by area."""

from __future__ import annotations

import functools
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from tawthiq.errors import GazetteerError
from tawthiq.model.place import PlaceKind
from tawthiq.places import names
from tawthiq.places.geometry import Box
from tawthiq.places.index import FileIndex, Index, MemoryIndex
from tawthiq.places.schema import COLUMNS, LATIN, STRONG

_SHELF = 40
"""Bits that a row's number has within its file; the file's own number stands above them."""

_MEMORY = 200_000


class Place(msgspec.Struct, frozen=True):
    """A place of the gazetteer. ``number``: its row. ``level``: of an area, 1 to 4 (0: it is none). ``admin1``: code of
    its first-level area (SY-ID); ``admin2`` and ``admin3`` the labels, ``admin2_id`` and ``admin3_id`` the ids of the
    areas below. ``box`` is held for areas. ``layer``: "" for the embedded gazetteer. ``areas``: layer, level
    and id of all areas below the first level that it lies in, of every layer that holds it (``layers``)."""

    number: int
    place_id: str
    label_ar: str | None
    label_en: str
    kind: PlaceKind
    level: int
    country: str
    admin1: str | None
    admin2: str | None
    admin2_id: str | None
    admin3: str | None
    admin3_id: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    population: int
    box: Box | None
    pcode: str
    source: str
    note: str
    layer: str = ""
    areas: tuple[tuple[str, int, str], ...] = ()
    layers: tuple[str, ...] = ("",)


class Store:
    """Read-only look-ups in one file, memoised. Made by :meth:`open`."""

    def __init__(self, connection: sqlite3.Connection, index: Index, layer: str = "", shelf: int = 0) -> None:
        self.index = index
        self.layer = layer
        self._connection = connection
        self._offset = shelf << _SHELF
        self._places: dict[int, Place] = {}
        self._latin: dict[str, tuple[int, ...]] = {}
        self._by_area: dict[str, dict[tuple[str, int], tuple[list[str], list[int]]]] = {}
        self._areas: dict[str, Place | None] = {}

    @classmethod
    def open(cls, path: Path, layer: str = "", shelf: int = 0) -> Store:
        """Opens a gazetteer file: the embedded one, or that of a ``layer``, the ``shelf``-th of those in use.

        Raises :class:`GazetteerError` where it is missing or damaged.
        """
        remedy = (
            f"remove it (tawthiq gazetteer remove {layer}) and import it again"
            if layer
            else "delete it and run: tawthiq gazetteer build"
        )
        try:
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            connection.execute("PRAGMA mmap_size = 268435456")
            name = "firsts" if layer else "index"
            parcel = connection.execute("SELECT content FROM parcel WHERE name = ?", (name,)).fetchone()
            index = FileIndex.unpacked(connection, parcel[0]) if layer else MemoryIndex.unpacked(parcel[0])
        except (sqlite3.Error, msgspec.DecodeError, TypeError) as error:
            raise GazetteerError(f"{path} is no gazetteer ({error}); {remedy}") from error
        return cls(connection, index, layer, shelf)

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def place(self, number: int) -> Place:
        """The place of a number. Raises :class:`GazetteerError` where there is none."""
        held = self._places.get(number)
        if held is None:
            row = self._connection.execute(f"{COLUMNS} WHERE number = ?", (number - self._offset,)).fetchone()
            if row is None:
                raise GazetteerError(f"the gazetteer has no place {number}: rebuild it with: tawthiq gazetteer build")
            held = self._remember(row)
        return held

    def named(self, key: str) -> tuple[Place, ...]:
        """The places that have ``key`` as their own name."""
        return self._all(self.index.strong(key))

    def named_in_part(self, key: str) -> tuple[Place, ...]:
        """The places whose name is ``key`` but for a word that belongs to it (سلحب for تل سلحب)."""
        return self._all(self.index.weak(key))

    def named_in_latin(self, name: str) -> tuple[Place, ...]:
        """The places of a name in Latin letters; case, accents and the article do not count."""
        key = names.latin_key(name)
        held = self._latin.get(key)
        if held is None:
            found = self._connection.execute("SELECT place FROM name WHERE key = ? AND how = ?", (key, LATIN))
            held = self._latin[key] = tuple(row[0] for row in found)
        return self._all(held)

    def names_like(self, key: str, admin1: str) -> Iterable[tuple[list[str], list[int]]]:
        """Names in a first-level area that begin with the letter of ``key`` and are at most one letter longer or
        shorter, with their numbers; for misspelt names."""
        held = self._by_area.get(admin1)
        if held is None:
            sorted_out: dict[tuple[str, int], tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
            query = "SELECT name.key, name.place FROM name JOIN place ON number = place WHERE admin1 = ? AND how = ?"
            for other, number in self._connection.execute(query, (admin1, STRONG)):
                keys, numbers = sorted_out[other[0], len(other)]
                keys.append(other)
                numbers.append(number + self._offset)
            held = self._by_area[admin1] = dict(sorted_out)
        sizes = (len(key) - 1, len(key), len(key) + 1)
        return [held[key[0], size] for size in sizes if (key[0], size) in held]

    def area(self, code: str) -> Place | None:
        """The first-level area of a code (SY-ID), or the country of a code of two letters."""
        if code not in self._areas:
            kind, column = ("country", "country") if len(code) == 2 else ("governorate", "admin1")
            row = self._connection.execute(f"{COLUMNS} WHERE {column} = ? AND kind = ?", (code, kind)).fetchone()
            self._areas[code] = None if row is None else self._made(row)
        return self._areas[code]

    def identified(self, place_id: str) -> Place | None:
        """The place of an id."""
        row = self._connection.execute(f"{COLUMNS} WHERE place_id = ?", (place_id,)).fetchone()
        return None if row is None else self._made(row)

    def points(self, admin1: str) -> list[tuple[float, float]]:
        """Where the towns and villages of a first-level area are."""
        query = (
            "SELECT lat, lon FROM place WHERE admin1 = ? AND lat IS NOT NULL AND kind IN ('city', 'town', 'village')"
        )
        return self._connection.execute(query, (admin1,)).fetchall()

    def of_kind(self, *kinds: PlaceKind) -> Iterable[Place]:
        """All places of some kinds, in the order of the file."""
        marks = ", ".join("?" * len(kinds))
        for row in self._connection.execute(f"{COLUMNS} WHERE kind IN ({marks}) ORDER BY number", kinds):
            yield self._made(row)

    def every(self) -> Iterable[Place]:
        """All places, in the order of the file."""
        for row in self._connection.execute(f"{COLUMNS} ORDER BY number"):
            yield self._made(row)

    def meta(self) -> dict[str, str]:
        """What the file says of itself."""
        return dict(self._connection.execute("SELECT name, value FROM meta"))

    @functools.cached_property
    def pcodes(self) -> dict[str, str]:
        """ISO 3166-2 -> P-code of the first-level areas that rows of an imported layer name."""
        return dict(pair.split("=", 1) for pair in self.meta().get("pcodes", "").split())

    def countries(self) -> frozenset[str]:
        """The countries that at least one in fifty of an imported layer's places lie in, as counted at its import."""
        return frozenset(self.meta().get("countries", "").split())

    def count(self) -> int:
        """How many places the file holds."""
        return int(self._connection.execute("SELECT count(*) FROM place").fetchone()[0])

    def _all(self, rows: Sequence[int]) -> tuple[Place, ...]:
        """The places of some rows of the file, fetched together where several are asked for the first time."""
        known, offset = self._places, self._offset
        missing = [row for row in rows if row + offset not in known]
        if len(missing) > 1:
            if len(known) > _MEMORY:
                known.clear()
                missing = list(rows)
            marks = ", ".join(map(str, missing))
            for row in self._connection.execute(f"{COLUMNS} WHERE number IN ({marks})"):  # whole numbers of our own
                self._remember(row)
        return tuple(self.place(row + offset) for row in rows)

    def _remember(self, row: tuple[object, ...]) -> Place:
        place = self._made(row)
        self._places[place.number] = place
        return place

    def _made(self, row: tuple[object, ...]) -> Place:
        box = None if row[16] is None else Box(*row[16:20])  # type: ignore[arg-type]  # four REAL columns
        areas = tuple((self.layer, level, str(row[column])) for level, column in ((2, 9), (3, 11)) if row[column])
        number = int(row[0]) + self._offset  # type: ignore[call-overload]  # an INTEGER column
        return Place(number, *row[1:16], box, *row[20:23], self.layer, areas, (self.layer,))  # type: ignore[arg-type,call-arg]  # the columns in the order of the fields
