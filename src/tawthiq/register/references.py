"""What a user names: a report by its id, an event as ``REPORT#EVENT``."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from tawthiq.errors import UnknownRecord
from tawthiq.register.schema import events, report_ids, reports

SHORTEST = 8
"""Hexadecimal digits from which the beginning of a report's SHA-256 names it."""

_DIGEST = re.compile(f"[0-9a-f]{{{SHORTEST},64}}")
_SHOWN = 12


class Reference(msgspec.Struct, frozen=True):
    """What a name leads to. ``event``: number and name of the event; None for a whole report."""

    report: int
    id: str
    event: int | None = None
    name: str | None = None

    def __str__(self) -> str:
        return self.id if self.name is None else f"{self.id}#{self.name}"


def find(connection: Connection, name: str) -> Reference:
    """The report or event that ``name`` names. Raises ``UnknownRecord`` that says what there is."""
    report = find_report(connection, name)
    if report is not None:
        return Reference(report.number, id_of(report))
    head, sign, event = name.rpartition("#")
    report = find_report(connection, head) if sign else None
    if report is None:
        raise UnknownRecord(f"there is no report {head or name} in the register: see tawthiq list, tawthiq search")
    found = connection.execute(
        select(events.c.number, events.c.name).where(events.c.report == report.number, events.c.name == event)
    ).first()
    if found is None:
        raise UnknownRecord(f"the report {head} has no event {event}: {_events(connection, report.number)}")
    return Reference(report.number, id_of(report), found.number, found.name)


def find_event(connection: Connection, name: str) -> Reference:
    """The event that ``name`` names. Raises ``UnknownRecord`` where it names a report."""
    found = find(connection, name)
    if found.event is None:
        raise UnknownRecord(f"{name} is a report: name one of its events. {_events(connection, found.report)}")
    return found


def find_report(connection: Connection, name: str) -> Row[Any] | None:
    """The row of the report whose SHA-256 is this, that has this id, or whose SHA-256 alone begins so; None where
    there is none. A whole SHA-256 comes first: no id that somebody gave can stand in its way.

    Raises ``UnknownRecord`` where several begin so.
    """
    if _DIGEST.fullmatch(name) and len(name) == 64:
        exact = connection.execute(select(reports).where(reports.c.sha256 == bytes.fromhex(name))).first()
        if exact is not None:
            return exact
    by_id = select(reports).join(report_ids, report_ids.c.report == reports.c.number).where(report_ids.c.id == name)
    found = connection.execute(by_id).first()
    if found is not None or not _DIGEST.fullmatch(name):
        return found
    low = bytes.fromhex(name.ljust(64, "0"))
    high = bytes.fromhex(name.ljust(64, "f"))
    rows = connection.execute(select(reports).where(reports.c.sha256.between(low, high)).limit(2)).all()
    if len(rows) > 1:
        raise UnknownRecord(f"several reports have a SHA-256 that begins with {name}: give more of it")
    return rows[0] if rows else None


def id_of(report: Row[Any]) -> str:
    """The id that a report is called by: the first that it was given, else its SHA-256."""
    return report.id or bytes(report.sha256).hex()


def _events(connection: Connection, report: int) -> str:
    """A sentence on the events that a report has."""
    query = select(events.c.name).where(events.c.report == report).order_by(events.c.number)
    names = [row.name for row in connection.execute(query)]
    if not names:
        return "it has none"
    more = ", …" if len(names) > _SHOWN else ""
    return f"it has {', '.join(names[:_SHOWN])}{more}"
