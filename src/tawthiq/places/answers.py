"""The gazetteer's answers, each with its precision, its radius and its reasons."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from tawthiq.model.codes import PlacePrecision
from tawthiq.model.place import Alternative, Bearing, PlaceMention, ResolvedPlace
from tawthiq.places.atlas import Atlas
from tawthiq.places.geometry import distance_km, moved
from tawthiq.places.rank import WORKS, Ranked
from tawthiq.places.regions import SETTLEMENTS, Region, precision_of
from tawthiq.places.store import Place

_ALTERNATIVES = 5
_NEAR_KM = 5.0
_SUB_DISTRICT_KM = 12.0
_SECOND = 2
_ENOUGH, _NINE_IN_TEN = 5, 0.9
_AREAS = frozenset(["district", "governorate"])
_NAMED_AFTER = WORKS | {"road"}
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
    if mention.kind == "district" and mention.bearing is not None and lat is not None and lon is not None:
        precision = "near"
        lat, lon = moved(lat, lon, mention.bearing, _SUB_DISTRICT_KM / 2)
        lat, lon, radius = round(lat, 4), round(lon, 4), max(_SUB_DISTRICT_KM, radius or 0.0)
        why += f"; the text says to the {mention.bearing} of it: some kilometres from its middle"
    elif mention.kind == "district" and place.kind in SETTLEMENTS:
        precision, radius = "admin3", radius and radius + _SUB_DISTRICT_KM
        why += "; the sub-district is drawn around its seat"
    elif mention.kind in _NAMED_AFTER and place.kind in SETTLEMENTS:
        precision, radius = "near", radius and radius + _NEAR_KM
        why += f"; the {mention.kind} is not known, the place that it is named after is"
    elif (mention.near or mention.bearing is not None) and precision in _POINTS:
        precision = "near"
        if lat is not None and lon is not None and radius is not None:
            lat, lon = moved(lat, lon, mention.bearing or "C", _NEAR_KM if mention.bearing else 0.0)
            lat, lon, radius = round(lat, 4), round(lon, 4), radius + _NEAR_KM
        why += "; the text says near it" + (f", to the {mention.bearing}" if mention.bearing else "")
    return ResolvedPlace(
        place_id=place.place_id, label_ar=place.label_ar, label_en=place.label_en, country=place.country,
        admin1=_admin1(store, place), admin2=place.admin2, lat=lat, lon=lon, radius_km=radius, precision=precision,
        alternatives=_alternatives(_others(mention, ranked)), why=why,
    )  # fmt: skip


def _others(mention: PlaceMention, ranked: Sequence[Ranked]) -> list[Ranked]:
    """What else the name could mean. The areas that a town is the seat of are not something else than the town."""
    best = ranked[0].place
    if best.kind not in SETTLEMENTS or mention.kind in _AREAS:
        return list(ranked[1:])
    return [one for one in ranked[1:] if one.place.kind not in _AREAS or one.place.admin1 != best.admin1]


def of_region(store: Atlas, region: Region, mention: PlaceMention) -> ResolvedPlace:
    """The answer for a countryside or a part of an area: the middle of its towns and villages with the radius that
    holds nine in ten of them, or of its box with the radius that covers it."""
    place = region.place
    spot = _amid(store, region)
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
        lat=round(spot[0], 4) if spot else None, lon=round(spot[1], 4) if spot else None,
        radius_km=round(spot[2], 1) if spot else None, precision=region.precision,
        why=f"{why}: an area, drawn from the settlements that the gazetteer has there",
    )  # fmt: skip


def _amid(store: Atlas, region: Region) -> tuple[float, float, float] | None:
    """Latitude, longitude and radius (km) that stand for a region; None where nothing is known of its extent."""
    box = region.box
    if region.bearing is not None and region.admin1 is not None and region.part is not None:
        inside = [point for point in store.points(region.admin1) if region.part.holds(*point)]
        if len(inside) >= _ENOUGH:
            lat, lon = (statistics.median(axis) for axis in zip(*inside, strict=True))
            far = sorted(distance_km(lat, lon, *point) for point in inside)[int(len(inside) * _NINE_IN_TEN)]
            return lat, lon, max(far, _NEAR_KM)
    return (*box.centre, box.radius_km) if box else None


def tied(store: Atlas, mention: PlaceMention, rivals: Sequence[Ranked], ranked: Sequence[Ranked]) -> ResolvedPlace:
    """The answer where several places fit equally: no place, the smallest area that holds them all, no point."""
    places = [one.place for one in rivals]
    country, admin1, area = _common(places)
    precision: PlacePrecision = "admin1" if admin1 else "country"
    if area is not None:
        precision = "admin3" if area[1] > _SECOND else "admin2"
    first = places[0]
    return ResolvedPlace(
        country=country,
        admin1=_admin1(store, first) if admin1 else None,
        admin2=first.admin2 if area is not None else None,
        precision=precision,
        alternatives=_alternatives(ranked),
        why=f"{len(places)} places called {mention.name} fit equally; nothing in the report decides between them",
    )


def _common(places: Sequence[Place]) -> tuple[str | None, str | None, tuple[str, int, str] | None]:
    """The country, first-level area and smallest area below that all ``places`` lie in; None where they differ."""
    first = places[0]
    country = first.country if all(place.country == first.country for place in places) else None
    admin1 = first.admin1 if country and all(place.admin1 == first.admin1 for place in places) else None
    shared = [area for area in first.areas if all(area in place.areas for place in places)] if admin1 else []
    return country, admin1, max(shared, key=lambda area: area[1], default=None)


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
        Alternative(one.place.place_id, one.place.label_en, one.place.lat, one.place.lon, min(1.0, one.score), one.why)
        for one in ranked[:_ALTERNATIVES]
    )
