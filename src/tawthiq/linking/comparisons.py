"""How two statements are compared: each comparison answers with one of a few levels that a person can read.

A comparison takes the columns and two arrays of row numbers, and gives the level of each pair. Level 0 is always "not
said by both": missing is not different. What the levels are called, and what they weigh, is in
``refdata/linking/weights.tsv``.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np

from tawthiq.linking.columns import TYPES, UNKNOWN, Array, Columns
from tawthiq.linking.days import is_exact, month_day, weekday
from tawthiq.linking.where import PLACE, place

Compare = Callable[[Columns, Array, Array], Array]


class Comparison(msgspec.Struct, frozen=True):
    """``levels``: names of the levels from 1 on."""

    name: str
    levels: tuple[str, ...]
    compare: Compare


_DATE = (
    "same_day", "same_day_published", "next_day", "next_day_published", "few_days", "week", "two_months", "apart",
    "same_yearless", "other_yearless", "inside_span", "outside_span", "same_weekday", "other_weekday",
)  # fmt: skip


def _date(columns: Columns, a: Array, b: Array) -> Array:
    first, last = columns.first, columns.last
    gap = np.maximum(0, np.maximum(first[b] - last[a], first[a] - last[b]))
    known = (last[a] > 0) & (last[b] > 0)
    exact = is_exact(columns, a) & is_exact(columns, b)
    soft = columns.soft[a] | columns.soft[b]
    levels = np.select(
        [gap == 0, gap == 1, gap <= 3, gap <= 7, gap <= 60],
        [np.where(soft, 2, 1), np.where(soft, 4, 3), 5, 6, 7],
        default=8,
    )
    wide = known & ~exact
    short = (first[a] > 0) & (first[b] > 0) & (np.maximum(last[a] - first[a], last[b] - first[b]) <= 3)
    spans = np.where(gap == 0, np.where(short, 4, np.where(_long(columns, a, b), 0, 11)), 12)
    found = np.where(exact, levels, np.where(wide, spans, 0))
    found = np.where(~known, _yearless(columns, a, b), found)
    weekday_a, weekday_b = weekday(columns, a), weekday(columns, b)
    named = (weekday_a >= 0) & (weekday_b >= 0)
    found = np.where((found == 9) & named & (weekday_a != weekday_b), 10, found)
    return np.where((found == 0) & named, np.where(weekday_a == weekday_b, 13, 14), found).astype(np.int8)


def _long(columns: Columns, a: Array, b: Array) -> Array:
    """Whether a span is so long (or open) that lying in it says nothing."""
    spans = [np.where(columns.first[i] > 0, columns.last[i] - columns.first[i], 9999) for i in (a, b)]
    return np.asarray(np.maximum(*spans) > 31)


def _yearless(columns: Columns, a: Array, b: Array) -> Array:
    """Levels where a year is unknown: month and day are compared."""
    days = [month_day(columns, i) for i in (a, b)]
    return np.where((days[0] > 0) & (days[1] > 0), np.where(days[0] == days[1], 9, 10), 0)


_KIND = ("same", "kin", "other", "unlike")
_FAMILIES = (
    ("air_attack", "drone_attack", "missile_attack", "chemical_attack"),
    ("shelling", "missile_attack", "chemical_attack"),
    ("explosion", "suicide_attack", "shelling"),
    ("shooting", "killing", "armed_clash", "abduction"),
    ("shelling", "armed_clash"),
)
"""Types that reports take for one another."""
_VAGUE = ("other_violence", "destruction", "displacement", "service_disruption", "control_change", "siege")
"""Types that say little on the means: they neither fit nor contradict."""
_FROM_AFAR = (
    "air_attack", "drone_attack", "missile_attack", "chemical_attack", "shelling", "explosion", "suicide_attack",
)  # fmt: skip
_HAND_TO_HAND = ("abduction", "killing", "vehicle_incident", "sexual_violence", "truce", "calm")
"""What no report takes for the other."""


def _kin() -> Array:
    """Level of each pair of types."""
    table = np.full((len(TYPES), len(TYPES)), 3, np.int8)
    for far in _FROM_AFAR:
        for near in _HAND_TO_HAND:
            table[TYPES.index(far), TYPES.index(near)] = table[TYPES.index(near), TYPES.index(far)] = 4
    for family in _FAMILIES:
        for one in family:
            table[TYPES.index(one), [TYPES.index(other) for other in family]] = 2
    for one in _VAGUE:
        table[TYPES.index(one), :] = table[:, TYPES.index(one)] = 0
    np.fill_diagonal(table, 1)
    table[TYPES.index("other_violence"), TYPES.index("other_violence")] = 0
    return table


_KIN = _kin()


def _kind(columns: Columns, a: Array, b: Array) -> Array:
    found: Array = _KIN[columns.type[a], columns.type[b]]
    return found


_TOLL = ("same_many", "same_some", "same_one", "both_none", "compatible", "close", "other", "far")


def _toll(name: str) -> Compare:
    def compare(columns: Columns, a: Array, b: Array) -> Array:
        tolls: Array = getattr(columns, name)
        (low_a, high_a), (low_b, high_b) = tolls[a].T, tolls[b].T
        said = (low_a != UNKNOWN) & (low_b != UNKNOWN)
        exact = (low_a == high_a) & (low_b == high_b)
        same = exact & (low_a == low_b)
        overlap = ((high_a == UNKNOWN) | (high_a >= low_b)) & ((high_b == UNKNOWN) | (high_b >= low_a))
        least, most = np.minimum(low_a, low_b), np.maximum(low_a, low_b)
        close = most - least <= np.maximum(1, most // 4)
        levels = np.select(
            [same & (low_a == 0), same & (low_a == 1), same & (low_a <= 4), same, overlap, (least > 0) & close,
             (least > 0) & (most <= 3 * least)],
            [4, 3, 2, 1, 5, 6, 7],
            default=8,
        )  # fmt: skip
        return np.where(said, levels, 0).astype(np.int8)

    return compare


_SHARED = ("shared", "disjoint")


def _codes(name: str) -> Compare:
    def compare(columns: Columns, a: Array, b: Array) -> Array:
        masks: Array = getattr(columns, name)
        one, other = masks[a], masks[b]
        said = (one != 0) & (other != 0)
        return np.where(said, np.where((one & other) != 0, 1, 2), 0).astype(np.int8)

    return compare


_STRIKES = ("same", "other")


def _strikes(columns: Columns, a: Array, b: Array) -> Array:
    one, other = columns.strikes[a], columns.strikes[b]
    said = (one > 1) & (other > 1)
    return np.where(said, np.where(one == other, 1, 2), 0).astype(np.int8)


_NAMES = ("same", "part", "other")


def _names(columns: Columns, a: Array, b: Array) -> Array:
    """Two parts in common are one name (forms of it leave out a father or grandfather); one part may be chance."""
    best = np.zeros(len(a), np.int8)
    one, other = columns.names[a], columns.names[b]
    said = (one[:, 0, 0] != 0) & (other[:, 0, 0] != 0)
    for i in range(one.shape[1]):
        for j in range(one.shape[1]):
            parts = (one[:, i, :, None] == other[:, j, None, :]) & (one[:, i, :, None] != 0)
            best = np.maximum(best, parts.any(axis=2).sum(axis=1).astype(np.int8))
    return np.where(said, np.select([best >= 2, best == 1], [1, 2], default=3), 0).astype(np.int8)


_WORDS = ("nearly_all", "many", "several", "some", "one", "common", "none")


def _words(columns: Columns, a: Array, b: Array) -> Array:
    one, other = columns.words[a], columns.words[b]
    shared = (one[:, :, None] == other[:, None, :]).any(axis=2) & (one != 0)
    bits = (columns.bits[a] * shared).sum(axis=1, dtype=np.int32)
    lesser = np.minimum(columns.bits[a].sum(axis=1, dtype=np.int32), columns.bits[b].sum(axis=1, dtype=np.int32))
    alike = (bits >= 30) & (bits * 10 >= lesser * 6)
    steps = [alike, bits >= 60, bits >= 30, bits >= 15, bits >= 9, bits > 0]
    levels = np.select(steps, [1, 2, 3, 4, 5, 6], default=7)
    return np.where(lesser > 0, np.where((levels == 7) & (lesser < 20), 0, levels), 0).astype(np.int8)


COMPARISONS: tuple[Comparison, ...] = (
    Comparison("date", _DATE, _date),
    Comparison("place", PLACE, place),
    Comparison("type", _KIND, _kind),
    Comparison("killed", _TOLL, _toll("killed")),
    Comparison("injured", _TOLL, _toll("injured")),
    Comparison("victims", _SHARED, _codes("victims")),
    Comparison("munition", _SHARED, _codes("munitions")),
    Comparison("platform", _SHARED, _codes("platforms")),
    Comparison("attacker", _SHARED, _codes("actors")),
    Comparison("target", _SHARED, _codes("sites")),
    Comparison("strikes", _STRIKES, _strikes),
    Comparison("names", _NAMES, _names),
    Comparison("words", _WORDS, _words),
)
"""All comparisons, in the order in which they are told."""
