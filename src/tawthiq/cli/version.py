"""``tawthiq version``: what a result must be cited with."""

from __future__ import annotations

import hashlib
import json
import platform
from typing import Annotated

import typer

import tawthiq
from tawthiq.cli.terminal import writing


def run(as_json: Annotated[bool, typer.Option("--json", help="Print JSON, not lines.")] = False) -> None:
    """Print the versions of the program, its method of reading, its gazetteer and the schema that it writes."""
    from tawthiq.extraction.events.assemble import METHOD
    from tawthiq.model.extraction import SCHEMA
    from tawthiq.places.build import stamp

    sources = json.dumps(stamp(), sort_keys=True).encode()
    found = {
        "tawthiq": tawthiq.__version__,
        "method": METHOD,
        "gazetteer": hashlib.sha256(sources).hexdigest()[:16],
        "schema": SCHEMA,
        "python": platform.python_version(),
    }
    with writing():
        typer.echo(json.dumps(found) if as_json else "\n".join(f"{name:10} {value}" for name, value in found.items()))
