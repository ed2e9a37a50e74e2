"""Several gazetteer files served as one: the embedded one first, then the layers that the user imported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import msgspec

from tawthiq.places import names
from tawthiq.places.geometry import distance_km
from tawthiq.places.index import Index
from tawthiq.places.store import _SHELF, Place, Store

_SAME_PLACE_KM = 5.0
_OTHER_KIND_KM = 2.0
_ONE_SPOT = frozenset(["city", "town", "village", "camp", "farm", "neighbourhood", "site"])
_SETTLED = frozenset(["city", "town", "village"])


class Atlas:
    """Look-ups in all ``stores``. A place that several of them hold is one place: the first one's id, labels and point,
    with the areas and the P-code that the others add."""

    def __init__(self, stores: Sequence[Store]) -> None:
        self.stores = tuple(stores)
        self._areas: dict[str, Place | None] = {}
        self._points: dict[str, list[tuple[float, float]]] = {}
        self._seats: dict[str, tuple[float, float] | None] = {}
        self.covered = frozenset(code for store in self.stores if store.layer for code in store.countries())
        """Countries of which a list was imported: its villages are known, and are what the user works on."""

    @property
    def indexes(self) -> tuple[Index, ...]:
        """The index of each file."""
        return tuple(store.index for store in self.stores)

    def close(self) -> None:
        """Closes all files."""
        for store in self.stores:
            store.close()

    def place(self, number: int) -> Place:
        """The place of a number, as its own file has it. Raises :class:`~tawthiq.errors.GazetteerError`."""
        return self.stores[number >> _SHELF].place(number)

    def named(self, key: str) -> tuple[Place, ...]:
        """The places that have ``key`` as their own name."""
        return _joined([store.named(key) for store in self.stores])

    def named_in_part(self, key: str) -> tuple[Place, ...]:
        """The places whose name is ``key`` but for a word that belongs to it."""
        return _joined([store.named_in_part(key) for store in self.stores])

    def named_in_latin(self, name: str) -> tuple[Place, ...]:
        """The places of a name in Latin letters."""
        return _joined([store.named_in_latin(name) for store in self.stores])

    def names_like(self, key: str, admin1: str) -> Iterable[tuple[list[str], list[int]]]:
        """Names of a first-level area that are written much like ``key``; see :class:`~tawthiq.places.store.Store`."""
        return chain.from_iterable(store.names_like(key, admin1) for store in self.stores)

    def area(self, code: str) -> Place | None:
        """The first-level area of a code (SY-ID), or the country of a code of two letters."""
        if code not in self._areas:
            found = (store.area(code) for store in self.stores)
            self._areas[code] = next((place for place in found if place is not None), None)
        return self._areas[code]

    def points(self, admin1: str) -> list[tuple[float, float]]:
        """Where the towns and villages of a first-level area are, of the files that hold most of them."""
        held = self._points.get(admin1)
        if held is None:
            held = self._points[admin1] = max((store.points(admin1) for store in self.stores), key=len)
        return held

    def seat(self, area: Place) -> tuple[float, float] | None:
        """The point of the city that a governorate is named after (of ريف دمشق, Damascus); None for other areas."""
        if area.kind != "governorate" or area.label_ar is None:
            return None
        if area.place_id not in self._seats:
            named = self.stores[0].named(names.key(names.words(area.label_ar.removeprefix("ريف "))))
            cities = [
                one for one in named if one.kind in _SETTLED and one.country == area.country and one.lat is not None
            ]
            best = max(cities, key=lambda one: one.population, default=None)
            self._seats[area.place_id] = None if best is None else (best.lat or 0.0, best.lon or 0.0)
        return self._seats[area.place_id]

    def identified(self, place_id: str) -> Place | None:
        """The place of an id, from the first file that has it."""
        found = (store.identified(place_id) for store in self.stores)
        return next((place for place in found if place is not None), None)

    def whole(self, place_id: str) -> Place | None:
        """The place of an id, with what further files know of it."""
        found = self.identified(place_id)
        if found is None or found.label_ar is None:
            return found
        same = (place for place in self.named(names.key(names.words(found.label_ar))) if place.place_id == place_id)
        return next(same, found)

    def pcode(self, code: str) -> str | None:
        """OCHA's P-code of a first-level area, where a layer gives it."""
        found = (store.pcodes.get(code) for store in self.stores)
        return next(filter(None, found), None)

    def count(self) -> int:
        """How many places the files hold; one that several hold counts in each."""
        return sum(store.count() for store in self.stores)


def _joined(found: Sequence[tuple[Place, ...]]) -> tuple[Place, ...]:
    """The places of several files, those that are one joined."""
    filled = [places for places in found if places]
    if len(filled) < 2:
        return filled[0] if filled else ()
    made = list(filled[0])
    for places in filled[1:]:
        taken: set[int] = set()
        for place in places:
            at = _same(place, made, taken)
            if at is None:
                made.append(place)
            else:
                taken.add(at)
                made[at] = _completed(made[at], place)
    return tuple(made)


def _same(place: Place, others: Sequence[Place], taken: set[int]) -> int | None:
    """Which of ``others``, of another file, is the same place: it has the id, or is alike and within 5 km."""
    best: tuple[float, int] | None = None
    for at, other in enumerate(others):
        if other.layer == place.layer:
            continue
        if other.place_id == place.place_id:
            return at
        km = _apart(place, other)
        if km is None or (at in taken and km > _OTHER_KIND_KM):
            continue
        if best is None or km < best[0]:
            best = km, at
    return best[1] if best else None


def _apart(one: Place, other: Place) -> float | None:
    """Kilometres between two places that are one; None where they are two."""
    if one.country != other.country or not {one.kind, other.kind} <= _ONE_SPOT:
        return None
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    alike = one.kind == other.kind or {one.kind, other.kind} <= _SETTLED
    km = distance_km(one.lat, one.lon, other.lat, other.lon)
    return km if km <= (_SAME_PLACE_KM if alike else _OTHER_KIND_KM) else None


def _completed(place: Place, other: Place) -> Place:
    """``place`` with what ``other`` knows beyond it."""
    below = {} if place.admin2 and place.admin3 else {
        "admin2": place.admin2 or other.admin2, "admin2_id": place.admin2_id or other.admin2_id,
        "admin3": place.admin3 or other.admin3, "admin3_id": place.admin3_id or other.admin3_id,
    }  # fmt: skip
    return msgspec.structs.replace(
        place, **below, admin1=place.admin1 or other.admin1, pcode=place.pcode or other.pcode,
        label_ar=place.label_ar or other.label_ar, areas=tuple(dict.fromkeys((*place.areas, *other.areas))),
        layers=(*place.layers, *other.layers),
    )  # fmt: skip
