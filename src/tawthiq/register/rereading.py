"""A new reading of a report that is there: its events take the place of the old ones, decisions stay where they are.

Events are told to be the same by the words that they rest on, not by their number in the reading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, or_, select

from tawthiq.register import event_rows
from tawthiq.register.decided import event_deeds, shown
from tawthiq.register.event_rows import EventRow, Interned
from tawthiq.register.link_schema import links
from tawthiq.register.packing import pack, unpack
from tawthiq.register.prepared import EventRows
from tawthiq.register.schema import decisions, events, readings

ENOUGH = 0.2
"""Share of the words in common from which two events may be the same one."""

Ranges = set[int]


def read_again(
    connection: Connection, interned: Interned, report: int, reading: int, found: Sequence[EventRows]
) -> list[bytes]:
    """Put the events of a new reading in place of the present ones, and give their records under the names that they
    have in the register."""
    old = connection.execute(select(events).where(events.c.report == report).order_by(events.c.number)).all()
    _archive(connection, report, reading)
    records = {row.number: unpack(row.machine) for row in old}
    pairs = match([json.loads(records[row.number]) for row in old], [json.loads(item.record) for item in found])
    names = _names(connection, report, old, found, pairs)
    renamed = [_renamed(json.loads(item.record), names) for item in found]
    taken = {there: here for here, there in pairs.items()}
    for place, row in enumerate(old):
        if place in taken:
            _update(connection, interned, row, reading, renamed[taken[place]])
        elif _decided(connection, row.number):
            connection.execute(events.update().where(events.c.number == row.number).values(present=False))
        else:
            event_rows.remove(connection, row.number)
    number = int(connection.scalar(select(func.max(events.c.number))) or 0)
    for place, record in enumerate(renamed):
        if place not in pairs:
            number += 1
            packed = pack(record, "record")
            rows = shown(connection, report, record)
            made = EventRow(number, report, reading, rows.name, True, "machine", packed, None, rows)
            event_rows.insert(connection, interned, [made])
    query = select(events.c.machine).where(events.c.report == report, events.c.reading == reading)
    return [unpack(row.machine) for row in connection.execute(query.order_by(events.c.number))]


def match(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Which new events are which old ones, by place: the pairs with most words in common first; on a draw, of the same
    type and in the same order."""
    before, after = [_ranges(record) for record in old], [_ranges(record) for record in new]
    scored = []
    for here, mine in enumerate(after):
        for there, theirs in enumerate(before):
            union = len(mine | theirs)
            share = len(mine & theirs) / union if union else 0.0
            if share >= ENOUGH:
                same = old[there]["type"] == new[here]["type"]
                scored.append((-share, not same, abs(here - there), here, there))
    pairs: dict[int, int] = {}
    for *_, here, there in sorted(scored):
        if here not in pairs and there not in pairs.values():
            pairs[here] = there
    return pairs


def _ranges(value: Any) -> Ranges:
    """The code points that a slim record rests on."""
    found: Ranges = set()
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "evidence":
                found.update(point for start, stop in item for point in range(start, stop))
            else:
                found |= _ranges(item)
    elif isinstance(value, list):
        for item in value:
            found |= _ranges(item)
    return found


def _names(
    connection: Connection, report: int, old: Sequence[Any], found: Sequence[EventRows], pairs: dict[int, int]
) -> dict[str, str]:
    """Name in the new reading -> name in the register: that of the same event, else one that none had before."""
    query = select(readings.c.events).where(readings.c.report == report, readings.c.events.is_not(None))
    earlier = [json.loads(line) for row in connection.execute(query) for line in unpack(row.events).splitlines()]
    used = {row.name for row in old} | {record["id"] for record in earlier}
    last = max((int(digits) for name in used for digits in re.findall(r"\d+$", name)), default=0)
    names = {}
    for place, item in enumerate(found):
        if place in pairs:
            names[item.name] = old[pairs[place]].name
        else:
            last += 1
            names[item.name] = f"e{last}"
    return names


def _renamed(record: dict[str, Any], names: dict[str, str]) -> bytes:
    import msgspec

    record["id"] = names[record["id"]]
    if "part_of" in record:
        record["part_of"] = names[record["part_of"]]
    return msgspec.json.encode(record)


def _update(connection: Connection, interned: Interned, row: Any, reading: int, record: bytes) -> None:
    """Put a new record in place of an event's old one, as far as no person holds it."""
    decided = event_deeds(connection, row.number)
    rows, kept = decided.rows(connection, row.report, record)
    packed = pack(record, "record")
    event_rows.replace(
        connection,
        interned,
        EventRow(row.number, row.report, reading, row.name, True, decided.standing.state, packed, kept, rows),
    )


def _archive(connection: Connection, report: int, reading: int) -> None:
    """Keep the events of the reading before this one with it."""
    last = connection.scalar(
        select(func.max(readings.c.number)).where(readings.c.report == report, readings.c.number < reading)
    )
    query = select(events.c.machine).where(events.c.report == report, events.c.reading == last)
    lines = [unpack(row.machine) for row in connection.execute(query.order_by(events.c.number))]
    kept = pack(b"\n".join(lines), "record")
    connection.execute(readings.update().where(readings.c.number == last).values(events=kept))


def _decided(connection: Connection, event: int) -> bool:
    """Whether a decision or a link leads to the event, so that it must stay."""
    linked = select(links.c.number).where(or_(links.c.one == event, links.c.other == event))
    queries = (select(decisions.c.number).where(decisions.c.event == event), linked)
    return any(connection.scalar(query.limit(1)) is not None for query in queries)
