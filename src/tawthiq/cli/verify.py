"""``tawthiq verify``: was the register changed behind its own back?"""

from __future__ import annotations

import typer

from tawthiq.cli.registers import JsonOption, RegisterOption, opened
from tawthiq.cli.terminal import visible, writing


def run(register: RegisterOption = None, as_json: JsonOption = False) -> None:
    """Check the register against its log: every report, reading and decision, and the chain over them.

    Keep the printed state somewhere else: against it, a log whose end was cut off shows. Exit code 1: something is not
    as it was written.
    """
    import msgspec

    from tawthiq.register.verification import verify

    with opened(register) as kept:
        found = verify(kept)
    with writing():
        if as_json:
            typer.echo(msgspec.json.encode(found).decode())
        else:
            for problem in found.problems:
                place = f"entry {problem.seq}: " if problem.seq else ""
                typer.echo(visible(f"{place}{problem.reason}"))
            verdict = f"{len(found.problems)} problems" if found.problems else "as it was written"
            typer.echo(f"{found.entries} entries ({found.erased} erased): {verdict}\nstate {found.head}")
    raise typer.Exit(1 if found.problems else 0)
