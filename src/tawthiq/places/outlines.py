"""Outlines of first-level areas: which one a point lies in, and how near its border is.

The outlines are a de-facto map at about one kilometre: a point within :data:`DOUBTFUL_KM` of a border may lie on either
side of it.
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Annotated

import msgspec

from tawthiq.errors import RefdataError
from tawthiq.places.geometry import Box

DOUBTFUL_KM = 3.0
_SCALE = 10_000
_BAND = 0.02
"""Degrees of latitude: the edges of an outline are sorted into bands, so that a point is compared with few."""
_KM_PER_DEGREE = 111.2

Edge = tuple[float, float, float, float]
"""lon, lat, lon, lat."""


class Outline:
    """The outline of one area, of one or more rings; holes are rings too.

    ``rings``: lists of (lon, lat) pairs in degrees, closed or not.
    """

    def __init__(self, rings: Iterable[Sequence[tuple[float, float]]]) -> None:
        self.rings = [list(ring) for ring in rings if len(ring) > 2]
        lons = [lon for ring in self.rings for lon, _ in ring]
        lats = [lat for ring in self.rings for _, lat in ring]
        self.box = Box(min(lats), min(lons), max(lats), max(lons)) if lats else Box(0.0, 0.0, 0.0, 0.0)

    @functools.cached_property
    def _bands(self) -> dict[int, list[Edge]]:
        bands: dict[int, list[Edge]] = defaultdict(list)
        for ring in self.rings:
            for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
                for band in range(_band(min(y1, y2)), _band(max(y1, y2)) + 1):
                    bands[band].append((x1, y1, x2, y2))
        return dict(bands)

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies inside."""
        if not self.box.holds(lat, lon):
            return False
        inside = False
        for x1, y1, x2, y2 in self._bands.get(_band(lat), ()):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                inside = not inside
        return inside

    def border_km(self, lat: float, lon: float, reach_km: float) -> float | None:
        """How far the border is, or None where it is farther than ``reach_km``."""
        wide = math.cos(math.radians(lat)) * _KM_PER_DEGREE
        reach = reach_km / _KM_PER_DEGREE
        best = reach_km
        found = False
        for band in range(_band(lat - reach), _band(lat + reach) + 1):
            for x1, y1, x2, y2 in self._bands.get(band, ()):
                km = _to_segment(
                    (x1 - lon) * wide, (y1 - lat) * _KM_PER_DEGREE, (x2 - lon) * wide, (y2 - lat) * _KM_PER_DEGREE
                )
                if km <= best:
                    best, found = km, True
        return best if found else None


def _band(lat: float) -> int:
    return math.floor(lat / _BAND)


def _to_segment(x1: float, y1: float, x2: float, y2: float) -> float:
    """From the origin to the nearest point of a segment."""
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    at = 0.0 if length == 0 else max(0.0, min(1.0, -(x1 * dx + y1 * dy) / length))
    return math.hypot(x1 + at * dx, y1 + at * dy)


class Area(msgspec.Struct, frozen=True):
    """A first-level area on the map. ``code``: ISO 3166-2, None where the map draws an area that exists no more.
    ``newer``: areas cut out of it since the map was drawn."""

    country: str
    code: str | None
    newer: tuple[str, ...]
    outline: Outline


class Map:
    """All outlines that are held."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self.areas = areas
        self._by_code = {area.code: area for area in areas if area.code}

    def at(self, lat: float, lon: float) -> Area | None:
        """The area that a point lies in."""
        return next((area for area in self.areas if area.outline.holds(lat, lon)), None)

    def agrees(self, code: str, lat: float, lon: float) -> bool | None:
        """Whether a point lies in the area of ``code``, or within :data:`DOUBTFUL_KM` of it; None where the map does
        not draw that area."""
        area = self._by_code.get(code)
        if area is None:
            return None
        return area.outline.holds(lat, lon) or area.outline.border_km(lat, lon, DOUBTFUL_KM) is not None

    def border_km(self, lat: float, lon: float) -> float | None:
        """How far the nearest border is, where it is within :data:`DOUBTFUL_KM`."""
        near = [
            km
            for area in self.areas
            if area.outline.box.holds(lat, lon, DOUBTFUL_KM)
            and (km := area.outline.border_km(lat, lon, DOUBTFUL_KM)) is not None
        ]
        return min(near, default=None)


class _Drawn(msgspec.Struct, frozen=True):
    country: str
    area: str | None
    newer: Annotated[tuple[str, ...], msgspec.Meta()] = msgspec.field(name="or")
    rings: tuple[tuple[int, ...], ...] = ()


class _File(msgspec.Struct, frozen=True):
    source: str
    areas: tuple[_Drawn, ...]


@functools.cache
def first_level() -> Map:
    """The first-level areas of ten countries. Raises :class:`RefdataError` where the file is damaged."""
    name = "outlines.json"
    content = (resources.files("tawthiq.refdata.places") / name).read_bytes()
    try:
        held = msgspec.json.decode(content, type=_File)
    except msgspec.DecodeError as error:
        raise RefdataError(f"{error}; make it again with tools/build_outlines.py", file=name) from error
    return Map([Area(one.country, one.area, one.newer, Outline(map(_walked, one.rings))) for one in held.areas])


def _walked(numbers: Sequence[int]) -> list[tuple[float, float]]:
    """Steps in ten-thousandths of a degree as points."""
    points = []
    lon = lat = 0
    for east, north in zip(numbers[::2], numbers[1::2], strict=True):
        lon, lat = lon + east, lat + north
        points.append((lon / _SCALE, lat / _SCALE))
    return points
