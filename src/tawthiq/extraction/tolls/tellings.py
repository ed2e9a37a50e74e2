"""Tellings: what several frames say of the same people, compared figure by figure.

A report tells one toll in its headline, its lead and its body. Each telling is a sum of its own; they are never added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tawthiq.extraction.people.figure import Figure
from tawthiq.model.count import Count

Bounds = tuple[int, int | None]
"""(min, max) of people; max is None where the words do not bound it."""

_FEW = 2
"""A figure up to this is too common to tie two tellings by itself."""


def totals(figures: Sequence[Figure]) -> dict[str, Bounds]:
    """Outcome -> bounds over the figures of one telling that no other contains."""
    found: dict[str, Bounds] = {}
    for figure in figures:
        if figure.whole is not None or figure.pronoun or figure.among:
            continue
        low, high = bounds(figure)
        outcome = _family(figure.outcome)
        before = found.get(outcome, (0, 0))
        found[outcome] = (before[0] + low, None if high is None or before[1] is None else before[1] + high)
    return found


def bounds(figure: Figure) -> Bounds:
    """The bounds of one figure; a part of another, and ضحايا with nothing more, entail one person only."""
    count = Count.of(
        "-",
        figure.quantifier,
        *figure.stated,
        nearly=figure.nearly,
        subset=figure.whole is not None or figure.least_one,
    )
    return count.min or 0, count.max


def conflict(before: Sequence[Sequence[Figure]], now: Sequence[Figure]) -> bool:
    """Does the new telling give an outcome a figure that no earlier telling allows?"""
    new = totals(now)
    old = [totals(figures) for figures in before]
    if (all_ := _harmed(new)) is not None and any(_harmed(told) == all_ for told in old):
        return False
    return any(
        all(_apart(told[outcome], new[outcome]) for told in old if outcome in told)
        for outcome in new
        if any(outcome in told for told in old)
    )


def mentioned(before: Sequence[Sequence[Figure]], now: Sequence[Figure]) -> bool:
    """Have the people of the new telling all been told of: a figure of the same outcome that is no smaller, whose sex
    and age do not contradict?"""
    return all(any(_covers(old, figure) for figures in before for old in figures) for figure in now)


def _covers(old: Figure, figure: Figure) -> bool:
    """May the people of a figure be among those of an earlier one?"""
    if _family(old.outcome) != _family(figure.outcome) or old.zero:
        return False
    high, low = bounds(old)[1], bounds(figure)[0]
    agree = all(not (a := old.attributes.get(key)) or not (b := figure.attributes.get(key)) or a == b for key in _WHO)
    return agree and (high is None or low <= high)


_WHO = ("sex", "age")


def _family(outcome: str) -> str:
    """Serious injuries are injuries."""
    return "injured" if outcome == "injured_critical" else outcome


def _harmed(told: Mapping[str, Bounds]) -> int | None:
    """How many were killed or injured, more than two and counted exactly: of three injured one may have died since."""
    known = [told[outcome] for outcome in ("killed", "injured") if outcome in told]
    number = sum(low for low, _ in known)
    return number if number > _FEW and all(low == high for low, high in known) else None


def _apart(one: Bounds, other: Bounds) -> bool:
    """Can two figures not both be right?"""
    (low, high), (low2, high2) = one, other
    return (high is not None and low2 > high) or (high2 is not None and low > high2)


def _agreed(before: Sequence[Sequence[Figure]], now: Sequence[Figure]) -> dict[str, int]:
    """Outcome -> the exact number of people that both the new telling and an earlier one state."""
    new = totals(now)
    exact = {outcome: low for outcome, (low, high) in new.items() if low == high != 0}
    told = [totals(figures) for figures in before]
    agreed = {outcome: number for outcome, number in exact.items() if any(t.get(outcome) == new[outcome] for t in told)}
    for outcome, (low, high) in new.items():
        if agreed and high is None and any(t.get(outcome) == (low, low) for t in told):
            agreed.setdefault(outcome, low)  # beside it, "مواطنَين" is the dual
    return agreed


def equal(before: Sequence[Sequence[Figure]], now: Sequence[Figure]) -> bool:
    """Do both tell the same exact figures: of two outcomes, or one of three people or more?"""
    agreed = _agreed(before, now)
    return len(agreed) > 1 or any(number > _FEW for number in agreed.values())


def alike(before: Sequence[Sequence[Figure]], now: Sequence[Figure]) -> bool:
    """Do both tell one exact figure the same, however small?"""
    return bool(_agreed(before, now))


def compatible(before: Sequence[Sequence[Figure]], now: Sequence[Figure]) -> bool:
    """Do both speak of one outcome, without contradicting each other ("casualties", "four injured")?"""
    new: Mapping[str, Bounds] = totals(now)
    return any(outcome in totals(figures) for figures in before for outcome in new) and not conflict(before, now)
