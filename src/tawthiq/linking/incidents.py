"""The record of an incident from the events of its reports."""

from __future__ import annotations

import collections
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar, get_args

from tawthiq.linking import voices as independence
from tawthiq.linking.contradictions import contradictions
from tawthiq.linking.figures import combined
from tawthiq.linking.statements import FINE, ROLES
from tawthiq.linking.told import Told
from tawthiq.model.codes import Damage, DatePrecision, EventType, Function, Level, Platform
from tawthiq.model.dates import EventDate
from tawthiq.model.incident import (
    Attribution,
    Grade,
    Incident,
    IncidentDate,
    IncidentPlace,
    Member,
    Moved,
    Related,
    Reviewed,
    SiteHit,
)
from tawthiq.model.place import Location

_T = TypeVar("_T", bound=Hashable)
Voices = Mapping[str, int]

_PRECISE: tuple[DatePrecision, ...] = get_args(DatePrecision)
_ATTESTING = ("same", "follow_up", "part_of")
"""Links of events that attest the incident; those that contradict it do not."""

_GRAVITY: tuple[Damage | None, ...] = (None, "none", "unspecified", "minor", "partial", "destroyed")


def incident(
    name: str, told: Sequence[Told], *, related: Sequence[Related] = (), review: Reviewed | None = None
) -> Incident:
    """The record of the incident ``name``; ``told``: its events, at least one, in any order."""
    told = sorted(told, key=lambda item: item.order)
    core = [item for item in told if item.link == "same"] or list(told)
    voices = independence.voices(told)
    figures = combined(told, voices)
    independent = independence.count([item for item in told if item.link in _ATTESTING] or told, voices)
    grade, why = _grade(independent)
    return Incident(
        id=name,
        type=_type(core, voices),
        level=_level(core),
        exercise=any(item.header.exercise for item in told),
        events=tuple(_member(item) for item in told),
        date=_date(core, voices),
        place=_place(core, voices),
        attackers=_attackers(core, voices),
        munitions=_by_claims(core, voices, lambda item: (use.code for use in item.event.munitions)),
        platforms=_platforms(core, voices),
        casualties=figures,
        facilities=_sites(core, voices),
        displacement=_moved(core),
        grade=grade,
        grade_why=why,
        reports=len({item.header.sha256 for item in told}),
        independent_sources=independent,
        contradictions=contradictions(told, figures),
        related=tuple(related),
        review=review or Reviewed(),
    )


def _member(item: Told) -> Member:
    return Member(report=item.header.id, event=item.event.id, link=item.link, by=item.by, score=item.score)


def _grade(independent: int) -> tuple[Grade, str]:
    """Of the occurrence. ``confirmed`` needs the party held responsible to have acknowledged this very harm: a person
    says so, never the machine."""
    if independent >= 2:
        return "fair", f"{independent} independent sources"
    return "weak", "one independent source"


def _supported(told: Iterable[Told], voices: Voices, values: Callable[[Told], Iterable[_T]]) -> dict[_T, int]:
    """Value -> how many independent sources give it, in the order in which they first occur."""
    said: dict[_T, set[int]] = {}
    for item in told:
        for value in values(item):
            said.setdefault(value, set()).add(voices[item.header.sha256])
    return {value: len(heard) for value, heard in said.items()}


def _by_claims(told: Iterable[Told], voices: Voices, values: Callable[[Told], Iterable[str]]) -> tuple[str, ...]:
    found = _supported(told, voices, values)
    return tuple(sorted(found, key=lambda value: (-found[value], value)))


def _platforms(told: Iterable[Told], voices: Voices) -> tuple[Platform, ...]:
    found = _supported(told, voices, lambda item: (use.code for use in item.event.platforms))
    return tuple(sorted(found, key=lambda value: (-found[value], value)))


def _type(told: Sequence[Told], voices: Voices) -> EventType:
    """What most independent sources call it; one that says how before one that leaves it open."""
    found = _supported(told, voices, lambda item: (item.event.type,))
    return min(found, key=lambda kind: (kind == "other_violence", -found[kind], list(found).index(kind)))


def _level(told: Sequence[Told]) -> Level:
    levels = {item.event.level for item in told}
    return next(level for level in get_args(Level) if level in levels)


def _date(told: Sequence[Told], voices: Voices) -> IncidentDate:
    found = _supported(told, voices, lambda item: (_day(item.event.date),))
    soft = {_day(item.event.date) for item in told if item.event.date.basis not in ("publication", "reported")}

    def rank(date: IncidentDate) -> tuple[object, ...]:
        known = date.edtf is not None and date.precision != "unknown"
        return (not known, _PRECISE.index(date.precision), -found[date], date not in soft, date.edtf or "")

    return min(found, key=rank)


def _day(date: EventDate) -> IncidentDate:
    return IncidentDate(date.edtf, date.start, date.end, date.precision)


def _place(told: Sequence[Told], voices: Voices) -> IncidentPlace | None:
    spots = {_key(spot): spot for item in told for spot in item.event.locations if spot.role in ROLES}
    found = _supported(told, voices, lambda item: (_key(s) for s in item.event.locations if s.role in ROLES))
    if not found:
        return None

    def rank(key: tuple[str | None, str]) -> tuple[object, ...]:
        spot = spots[key]
        fine = spot.precision in FINE
        return (not fine, spot.lat is None, -found[key], ROLES.index(spot.role), spot.radius_km or 0.0, key[1])

    return _incident_place(spots[min(found, key=rank)])


def _key(spot: Location) -> tuple[str | None, str]:
    return (spot.place_id, spot.name if spot.place_id is None else "")


def _incident_place(spot: Location) -> IncidentPlace:
    return IncidentPlace(
        place_id=spot.place_id, name=spot.name, label_ar=spot.label_ar, label_en=spot.label_en, country=spot.country,
        admin1=spot.admin1, admin2=spot.admin2, lat=spot.lat, lon=spot.lon, precision=spot.precision,
        radius_km=spot.radius_km,
    )  # fmt: skip


def _attackers(told: Sequence[Told], voices: Voices) -> tuple[Attribution, ...]:
    """Inferred attributions are not counted; one that the party denies, or that another excludes, is contested."""

    def codes(item: Told) -> Iterable[str]:
        return (a.code for a in item.event.actors if a.role == "attacker" and a.basis != "inferred")

    found = _supported(told, voices, codes)
    denied = {actor.code for item in told for actor in item.event.actors if actor.role == "denies"}
    rows = []
    for code in sorted(found, key=lambda code: (-found[code], code)):
        others = [
            other for other in found if not set(other.split("|")) & set(code.split("|")) and not _related(code, other)
        ]
        grade, why = _grade(found[code])
        if code in denied:
            grade, why = "contested", f"{code} denies it"
        elif others and code != "UNKNOWN":
            grade, why = "contested", f"others name {', '.join(others)}"
        rows.append(Attribution(code, found[code], grade, why))
    return tuple(rows)


def _related(code: str, other: str) -> bool:
    """Whether one code lies below the other, or one is nobody in particular."""
    return "UNKNOWN" in (code, other) or f"{code}.".startswith(f"{other}.") or f"{other}.".startswith(f"{code}.")


def _sites(told: Sequence[Told], voices: Voices) -> tuple[SiteHit, ...]:
    found = _supported(told, voices, lambda item: (site.type for site in item.event.facilities))
    damage: dict[str, Damage | None] = {}
    function: dict[str, list[Function]] = collections.defaultdict(list)
    for item in told:
        for site in item.event.facilities:
            damage[site.type] = max(damage.get(site.type), site.damage, key=_GRAVITY.index)
            function[site.type] += [site.function] if site.function else []
    return tuple(SiteHit(kind, damage[kind], next(iter(function[kind]), None), found[kind]) for kind in sorted(found))


def _moved(told: Sequence[Told]) -> tuple[Moved, ...]:
    return tuple(
        Moved(item.header.id, move.unit, move.term, move.count.min, move.count.best, move.count.max)
        for item in told
        for move in item.event.displacement
    )
