"""What all pages and the API share: the register, what reads, the queue, the clock."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from tawthiq.pipeline import Pipeline
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.places.learned import Learned
from tawthiq.register import Register
from tawthiq.register.words import Keys
from tawthiq.settings import Settings
from tawthiq.web.bundle import Bundle
from tawthiq.web.queue import Queue
from tawthiq.web.sessions import Sessions

T = TypeVar("T")


class Desk:
    """One review desk. ``pipeline`` and ``places`` open what reads and what knows places: once, and only when asked."""

    def __init__(
        self,
        register: Register,
        settings: Settings,
        sessions: Sessions,
        bundle: Bundle,
        *,
        pipeline: Callable[[], Pipeline],
        places: Callable[[], Gazetteer],
        keys: Callable[[], Keys],
        now: Callable[[], dt.datetime],
    ) -> None:
        self.register, self.settings, self.sessions, self.bundle, self.now = register, settings, sessions, bundle, now
        self.queue = Queue(register)
        self.writing = threading.Lock()
        self._pipeline, self._places, self._keys = _Once(pipeline), _Once(places), _Once(keys)

    def warm(self) -> None:
        """Bring the queue up to date, so that the first page need not wait for it."""
        with self.register.reading() as connection:
            self.queue.open(connection)

    def pipeline(self, answers: Sequence[Learned] = ()) -> Pipeline:
        """What reads reports, with the names that the register's users settled."""
        return self._pipeline().learning(answers)

    def places(self) -> Gazetteer:
        """The gazetteer."""
        return self._places()

    def keys(self) -> Keys:
        """What words are filed under in the search index."""
        return self._keys()

    def today(self) -> str:
        """When the day of this machine's clock began, as the register writes times (UTC)."""
        begun = self.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        return begun.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Once(Generic[T]):
    """Opens something on first use, once."""

    def __init__(self, open_it: Callable[[], T]) -> None:
        self._open, self._lock = open_it, threading.Lock()
        self._made: T | None = None

    def __call__(self) -> T:
        with self._lock:
            if self._made is None:
                self._made = self._open()
            return self._made
