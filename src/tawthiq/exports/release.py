"""Which export is asked for, at which level; levels that are not built refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import BinaryIO, Literal, get_args

from tawthiq.errors import UsageError
from tawthiq.exports import geojson, incidents, lines, tables
from tawthiq.exports.account import Account
from tawthiq.model.incident import Incident
from tawthiq.model.release import ReleaseLevel
from tawthiq.register import Register, audit
from tawthiq.register.incidents import all_incidents, count
from tawthiq.register.records import KeptReport, all_reports

What = Literal["incidents", "events", "reports"]
Format = Literal["jsonl", "csv", "geojson"]
WHATS: tuple[str, ...] = get_args(What)
FORMATS: tuple[str, ...] = get_args(Format)
LEVELS: tuple[str, ...] = get_args(ReleaseLevel)
BUILT = ("internal",)

_REPORTS: dict[tuple[str, str], Callable[[Iterator[KeptReport], BinaryIO, Account], None]] = {
    ("events", "jsonl"): lines.events,
    ("reports", "jsonl"): lines.reports,
    ("events", "csv"): tables.events,
    ("reports", "csv"): tables.reports,
    ("events", "geojson"): geojson.events,
}
_INCIDENTS: dict[tuple[str, str], Callable[[Iterator[Incident], BinaryIO, Account], None]] = {
    ("incidents", "jsonl"): incidents.lines,
    ("incidents", "csv"): incidents.table,
    ("incidents", "geojson"): incidents.geojson,
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
    if (what, format_name) not in _REPORTS | _INCIDENTS:
        raise UsageError(f"{what} have no place on a map: choose --format jsonl or csv")


def usual(register: Register) -> What:
    """What is exported where nobody says what: incidents once there are some."""
    with register.reading() as connection:
        return "incidents" if count(connection) else "events"


def export(register: Register, out: BinaryIO, *, what: What, format_name: Format, level: ReleaseLevel) -> Account:
    """Write an export, all from one state of the register, and give its account.

    Raises ``UsageError`` where it cannot be made.
    """
    check(what, format_name, level)
    with register.reading() as connection:
        digest = audit.head(connection)[1].hex()
        account = Account(what, format_name, level, digest, register.at(), version("tawthiq"))
        if what == "incidents":
            if not count(connection):
                raise UsageError("there are no incidents yet: run tawthiq link, or export --what events")
            _INCIDENTS[what, format_name](all_incidents(connection), out, account)
        else:
            _REPORTS[what, format_name](all_reports(connection), out, account)
    return account
