"""Confidence: how likely an event is right, from what the reading rests on."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extraction.events.occurrences import Occurrence
from tawthiq.model.event import Casualty
from tawthiq.model.place import Location

_BASE, _TOLD_AGAIN, _PLACED, _COUNTED, _DATED, _STRONG, _CEILING = 0.25, 0.10, 0.20, 0.12, 0.10, 0.15, 0.95


def score(occurrence: Occurrence, locations: Sequence[Location], casualties: Sequence[Casualty]) -> float:
    """0…0.95, two decimals: a trigger that means nothing else, a place on the map, an exact figure, a day of its own
    and
    a second telling each add to it. Not calibrated yet: an order, not a probability."""
    value = _BASE
    value += _STRONG * any(frame.strong for frame in occurrence.frames)
    value += _PLACED * any(place.place_id is not None for place in locations)
    value += _COUNTED * any(figure.count.best is not None for figure in casualties)
    value += _DATED * (occurrence.timing.day is not None)
    value += _TOLD_AGAIN * (len({frame.order for frame in occurrence.frames}) > 1)
    return round(min(value, _CEILING), 2)
