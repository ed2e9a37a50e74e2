"""Incidents that stay themselves: a group of events keeps the incident that most of them were in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from tawthiq.refdata.codes import load_codes
from tawthiq.register import particular
from tawthiq.register.grouping import Placed
from tawthiq.register.link_schema import event_incidents, incidents
from tawthiq.register.schema import event_places, places
from tawthiq.register.statements import parts

NOWHERE, NEVER = "ZZZ", "0000"


class _Before(msgspec.Struct, frozen=True):
    incident: int
    link: str
    linking: int


def keep(connection: Connection, placed: Sequence[Placed], linking: int, at: str) -> list[Placed]:
    """Write the groups as incidents; the events that were put where they were not before."""
    groups: dict[int, list[Placed]] = {}
    for item in placed:
        groups.setdefault(item.group, []).append(item)
    before = _before(connection, [item.event for item in placed])
    chosen = _chosen(groups, before)
    fresh = [groups[group] for group in groups if group not in chosen]
    _make(connection, sorted(fresh, key=lambda members: min(item.event for item in members)), chosen, at)
    changed = [item for item in placed if not _stays(item, before, chosen[item.group])]
    rows = []
    for item in placed:
        old = before.get(item.event)
        made_by = old.linking if old is not None and _stays(item, before, chosen[item.group]) else linking
        rows.append((item.event, chosen[item.group], item.link, made_by, item.score))
    for part in parts(delete(event_incidents), event_incidents.c.event, [item.event for item in placed]):  # type: ignore[arg-type]  # a DELETE takes WHERE, too
        connection.execute(part)
    particular.insert_many(connection, event_incidents, ("event", "incident", "link", "linking", "score"), rows)
    _forward(connection, before, {item.event: chosen[item.group] for item in placed})
    return changed


def _stays(item: Placed, before: dict[int, _Before], incident: int) -> bool:
    old = before.get(item.event)
    return old is not None and (old.incident, old.link) == (incident, item.link)


def _before(connection: Connection, numbers: Sequence[int]) -> dict[int, _Before]:
    query = select(event_incidents)
    return {
        row.event: _Before(row.incident, row.link, row.linking)
        for part in parts(query, event_incidents.c.event, numbers)
        for row in connection.execute(part)
    }


def _chosen(groups: dict[int, list[Placed]], before: dict[int, _Before]) -> dict[int, int]:
    """Group -> incident that it keeps: most events in common first, on a draw the older incident."""
    common: dict[tuple[int, int], int] = {}
    for group, members in groups.items():
        for item in members:
            if item.event in before:
                pair = (group, before[item.event].incident)
                common[pair] = common.get(pair, 0) + 1
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for group, incident in sorted(common, key=lambda pair: (-common[pair], pair[1], pair[0])):
        if group not in chosen and incident not in taken:
            chosen[group] = incident
            taken.add(incident)
    return chosen


def _make(
    connection: Connection,
    fresh: Sequence[list[Placed]],
    chosen: dict[int, int],
    at: str,
) -> None:
    """Make an incident for each group that keeps none."""
    number = int(connection.scalar(select(func.max(incidents.c.number))) or 0)
    countries = _countries(connection, [item.event for members in fresh for item in members])
    rows = []
    for members in fresh:
        number += 1
        chosen[members[0].group] = number
        known = sorted(countries[item.event] for item in members if item.event in countries)
        where = max(known, key=known.count, default=NOWHERE)
        rows.append((number, f"{where}-{_year(members)}-{number:06}", at))
    particular.insert_many(connection, incidents, ("number", "id", "made_at"), rows)


def _year(members: Sequence[Placed]) -> str:
    days = [item.statement.first or item.statement.last for item in members]
    known = sorted(day for day in days if day)
    return f"{dt.date.fromordinal(known[0]).year:04}" if known else NEVER


def _countries(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Event -> the state that it was in, ISO 3166-1 alpha-3 where the code lists know it."""
    states = {code.alpha2: code.code for code in load_codes("actors").values() if code.alpha2}
    query = (
        select(event_places.c.event, places.c.country)
        .join(places, places.c.number == event_places.c.place)
        .where(places.c.country.is_not(None))
        .order_by(event_places.c.event, event_places.c.place)
    )
    found: dict[int, str] = {}
    for part in parts(query, event_places.c.event, numbers):
        for row in connection.execute(part):
            found.setdefault(row.event, states.get(row.country, row.country))
    return found


def _forward(connection: Connection, before: dict[int, _Before], now: dict[int, int]) -> None:
    """Let incidents that lost all their events say where most of these went."""
    moved: dict[int, list[int]] = {}
    for event, old in before.items():
        moved.setdefault(old.incident, []).append(now[event])
    for incident, targets in sorted(moved.items()):
        left = select(event_incidents.c.event).where(event_incidents.c.incident == incident).limit(1)
        empty = connection.scalar(left) is None
        into = max(sorted(set(targets)), key=targets.count) if empty else None
        connection.execute(update(incidents).where(incidents.c.number == incident).values(into=into))
