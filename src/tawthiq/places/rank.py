"""What speaks for and against a candidate: a score from 0 to 1 and the reasons in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import msgspec

from tawthiq.model.place import PlaceKind, PlaceMention
from tawthiq.places.candidates import Candidate, Match
from tawthiq.places.geometry import distance_km
from tawthiq.places.regions import SETTLEMENTS, Region
from tawthiq.places.store import Place

_MATCH: dict[Match, tuple[float, str]] = {
    "exact": (0.45, "the name as written"),
    "spelling": (0.42, "the name but for its article or class word"),
    "latin": (0.42, "the name in Latin letters"),
    "part": (0.30, "the name without a word that belongs to it"),
    "near": (0.25, "one letter off"),
}
_INSIDE, _KIND_FITS, _PEOPLE, _HOME, _COMPANY = 0.30, 0.12, 0.10, 0.08, 0.12
_LIKELY = 0.10
_HELD = 0.06
_QUARTER_KM = 40.0
_COMPANY_KM = 40.0

_UNASKED: dict[PlaceKind, float] = {"country": 0.30, "city": 0.08, "town": 0.08, "village": 0.08, "district": -0.05}
"""What a name without a class word is likely to mean: the city rather than its governorate."""

_NATURE = frozenset(["mountain", "hill", "river", "lake", "region", "countryside", "road"])
WORKS = frozenset(["bridge", "crossing", "dam", "airport", "base", "market", "site"])

_WIDE_NATURE = frozenset(["mountain", "river", "lake"])
"""Kinds that are never meant by the village of the same name: الجبل المطل is no village called المطل."""

_KNOWN_ABROAD = 150_000

_SMALL = frozenset(["village", "town", "neighbourhood", "farm", "camp", "hill", "site", "market"])
"""Class words for what no report means abroad without naming the country."""

_INNER = frozenset(["neighbourhood", "square", "road"])
"""Kinds that lie in or by a town of the report, so that no namesake far from all of these is meant."""

_NAMING = SETTLEMENTS | {"district", "governorate"}

TIE = 0.04
"""Candidates whose scores lie closer than this fit equally."""

SURE = 0.08
"""A lead from which a place may vouch for others of its report."""


class Setting(msgspec.Struct, frozen=True):
    """What is known around a mention.

    ``within``: for each container that could be found, the regions it may be. ``home``: the report's country or the
    one its places speak for. ``countries``: others of which it names a large city. ``company``: surely
    resolved places of the report. ``single``: the report names no other place.
    """

    within: tuple[tuple[Region, ...], ...] = ()
    home: str | None = None
    countries: frozenset[str] = frozenset()
    company: tuple[Place, ...] = ()
    single: bool = True
    likely: Mapping[str, str] = msgspec.field(default_factory=dict)


class Ranked(msgspec.Struct, frozen=True):
    """A candidate with its score, which may pass 1, and why it has it."""

    place: Place
    score: float
    why: str


def rank(
    candidates: Sequence[Candidate], mention: PlaceMention, setting: Setting, conflict: frozenset[str]
) -> list[Ranked]:
    """The candidates that may be meant, best first. ``conflict``: countries whose villages a report may mean unasked.

    Left out are places outside a container that the sentence names, and small places abroad.
    """
    ranked = []
    for candidate in candidates:
        country = candidate.place.kind == "country"
        inside = country or all(any(region.holds(candidate.place) for region in part) for part in setting.within)
        if mention.kind in _INNER and _is_far(candidate.place, setting):
            continue
        if _only_named_after(mention, candidate.place):
            continue
        if inside and (setting.within or _may_be_meant(candidate, mention, setting, conflict)):
            ranked.append(_weigh(candidate, mention, setting))
    ranked.sort(key=lambda one: (-one.score, one.place.number))
    return ranked


def _only_named_after(mention: PlaceMention, place: Place) -> bool:
    """Whether what the text names bears the place's name and lies elsewhere: no mountain is the village of its name, no
    square (ساحة راجو is in another town) and no street of a town is the town or district that it is named after."""
    if mention.kind in _WIDE_NATURE:
        return place.kind in SETTLEMENTS
    inner = mention.kind == "square" or (mention.kind == "road" and _in_town(mention))
    return inner and place.kind in _NAMING


def _in_town(mention: PlaceMention) -> bool:
    """Whether the text names a town around it, and no countryside or direction from one."""
    around = mention.within[0] if mention.within else None
    return around is not None and around.kind in (None, "city", "town") and around.bearing in (None, "C")


def _may_be_meant(candidate: Candidate, mention: PlaceMention, setting: Setting, conflict: frozenset[str]) -> bool:
    """The hard rules for a name without a container: no village abroad, no mountain for a bare الزاوية."""
    place = candidate.place
    if candidate.match == "part" and mention.kind != place.kind and place.kind not in SETTLEMENTS:
        return False
    if place.kind == "country":
        return True
    if place.country == setting.home:
        return True
    if setting.home is None and place.country in conflict and (setting.single or place.country in setting.likely):
        return True
    if mention.kind in _SMALL:
        return False
    return place.country in setting.countries or _is_known_abroad(place, conflict)


def _is_far(place: Place, setting: Setting) -> bool:
    """Whether a village cannot be the quarter that a text names, since it lies far from every town of the report and is
    none of these (the quarters of X are in X)."""
    if any(other.number == place.number for other in setting.company):
        return False
    near = _nearest(place, setting.company) if place.kind in SETTLEMENTS and not setting.within else None
    return near is not None and near[0] > _QUARTER_KM


def _is_known_abroad(place: Place, conflict: frozenset[str]) -> bool:
    """Whether a report on another country may name a place bare: a large city, or a first-level area of a conflict
    country (Anbar in a report on Syria, but not Saudi Arabia's المنطقة الشرقية, which is any "eastern area")."""
    if place.kind == "city":
        return place.population >= _KNOWN_ABROAD
    return place.kind == "governorate" and place.country in conflict


def _weigh(candidate: Candidate, mention: PlaceMention, setting: Setting) -> Ranked:
    place = candidate.place
    score, reason = _MATCH[candidate.match]
    reasons = [reason]
    if setting.within and place.kind != "country":
        score += _INSIDE
        labels = (next(region.label for region in regions if region.holds(place)) for regions in setting.within)
        reasons.append(f"in {', '.join(dict.fromkeys(labels))}, which the text names")
    fit = _kind(place.kind, mention.kind)
    score += fit
    if mention.kind is not None and fit > 0:
        reasons.append(f"a {place.kind}, as the text says")
    elif mention.kind is not None and fit < -0.1:
        reasons.append(f"a {place.kind}, where the text says {mention.kind}")
    score += _PEOPLE * min(1.0, math.log10(place.population + 1) / 6) if place.population else _people_unknown(place)
    if setting.home is not None and place.country == setting.home:
        score += _HOME
        reasons.append(f"in {place.country}, the country that the report speaks of")
    elif setting.home is None and place.country in setting.likely:
        score += _LIKELY
        reasons.append(f"in {place.country}, {setting.likely[place.country]}")
    if not place.layer:
        score += _HELD
    near = _nearest(place, setting.company)
    if near is not None:
        km, companion = near
        score += _COMPANY * math.exp(-km / _COMPANY_KM)
        if km < 2 * _COMPANY_KM:
            reasons.append(f"{km:.0f} km from {companion.label_en}, which the report names too")
    return Ranked(place, round(max(0.0, score), 3), "; ".join(reasons))


def _people_unknown(place: Place) -> float:
    """GeoNames gives many seats of sub-districts no population; they are towns of some ten thousand."""
    return 0.06 if place.kind == "town" else 0.03


def _nearest(place: Place, company: Sequence[Place]) -> tuple[float, Place] | None:
    if place.lat is None or place.lon is None:
        return None
    best: tuple[float, Place] | None = None
    for other in company:
        if other.number == place.number or other.lat is None or other.lon is None:
            continue
        km = distance_km(place.lat, place.lon, other.lat, other.lon)
        if best is None or km < best[0]:
            best = km, other
    return best


def _kind(kind: PlaceKind, asked: PlaceKind | None) -> float:
    """How well a place of ``kind`` answers to the class word of the text."""
    if asked is None:
        return _UNASKED.get(kind, 0.0)
    if kind == asked:
        return _KIND_FITS
    groups = {group for group, members in _GROUPS.items() if asked in members and kind in members}
    if "settled" in groups:
        return _KIND_FITS - 0.02
    if groups:
        return 0.0
    if asked == "district" and kind in SETTLEMENTS:
        return -0.02
    if asked in ("neighbourhood", "camp", "farm", "market", "site", "city") and kind in SETTLEMENTS | {"camp"}:
        return -0.05
    return -0.25


_GROUPS: dict[str, frozenset[str]] = {
    "settled": SETTLEMENTS,
    "nature": _NATURE,
    "works": WORKS,
    "area": frozenset(["region", "district", "governorate", "countryside"]),
    "military": frozenset(["airport", "base"]),
}
