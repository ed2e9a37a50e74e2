"""What the reports on one incident contradict one another in: tolls, and circumstances."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from tawthiq.linking.statements import FINE
from tawthiq.linking.told import Told
from tawthiq.linking.where import APART_KM, NEAR_KM, distance_km
from tawthiq.model.incident import Claim, Combined, Contradiction, Rival
from tawthiq.model.place import Location
from tawthiq.refdata.codes import parties, side

_VAGUE_TYPES = ("other_violence",)


def contradictions(told: Sequence[Told], figures: Sequence[Combined]) -> tuple[Contradiction, ...]:
    """Values that cannot all hold, field by field."""
    same = [item for item in told if item.link == "same"]
    found = [*_tolls(figures), *_status(figures)]
    found += _by_value("date", same, _days)
    found += _places(same)
    found += _disjoint("attackers", same, _attackers)
    found += _disjoint("munitions", same, lambda item: {use.code for use in item.event.munitions})
    found += _by_value("type", same, _types)
    return tuple(found)


def _tolls(figures: Sequence[Combined]) -> Iterator[Contradiction]:
    """Figures whose bounds exclude each other."""
    for figure in figures:
        kept = [claim for claim in figure.statements if claim.kept]
        if any(_exclude(one, other) for one, other in itertools.combinations(kept, 2)):
            yield _rivals(figure.outcome, ((_span(claim), claim.report) for claim in kept))


def _exclude(one: Claim, other: Claim) -> bool:
    def above(low: Claim, high: Claim) -> bool:
        return low.max is not None and high.min is not None and low.max < high.min

    return above(one, other) or above(other, one)


def _span(claim: Claim) -> str:
    if claim.min == claim.max:
        return str(claim.min)
    return f"{'?' if claim.min is None else claim.min}..{'' if claim.max is None else claim.max}"


def _status(figures: Sequence[Combined]) -> Iterator[Contradiction]:
    """Civilians for one report, combatants for another: of the killed and the injured."""
    for figure in figures:
        claims = [claim for claim in figure.statements if claim.kept and claim.status != "unspecified"]
        if len({claim.status for claim in claims}) > 1:
            yield _rivals("status", ((f"{figure.outcome}: {claim.status}", claim.report) for claim in claims))
            return


def _days(item: Told) -> set[str]:
    date = item.event.date
    return {date.start} if date.start and date.start == date.end and date.basis != "publication" else set()


def _types(item: Told) -> set[str]:
    return {str(item.event.type)}.difference(_VAGUE_TYPES)


def _attackers(item: Told) -> set[str]:
    codes = {a.code for a in item.event.actors if a.role == "attacker" and a.basis != "inferred"} - {"UNKNOWN"}
    return {side(part) for code in codes for part in parties(code)}


def _by_value(field: str, told: Sequence[Told], values: Callable[[Told], set[str]]) -> Iterator[Contradiction]:
    """Reports that give different single values."""
    said = [(value, item.header.id) for item in told for value in values(item)]
    if len({value for value, _ in said}) > 1:
        yield _rivals(field, said)


def _disjoint(field: str, told: Sequence[Told], values: Callable[[Told], set[str]]) -> Iterator[Contradiction]:
    """Reports whose sets of values have nothing in common."""
    said = [(values(item), item.header.id) for item in told]
    said = [(found, report) for found, report in said if found]
    if any(not one & other for (one, _), (other, _) in itertools.combinations(said, 2)):
        yield _rivals(field, ((" ".join(sorted(found)), report) for found, report in said))


def _places(told: Sequence[Told]) -> Iterator[Contradiction]:
    """Spots that are too far apart to be one."""
    spots = [(spot, item.header.id) for item in told for spot in item.event.locations if _is_spot(spot)]
    for (one, first), (other, second) in itertools.combinations(spots, 2):
        if first != second and _km(one, other) > min(APART_KM, NEAR_KM + (one.radius_km or 0) + (other.radius_km or 0)):
            yield _rivals("place", ((spot.label_en or spot.name, report) for spot, report in spots))
            return


def _is_spot(spot: Location) -> bool:
    return spot.role == "impact" and spot.precision in FINE and spot.lat is not None


def _km(one: Location, other: Location) -> float:
    lat_a, lon_a, lat_b, lon_b = (np.array([value or 0.0]) for value in (one.lat, one.lon, other.lat, other.lon))
    return float(distance_km(lat_a, lon_a, lat_b, lon_b)[0])


def _rivals(field: str, said: Iterable[tuple[str, str]]) -> Contradiction:
    found: dict[str, list[str]] = {}
    for value, report in said:
        found.setdefault(value, []).append(report)
    rivals = (Rival(value, tuple(dict.fromkeys(reports))) for value, reports in found.items())
    return Contradiction(field, tuple(sorted(rivals, key=lambda rival: (-len(rival.reports), rival.value))))
