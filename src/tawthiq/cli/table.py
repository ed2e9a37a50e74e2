"""What ``extract`` wrote, as a table for a person: ``python -m tawthiq.cli.table FILE``."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tawthiq.cli.fields import EXERCISE, casualty, place
from tawthiq.cli.terminal import one_line, speak_utf8
from tawthiq.errors import InputError, TawthiqError
from tawthiq.model.event import Event
from tawthiq.model.extraction import Extraction, from_json

COLUMNS = ("report", "event", "date", "where", "by", "people harmed", "what was hit")


def main(arguments: list[str]) -> int:
    """Print the table of the file named; 2 where it cannot be read."""
    speak_utf8()
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m tawthiq.cli.table FILE\n")
        return 2
    try:
        found = extractions(Path(arguments[0]))
    except TawthiqError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    console = Console(markup=False, highlight=False, emoji=False)
    if any(extraction.report.exercise for extraction in found):
        console.print(EXERCISE, style="bold red")
    console.print(table(found))
    return 0


def extractions(path: Path) -> list[Extraction]:
    """The lines of a file that ``extract`` wrote. Raises ``InputError``; ``ModelError`` for a line of another kind."""
    try:
        return [from_json(line) for line in path.read_bytes().splitlines() if line.strip()]
    except OSError as fault:
        raise InputError(f"cannot be read: {fault.strerror}", source=str(path)) from fault


def table(found: list[Extraction]) -> Table:
    """A row an event; a report without events has one row that says so. A star marks exercises."""
    grid = Table(*COLUMNS, box=SIMPLE_HEAD)
    grid.columns[0].no_wrap = True
    for extraction in found:
        name = one_line(extraction.report.id)[:20] + ("*" if extraction.report.exercise else "")
        silent = extraction.unread if isinstance(extraction.unread, str) else "no events"
        lines = [_cells(event) for event in extraction.events] or [[silent, *[""] * (len(COLUMNS) - 2)]]
        for number, cells in enumerate(lines):
            grid.add_row(Text(name if number == 0 else ""), *map(Text, cells))
    return grid


def _cells(event: Event) -> list[str]:
    mark = "" if event.modality == "asserted" and event.level == "incident" else f" ({event.level}, {event.modality})"
    where = [one_line(place(spot)) for spot in event.locations if spot.role in ("impact", "area", "origin", "venue")]
    by = [f"{actor.code} ({actor.basis})" for actor in event.actors if actor.role in ("attacker", "party")]
    return [
        f"{event.type}{mark}",
        event.date.edtf or "",
        "\n".join(where),
        "\n".join(by),
        "\n".join(f"{'' if item.subset_of is None else 'of them '}{casualty(item)}" for item in event.casualties),
        "\n".join(" ".join(filter(None, (item.type, item.damage, item.function))) for item in event.facilities),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
