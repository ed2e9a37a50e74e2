"""What each comparison finds, level by level."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from tests.linking.conftest import AREA, DAY, FAR, HAMA, NEXT_VILLAGE, SARMIN, spot, told

from tawthiq.linking.columns import columns
from tawthiq.linking.comparisons import COMPARISONS
from tawthiq.linking.statements import Spot, Toll, hashed, name_parts

OPEN = {"first": 0, "last": 0}
MARCH = {"first": dt.date(2031, 3, 1).toordinal(), "last": dt.date(2031, 3, 31).toordinal()}
UNMAPPED = Spot(name=hashed("حي الشيخ"), admin1=SARMIN.admin1, country=SARMIN.country)


def level(comparison: str, one: dict[str, object], other: dict[str, object]) -> str | None:
    """The level that a comparison gives two statements, the same whichever comes first; None for "not said"."""
    found = next(each for each in COMPARISONS if each.name == comparison)
    table = columns([told("a", **one), told("b", **other)])
    there, back = np.array([0, 1]), np.array([1, 0])
    levels = found.compare(table, there, back).tolist()
    assert levels[0] == levels[1]
    return found.levels[levels[0] - 1] if levels[0] else None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, "same_day"),
        ({}, {"soft": True}, "same_day_published"),
        ({}, {"first": DAY + 1, "last": DAY + 1}, "next_day"),
        ({}, {"first": DAY + 1, "last": DAY + 1, "soft": True}, "next_day_published"),
        ({}, {"first": DAY - 3, "last": DAY - 3}, "few_days"),
        ({}, {"first": DAY + 7, "last": DAY + 7}, "week"),
        ({}, {"first": DAY + 40, "last": DAY + 40}, "two_months"),
        ({}, {"first": DAY + 400, "last": DAY + 400}, "apart"),
        ({}, OPEN, None),
        ({}, OPEN | {"month_day": 312}, "same_yearless"),
        ({}, OPEN | {"month_day": 313}, "other_yearless"),
        ({}, OPEN | {"month_day": 312, "weekday": 2}, "same_yearless"),  # 12 March 2031 is a Wednesday
        ({}, OPEN | {"month_day": 312, "weekday": 4}, "other_yearless"),
        (OPEN | {"month_day": 312}, OPEN | {"month_day": 312}, "same_yearless"),
        ({}, MARCH, "inside_span"),
        ({"first": DAY + 60, "last": DAY + 60}, MARCH, "outside_span"),
        ({}, {"first": DAY - 200, "last": DAY + 150}, None),
        ({}, {"first": 0, "last": DAY + 5}, None),
        ({}, {"first": 0, "last": DAY - 5}, "outside_span"),
        ({}, OPEN | {"weekday": 2}, "same_weekday"),
        ({}, OPEN | {"weekday": 5}, "other_weekday"),
    ],
)
def test_dates(one: dict[str, object], other: dict[str, object], expected: str | None) -> None:
    assert level("date", one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((SARMIN,), (SARMIN,), "same_place"),
        ((SARMIN,), (spot("other spelling", 35.9005, 36.7205),), "same_place"),
        ((SARMIN,), (spot("quarter", 35.92, 36.72),), "within_radii"),
        ((SARMIN,), (spot("village", 35.95, 36.75),), "near"),
        ((SARMIN,), (NEXT_VILLAGE,), "same_area_apart"),
        ((SARMIN,), (FAR,), "elsewhere"),
        ((SARMIN,), (spot("سرمين", 33.0, 38.0, HAMA, place=1),), "elsewhere"),
        ((UNMAPPED,), (UNMAPPED,), "same_name"),
        ((SARMIN,), (UNMAPPED,), None),
        ((SARMIN,), (AREA,), "inside"),
        ((FAR,), (AREA,), "elsewhere"),
        ((SARMIN, NEXT_VILLAGE), (NEXT_VILLAGE,), "same_place"),
        ((SARMIN, AREA), (NEXT_VILLAGE, AREA), "same_area_apart"),
        ((SARMIN,), (), None),
        ((spot("إدلب", 35.93, 36.63, seat=True),), (spot("إدلب", 35.93, 36.63, seat=True),), "same_seat"),
    ],
)
def test_places(one: tuple[Spot, ...], other: tuple[Spot, ...], expected: str | None) -> None:
    assert level("place", {"spots": one}, {"spots": other}) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Toll(9, 9), Toll(9, 9), "same_many"),
        (Toll(3, 3), Toll(3, 3), "same_some"),
        (Toll(1, 1), Toll(1, 1), "same_one"),
        (Toll(0, 0), Toll(0, 0), "both_none"),
        (Toll(7, None), Toll(9, 9), "compatible"),
        (Toll(9, 9), Toll(10, 10), "close"),
        (Toll(2, 2), Toll(6, 6), "other"),
        (Toll(2, 2), Toll(40, 40), "far"),
        (Toll(0, 0), Toll(3, 3), "far"),
        (Toll(3, 3), None, None),
    ],
)
def test_tolls(one: Toll | None, other: Toll | None, expected: str | None) -> None:
    assert level("killed", {"killed": one}, {"killed": other}) == expected
    assert level("injured", {"injured": one}, {"injured": other}) == expected


@pytest.mark.parametrize(
    ("comparison", "one", "other", "expected"),
    [
        ("type", {}, {}, "same"),
        ("type", {}, {"type": "missile_attack"}, "kin"),
        ("type", {}, {"type": "shooting"}, "other"),
        ("type", {}, {"type": "abduction"}, "unlike"),
        ("type", {}, {"type": "other_violence"}, None),
        ("attacker", {"actors": ("RUS", "SYR")}, {"actors": ("RUS",)}, "shared"),
        ("attacker", {"actors": ("RUS",)}, {"actors": ("TUR",)}, "disjoint"),
        ("attacker", {"actors": ("RUS",)}, {"actors": ()}, None),
        ("platform", {"platforms": ("aircraft",)}, {"platforms": ("helicopter",)}, "shared"),
        ("platform", {"platforms": ("aircraft",)}, {"platforms": ("artillery",)}, "disjoint"),
        ("strikes", {"strikes": 4}, {"strikes": 4}, "same"),
        ("strikes", {"strikes": 4}, {"strikes": 6}, "other"),
        ("strikes", {"strikes": 1}, {"strikes": 1}, None),
    ],
)
def test_codes(comparison: str, one: dict[str, object], other: dict[str, object], expected: str | None) -> None:
    assert level(comparison, one, other) == expected


def test_forms_of_a_name_have_two_parts_in_common() -> None:
    whole, short = name_parts("أول بن ثان الثالث"), name_parts("اول الثالث")  # "First son of Second al-Third"
    assert level("names", {"names": (whole,)}, {"names": (short,)}) == "same"
    assert level("names", {"names": (whole,)}, {"names": (name_parts("رابع ثالث"),)}) == "part"
    assert level("names", {"names": (whole,)}, {"names": (name_parts("خامس سادس"),)}) == "other"
    assert level("names", {"names": (whole,)}, {}) is None


@pytest.mark.parametrize(
    ("shared", "mine", "expected"),
    [
        (0, 3, "none"),
        (1, 3, "one"),
        (2, 6, "some"),
        (4, 12, "several"),
        (7, 20, "many"),
        (4, 4, "nearly_all"),
        (0, 1, None),
    ],
)
def test_rare_words_by_how_much_they_say(shared: int, mine: int, expected: str | None) -> None:
    common = tuple(hashed(f"shared {number}") for number in range(shared))
    one, other = (common + tuple(hashed(f"{side} {number}") for number in range(mine - shared)) for side in "ab")
    assert level("words", {"words": one}, {"words": other}) == expected
