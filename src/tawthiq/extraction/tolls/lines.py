"""The lines of a toll: each one figure of an occurrence, wherever and by whomever it was told.

The list is made in :mod:`tawthiq.extraction.tolls.toll`; here is what a line holds, and how two figures compare.
"""

from __future__ import annotations

from typing import Any

import msgspec

from tawthiq.extraction.page import Page, Range
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.tolls.tellings import bounds
from tawthiq.model.count import Count
from tawthiq.model.event import Casualty

VAGUE = frozenset(("plural", "tens", "few", "hundreds", "family", "most"))
"""Quantifiers that do not say how many."""


class Line(msgspec.Struct):
    """A figure while the list is being made: where it was told, by which source, and the line that contains it.

    ``rival``: the line of another speaker's figure for the same harm. ``died``: how many of the people injured are told
    to have died since, and are counted there.
    """

    figure: Figure
    attributes: dict[str, Any]
    told: list[Range]
    source: int | None = None
    provisional: bool = False
    whole: int | None = None
    rival: int | None = None
    died: int = 0


def family(outcome: str) -> str:
    """Serious injuries are injuries, when the same person may be told twice."""
    return "injured" if outcome == "injured_critical" else outcome


def same_people(line: Line, figure: Figure) -> bool:
    """May both speak of the same people: no sex, age or armed status that contradicts?"""
    for key in ("sex", "age", "group"):
        a, b = line.attributes.get(key), figure.attributes.get(key)
        if a and b and a != b:
            return False
        if (a or b) and a != b and not single(line.figure, figure) and line.whole is not None:
            return False
    statuses = {line.attributes.get("status"), figure.attributes.get("status")}
    return not statuses >= {"civilian", "combatant"}


def single(a: Figure, b: Figure) -> bool:
    """Do both count the same small number, so that one may only describe the other better?"""
    return a.stated == b.stated and a.quantifier == b.quantifier == "exact"


def overlap(a: Figure, b: Figure) -> bool:
    """Can one number satisfy both?"""
    if a.zero or b.zero:
        return a.zero and b.zero
    (low, high), (low2, high2) = bounds(a), bounds(b)
    return (high is None or low2 <= high) and (high2 is None or low <= high2)


def selective(line: Line) -> bool:
    """Does a figure say which of the people it counts (children, women, rescuers)?"""
    return any(line.attributes.get(key) for key in ("sex", "age", "role"))


def describes(figure: Figure, line: Line) -> bool:
    """Does a part say more than its whole: sex, age, role or severity?"""
    return any(
        figure.attributes.get(k) and figure.attributes.get(k) != line.attributes.get(k) for k in ("sex", "age", "role")
    ) or (figure.outcome != line.figure.outcome)


def other_speaker(line: Line, new: Line) -> bool:
    """Are both totals, each with a speaker of its own?"""
    spoken = line.source is not None and new.source is not None and line.source != new.source
    return spoken and line.whole is None and new.whole is None


def record(page: Page, line: Line) -> Casualty:
    """The model's record of a line."""
    figure = line.figure
    attributes = line.attributes
    status = attributes.get("status") or "unspecified"
    ranges = list(dict.fromkeys(line.told))
    count = Count.of(
        page.quote(figure.first, figure.last), figure.quantifier, *figure.stated, nearly=figure.nearly,
        subset=(line.whole is not None and figure.quantifier == "plural") or figure.least_one,
    )  # fmt: skip
    if line.died and figure.quantifier == "exact" and count.best:
        left = max(0, count.best - line.died)
        count = msgspec.structs.replace(count, min=left, best=left, max=left)
    return Casualty(
        outcome=figure.outcome,  # type: ignore[arg-type]  # the lexicon checks outcomes
        status=status,  # type: ignore[arg-type]  # likewise
        status_basis=attributes.get("status_basis") if status == "civilian" else None,
        sex=attributes.get("sex"),
        age=attributes.get("age"),
        role=attributes.get("role"),
        group=attributes.get("group"),
        count=count,
        subset_of=line.whole,
        source=line.source,
        competes_with=line.rival,
        provisional=line.provisional,
        evidence=tuple(page.evidence(first, last) for first, last in ranges),
    )
