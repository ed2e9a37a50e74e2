"""The site: a place that a sentence speaks of, as its words describe it."""

from __future__ import annotations

import msgspec

from tawthiq.model.codes import PlacePrecision
from tawthiq.model.place import Bearing, PlaceKind, PlaceMention

_WIDE = frozenset(("countryside", "governorate", "country"))
_AREAS = frozenset((None, "region", "district", *_WIDE))
"""Kinds of which a direction names a part (شمالي حلب); of any other it leads away from the place (شرق مخيم X)."""

_PRECISION: dict[str, PlacePrecision] = {
    "neighbourhood": "neighbourhood", "governorate": "admin1", "countryside": "sector", "country": "country",
    "mountain": "feature", "river": "feature", "road": "feature", "hill": "feature", "lake": "feature", "bridge":
    "point",
    "crossing": "point", "dam": "point", "airport": "point", "base": "point", "market": "point", "site": "point",
    "farm": "point", "front": "near", "square": "point",
}  # fmt: skip
"""Kind -> how exact a place of that kind is; any other is a settlement."""


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """A place that a sentence speaks of.

    ``first``/``last``: the words of the name. ``start``: the first of the words that belong to it (class word, قرب …).
    ``name``: the report's spelling without proclitics. ``bearing``: of a sector, or from the named place.
    ``within``: the containers named for it. ``between``: one of two ends that the place lies between. ``known``: the
    gazetteer holds the name. ``head``: a bulletin head, which locates what follows. ``tagged``: only a hashtag.
    ``described``: named by its kind and a direction (المنطقة الجنوبية). ``prefix``: the proclitics before all of it.
    """

    first: int
    last: int
    start: int
    end: int
    name: str
    kind: PlaceKind | None = None
    bearing: Bearing | None = None
    near: bool = False
    between: bool = False
    plural: bool = False
    within: tuple[Site, ...] = ()
    known: bool = True
    common: bool = False
    head: bool = False
    tagged: bool = False
    described: bool = False
    prefix: str = ""

    @property
    def wide(self) -> bool:
        """True for a sector or an area rather than one place (ريف X, محافظة X, شمالي X)."""
        if self.described:
            return self.kind == "region"
        return self.kind in _WIDE or (self.bearing is not None and not self.near and self.kind in _AREAS)

    def mention(self) -> PlaceMention:
        """What a resolver is asked."""
        within = tuple(site.mention() for site in self.within)
        return PlaceMention(
            name=self.name, kind=self.kind, bearing=self.bearing, near=self._beside, within=within, known=self.known
        )

    @property
    def _beside(self) -> bool:
        """Is it about the place, not in it (قرب, or غربي مدينة X)?"""
        return self.near or self.kind == "front" or (self.bearing is not None and self.kind not in _AREAS)

    @property
    def _holds(self) -> bool:
        """Is it a town, so that an area told to be in it is a quarter?"""
        return not (self.wide or self._beside) and self.kind in ("city", "town", "village", None)

    @property
    def precision(self) -> PlacePrecision:
        """How exact the words are, where no gazetteer holds the name."""
        if self.described and self.kind == "region":
            return "sector"
        if self.kind == "region" and not self._beside and self.within and self.within[0]._holds:
            return "neighbourhood"
        return "near" if self._beside else _PRECISION.get(self.kind or "village", "settlement")
