"""Combined figures of an incident: every claim side by side, and the rule that makes one line of them (code book 5)."""

from __future__ import annotations

import collections
from collections.abc import Mapping, Sequence
from typing import get_args

import msgspec

from tawthiq.linking.told import Told
from tawthiq.model.codes import Outcome, Status
from tawthiq.model.event import Casualty
from tawthiq.model.incident import Claim, Combined

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


def combined(told: Sequence[Told], voices: Mapping[str, int]) -> tuple[Combined, ...]:
    """The figures of each outcome that a report states."""
    found = []
    for outcome in OUTCOMES:
        claims = [(item, claim) for item in sorted(told, key=_order) for claim in _claims(item, outcome)]
        if claims:
            found.append(_combined(outcome, _kept(claims), voices))
    return tuple(found)


def _order(item: Told) -> tuple[str, str, str]:
    return item.order


def _claims(item: Told, outcome: Outcome) -> list[Claim]:
    """What an event says of an outcome: one claim, or one a speaker where they compete."""
    figures = item.event.casualties
    whole = [n for n, figure in enumerate(figures) if figure.outcome == outcome and figure.subset_of is None]
    rivals = [n for n in whole if figures[n].competes_with is not None or any(f.competes_with == n for f in figures)]
    common = [n for n in whole if n not in rivals]
    groups = [[*common, n] for n in rivals] or ([common] if common else [])
    return [_claim(item, group) for group in groups]


def _claim(item: Told, whole: Sequence[int]) -> Claim:
    figures = item.event.casualties
    mine = [figures[number] for number in whole]
    sources = [item.event.sources[f.source].name for f in mine if f.source is not None]
    statuses = {figure.status for figure in mine}
    return Claim(
        report=item.header.id,
        event=item.event.id,
        published=item.header.published,
        publisher=item.header.publisher,
        source=sources[0] if sources else None,
        status=statuses.pop() if len(statuses) == 1 else "unspecified",
        min=_sum([figure.count.min for figure in mine]),
        best=_sum([figure.count.best for figure in mine]),
        max=_sum([figure.count.max for figure in mine]),
        stated=tuple(number for figure in mine for number in figure.count.stated),
        civilian_min=sum(_civilians(figures, number) for number in whole),
        civilian_max=_sum([0 if figure.status == "combatant" else figure.count.max for figure in mine]),
        provisional=any(figure.provisional for figure in mine),
        kept=True,
        why="",
    )


def _sum(numbers: Sequence[int | None]) -> int | None:
    """The sum; None where one of them is not known."""
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _civilians(figures: Sequence[Casualty], number: int) -> int:
    """The fewest civilians that a figure entails: itself, or the largest of its parts that are said to be civilians."""
    figure = figures[number]
    if figure.status == "civilian":
        return figure.count.min or 0
    parts = [part.count.min or 0 for part in figures if part.subset_of == number and part.status == "civilian"]
    return max(parts, default=0)


_LEFT_OUT = {"part_of": "sums up more than this incident", "contradicts": "contradicts that it happened so"}


def _kept(claims: Sequence[tuple[Told, Claim]]) -> list[tuple[Told, Claim]]:
    """Each claim with whether it counts: not what sums up more than this incident or denies it; of one publisher the
    latest; of a follow-up what is no less than was said before: a toll that rose, but not one who died later."""
    latest: dict[str, str] = {}
    for item, _ in claims:
        if item.header.publisher and item.header.published and item.link == "same":
            before = latest.get(item.header.publisher, "")
            latest[item.header.publisher] = max(before, item.header.published)
    said = min((claim.min or 0 for item, claim in claims if item.link == "same"), default=0)
    found = []
    for item, claim in claims:
        why = _LEFT_OUT.get(item.link, "")
        if not why and item.link == "follow_up" and (claim.min or 0) < said:
            why = "a follow-up tells of fewer"
        if not why and item.header.published and item.header.published < latest.get(item.header.publisher or "", ""):
            why = "the same publisher gives a later figure"
        found.append((item, msgspec.structs.replace(claim, kept=not why, why=why)))
    return found


def _combined(outcome: Outcome, claims: Sequence[tuple[Told, Claim]], voices: Mapping[str, int]) -> Combined:
    kept = [(item, claim) for item, claim in claims if claim.kept]
    lows = [claim.min for _, claim in kept if claim.min is not None]
    highs = [claim.max for _, claim in kept]
    bounded = [high for high in highs if high is not None]
    best = _most_stated(kept, voices)
    statuses: set[Status] = {claim.status for _, claim in kept}
    civilian = [claim.civilian_max for _, claim in kept]
    return Combined(
        outcome=outcome,
        status=statuses.pop() if len(statuses) == 1 else "unspecified",
        min=min(lows, default=None),
        best=best,
        max=max(bounded) if bounded and len(bounded) == len(highs) else None,
        best_by=None if best is None else "machine",
        max_stated=max((number for _, claim in kept for number in claim.stated), default=None),
        civilian_min=min((claim.civilian_min for _, claim in kept), default=0),
        civilian_max=max((high for high in civilian if high is not None), default=None)
        if None not in civilian
        else None,
        statements=tuple(claim for _, claim in claims),
    )


def _most_stated(kept: Sequence[tuple[Told, Claim]], voices: Mapping[str, int]) -> int | None:
    """The figure that most independent sources state; None where two figures are stated by equally many."""
    said: dict[int, set[int]] = collections.defaultdict(set)
    for item, claim in kept:
        if claim.best is not None:
            said[claim.best].add(voices[item.header.sha256])
    ranked = sorted(said, key=lambda number: -len(said[number]))
    if not ranked or (len(ranked) > 1 and len(said[ranked[0]]) == len(said[ranked[1]])):
        return None
    return ranked[0]
