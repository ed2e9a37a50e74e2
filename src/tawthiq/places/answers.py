"""The gazetteer's answers, each with its precision, its radius and its reasons."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.model.codes import PlacePrecision
from tawthiq.model.place import Alternative, Bearing, PlaceMention, ResolvedPlace
from tawthiq.places.geometry import moved
from tawthiq.places.rank import Ranked
from tawthiq.places.regions import SETTLEMENTS, Region, precision_of
from tawthiq.places.atlas import Atlas
from tawthiq.places.store import Place

_ALTERNATIVES = 5
_NEAR_KM = 5.0
_SUB_DISTRICT_KM = 12.0
_POINTS = frozenset(["settlement", "neighbourhood", "point"])

_BEARINGS: dict[Bearing, str] = {
    "N": "الشمالي", "S": "الجنوبي", "E": "الشرقي", "W": "الغربي", "C": "الأوسط", "NE": "الشمالي الشرقي",
    "NW": "الشمالي الغربي", "SE": "الجنوبي الشرقي", "SW": "الجنوبي الغربي",
}  # fmt: skip


def of_place(store: Atlas, mention: PlaceMention, ranked: Sequence[Ranked]) -> ResolvedPlace:
    """The answer where one place leads."""
    place, why = ranked[0].place, ranked[0].why
    precision = precision_of(place)
    lat, lon, radius = place.lat, place.lon, place.radius_km
    if mention.kind == "district" and place.kind in SETTLEMENTS:
        precision, radius = "admin3", radius and radius + _SUB_DISTRICT_KM
        why += "; the sub-district is drawn around its seat"
    elif (mention.near or mention.bearing is not None) and precision in _POINTS:
        precision = "near"
        if lat is not None and lon is not None and radius is not None:
            lat, lon = moved(lat, lon, mention.bearing or "C", _NEAR_KM if mention.bearing else 0.0)
            lat, lon, radius = round(lat, 4), round(lon, 4), radius + _NEAR_KM
        why += "; the text says near it" + (f", to the {mention.bearing}" if mention.bearing else "")
    return ResolvedPlace(
        place_id=place.place_id, label_ar=place.label_ar, label_en=place.label_en, country=place.country,
        admin1=_admin1(store, place), admin2=place.admin2, lat=lat, lon=lon, radius_km=radius, precision=precision,
        alternatives=_alternatives(ranked[1:]), why=why,
    )  # fmt: skip


def of_region(store: Atlas, region: Region, mention: PlaceMention) -> ResolvedPlace:
    """The answer for a countryside or a part of an area: the middle of its box, with the radius that covers it."""
    place, box = region.place, region.box
    rural = mention.kind == "countryside"
    label_ar = None
    if place.label_ar is not None and rural:
        label_ar = place.label_ar if place.label_ar.startswith("ريف ") else f"ريف {place.label_ar}"
        label_ar += f" {_BEARINGS[region.bearing]}" if region.bearing else ""
    code = place.place_id.removeprefix("iso:")
    why = f"{'the countryside of' if rural else 'part of'} {place.label_en}"
    why += f", part {region.bearing}" if region.bearing else ", whole"
    return ResolvedPlace(
        place_id=f"sector:{code}/{region.bearing}" if region.bearing else f"sector:{code}",
        label_ar=label_ar, label_en=region.label, country=place.country, admin1=_admin1(store, place),
        admin2=place.admin2,
        lat=round(box.centre[0], 4) if box else None, lon=round(box.centre[1], 4) if box else None,
        radius_km=round(box.radius_km, 1) if box else None, precision=region.precision,
        why=f"{why}: an area, drawn from the settlements that the gazetteer has there",
    )  # fmt: skip


def tied(store: Atlas, mention: PlaceMention, rivals: Sequence[Ranked], ranked: Sequence[Ranked]) -> ResolvedPlace:
    """The answer where several places fit equally: no place, the smallest area that holds them all, no point."""
    places = [one.place for one in rivals]
    first = places[0]
    same_country = all(place.country == first.country for place in places)
    same_admin1 = same_country and first.admin1 is not None and all(place.admin1 == first.admin1 for place in places)
    same_admin2 = same_admin1 and first.admin2 is not None and all(place.admin2 == first.admin2 for place in places)
    precision: PlacePrecision = "admin2" if same_admin2 else "admin1" if same_admin1 else "country"
    return ResolvedPlace(
        country=first.country if same_country else None,
        admin1=_admin1(store, first) if same_admin1 else None,
        admin2=first.admin2 if same_admin2 else None,
        precision=precision,
        alternatives=_alternatives(ranked),
        why=f"{len(places)} places called {mention.name} fit equally; nothing in the report decides between them",
    )


def unknown(store: Atlas, mention: PlaceMention, area: Region | None, home: str | None) -> ResolvedPlace:
    """The answer for a name that no gazetteer has: its area if the text names one, never a point."""
    if area is None:
        return ResolvedPlace(
            country=home, precision="country", why=f"no gazetteer place called {mention.name} can be meant here"
        )
    place = area.place
    return ResolvedPlace(
        country=place.country, admin1=_admin1(store, place), admin2=place.admin2, precision=area.precision,
        why=f"no gazetteer place called {mention.name} lies in {area.label}, which the text names; only that is known",
    )  # fmt: skip


def _admin1(store: Atlas, place: Place) -> str | None:
    area = store.area(place.admin1) if place.admin1 else None
    return area.label_en if area else None


def _alternatives(ranked: Sequence[Ranked]) -> tuple[Alternative, ...]:
    return tuple(
        Alternative(one.place.place_id, one.place.label_en, one.place.lat, one.place.lon, one.score, one.why)
        for one in ranked[:_ALTERNATIVES]
    )
