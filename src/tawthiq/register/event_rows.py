"""Writing the rows of events: the record, and the columns and tables that it can be found by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, or_, select

from tawthiq.register import particular
from tawthiq.register.link_schema import event_incidents, event_keys, event_pairs, event_statements
from tawthiq.register.prepared import EventRows, PlaceRow
from tawthiq.register.schema import codes, event_codes, event_places, events, evidence, places

BESIDE = (event_places, event_codes, evidence, event_keys, event_statements)
"""Tables that lead to an event, made from its record: without a statement, the next run of link looks at it anew."""


class Interned:
    """Numbers of places and codes that are known to stand in the database."""

    def __init__(self) -> None:
        self.places: dict[bytes, int] = {}
        self.codes: dict[tuple[str, str, str], int] = {}


class EventRow(msgspec.Struct, frozen=True):
    """An event to be written. ``machine``: the packed record of the reading. ``shown``: rows of the record that holds,
    which is packed in ``record`` where it is not the machine's."""

    number: int
    report: int
    reading: int
    name: str
    present: bool
    state: str
    machine: bytes
    record: bytes | None
    shown: EventRows


def write_events(
    connection: Connection, interned: Interned, found: Iterable[tuple[int, int, Sequence[EventRows]]]
) -> None:
    """Write events nobody has decided on yet: (report, reading, events)."""
    number = int(connection.scalar(select(func.max(events.c.number))) or 0)
    rows = []
    for report, reading, items in found:
        for item in items:
            number += 1
            rows.append(EventRow(number, report, reading, item.name, True, "machine", item.packed, None, item))
    insert(connection, interned, rows)


def insert(connection: Connection, interned: Interned, rows: Sequence[EventRow]) -> None:
    """Write new events and what leads to them."""
    if not rows:
        return
    connection.execute(events.insert(), [_columns(row) for row in rows])
    _insert_beside(connection, interned, rows)


def replace(connection: Connection, interned: Interned, row: EventRow) -> None:
    """Write an event anew that is there already."""
    connection.execute(events.update().where(events.c.number == row.number), _columns(row))
    for table in BESIDE:
        connection.execute(delete(table).where(table.c.event == row.number))
    _insert_beside(connection, interned, [row])


def remove(connection: Connection, number: int) -> None:
    """Take out an event that no reading finds any more and nobody decided on."""
    for table in BESIDE:
        connection.execute(delete(table).where(table.c.event == number))
    connection.execute(delete(event_pairs).where(or_(event_pairs.c.one == number, event_pairs.c.other == number)))
    connection.execute(delete(event_incidents).where(event_incidents.c.event == number))
    connection.execute(delete(events).where(events.c.number == number))


def _columns(row: EventRow) -> dict[str, Any]:
    return row.shown.columns | {
        "number": row.number,
        "report": row.report,
        "name": row.name,
        "reading": row.reading,
        "present": row.present,
        "state": row.state,
        "machine": row.machine,
        "record": row.record,
    }


def _insert_beside(connection: Connection, interned: Interned, rows: Sequence[EventRow]) -> None:
    _intern_places(connection, interned, [place for row in rows for _, place in row.shown.places])
    _intern_codes(connection, interned, [code for row in rows for code in row.shown.codes])
    where = [(row.number, interned.places[place.digest], role) for row in rows for role, place in row.shown.places]
    particular.insert_many(connection, event_places, ("event", "place", "role"), where)
    what = [(row.number, interned.codes[code]) for row in rows for code in row.shown.codes]
    particular.insert_many(connection, event_codes, ("event", "code"), what)
    words = [(row.number, *piece) for row in rows for piece in row.shown.evidence]
    particular.insert_many(connection, evidence, ("event", "start", "stop", "field", "item"), words)


def _intern_places(connection: Connection, interned: Interned, found: Sequence[PlaceRow]) -> None:
    """See to it that each place has a number."""
    missing = {place.digest: place for place in found if place.digest not in interned.places}
    if not missing:
        return
    there = connection.execute(select(places.c.digest, places.c.number).where(places.c.digest.in_(list(missing))))
    for digest, number in there:
        interned.places[bytes(digest)] = number
        del missing[bytes(digest)]
    if not missing:
        return
    number = int(connection.scalar(select(func.max(places.c.number))) or 0)
    rows, boxes = [], []
    for place in missing.values():
        number += 1
        interned.places[place.digest] = number
        rows.append({"number": number, **msgspec.structs.asdict(place)})
        if place.lat is not None and place.lon is not None:
            boxes.append((number, place.lat, place.lon))
    connection.execute(places.insert(), rows)
    particular.put_on_map(connection, boxes)


def _intern_codes(connection: Connection, interned: Interned, found: Sequence[tuple[str, str, str]]) -> None:
    """See to it that each code has a number."""
    if all(code in interned.codes for code in found):
        return
    for row in connection.execute(select(codes)):
        interned.codes[(row.list, row.role, row.code)] = row.number
    number = max(interned.codes.values(), default=0)
    rows = []
    for code in found:
        if code not in interned.codes:
            number += 1
            interned.codes[code] = number
            rows.append(dict(zip(("number", "list", "role", "code"), (number, *code), strict=True)))
    if rows:
        connection.execute(codes.insert(), rows)
