"""Areas that rows only name: gathered while a layer is written, drawn from the points of what lies in them."""

from __future__ import annotations

import statistics
from array import array
from collections import Counter

import msgspec

from tawthiq.places import names
from tawthiq.places.drafts import Draft
from tawthiq.places.geometry import box_around, distance_km
from tawthiq.places.importing.records import AreaName

_MAX_POINTS = 5000
_SHARE = 0.95
_FIFTH = 5
_LEAST_ROWS = 3
_MARGIN_KM = 2.0


class Gathered(msgspec.Struct):
    """One area while rows name it. ``rows``: how many. ``admin1``: the codes that they have, counted."""

    place_id: str
    area: AreaName
    country: str
    parent: Gathered | None
    rows: int = 0
    admin1: Counter[str] = msgspec.field(default_factory=Counter)
    spellings: Counter[str] = msgspec.field(default_factory=Counter)
    lats: array[float] = msgspec.field(default_factory=lambda: array("d"))
    lons: array[float] = msgspec.field(default_factory=lambda: array("d"))

    def label(self) -> str:
        """What people call it: in Latin letters where the list does."""
        return self.area.name_en or self.area.name_ar

    def names(self) -> list[str]:
        """The names that at least a fifth of its rows give it: columns of lists hold slips."""
        return [name for name, count in self.spellings.most_common() if count * _FIFTH >= max(self.spellings.values())]

    def label_ar(self) -> str | None:
        """The Arabic name that most of its rows give it."""
        return next((name for name in self.names() if "\u0600" <= name[0] <= "\u06ff"), None)

    def code(self) -> str | None:
        """The first-level area that most of its rows lie in."""
        return self.admin1.most_common(1)[0][0] if self.admin1 else None


class Areas:
    """All areas of a layer, second level and below."""

    def __init__(self, layer: str) -> None:
        self._layer = layer
        self._held: dict[tuple[str, int, str, str], Gathered] = {}
        self.listed: set[str] = set()
        """Ids of areas that are rows of their own, with points or outlines, and need not be drawn."""

    def of(self, given: tuple[AreaName, ...], country: str) -> list[Gathered]:
        """The areas that a row names, from the second level down."""
        found: list[Gathered] = []
        for area in sorted(given, key=lambda one: one.level):
            if area.level < 2:
                continue
            parent = found[-1] if found else None
            inside = parent.place_id if parent and not area.pcode else ""
            key = (country, area.level, area.pcode or names.latin_key(area.name_en) or area.name_ar, inside)
            held = self._held.get(key)
            if held is None:
                place_id = f"ocha:{area.pcode}" if area.pcode else self._made_up(area, country, inside)
                held = self._held[key] = Gathered(place_id, area, country, parent)
            held.spellings.update(name for name in (area.name_ar, area.name_en) if name)
            found.append(held)
        return found

    def _made_up(self, area: AreaName, country: str, inside: str) -> str:
        """An id without a P-code: the layer, the country, the areas around it, the name."""
        label = (names.latin_key(area.name_en) or area.name_ar).replace(" ", "-")
        return f"{inside or f'{self._layer}/{country}'}/{label}"

    def add(self, areas: list[Gathered], admin1: str | None, lat: float | None, lon: float | None) -> None:
        """A row that lies in ``areas``."""
        for area in areas:
            area.rows += 1
            if admin1 is not None:
                area.admin1[admin1] += 1
            if lat is not None and lon is not None and len(area.lats) < _MAX_POINTS:
                area.lats.append(lat)
                area.lons.append(lon)

    def drafts(self) -> list[Draft]:
        """A place for each area that is no row itself. One without a P-code that only a row or two name is left out: in
        the columns of lists these are mostly slips."""
        return [
            _draft(area)
            for area in self._held.values()
            if area.place_id not in self.listed and (area.area.pcode or area.rows >= _LEAST_ROWS)
        ]


def _draft(held: Gathered) -> Draft:
    """The area about the middle of its points; one in twenty may lie farther out, since lists have stray points."""
    draft = Draft(
        held.place_id, held.label_ar(), held.label(), "district", held.country, held.code(),
        level=held.area.level, pcode=held.area.pcode, source="areas that rows name",
    )  # fmt: skip
    parent = held.parent
    if held.area.level == 2:
        draft.admin2, draft.admin2_id = held.label(), held.place_id
    else:
        draft.admin3, draft.admin3_id = held.label(), held.place_id
        draft.admin2, draft.admin2_id = (parent.label(), parent.place_id) if parent else (None, None)
    for spelling in held.names():
        draft.add_name(spelling)
        draft.add_latin(spelling)
    if held.lats:
        lat, lon = statistics.median(held.lats), statistics.median(held.lons)
        apart = sorted((distance_km(lat, lon, y, x), y, x) for y, x in zip(held.lats, held.lons, strict=True))
        inner = apart[: max(1, round(len(apart) * _SHARE))]
        draft.lat, draft.lon = round(lat, 4), round(lon, 4)
        draft.radius_km = round(inner[-1][0] + _MARGIN_KM, 1)
        draft.box = box_around((y, x) for _, y, x in inner)
    return draft
