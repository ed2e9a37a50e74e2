"""What in a gazetteer file a person should look at: points near a border or outside their area, places without an
area or an Arabic name. Nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

import msgspec

from tawthiq.places.outlines import Map
from tawthiq.places.store import Place, Store

Matter = Literal["near_border", "outside_area", "no_area", "no_arabic_name"]
MATTERS: tuple[Matter, ...] = get_args(Matter)


class Finding(msgspec.Struct, frozen=True):
    """One place and what is the matter with it. ``layer``: "embedded" for the gazetteer that comes with tawthiq."""

    layer: str
    matter: Matter
    place_id: str
    label_ar: str | None
    label_en: str
    lat: float | None
    lon: float | None
    detail: str


def audit(store: Store, outlines: Map) -> Iterator[Finding]:
    """The findings on a file, in its order. Points are compared with the outlines of the ten countries held; areas and
    rivers are left out."""
    drawn = {area.country for area in outlines.areas}
    for place in store.every():
        if place.kind in ("country", "governorate", "district", "region", "river", "mountain", "lake"):
            continue
        if place.country not in drawn:
            continue
        for matter, detail in _matters(place, outlines):
            yield Finding(
                store.layer or "embedded",
                matter,
                place.place_id,
                place.label_ar,
                place.label_en,
                place.lat,
                place.lon,
                detail,
            )


def _matters(place: Place, outlines: Map) -> Iterator[tuple[Matter, str]]:
    if place.admin1 is None:
        yield "no_area", "it is in no first-level area: a name of its governorate will not find it"
    if place.label_ar is None:
        yield "no_arabic_name", "it has no Arabic name: no Arabic report will find it"
    if place.lat is None or place.lon is None:
        return
    km = outlines.border_km(place.lat, place.lon)
    if place.admin1 is not None and outlines.agrees(place.admin1, place.lat, place.lon) is False:
        area = outlines.at(place.lat, place.lon)
        if area is None or place.admin1 not in area.newer:
            where = (area.code or area.country) if area else "no area that is held"
            yield "outside_area", f"said to be in {place.admin1}, its point is in {where}"
    elif km is not None:
        yield "near_border", f"{km:.1f} km from the edge of a first-level area: the point may lie on either side"
