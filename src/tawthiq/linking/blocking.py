"""Which pairs are worth comparing: statements that share a key, such as a square of the map and a day.

Every statement has a few keys whatever the size of the register, so that the cost grows with it and not with its
square. A key that too many share says too little; its finer companions bring the same statements together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec
import numpy as np

from tawthiq.linking.columns import UNKNOWN, Array, Columns
from tawthiq.linking.days import exact_day, month_day
from tawthiq.linking.statements import MOST_SPOTS

CELL = 0.1
"""Degrees: the side of a square of the map."""
REACH_KM, DEGREE_KM = 6.0, 111.0
"""How far beyond its own square a spot is looked for, at least half of what counts as near."""

RAREST, LEAST_BITS = 6, 8
"""Rare words of a statement that are keys, and how rare they are."""


class Family(msgspec.Struct, frozen=True):
    """A kind of key. ``most``: statements that may share one. ``narrow``: at least one of a pair must lack what finer
    keys are made of; all statements have the key, so that it finds them."""

    name: str
    most: int
    narrow: bool = False


FAMILIES = (
    Family("square and day", 600),
    Family("name and day", 600),
    Family("area and day", 60, narrow=True),
    Family("day", 60, narrow=True),
    Family("place, month and day", 80),
    Family("place and toll", 200, narrow=True),
    Family("place", 120, narrow=True),
    Family("rare word", 30),
    Family("two rare words", 80),
    Family("victim's name", 60),
)


def family_of(key: Array) -> Array:
    """The number of the family of each key."""
    return key & 15


class Keyed(msgspec.Struct, frozen=True):
    """The keys of one family: ``key[i]`` is a key of the row ``row[i]``."""

    family: Family
    key: Array
    row: Array


def pairs(columns: Columns, admitted: Array) -> tuple[Array, Array]:
    """All pairs of rows to be compared, each once, the lower row first. ``admitted``: rows that are linked at all."""
    return paired(columns, keys(columns, admitted))


def paired(columns: Columns, keyed: Iterable[Keyed]) -> tuple[Array, Array]:
    """The pairs of rows that share one of the keys."""
    size = len(columns)
    vague = is_vague(columns)
    found = [_shared(one, vague, columns.report, size) for one in keyed]
    codes = np.unique(np.concatenate([np.zeros(0, np.int64), *found]))
    return (codes // size).astype(np.int32), (codes % size).astype(np.int32)


def is_vague(columns: Columns) -> Array:
    """Rows without a spot, or without a day."""
    return np.asarray(~(columns.fine == 2).any(axis=1) | (exact_day(columns) == 0))


def _shared(keyed: Keyed, vague: Array, report: Array, size: int) -> Array:
    """Pairs of rows that share a key, as lower row times ``size`` plus higher row."""
    order = np.lexsort((keyed.row, keyed.key))
    key, row = keyed.key[order], keyed.row[order].astype(np.int64)
    fresh = np.ones(len(key), bool)
    fresh[1:] = (key[1:] != key[:-1]) | (row[1:] != row[:-1])
    key, row = key[fresh], row[fresh]
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.zeros(0, np.int64)
    lengths = np.repeat(np.diff(starts, append=len(key)), np.diff(starts, append=len(key)))
    kept = (lengths > 1) & (lengths <= keyed.family.most)
    key, row = key[kept], row[kept]
    found: list[Array] = []
    step = 1
    while step < len(key):
        same = np.flatnonzero(key[step:] == key[:-step])
        if not len(same):
            break
        one, other = row[same], row[same + step]
        wanted = report[one] != report[other]
        if keyed.family.narrow:
            wanted &= vague[one] | vague[other]
        found.append(one[wanted] * size + other[wanted])
        step += 1
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)


def keys(columns: Columns, admitted: Array) -> Iterator[Keyed]:
    """The keys of all families."""
    rows = np.flatnonzero(admitted)
    day = exact_day(columns)[rows]
    dated = day > 0
    parts: dict[str, list[tuple[Array, Array]]] = {family.name: [] for family in FAMILIES}

    def add(name: str, some: Array, *values: Array) -> None:
        if some.any():
            chosen = (value[some] for value in values)
            parts[name].append((_mixed(name, *chosen), rows[some]))

    for at in range(MOST_SPOTS):
        _place_keys(columns, rows, at, day, dated, add)
    for shift in (0, 1):
        add("day", dated, day + shift)
    _word_keys(columns, rows, add)
    for family in FAMILIES:
        some = parts[family.name]
        if some:
            yield Keyed(family, np.concatenate([key for key, _ in some]), np.concatenate([row for _, row in some]))


def _place_keys(columns: Columns, rows: Array, at: int, day: Array, dated: Array, add: Callable[..., None]) -> None:
    """Keys of one place of each row."""
    there = columns.fine[rows, at] > 0
    name, area = columns.name[rows, at], columns.admin1[rows, at]
    calendar = month_day(columns, rows)
    for shift in (0, 1):
        for square in _squares(columns, rows, at):
            add("square and day", there & dated & (columns.fine[rows, at] == 2) & (square >= 0), square, day + shift)
        add("name and day", there & dated, name, day + shift)
        add("area and day", there & dated & (area != 0), area, day + shift)
    for identity in (name, columns.place[rows, at]):
        known = there & (identity != 0)
        add("place, month and day", known & (calendar > 0), identity, calendar)
        add("place", known, identity)
        for tolls, offset in ((columns.killed, 0), (columns.injured, 100_000)):
            least = tolls[rows, 0]
            add("place and toll", known & (least != UNKNOWN), identity, least + offset)


def _squares(columns: Columns, rows: Array, at: int) -> Iterator[Array]:
    """The squares of the map that a spot may lie in, seen from the corners of its reach; -1 where it has no point."""
    lat, lon = columns.lat[rows, at].astype(np.float64), columns.lon[rows, at].astype(np.float64)
    reach = np.minimum(2 * REACH_KM, np.maximum(REACH_KM, columns.km[rows, at])) / DEGREE_KM
    known = ~np.isnan(lat)
    for south in (-1, 1):
        for west in (-1, 1):
            line = np.floor(np.where(known, lat + south * reach, 0) / CELL).astype(np.int64) + 1000
            column = np.floor(np.where(known, lon + west * reach, 0) / CELL).astype(np.int64) + 2000
            yield np.where(known, line * 10_000 + column, -1)


def _word_keys(columns: Columns, rows: Array, add: Callable[..., None]) -> None:
    order = np.argsort(-columns.bits[rows], axis=1, kind="stable")[:, :RAREST]
    words, bits = (np.take_along_axis(values[rows], order, axis=1) for values in (columns.words, columns.bits))
    for i in range(words.shape[1]):
        add("rare word", bits[:, i] >= LEAST_BITS, words[:, i])
        for j in range(i):
            both = (bits[:, i] > 0) & (bits[:, j] > 0)
            low, high = np.minimum(words[:, i], words[:, j]), np.maximum(words[:, i], words[:, j])
            add("two rare words", both, low, high)
    names = columns.names[rows]
    for at in range(names.shape[1]):
        for i in range(names.shape[2]):
            for j in range(i):
                add("victim's name", names[:, at, i] > 0, names[:, at, j], names[:, at, i])


def _mixed(name: str, *values: Array) -> Array:
    """One number for some numbers (splitmix64); its last four bits are the number of the family."""
    number = next(at for at, family in enumerate(FAMILIES) if family.name == name)
    found = np.full(len(values[0]), number, np.uint64)
    for value in values:
        found = (found ^ value.astype(np.int64).astype(np.uint64)) + np.uint64(0x9E3779B97F4A7C15)
        found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        found = found ^ (found >> np.uint64(31))
    return (found & ~np.uint64(15) | np.uint64(number)).view(np.int64)
