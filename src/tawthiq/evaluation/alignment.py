"""Which predicted event is which annotated one: one to one within a report, the likest first."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.evaluation.statement import Range, Statement

ATTACKS = frozenset(
    ("air_attack", "drone_attack", "shelling", "missile_attack", "chemical_attack", "explosion", "suicide_attack")
)
DIRECT = frozenset(("shooting", "killing", "armed_clash", "abduction", "vehicle_incident"))
LONGEST_EVENT, LONGEST_FIGURE, LONGEST_PLACE = 400, 160, 80
"""Evidence longer than this many code points is too long to mean anything, and meets nothing."""
LEAST = 2.0
"""Two events are a pair from here on: say, one shared range and one type."""

Pairs = list[tuple[Statement, Statement]]


def align(predicted: Sequence[Statement], gold: Sequence[Statement]) -> tuple[Pairs, list[Statement], list[Statement]]:
    """(pairs, spurious, missed). Greedy on falling similarity, which with the few events of a report is the best
    matching in all but contrived cases; ties go to the earlier events."""
    table = sorted(
        (-likeness, i, j)
        for i, found in enumerate(predicted)
        for j, wanted in enumerate(gold)
        if (likeness := similarity(found, wanted)) >= LEAST
    )
    taken: dict[int, int] = {}
    met: set[int] = set()
    for _, i, j in table:
        if i not in taken and j not in met:
            taken[i] = j
            met.add(j)
    pairs = [(predicted[i], gold[j]) for i, j in taken.items()]
    spurious = [found for i, found in enumerate(predicted) if i not in taken]
    return pairs, spurious, [wanted for j, wanted in enumerate(gold) if j not in met]


def similarity(predicted: Statement, gold: Statement) -> float:
    """0…4: a point each for shared words of the event, a shared place, an equal figure in the same words and the same
    type; half a point for a related type. 0 where they share no words at all."""
    words = overlap(predicted.own, gold.own, LONGEST_EVENT)
    place = any(
        overlap(found.ranges, wanted.ranges, LONGEST_PLACE)
        for found in predicted.core_places
        for wanted in gold.core_places
    )
    figure = any(
        (found.outcome, found.bounds) == (wanted.outcome, wanted.bounds)
        and overlap(found.ranges, wanted.ranges, LONGEST_FIGURE)
        for found in predicted.figures
        for wanted in gold.figures
    )
    if not (words or place or figure):
        return 0.0
    return words + place + figure + _kinship(predicted.type, gold.type)


def overlap(predicted: Sequence[Range], gold: Sequence[Range], longest: int) -> bool:
    """Do two ranges share at least half of the shorter of them? Predicted ranges over ``longest`` do not count."""
    return any(
        min(b, d) - max(a, c) >= 0.5 * min(b - a, d - c) > 0 for a, b in predicted if b - a <= longest for c, d in gold
    )


def _kinship(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return 0.5 if {one, other} <= ATTACKS or {one, other} <= DIRECT else 0.0
