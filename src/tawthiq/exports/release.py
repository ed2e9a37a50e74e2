"""Which export is asked for, at which level; levels that are not built refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import BinaryIO, Literal, get_args

from tawthiq.errors import UsageError
from tawthiq.exports import geojson, lines, tables
from tawthiq.exports.account import Account
from tawthiq.model.release import ReleaseLevel
from tawthiq.register import Register, audit
from tawthiq.register.records import KeptReport, all_reports

What = Literal["events", "reports"]
Format = Literal["jsonl", "csv", "geojson"]
WHATS: tuple[str, ...] = get_args(What)
FORMATS: tuple[str, ...] = get_args(Format)
LEVELS: tuple[str, ...] = get_args(ReleaseLevel)
BUILT = ("internal",)

Writer = Callable[[Iterator[KeptReport], BinaryIO, Account], None]

_WRITERS: dict[tuple[str, str], Writer] = {
    ("events", "jsonl"): lines.events,
    ("reports", "jsonl"): lines.reports,
    ("events", "csv"): tables.events,
    ("reports", "csv"): tables.reports,
    ("events", "geojson"): geojson.events,
}


def check(what: str, format_name: str, level: str) -> None:
    """Raise ``UsageError`` where this cannot be exported: it says what can."""
    for given, known, name in ((what, WHATS, "--what"), (format_name, FORMATS, "--format"), (level, LEVELS, "--level")):
        if given not in known:
            raise UsageError(f"{name} {given} is not known: choose from {', '.join(known)}")
    if level not in BUILT:
        raise UsageError(
            f"the level {level} is not built yet, and nothing is exported in its place. For your own use, and for "
            "nobody else, name the level internal: --level internal"
        )
    if (what, format_name) not in _WRITERS:
        raise UsageError(f"{what} have no place on a map: choose --format jsonl or csv")


def export(register: Register, out: BinaryIO, *, what: What, format_name: Format, level: ReleaseLevel) -> Account:
    """Write an export, all from one state of the register, and give its account.

    Raises ``UsageError`` where it cannot be made.
    """
    check(what, format_name, level)
    with register.reading() as connection:
        digest = audit.head(connection)[1].hex()
        account = Account(what, format_name, level, digest, register.at(), version("tawthiq"))
        _WRITERS[what, format_name](all_reports(connection), out, account)
    return account
