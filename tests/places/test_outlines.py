"""Outlines: points in polygons, borders, and the embedded gazetteer's own places."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.places.outlines import DOUBTFUL_KM, Outline, first_level
from tawthiq.places.store import Store

SQUARE = Outline(
    [[(36.0, 35.0), (37.0, 35.0), (37.0, 36.0), (36.0, 36.0)], [(36.4, 35.4), (36.6, 35.4), (36.6, 35.6), (36.4, 35.6)]]
)


@given(st.floats(34.5, 36.5), st.floats(35.5, 37.5))
def test_a_square_with_a_hole(lat: float, lon: float) -> None:
    outer = 35.0 < lat < 36.0 and 36.0 < lon < 37.0
    hole = 35.4 < lat < 35.6 and 36.4 < lon < 36.6
    edge = any(abs(value - side) < 1e-9 for value in (lat,) for side in (35.0, 35.4, 35.6, 36.0))
    edge |= any(abs(lon - side) < 1e-9 for side in (36.0, 36.4, 36.6, 37.0))
    if not edge:
        assert SQUARE.holds(lat, lon) == (outer and not hole)


@given(
    st.lists(st.tuples(st.floats(0.2, 1.0), st.floats(0.01, 0.2)), min_size=3, max_size=12),
    st.floats(0, 1.2),
    st.floats(0, 6.28),
)
def test_a_star_about_a_point(corners: list[tuple[float, float]], far: float, turn: float) -> None:
    """A point on the ray to a corner is inside exactly where it is nearer than the corner."""
    total = sum(step for _, step in corners)
    angles, angle = [], 0.0
    for radius, step in corners:
        angle += step / total * 2 * math.pi
        angles.append((angle, radius))
    star = Outline([[(40 + radius * math.cos(a), 35 + radius * math.sin(a)) for a, radius in angles]])
    at, radius = angles[int(turn * 100) % len(angles)]
    gaps = [b - a for (a, _), (b, _) in pairwise(angles)]
    if max(gaps, default=7) < math.pi and angles[0][0] < math.pi and abs(far - 1) > 1e-6 and far > 0:
        assert star.holds(35 + far * radius * math.sin(at), 40 + far * radius * math.cos(at)) == (far < 1)


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        (35.93, 36.63, "SY-ID"), (36.20, 37.16, "SY-HL"), (33.51, 36.30, "SY-DI"), (33.57, 36.40, "SY-RD"),
        (36.34, 43.13, "IQ-NI"), (15.35, 44.21, "YE-SA"), (31.50, 34.46, "PS-GZ"), (32.12, 20.07, "LY-BA"),
        (38.0, 30.0, None),
    ],
)  # fmt: skip
def test_the_area_of_a_point(lat: float, lon: float, code: str | None) -> None:
    area = first_level().at(lat, lon)
    assert (area.code if area else None) == code


def test_a_border_is_near_or_not() -> None:
    outlines = first_level()
    assert outlines.border_km(35.93, 36.63) is None  # Idlib
    habit = outlines.border_km(35.44, 36.54)  # Al Habit in Idlib, close to Hama
    assert habit == pytest.approx(2.2, abs=0.3)
    km = outlines.border_km(36.63, 37.10)  # north of Azaz, close to Turkey
    assert km is not None
    assert 0 <= km <= DOUBTFUL_KM
    assert outlines.agrees("SY-ID", 35.93, 36.63) is True
    assert outlines.agrees("SY-HM", 35.93, 36.63) is False
    assert outlines.agrees("FR-75C", 48.85, 2.35) is None


def test_the_embedded_places_lie_in_their_areas(store: Store) -> None:
    """All but some on the Golan and the island of Arwad, which the map draws otherwise, and in the desert."""
    outlines = first_level()
    seen = wrong = 0
    for place in store.of_kind("city", "town", "village"):
        if place.country == "SY" and place.admin1 and place.lat is not None and place.lon is not None:
            seen += 1
            wrong += outlines.agrees(place.admin1, place.lat, place.lon) is False
    assert seen > 350
    assert wrong <= 7
