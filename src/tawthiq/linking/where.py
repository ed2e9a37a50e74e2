"""Comparing places: distance against both radii, containment, the same name that no gazetteer holds."""

from __future__ import annotations

import numpy as np

from tawthiq.linking.columns import Array, Columns
from tawthiq.linking.statements import MOST_SPOTS

PLACE = ("elsewhere", "same_area_apart", "inside", "near", "within_radii", "same_seat", "same_place", "same_name")
"""Levels from 1 on; of several pairs of places, the highest holds."""

SAME_KM, LEAST_KM, NEAR_KM, APART_KM = 1.0, 3.0, 10.0, 30.0
"""Spots this close are one; radii below the second are taken for it; still near; so far apart that the same spelling
means two places."""

_HALF_EARTH = 12742.0
_RADIAN = np.float32(np.pi / 180)


def place(columns: Columns, a: Array, b: Array) -> Array:
    """The level of each pair: of their spots where both name one, else with the areas, too."""
    spots = [(columns.fine[i] == 2).any(axis=1) for i in (a, b)]
    both = spots[0] & spots[1]
    best = np.zeros(len(a), np.int8)
    for i in range(MOST_SPOTS):
        there = columns.fine[a, i] > 0
        if not there.any():
            break
        for j in range(MOST_SPOTS):
            used = there & (columns.fine[b, j] > 0)
            used &= ~both | ((columns.fine[a, i] == 2) & (columns.fine[b, j] == 2))
            some = np.flatnonzero(used)
            if len(some):
                best[some] = np.maximum(best[some], _pair(columns, a[some], b[some], i, j))
    return best


def _pair(columns: Columns, a: Array, b: Array, i: int, j: int) -> Array:
    """The level of one place of each."""

    def same(name: str) -> Array:
        values: Array = getattr(columns, name)
        return np.asarray((values[a, i] == values[b, j]) & (values[a, i] != 0))

    def both(name: str) -> Array:
        values: Array = getattr(columns, name)
        return np.asarray((values[a, i] != 0) & (values[b, j] != 0))

    fine_a, fine_b = columns.fine[a, i] == 2, columns.fine[b, j] == 2
    distance = distance_km(columns.lat[a, i], columns.lon[a, i], columns.lat[b, j], columns.lon[b, j])
    known = ~np.isnan(distance)
    reach = columns.km[a, i] + columns.km[b, j]
    spots = fine_a & fine_b
    far = known & (distance > np.maximum(APART_KM, reach))
    one = same("place") | (spots & known & (distance <= SAME_KM))
    inside = ~spots & (same("admin2") | (same("admin1") & ~_both_areas_named(columns, a, b, i, j)))
    inside |= ~spots & known & (distance <= np.maximum(columns.km[a, i], columns.km[b, j]))
    apart = known & same("admin1")
    elsewhere = far | (both("admin1") & ~same("admin1")) | (both("country") & ~same("country"))
    return np.select(
        [same("name") & spots & ~known, one & spots & ~columns.seat[a, i], one & spots,
         spots & known & (distance <= np.maximum(LEAST_KM, reach)),
         spots & known & (distance <= NEAR_KM), (one | same("name") | inside) & ~far & ~spots, apart, elsewhere],
        [8, 7, 6, 5, 4, 3, 2, 1],
        default=0,
    ).astype(np.int8)  # fmt: skip


def _both_areas_named(columns: Columns, a: Array, b: Array, i: int, j: int) -> Array:
    """Whether both lie in known areas of second level, so that the first level alone says nothing."""
    return np.asarray((columns.admin2[a, i] != 0) & (columns.admin2[b, j] != 0))


def distance_km(lat_a: Array, lon_a: Array, lat_b: Array, lon_b: Array) -> Array:
    """Kilometres between points in degrees; NaN where one is unknown."""
    half_lat, half_lon = (lat_b - lat_a) * _RADIAN / 2, (lon_b - lon_a) * _RADIAN / 2
    part = np.sin(half_lat) ** 2 + np.cos(lat_a * _RADIAN) * np.cos(lat_b * _RADIAN) * np.sin(half_lon) ** 2
    return np.asarray(_HALF_EARTH * np.arcsin(np.sqrt(np.minimum(1, part))))
