"""What needs a person: for each event that nobody has decided on, how sure the reading is and what speaks against
it."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection
from typing import Any, Literal, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, bindparam, func, or_, select

from tawthiq.model.decision import ReviewState
from tawthiq.register.packing import unpack
from tawthiq.register.schema import codes, decisions, event_codes, event_places, events, people, places, readings

Reason = Literal["conflict", "rivals", "place", "low", "sensitive", "gone"]

LOW = 0.6
"""Confidence below which a reading is called unsure: of such events, two in five are wrong or worse."""

SENSITIVE = ("hospital", "clinic", "camp", "shelter", "civil_defence", "ambulance")
"""Facilities whose incidents are released with care (code book 6)."""

SENSITIVE_TYPES = ("sexual_violence", "abduction", "chemical_attack")

WEIGHTS: dict[Reason, float] = {
    "conflict": 2.0,
    "rivals": 1.5,
    "place": 1.2,
    "low": 1.0,
    "gone": 1.0,
    "sensitive": 0.7,
}
"""How much each reason counts when events are put in order, the heaviest first; what the confidence lacks is added."""


class Waiting(NamedTuple):
    """An event as the queue sees it. ``reasons``: ``conflict`` (another event of its report tells the same place, day
    and type with other figures), ``rivals`` (its speakers give figures that compete), ``place`` (no point on the map),
    ``low`` (an unsure reading), ``gone`` (the present reading does not find it), ``sensitive``."""

    number: int
    report: int
    state: ReviewState
    confidence: float
    reasons: tuple[Reason, ...]
    weight: float

    @property
    def urgency(self) -> float:
        """The higher, the sooner a person should look."""
        return self.weight + 1 - self.confidence


class Mark(NamedTuple):
    """How far a register has come: its last decision and its last reading."""

    decision: int
    reading: int


def mark(connection: Connection) -> Mark:
    """How far the register has come."""
    row = connection.execute(
        select(
            select(func.max(decisions.c.number)).scalar_subquery(),
            select(func.max(readings.c.number)).scalar_subquery(),
        )
    ).one()
    return Mark(int(row[0] or 0), int(row[1] or 0))


def decided_since(connection: Connection, decision: int) -> set[int]:
    """The events that were decided on after this decision."""
    query = select(decisions.c.event).where(decisions.c.number > decision, decisions.c.event.is_not(None)).distinct()
    return {int(number) for number in connection.scalars(query)}


def waiting(connection: Connection, only: Collection[int] | None = None) -> dict[int, Waiting]:
    """Every event, or those with these numbers, as the queue sees them."""
    columns = (events.c[name] for name in ("number", "report", "state", "confidence", "present", "type", "level"))
    conflicts, rivals = _conflicts(connection, only), _rivals(connection, only)
    sensitive = _sensitive(connection, only)
    query = select(event_places.c.event).join(places).where(places.c.lat.is_not(None))
    located = _numbers(connection, query, only)
    found = {}
    rows = connection.execute(_narrow(select(*columns), events.c.number, only))
    for number, report, state, confidence, present, kind, level in rows:
        holds = (
            number in conflicts,
            number in rivals,
            level != "context" and number not in located,
            confidence < LOW,
            not present,
            kind in SENSITIVE_TYPES or number in sensitive,
        )
        found[number] = Waiting(number, report, state, confidence, *_weighed(holds))
    return found


@functools.cache
def _weighed(holds: tuple[bool, ...]) -> tuple[tuple[Reason, ...], float]:
    """The reasons that hold, of :data:`WEIGHTS` in their order, and their weight together."""
    reasons = tuple(reason for reason, true in zip(WEIGHTS, holds, strict=True) if true)
    return reasons, sum(WEIGHTS[reason] for reason in reasons)


def _conflicts(connection: Connection, only: Collection[int] | None) -> set[int]:
    """Events beside which their report tells of the same place, day and type with other figures."""
    columns = ("number", "report", "type", "first_day", "modality", "killed", "injured")
    query = select(*(events.c[name] for name in columns)).where(
        events.c.level == "incident", or_(events.c.killed.is_not(None), events.c.injured.is_not(None))
    )
    if only is not None:
        beside = select(events.c.report).where(events.c.number.in_(_listed(only)))
        query = query.where(events.c.report.in_(beside))
    alike: dict[tuple[Any, ...], list[Any]] = {}
    for row in connection.execute(query):
        alike.setdefault((row.report, row.type, row.first_day, row.modality), []).append(row)
    several = [rows for rows in alike.values() if len({(row.killed, row.injured) for row in rows}) > 1]
    where = _impacts(connection, [row.number for rows in several for row in rows])
    found: set[int] = set()
    for rows in several:
        for one, other in itertools.combinations(rows, 2):
            differ = any(a is not None and b is not None and a != b for a, b in zip(one[5:], other[5:], strict=True))
            if differ and not where.get(one.number, set()).isdisjoint(where.get(other.number, ())):
                found |= {one.number, other.number}
    return found if only is None else found.intersection(only)


def _impacts(connection: Connection, numbers: Collection[int]) -> dict[int, set[int]]:
    """The places where events happened."""
    query = select(event_places.c.event, event_places.c.place).where(event_places.c.role == "impact")
    found: dict[int, set[int]] = {}
    for event, place in connection.execute(query.where(event_places.c.event.in_(_listed(numbers)))):
        found.setdefault(event, set()).add(place)
    return found


def _rivals(connection: Connection, only: Collection[int] | None) -> set[int]:
    """Events whose speakers give figures that compete."""
    query = select(events.c.number, events.c.machine, events.c.record)
    harmed = or_(events.c.killed.is_not(None), events.c.injured.is_not(None))
    rows = connection.execution_options(yield_per=500).execute(_narrow(query.where(harmed), events.c.number, only))
    return {
        row.number for row in rows if b'"competes_with"' in unpack(row.machine if row.record is None else row.record)
    }


def _sensitive(connection: Connection, only: Collection[int] | None) -> set[int]:
    """Events that touch a facility of :data:`SENSITIVE`."""
    query = select(event_codes.c.event).join(codes).where(codes.c.list == "facility", codes.c.code.in_(SENSITIVE))
    return _numbers(connection, query, only)


def _numbers(
    connection: Connection,
    query: Select[Any],
    only: Collection[int] | None,
) -> set[int]:
    key = next(iter(query.selected_columns))
    return {int(number) for number in connection.scalars(_narrow(query, key, only))}


def _narrow(query: Select[Any], column: ColumnElement[int], only: Collection[int] | None) -> Select[Any]:
    """The query for these events alone; None: for all."""
    if only is None:
        return query
    return query.where(column.in_(_listed(only)))


def _listed(numbers: Collection[int]) -> BindParameter[list[int]]:
    """Numbers for an IN; written into the statement, since there may be more than a statement may have parameters."""
    return bindparam(None, list(numbers), expanding=True, literal_execute=True)


def decided_after(connection: Connection, at: str, by: str | None = None) -> int:
    """How many events persons, or the one named ``by``, decided on from ``at`` (UTC) on; what was taken back is left
    out."""
    later = decisions.alias("later")
    undone = select(later.c.number).where(later.c.undoes == decisions.c.number).exists()
    query = select(func.count(decisions.c.event.distinct())).where(
        decisions.c.at >= at, decisions.c.action.in_(("accept", "reject", "edit")), ~undone
    )
    if by is not None:
        query = query.where(decisions.c.by.in_(select(people.c.number).where(people.c.name == by)))
    return int(connection.scalar(query) or 0)
