"""``tawthiq demo``: a register of the sample reports."""

from __future__ import annotations

import secrets
import sys
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from tawthiq.cli import listing
from tawthiq.cli.messages import Messages
from tawthiq.cli.opening import pipeline, settings
from tawthiq.cli.registers import JsonOption, RegisterOption, now, where
from tawthiq.cli.terminal import visible, writing

LIMIT = 100


def run(
    register: RegisterOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Only make it; list nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Make a register of the thirty sample reports (exercises: invented, dated in 2031) and list its events."""
    from tawthiq.cli.intake import Intake
    from tawthiq.ingest import Ingest
    from tawthiq.readers import Metadata
    from tawthiq.register import batches
    from tawthiq.register.creation import create
    from tawthiq.register.listing import Filter, listed

    kept, _ = create(where(register), now, secrets.token_bytes)
    try:
        samples = sorted(str(path) for path in Path(str(resources.files("tawthiq") / "samples")).glob("[0-9]*.md"))
        intake = Intake(Messages(sys.stderr, None), None, None)
        batch = batches.begin(kept, samples)
        intake.run(samples, Metadata(), sys.stdin.buffer, Ingest(kept, settings(), pipeline), batch)
        batches.end(kept, batch)
        sys.stderr.write(visible(f"{kept.name}: {intake.summary()}\n"))
        with kept.reading() as connection:
            found = listed(connection, Filter(), limit=LIMIT)
    finally:
        kept.close()
    if not quiet:
        with writing():
            if as_json:
                listing.print_json(found)
            else:
                listing.print_table(found, more=False, next_offset=0)
