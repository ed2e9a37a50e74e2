"""``tawthiq list``: events of the register, by what they say."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from tawthiq.cli.opening import places
from tawthiq.cli.registers import JsonOption, RegisterOption, opened
from tawthiq.cli.terminal import one_line, writing
from tawthiq.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tawthiq.register.batches import Quarantined
    from tawthiq.register.listing import Circle, Filter, Listed

RADIUS = 10.0
_WIDE = 160
"""Characters a line where the output is no terminal."""

_COLUMNS = {"event": 10, "review": 8, "date": 10, "type": 9, "where": 8, "by": 5, "killed": 6, "injured": 7}
"""Header -> characters that the column keeps in a terminal of 80."""


def run(
    register: RegisterOption = None,
    place: Annotated[str | None, typer.Option(help="Part of a place's name, in Arabic or English.")] = None,
    near: Annotated[
        str | None, typer.Option(help="A place by name, or a point as LAT,LON: events around it, see --radius.")
    ] = None,
    radius: Annotated[float, typer.Option(min=0, max=20000, help="Kilometres around --near.")] = RADIUS,
    area: Annotated[
        str | None, typer.Option(help="A country (SY) or an area of first or second level (Idlib, إدلب).")
    ] = None,
    first: Annotated[str | None, typer.Option("--from", help="From this day on: 2017-09-21.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Up to this day.")] = None,
    types: Annotated[list[str] | None, typer.Option("--type", help="Event type; may be given several times.")] = None,
    actor: Annotated[str | None, typer.Option(help="Code of an actor, with those below it: RUS, OPP.SNA.")] = None,
    weapon: Annotated[str | None, typer.Option(help="Code of a munition or a platform: barrel_bomb, drone.")] = None,
    facility: Annotated[str | None, typer.Option(help="Code of a facility: hospital.")] = None,
    killed: Annotated[int | None, typer.Option("--killed-min", min=0, help="At least so many killed.")] = None,
    states: Annotated[
        list[str] | None, typer.Option("--state", help="machine, edited, accepted or rejected; several times.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="Leave out so many before them.")] = 0,
    incidents: Annotated[
        bool, typer.Option("--incidents", help="List incidents, one of whose events is as asked for.")
    ] = False,
    quarantine: Annotated[bool, typer.Option("--quarantine", help="List what could not be taken in.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List events or incidents, latest first. Filters narrow each other down; docs/reference/codes.md has the codes."""
    from tawthiq.register.listing import Filter, listed

    with opened(register) as kept:
        if quarantine:
            _quarantine(kept, limit, as_json=as_json)
            return
        wanted = Filter(
            place=place,
            area=_area(area),
            around=_around(near, radius),
            first_day=_day(first, "--from"),
            last_day=_day(last, "--to"),
            types=_known("--type", types, "event_types"),
            actor=_code("--actor", actor, ("actors",)),
            weapon=_code("--weapon", weapon, ("munitions", "platforms")),
            facility=_code("--facility", facility, ("facilities",)),
            killed=killed,
            states=_states(states),
        )
        if incidents:
            _incidents(kept, wanted, limit, offset, as_json=as_json)
            return
        with kept.reading() as connection:
            found = listed(connection, wanted, limit=limit + 1, offset=offset)
    more, found = len(found) > limit, found[:limit]
    with writing():
        if as_json:
            print_json(found)
        else:
            print_table(found, more=more, next_offset=offset + limit)


def print_json(found: Sequence[Any]) -> None:
    import msgspec

    typer.echo(msgspec.json.encode(list(found)).decode())


def print_table(found: Sequence[Listed], *, more: bool, next_offset: int) -> None:
    """A table; a star marks exercises."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tawthiq.cli.fields import EXERCISE

    console = Console(markup=False, highlight=False, emoji=False, width=None if sys.stdout.isatty() else _WIDE)
    if not found:
        console.print("no events")
        return
    if any(item.exercise for item in found):
        console.print(EXERCISE, style="bold red")
    grid = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for header, least in _COLUMNS.items():
        grid.add_column(header, min_width=least, overflow="fold")
    for item in found:
        mark = "" if item.modality == "asserted" and item.level == "incident" else f" ({item.level}, {item.modality})"
        cells = (
            one_line(item.id) + ("*" if item.exercise else ""),
            item.state,
            item.date or "",
            f"{item.type}{mark}",
            one_line("; ".join(item.places)),
            " ".join(item.attackers),
            _least(item.killed),
            _least(item.injured),
        )
        grid.add_row(*map(Text, cells))
    console.print(grid)
    if more:
        console.print(f"there are more: --offset {next_offset}")


def _incidents(kept: Any, wanted: Filter, limit: int, offset: int, *, as_json: bool) -> None:
    from tawthiq.cli import incidents as printing
    from tawthiq.register.incidents import listed as listed_incidents

    with kept.reading() as connection:
        found = listed_incidents(connection, wanted, limit=limit + 1, offset=offset)
    more, found = len(found) > limit, found[:limit]
    with writing():
        if as_json:
            print_json(found)
        else:
            printing.print_table(found, more=more, next_offset=offset + limit)


def _least(number: int | None) -> str:
    """The fewest people, or nothing where the report does not say."""
    return "" if number is None else "0" if number == 0 else f"≥ {number}"


def _quarantine(kept: Any, limit: int, *, as_json: bool) -> None:
    from tawthiq.register.batches import quarantined

    with kept.reading() as connection:
        found = quarantined(connection, limit)
    with writing():
        if as_json:
            print_json(found)
        else:
            typer.echo("\n".join(_entries(found)) or "nothing was rejected")


def _entries(found: Iterable[Quarantined]) -> Iterable[str]:
    for item in found:
        place = item.source if item.row is None else f"{item.source}, row {item.row}"
        yield one_line(f"{item.at} {place}: {item.reason}")


def _around(near: str | None, radius: float) -> Circle | None:
    """The circle around a point, or around a place that the gazetteer knows."""
    from tawthiq.register.listing import Circle

    if near is None:
        return None
    numbers = near.split(",")
    try:
        lat, lon = (float(number) for number in numbers)
    except ValueError:
        found = places().resolve_name(near)
        if found.lat is None or found.lon is None:
            points = [f"{other.label_en} {other.lat:g},{other.lon:g}" for other in found.alternatives if other.lat]
            known = f" (it may be {', '.join(points)})" if points else ""
            raise UsageError(
                f"the gazetteer knows no single place «{near}»{known}: give its point as LAT,LON"
            ) from None
        return Circle(found.lat, found.lon, radius)
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise UsageError(f"--near {near} is not on the globe: write latitude, then longitude, in degrees")
    return Circle(lat, lon, radius)


def _area(area: str | None) -> str | None:
    """An area as the register names it: the gazetteer turns إدلب into Idlib."""
    if area is None or area.isascii():
        return area
    found = places().resolve_name(area)
    known = {"admin1": found.admin1, "admin2": found.admin2, "country": found.country}
    return known.get(found.precision) or found.admin1 or area


def _day(day: str | None, name: str) -> str | None:
    from tawthiq.readers import iso_date

    try:
        return iso_date(day) if day else None
    except ValueError as fault:
        raise UsageError(f"{name} «{day}» is not a date such as 2017-09-21") from fault


def _known(name: str, given: list[str] | None, codes: str) -> tuple[str, ...]:
    return tuple(code for code in (_code(name, code, (codes,)) for code in given or ()) if code)


def _code(name: str, code: str | None, lists: tuple[str, ...]) -> str | None:
    """A code that is in one of the lists. Raises ``UsageError`` that names codes like it."""
    import difflib

    from tawthiq.refdata.codes import load_codes

    if code is None:
        return None
    known = [entry for each in lists for entry in load_codes(each)]
    if code in known:
        return code
    like = difflib.get_close_matches(code, known, n=3, cutoff=0.5) or known[:6]
    raise UsageError(f"{name} {code} is no code: is one of {', '.join(like)} meant? (docs/reference/codes.md)")


def _states(given: list[str] | None) -> Any:
    from tawthiq.model.decision import ReviewState

    known = get_args(ReviewState)
    for state in given or ():
        if state not in known:
            raise UsageError(f"--state {state} is not known: choose from {', '.join(known)}")
    return tuple(given or ())
