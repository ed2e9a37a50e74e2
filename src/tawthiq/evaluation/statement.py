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
    """A location: where its words stand, and how precise it is said to be."""

    role: str
    precision: str | None
    ranges: tuple[Range, ...]


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
    """What an event says. ``words``: what to show a person for it. ``own``: the ranges that state the event itself and
    its figures. ``everything``: every range it points to. ``attackers``: codes, without inferred ones.
    ``facilities``: (type, function)."""

    words: tuple[str, ...]
    type: str
    level: str
    modality: str
    edtf: str | None
    own: tuple[Range, ...]
    everything: tuple[Range, ...] = ()
    places: tuple[Place, ...]
    figures: tuple[Figure, ...]
    strikes: tuple[StrikeFigure, ...]
    attackers: tuple[str, ...]
    platforms: tuple[str, ...]
    munitions: tuple[str, ...]
    facilities: tuple[tuple[str, str | None], ...]

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
