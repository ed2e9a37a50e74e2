"""Packing: texts and records as small as they can be kept, and the same bytes for the same content on every machine.

A packed value is one byte that names the dictionary, then a zlib stream that was begun with that dictionary. A
dictionary that was released is never changed: old values need it.
"""

from __future__ import annotations

import functools
import operator
import zlib
from collections.abc import Callable
from importlib import resources
from typing import Any, Literal

import msgspec

from tawthiq.errors import ModelError, RegisterError
from tawthiq.model.event import Event

Kind = Literal["text", "record"]

_FILES: dict[int, str] = {1: "texts-1.txt", 2: "records-1.txt"}
_NOW: dict[Kind, int] = {"text": 1, "record": 2}
_LEVEL = 3
"""Of zlib: level 6 packs texts by a tenth more and takes twice the time."""


def pack(data: bytes, kind: Kind) -> bytes:
    """``data`` packed with the dictionary of its kind."""
    stamp = _NOW[kind]
    packer = _packer(stamp).copy()
    packed: bytes = packer.compress(data) + packer.flush()
    return bytes((stamp,)) + packed


def unpack(packed: bytes) -> bytes:
    """What was packed. Raises ``RegisterError`` where the bytes are damaged."""
    try:
        unpacker = zlib.decompressobj(zlib.MAX_WBITS, _dictionary(packed[0]))
        data = unpacker.decompress(packed[1:]) + unpacker.flush()
    except (zlib.error, KeyError, IndexError) as fault:
        raise RegisterError("a packed value of the register is damaged: take the register from a backup") from fault
    if not unpacker.eof:
        raise RegisterError("a packed value of the register is cut short: take the register from a backup")
    return data


def slim(event: Event) -> dict[str, Any]:
    """An event as it is kept: what is as it would be by default left out, evidence as pairs of offsets, since the text
    holds the words."""
    return slim_with_ranges(event)[0]


def slim_with_ranges(event: Event) -> tuple[dict[str, Any], list[tuple[int, int, str, int]]]:
    """As :func:`slim`, and all pieces of evidence: start, stop, field (``event`` for the event's own), item."""
    found: dict[str, Any] = {}
    ranges: list[tuple[int, int, str, int]] = []
    values, fields = _plan(Event)
    for value, (name, default) in zip(values(event), fields, strict=True):
        if value == default:
            continue
        pieces: list[list[int]] = []
        if name == "evidence":
            found[name] = pieces = [[piece.start, piece.end] for piece in value]
            ranges += [(start, stop, "event", 0) for start, stop in pieces]
        elif isinstance(value, tuple):
            items = []
            for number, item in enumerate(value):
                items.append(_slim(item, pieces))
                ranges += [(start, stop, name, number) for start, stop in pieces]
                pieces.clear()
            found[name] = items
        else:
            found[name] = _slim(value, pieces)
            ranges += [(start, stop, name, 0) for start, stop in pieces]
    return found, ranges


def thicken(kept: Any, text: str) -> Any:
    """What :func:`slim` made, with the words of ``text`` again, as plain data for ``msgspec.convert``."""
    if isinstance(kept, dict):
        return {
            key: [{"start": a, "end": b, "quote": text[a:b]} for a, b in value]
            if key == "evidence"
            else thicken(value, text)
            for key, value in kept.items()
        }
    if isinstance(kept, list):
        return [thicken(item, text) for item in kept]
    return kept


def event_of(kept: dict[str, Any], text: str) -> Event:
    """The event that a kept record is. Raises ``ModelError`` where it is none."""
    try:
        return msgspec.convert(thicken(kept, text), Event)
    except (msgspec.ValidationError, TypeError, ValueError) as fault:
        raise ModelError(str(fault)) from fault


def _slim(value: Any, pieces: list[list[int]]) -> Any:
    """A value as it is kept; the pieces of evidence in it are added to ``pieces``."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, (list, tuple)):
        return [_slim(item, pieces) for item in value]
    found: dict[str, Any] = {}
    kind: type[msgspec.Struct] = type(value)
    values, fields = _plan(kind)
    for item, (name, default) in zip(values(value), fields, strict=True):
        if item == default:
            continue
        if name == "evidence":
            found[name] = own = [[piece.start, piece.end] for piece in item]
            pieces += own
        else:
            found[name] = item if isinstance(item, _PLAIN) else _slim(item, pieces)
    return found


_PLAIN = (str, int, float, type(None))


@functools.cache
def _plan(kind: type[msgspec.Struct]) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[str, Any], ...]]:
    """How a record is read: all its values at once, and its fields, each with its default; one without a default has
    one that nothing equals."""
    fields = tuple((field.name, field.default) for field in msgspec.structs.fields(kind))
    names = [name for name, _ in fields]
    if len(names) == 1:
        return lambda record: (getattr(record, names[0]),), fields
    return operator.attrgetter(*names), fields


@functools.cache
def _packer(stamp: int) -> Any:
    """A packer that has read its dictionary; copying it is cheaper than reading it each time."""
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, 0, _dictionary(stamp))


@functools.cache
def _dictionary(stamp: int) -> bytes:
    folder = resources.files("tawthiq.register").joinpath("dictionaries")
    return folder.joinpath(_FILES[stamp]).read_bytes()
