"""What comes next in the queue."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection

from tawthiq.errors import UnknownRecord
from tawthiq.register.briefs import briefs
from tawthiq.register.references import find_event
from tawthiq.web.queue import Queue, Wanted


def following(queue: Queue, connection: Connection, wanted: Wanted, after: str) -> tuple[str, str] | None:
    """SHA-256 of the report and name of the event that follows ``after`` (``SHA-256/event``) among those that are
    wanted; after the last comes the first. None where no other is left."""
    every = msgspec.structs.replace(wanted, filter=msgspec.structs.replace(wanted.filter, states=()))
    numbers = queue.numbers(connection, every)
    states = wanted.filter.states
    fitting = {item.number for item in queue.of(connection, numbers) if not states or item.state in states}
    here = _number(connection, after)
    start = numbers.index(here) + 1 if here in numbers else 0
    for number in (*numbers[start:], *numbers[:start]):
        if number in fitting and number != here:
            found = next(briefs(connection, [number]))
            return found.sha256, found.event
    return None


def _number(connection: Connection, target: str) -> int | None:
    sha256, _, event = target.partition("/")
    try:
        return find_event(connection, f"{sha256}#{event}").event
    except UnknownRecord:
        return None
