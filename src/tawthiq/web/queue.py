"""The queue: events in the order in which a person should look at them, kept in memory and brought up to date with what
others decide and add."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from tawthiq.model.decision import ReviewState
from tawthiq.register import Register
from tawthiq.register.attention import Mark, Reason, Waiting, decided_since, mark, waiting
from tawthiq.register.listing import Filter, chosen

OPEN: tuple[ReviewState, ...] = ("machine", "edited")
"""The states of events that wait for a person."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which events, and in what order. ``reason``: why they wait; ``latest``: by date and not by urgency."""

    filter: Filter = Filter()
    reason: Reason | None = None
    latest: bool = False


class Queue:
    """The events of one register by urgency. Safe to ask from several threads."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._lock = threading.Lock()
        self._mark = Mark(-1, -1)
        self._known: dict[int, Waiting] = {}
        self._ordered: list[Waiting] | None = None

    def numbers(self, connection: Connection, wanted: Wanted) -> list[int]:
        """The numbers of all events that ``wanted`` asks for, in order."""
        ordered = self._now(connection)
        if wanted.latest:
            known = self._known
            if wanted.reason is None:
                return self._chosen(connection, wanted)
            return [number for number in self._chosen(connection, wanted) if _fits(known.get(number), wanted)]
        states = wanted.filter.states
        only = msgspec.structs.replace(wanted.filter, states=())
        chosen_ones = None if only == Filter() else set(self._chosen(connection, wanted))
        return [
            item.number
            for item in ordered
            if (not states or item.state in states)
            and (chosen_ones is None or item.number in chosen_ones)
            and _fits(item, wanted)
        ]

    def of(self, connection: Connection, numbers: Sequence[int]) -> list[Waiting]:
        """What the queue knows of these events."""
        self._now(connection)
        return [self._known[number] for number in numbers if number in self._known]

    def open(self, connection: Connection) -> int:
        """How many events wait."""
        return sum(item.state in OPEN for item in self._now(connection))

    def total(self, connection: Connection) -> int:
        """How many events there are."""
        return len(self._now(connection))

    def _chosen(self, connection: Connection, wanted: Wanted) -> list[int]:
        return list(connection.scalars(chosen(connection, wanted.filter)))

    def _now(self, connection: Connection) -> list[Waiting]:
        """All events as they are now, the most urgent first."""
        with self._lock:
            latest = mark(connection)
            if latest.reading != self._mark.reading:
                self._known, self._ordered = waiting(connection), None
            elif latest.decision != self._mark.decision:
                self._known |= waiting(connection, decided_since(connection, self._mark.decision))
                self._ordered = None
            self._mark = latest
            if self._ordered is None:
                self._ordered = sorted(self._known.values(), key=_place)
            return self._ordered


def _place(item: Waiting) -> tuple[float, int, int]:
    """Where an event stands in the queue."""
    return item.confidence - item.weight, item.report, item.number


def _fits(item: Waiting | None, wanted: Wanted) -> bool:
    return item is not None and (wanted.reason is None or wanted.reason in item.reasons)
