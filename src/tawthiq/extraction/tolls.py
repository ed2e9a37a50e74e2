"""Tolls: the figures of an occurrence, told in headline, lead and body, as one list without repetitions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from tawthiq.extraction.figure import Figure
from tawthiq.extraction.frames import Frame
from tawthiq.extraction.page import Page, Range
from tawthiq.model.count import Count
from tawthiq.model.event import Casualty

_VAGUE = frozenset(("plural", "tens", "few", "hundreds", "family", "most"))
_DESCRIBING = ("sex", "age", "role", "status", "group")


class _Line(msgspec.Struct):
    """A figure while the list is being made: where it was told, and the line that contains it."""

    figure: Figure
    attributes: dict[str, Any]
    told: list[Range]
    whole: int | None = None


def tolls(page: Page, frames: Sequence[Frame]) -> tuple[Casualty, ...]:
    """The casualties of an occurrence told by these frames, wholes before their parts, each figure once."""
    lines: list[_Line] = []
    for frame in frames:
        _add(lines, frame.figures)
    lines = _settled(lines)
    return tuple(_casualty(page, line) for line in lines)


def _add(lines: list[_Line], figures: Sequence[Figure]) -> None:
    """Add the figures of one frame; what repeats or refines an earlier figure goes into that figure's line."""
    fresh = len(lines)
    home: dict[int, int] = {}
    used: set[int] = set()
    for position, figure in enumerate(figures):
        whole = None if figure.whole is None else home.get(figure.whole)
        match = _match(lines[:fresh], figure, whole, used)
        if match is None:
            container = _container(lines, figure, fresh) if whole is None else None
            if container is not None and not _describes(figure, lines[container]):
                lines[container].told.append((figure.first, figure.last))
                home[position] = container
                continue
            lines.append(
                _Line(
                    figure,
                    dict(figure.attributes),
                    [(figure.first, figure.last)],
                    whole if whole is not None else container,
                )
            )
            home[position] = len(lines) - 1
        else:
            used.add(match)
            home[position] = match
            _refine(lines[match], figure)


def _match(lines: Sequence[_Line], figure: Figure, whole: int | None, used: set[int]) -> int | None:
    """The earlier line that the figure tells again, or more exactly."""
    for index, line in enumerate(lines):
        if index in used or ((line.whole is None) != (whole is None) and not figure.pronoun):
            continue
        if _family(line.figure.outcome) != _family(figure.outcome) or not _same_people(line, figure):
            continue
        if figure.pronoun or _overlap(line.figure, figure):
            return index
    return None


def _family(outcome: str) -> str:
    """Serious injuries are injuries, when the same person may be told twice."""
    return "injured" if outcome == "injured_critical" else outcome


def _same_people(line: _Line, figure: Figure) -> bool:
    """May both speak of the same people: no sex, age or armed status that contradicts?"""
    for key in ("sex", "age", "group"):
        a, b = line.attributes.get(key), figure.attributes.get(key)
        if a and b and a != b:
            return False
        if (a or b) and a != b and not _single(line.figure, figure) and line.whole is not None:
            return False
    statuses = {line.attributes.get("status"), figure.attributes.get("status")}
    return not statuses >= {"civilian", "combatant"}


def _single(a: Figure, b: Figure) -> bool:
    """Do both count the same small number, so that one may only describe the other better?"""
    return a.stated == b.stated and a.quantifier == b.quantifier == "exact"


def _interval(figure: Figure) -> tuple[int, int | None]:
    count = Count.of("-", figure.quantifier, *figure.stated, nearly=figure.nearly, subset=figure.whole is not None)
    return count.min or 0, count.max


def _overlap(a: Figure, b: Figure) -> bool:
    """Can one number satisfy both?"""
    if a.zero or b.zero:
        return a.zero and b.zero
    (low, high), (low2, high2) = _interval(a), _interval(b)
    return (high is None or low2 <= high) and (high2 is None or low <= high2)


def _container(lines: Sequence[_Line], figure: Figure, fresh: int) -> int | None:
    """An earlier total of the same outcome that a smaller later figure is part of (named one by one after the lead)."""
    if figure.zero or figure.quantifier != "exact":
        return None
    for index, line in enumerate(lines[:fresh]):
        if line.whole is None and _family(line.figure.outcome) == _family(figure.outcome) and not line.figure.zero:
            low, high = _interval(line.figure)
            if high is not None and figure.stated and figure.stated[0] < low:
                return index
    return None


def _describes(figure: Figure, line: _Line) -> bool:
    """Does a part say more than its whole: sex, age, role or severity?"""
    return any(
        figure.attributes.get(k) and figure.attributes.get(k) != line.attributes.get(k) for k in ("sex", "age", "role")
    ) or (figure.outcome != line.figure.outcome)


def _refine(line: _Line, figure: Figure) -> None:
    """Take over what the later telling says more exactly."""
    vague, exact = line.figure.quantifier in _VAGUE, figure.quantifier not in _VAGUE
    if vague and exact and not figure.pronoun:
        line.figure = msgspec.structs.replace(
            figure,
            whole=None,
            outcome=line.figure.outcome if _family(figure.outcome) == figure.outcome else figure.outcome,
        )
        line.told.insert(0, (figure.first, figure.last))
    else:
        line.told.append((figure.first, figure.last))
    if figure.outcome == "injured_critical" and line.figure.outcome == "injured" and _single(line.figure, figure):
        line.figure = msgspec.structs.replace(line.figure, outcome="injured_critical")
    for key in _DESCRIBING:
        if figure.attributes.get(key) and not line.attributes.get(key):
            line.attributes[key] = figure.attributes[key]
            if key == "status":
                line.attributes["status_basis"] = figure.attributes.get("status_basis")


def _settled(lines: list[_Line]) -> list[_Line]:
    """Drop the zero of an outcome that another figure gives, and order wholes before their parts."""
    harmed = {_family(line.figure.outcome) for line in lines if not line.figure.zero and line.whole is None}
    keep = [not _superseded(line, lines, harmed) for line in lines]
    order: list[int] = []
    for index, line in enumerate(lines):
        if line.whole is None and keep[index]:
            order.append(index)
            order += [
                i
                for i, other in enumerate(lines)
                if _root(lines, i) == index and i != index and keep[i] and other.whole is not None
            ]
    position = {old: new for new, old in enumerate(order)}
    result = []
    for old in order:
        line = lines[old]
        line.whole = None if line.whole is None else position.get(line.whole)
        result.append(line)
    return result


def _superseded(line: _Line, lines: Sequence[_Line], harmed: set[str]) -> bool:
    """Is a figure taken back or told apart by others: the zero of an outcome that another figure gives, or "killed and
    wounded" together where each is counted?"""
    figure = line.figure
    if figure.zero:
        return figure.outcome in harmed or (
            figure.outcome == "killed_or_injured" and bool(harmed) and figure.quantifier == "none"
        )
    if figure.outcome != "killed_or_injured" or line.whole is not None:
        return False
    apart = [
        other.figure
        for other in lines
        if other.whole is None and _family(other.figure.outcome) in ("killed", "injured") and not other.figure.zero
    ]
    if figure.quantifier in _VAGUE:
        return bool(apart)
    total = sum(other.stated[0] for other in apart if other.quantifier == "exact" and other.stated)
    return bool(figure.stated) and total == figure.stated[0]


def _root(lines: Sequence[_Line], index: int) -> int:
    """The outermost line that contains this one."""
    seen = {index}
    while lines[index].whole is not None and lines[index].whole not in seen:
        index = lines[index].whole  # type: ignore[assignment]  # not None, checked above
        seen.add(index)
    return index


def _casualty(page: Page, line: _Line) -> Casualty:
    """The model's record of a line."""
    figure = line.figure
    attributes = line.attributes
    status = attributes.get("status") or "unspecified"
    ranges = list(dict.fromkeys(line.told))
    count = Count.of(
        page.quote(figure.first, figure.last), figure.quantifier, *figure.stated, nearly=figure.nearly,
        subset=line.whole is not None and figure.quantifier == "plural",
    )  # fmt: skip
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
        evidence=tuple(page.evidence(first, last) for first, last in ranges),
    )
