"""Why figures differ: of people harmed, and of strikes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from tawthiq.evaluation.alignment import LONGEST_FIGURE, overlap
from tawthiq.evaluation.causes.case import Case
from tawthiq.evaluation.statement import Figure, Statement

T = TypeVar("T")
_TRAITS = ("status", "sex", "age")


def counts(case: Case) -> str:
    """Why the counts of people differ."""
    found, gold = case.pair
    return _counts(case, found.figures, gold.figures)


def killed(case: Case) -> str:
    """Why the totals of killed differ."""
    found, gold = case.pair
    return _counts(
        case, *(tuple(f for f in e.figures if f.outcome == "killed" and not f.subset) for e in (found, gold))
    )


def _counts(case: Case, found: Sequence[Figure], gold: Sequence[Figure]) -> str:
    missed, extra = _left(gold, found, _count), _left(found, gold, _count)
    if any((one.outcome, one.bounds) == (other.outcome, other.bounds) for one in missed for other in extra):
        return "subset"
    if any(one.bounds[0] == 0 for one in (*missed, *extra)):
        return "zero"
    if any(one.outcome == "killed_or_injured" for one in (*missed, *extra)):
        return "joint"
    if any(one.bounds == other.bounds for one in missed for other in extra):
        return "outcome"
    if any(one.outcome == other.outcome for one in missed for other in extra):
        return "bound" if _vague(missed) or _vague(extra) else "number"
    if missed:
        return _missed(case, missed[0])
    return _extra(case, extra)


def _missed(case: Case, figure: Figure) -> str:
    if _given_to_another(figure, case.predicted, case.found):
        return "figure-of-neighbour"
    if figure.subset:
        return "subset"
    if _vague([figure]):
        return "bound"
    if figure.bounds[1] == 1:
        return "single"
    return "figure-inherited" if case.apart(figure.ranges, case.pair[1].own) else "figure-missed"


def _extra(case: Case, extra: Sequence[Figure]) -> str:
    gold = case.pair[1]
    if any(_given_to_another(one, case.annotated, gold) for one in extra):
        return "figure-of-neighbour"
    if any(one.subset for one in extra):
        return "subset"
    if any(one.outcome == other.outcome and not other.subset for one in extra for other in gold.figures):
        return "two-tolls"
    return "figure-extra"


def _given_to_another(figure: Figure, events: Sequence[Statement], own: Statement | None) -> bool:
    """Do the figure's words give one of its outcome to another event of the report?"""
    return any(
        figure.outcome == other.outcome and overlap(figure.ranges, other.ranges, LONGEST_FIGURE)
        for event in events
        if event is not own
        for other in event.figures
    )


def traits(case: Case) -> str:
    """Why figures differ in full: the first trait that differs where the counts agree."""
    found, gold = case.pair
    missed, extra = _left(gold.figures, found.figures, _full), _left(found.figures, gold.figures, _full)
    for one in missed:
        for other in (figure for figure in extra if _count(figure) == _count(one)):
            return next(f"trait-{name}" for name in _TRAITS if getattr(one, name) != getattr(other, name))
    return counts(case)


def strikes(case: Case) -> str:
    """Why the strikes differ."""
    found, gold = case.pair
    missed = _left(gold.strikes, found.strikes, lambda one: (one.unit, one.bounds))
    extra = _left(found.strikes, gold.strikes, lambda one: (one.unit, one.bounds))
    if any(one.unit == other.unit for one in missed for other in extra):
        return "strikes-number"
    if missed and extra:
        return "strikes-unit"
    return "strikes-missed" if missed else "strikes-extra"


def _count(figure: Figure) -> Hashable:
    return figure.outcome, figure.bounds, figure.subset


def _full(figure: Figure) -> Hashable:
    return _count(figure), figure.status, figure.sex, figure.age


def _left(items: Sequence[T], others: Sequence[T], key: Callable[[T], Hashable]) -> list[T]:
    """The items that ``others`` has no equal of left."""
    free, left = Counter(key(other) for other in others), []
    for item in items:
        if free[key(item)]:
            free[key(item)] -= 1
        else:
            left.append(item)
    return left


def _vague(figures: Sequence[Figure]) -> bool:
    """Is the count of one not exact?"""
    return any(figure.bounds[0] != figure.bounds[1] for figure in figures)
