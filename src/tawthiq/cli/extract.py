"""``tawthiq extract``: reports in, JSON Lines out."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from tawthiq.cli.messages import Messages
from tawthiq.cli.opening import metadata, pipeline
from tawthiq.cli.terminal import writing
from tawthiq.errors import UsageError

KINDS = ".txt .md .jsonl .ndjson .json .csv .tsv"


def run(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help=f"Files ({KINDS}), folders of these, or - (stdin).")
    ],
    published: Annotated[
        str | None, typer.Option(help="Publication date of reports that give none: 2017-09-21.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher of reports that give none.")] = None,
    url: Annotated[str | None, typer.Option(help="Address of reports that give none.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here, not to standard output.")] = None,
    quarantine: Annotated[
        Path | None, typer.Option(help="Write what could not be read here: {source, row, reason} a line.")
    ] = None,
) -> None:
    """Read reports and write what they say: one JSON object a report, one a line.

    What cannot be read is listed on standard error and the rest goes on. Exit code 0: all was read; 1: something was
    rejected; 2: nothing could be read.
    """
    from tawthiq.cli.batch import Batch
    from tawthiq.readers import entries, total_bytes

    defaults = metadata(published, publisher, url)
    for made in (output, quarantine):
        apart_from(inputs, made)
    messages = Messages(sys.stderr, total_bytes(inputs))
    opened = pipeline()
    with writing(str(output or "standard output")), contextlib.ExitStack() as files:
        out: BinaryIO = files.enter_context(output.open("wb")) if output else sys.stdout.buffer
        aside = files.enter_context(quarantine.open("wb")) if quarantine else None
        batch = Batch(opened, out, aside, messages)
        items = entries(inputs, defaults=defaults, stdin=sys.stdin.buffer, note=batch.note, advance=messages.advance)
        batch.run(items)
    raise typer.Exit(batch.exit_code)


def apart_from(inputs: list[str], made: Path | None) -> None:
    """Raise ``UsageError`` where a file to be written is, or lies in, an input: it would be lost, or read itself."""
    if made is None:
        return
    for name in inputs:
        source = Path(name).resolve()
        if name != "-" and (made.resolve() == source or source in made.resolve().parents):
            raise UsageError(f"{made} is, or lies in, the input {name}: write to another place")
