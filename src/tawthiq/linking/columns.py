"""Statements as arrays, one row each: what is compared many million times must not be looked at one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from tawthiq.linking.rarity import bits
from tawthiq.linking.statements import MOST_NAMES, MOST_SPOTS, MOST_WORDS, Statement, Toll

Array = NDArray[Any]
UNKNOWN = -1
"""Of a toll: not said, or not bounded."""

_PARTS = 6
"""Parts of a victim's name that are compared."""


class Codes:
    """Codes as bits of a number: the sixty-three first met have a bit of their own; the rest share the last."""

    def __init__(self, known: Iterable[str]) -> None:
        self._bits = {code: number for number, code in enumerate(sorted(set(known)))}

    def mask(self, codes: Iterable[str]) -> int:
        """The bits of ``codes``."""
        found = 0
        for code in codes:
            found |= 1 << min(63, self._bits.setdefault(code, len(self._bits)))
        return found


class Columns(msgspec.Struct, frozen=True):
    """The arrays; each has a row a statement, in the order of ``keys``. Widths beyond one are padded with 0 (spots that
    are not there have ``fine`` 0; 1 is an area, 2 a spot)."""

    keys: list[tuple[str, str]]
    report: Array
    type: Array
    level: Array
    first: Array
    last: Array
    month_day: Array
    weekday: Array
    soft: Array
    lat: Array
    lon: Array
    km: Array
    fine: Array
    seat: Array
    place: Array
    name: Array
    admin1: Array
    admin2: Array
    country: Array
    killed: Array
    injured: Array
    strikes: Array
    munitions: Array
    platforms: Array
    actors: Array
    sites: Array
    victims: Array
    names: Array
    words: Array
    bits: Array

    def __len__(self) -> int:
        return len(self.keys)


TYPES = (
    "air_attack", "drone_attack", "shelling", "missile_attack", "chemical_attack", "explosion", "suicide_attack",
    "armed_clash", "shooting", "killing", "vehicle_incident", "abduction", "sexual_violence", "siege", "destruction",
    "displacement", "service_disruption", "truce", "calm", "control_change", "other_violence",
)  # fmt: skip
"""Event types in the order of their numbers."""
LEVELS = ("incident", "cluster", "context")

_WIDER = {"aircraft": ("fixed_wing", "helicopter"), "rocket": ("air_rocket", "multiple_rocket", "improvised_rocket")}
"""A code that leaves open which of several it is."""


def columns(statements: Iterable[Statement]) -> Columns:
    """The arrays of ``statements``, which come in the order of their keys."""
    rows = list(statements)
    size = len(rows)
    spots, tolls = _spots(rows), {name: _tolls([getattr(row, name) for row in rows]) for name in ("killed", "injured")}
    reports = {report: number for number, report in enumerate(sorted({row.report for row in rows}))}
    words, rarity = _words(rows)

    def each(name: str, kind: type) -> Array:
        return np.fromiter((getattr(row, name) for row in rows), kind, size)

    def masks(name: str) -> Array:
        codes = Codes(code for row in rows for code in getattr(row, name))
        widened = (_widened(getattr(row, name)) for row in rows)
        return np.fromiter((codes.mask(found) for found in widened), np.uint64, size)

    return Columns(
        keys=[row.key for row in rows],
        report=np.fromiter((reports[row.report] for row in rows), np.int32, size),
        type=np.fromiter((TYPES.index(row.type) for row in rows), np.int8, size),
        level=np.fromiter((LEVELS.index(row.level) for row in rows), np.int8, size),
        first=each("first", np.int32),
        last=each("last", np.int32),
        month_day=each("month_day", np.int16),
        weekday=np.fromiter((UNKNOWN if row.weekday is None else row.weekday for row in rows), np.int8, size),
        soft=each("soft", np.bool_),
        strikes=each("strikes", np.int32),
        names=_names(rows),
        words=words,
        bits=rarity,
        **spots,
        **tolls,
        **{name: masks(name) for name in ("munitions", "platforms", "actors", "sites", "victims")},
    )


def _widened(codes: Sequence[str]) -> Iterable[str]:
    return (wider for code in codes for wider in (code, *_WIDER.get(code, ())))


def _spots(rows: Sequence[Statement]) -> dict[str, Array]:
    shape = (len(rows), MOST_SPOTS)
    found: dict[str, Array] = {name: np.zeros(shape, np.float32) for name in ("lat", "lon", "km")}
    found["fine"], found["seat"] = np.zeros(shape, np.int8), np.zeros(shape, np.bool_)
    found |= {name: np.zeros(shape, np.uint32) for name in ("place", "name", "admin1", "admin2", "country")}
    found["lat"][:] = np.nan
    for number, row in enumerate(rows):
        for at, spot in enumerate(row.spots):
            found["fine"][number, at] = 2 if spot.fine else 1
            for name in ("km", "seat", "place", "name", "admin1", "admin2", "country"):
                found[name][number, at] = getattr(spot, name)
            if spot.lat is not None and spot.lon is not None:
                found["lat"][number, at], found["lon"][number, at] = spot.lat, spot.lon
    return found


def _tolls(tolls: Sequence[Toll | None]) -> Array:
    """(least, most) a row."""
    found = np.full((len(tolls), 2), UNKNOWN, np.int32)
    for number, toll in enumerate(tolls):
        if toll is not None:
            found[number] = (toll.least, UNKNOWN if toll.most is None else toll.most)
    return found


def _names(rows: Sequence[Statement]) -> Array:
    found = np.zeros((len(rows), MOST_NAMES, _PARTS), np.uint32)
    for number, row in enumerate(rows):
        for at, parts in enumerate(row.names):
            kept = parts[:_PARTS]
            found[number, at, : len(kept)] = kept
    return found if found.any() else found[:, :1, :1]


def _words(rows: Sequence[Statement]) -> tuple[Array, Array]:
    width = max(1, min(MOST_WORDS, max((len(row.words) for row in rows), default=0)))
    words, rarity = np.zeros((len(rows), width), np.uint32), np.zeros((len(rows), width), np.int8)
    for number, row in enumerate(rows):
        kept = row.words[:width]
        words[number, : len(kept)] = kept
        rarity[number, : len(kept)] = [bits(word) for word in kept]
    return words, rarity
