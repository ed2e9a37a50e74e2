"""One import from its file to a layer in its folder: whole or not at all, and no layer lost to another."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tawthiq.errors import GazetteerError, InputError, UsageError
from tawthiq.places import schema
from tawthiq.places.build import Progress
from tawthiq.places.files import begun, locked, sweep
from tawthiq.places.importing import geonames, gns, ocha, osm, own
from tawthiq.places.importing.common import ordinary
from tawthiq.places.importing.detect import detect
from tawthiq.places.importing.layer import Tally, Writer
from tawthiq.places.importing.lines import Advance, Source
from tawthiq.places.importing.locate import Locator
from tawthiq.places.importing.records import Format, Record, Refused
from tawthiq.places.layers import LOCK_NAME, PART, Layer, described, layers, name_for, path_of
from tawthiq.places.outlines import first_level
from tawthiq.places.store import Store

LICENCES: dict[Format, tuple[str, str]] = {
    "geonames": ("CC BY 4.0", "GeoNames"),
    "ocha": ("CC BY 3.0 IGO", "OCHA"),
    "gns": ("public domain", "NGA GEOnet Names Server"),
    "osm": ("ODbL 1.0", "OpenStreetMap contributors"),
    "own": ("", ""),
}
"""Licence and publisher that a layout's lists usually have."""


_COVERS = 50
"""A list covers a country that at least one in so many of its places lie in."""


class Order(msgspec.Struct, frozen=True):
    """What to import, and what the user says of it; "" where he says nothing.

    ``names``: an alternateNamesV2 file for GeoNames. ``replace``: a layer of the same name may be replaced.
    """

    file: Path
    layer: str = ""
    format: Format | None = None
    licence: str = ""
    publisher: str = ""
    date: str = ""
    country: str = ""
    names: Path | None = None
    replace: bool = False


class Outcome(msgspec.Struct, frozen=True):
    """The layer, and whether it was made now (False: this very file had been imported before)."""

    layer: Layer
    made: bool


def import_file(order: Order, folder: Path, base: Store, now: str, tell: Progress) -> Outcome:
    """Imports a file as a layer of ``folder``; ``base`` is the embedded gazetteer, ``now`` the time (ISO 8601).

    ``tell`` hears what is being done and the share done. Two imports at once wait for each other. Whatever fails, no
    earlier layer is touched. Raises ``InputError`` for the file, ``UsageError`` for the order, ``GazetteerError`` where
    the folder cannot be written.
    """
    source = Source(order.file)
    name = order.layer or name_for(order.file)
    path = path_of(folder, name)
    digest = _digest(order.file)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder / LOCK_NAME):
            sweep(folder, PART)
            if (known := _known(path, digest, order)) is not None:
                return Outcome(known, made=False)
            layout = order.format or detect(source)
            facts = _facts(order, name, layout, digest, now) | {"order": str(_next(folder, path))}
            with begun(folder, PART) as part:
                _write(part, order, source, name, layout, base, facts, tell)
                _move(part, path)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(
            f"the layer {name} cannot be written to {folder} ({error}); free space there, or set TAWTHIQ_DATA to "
            "another folder, and import again"
        ) from error
    tell(f"imported {name}", 1.0)
    return Outcome(described(path), made=True)


def _known(path: Path, digest: str, order: Order) -> Layer | None:
    """The layer where this very file is imported already. Raises ``UsageError`` where another one has its name."""
    if not path.is_file():
        return None
    layer = described(path)
    if layer.damaged is None and layer.sha256 == digest and not order.replace:
        return layer
    if not order.replace:
        raise UsageError(
            f"there is a layer «{layer.name}» of another file already ({layer.file or 'unknown'}): name this one with "
            "--as-layer, or put it in that one's place with --replace"
        )
    return None


def _facts(order: Order, name: str, layout: Format, digest: str, now: str) -> dict[str, str]:
    licence, publisher = LICENCES[layout]
    return {
        "layout": str(schema.LAYOUT),
        "name": name,
        "format": layout,
        "file": order.file.name,
        "licence": order.licence or licence,
        "publisher": order.publisher or publisher,
        "date": order.date,
        "sha256": digest,
        "imported": now,
    }


def _write(
    part: Path,
    order: Order,
    source: Source,
    name: str,
    layout: Format,
    base: Store,
    facts: dict[str, str],
    tell: Progress,
) -> None:
    """The whole layer into ``part``, and beside it the list of rows that were refused or doubted."""
    tell(f"importing {source.path.name} ({layout})", 0.0)
    shares = _Shares(tell, f"importing {source.path.name}", source.size)
    report = _report_of(part)
    try:
        with (
            contextlib.closing(sqlite3.connect(part, isolation_level=None)) as connection,
            report.open("w", encoding="utf-8") as rows,
        ):
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")
            connection.execute("BEGIN")
            schema.create(connection)
            locator = Locator(base, first_level(), order.country.upper() or None)
            writer = Writer(connection, name, locator, ordinary(), rows)
            tally = writer.write(_records(order, source, name, layout, shares), source.name)
            tell("putting the layer in order", 0.97)
            schema.write_meta(connection, facts | _counts(tally))
            connection.execute("COMMIT")
    except BaseException:
        report.unlink(missing_ok=True)
        raise


def _counts(tally: Tally) -> dict[str, str]:
    many = [code for code, count in tally.countries.items() if count * _COVERS >= tally.places]
    return {
        "countries": " ".join(sorted(many)),
        "pcodes": " ".join(f"{code}={pcode}" for code, pcode in sorted(tally.pcodes.items())),
        "places": str(tally.places),
        "areas": str(tally.areas),
        "rejected": str(tally.rejected),
        "doubtful": str(tally.doubtful),
    }


def _records(order: Order, source: Source, name: str, layout: Format, advance: Advance) -> Iterator[Record | Refused]:
    if order.names is not None and layout != "geonames":
        raise UsageError(f"--names goes with GeoNames' tables; {source.path.name} is read as {layout}")
    if layout == "geonames":
        return geonames.read(source, advance, order.names)
    if layout == "gns":
        return gns.read(source, advance)
    if layout == "osm":
        return osm.read(source, advance)
    if layout == "own":
        return own.read(source, advance, name)
    return ocha.read(source, advance, name)


def _move(part: Path, path: Path) -> None:
    """Into place: first the list of rows, then the layer, which is what counts."""
    report = _report_of(part)
    report.replace(path.with_suffix(".rows.tsv"))
    part.replace(path)


def _report_of(part: Path) -> Path:
    return part.with_suffix(".rows.tsv")


def _next(folder: Path, path: Path) -> int:
    """The place of a layer in the order of imports; a replaced one keeps its own."""
    found = layers(folder)
    own_place = next((layer.order for layer in found if layer.path == path), 0)
    return own_place or max((layer.order for layer in found), default=0) + 1


def _digest(path: Path) -> str:
    """SHA-256 of the file. Raises ``InputError``."""
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError as fault:
        raise InputError(f"cannot be read: {fault.strerror}", source=str(path)) from fault


class _Shares:
    """Bytes read as shares of the work, told at each per cent."""

    def __init__(self, tell: Progress, message: str, size: int) -> None:
        self._tell, self._message, self._size, self._told = tell, message, size, 0

    def __call__(self, done: int) -> None:
        share = min(95, done * 95 // self._size)
        if share > self._told:
            self._told = share
            self._tell(self._message, share / 100)
