"""Where: locations, and the two small contracts between reading a text and knowing the map (code book 4.3).

``extraction`` finds mentions of places and must not know any gazetteer; ``places`` knows gazetteers and must not know
how a text was read. They meet in :class:`PlaceScanner` and :class:`PlaceResolver`, which ``pipeline`` hands over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

from tawthiq.errors import ModelError
from tawthiq.model.codes import PlacePrecision, PlaceRole
from tawthiq.model.evidence import Grounded

Bearing = Literal["N", "NE", "E", "SE", "S", "SW", "W", "NW", "C"]
"""Compass direction; ``C`` is "central" (الأوسط)."""

PlaceKind = Literal[
    "city", "town", "village", "district", "governorate", "region", "countryside", "neighbourhood", "camp", "mountain",
    "river", "road", "bridge", "crossing", "dam", "airport", "base", "farm", "market", "site", "square", "front",
    "country", "hill",
    "lake",
]  # fmt: skip
"""The kind of place that a class word names (بلدة town, ريف countryside, مخيم camp …)."""


class Alternative(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another gazetteer place that a name could mean; ``score`` in 0…1, ``why`` in words a reviewer can read."""

    place_id: str
    label_en: str | None
    lat: float | None
    lon: float | None
    score: float
    why: str


class Location(Grounded, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One place of an event, with what the gazetteer says of it.

    ``name``: the report's spelling without proclitics and class word. ``lat``/``lon``: degrees, WGS 84.
    ``radius_km``: how far off the point may be. ``place_id`` is None where no place, or more than one, fits.
    """

    role: PlaceRole
    name: str
    place_id: str | None = None
    label_ar: str | None = None
    label_en: str | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: PlacePrecision
    alternatives: tuple[Alternative, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.lat is None) != (self.lon is None):
            raise ModelError(f"{self.name}: a latitude needs a longitude, and the other way round")
        if self.lat is not None and self.lon is not None and not (abs(self.lat) <= 90 and abs(self.lon) <= 180):
            raise ModelError(f"{self.name}: {self.lat}, {self.lon} is not on the globe")
        if self.lat is not None and self.radius_km is None:
            raise ModelError(f"{self.name}: a point without radius_km looks exact; say how far off it may be")


class NameSpan(msgspec.Struct, frozen=True):
    """A place name that a scanner found among words: words ``[first, last)``.

    ``proclitic``: how many letters of the first word come before the name (2 in بالنيرب, where the name is النيرب).
    ``key``: what the gazetteer files the name under. ``common``: the name is also an ordinary word, a person's or a
    faction's name (السلام, النصر), so that it needs support from its sentence.
    """

    first: int
    last: int
    proclitic: int
    key: str
    common: bool = False


class PlaceScanner(Protocol):
    """Finds known place names in a sequence of words."""

    def scan(self, words: Sequence[str]) -> Sequence[NameSpan]:
        """The longest known names in ``words`` (folded words of the text in order; "" stands for anything that no name
        may cross, such as a full stop), in text order, without overlaps."""
        ...


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True):
    """What the text says of one place, before any gazetteer is asked.

    ``name``: the report's spelling, no proclitics, no class word. ``kind``: from the class word. ``bearing``: the
    direction inside a sector (ريف إدلب الجنوبي is ``S``) or, with ``near``, from the named place (شرق تل تمر is ``E``).
    ``near``: the event is about the place, not in it (أطراف, محيط, قرب). ``within``: the containers that the sentence
    names, nearest first. ``known``: False where no gazetteer holds the name and a class word alone says it is a place.
    """

    name: str
    kind: PlaceKind | None = None
    bearing: Bearing | None = None
    near: bool = False
    within: tuple[PlaceMention, ...] = ()
    known: bool = True


class ResolvedPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A gazetteer's answer for one mention: fields as in :class:`Location`; ``why`` tells how it was chosen."""

    place_id: str | None = None
    label_ar: str | None = None
    label_en: str | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: PlacePrecision
    alternatives: tuple[Alternative, ...] = ()
    why: str = ""


class PlaceResolver(Protocol):
    """Turns mentions into places of the map."""

    def resolve(self, mentions: Sequence[PlaceMention], country: str | None = None) -> Sequence[ResolvedPlace]:
        """One answer for each mention of ONE report, in order: the places of a report cluster, so they are weighed
        together. ``country``: ISO 3166-1 alpha-2 code of the report's country, where known."""
        ...
