"""Runs of ``add``: what was named, whether it came to its end, and what could not be taken in."""

from __future__ import annotations

import json
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, func, select

from tawthiq.readers import Rejected
from tawthiq.register.engine import Register
from tawthiq.register.schema import batches, quarantine


class Batch(msgspec.Struct, frozen=True):
    """A run. ``resumed``: it goes on with one that was broken off."""

    number: int
    resumed: bool


class Quarantined(msgspec.Struct, frozen=True):
    """Something that could not be taken in."""

    batch: int
    at: str
    source: str
    row: int | None
    reason: str


def begin(register: Register, inputs: Sequence[str]) -> Batch:
    """Begin a run, or go on with the last one that named the same inputs and was broken off."""
    named = json.dumps(list(inputs), ensure_ascii=False)
    with register.writing() as connection:
        query = select(batches.c.number).where(batches.c.inputs == named, batches.c.ended_at.is_(None))
        found = connection.scalar(query.order_by(batches.c.number.desc()).limit(1))
        if found is not None:
            return Batch(int(found), True)
        number = int(connection.scalar(select(func.max(batches.c.number))) or 0) + 1
        connection.execute(batches.insert(), {"number": number, "inputs": named, "begun_at": register.at()})
        return Batch(number, False)


def end(register: Register, batch: Batch) -> None:
    """Say that a run came to its end."""
    with register.writing() as connection:
        connection.execute(batches.update().where(batches.c.number == batch.number).values(ended_at=register.at()))


def put_aside(register: Register, batch: Batch, rejected: Sequence[Rejected]) -> None:
    """Write down what could not be taken in; once for each place in a run."""
    with register.writing() as connection:
        there = (
            {
                (row.source, row.row)
                for row in connection.execute(
                    select(quarantine).where(
                        quarantine.c.batch == batch.number, quarantine.c.source.in_({item.source for item in rejected})
                    )
                )
            }
            if batch.resumed
            else set()
        )
        number = int(connection.scalar(select(func.max(quarantine.c.number))) or 0)
        rows = [
            {"batch": batch.number, "source": clean(item.source), "row": item.row, "reason": clean(item.reason)}
            for item in rejected
            if (clean(item.source), item.row) not in there
        ]
        if rows:
            connection.execute(quarantine.insert(), [row | {"number": number + n} for n, row in enumerate(rows, 1)])


def clean(text: str) -> str:
    """``text`` without what a database cannot hold: half characters of odd file names, and NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def quarantined(connection: Connection, limit: int | None = None) -> list[Quarantined]:
    """What could not be taken in, the last run first, in the order of the files."""
    query = (
        select(quarantine, batches.c.begun_at)
        .join(batches, batches.c.number == quarantine.c.batch)
        .order_by(quarantine.c.batch.desc(), quarantine.c.number)
        .limit(limit)
    )
    return [Quarantined(row.batch, row.begun_at, row.source, row.row, row.reason) for row in connection.execute(query)]
