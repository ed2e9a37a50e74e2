"""What an error of an evaluation is about, in words: ``errors.tsv``."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType

import msgspec

from tawthiq.errors import RefdataError

FILE = "errors.tsv"
COLUMNS = ("name", "said", "see")


class ErrorKind(msgspec.Struct, frozen=True):
    """One name. ``said``: in words. ``see``: golden phenomena (docs/phenomena.md) that show the language behind it."""

    name: str
    said: str
    see: tuple[str, ...]


@functools.cache
def load_errors() -> Mapping[str, ErrorKind]:
    """The names of the package's file. Read once a process. Raises ``RefdataError`` as :func:`read_errors`."""
    return read_errors(resources.files("tawthiq.refdata").joinpath(FILE).read_text(encoding="utf-8"))


def read_errors(text: str) -> Mapping[str, ErrorKind]:
    """The names in the text of such a file.

    Raises ``RefdataError`` with the line of a row that has an empty cell, too few or too many, or a name of another.
    """
    rows = [(number, line.split("\t")) for number, line in enumerate(text.splitlines(), 1) if line[:1] not in ("", "#")]
    if not rows or tuple(rows[0][1]) != COLUMNS:
        raise RefdataError(f"the columns are {', '.join(COLUMNS)}", file=FILE, line=rows[0][0] if rows else 1)
    found: dict[str, ErrorKind] = {}
    for number, cells in rows[1:]:
        if len(cells) != len(COLUMNS) or not all(cells) or cells[0] in found:
            raise RefdataError("every row has a name of its own and all cells filled", file=FILE, line=number)
        found[cells[0]] = ErrorKind(cells[0], cells[1], () if cells[2] == "-" else tuple(cells[2].split(",")))
    return MappingProxyType(found)
