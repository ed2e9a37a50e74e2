"""The incident: one occurrence in the world, as the register holds it from the events of its reports (code book 5)."""

from __future__ import annotations

from typing import Literal

import msgspec

from tawthiq.model.codes import (
    Damage,
    DatePrecision,
    DisplacementTerm,
    DisplacementUnit,
    EventType,
    Function,
    Level,
    Outcome,
    PlacePrecision,
    Platform,
    Status,
)
from tawthiq.model.decision import ReviewState

LinkKind = Literal["same", "different", "part_of", "follow_up", "contradicts", "unsure"]
"""What two events are to one another. ``part_of``: the first tells a part of what the second sums up."""

Grade = Literal["confirmed", "fair", "weak", "contested", "discounted", "ungraded"]


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """An event of an incident. ``link``: what it is to the incident: ``same``, or ``part_of`` where the event sums up
    more than this incident, so that its figures are not used. ``by``: the method with its version, or the person.
    ``score``: bits of evidence, on average over the other events; None where the event stands alone."""

    report: str
    event: str
    link: LinkKind
    by: str
    score: float | None = None


class IncidentDate(msgspec.Struct, frozen=True):
    """The date that most independent sources give, the finest first."""

    edtf: str | None
    start: str | None
    end: str | None
    precision: DatePrecision


class IncidentPlace(msgspec.Struct, frozen=True, kw_only=True):
    """The place that most independent sources give, the finest first; fields as in an event's location."""

    place_id: str | None
    name: str
    label_ar: str | None
    label_en: str | None
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    radius_km: float | None


class Attribution(msgspec.Struct, frozen=True):
    """Who is said to have done it. ``claims``: how many independent sources say so; ``why``: of the grade."""

    code: str
    claims: int
    grade: Grade
    why: str


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What one report says of one outcome. ``kept``: it counts for the combined figure; else ``why`` says why not."""

    report: str
    event: str
    published: str | None
    publisher: str | None
    source: str | None
    status: Status
    min: int | None
    best: int | None
    max: int | None
    stated: tuple[int, ...]
    civilian_min: int
    civilian_max: int | None
    provisional: bool
    kept: bool
    why: str


class Combined(msgspec.Struct, frozen=True, kw_only=True):
    """The figure of one outcome over all reports: ``min`` the lowest and ``max`` the highest over the kept claims
    (None where one of them sets no bound, with ``max_stated``, the largest number stated, beside it). ``best``: what
    most independent sources state, never a mean; ``best_by`` is ``machine`` then. ``status``: where all kept claims
    agree on one. ``statements``: every claim, oldest first: the history of the toll."""

    outcome: Outcome
    status: Status
    min: int | None
    best: int | None
    max: int | None
    best_by: str | None
    max_stated: int | None
    civilian_min: int
    civilian_max: int | None
    statements: tuple[Claim, ...]


class SiteHit(msgspec.Struct, frozen=True):
    """A kind of facility, with the gravest damage that a report states."""

    type: str
    damage: Damage | None
    function: Function | None
    claims: int


class Moved(msgspec.Struct, frozen=True):
    """People who left or came back, by what each report says."""

    report: str
    unit: DisplacementUnit
    term: DisplacementTerm
    min: int | None
    best: int | None
    max: int | None


class Rival(msgspec.Struct, frozen=True):
    """One of several values that exclude each other, and the reports that give it."""

    value: str
    reports: tuple[str, ...]


class Contradiction(msgspec.Struct, frozen=True):
    """Values that cannot all hold. ``field``: killed, injured, date, place, attackers, munitions, type or status."""

    field: str
    values: tuple[Rival, ...]


class Reviewed(msgspec.Struct, frozen=True):
    """What persons made of the grouping."""

    state: ReviewState = "machine"
    by: str | None = None
    at: str | None = None


class Related(msgspec.Struct, frozen=True):
    """Another incident that this one is linked with, other than by being the same."""

    kind: LinkKind
    incident: str


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """An incident. Fields are statements drawn from its events; nothing is divided, added up over reports or averaged.

    ``grade``: of the occurrence, with its reason in ``grade_why``. ``reports``: how many tell it;
    ``independent_sources``: how many of them do not repeat one another.
    """

    id: str
    type: EventType
    level: Level
    exercise: bool
    events: tuple[Member, ...]
    date: IncidentDate
    place: IncidentPlace | None
    attackers: tuple[Attribution, ...]
    munitions: tuple[str, ...]
    platforms: tuple[Platform, ...]
    casualties: tuple[Combined, ...]
    facilities: tuple[SiteHit, ...]
    displacement: tuple[Moved, ...]
    grade: Grade
    grade_why: str
    reports: int
    independent_sources: int
    contradictions: tuple[Contradiction, ...]
    related: tuple[Related, ...] = ()
    review: Reviewed = Reviewed()
