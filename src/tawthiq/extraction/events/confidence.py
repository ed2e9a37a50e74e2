"""Confidence: how likely an event is right in type, place, date and counts, from what the reading rests on.

A logistic model over a few signs that hold or do not. Which signs there are, in words, and what each weighs is data
(:mod:`tawthiq.refdata.confidence`); here stands when each holds. ``benchmarks/calibration.py`` fits the weights.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import msgspec

from tawthiq.extraction.events.occurrences import Occurrence
from tawthiq.extraction.page import Page
from tawthiq.model.event import Event
from tawthiq.refdata.confidence import Sign, load_model

STEPS = 8
"""Confidence is given as the middle of one of so many equal steps. A finer number would pretend to more than some
hundred annotated events can tell; each step holds enough of them to be checked."""
_LONG, _VERY_LONG, _LONG_STATEMENT = 300, 600, 40
"""Words of a report, and of one sentence's statement."""
_SITES = ("impact", "origin")


def _places(event: Event) -> int:
    return sum(place.role in _SITES for place in event.locations)


def _named(occurrence: Occurrence) -> int:
    """The places that its sentences name."""
    return len({site.name for frame in occurrence.frames for site in frame.sites})


def _own_day(event: Event, occurrence: Occurrence) -> bool:
    mention = occurrence.timing.mention
    return event.date.edtf is not None and mention is not None and mention.kind in ("absolute", "weekday")


def _longest(occurrence: Occurrence) -> int:
    """Words of the longest statement."""
    return max(sum(last - first for first, last in frame.ranges) for frame in occurrence.frames)


HOLDS: dict[str, Callable[[Page, Occurrence, Event], bool]] = {
    "no_place": lambda _page, _told, event: not _places(event),
    "several_places": lambda _page, _told, event: _places(event) > 1,
    "other_place": lambda _page, told, event: _named(told) > len(event.locations),
    "area_named": lambda _page, told, _event: any(site.within for frame in told.frames for site in frame.sites),
    "bulletin_head": lambda _page, told, _event: any(site.head for frame in told.frames for site in frame.sites),
    "own_day": lambda _page, told, event: _own_day(event, told),
    "counted_day": lambda _page, _told, event: event.date.basis in ("relative", "inferred"),
    "no_single_day": lambda _page, _told, event: event.date.precision not in ("day", "unknown"),
    "weapon_told": lambda _page, _told, event: bool(event.munitions or event.platforms),
    "weak_words": lambda _page, told, _event: not any(frame.strong for frame in told.frames),
    "means_unsaid": lambda _page, _told, event: event.type == "other_violence",
    "mixed_types": lambda _page, told, _event: len({frame.type for frame in told.frames} - {None}) > 1,
    "exact_figures": lambda _page, _told, event: (
        bool(event.casualties) and all(figure.count.best is not None for figure in event.casualties)
    ),
    "several_figures": lambda _page, _told, event: len(event.casualties) > 1,
    "long_report": lambda page, _told, _event: len(page.words) > _LONG,
    "very_long_report": lambda page, _told, _event: len(page.words) > _VERY_LONG,
    "long_statement": lambda _page, told, _event: _longest(told) > _LONG_STATEMENT,
}
"""Sign -> whether it holds of an event, given its page and the occurrence that it was made of."""


def rated(page: Page, occurrence: Occurrence, event: Event) -> Event:
    """The event with its confidence."""
    model = load_model()
    odds = model.base + sum(model.signs[name].weight for name in signs(page, occurrence, event))
    return msgspec.structs.replace(event, confidence=given(odds))


def signs(page: Page, occurrence: Occurrence, event: Event) -> list[str]:
    """The signs that hold of an event, in the order of their list."""
    return [name for name, holds in HOLDS.items() if holds(page, occurrence, event)]


def probability(odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-odds))


def given(odds: float) -> float:
    """The confidence that log-odds are given as: the middle of a step, two decimals (0.06, 0.19 … 0.94)."""
    return round((min(math.floor(probability(odds) * STEPS), STEPS - 1) + 0.5) / STEPS, 2)


def reasons(page: Page, occurrence: Occurrence, event: Event) -> tuple[float, list[tuple[Sign, float]]]:
    """Why the confidence is what it is: the probability without any sign, then each sign that holds, the heaviest
    first, with the probability that it leads to; the confidence is the middle of the step that holds the last. Signs
    that weigh nothing are left out."""
    model = load_model()
    held = [model.signs[name] for name in signs(page, occurrence, event)]
    odds, steps = model.base, []
    for sign in sorted((sign for sign in held if sign.weight), key=lambda sign: -abs(sign.weight)):
        odds += sign.weight
        steps.append((sign, probability(odds)))
    return probability(model.base), steps
