"""Packing loses nothing, and damage is told."""

from __future__ import annotations

import hashlib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.register.conftest import TEXT, landmine, shelling

from tawthiq.errors import ModelError, RegisterError
from tawthiq.model.count import Count
from tawthiq.model.event import Casualty
from tawthiq.model.place import Alternative, Location
from tawthiq.register.packing import event_of, pack, slim, unpack
from tawthiq.register.prepared import least

FROZEN = {"texts-1.txt": "7d84eb04f8d03fc4", "records-1.txt": "0dbce94c3d1cdb01"}
"""The dictionaries that were released: old registers need them as they are."""


@given(st.binary(max_size=2000), st.sampled_from(["text", "record"]))
def test_what_is_packed_comes_back(data: bytes, kind: str) -> None:
    assert unpack(pack(data, kind)) == data  # type: ignore[arg-type]  # one of the two kinds


@given(st.integers(0, 200))
def test_a_value_cut_short_is_told(length: int) -> None:
    packed = pack(TEXT.encode() * 3, "text")
    if length < len(packed):
        with pytest.raises(RegisterError, match=r"damaged|cut short"):
            unpack(packed[:length])


@pytest.mark.parametrize("damaged", [b"", b"\x09abc", b"\x01abc", b"\x01"])
def test_damage_is_told(damaged: bytes) -> None:
    with pytest.raises(RegisterError, match=r"damaged|cut short"):
        unpack(damaged)


@pytest.mark.parametrize("event", [shelling(), landmine(), shelling(part_of="e2", casualties=())])
def test_a_slim_record_holds_the_whole_event(event: object) -> None:
    assert event_of(slim(event), TEXT) == event  # type: ignore[arg-type]  # events


def test_what_is_required_stays_in_a_slim_record() -> None:
    other = Alternative(place_id="x", label_en=None, lat=None, lon=None, score=0.0, why="")
    spot = Location(
        role="impact", name="x", precision="settlement", alternatives=(other,), evidence=shelling().evidence
    )
    event = landmine(locations=(spot,))
    assert event_of(slim(event), TEXT) == event


def test_a_record_that_is_none_is_told() -> None:
    with pytest.raises(ModelError):
        event_of({"id": "e1"}, TEXT)
    with pytest.raises(ModelError):
        event_of(slim(shelling()), TEXT[:20])


@pytest.mark.parametrize("name", FROZEN)
def test_a_dictionary_that_was_released_is_not_changed(name: str) -> None:
    data = resources.files("tawthiq.register").joinpath("dictionaries", name).read_bytes()
    assert hashlib.sha256(data).hexdigest()[:16] == FROZEN[name]


def figure(count: int, outcome: str = "killed", **more: object) -> Casualty:
    """A figure of people."""
    stated = Count.of("q", "exact", count)
    return Casualty(outcome=outcome, count=stated, evidence=shelling().evidence, **more)  # type: ignore[arg-type]  # as the test gives it


@pytest.mark.parametrize(
    ("figures", "killed"),
    [
        ((), None),
        ((figure(3),), 3),
        ((figure(3), figure(2, subset_of=0)), 3),
        ((figure(1), figure(1)), 2),
        ((figure(9), figure(7, competes_with=0)), 7),
        ((figure(9, competes_with=1), figure(7)), 7),
        ((figure(0),), 0),
        ((figure(5, "injured"),), None),
        ((figure(5, "killed_or_injured"),), None),
    ],
)
def test_the_fewest_killed(figures: tuple[Casualty, ...], killed: int | None) -> None:
    assert least(figures, ("killed",)) == killed
