"""Groups: average linkage, what must and must not be one, sums that join but never bridge."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.linking.agglomeration import Component, Rules, agglomerate
from tawthiq.linking.clustering import Edges, cluster, components

Weighed = dict[tuple[int, int], float]


def groups(weighed: Weighed, size: int, **rules: object) -> set[frozenset[int]]:
    """The groups of rows 0 to ``size`` - 1, all pairs known; those not named weigh -6."""
    pairs = {(a, b): weighed.get((a, b), -6.0) for a in range(size) for b in range(a + 1, size)}
    found = Component(range(size), [a for a, _ in pairs], [b for _, b in pairs], list(pairs.values()))
    label = agglomerate(found, Rules(9.0, 7.0, **rules))  # type: ignore[arg-type]  # as the test gives them
    named = {row: label.get(row, row) for row in range(size)}
    return {frozenset(row for row in named if named[row] == name) for name in named.values()}


def test_a_chain_is_not_one_incident() -> None:
    chain: Weighed = {(0, 1): 12, (1, 2): 11, (2, 3): 12}
    assert groups(chain, 4) == {frozenset({0, 1}), frozenset({2, 3})}


def test_a_pair_needs_what_connects() -> None:
    assert groups({(0, 1): 9}, 2) == {frozenset({0, 1})}
    assert groups({(0, 1): 8}, 2) == {frozenset({0}), frozenset({1})}


def test_what_must_be_one_is_and_moves_nothing_else() -> None:
    weighed: Weighed = {(0, 1): 12, (2, 3): 12}
    must = {1: [2], 2: [1]}
    assert groups(weighed, 4, must=must) == {frozenset({0, 1, 2, 3})}


def test_what_must_not_be_one_is_not_whatever_it_weighs() -> None:
    weighed: Weighed = {(0, 1): 30, (0, 2): 12, (1, 2): 11}
    assert groups(weighed, 3, cannot={0: [1], 1: [0]}) == {frozenset({0, 2}), frozenset({1})}


def test_what_is_one_with_something_kept_apart_is_kept_apart_too() -> None:
    weighed: Weighed = {(0, 1): 20}
    assert groups(weighed, 3, must={1: [2], 2: [1]}, cannot={0: [2], 2: [0]}) == {frozenset({0}), frozenset({1, 2})}


def test_a_sum_joins_one_incident_and_never_brings_two_together() -> None:
    weighed: Weighed = {(0, 1): 12, (2, 3): 12, (0, 4): 15, (1, 4): 15, (2, 4): 14, (3, 4): 14, (1, 2): 8}
    assert groups(weighed, 5, sums={4}) == {frozenset({0, 1, 4}), frozenset({2, 3})}


@given(st.permutations(range(8)), st.integers(0, 1000))
def test_the_order_of_pairs_does_not_matter(order: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    weighed = {(a, b): float(random.integers(-8, 20)) for a in range(8) for b in range(a + 1, 8)}
    pairs = sorted(weighed, key=lambda pair: (order[pair[0]], order[pair[1]]))
    rules = Rules(9.0, 7.0)
    one = agglomerate(Component(range(8), *zip(*weighed, strict=True), list(weighed.values())), rules)
    moved = Component(order, [a for a, _ in pairs], [b for _, b in pairs], [weighed[pair] for pair in pairs])
    assert agglomerate(moved, rules) == one


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=40))
def test_components_are_what_pairs_connect(pairs: list[tuple[int, int]]) -> None:
    a, b = np.array(pairs, np.int64).reshape(-1, 2).T
    roots = components(31, a, b)
    assert all(roots[one] == roots[other] for one, other in pairs)
    assert all(roots[root] == root <= row for row, root in enumerate(roots))
    assert len(set(roots.tolist())) >= 31 - len({pair for pair in pairs if pair[0] != pair[1]})


@pytest.mark.parametrize("size", [5, 450])
def test_rows_of_one_report_stay_apart_in_small_and_large_components(size: int) -> None:
    report = np.arange(size)
    report[1] = 0
    a, b = np.triu_indices(size, 1)
    edges = Edges(a, b, np.full(len(a), 20.0))
    labels = cluster(report, edges, lambda one, _other: np.full(len(one), 20.0), Rules(9.0, 7.0))
    assert labels[0] != labels[1]
    assert len(set(labels.tolist())) == 2
