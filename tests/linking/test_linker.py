"""Which statements become one incident: the next village and the next day stay apart, whatever the order."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from benchmarks.incidents import World
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.conftest import AREA, DAY, NEXT_VILLAGE, told

from tawthiq.linking.blocking import pairs
from tawthiq.linking.columns import columns
from tawthiq.linking.linker import Ruled, link
from tawthiq.linking.statements import Statement, Toll
from tawthiq.linking.weights import Weights, load

WORLD = [statement for statement, _ in World(400, seed=11).statements()]
TRUTH = {statement.key: truth for statement, truth in World(400, seed=11).statements()}


def incidents(
    statements: list[Statement], weights: Weights, ruled: Ruled | None = None
) -> set[frozenset[tuple[str, str]]]:
    """The incidents as sets of keys."""
    found = link(statements, weights, ruled)
    return {frozenset(found.columns.keys[row] for row in rows) for rows in found.groups()}


def test_two_reports_on_one_shelling_are_one_incident(weights: Weights) -> None:
    later = told("b", killed=Toll(4, 4), platforms=(), actors=("RUS", "SYR"))
    assert len(incidents([told("a"), later], weights)) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"spots": (NEXT_VILLAGE,), "killed": Toll(1, 1), "injured": None},
        {"first": DAY + 1, "last": DAY + 1, "killed": Toll(1, 1), "injured": None},
        {"type": "abduction", "killed": None, "injured": None, "platforms": ()},
        {"modality": "planned"},
        {"level": "context"},
        {"first": DAY + 365, "last": DAY + 365},
    ],
    ids=["next village", "next day", "other type", "a plan", "a running total", "next year"],
)
def test_what_stays_apart(other: dict[str, object], weights: Weights) -> None:
    assert len(incidents([told("a"), told("b", **other)], weights)) == 2


def test_an_undated_report_links_by_place_and_toll(weights: Weights) -> None:
    assert len(incidents([told("a"), told("b", first=0, last=0, injured=Toll(7, 7))], weights)) == 1


def test_missing_is_not_different(weights: Weights) -> None:
    bare = told("b", killed=None, injured=None, actors=(), platforms=())
    assert len(incidents([told("a"), bare], weights)) == 1
    assert (
        len(incidents([told("a"), told("c", spots=(), killed=None, injured=None, actors=(), platforms=())], weights))
        == 2
    )


def test_events_of_one_report_are_never_one_incident(weights: Weights) -> None:
    assert len(incidents([told("a"), told("a", "e2")], weights)) == 2


def test_a_round_up_does_not_melt_two_incidents(weights: Weights) -> None:
    day = told("r", "e9", level="cluster", spots=(*told("a").spots, NEXT_VILLAGE), killed=Toll(5, 5), injured=None)
    other = {"spots": (NEXT_VILLAGE,), "killed": Toll(2, 2), "injured": None}
    found = incidents([told("a"), told("b"), told("c", **other), told("d", **other), day], weights)
    assert {frozenset({("a", "e1"), ("b", "e1")}) & group for group in found} >= {frozenset({("a", "e1"), ("b", "e1")})}
    assert not any({("a", "e1"), ("c", "e1")} <= group for group in found)


def test_persons_decide(weights: Weights) -> None:
    apart, one = told("a"), told("b", spots=(AREA,), first=DAY + 20, last=DAY + 20)
    same = Ruled(same=frozenset({(("a", "e1"), ("b", "e1"))}))
    different = Ruled(different=frozenset({(("a", "e1"), ("c", "e1"))}))
    assert len(incidents([apart, one], weights, same)) == 1
    assert len(incidents([apart, told("c")], weights, different)) == 2


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(random: object) -> None:
    weights = load()
    shuffled = list(WORLD)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # one of hypothesis' random generators
    assert incidents(shuffled, weights) == incidents(WORLD, weights)


def test_blocking_finds_nearly_all_pairs_of_one_incident() -> None:
    rows = sorted(WORLD, key=lambda statement: statement.key)
    table = columns(rows)
    a, b = pairs(table, np.ones(len(rows), bool))
    found = set(zip(a.tolist(), b.tolist(), strict=True))
    truth = [TRUTH[row.key] for row in rows]
    same = {(i, j) for i in range(len(rows)) for j in range(i + 1, len(rows)) if truth[i] == truth[j]}
    assert len(same & found) / len(same) > 0.9
    assert len(found) < len(rows) * 100


def test_a_world_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    again = [statement for statement, _ in World(400, seed=11).statements()]
    assert again == WORLD
    assert [statement for statement, _ in World(400, seed=12).statements()] != WORLD


def test_invented_incidents_are_found_again(weights: Weights) -> None:
    found = link(WORLD, weights)
    truth = np.array([TRUTH[key] for key in found.columns.keys])
    one, other = np.triu_indices(len(truth), 1)
    same, joined = truth[one] == truth[other], found.label[one] == found.label[other]
    assert (same & joined).sum() / joined.sum() > 0.9
    assert (same & joined).sum() / same.sum() > 0.75


def test_statements_survive_being_stored() -> None:
    statement = told("a", names=((1, 2),), words=(7, 8))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(statement), type=Statement) == statement
