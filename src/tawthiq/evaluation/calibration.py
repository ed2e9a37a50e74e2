"""Calibration: whether confidence means what it says. Of the events given 0.8, four in five should be right.

An event is right where the annotation has it, with its type, its places, its date and all its counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

BINS = 10
"""Equal widths of confidence in which what was said is compared with what was right."""


class Verdict(msgspec.Struct, frozen=True):
    """One predicted event. ``wrong``: the first of ``events`` (the annotation has none such), ``event type``,
    ``places``, ``date`` and ``casualty counts`` that is not as annotated; None where it is right. ``confidence``: None
    where the prediction gives none."""

    report: str
    event: str
    confidence: float | None
    wrong: str | None

    @property
    def right(self) -> bool:
        """Are type, places, date and counts all as annotated?"""
        return self.wrong is None


class Bin(msgspec.Struct, frozen=True):
    """The events with a confidence from ``low`` up to ``high``: how many, the mean of what was said, the share that was
    right."""

    low: float
    high: float
    events: int
    said: float
    right: float


class Calibration(msgspec.Struct, frozen=True):
    """``ece``: the expected calibration error, the mean distance of what was said from what was right over the bins, by
    their events. ``auroc``: how often a right event has more confidence than a wrong one (ties count half); None where
    all are right or none is. ``bins``: those that hold events."""

    events: int
    right: int
    ece: float
    auroc: float | None
    bins: tuple[Bin, ...]


def confidences(verdicts: Iterable[Verdict]) -> Calibration | None:
    """How well the predictions' confidence fits; None where they give none."""
    told = [(one.confidence, one.right) for one in verdicts if one.confidence is not None]
    return calibration([said for said, _ in told], [right for _, right in told])


def calibration(said: Sequence[float], right: Sequence[bool]) -> Calibration | None:
    """How well the confidences ``said`` fit what was ``right``, event by event; None where there are no events."""
    if not said:
        return None
    pairs = list(zip(said, right, strict=True))
    bins = []
    for index in range(BINS):
        held = [pair for pair in pairs if min(int(pair[0] * BINS + 1e-9), BINS - 1) == index]
        if held:
            mean, share = sum(p for p, _ in held) / len(held), sum(ok for _, ok in held) / len(held)
            bins.append(Bin(index / BINS, (index + 1) / BINS, len(held), mean, share))
    ece = sum(one.events * abs(one.said - one.right) for one in bins) / len(pairs)
    return Calibration(len(pairs), sum(right), ece, _auroc(pairs), tuple(bins))


def _auroc(pairs: Sequence[tuple[float, bool]]) -> float | None:
    """The area under the receiver operating characteristic, by ranks (ties at their middle)."""
    positive = sum(ok for _, ok in pairs)
    negative = len(pairs) - positive
    if not positive or not negative:
        return None
    ordered = sorted(pairs, key=lambda pair: pair[0])
    ranks, first = 0.0, 0
    while first < len(ordered):
        last = first
        while last < len(ordered) and ordered[last][0] == ordered[first][0]:
            last += 1
        ranks += (first + last + 1) / 2 * sum(ok for _, ok in ordered[first:last])
        first = last
    return (ranks - positive * (positive + 1) / 2) / (positive * negative)
