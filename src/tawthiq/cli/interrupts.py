"""Ctrl-C between reports, never inside a line that is being written."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType


class Interrupts:
    """While watched, Ctrl-C raises ``KeyboardInterrupt`` at once, but inside :meth:`held` only at its end. A second one
    acts at once there too, for an output that nobody reads."""

    def __init__(self) -> None:
        self._held = self._pending = False

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Watch for Ctrl-C; the earlier handling comes back at the end. Only in a program's main thread."""
        before = signal.signal(signal.SIGINT, self._handle)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keep Ctrl-C waiting until what stands inside is done."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._pending:
            self._pending = False
            raise KeyboardInterrupt

    def _handle(self, _number: int, _frame: FrameType | None) -> None:
        if not self._held or self._pending:
            raise KeyboardInterrupt
        self._pending = True
