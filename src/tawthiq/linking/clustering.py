"""From weighed pairs to groups: average linkage inside connected components, with pairs that must and must not be one.

Joining whatever is connected would chain a whole front into one incident. Here two groups become one only while the
mean weight of all pairs across them stays above the threshold; a pair that is kept apart keeps its groups apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from tawthiq.linking.agglomeration import APART, Component, Rules, agglomerate
from tawthiq.linking.columns import Array

Weigh = Callable[[Array, Array], Array]

LARGEST = 400
"""Statements of a component all of whose pairs are weighed. A larger one is cut; in what still is larger, pairs that no
block brought together count as unlike."""

CUTS = 4
"""Bits by which the weight that connects is raised in a component that is too large."""

_AT_ONCE = 500_000
"""Pairs that are weighed in one go."""


class Edges(msgspec.Struct, frozen=True):
    """Weighed pairs of rows: ``a[i] < b[i]``, ``weight`` in bits."""

    a: Array
    b: Array
    weight: Array


def cluster(report: Array, edges: Edges, weigh: Weigh, rules: Rules) -> Array:
    """The group of each row, named by its lowest row.

    ``edges``: pairs that were brought together; the strong ones connect. ``weigh``: the weight of any pairs.
    ``report``: of each row; rows of one report stay apart, since the report itself told them apart.
    """
    roots = _roots(report, edges, rules)
    labels = np.arange(len(report))
    for found in _components(roots, report, edges, weigh):
        for row, label in agglomerate(found, rules).items():
            labels[row] = label
    return labels


def _roots(report: Array, edges: Edges, rules: Rules) -> Array:
    """The component of each row. One with more than ``LARGEST`` rows is cut at its weakest pairs, bit by bit."""
    must = np.array([(one, two) for one, others in rules.must.items() for two in others], np.int64).reshape(-1, 2)
    apart = report[edges.a] != report[edges.b]
    level, large = rules.connect, np.zeros(len(report), np.bool_)
    while True:
        strong = apart & (edges.weight >= np.where(large[edges.a], level, rules.connect))
        a, b = np.concatenate([edges.a[strong], must[:, 0]]), np.concatenate([edges.b[strong], must[:, 1]])
        roots = components(len(report), a, b)
        large = large | (np.bincount(roots, minlength=len(report))[roots] > LARGEST)
        level += 1
        if level > rules.connect + CUTS or not (np.bincount(roots) > LARGEST).any():
            return roots


def components(size: int, a: Array, b: Array) -> Array:
    """The lowest row that each row is connected with."""
    roots = np.arange(size)
    while True:
        low = np.minimum(roots[a], roots[b])
        before = roots.copy()
        np.minimum.at(roots, before[a], low)
        np.minimum.at(roots, before[b], low)
        while not np.array_equal(roots, roots[roots]):
            roots = roots[roots]
        if np.array_equal(before, roots):
            return roots


def _components(roots: Array, report: Array, edges: Edges, weigh: Weigh) -> Iterator[Component]:
    """Each component of two rows or more: its rows, and its pairs with their weights."""
    order = np.argsort(roots, kind="stable")
    starts = np.flatnonzero(np.diff(roots[order], prepend=-1))
    lengths = np.diff(starts, append=len(order))
    small = [order[s : s + n] for s, n in zip(starts, lengths, strict=True) if 1 < n <= LARGEST]
    for batch in _batches(small):
        a, b = _all_pairs(batch)
        weight = np.where(report[a] == report[b], APART, weigh(a, b))
        bounds = np.cumsum([0, *(len(one) * (len(one) - 1) // 2 for one in batch)]).tolist()
        for members, (first, last) in zip(batch, pairwise(bounds), strict=True):
            own = (values[first:last].tolist() for values in (a, b, weight))
            yield Component(members.tolist(), *own)
    for start, length in zip(starts, lengths, strict=True):
        if length > LARGEST:
            yield _large(order[start : start + length], roots, report, edges)


def _batches(small: Sequence[Array]) -> Iterator[list[Array]]:
    batch: list[Array] = []
    pairs = 0
    for members in small:
        batch.append(members)
        pairs += len(members) * (len(members) - 1) // 2
        if pairs >= _AT_ONCE:
            yield batch
            batch, pairs = [], 0
    if batch:
        yield batch


def _all_pairs(batch: Sequence[Array]) -> tuple[Array, Array]:
    """All pairs inside each of some groups of rows, one group after the other."""
    shapes = {size: np.triu_indices(size, 1) for size in {len(members) for members in batch}}
    a = np.concatenate([members[shapes[len(members)][0]] for members in batch])
    b = np.concatenate([members[shapes[len(members)][1]] for members in batch])
    return a, b


def _large(members: Array, roots: Array, report: Array, edges: Edges) -> Component:
    """A component with the pairs that were brought together, and those of one report."""
    root = roots[members[0]]
    inside = np.flatnonzero((roots[edges.a] == root) & (roots[edges.b] == root))
    own = members[np.argsort(report[members], kind="stable")]
    same = [pair for rows in _runs(own, report) for pair in _all_pairs_of(rows)]
    a = [*edges.a[inside].tolist(), *(one for one, _ in same)]
    b = [*edges.b[inside].tolist(), *(other for _, other in same)]
    return Component(members.tolist(), a, b, [*edges.weight[inside].tolist(), *([APART] * len(same))])


def _runs(rows: Array, report: Array) -> list[Array]:
    return np.split(rows, np.flatnonzero(np.diff(report[rows])) + 1)


def _all_pairs_of(rows: Array) -> Iterator[tuple[int, int]]:
    kept = sorted(rows.tolist())
    return ((one, other) for at, one in enumerate(kept) for other in kept[at + 1 :])
