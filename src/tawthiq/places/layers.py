"""The layers that a user imported: one file each in a folder, with its licence, publisher, date and digest."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from pathlib import Path

import msgspec

from tawthiq.errors import GazetteerError, UsageError
from tawthiq.places.schema import LAYOUT

LOCK_NAME = "layers.lock"
PART = ".layer-"
_SUFFIX = ".sqlite"
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")


class _Facts(msgspec.Struct, frozen=True, kw_only=True):
    """As the file has them."""

    name: str
    format: str = ""
    file: str = ""
    licence: str = ""
    publisher: str = ""
    date: str = ""
    sha256: str = ""
    imported: str = ""
    places: int = 0
    areas: int = 0
    rejected: int = 0
    doubtful: int = 0
    order: int = 0


class Layer(_Facts, frozen=True, kw_only=True):
    """What is known of an imported layer.

    ``places``: how many rows became places, ``areas`` how many areas they name besides; ``rejected`` and ``doubtful``:
    rows that were refused, and taken with a doubt. ``sha256``: of the imported file. ``imported``: when (ISO 8601).
    ``order``: of the imports. ``damaged``: why it cannot be used, None where it can.
    """

    path: Path
    damaged: str | None = None

    @property
    def report(self) -> Path:
        """The file that lists rows which were refused or taken with a doubt."""
        return self.path.with_suffix(".rows.tsv")


def path_of(folder: Path, name: str) -> Path:
    """The file of a layer. Raises ``UsageError`` where ``name`` cannot name one."""
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"«{name}» cannot name a layer: use small Latin letters, digits, - and _ (--as-layer ocha-syria)"
        )
    return folder / f"{name}{_SUFFIX}"


def name_for(file: Path) -> str:
    """A layer name made from a file's name."""
    stem = file.name
    for _ in range(2):
        stem = Path(stem).stem if Path(stem).suffix.casefold() in _ENDINGS else stem
    plain = re.sub("[^a-z0-9_-]+", "-", stem.casefold()).strip("-_")
    return plain[:64] or "layer"


_ENDINGS = frozenset([".txt", ".csv", ".tsv", ".xlsx", ".json", ".geojson", ".geojsonl", ".zip"])


def layers(folder: Path) -> list[Layer]:
    """The layers in a folder, in the order in which they were imported; none where there is no such folder."""
    found = [described(path) for path in folder.glob(f"*{_SUFFIX}") if not path.name.startswith(".")]
    return sorted(found, key=lambda layer: (layer.order, layer.name))


def described(path: Path) -> Layer:
    """What the layer in ``path`` says of itself; a file that is none is said to be damaged."""
    name = path.name.removesuffix(_SUFFIX)
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            meta = dict(connection.execute("SELECT name, value FROM meta"))
            if meta.get("layout") != str(LAYOUT):
                return Layer(
                    name=name, path=path, damaged="it was made by another version of tawthiq", file=meta.get("file", "")
                )
            kept = {key: meta[key] for key in _Facts.__struct_fields__ if key in meta}
            facts = msgspec.convert(kept | {"name": name}, _Facts, strict=False)
            return Layer(path=path, **msgspec.structs.asdict(facts))
    except (sqlite3.Error, msgspec.ValidationError) as error:
        return Layer(name=name, path=path, damaged=f"it cannot be read ({error})")


def usable(folder: Path) -> list[Layer]:
    """The layers to serve. Raises :class:`GazetteerError` where one of them is damaged: a report must not be read with
    fewer places than its reader believes."""
    found = layers(folder)
    for layer in found:
        if layer.damaged is not None:
            again = f"import {layer.file or 'its file'} again with --replace"
            raise GazetteerError(
                f"the gazetteer layer {layer.name} cannot be used: {layer.damaged}; {again}, or take it out with: "
                f"tawthiq gazetteer remove {layer.name}"
            )
    return found


def remove(folder: Path, name: str) -> Layer:
    """Takes a layer out for good and says what it was. Raises ``UsageError`` where there is none of that name."""
    path = path_of(folder, name)
    if not path.is_file():
        known = ", ".join(layer.name for layer in layers(folder)) or "none"
        raise UsageError(f"there is no layer «{name}»; imported are: {known}")
    layer = described(path)
    try:
        path.unlink()
        layer.report.unlink(missing_ok=True)
    except OSError as error:
        raise GazetteerError(
            f"the layer {name} cannot be removed: {error}; close what uses it and try again"
        ) from error
    return layer
