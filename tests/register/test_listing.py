"""Lists of events: each filter alone, together, and against a plain reckoning."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest
from tests.register.conftest import FIRST, TEXT, landmine, made_ready, shelling, words

from tawthiq.model.dates import EventDate
from tawthiq.model.event import Facility, PlatformUse
from tawthiq.model.place import Location
from tawthiq.register import Register
from tawthiq.register.listing import Circle, Filter, distance_km, listed
from tawthiq.register.store import Store
from tawthiq.register.words import Keys


def names(register: Register, limit: int = 100, offset: int = 0, **wanted: Any) -> list[str]:
    """The events that a filter asks for."""
    with register.reading() as connection:
        return [item.id for item in listed(connection, Filter(**wanted), limit=limit, offset=offset)]


@pytest.fixture
def filled(register: Register, keys: Keys) -> Register:
    """Two events in a report, a later one in another."""
    later = shelling(
        type="air_attack",
        date=EventDate.of("2031-03-20/2031-03-22", "stated", evidence=words(TEXT, "5 آذار")),
        actors=(),
        munitions=(),
        platforms=(PlatformUse(code="drone", evidence=words(TEXT, "قصف")),),
        facilities=(Facility(type="hospital", evidence=words(TEXT, "طبي")),),
        casualties=(),
    )
    other = f"{TEXT} (بعد)"
    ready = [made_ready(keys, TEXT, [shelling(), landmine()], id="r1"), made_ready(keys, other, [later], id="r2")]
    Store(register, FIRST).write(ready)
    return register


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["r2#e1", "r1#e1", "r1#e2"]),
        ({"place": "سرمين"}, ["r2#e1", "r1#e1"]),
        ({"place": "Sarmin"}, ["r2#e1", "r1#e1"]),
        ({"place": "اريحا"}, ["r1#e2"]),
        ({"place": "%"}, []),
        ({"area": "Idlib"}, ["r2#e1", "r1#e1"]),
        ({"area": "sy"}, ["r2#e1", "r1#e1"]),
        ({"area": "Homs"}, []),
        ({"around": Circle(35.95, 36.72, 10)}, ["r2#e1", "r1#e1"]),
        ({"around": Circle(35.95, 36.72, 1)}, []),
        ({"first_day": "2031-03-21"}, ["r2#e1"]),
        ({"last_day": "2031-03-05"}, ["r1#e1"]),
        ({"first_day": "2031-03-06", "last_day": "2031-03-20"}, ["r2#e1"]),
        ({"types": ("shelling", "explosion")}, ["r1#e1", "r1#e2"]),
        ({"actor": "RUS"}, ["r1#e1"]),
        ({"actor": "SYR"}, ["r1#e1"]),
        ({"actor": "US"}, []),
        ({"weapon": "artillery_shell"}, ["r1#e1"]),
        ({"weapon": "drone"}, ["r2#e1"]),
        ({"facility": "hospital"}, ["r2#e1"]),
        ({"killed": 3}, ["r1#e1"]),
        ({"killed": 4}, []),
        ({"states": ("accepted",)}, []),
        ({"states": ("machine", "edited")}, ["r2#e1", "r1#e1", "r1#e2"]),
        ({"report": 1}, ["r1#e1", "r1#e2"]),
        ({"place": "سرمين", "types": ("shelling",), "killed": 1, "actor": "RUS"}, ["r1#e1"]),
        ({"limit": 1, "offset": 1}, ["r1#e1"]),
    ],
)
def test_each_filter(filled: Register, wanted: dict[str, Any], found: list[str]) -> None:
    assert names(filled, **wanted) == found


def test_a_row_says_what_matters(filled: Register) -> None:
    with filled.reading() as connection:
        row = listed(connection, Filter(report=1), limit=1)[0]
    assert msgspec.structs.astuple(row) == (
        "r1#e1", "r1", "e1", True, "2031-03-06", "shelling", "incident", "asserted", "2031-03-05", ("سرمين (Sarmin)",),
        35.9, 36.72, 2.0, ("SYR|RUS",), 3, None, 0.8, "machine",
    )  # fmt: skip


def test_circles_hold_what_lies_in_them_and_nothing_else(register: Register, keys: Keys) -> None:
    """Random points and circles, at the poles and across the date line too, against the distance alone."""
    chance = random.Random(3)  # noqa: S311  # points of a test
    points = [(chance.uniform(-90, 90), chance.uniform(-180, 180)) for _ in range(150)]
    points += [(0.0, 179.9), (0.0, -179.9), (89.9, 10.0), (89.9, -170.0), (-89.99, 0.0), (12.0, 180.0), (12.0, -180.0)]
    ready = []
    for number, (lat, lon) in enumerate(points):
        spot = Location(
            role="impact", name="x", lat=lat, lon=lon, radius_km=1.0, precision="point", evidence=words(TEXT, "سرمين")
        )
        text = f"{TEXT} {number}"
        ready.append(made_ready(keys, text, [landmine(text, locations=(spot,))], id=str(number)))
    Store(register, FIRST).write(ready)
    for _ in range(120):
        near = chance.choice(points)
        circle = Circle(near[0], near[1], chance.choice((1.0, 30.0, 500.0, 4000.0, 15000.0)))
        wanted = {f"{n}#e2" for n, point in enumerate(points) if distance_km(circle, *point) <= circle.km}
        assert set(names(register, limit=1000, around=circle)) == wanted


def test_distances() -> None:
    assert distance_km(Circle(0, 0, 0), 0, 180) == pytest.approx(20015, abs=1)
    assert distance_km(Circle(36.2, 37.16, 0), 35.93, 36.63) == pytest.approx(56.4, abs=0.5)
