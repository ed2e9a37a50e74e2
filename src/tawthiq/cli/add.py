"""``tawthiq add``: reports into the register."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from tawthiq.cli.extract import KINDS, apart_from
from tawthiq.cli.messages import Messages
from tawthiq.cli.opening import metadata, pipeline, settings
from tawthiq.cli.registers import RegisterOption, opened
from tawthiq.cli.terminal import writing

WORTH_MORE = 2_000_000
"""Bytes of inputs from which several processes are worth their start."""


def run(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help=f"Files ({KINDS}), folders of these, or - (stdin).")
    ],
    register: RegisterOption = None,
    published: Annotated[
        str | None, typer.Option(help="Publication date of reports that give none: 2017-09-21.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher of reports that give none.")] = None,
    url: Annotated[str | None, typer.Option(help="Address of reports that give none.")] = None,
    jobs: Annotated[
        int, typer.Option(min=0, help="Processes that read; 0: one, and for much to read one for each core.")
    ] = 0,
    again: Annotated[bool, typer.Option("--again", help="Read anew also what this version has read.")] = False,
    quarantine: Annotated[
        Path | None, typer.Option(help="Write what could not be taken in here, too: {source, row, reason} a line.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a JSON object for each report, once it is kept for good.")
    ] = False,
) -> None:
    """Read reports and keep them in the register, with what they say.

    The same bytes are kept once, with all their ids. What cannot be taken in is listed on standard error, kept in the
    register (list --quarantine), and the rest goes on. A run that was broken off goes on with the same command. Exit
    code 0: all is in; 1: something was rejected; 2: nothing could be taken in.
    """
    from tawthiq.cli.intake import Intake
    from tawthiq.ingest import Ingest
    from tawthiq.readers import total_bytes
    from tawthiq.register import batches

    defaults = metadata(published, publisher, url)
    apart_from(inputs, quarantine)
    total = total_bytes(inputs)
    if jobs == 0:
        jobs = (os.cpu_count() or 1) if (total or 0) > WORTH_MORE else 1
    messages = Messages(sys.stderr, total)
    with opened(register) as kept, writing(str(quarantine or "standard output")), contextlib.ExitStack() as files:
        aside = files.enter_context(quarantine.open("wb")) if quarantine else None
        if jobs > 1:
            pipeline()  # builds the gazetteer once, with progress, before several processes ask for it
        ingest = Ingest(kept, settings(), pipeline, jobs=jobs, again=again)
        batch = batches.begin(kept, [_absolute(name) for name in inputs])
        intake = Intake(messages, sys.stdout.buffer if as_json else None, aside)
        intake.run(inputs, defaults, sys.stdin.buffer, ingest, batch)
        if not intake.stopped:
            batches.end(kept, batch)
        if not as_json:
            typer.echo(intake.summary())
    raise typer.Exit(intake.exit_code)


def _absolute(name: str) -> str:
    """An input as a later run would name it, from whatever folder."""
    return name if name == "-" else os.path.abspath(name)  # noqa: PTH100  # a name with half characters is no Path everywhere
