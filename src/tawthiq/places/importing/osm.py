"""OpenStreetMap's places as GeoJSON: an Overpass or osmium export, properties flat or under ``tags``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tawthiq.places.importing.features import features, point_of
from tawthiq.places.importing.kinds import OSM
from tawthiq.places.importing.lines import Advance, Source
from tawthiq.places.importing.records import Record, Refused, RowError, point

_ARABIC = ("name:ar", "alt_name:ar", "old_name:ar", "official_name:ar")
_PLAIN = ("name", "alt_name", "old_name", "loc_name", "official_name", "short_name")
_LATIN = ("name:en", "int_name", "name:ku", "name:fr", "alt_name:en", "name:tr")


def looks_like(properties: Any) -> bool:
    """Whether the properties of a feature are OpenStreetMap's."""
    tags = tags_of(properties)
    return "place" in tags or (tags.get("boundary") == "administrative") or "name:ar" in tags


def tags_of(properties: Any) -> dict[str, str]:
    """Properties as text; those under ``tags`` beside the flat ones."""
    if not isinstance(properties, dict):
        return {}
    inner = properties.get("tags")
    both = {**properties, **inner} if isinstance(inner, dict) else properties
    return {str(key): str(value) for key, value in both.items() if value is not None and not isinstance(value, dict)}


def read(source: Source, advance: Advance) -> Iterator[Record | Refused]:
    """The places of an export; features without ``place`` are passed over. Raises ``InputError``."""
    for number, feature in features(source, advance):
        try:
            made = _place(number, feature)
        except RowError as fault:
            yield Refused(number, str(fault), _begin(feature))
        else:
            if made is not None:
                yield made


def _place(number: int, feature: Any) -> Record | None:
    if not isinstance(feature, dict):
        raise RowError("it is no feature")
    tags = tags_of(feature.get("properties"))
    place = tags.get("place", "")
    if not place:
        return None
    kind = OSM.get(place)
    if kind is None:
        raise RowError(f"place={place[:40]} is of no kind that reports name")
    arabic, latin = _names(tags)
    if not arabic and not latin:
        raise RowError("it has no name")
    lat, lon = point(*point_of(feature.get("geometry")))
    identity = str(feature.get("id") or tags.get("@id") or tags.get("osm_id") or tags.get("id") or f"feature/{number}")
    people = tags.get("population", "").replace(",", "").replace(" ", "")
    level = {"governorate": 1, "district": 2}.get(kind, 0)
    return Record(
        line=number, place_id=f"osm:{identity.replace('/', '')}", names_ar=arabic, names_en=latin, kind=kind,
        level=level, country=_country(tags), lat=lat, lon=lon, population=int(people) if people.isdecimal() else 0,
        pcode=tags.get("ref:pcode") or tags.get("pcode") or tags.get("unocha:pcode") or "", major=kind != "site",
        note=f"wikidata {tags['wikidata']}" if "wikidata" in tags else "",
    )  # fmt: skip


def _names(tags: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = [name.strip() for key in (*_ARABIC, *_PLAIN) for name in tags.get(key, "").split(";") if name.strip()]
    arabic = [name for name in found if any("\u0600" <= letter <= "\u06ff" for letter in name)]
    latin = [name.strip() for key in _LATIN for name in tags.get(key, "").split(";") if name.strip()]
    latin += [name for name in found if name not in arabic]
    return tuple(dict.fromkeys(arabic)), tuple(dict.fromkeys(latin))


def _country(tags: dict[str, str]) -> str:
    code = tags.get("is_in:country_code") or tags.get("addr:country") or tags.get("ISO3166-1:alpha2") or ""
    return code.upper() if len(code) == 2 else ""


def _begin(feature: Any) -> str:
    tags = tags_of(feature.get("properties")) if isinstance(feature, dict) else {}
    return ", ".join(f"{key}={value}" for key, value in list(tags.items())[:6])[:200]
