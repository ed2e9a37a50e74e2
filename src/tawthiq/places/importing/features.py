"""The features of a GeoJSON file, one in memory at a time; also one feature a line (GeoJSON text sequences)."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import IO, Any

from tawthiq.errors import InputError
from tawthiq.places.importing.lines import Advance, Source
from tawthiq.places.importing.records import RowError

_CHUNK = 1 << 18
_MAX_FEATURE = 64 << 20
"""Letters that one feature may have: the outline of a country has some millions."""

_DECODER = json.JSONDecoder()


def features(source: Source, advance: Advance) -> Iterator[tuple[int, Any]]:
    """Number (from 1) and feature, whatever JSON value it is.

    Raises ``InputError`` where the file is no GeoJSON or breaks off: what follows a break cannot be told.
    """
    with source.open() as handle:
        text = _Text(handle, source.name, advance)
        if text.opens_list():
            yield from _listed(text, source.name)
        else:
            yield from _in_sequence(text, source.name)


class _Text:
    """Decoded text that is read on as needed. ``rest``: what has been read and not used."""

    def __init__(self, handle: IO[bytes], name: str, advance: Advance) -> None:
        self._handle, self._name, self._advance = handle, name, advance
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._done = 0
        self.rest, self.at, self.ended = "", 0, False

    def more(self, size: int = _CHUNK) -> bool:
        """Reads on; False at the end of the file."""
        if self.ended:
            return False
        raw = self._handle.read(size)
        self.ended = not raw
        try:
            self.rest = self.rest[self.at :] + self._decoder.decode(raw, final=self.ended)
        except UnicodeDecodeError as fault:
            raise InputError("is not UTF-8: save it again as UTF-8", source=self._name) from fault
        self.at = 0
        self._done += len(raw)
        self._advance(self._done)
        return bool(raw)

    def opens_list(self) -> bool:
        """Moves behind the [ of the features of a collection; False where the text opens no collection."""
        while '"features"' not in self.rest and len(self.rest) < _CHUNK and self.more():
            pass
        head = self.rest.find('"features"')
        if head < 0:
            return False
        self.at = head + len('"features"')
        for sign in ":[":
            if self.peek() != sign:
                return False
            self.at += 1
        return True

    def peek(self) -> str:
        """The next letter that is no white space; "" at the end."""
        while True:
            while self.at < len(self.rest) and self.rest[self.at] in " \t\r\n\x1e":
                self.at += 1
            if self.at < len(self.rest):
                return self.rest[self.at]
            if not self.more():
                return ""

    def value(self, number: int) -> Any:
        """The next JSON value. Raises ``InputError`` where none can be read."""
        size = _CHUNK
        while True:
            try:
                found, self.at = _DECODER.raw_decode(self.rest, self.at)
            except json.JSONDecodeError as fault:
                if len(self.rest) - self.at < _MAX_FEATURE and self.more(size):
                    size *= 2
                    continue
                raise InputError(f"breaks off or is no GeoJSON ({fault.msg})", source=self._name, row=number) from fault
            except RecursionError as fault:
                raise InputError("is no GeoJSON: nested too deeply", source=self._name, row=number) from fault
            return found


def _listed(text: _Text, name: str) -> Iterator[tuple[int, Any]]:
    number = 0
    while (sign := text.peek()) != "]":
        if not sign:
            raise InputError("breaks off before its end: download it again", source=name, row=number)
        number += 1
        yield number, text.value(number)
        if text.peek() == ",":
            text.at += 1


def _in_sequence(text: _Text, name: str) -> Iterator[tuple[int, Any]]:
    number = 0
    text.at = 0
    while text.peek():
        number += 1
        found = text.value(number)
        if not isinstance(found, dict) or found.get("type") != "Feature":
            raise InputError("is no GeoJSON: a FeatureCollection, or one Feature a line", source=name, row=number)
        yield number, found


def rings_of(geometry: Any) -> tuple[list[tuple[float, float]], ...]:
    """All rings of an area, (lon, lat); none for other geometries. Raises :class:`RowError`."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        return ()
    try:
        polygons = geometry["coordinates"] if kind == "MultiPolygon" else [geometry["coordinates"]]
        return tuple([(float(lon), float(lat)) for lon, lat, *_ in ring] for polygon in polygons for ring in polygon)
    except (KeyError, TypeError, ValueError) as fault:
        raise RowError("its outline is no list of points") from fault


def point_of(geometry: Any) -> tuple[Any, Any]:
    """The point of a geometry as (lat, lon): its own, or the middle of its outline. Raises :class:`RowError`."""
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        place = geometry.get("coordinates")
        if isinstance(place, list) and len(place) >= 2:
            return place[1], place[0]
    rings = rings_of(geometry)
    if not rings or not any(rings):
        raise RowError("it has neither a point nor an outline")
    outer = max(rings, key=len)
    lats, lons = [lat for _, lat in outer], [lon for lon, _ in outer]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
