"""Predictions, annotations and texts from JSON Lines files."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from tawthiq.errors import InputError

T = TypeVar("T")


class _Text(msgspec.Struct, frozen=True):
    id: str
    text: str


def load(path: Path, kind: type[T]) -> list[T]:
    """The objects of a JSON Lines file as ``kind`` (``PredictedReport``, ``GoldReport``).

    Raises ``InputError`` that names the row: an evaluation over part of a file would say nothing.
    """
    decoder = msgspec.json.Decoder(kind)
    found = []
    try:
        with path.open("rb") as handle:
            for row, line in enumerate(handle, 1):
                if line.strip():
                    found.append(_decoded(decoder, line, str(path), row))
    except OSError as fault:
        raise InputError(f"cannot be read: {fault.strerror}", source=str(path)) from fault
    if not found:
        raise InputError("empty", source=str(path))
    return found


def load_texts(path: Path) -> dict[str, str]:
    """Report id -> text, from the file that the predictions were made of."""
    return {line.id: line.text for line in load(path, _Text)}


def _decoded(decoder: msgspec.json.Decoder[T], line: bytes, source: str, row: int) -> T:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise InputError(f"not what an evaluation reads: {fault}", source=source, row=row) from fault
