"""Events as linking sees them: made from the records that hold, kept with the keys that bring them together."""

from __future__ import annotations

import itertools
import json
from collections.abc import Collection, Iterable, Sequence

import msgspec
import numpy as np
from sqlalchemy import Connection, Select, bindparam, delete, or_, select

from tawthiq.linking.blocking import FAMILIES, Keyed, family_of, keys
from tawthiq.linking.columns import columns
from tawthiq.linking.linker import is_linked
from tawthiq.linking.passages import Passages
from tawthiq.linking.statements import Statement
from tawthiq.register import particular
from tawthiq.register.engine import Register
from tawthiq.register.link_schema import event_incidents, event_keys, event_pairs, event_statements
from tawthiq.register.packing import event_of, unpack
from tawthiq.register.schema import events, reports

AT_ONCE = 500
"""Events that are made ready in one transaction; numbers that one query asks for."""

_decoder = msgspec.msgpack.Decoder(Statement)


def make_ready(register: Register, passages: Passages) -> int:
    """Make the statements that are missing; how many. What is made stays when a later batch fails."""
    made = 0
    while True:
        with register.writing() as connection:
            found = _make(connection, passages)
        if not found:
            return made
        made += found


def _make(connection: Connection, passages: Passages) -> int:
    query = (
        select(events.c.number, events.c.report, events.c.machine, events.c.record, reports.c.sha256, reports.c.text)
        .join(reports, reports.c.number == events.c.report)
        .outerjoin(event_statements, event_statements.c.event == events.c.number)
        .where(event_statements.c.event.is_(None), events.c.present, events.c.state != "rejected")
        .where(reports.c.text.is_not(None))
        .order_by(events.c.number)
        .limit(AT_ONCE)
    )
    rows = connection.execute(query).all()
    found: list[tuple[int, Statement]] = []
    for _, told in itertools.groupby(rows, lambda row: row.report):
        some = list(told)
        text = unpack(some[0].text).decode("utf-8")
        records = [
            event_of(json.loads(unpack(row.machine if row.record is None else row.record)), text) for row in some
        ]
        statements = passages.statements(bytes(some[0].sha256).hex(), records, text)
        found += zip((row.number for row in some), statements, strict=True)
    write(connection, found)
    return len(rows)


def write(connection: Connection, found: Sequence[tuple[int, Statement]]) -> None:
    """Write statements of events, with their keys, for the next run of link."""
    if not found:
        return
    packed = [(number, msgspec.msgpack.encode(statement), False) for number, statement in found]
    particular.insert_many(connection, event_statements, ("event", "statement", "linked"), packed)
    table = columns(statement for _, statement in found)
    admitted = np.array([is_linked(statement) for _, statement in found], np.bool_)
    numbers = np.array([number for number, _ in found])
    rows: set[tuple[int, int]] = set()
    for keyed in keys(table, admitted):
        rows.update(zip(keyed.key.tolist(), numbers[keyed.row].tolist(), strict=True))
    particular.insert_many(connection, event_keys, ("key", "event"), sorted(rows))


def load(connection: Connection, numbers: Iterable[int] | None = None) -> tuple[list[int], list[Statement]]:
    """Statements with the numbers of their events, in the order of their keys; None for all."""
    query = select(event_statements.c.event, event_statements.c.statement)
    found: list[tuple[int, Statement]] = []
    for some in (query,) if numbers is None else parts(query, event_statements.c.event, numbers):
        found += [(row.event, _decoder.decode(row.statement)) for row in connection.execute(some)]
    found.sort(key=lambda pair: pair[1].key)
    return [number for number, _ in found], [statement for _, statement in found]


def keyed_near(connection: Connection, fresh: Iterable[int]) -> dict[int, set[int]]:
    """Key -> events that have it, of the keys of ``fresh`` events; keys that too many share are left out."""
    return {key: shared for key, shared in _shared(connection, fresh).items() if 1 < len(shared) <= _most(key)}


def unsettled(connection: Connection, fresh: Collection[int], gone: Collection[int]) -> set[int]:
    """Events whose keys begin or cease to be shared by too many when ``fresh`` events come and others are ``gone``:
    which pairs they make changes, so that the same reports come to the same pairs in every order."""
    new, old = set(fresh), set(gone)
    found: set[int] = set()
    for key, shared in _shared(connection, new | old).items():
        before, after = len(shared - new), len(shared - old)
        if (before <= _most(key)) != (after <= _most(key)):
            found |= shared
    return found - old


def _shared(connection: Connection, numbers: Iterable[int]) -> dict[int, set[int]]:
    """Key -> all events that have it, of the keys of some events."""
    query = select(event_keys.c.key)
    mine = {key for some in parts(query, event_keys.c.event, numbers) for key in connection.scalars(some)}
    found: dict[int, set[int]] = {}
    for some in parts(select(event_keys), event_keys.c.key, mine):
        for row in connection.execute(some):
            found.setdefault(row.key, set()).add(row.event)
    return found


def _most(key: int) -> int:
    """How many events may share a key."""
    return FAMILIES[key & 15].most


def as_keyed(shared: dict[int, set[int]], row_of: dict[int, int]) -> list[Keyed]:
    """Keys as blocking takes them; ``row_of``: the row of each event."""
    pairs = [(key, row_of[event]) for key, numbers in shared.items() for event in numbers]
    table = np.array(pairs, np.int64).reshape(-1, 2)
    family = family_of(table[:, 0])
    return [Keyed(one, table[family == at, 0], table[family == at, 1]) for at, one in enumerate(FAMILIES)]


def withdrawn(connection: Connection) -> list[int]:
    """Events in an incident that do not hold any more: rejected, or not found by the present reading."""
    query = (
        select(event_incidents.c.event)
        .join(events, events.c.number == event_incidents.c.event)
        .where(or_(~events.c.present, events.c.state == "rejected"))
    )
    return list(connection.scalars(query))


def take_out(connection: Connection, numbers: Sequence[int]) -> None:
    """Forget what linking knew of some events."""
    forget_pairs(connection, numbers)
    for table in (event_incidents, event_statements, event_keys):
        for part in _chunks(numbers):
            connection.execute(delete(table).where(table.c.event.in_(part)))


def forget_pairs(connection: Connection, numbers: Sequence[int]) -> None:
    """Forget the pairs that some events are in."""
    for part in _chunks(numbers):
        for column in (event_pairs.c.one, event_pairs.c.other):
            connection.execute(delete(event_pairs).where(column.in_(part)))


def parts(query: Select, column: object, numbers: Iterable[int]) -> Iterable[Select]:  # type: ignore[type-arg]  # any rows
    """A query for many numbers, as several for few."""
    for part in _chunks(sorted(numbers)):
        yield query.where(column.in_(bindparam(None, part, expanding=True)))  # type: ignore[attr-defined]  # a column


def _chunks(numbers: Sequence[int]) -> Iterable[list[int]]:
    return (list(numbers[at : at + AT_ONCE]) for at in range(0, len(numbers), AT_ONCE))
