"""One event, predicted or annotated, in the form in which it is compared: codes, bounds and ranges of the text."""

from __future__ import annotations

import re

import msgspec

Range = tuple[int, int]
"""Half-open range of code points."""
Bounds = tuple[int | None, int | None, int | None]
"""min, best and max of a count."""

SCORED_MODALITIES = ("asserted", "alleged", "historical")
CORE_ROLES = ("impact", "origin")
PLACE_ROLES = (*CORE_ROLES, "destination", "area")


class Place(msgspec.Struct, frozen=True):
    """A location: what it is called, where its words stand, and how precise it is said to be."""

    role: str
    name: str
    precision: str | None
    ranges: tuple[Range, ...]


class Armed(msgspec.Struct, frozen=True):
    """An armed actor in its role."""

    role: str
    code: str
    basis: str | None
    ranges: tuple[Range, ...] = ()


class Figure(msgspec.Struct, frozen=True):
    """A figure of people harmed. ``subset``: it is contained in another figure of its event."""

    outcome: str
    bounds: Bounds
    subset: bool
    status: str | None
    sex: str | None
    age: str | None
    ranges: tuple[Range, ...]


class StrikeFigure(msgspec.Struct, frozen=True):
    """How many raids, shells …"""

    unit: str
    bounds: Bounds


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What an event says. ``id``, ``confidence``: of a prediction. ``words``: what to show a person for it. ``own``:
    the ranges that state the event itself and its figures. ``everything``: every range it points to. ``basis``,
    ``dated``: how its date was got, and from which words (of a prediction). ``facilities``: (type, function)."""

    id: str = ""
    confidence: float | None = None
    words: tuple[str, ...]
    type: str
    level: str
    modality: str
    edtf: str | None
    basis: str | None = None
    dated: tuple[Range, ...] = ()
    own: tuple[Range, ...]
    everything: tuple[Range, ...] = ()
    places: tuple[Place, ...]
    figures: tuple[Figure, ...]
    strikes: tuple[StrikeFigure, ...]
    actors: tuple[Armed, ...]
    platforms: tuple[str, ...]
    munitions: tuple[str, ...]
    facilities: tuple[tuple[str, str | None], ...]

    @property
    def attackers(self) -> tuple[str, ...]:
        """The codes of attackers, without inferred ones, which count neither way."""
        return tuple(one.code for one in self.actors if one.role == "attacker" and one.basis != "inferred")

    @property
    def scored(self) -> bool:
        """Is it an occurrence that counts, told as present or past?"""
        return self.level != "context" and self.modality in SCORED_MODALITIES

    @property
    def background(self) -> bool:
        """Is it context that carries figures?"""
        return not self.scored and self.modality != "denied" and bool(self.figures or self.strikes)

    @property
    def core_places(self) -> tuple[Place, ...]:
        """Where it happened; where that is not said, any area or destination."""
        core = tuple(place for place in self.places if place.role in CORE_ROLES)
        return core or tuple(place for place in self.places if place.role in PLACE_ROLES)


def occurrences(text: str, quote: str) -> tuple[Range, ...]:
    """Every place of ``quote`` in ``text``, without overlaps."""
    return tuple(found.span() for found in re.finditer(re.escape(quote), text)) if quote else ()
