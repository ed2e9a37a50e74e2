"""One run of ``extract``: writes extractions, puts aside what fails, and says at the end what was done."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from tawthiq.cli.interrupts import Interrupts
from tawthiq.cli.terminal import visible
from tawthiq.errors import TawthiqError
from tawthiq.model.extraction import Extraction, to_json
from tawthiq.readers import Entry, Note, Rejected

if TYPE_CHECKING:
    from tawthiq.cli.messages import Messages
    from tawthiq.pipeline import Pipeline

ALL_READ, SOME_REJECTED, NOTHING_READ, STOPPED = 0, 1, 2, 130
"""Exit codes; the last is what shells give after Ctrl-C."""

LISTED = 20
"""Rejected entries that are listed on standard error where a file takes them all."""


class Batch:
    """``out`` takes a line a report, at once; ``aside`` a line for each rejected entry."""

    def __init__(self, pipeline: Pipeline, out: BinaryIO, aside: BinaryIO | None, messages: Messages) -> None:
        self._pipeline, self._out, self._aside, self._messages = pipeline, out, aside, messages
        self._interrupts = Interrupts()
        self.reports = self.unread = self.events = self.rejected = 0
        self._stopped = False

    @property
    def exit_code(self) -> int:
        """0: all was read; 1: something was rejected; 2: nothing could be read; 130: stopped by the user."""
        if self._stopped:
            return STOPPED
        if not self.reports:
            return NOTHING_READ
        return SOME_REJECTED if self.rejected else ALL_READ

    def run(self, entries: Iterable[Entry | Rejected]) -> None:
        """Read all of ``entries``, and say what was done, also when stopped with Ctrl-C."""
        begun = time.perf_counter()
        try:
            with self._interrupts.watched():
                for entry in entries:
                    self._one(entry)
        except KeyboardInterrupt:
            self._stopped = True
        finally:
            self._messages.close()
        self._messages.line(self._summary(time.perf_counter() - begun))

    def note(self, note: Note) -> None:
        """Pass on what a reader found worth saying."""
        self._messages.line(f"note: {note.source}: {note.message}")

    def _one(self, entry: Entry | Rejected) -> None:
        result = entry if isinstance(entry, Rejected) else self._extraction(entry)
        if isinstance(result, Rejected):
            with self._interrupts.held():
                self._reject(result)
            return
        with self._interrupts.held():
            self._out.write(to_json(result) + b"\n")
            self._out.flush()
            self.reports += 1
            self.unread += result.unread is not msgspec.UNSET
            self.events += len(result.events)
        self._messages.report()

    def _extraction(self, entry: Entry) -> Extraction | Rejected:
        """What a report says. A fault of ours in one report must not lose the batch: it is put aside and named."""
        report = entry.report()
        if isinstance(report, Rejected):
            return report
        try:
            return self._pipeline.extract(report)
        except TawthiqError as fault:
            return Rejected(entry.source, entry.row, str(fault))
        except Exception as fault:  # noqa: BLE001  # listed with its kind, and the exit code tells
            reason = f"a fault in tawthiq, please report it ({type(fault).__name__}: {fault})"
            return Rejected(entry.source, entry.row, reason)

    def _reject(self, rejected: Rejected) -> None:
        self.rejected += 1
        if self._aside is not None:
            whole = (visible(rejected.source), rejected.row, visible(rejected.reason))
            self._aside.write(msgspec.json.encode(Rejected(*whole)) + b"\n")
            self._aside.flush()
        if self._aside is None or self.rejected <= LISTED:
            where = rejected.source if rejected.row is None else f"{rejected.source}, row {rejected.row}"
            self._messages.line(f"rejected: {where}: {rejected.reason}")
        elif self.rejected == LISTED + 1:
            self._messages.line("rejected: more; all of them are in the quarantine file")

    def _summary(self, seconds: float) -> str:
        unread = f" ({self.unread} in a language that is not read yet)" if self.unread else ""
        done = f"{many(self.reports, 'report')}{unread}, {many(self.events, 'event')}, {self.rejected} rejected"
        return f"{'stopped after ' if self._stopped else ''}{done}, {seconds:.1f} s"


def many(number: int, noun: str) -> str:
    """A number of things."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
