"""Incidents as the register holds them: their records, put together from their events; lists; what a name leads to."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from tawthiq.errors import UnknownRecord
from tawthiq.linking.copies import shingles
from tawthiq.linking.incidents import incident as assemble
from tawthiq.linking.told import Told
from tawthiq.model.incident import Incident, LinkKind, Related, Reviewed
from tawthiq.register.link_schema import event_incidents, incidents, linkings
from tawthiq.register.listing import Filter, chosen
from tawthiq.register.packing import event_of, unpack
from tawthiq.register.records import report_of
from tawthiq.register.references import find, find_event
from tawthiq.register.ruled import TOGETHER, PersonsLink, standing
from tawthiq.register.schema import events, people, reports
from tawthiq.register.statements import parts

_ID = re.compile(r"[A-Z]{2,3}-\d{4}-\d{6,}")
_AT_ONCE = 100


def is_id(name: str) -> bool:
    """Whether a name looks like that of an incident."""
    return _ID.fullmatch(name) is not None


def number_of(connection: Connection, name: str) -> int:
    """The incident with this id, or that an event (REPORT#EVENT) is in. One that was joined with another leads there.

    Raises ``UnknownRecord`` where there is none.
    """
    if not is_id(name):
        event = find_event(connection, name)
        found = connection.scalar(select(event_incidents.c.incident).where(event_incidents.c.event == event.event))
        if found is None:
            raise UnknownRecord(f"{name} is in no incident yet: run tawthiq link")
        return int(found)
    row = connection.execute(select(incidents).where(incidents.c.id == name)).first()
    while row is not None and row.into is not None:
        row = connection.execute(select(incidents).where(incidents.c.number == row.into)).first()
    if row is None:
        raise UnknownRecord(f"there is no incident {name} in the register: see tawthiq list --incidents")
    return int(row.number)


def id_of(connection: Connection, number: int) -> str:
    """The id of an incident."""
    return str(connection.scalar(select(incidents.c.id).where(incidents.c.number == number)))


def incidents_of(connection: Connection, report: str) -> dict[str, str]:
    """The incidents of a report's events: name of the event within the report -> id. Raises ``UnknownRecord`` where
    there is no such report."""
    query = (
        select(events.c.name, incidents.c.id)
        .join(event_incidents, event_incidents.c.event == events.c.number)
        .join(incidents, incidents.c.number == event_incidents.c.incident)
        .where(events.c.report == find(connection, report).report)
    )
    return {row.name: row.id for row in connection.execute(query)}


def members(connection: Connection, number: int) -> list[int]:
    """The events of an incident, by number."""
    query = select(event_incidents.c.event).where(event_incidents.c.incident == number)
    return list(connection.scalars(query.order_by(event_incidents.c.event)))


def incident(connection: Connection, name: str) -> Incident:
    """The record of an incident, by its id or one of its events. Raises ``UnknownRecord`` where there is none."""
    found = list(_records(connection, [number_of(connection, name)]))
    if not found:
        raise UnknownRecord(f"the incident {name} has no events any more")
    return found[0]


def all_incidents(connection: Connection) -> Iterator[Incident]:
    """Every incident that has events, in order of its number; some in memory at a time."""
    last = 0
    query = select(event_incidents.c.incident).distinct().order_by(event_incidents.c.incident).limit(_AT_ONCE)
    while numbers := list(connection.scalars(query.where(event_incidents.c.incident > last))):
        yield from _records(connection, numbers)
        last = numbers[-1]


def listed(connection: Connection, wanted: Filter, *, limit: int, offset: int = 0) -> list[Incident]:
    """Incidents one of whose events is as ``wanted``, latest first; those without a date last."""
    some = chosen(connection, wanted).order_by(None).subquery()
    day = func.max(events.c.first_day)
    query = (
        select(event_incidents.c.incident)
        .join(some, some.c.number == event_incidents.c.event)
        .join(events, events.c.number == event_incidents.c.event)
        .group_by(event_incidents.c.incident)
        .order_by(day.is_(None), day.desc(), event_incidents.c.incident.desc())
    )
    numbers = list(connection.scalars(query.limit(limit).offset(offset)))
    records = dict(zip(sorted(numbers), _records(connection, sorted(numbers)), strict=True))
    return [records[number] for number in numbers]


def _records(connection: Connection, numbers: Sequence[int]) -> Iterator[Incident]:
    """The records of incidents, in order."""
    rows = _rows(connection, numbers)
    text = functools.lru_cache(_AT_ONCE)(_text)
    persons = _by_event(standing(connection))
    people_of = _deciders(connection)
    for number in numbers:
        mine = rows.get(number, [])
        if not mine:
            continue
        several = len({row.report for row in mine}) > 1
        by = {row.event: _by(row, persons, people_of) for row in mine}
        told = [_told(row, text(row.text), by[row.event], several=several) for row in mine]
        decided = sorted({link.linking for row in mine for link in persons.get(row.event, [])})
        review = Reviewed("edited", *people_of[decided[-1]]) if decided else Reviewed()
        name = mine[0].incident_id
        yield assemble(name, told, related=_related(connection, number, mine, persons), review=review)


def _by(row: Any, persons: dict[int, list[PersonsLink]], people_of: dict[int, tuple[str, str]]) -> str:
    """Who put an event into its incident: the last person who linked it, else the method."""
    mine = [link.linking for link in persons.get(row.event, []) if link.kind in TOGETHER]
    return f"person:{people_of[max(mine)][0]}" if mine else str(row.method)


def _text(packed: bytes) -> str:
    return unpack(packed).decode("utf-8")


def _rows(connection: Connection, numbers: Iterable[int]) -> dict[int, list[Any]]:
    """Incident -> its events with their reports."""
    query: Select[Any] = (
        select(
            *(event_incidents.c[name] for name in ("event", "incident", "link", "score")),
            incidents.c.id.label("incident_id"),
            linkings.c.method,
            linkings.c.by,
            *(events.c[name].label(f"event_{name}") for name in ("name", "machine", "record")),
            events.c.report,
            *(reports.c[n] for n in ("sha256", "id", "language", "published", "publisher", "url", "exercise", "text")),
            reports.c.added_at,
        )
        .join(incidents, incidents.c.number == event_incidents.c.incident)
        .join(linkings, linkings.c.number == event_incidents.c.linking)
        .join(events, events.c.number == event_incidents.c.event)
        .join(reports, reports.c.number == events.c.report)
        .order_by(event_incidents.c.event)
    )
    found: dict[int, list[Any]] = {}
    for part in parts(query, event_incidents.c.incident, numbers):
        for row in connection.execute(part):
            found.setdefault(row.incident, []).append(row)
    return found


def _told(row: Any, text: str, by: str, *, several: bool) -> Told:
    """An event with its report. ``several``: others tell the incident, too, so that copies matter."""
    record = json.loads(unpack(row.event_machine if row.event_record is None else row.event_record))
    return Told(
        event=event_of(record, text),
        header=report_of(row).header,
        added_at=row.added_at,
        shingles=shingles(text) if several else frozenset(),
        link=row.link,
        by=by,
        score=row.score,
    )


def _by_event(links: Sequence[PersonsLink]) -> dict[int, list[PersonsLink]]:
    found: dict[int, list[PersonsLink]] = {}
    for link in links:
        found.setdefault(link.one, []).append(link)
        found.setdefault(link.other, []).append(link)
    return found


def _deciders(connection: Connection) -> dict[int, tuple[str, str]]:
    """Linking of a person -> who took it, and when."""
    query = select(linkings.c.number, people.c.name, linkings.c.at).join(people, people.c.number == linkings.c.by)
    return {row.number: (row.name, row.at) for row in connection.execute(query)}


def _related(
    connection: Connection, number: int, rows: Sequence[Any], persons: dict[int, list[PersonsLink]]
) -> list[Related]:
    """Other incidents: those that an event is a part of by its own report, and those that persons related it to."""
    pairs: set[tuple[LinkKind, int]] = set()
    for row in rows:
        record = json.loads(unpack(row.event_machine if row.event_record is None else row.event_record))
        whole = record.get("part_of")
        if whole:
            query = select(events.c.number).where(events.c.report == row.report, events.c.name == whole)
            pairs |= {("part_of", event) for event in connection.scalars(query)}
        for link in persons.get(row.event, []):
            if link.kind not in ("same", "different"):
                pairs.add((link.kind, link.other if link.one == row.event else link.one))
    found = set()
    for kind, event in pairs:
        query = (
            select(incidents.c.number, incidents.c.id)
            .join(event_incidents, event_incidents.c.incident == incidents.c.number)
            .where(event_incidents.c.event == event)
        )
        found |= {(kind, other.id) for other in connection.execute(query) if other.number != number}
    return [Related(kind, name) for kind, name in sorted(found)]


def count(connection: Connection) -> int:
    """How many incidents have events."""
    return int(connection.scalar(select(func.count(event_incidents.c.incident.distinct()))) or 0)
