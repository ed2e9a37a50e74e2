"""Average linkage of one component, step by step: the two groups with the highest mean weight become one."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping, Sequence

import msgspec

APART = -1e6
"""Weight of a pair that must not be one."""

UNLIKE = -6.0
"""Weight of a pair that was never weighed."""


Ties = Mapping[int, Collection[int]]


class Rules(msgspec.Struct, frozen=True):
    """How groups are made.

    ``connect``: weight of a pair from which it connects a component. ``threshold``: mean weight from which two groups
    become one. ``must``, ``cannot``: row -> the rows that persons decided it is one with, or not, each pair from both
    sides; what must be one is joined last, so that it moves nothing else, and keeps apart what either is kept apart
    from. ``sums``: rows that sum up several occurrences: they join a group, but never bring two together.
    """

    connect: float
    threshold: float
    must: Ties = msgspec.field(default_factory=dict)
    cannot: Ties = msgspec.field(default_factory=dict)
    sums: Collection[int] = ()


class Component(msgspec.Struct, frozen=True):
    """Some rows, and their weighed pairs."""

    members: Sequence[int]
    a: Sequence[int]
    b: Sequence[int]
    weight: Sequence[float]


def agglomerate(found: Component, rules: Rules) -> dict[int, int]:
    """The group of each row of a component, named by its lowest row."""
    members = found.members
    if len(members) == 2 and members[0] not in rules.must and members[0] not in rules.cannot:
        return dict.fromkeys(members, min(members)) if found.weight[0] >= rules.connect else {}
    groups = _Groups(found, rules)
    groups.run(summing=False)
    if any(groups.pure.values()):
        groups.run(summing=True)
    for row in members:
        for other in rules.must.get(row, ()):
            groups.join(row, other)
    return groups.label


def apart(members: Collection[int], rules: Rules) -> set[tuple[int, int]]:
    """Pairs of ``members`` that are kept apart, both ways round: those decided on, and what must be one with them."""
    found = set()
    for one in members:
        for mine in _bound(one, rules.must):
            for other in rules.cannot.get(mine, ()):
                found |= {(one, theirs) for theirs in _bound(other, rules.must)}
    return found | {(other, one) for one, other in found}


def _bound(row: int, must: Ties) -> set[int]:
    """All rows that must be one with ``row``, itself included."""
    found, new = {row}, [row]
    while new:
        fresh = set(must.get(new.pop(), ())) - found
        found |= fresh
        new += fresh
    return found


class _Groups:
    """The groups so far. ``sums``: group -> other group -> sum of the weights of their pairs. A group is named by its
    lowest row."""

    def __init__(self, found: Component, rules: Rules) -> None:
        self.rules = rules
        self.label = {row: row for row in found.members}
        self.rows = {row: [row] for row in found.members}
        self.pure = {row: row in rules.sums for row in found.members}
        self.sums: dict[int, dict[int, float]] = {row: {} for row in found.members}
        for one, other, bits in zip(found.a, found.b, found.weight, strict=True):
            self.sums[one][other] = self.sums[other][one] = bits
        for one, other in apart(found.members, rules) if rules.cannot else ():
            if one in self.sums and other in self.sums:
                self.sums[one][other] = APART

    def mean(self, one: int, other: int) -> float:
        """Mean weight of all pairs across two groups."""
        return self.sums[one][other] / (len(self.rows[one]) * len(self.rows[other]))

    def join(self, one: int, other: int) -> int:
        """Make one group of two (rows or groups); its name."""
        one, other = sorted((self.label[one], self.label[other]))
        if one == other:
            return one
        mine, theirs = self.sums[one], self.sums.pop(other)
        mine.pop(other, None)
        theirs.pop(one, None)
        for third in mine.keys() | theirs.keys():
            size = len(self.rows[third])
            known = mine.get(third, UNLIKE * len(self.rows[one]) * size)
            known += theirs.get(third, UNLIKE * len(self.rows[other]) * size)
            mine[third] = self.sums[third][one] = known
            self.sums[third].pop(other, None)
        moved = self.rows.pop(other)
        self.rows[one] += moved
        self.pure[one] = self.pure.pop(other) and self.pure[one]
        self.label.update(dict.fromkeys(moved, one))
        return one

    def run(self, *, summing: bool) -> None:
        """Join while the mean of some two groups reaches the threshold, the highest first, on a draw the lowest rows.
        First those that sum nothing up, then (``summing``) those that do, among themselves and each to one group."""
        heap = [
            (-self.mean(one, other), one, other)
            for one, others in self.sums.items()
            for other in others
            if one < other and self._may(one, other, summing)
        ]
        heapq.heapify(heap)
        while heap:
            mean, one, other = heapq.heappop(heap)
            if one not in self.sums or other not in self.sums[one] or -self.mean(one, other) != mean:
                continue
            if not self._may(one, other, summing):
                continue
            joined = self.join(one, other)
            for third in self.sums[joined]:
                if self._may(joined, third, summing):
                    pair = (joined, third) if joined < third else (third, joined)
                    heapq.heappush(heap, (-self.mean(*pair), *pair))

    def _may(self, one: int, other: int, summing: bool) -> bool:
        if (self.pure[one] or self.pure[other]) != summing:
            return False
        return self.mean(one, other) >= self.rules.threshold
