"""``tawthiq gazetteer audit | unresolved``: what in the lists, and which names in reports, a person should look at."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from tawthiq.cli.messages import Building, Messages
from tawthiq.cli.opening import settings
from tawthiq.cli.registers import RegisterOption, opened
from tawthiq.cli.terminal import visible, writing
from tawthiq.errors import InputError, UsageError

if TYPE_CHECKING:
    from tawthiq.places.audit import Finding

SHOWN = 5
"""Findings of a kind that are listed where not all are asked for; reports that are named for a name."""


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file to ``tawthiq gazetteer``."""
    app.command("audit")(audit)
    app.command("unresolved")(unresolved)


def audit(
    layer: Annotated[
        str | None, typer.Option(help="Look at one layer only; «embedded» is the gazetteer that comes with tawthiq.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="List every finding, not the first few of a kind.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON Lines, one object a finding; all of them.")
    ] = False,
) -> None:
    """Say which places lie within 3 km of a border or outside their area, or lack an area or an Arabic name."""
    import msgspec

    from tawthiq.places.audit import MATTERS
    from tawthiq.places.audit import audit as findings
    from tawthiq.places.gazetteer import Gazetteer
    from tawthiq.places.outlines import first_level

    here = settings()
    gazetteer = Gazetteer.open(here.cache_dir, Building(sys.stderr), here.gazetteer_dir)
    stores = [store for store in gazetteer.atlas.stores if layer in (None, store.layer or "embedded")]
    if not stores:
        known = ", ".join(store.layer or "embedded" for store in gazetteer.atlas.stores)
        raise UsageError(f"there is no layer «{layer}»; there are: {known}")
    with writing():
        for store in stores:
            counted: Counter[str] = Counter()
            for finding in findings(store, first_level()):
                counted[finding.matter] += 1
                if as_json:
                    typer.echo(msgspec.json.encode(finding).decode())
                elif everything or counted[finding.matter] <= SHOWN:
                    typer.echo(visible(_told(finding)))
            if not as_json:
                sums = ", ".join(f"{matter} {counted[matter]}" for matter in MATTERS)
                typer.echo(f"{store.layer or 'embedded'}: {store.count():,} places; {sums}")


def _told(finding: Finding) -> str:
    label = " · ".join(part for part in (finding.label_ar, finding.label_en) if part)
    return f"  {finding.matter}: {label} ({finding.place_id}): {finding.detail}"


def unresolved(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...", help="What extract wrote (.jsonl); - reads standard input; none: a register."
        ),
    ] = None,
    register: RegisterOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines, one object a name.")] = False,
) -> None:
    """Count the names of places that got no point, most frequent first: what to look up, to import a list for, or to
    settle (gazetteer settle)."""
    import msgspec

    counted: Counter[tuple[str, str, str, str]] = Counter()
    seen: dict[tuple[str, str, str, str], dict[str, None]] = {}
    for report, location in _in_register(register) if not inputs else _in_files(inputs):
        why = "several places fit" if location.get("alternatives") else "not in the gazetteer"
        key = (location["name"], location.get("admin1") or "", location.get("country") or "", why)
        counted[key] += 1
        seen.setdefault(key, {})[report] = None
    with writing():
        for key, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])):
            name, admin1, country, why = key
            reports = list(seen[key])
            if as_json:
                fields = {
                    "name": name,
                    "admin1": admin1 or None,
                    "country": country or None,
                    "why": why,
                    "count": count,
                }
                typer.echo(msgspec.json.encode(fields | {"reports": reports}).decode())
            else:
                area = ", ".join(part for part in (admin1, country) if part) or "no area"
                more = f" and {len(reports) - SHOWN} more" if len(reports) > SHOWN else ""
                typer.echo(visible(f"{count}  {name} ({area}; {why}) in {', '.join(reports[:SHOWN])}{more}"))
    if not counted:
        Messages(sys.stderr, None).line("every name got a point, or there are no events in what you gave")


def _in_files(inputs: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    return (found for source in inputs for found in _locations(source))


def _in_register(given: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Report id and location of every place without a point, of the events that hold in a register."""
    from tawthiq.register.stock import without_point

    with opened(given) as kept, kept.reading() as connection:
        yield from without_point(connection)


def _locations(source: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Report id and location of every place without a point, in a file of extractions. Raises ``InputError``."""
    try:
        if source == "-":
            yield from _in_lines(sys.stdin.buffer, source)
        else:
            with Path(source).open("rb") as handle:
                yield from _in_lines(handle, source)
    except OSError as fault:
        raise InputError(f"cannot be read: {fault.strerror}", source=source) from fault


def _in_lines(handle: BinaryIO, source: str) -> Iterator[tuple[str, dict[str, Any]]]:
    import msgspec

    for row, line in enumerate(handle, start=1):
        if not line.strip():
            continue
        try:
            found = msgspec.json.decode(line)
            report, events = found["report"]["id"], found["events"]
            missing = [place for event in events for place in event["locations"] if place["lat"] is None]
            names = [place for place in missing if isinstance(place["name"], str) and place["place_id"] is None]
        except (msgspec.DecodeError, KeyError, TypeError) as fault:
            reason = "is no extraction: give what tawthiq extract wrote"
            raise InputError(reason, source=source, row=row) from fault
        for place in names:
            yield str(report), place
