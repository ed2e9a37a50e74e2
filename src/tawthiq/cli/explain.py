"""``tawthiq explain``: how each value of a report was found, and what was left out."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from tawthiq.cli.opening import metadata, one_report, pipeline
from tawthiq.cli.show import title
from tawthiq.cli.terminal import one_line, visible, writing

if TYPE_CHECKING:
    from tawthiq.model.trace import Trace


def run(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A file, or - (stdin).")],
    wanted: Annotated[
        str | None, typer.Option("--id", help="Which report of several: its id, or how it begins.")
    ] = None,
    published: Annotated[str | None, typer.Option(help="Publication date if the file gives none: 2017-09-21.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: the extraction and its steps.")] = False,
) -> None:
    """Tell in words, step by step, how a report was read: what was found, inherited, dropped, and why."""
    import msgspec

    found = one_report(report, wanted, metadata(published, None, None))
    trace = pipeline().explain(found)
    with writing():
        if as_json:
            typer.echo(msgspec.json.encode(trace))
        else:
            _tell(trace)


def _tell(trace: Trace) -> None:
    from tawthiq.cli.fields import EXERCISE

    header = trace.extraction.report
    typer.secho(title(header), bold=True)
    if header.exercise:
        typer.secho(EXERCISE, bold=True, fg="red")
    if isinstance(trace.extraction.unread, str):
        typer.echo(f"not read: {trace.extraction.unread}")
    for stage, steps in groupby(trace.steps, key=lambda step: step.stage):
        typer.secho(f"\n{visible(stage)}", bold=True)
        for step in steps:
            typer.echo(f"  - {one_line(step.text)}")
            for piece in step.evidence:
                typer.echo(f"      [{piece.start}, {piece.end}) «{one_line(piece.quote)}»")
    _tell_events(trace)


def _tell_events(trace: Trace) -> None:
    """What came of it."""
    from tawthiq.cli.fields import FIELDS, rows, words

    typer.secho("\nwhat came of it", bold=True)
    if not trace.extraction.events:
        typer.echo("  no events")
    for event in trace.extraction.events:
        for number, row in enumerate(rows(event)):
            name = event.id if number == 0 else ""
            typer.echo(f"  {name:4} {FIELDS[row.key].en:14} {one_line(row.value)}  {words(row.evidence)}")
