"""An event with its decisions: from the tables to what holds."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from tawthiq.errors import RegisterError
from tawthiq.register.packing import event_of, pack, unpack
from tawthiq.register.prepared import EventRows, event_rows
from tawthiq.register.review import Deed, Standing, compose, standing
from tawthiq.register.schema import decision_words, decisions, reports


class Decided(msgspec.Struct, frozen=True):
    """The decisions on an event, in order, and what they come to."""

    deeds: tuple[Deed, ...]
    standing: Standing

    def rows(self, connection: Connection, report: int, machine: bytes) -> tuple[EventRows, bytes | None]:
        """The rows of the record that holds where ``machine`` is the machine's, and that record, packed; None where it
        is the machine's."""
        record = self.record(machine)
        data = msgspec.json.encode(record)
        if record == json.loads(machine):
            return shown(connection, report, machine), None
        return shown(connection, report, data), pack(data, "record")

    def record(self, machine: bytes) -> dict[str, Any]:
        """The slim record that holds."""
        return compose(json.loads(machine), self.standing)


def event_deeds(connection: Connection, event: int) -> Decided:
    """The decisions on an event."""
    query = (
        select(decisions, decision_words.c.after)
        .outerjoin(decision_words, decision_words.c.decision == decisions.c.number)
        .where(decisions.c.event == event)
        .order_by(decisions.c.number)
    )
    deeds = tuple(Deed(row.number, row.action, row.field, row.after, row.undoes) for row in connection.execute(query))
    return Decided(deeds, standing(deeds))


def shown(connection: Connection, report: int, record: bytes) -> EventRows:
    """The rows of a record. Raises ``ModelError`` where it breaks the code book."""
    return event_rows(event_of(json.loads(record), text_of(connection, report)))


def text_of(connection: Connection, report: int) -> str:
    """The text of a report. Raises ``RegisterError`` where it was erased."""
    packed = connection.scalar(select(reports.c.text).where(reports.c.number == report))
    if packed is None:
        raise RegisterError(f"the text of report {report} was erased")
    return unpack(packed).decode("utf-8")
