"""Distances and boxes on the globe, in kilometres and degrees (WGS 84, a sphere of 6,371 km)."""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

from tawthiq.model.place import Bearing

_EARTH_KM = 6371.0
_KM_PER_DEGREE = 111.2

_DIRECTIONS: dict[Bearing, tuple[int, int]] = {
    "N": (1, 0), "S": (-1, 0), "E": (0, 1), "W": (0, -1), "C": (0, 0),
    "NE": (1, 1), "NW": (1, -1), "SE": (-1, 1), "SW": (-1, -1),
}  # fmt: skip
"""Bearing -> (northward, eastward), each -1, 0 or 1."""


class Box(msgspec.Struct, frozen=True):
    """A range of latitudes and longitudes; none that we hold crosses the date line."""

    south: float
    west: float
    north: float
    east: float

    @property
    def centre(self) -> tuple[float, float]:
        return (self.south + self.north) / 2, (self.west + self.east) / 2

    @property
    def radius_km(self) -> float:
        """From the centre to a corner."""
        return max(1.0, distance_km(*self.centre, self.north, self.east))

    def part(self, bearing: Bearing, about: tuple[float, float] | None = None) -> Box:
        """What of the box lies towards ``bearing`` (N, NE …) from a point in it, or from its middle; for C, the middle
        of the box."""
        north, east = _DIRECTIONS[bearing]
        inside = about is not None and bearing != "C" and self.holds(*about)
        lat, lon = about if about is not None and inside else self.centre
        if bearing == "C":
            tall, wide = (self.north - self.south) / 4, (self.east - self.west) / 4
            return Box(lat - tall, lon - wide, lat + tall, lon + wide)
        return Box(
            lat if north > 0 else self.south,
            lon if east > 0 else self.west,
            lat if north < 0 else self.north,
            lon if east < 0 else self.east,
        )

    def holds(self, lat: float, lon: float, margin_km: float = 0.0) -> bool:
        tall = margin_km / _KM_PER_DEGREE
        wide = tall / max(0.1, math.cos(math.radians(lat)))
        return self.south - tall <= lat <= self.north + tall and self.west - wide <= lon <= self.east + wide


def box_around(points: Iterable[tuple[float, float]]) -> Box | None:
    """The smallest box that holds all ``points`` (lat, lon), or None where there is none."""
    held = list(points)
    if not held:
        return None
    lats, lons = [lat for lat, _ in held], [lon for _, lon in held]
    return Box(min(lats), min(lons), max(lats), max(lons))


def box_about(lat: float, lon: float, radius_km: float) -> Box:
    """The box that holds the circle of ``radius_km`` about a point."""
    tall = radius_km / _KM_PER_DEGREE
    wide = tall / max(0.1, math.cos(math.radians(lat)))
    return Box(lat - tall, lon - wide, lat + tall, lon + wide)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance."""
    north, east = math.radians(lat2 - lat1) / 2, math.radians(lon2 - lon1) / 2
    chord = math.sin(north) ** 2 + math.cos(math.radians(lat1)) * math.cos(math.radians(lat2)) * math.sin(east) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def moved(lat: float, lon: float, bearing: Bearing, km: float) -> tuple[float, float]:
    """The point ``km`` from (lat, lon) towards ``bearing``; C stays."""
    north, east = _DIRECTIONS[bearing]
    length = math.hypot(north, east) or 1.0
    step = km / _KM_PER_DEGREE / length
    return lat + north * step, lon + east * step / max(0.1, math.cos(math.radians(lat)))
