"""``tawthiq export``: what is in the register, as a file for other programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from tawthiq.cli.registers import RegisterOption, opened, where
from tawthiq.cli.terminal import writing
from tawthiq.errors import UsageError

ACCOUNT = ".about.json"
"""What the side file of an export is called, after the name of the export."""


def run(
    register: RegisterOption = None,
    what: Annotated[
        str | None, typer.Option(help="incidents, events or reports; incidents once there are some.")
    ] = None,
    format_name: Annotated[str, typer.Option("--format", help="jsonl, csv or geojson.")] = "jsonl",
    level: Annotated[
        str, typer.Option(help="For whom: internal, partner, public or aggregate. Only internal is built yet.")
    ] = "public",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here, not to standard output.")] = None,
) -> None:
    """Write incidents, events or reports to a file.

    Beside it, FILE.about.json says the level, the code book's version, the digest of the register's state, and what the
    format could not hold; without -o that account goes to standard error.
    """
    from tawthiq.exports import release

    release.check(what or "events", format_name, level)
    with opened(register) as kept:
        what = what or release.usual(kept)
        named: Any = (what, format_name, level)
        if output is None:
            with writing():
                account = release.export(kept, sys.stdout.buffer, what=named[0], format_name=named[1], level=named[2])
            sys.stderr.write(json.dumps(account.told(), ensure_ascii=False) + "\n")
            return
        _apart_from_register(output, where(register))
        draft = output.with_name(f"{output.name}.part")
        try:
            with writing(str(output)), draft.open("wb") as out:
                account = release.export(kept, out, what=named[0], format_name=named[1], level=named[2])
            with writing(str(output)):
                side = output.with_name(output.name + ACCOUNT)
                side.write_text(json.dumps(account.told(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
                draft.replace(output)
        finally:
            draft.unlink(missing_ok=True)
    marks = f", of them {account.exercises} of exercises" if account.exercises else ""
    sys.stderr.write(f"{account.rows} {what}{marks}, level {level}\n")


def _apart_from_register(output: Path, register: str) -> None:
    """Raise ``UsageError`` where the export would overwrite the register."""
    if "://" not in register and output.resolve() == Path(register).expanduser().resolve():
        raise UsageError(f"{output} is the register itself: write to another place")
