"""``tawthiq stats``: what is in the register, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from tawthiq.cli.registers import JsonOption, RegisterOption, opened
from tawthiq.cli.terminal import one_line, writing

if TYPE_CHECKING:
    from tawthiq.register.statistics import Statistics


def run(register: RegisterOption = None, as_json: JsonOption = False) -> None:
    """Count reports, events and decisions. People are not added up: several reports may tell one incident."""
    import msgspec

    from tawthiq.register.statistics import statistics

    with opened(register) as kept, kept.reading() as connection:
        found = statistics(connection)
    with writing():
        typer.echo(msgspec.json.encode(found).decode() if as_json else "\n".join(_lines(found)))


def _lines(found: Statistics) -> list[str]:
    days = f"{found.first_day} to {found.last_day}" if found.first_day else "none"
    rows: list[tuple[str, object]] = [
        ("reports", found.reports),
        ("  of them exercises", found.exercises),
        ("  not read yet", found.unread),
        ("  languages", _several(found.languages)),
        ("  publishers", _several(found.publishers)),
        ("events", found.events),
        ("  types", _several(found.types)),
        ("  levels", _several(found.levels)),
        ("  review", _several(found.states)),
        ("  days", days),
        ("  without a date", found.undated),
        ("  without a point", found.unlocated),
        ("  no longer found", found.gone),
        ("decisions", _several(found.decisions) or 0),
        ("  by", _several(found.deciders)),
        ("rejected inputs", found.quarantined),
        ("runs broken off", found.broken_off),
        ("log entries", found.log),
        ("state", found.head),
    ]
    return [f"{name:22} {value}" for name, value in rows if value != ""]


def _several(counts: dict[str, int]) -> str:
    return ", ".join(f"{one_line(name)} {count}" for name, count in counts.items())
