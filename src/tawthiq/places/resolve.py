"""Turns the mentions of one report into places of the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from tawthiq.model.place import PlaceMention, ResolvedPlace
from tawthiq.places import answers
from tawthiq.places.atlas import Atlas
from tawthiq.places.candidates import Candidates
from tawthiq.places.geometry import distance_km
from tawthiq.places.learned import LearnedNames, place_of, reason
from tawthiq.places.rank import SURE, TIE, Ranked, Setting, rank
from tawthiq.places.regions import SETTLEMENTS, Region, container, countryside, part_of
from tawthiq.places.store import Place

_SAME_PLACE_KM = 10.0
_AREAS = frozenset(["country", "governorate", "district", "region"])
_INSIDE_A_TOWN = frozenset(["neighbourhood", "camp", "market", "site", "bridge", "road", "farm"])
_GREAT = frozenset([None, "city", "governorate", "countryside"])
"""Class words with which a city or governorate is named."""

_COMPANY = 12


class NameResolver:
    """A :class:`~tawthiq.model.place.PlaceResolver` over one store.

    ``conflict``: the countries (alpha-2) whose villages a report may mean without naming the country. ``learned``:
    reviewers' answers, which go before anything else.
    """

    def __init__(self, store: Atlas, conflict: frozenset[str], learned: LearnedNames) -> None:
        self._store = store
        self._conflict = conflict
        self._learned = learned
        self._candidates = Candidates(store)
        self._likely = dict.fromkeys(store.covered, "of which a list of places was imported")

    def resolve(self, mentions: Sequence[PlaceMention], country: str | None = None) -> list[ResolvedPlace]:
        """One answer for each mention of one report, in order. ``country``: alpha-2, where known."""
        distinct = list(dict.fromkeys(mentions))
        home = country or self._home(distinct)
        single = len({mention.name for mention in distinct}) == 1
        alone = {
            mention: self._ranked(mention, Setting(home=home, single=single, likely=self._likely))
            for mention in distinct
        }
        sure = [
            ranked[0].place
            for mention, ranked in alone.items()
            if mention.kind != "neighbourhood" and _leads(ranked, SURE)
        ]
        company = tuple(place for place in sure if place.kind in SETTLEMENTS)[:_COMPANY]
        countries = frozenset(place.country for place in sure if place.kind == "city")
        answered = {
            mention: self._answer(mention, alone[mention], Setting((), home, countries, company, single, self._likely))
            for mention in distinct
        }
        return [answered[mention] for mention in mentions]

    def _answer(self, mention: PlaceMention, alone: list[Ranked], setting: Setting) -> ResolvedPlace:
        within = self._regions(mention.within, setting)
        region = self._sector(mention, within, setting)
        if region is not None:
            return answers.of_region(self._store, region, mention)
        setting = msgspec.structs.replace(setting, within=within)
        ranked = (
            alone
            if _leads(alone, SURE) and not within and mention.kind != "neighbourhood"
            else self._ranked(mention, setting)
        )
        if not ranked and within:
            ranked = self._misspelt(mention, setting) or _great(alone, mention, within)
        if not ranked:
            return answers.unknown(self._store, mention, _area_for(mention, within), setting.home)
        rivals = [other for other in ranked[1:] if _rivals(ranked[0], other)]
        if rivals:
            return answers.tied(self._store, mention, [ranked[0], *rivals], ranked)
        return answers.of_place(self._store, mention, ranked)

    def _ranked(self, mention: PlaceMention, setting: Setting) -> list[Ranked]:
        decided = self._decided(mention, setting) if self._learned else None
        return (
            [decided]
            if decided is not None
            else rank(self._candidates.named(mention.name, mention.kind), mention, setting, self._conflict)
        )

    def _decided(self, mention: PlaceMention, setting: Setting) -> Ranked | None:
        """What a reviewer answered for the name where the sentence names these areas."""
        areas = [region.place.admin1 for regions in setting.within for region in regions if region.place.admin1]
        answer = self._learned.answer(mention.name, areas)
        place = place_of(answer, self._store, -1) if answer is not None else None
        return Ranked(place, 1.0, reason(answer)) if answer is not None and place is not None else None

    def _misspelt(self, mention: PlaceMention, setting: Setting) -> list[Ranked]:
        """Candidates one slip away inside the first-level areas that the sentence names."""
        codes = dict.fromkeys(region.place.admin1 for regions in setting.within for region in regions)
        found = [one for code in codes if code for one in self._candidates.misspelt(mention.name, code)]
        settled = [one for one in found if one.place.kind in SETTLEMENTS]
        return rank(settled, mention, setting, self._conflict)

    def _home(self, mentions: Iterable[PlaceMention]) -> str | None:
        """The country that most names of the report speak for. A name that fits one country only has a vote: two for a
        city or a first-level area, one for a village, which may be a namesake, and for the country itself, which is as
        often a party. One vote alone decides where it is for a country of which a list was imported, or the report has
        at most one name that nobody knows; of even ones a conflict country's wins."""
        votes: Counter[str] = Counter()
        unknown = known = 0
        for mention in _with_containers(mentions):
            ranked = self._ranked(mention, Setting())
            countries = {one.place.country for one in ranked}
            unknown += not countries
            known += bool(countries)
            if len(countries) == 1:
                votes[countries.pop()] += 2 if ranked[0].place.kind in ("city", "governorate") else 1
        most = max(votes.values(), default=0)
        leading = [country for country, count in votes.items() if count == most]
        if len(leading) > 1:
            leading = [country for country in leading if country in self._conflict]
        if len(leading) != 1:
            return None
        alone = known == 1 and (unknown <= 1 or leading[0] in self._store.covered)
        return leading[0] if most > 1 or alone else None

    def _regions(self, containers: Sequence[PlaceMention], setting: Setting) -> tuple[tuple[Region, ...], ...]:
        """For each container that can be found, nearest first, the regions that it may be. Outer ones narrow inner."""
        found: list[tuple[Region, ...]] = []
        for mention in reversed(containers):
            outer = (*self._regions(mention.within, setting), *found)
            regions = self._container(mention, msgspec.structs.replace(setting, within=outer))
            if regions:
                found.insert(0, regions)
        return tuple(found)

    def _container(self, mention: PlaceMention, setting: Setting) -> tuple[Region, ...]:
        sector = self._sector(mention, setting.within, setting)
        if sector is not None:
            return (sector,)
        ranked = self._ranked(mention, setting)
        if mention.kind in _INSIDE_A_TOWN:
            return tuple(container(one.place) for one in ranked[:1])
        best = [one for one in ranked if one.score >= ranked[0].score - 0.25]
        if mention.kind == "district":
            best = [one for one in best if one.place.kind == "district"] or best
        return tuple(container(one.place) for one in best)

    def _sector(self, mention: PlaceMention, within: tuple[tuple[Region, ...], ...], setting: Setting) -> Region | None:
        """The region that a countryside, or a direction in an area, stands for; None for any other mention."""
        rural = mention.kind == "countryside"
        if not rural and (mention.bearing is None or mention.near or mention.kind == "district"):
            return None
        setting = msgspec.structs.replace(setting, within=within)
        name = PlaceMention(name=mention.name, kind=None if rural else mention.kind, within=mention.within)
        if rural:
            whole = PlaceMention(name=f"ريف {mention.name}", kind="governorate")
            rural_areas = [one for one in self._ranked(whole, setting) if one.place.kind == "governorate"]
            if rural_areas:
                return countryside(rural_areas[0].place, mention.bearing, self._store.seat(rural_areas[0].place))
        ranked = self._ranked(name, setting)
        areas = [one.place for one in ranked if one.place.kind in _AREAS]
        wide = sorted(areas, key=lambda place: ("governorate", "country", "region", "district").index(place.kind))
        if wide and (rural or mention.kind is None or mention.kind in _AREAS):
            draw = countryside if rural and wide[0].kind != "country" else part_of
            seat = self._store.seat(wide[0])
            return draw(wide[0], mention.bearing, seat) if mention.bearing else countryside(wide[0], None)
        if rural and ranked and not [other for other in ranked[1:] if _rivals(ranked[0], other)]:
            return countryside(ranked[0].place, mention.bearing)
        return None


def _great(alone: Sequence[Ranked], mention: PlaceMention, within: Sequence[Sequence[Region]]) -> list[Ranked]:
    """The city or governorate that a name can only mean, though the area told for it does not hold it (Raqqa under the
    heading of another governorate of its country)."""
    if mention.kind not in _GREAT:
        return []
    countries = {region.place.country for regions in within for region in regions}
    return [one for one in alone if one.place.kind in ("city", "governorate") and one.place.country in countries]


def _with_containers(mentions: Iterable[PlaceMention]) -> Iterable[PlaceMention]:
    for mention in mentions:
        yield mention
        yield from _with_containers(mention.within)


def _leads(ranked: Sequence[Ranked], lead: float) -> bool:
    """Whether the first is ahead of every other place that is not the same spot or an area around it."""
    return bool(ranked) and not any(_rivals(ranked[0], other, lead) for other in ranked[1:])


def _rivals(best: Ranked, other: Ranked, lead: float = TIE) -> bool:
    """Whether ``other`` fits as well as ``best`` and is another place: neither an area around it nor the same spot."""
    if other.score < best.score - lead:
        return False
    one, two = best.place, other.place
    if {one.kind, two.kind} & _AREAS and one.country == two.country and (one.admin1 == two.admin1 or not two.admin1):
        return False
    return not _same_spot(one, two)


def _same_spot(one: Place, two: Place) -> bool:
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return False
    return distance_km(one.lat, one.lon, two.lat, two.lon) <= _SAME_PLACE_KM


def _area_for(mention: PlaceMention, within: Sequence[Sequence[Region]]) -> Region | None:
    """The smallest area that is known to hold an unknown place: of a container that is both a city and a governorate,
    the city for a quarter, the governorate for a village."""
    if not within:
        return None
    nearest = within[0]
    wanted = [region for region in nearest if region.place.kind in SETTLEMENTS]
    if mention.kind not in _INSIDE_A_TOWN or not wanted:
        wanted = [region for region in nearest if region.place.kind == "governorate"] or list(nearest)
    return wanted[0]
