"""The areas that a place lies in, in both languages, with ISO 3166-2 codes and, where a layer has them, P-codes."""

from __future__ import annotations

import msgspec

from tawthiq.places.atlas import Atlas
from tawthiq.places.store import Place


class Link(msgspec.Struct, frozen=True):
    """One area of a chain. ``level``: 0 the country, 1 to 3 areas, None the place itself. ``iso``: alpha-2 code of a
    country, ISO 3166-2 of a first-level area."""

    level: int | None
    place_id: str
    label_ar: str | None
    label_en: str
    iso: str | None = None
    pcode: str | None = None


def chain(atlas: Atlas, place: Place | None, country: str | None, admin1: str | None) -> tuple[Link, ...]:
    """From the country down to the place. ``place`` is None where only areas are known: ``country`` is then an alpha-2
    code, ``admin1`` an ISO 3166-2 code."""
    if place is not None:
        country, admin1 = place.country, place.admin1
    links = [_first_levels(atlas, code) for code in (country, admin1) if code]
    found = [link for link in links if link is not None]
    if place is None or place.kind in ("country", "governorate"):
        return tuple(found)
    for level, label, place_id in ((2, place.admin2, place.admin2_id), (3, place.admin3, place.admin3_id)):
        if label is not None and place_id != place.place_id:
            found.append(_below(atlas, level, label, place_id))
    own = Link(place.level or None, place.place_id, place.label_ar, place.label_en, None, place.pcode or None)
    return (*found, own)


def _first_levels(atlas: Atlas, code: str) -> Link | None:
    area = atlas.area(code)
    if area is None:
        return None
    pcode = code if len(code) == 2 else atlas.pcode(code)
    return Link(int(len(code) > 2), area.place_id, area.label_ar, area.label_en, code, area.pcode or pcode)


def _below(atlas: Atlas, level: int, label: str, place_id: str | None) -> Link:
    area = atlas.identified(place_id) if place_id else None
    if area is None:
        return Link(level, place_id or "", None, label)
    return Link(level, area.place_id, area.label_ar, area.label_en, None, area.pcode or None)
