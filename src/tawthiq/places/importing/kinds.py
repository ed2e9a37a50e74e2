"""Feature codes of GeoNames and NGA, which share them, and place tags of OpenStreetMap, as kinds of places."""

from __future__ import annotations

from tawthiq.model.place import PlaceKind

CITY_FROM, TOWN_FROM = 100_000, 5_000

_CODES: dict[str, PlaceKind] = {
    "CMP": "camp", "CMPRF": "camp", "HSP": "site", "HSPC": "site", "SCH": "site", "MSQE": "site", "AIRB": "base",
    "AIRP": "airport", "AIRF": "airport", "BDG": "bridge", "DAM": "dam", "MT": "mountain", "MTS": "mountain",
    "HLL": "hill", "HLLS": "hill", "RGN": "region", "VAL": "region",
}  # fmt: skip
"""Of the classes S, T, L and H. Their class is told apart by the code alone: no two of these share one."""

_LEVELS = {"ADM1": 1, "ADM2": 2, "ADM3": 3, "ADM4": 4}
_SEATS = frozenset(["PPLA", "PPLA2", "PPLA3", "PPLG"])
_GONE = frozenset(["PPLH", "PPLCH"])
"""Places that are no more, and former capitals (which are listed as cities, too)."""


def of_code(feature_class: str, code: str, population: int) -> tuple[PlaceKind, int] | None:
    """Kind, and level where it is an area; None for what is not taken in (streams, ruins, shops …)."""
    if feature_class == "P":
        return None if code in _GONE else (_settlement(code, population), 0)
    if feature_class == "A":
        level = _LEVELS.get(code)
        return None if level is None else ("governorate" if level == 1 else "district", level)
    kind = _CODES.get(code)
    return None if kind is None else (kind, 0)


def _settlement(code: str, population: int) -> PlaceKind:
    if code == "PPLX":
        return "neighbourhood"
    if code == "PPLF":
        return "farm"
    if population >= CITY_FROM or code == "PPLC":
        return "city"
    return "town" if population >= TOWN_FROM or code in _SEATS else "village"


def is_major(feature_class: str, code: str) -> bool:
    """Whether a bare name may mean such a place: nobody says الحرية for a school of that name."""
    return feature_class in "PATL" or code in ("CMP", "CMPRF", "AIRB", "AIRP", "DAM")


OSM: dict[str, PlaceKind] = {
    "city": "city", "town": "town", "village": "village", "hamlet": "village", "isolated_dwelling": "farm",
    "farm": "farm", "suburb": "neighbourhood", "quarter": "neighbourhood", "neighbourhood": "neighbourhood",
    "borough": "neighbourhood", "city_block": "neighbourhood", "locality": "site", "region": "region",
    "county": "district", "district": "district", "municipality": "district", "subdistrict": "district",
    "state": "governorate", "province": "governorate", "island": "region", "islet": "region", "square": "site",
    "allotments": "neighbourhood", "refugee_camp": "camp",
}  # fmt: skip
"""Value of ``place`` -> kind."""
