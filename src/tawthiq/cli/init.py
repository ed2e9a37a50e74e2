"""``tawthiq init``: make a register, or bring an older one to the present version."""

from __future__ import annotations

import secrets

import typer

from tawthiq.cli.registers import JsonOption, RegisterOption, now, where
from tawthiq.cli.terminal import visible, writing


def run(register: RegisterOption = None, as_json: JsonOption = False) -> None:
    """Make a register: a file, or tables in a PostgreSQL database.

    One that is there stays as it is; one that an older version made is brought up to date: copy it first.
    """
    import json

    from tawthiq.register.creation import create

    name = where(register)
    made, done = create(name, now, secrets.token_bytes)
    shown = made.name
    made.close()
    words = {"made": "made", "there": "is there already, up to date", "upgraded": "brought up to date"}
    with writing():
        told = json.dumps({"register": shown, "done": done}, ensure_ascii=False)
        typer.echo(told if as_json else visible(f"{shown}: {words[done]}"))
