"""Several gazetteer files served as one: the embedded one first, then the layers that the user imported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import msgspec

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

    def names_like(self, key: str, admin1: str) -> Iterable[tuple[str, int]]:
        """Names of a first-level area that are written much like ``key``; see :class:`~tawthiq.places.store.Store`."""
        return chain.from_iterable(store.names_like(key, admin1) for store in self.stores)

    def area(self, code: str) -> Place | None:
        """The first-level area of a code (SY-ID), or the country of a code of two letters."""
        if code not in self._areas:
            found = (store.area(code) for store in self.stores)
            self._areas[code] = next((place for place in found if place is not None), None)
        return self._areas[code]

    def identified(self, place_id: str) -> Place | None:
        """The place of an id, from the first file that has it."""
        found = (store.identified(place_id) for store in self.stores)
        return next((place for place in found if place is not None), None)

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
    """Which of ``others``, of another file, is the same place: it has the id, or is a like one within five kilometres."""
    best: tuple[float, int] | None = None
    for at, other in enumerate(others):
        if other.layer == place.layer or at in taken:
            continue
        if other.place_id == place.place_id:
            return at
        km = _apart(place, other)
        if km is not None and (best is None or km < best[0]):
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
