"""Regions: the areas that containers and countrysides stand for, and whether a place lies in one."""

from __future__ import annotations

import msgspec

from tawthiq.model.codes import PlacePrecision
from tawthiq.model.place import Bearing, PlaceKind
from tawthiq.places.geometry import Box, box_about, distance_km
from tawthiq.places.store import Place

SETTLEMENTS: frozenset[str] = frozenset(["city", "town", "village"])

_PRECISION: dict[PlaceKind, PlacePrecision] = {
    "city": "settlement", "town": "settlement", "village": "settlement", "camp": "settlement", "farm": "settlement",
    "neighbourhood": "neighbourhood", "district": "admin2", "governorate": "admin1", "region": "sector",
    "countryside": "sector", "mountain": "feature", "river": "feature", "road": "feature", "hill": "feature",
    "lake": "feature", "bridge": "point", "crossing": "point", "dam": "point", "airport": "point", "base": "point",
    "market": "point", "site": "point", "country": "country",
}  # fmt: skip

_TOWN_REACH_KM = 30.0
_DISTRICT_REACH_KM = 40.0
_TOWN_SECTOR_KM = 15.0
_BORDER_KM = 12.0
_SECOND = 2


class Region(msgspec.Struct, frozen=True):
    """An area to look in. ``place``: the gazetteer place it is drawn from; ``label``: for people.

    A place lies in it by its codes (``country``, ``admin1``), by what its list says of areas below these (``area``:
    layer, level, id), or, where ``disk`` (lat, lon, km) is given, by distance; ``part`` narrows it to a box.
    """

    place: Place
    label: str
    precision: PlacePrecision
    bearing: Bearing | None = None
    part: Box | None = None
    country: str | None = None
    admin1: str | None = None
    area: tuple[str, int, str] | None = None
    disk: tuple[float, float, float] | None = None

    def holds(self, place: Place) -> bool:
        """Whether ``place`` lies in the region. Where the codes cannot tell, its point does."""
        if self.area is not None and (listed := self._listed(place)) is not None:
            return listed
        if self.admin1 is not None and place.admin1 is not None and place.admin1 != self.admin1:
            return False
        if self.country is not None and place.country != self.country:
            return False
        if place.lat is None or place.lon is None:
            return self.disk is None or place.admin1 is not None
        if self.part is not None and not self.part.holds(place.lat, place.lon, _BORDER_KM):
            return False
        if self.disk is not None:
            lat, lon, km = self.disk
            return distance_km(lat, lon, place.lat, place.lon) <= km
        return True

    def _listed(self, place: Place) -> bool | None:
        """Whether the area's own list says that the place lies in it; None where it does not say."""
        if self.area is None:
            return None
        layer, level, _ = self.area
        said = [area for area in place.areas if area[0] == layer and area[1] == level]
        return self.area in said if said else None

    @property
    def box(self) -> Box | None:
        """The box of the area, or None where nothing is known of its extent."""
        if self.part is not None:
            return self.part
        if self.place.box is not None:
            return self.place.box
        if self.place.lat is None or self.place.lon is None or self.place.radius_km is None:
            return None
        return box_about(self.place.lat, self.place.lon, self.place.radius_km)


def precision_of(place: Place) -> PlacePrecision:
    """How precise the point of a place of its kind is."""
    return "admin3" if place.kind == "district" and place.level > _SECOND else _PRECISION[place.kind]


def container(place: Place) -> Region:
    """The region in which things "in" a place lie: its area, or, of a town, what is within thirty kilometres."""
    label = place.label_en
    if place.kind == "country":
        return Region(place, label, "country", country=place.country)
    if place.kind == "governorate":
        return Region(place, label, "admin1", country=place.country, admin1=place.admin1)
    if place.kind == "district":
        reach = (place.radius_km or _DISTRICT_REACH_KM) + _BORDER_KM if place.layer else _DISTRICT_REACH_KM
        return Region(
            place, label, precision_of(place), country=place.country, admin1=place.admin1,
            area=(place.layer, place.level or 2, place.place_id), disk=_disk(place, reach),
        )  # fmt: skip
    reach = _TOWN_REACH_KM if place.kind in SETTLEMENTS else max(5.0, (place.radius_km or 0.0) * 1.3 + 3.0)
    return Region(place, label, precision_of(place), country=place.country, disk=_disk(place, reach))


def countryside(place: Place, bearing: Bearing | None, seat: tuple[float, float] | None = None) -> Region:
    """ريف X: of a governorate all of it (X itself left to its own name), of a town what lies around it; with a bearing
    what of it lies that way from its ``seat``: ريف حمص الشمالي is what is north of the city of Homs."""
    label = f"{place.label_en} countryside" + (f" ({bearing})" if bearing else "")
    if place.kind == "governorate":
        part = place.box.part(bearing, seat) if place.box is not None and bearing is not None else None
        precision: PlacePrecision = "admin1" if bearing is None else "sector"
        return Region(place, label, precision, bearing, part, place.country, place.admin1)
    return _around(place, label, bearing)


def part_of(place: Place, bearing: Bearing, seat: tuple[float, float] | None = None) -> Region:
    """A part of a country, governorate or other area named by direction: شمال سوريا (northern Syria), شمال حماة (the
    north of Hama, seen from its ``seat``)."""
    label = f"{place.label_en} ({bearing})"
    if place.kind in ("country", "governorate") and place.box is not None:
        admin1 = place.admin1 if place.kind == "governorate" else None
        return Region(place, label, "sector", bearing, place.box.part(bearing, seat), place.country, admin1)
    return _around(place, label, bearing)


def _around(place: Place, label: str, bearing: Bearing | None) -> Region:
    """The surroundings of a town, or the part of them that lies towards ``bearing``."""
    reach = max(_TOWN_SECTOR_KM, place.radius_km or 0.0)
    box = None if place.lat is None or place.lon is None else box_about(place.lat, place.lon, reach)
    part = box.part(bearing) if box is not None and bearing is not None else box
    return Region(place, label, "sector", bearing, part, place.country, disk=_disk(place, reach * 1.5))


def _disk(place: Place, km: float) -> tuple[float, float, float] | None:
    return None if place.lat is None or place.lon is None else (place.lat, place.lon, km)
