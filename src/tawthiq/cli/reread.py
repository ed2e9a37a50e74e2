"""``tawthiq reread``: read what is in the register anew."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from tawthiq.cli.messages import Messages
from tawthiq.cli.opening import pipeline, settings
from tawthiq.cli.registers import RegisterOption, opened
from tawthiq.cli.terminal import writing

if TYPE_CHECKING:
    from tawthiq.readers import Entry
    from tawthiq.register import Register

WORTH_MORE = 500_000
"""Code points from which several processes are worth their start."""


def run(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="REPORT...", help="Only these reports; none: all that were read otherwise."),
    ] = None,
    register: RegisterOption = None,
    everything: Annotated[bool, typer.Option("--all", help="All reports, also those read just so.")] = False,
    jobs: Annotated[
        int, typer.Option(min=0, help="Processes that read; 0: one, and for much to read one for each core.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object for each report that was read.")] = False,
) -> None:
    """Read reports of the register anew: after a new version, an imported list of places, or a settled name.

    Without names, those are read that another version read, or this one with other places. What persons decided holds;
    the machine's new values stand beside it, and the old reading is kept.
    """
    from tawthiq.cli.intake import Intake
    from tawthiq.ingest import Ingest
    from tawthiq.register import batches, stock

    with opened(register) as kept, writing():
        numbers, total = _numbers(kept, names or [], everything=everything)
        if not numbers:
            typer.echo("nothing to read: every report was read by this version, with these places")
            return
        if jobs == 0:
            jobs = (os.cpu_count() or 1) if total > WORTH_MORE else 1
        messages = Messages(sys.stderr, total)
        intake = Intake(messages, sys.stdout.buffer if as_json else None, None)
        batch = batches.begin(kept, ["reread", *(names or ())])
        ingest = Ingest(kept, settings(), pipeline, jobs=jobs, again=bool(names or everything))
        intake.take(_told(stock.entries(kept, numbers), messages), ingest, batch)
        if not intake.stopped:
            batches.end(kept, batch)
        if not as_json:
            typer.echo(intake.summary())
    raise typer.Exit(intake.exit_code)


def _numbers(register: Register, names: list[str], *, everything: bool) -> tuple[list[int], int]:
    """The reports to read, and how many code points they have."""
    from tawthiq.ingest import method
    from tawthiq.register import stock
    from tawthiq.register.settled import learned

    with register.reading() as connection:
        if names:
            found = stock.numbers_of(connection, names)
        elif everything:
            found = stock.everything(connection)
        else:
            found = stock.read_otherwise(connection, method(settings(), learned(connection)))
        return found, stock.characters(connection, found)


def _told(found: Iterable[Entry], messages: Messages) -> Iterator[Entry]:
    """The reports, with the progress told as they are taken."""
    for entry in found:
        yield entry
        messages.advance(len(entry.text))
