"""One run of ``add``: tells what became of each entry, and sums up."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from tawthiq.cli.batch import ALL_READ, LISTED, NOTHING_READ, SOME_REJECTED, STOPPED, many
from tawthiq.cli.interrupts import Interrupts
from tawthiq.cli.terminal import visible
from tawthiq.readers import Entry, Metadata, Note, Rejected, entries

if TYPE_CHECKING:
    from tawthiq.cli.messages import Messages
    from tawthiq.ingest import Ingest, Taken
    from tawthiq.register.batches import Batch


class Intake:
    """``out`` takes a line for each report that is kept, ``aside`` one for each that is rejected; None: no lines."""

    def __init__(self, messages: Messages, out: BinaryIO | None, aside: BinaryIO | None) -> None:
        self._messages, self._out, self._aside = messages, out, aside
        self.counts = {"added": 0, "known": 0, "again": 0}
        self.events = self.unread = self.rejected = 0
        self.stopped = False
        self._begun = time.perf_counter()

    @property
    def exit_code(self) -> int:
        """0: all is in; 1: something was rejected; 2: nothing could be taken in; 130: stopped by the user."""
        if self.stopped:
            return STOPPED
        if not sum(self.counts.values()):
            return NOTHING_READ
        return SOME_REJECTED if self.rejected else ALL_READ

    def run(self, inputs: Sequence[str], defaults: Metadata, stdin: BinaryIO, ingest: Ingest, batch: Batch) -> None:
        """Take everything in that these inputs hold."""
        items = entries(inputs, defaults=defaults, stdin=stdin, note=self._note, advance=self._messages.advance)
        self.take(items, ingest, batch)

    def take(self, items: Iterable[Entry | Rejected], ingest: Ingest, batch: Batch) -> None:
        """Take these in. Ctrl-C ends it between two writes: what was acknowledged is kept."""
        if batch.resumed:
            self._messages.line("going on with a run that was broken off")
        watch = Interrupts()
        try:
            with watch.watched():
                for taken in ingest.run(items, batch):
                    with watch.held():
                        self._tell(taken)
        except KeyboardInterrupt:
            self.stopped = True
        finally:
            self._messages.close()

    def summary(self) -> str:
        """What was done, in a line."""
        added, known, again = (self.counts[name] for name in ("added", "known", "again"))
        parts = [
            f"{many(added, 'report')} added"
            + (f" ({self.unread} in a language that is not read yet)" if self.unread else "")
        ]
        parts.append(many(self.events, "event"))
        parts += [f"{known} there already"] if known else []
        parts += [f"{again} read again"] if again else []
        parts.append(f"{self.rejected} rejected")
        stopped = "stopped: " if self.stopped else ""
        return f"{stopped}{', '.join(parts)}, {time.perf_counter() - self._begun:.1f} s"

    def _note(self, note: Note) -> None:
        self._messages.line(f"note: {note.source}: {note.message}")

    def _tell(self, taken: Taken | Rejected) -> None:
        if isinstance(taken, Rejected):
            self._reject(taken)
            return
        self.counts[taken.outcome] += 1
        if taken.outcome != "known":
            self.events += taken.events
            self.unread += taken.unread
        self._messages.report()
        self._line(taken.outcome, taken)

    def _reject(self, rejected: Rejected) -> None:
        self.rejected += 1
        shown = Rejected(visible(rejected.source), rejected.row, visible(rejected.reason))
        if self._aside is not None:
            self._aside.write(msgspec.json.encode(shown) + b"\n")
            self._aside.flush()
        if self.rejected <= LISTED:
            where = rejected.source if rejected.row is None else f"{rejected.source}, row {rejected.row}"
            self._messages.line(f"rejected: {where}: {rejected.reason}")
        elif self.rejected == LISTED + 1:
            self._messages.line("rejected: more; tawthiq list --quarantine shows all of them")
        self._line("rejected", shown)

    def _line(self, outcome: str, found: msgspec.Struct) -> None:
        if self._out is not None:
            self._out.write(msgspec.json.encode({"outcome": outcome} | msgspec.structs.asdict(found)) + b"\n")
            self._out.flush()
