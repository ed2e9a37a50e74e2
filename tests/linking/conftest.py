"""Statements for tests: a shelling of one village on one day, and what changes about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest

from tawthiq.linking.statements import Spot, Statement, Toll, hashed
from tawthiq.linking.weights import Weights, load

DAY = dt.date(2031, 3, 12).toordinal()
IDLIB, HAMA = hashed("Idlib"), hashed("Hama")


def spot(name: str, lat: float, lon: float, admin1: int = IDLIB, **changes: object) -> Spot:
    """A village on the map."""
    found = Spot(lat, lon, 1.5, True, False, hashed(f"id {name}"), hashed(name), admin1, 0, hashed("SY"))
    return msgspec.structs.replace(found, **changes)


SARMIN, NEXT_VILLAGE, FAR = spot("سرمين", 35.90, 36.72), spot("النيرب", 35.88, 36.83), spot("سلمية", 35.01, 37.05, HAMA)
AREA = Spot(None, None, 0, False, False, IDLIB, IDLIB, IDLIB, 0, hashed("SY"))

Make = Callable[..., Statement]


def told(report: str, event: str = "e1", **changes: object) -> Statement:
    """What a report says of the shelling."""
    found = Statement(
        report=report,
        event=event,
        type="shelling",
        level="incident",
        modality="asserted",
        first=DAY,
        last=DAY,
        spots=(SARMIN,),
        killed=Toll(3, 3),
        injured=Toll(7, 7),
        actors=("SYR",),
        platforms=("artillery",),
    )
    return msgspec.structs.replace(found, **changes)


@pytest.fixture(scope="session")
def weights() -> Weights:
    """The shipped weights."""
    return load()
