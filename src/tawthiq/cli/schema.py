"""``tawthiq schema``: the contract of a line that ``extract`` writes."""

from __future__ import annotations

import json

import typer

from tawthiq.cli.terminal import writing


def run() -> None:
    """Print the JSON Schema (2020-12) of a line that extract writes."""
    from tawthiq.model.extraction import json_schema

    with writing():
        typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
