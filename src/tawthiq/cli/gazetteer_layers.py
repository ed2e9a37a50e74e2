"""``tawthiq gazetteer import | list | remove``: lists of places that a user brings, each a layer of its own."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tawthiq.cli.messages import Building, Messages
from tawthiq.cli.opening import settings
from tawthiq.cli.terminal import one_line, writing
from tawthiq.errors import UsageError

if TYPE_CHECKING:
    from tawthiq.places.importing.records import Format
    from tawthiq.places.layers import Layer

FORMATS = ("geonames", "ocha", "gns", "osm", "own")


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file to ``tawthiq gazetteer``."""
    app.command("import")(import_)
    app.command("list")(list_)
    app.command("remove")(remove)


def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A list of places: GeoNames or NGA .txt, OCHA .csv, .xlsx or .geojson, OpenStreetMap .geojson, your "
            "own .tsv, or a .zip with one of these in it.",
        ),
    ],
    layer: Annotated[
        str, typer.Option("--as-layer", help="Name of the layer; without it, one is made from the file's name.")
    ] = "",
    layout: Annotated[
        str, typer.Option("--format", help=f"{', '.join(FORMATS)}; without it, the file's first lines tell.")
    ] = "",
    licence: Annotated[
        str, typer.Option(help="Licence of the list, where it is not the usual one of its layout.")
    ] = "",
    publisher: Annotated[str, typer.Option(help="Who publishes the list, where it is not the usual one.")] = "",
    date: Annotated[str, typer.Option(help="Date of the list (2026-11-24).")] = "",
    country: Annotated[str, typer.Option(help="Country of all places, two letters, where the file does not say.")] = "",
    names: Annotated[
        Path | None, typer.Option("--names", help="GeoNames' alternateNamesV2.txt, for more names and better labels.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of a layer of the same name.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was imported as one JSON object.")] = False,
) -> None:
    """Import a list of places as a layer of its own. It serves extract at once; other layers stay as they are."""
    from tawthiq.places.gazetteer import embedded
    from tawthiq.places.importing.run import Order, import_file

    here = settings()
    order = Order(file, layer, _format(layout), licence, publisher, _date(date), _country(country), names, replace)
    building = Building(sys.stderr)
    base = embedded(here.cache_dir, building)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    outcome = import_file(order, here.gazetteer_dir, base, now, building)
    found = outcome.layer
    if not outcome.made:
        Messages(sys.stderr, None).line(f"{file.name} is the layer {found.name} already; nothing was done")
    if found.rejected or found.doubtful:
        told = f"{found.rejected} rows refused, {found.doubtful} taken with a doubt: {found.report} says which and why"
        Messages(sys.stderr, None).line(told)
    with writing():
        typer.echo(_json(found) if as_json else one_line(_told(found)))


def list_(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines, one object a layer.")] = False,
) -> None:
    """List the imported layers, in the order of their import."""
    from tawthiq.places.layers import layers

    folder = settings().gazetteer_dir
    found = layers(folder)
    with writing():
        for layer in found:
            typer.echo(_json(layer) if as_json else one_line(_told(layer)))
    if not found:
        Messages(sys.stderr, None).line(f"no layers in {folder}; add one with: tawthiq gazetteer import FILE")


def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A layer, as list calls it.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print what was removed as one JSON object.")] = False,
) -> None:
    """Take an imported layer out for good. The file that it was made from is not touched."""
    from tawthiq.places.layers import remove as take_out

    gone = take_out(settings().gazetteer_dir, name)
    with writing():
        typer.echo(_json(gone) if as_json else f"removed {gone.name} ({gone.places:,} places)")


def _format(name: str) -> Format | None:
    if not name:
        return None
    if name not in FORMATS:
        raise UsageError(f"--format «{name}» is none of {', '.join(FORMATS)}")
    return name  # type: ignore[return-value]  # checked against the list just above


def _date(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat() if text else ""
    except ValueError as fault:
        raise UsageError(f"--date «{text}» is not a date such as 2026-11-24") from fault


def _country(code: str) -> str:
    from tawthiq.refdata.places.rows import countries

    if code and code.upper() not in {country.iso for country in countries()}:
        raise UsageError(f"--country «{code}» is no code of two letters such as SY")
    return code.upper()


def _json(layer: Layer) -> str:
    import msgspec

    fields: dict[str, Any] = {
        key: value for key, value in msgspec.structs.asdict(layer).items() if key not in ("path", "order")
    }
    return msgspec.json.encode(fields | {"path": str(layer.path), "report": str(layer.report)}).decode()


def _told(layer: Layer) -> str:
    """A layer on one line."""
    if layer.damaged is not None:
        return f"{layer.name}: cannot be used: {layer.damaged}"
    origin = ", ".join(part for part in (layer.publisher, layer.licence, layer.date) if part) or "no publisher given"
    return (
        f"{layer.name}: {layer.places:,} places and {layer.areas:,} areas that they name, from {layer.file} "
        f"({layer.format}; {origin}), imported {layer.imported}"
    )
