"""``tawthiq show``: a report's text with its evidence coloured, and its events below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tawthiq.cli.opening import metadata, one_report, pipeline
from tawthiq.cli.registers import RegisterOption, opened
from tawthiq.cli.terminal import one_line, visible, writing

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from tawthiq.model.extraction import Extraction
    from tawthiq.model.report import Report, ReportHeader


def run(
    report: Annotated[
        str,
        typer.Argument(
            metavar="REPORT", help="A file, or - (stdin); of a register: a report, REPORT#EVENT, an incident."
        ),
    ],
    register: RegisterOption = None,
    wanted: Annotated[
        str | None, typer.Option("--id", help="Which report of several in a file: its id, or how it begins.")
    ] = None,
    published: Annotated[str | None, typer.Option(help="Publication date if the file gives none: 2017-09-21.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: what extract writes, with the text.")] = False,
) -> None:
    """Print a report with its evidence coloured by field, and a table of its events.

    From a register also what persons decided, with the machine's values beside theirs. Where TAWTHIQ_REGISTER names it,
    not --register, a name that it does not know is taken for a file.

    The text is printed in logical order: a terminal that knows Arabic puts it right to left.
    """
    import msgspec

    from tawthiq.cli import reviewed
    from tawthiq.register.incidents import is_id

    if is_id(report):
        _incident(report, register, as_json=as_json)
        return
    kept = reviewed.look_up(report, register)
    if kept is not None:
        with writing():
            if as_json:
                typer.echo(msgspec.json.encode(kept.as_json()))
            else:
                show_report(kept.report.report, kept.extraction())
                kept.tell()
        return
    found = one_report(report, wanted, metadata(published, None, None))
    extraction = pipeline().extract(found)
    with writing():
        if as_json:
            typer.echo(msgspec.json.encode(msgspec.to_builtins(extraction) | {"text": found.text}))
        else:
            show_report(found, extraction)


def _incident(name: str, register: str | None, *, as_json: bool) -> None:
    """Print an incident of the register."""
    import msgspec

    from tawthiq.cli import incidents
    from tawthiq.register.incidents import incident
    from tawthiq.register.link_decisions import history

    with opened(register) as kept, kept.reading() as connection:
        found, decided = incident(connection, name), history(connection, name)
    with writing():
        if as_json:
            typer.echo(msgspec.json.encode(incidents.as_json(found, decided)).decode())
        else:
            incidents.show(found, decided)


def show_report(report: Report, extraction: Extraction) -> None:
    """Print a report and its events for a person."""
    from rich.console import Console

    from tawthiq.cli.fields import EXERCISE

    console = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
    console.print(title(report.header), style="bold")
    if report.header.exercise:
        console.print(EXERCISE, style="bold red")
    console.print()
    console.print(coloured(report.text, extraction))
    console.print()
    if isinstance(extraction.unread, str):
        console.print(f"not read: {extraction.unread}", style="bold")
        return
    console.print(_legend(extraction))
    _table(console, extraction)


def title(header: ReportHeader) -> str:
    """One line that says which report this is."""
    parts = (
        header.id,
        header.language,
        header.published and f"published {header.published}",
        header.publisher,
        header.url,
    )
    return " · ".join(one_line(part) for part in parts if part)


def coloured(text: str, extraction: Extraction) -> Text:
    """The text, each piece of evidence in the colour of its field; of two that overlap, the shorter one's."""
    from rich.text import Text

    from tawthiq.cli.fields import FIELDS, rows

    pieces = [(piece, row.key) for event in extraction.events for row in rows(event) for piece in row.evidence]
    styles: list[str] = [""] * len(text)
    for piece, key in sorted(pieces, key=lambda found: found[0].start - found[0].end):
        styles[piece.start : piece.end] = [FIELDS[key].style] * (piece.end - piece.start)
    shown, begun = Text(), 0
    for at in range(1, len(text) + 1):
        if at == len(text) or styles[at] != styles[begun]:
            shown.append(visible(text[begun:at]), styles[begun] or None)
            begun = at
    return shown


def _legend(extraction: Extraction) -> Text:
    """The colours that occur, in English and Arabic."""
    from rich.text import Text

    from tawthiq.cli.fields import FIELDS, rows

    used = {row.key for event in extraction.events for row in rows(event)}
    legend = Text()
    for key, field in FIELDS.items():
        if key in used:
            legend.append(f"{field.en} {field.ar}", field.style)
            legend.append("   ")
    return legend


def _table(console: Console, extraction: Extraction) -> None:
    """A table of the events; the words stand last, where a change of direction disturbs least."""
    from rich.table import Table
    from rich.text import Text

    from tawthiq.cli.fields import FIELDS, rows, words

    if not extraction.events:
        console.print("no events")
        return
    table = Table("event", "field", "value", "words")
    for event in extraction.events:
        for number, row in enumerate(rows(event)):
            field = FIELDS[row.key]
            cells = (event.id if number == 0 else "", field.en, one_line(row.value), words(row.evidence))
            styles = ("bold", field.style, "", "")
            table.add_row(*(Text(cell, style) for cell, style in zip(cells, styles, strict=True)))
        table.add_section()
    console.print(table, soft_wrap=False)
