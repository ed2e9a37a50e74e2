"""Compiles the embedded gazetteer into one SQLite file: locked, atomic, stamped."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

from tawthiq.errors import GazetteerError
from tawthiq.places import drafts as making
from tawthiq.places import index, schema, sources
from tawthiq.places.drafts import Draft
from tawthiq.places.files import begun, locked, sweep
from tawthiq.places.schema import LAYOUT
from tawthiq.refdata.places import rows

Progress = Callable[[str, float], None]

FILE_NAME = "places.sqlite"
_LOCK_NAME = "places.lock"
_PART = ".places-"


def stamp() -> dict[str, str]:
    """What a gazetteer file was compiled from: where it differs from the file's, the file is out of date."""
    return {"layout": str(LAYOUT), "tables": rows.digest()} | sources.versions()


def is_fresh(path: Path) -> bool:
    """Whether ``path`` is a whole gazetteer of the present sources."""
    if not path.is_file():
        return False
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = dict(connection.execute("SELECT name, value FROM meta"))
    except sqlite3.Error:
        return False
    return found == stamp()


def build(folder: Path, progress: Progress | None = None, *, max_pages: int | None = None) -> Path:
    """Compiles the gazetteer into ``folder`` and gives the path of its file; an up-to-date file is left as it is.

    ``progress`` is told what is being done and the share done, 0…1. Two builds at once are safe: the second waits and
    takes the first one's file. ``max_pages`` (of 4 KiB) bounds the file's size. Raises :class:`GazetteerError`, leaving
    nothing half-written and an older file in place.
    """
    tell = progress or (lambda _message, _share: None)
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder / _LOCK_NAME):
            if is_fresh(path):
                tell("the gazetteer is up to date", 1.0)
                return path
            sweep(folder, _PART)
            _write_atomically(folder, compile_places(tell), tell, max_pages)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(
            f"the gazetteer cannot be written to {folder} ({error}); free about 40 MB there, or name another folder "
            "that you may write to, and build again"
        ) from error
    tell("the gazetteer is built", 1.0)
    return path


def compile_places(tell: Progress) -> list[Draft]:
    """All places of the embedded gazetteer with their names."""
    countries, areas = rows.countries(), rows.areas()
    conflict = {country.iso for country in countries if country.conflict}
    tell("reading GeoNames cities", 0.02)
    cities, capitals = sources.read_cities(countries)
    tell("reading administrative areas", 0.25)
    area_drafts = making.area_drafts(sources.read_subdivisions(countries), areas, conflict)
    tell("linking cities to districts", 0.35)
    districts = sources.read_districts(cities)
    tell("filing names", 0.6)
    made = making.city_drafts(cities, area_drafts, districts, capitals, conflict)
    made = making.lay_over(made, rows.overlay(), areas)
    whole = [*making.country_drafts(countries), *area_drafts.values(), *made]
    making.settle_articles(whole)
    making.draw_boxes(whole)
    return whole


def write(path: Path, places: list[Draft], max_pages: int | None = None) -> None:
    """Writes ``places`` into a new SQLite file. ``max_pages`` (of 4 KiB) bounds its size. Raises ``sqlite3.Error``."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        if max_pages is not None:
            connection.execute(f"PRAGMA max_page_count = {max_pages:d}")
        connection.execute("BEGIN")
        schema.create(connection)
        connection.executemany(schema.insert_place, map(schema.row_of, range(len(places)), places))
        named = ((key, how, number) for number, place in enumerate(places) for key, how in sorted(place.names))
        connection.executemany(schema.insert_name, named)
        connection.execute("INSERT INTO parcel VALUES ('index', ?)", (index.packed(places),))
        schema.write_meta(connection, stamp())
        connection.execute("COMMIT")


def _write_atomically(folder: Path, places: list[Draft], tell: Progress, max_pages: int | None) -> None:
    """Writes beside the final path and moves into place; what was begun is removed if that fails."""
    tell("writing the gazetteer", 0.85)
    with begun(folder, _PART) as part:
        write(part, places, max_pages)
        part.replace(folder / FILE_NAME)
