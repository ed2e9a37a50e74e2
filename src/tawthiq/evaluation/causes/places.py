"""Why places or the date differ."""

from __future__ import annotations

import datetime as dt

from tawthiq.evaluation.alignment import LONGEST_PLACE, overlap
from tawthiq.evaluation.causes.case import Case
from tawthiq.evaluation.statement import Place, Statement

_PRECISION = {
    "near": "place-near", "neighbourhood": "place-inner", "point": "place-inner", "feature": "place-feature",
    "sector": "place-area", "admin1": "place-area", "admin2": "place-area", "admin3": "place-area",
    "country": "place-area",
}  # fmt: skip
"""Precision -> the kind of place; any other is a settlement."""


def unmet(found: Statement, gold: Statement) -> tuple[list[Place], list[Place]]:
    """(missed, made up): the core places of each of a pair that the other has no words of."""
    met = [(p, g) for p in found.core_places for g in gold.core_places if overlap(p.ranges, g.ranges, LONGEST_PLACE)]
    right, hit = {id(place) for place, _ in met}, {id(wanted) for _, wanted in met}
    missed = [wanted for wanted in gold.core_places if id(wanted) not in hit]
    return missed, [place for place in found.core_places if id(place) not in right]


def where(case: Case) -> str:
    """Why places are missed or made up."""
    found, gold = case.pair
    missed, extra = unmet(found, gold)
    if missed and len(gold.core_places) > 1:
        return "place-list"
    if missed and not found.core_places:
        return "place-inherited" if case.apart(missed[0].ranges, gold.own) else _kind(missed[0], "place-missed")
    if missed:
        return _kind(missed[0], "place-other")
    others = [place for other in case.annotated if other is not gold for place in other.core_places]
    if extra and any(overlap(extra[0].ranges, other.ranges, LONGEST_PLACE) for other in others):
        return "place-of-neighbour"
    return _kind(extra[0], "place-extra") if extra else "place-other"


def precision(case: Case) -> str:
    """Why a place that was found is said to be more or less precise than it is."""
    found, gold = case.pair
    for wanted in gold.core_places:
        for place in found.core_places:
            if overlap(place.ranges, wanted.ranges, LONGEST_PLACE) and place.precision != wanted.precision:
                return _PRECISION.get(wanted.precision or "") or _PRECISION.get(place.precision or "", "place-other")
    return "place-other"


def _kind(place: Place, settlement: str) -> str:
    return _PRECISION.get(place.precision or "", settlement)


def when(case: Case) -> str:
    """Why the date differs."""
    found, gold = case.pair
    if found.edtf is None:
        return "date-missed"
    inherited = case.apart(found.dated, found.own)
    if gold.edtf is None:
        return "date-inherited" if inherited else "date-made-up"
    if found.edtf[4:] == gold.edtf[4:]:
        return "date-year"
    if "/" in found.edtf + gold.edtf or len(found.edtf) != len(gold.edtf):
        return "date-span"
    if found.basis == "publication":
        return "date-of-publication"
    if inherited:
        return "date-inherited"
    return "date-day-off" if _neighbours(found.edtf, gold.edtf) else "date-other"


def _neighbours(one: str, other: str) -> bool:
    """Are two days next to each other? Years that nobody gives count as one."""
    try:
        first, second = (dt.date.fromisoformat(edtf.replace("XXXX", _YEAR)) for edtf in (one, other))
    except ValueError:
        return False
    return abs((first - second).days) == 1


_YEAR = "2000"
"""A leap year, for days whose year is not known."""
