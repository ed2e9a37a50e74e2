"""``tawthiq gazetteer settle | settled``: what a name means, as a person decided it, in one register."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from tawthiq.cli.messages import Messages
from tawthiq.cli.opening import places
from tawthiq.cli.registers import AsOption, JsonOption, ReasonOption, RegisterOption, opened
from tawthiq.cli.terminal import one_line, writing
from tawthiq.errors import UsageError

if TYPE_CHECKING:
    from tawthiq.places.gazetteer import Gazetteer
    from tawthiq.register.settled import Meaning, Settled

NOTHING = "-"
_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,،]\s*(-?\d+(?:\.\d+)?)\s*")


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file to ``tawthiq gazetteer``."""
    app.command("settle")(settle)
    app.command("settled")(settled)


def settle(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The place as reports write it.")],
    place: Annotated[
        str,
        typer.Argument(
            metavar="PLACE",
            help="What it is: an id that gazetteer resolve --json gives (gn:169389), a point LAT,LON, or - to take "
            "your answer back.",
        ),
    ],
    by: AsOption,
    reason: ReasonOption,
    within: Annotated[
        str | None, typer.Option("--in", help="First-level area that the answer holds for, such as Idlib or SY-ID.")
    ] = None,
    radius: Annotated[float | None, typer.Option(help="Of a point: how far off it may be, in kilometres.")] = None,
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what a name means. Later readings use the answer, before anything that the gazetteer thinks.

    It is kept in the register, with who and why. Reports that are there already get it with tawthiq reread.
    """
    import msgspec

    from tawthiq.register import settled as answers
    from tawthiq.register.decisions import Deciding

    gazetteer = places()
    area = None if within is None else _area(gazetteer, within)
    who = Deciding(by, reason)
    with opened(register) as kept:
        if place == NOTHING:
            number = answers.withdraw(kept, name, area, who)
        else:
            number = answers.settle(kept, name, area, _meaning(gazetteer, place, area, radius), who)
        with kept.reading() as connection:
            made = next(one for one in answers.settled(connection) if one.number == number)
    with writing():
        typer.echo(msgspec.json.encode(made).decode() if as_json else _line(made))
    if not as_json:
        Messages(sys.stderr, None).line("reports that are there already: tawthiq reread")


def settled(
    register: RegisterOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Also answers that were replaced or taken back.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines, one object an answer.")] = False,
) -> None:
    """List the names that persons settled, each with who, when and why."""
    import msgspec

    from tawthiq.register.settled import settled as answers

    with opened(register) as kept, kept.reading() as connection:
        found = [one for one in answers(connection) if one.standing or everything]
    with writing():
        for one in found:
            typer.echo(msgspec.json.encode(one).decode() if as_json else _line(one))
    if not found:
        Messages(sys.stderr, None).line("nobody settled a name here: tawthiq gazetteer unresolved shows where it helps")


def _meaning(gazetteer: Gazetteer, place: str, area: str | None, radius: float | None) -> Meaning:
    """What a person wrote as PLACE. Raises ``UsageError`` where it is neither a point nor a place that is known."""
    from tawthiq.register.settled import Meaning

    point = _POINT.fullmatch(place)
    if point is not None:
        country = area.partition("-")[0] if area else None
        return Meaning(country=country, lat=float(point[1]), lon=float(point[2]), radius_km=radius)
    if radius is not None:
        raise UsageError("--radius is for a point: a place of the gazetteer has its own")
    if gazetteer.atlas.whole(place) is None:
        raise UsageError(
            f"the gazetteer has no place «{place}»: give an id that tawthiq gazetteer resolve NAME --json shows, "
            "or a point LAT,LON"
        )
    return Meaning(place_id=place)


def _area(gazetteer: Gazetteer, written: str) -> str:
    """The ISO 3166-2 code of a first-level area. Raises ``UsageError`` where it is none."""
    if gazetteer.atlas.area(written.upper()) is not None:
        return written.upper()
    for name in (f"محافظة {written}", written):
        found = gazetteer.resolve_name(name)
        if found.place_id is not None and found.place_id.startswith("iso:") and "-" in found.place_id:
            return found.place_id.removeprefix("iso:")
    raise UsageError(f"«{written}» is no first-level area that the gazetteer has: write such as Idlib, إدلب or SY-ID")


def _line(one: Settled) -> str:
    """An answer for a person."""
    area = f" in {one.admin1}" if one.admin1 else ""
    if one.withdrawn:
        meaning = "taken back"
    elif one.place_id is not None:
        meaning = one.place_id
    else:
        meaning = f"{one.lat:g}, {one.lon:g}" + (f" ± {one.radius_km:g} km" if one.radius_km is not None else "")
    state = "" if one.standing or one.withdrawn else " (no longer)"
    return one_line(f"{one.number}. {one.at} {one.by}: {one.name}{area} → {meaning} — {one.reason}{state}")
