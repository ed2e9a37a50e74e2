"""A look at a SQLite file before SQLite opens it: is it there, whole, and a register?"""

from __future__ import annotations

import os
from pathlib import Path

from tawthiq.errors import NotARegister, RegisterError
from tawthiq.register.schema import APPLICATION_ID

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_MAKE = "make one with tawthiq init --register PATH"


def check(name: str) -> None:
    """Raise ``RegisterError`` where there is no file, ``NotARegister`` where it is something else or cut short."""
    path = Path(name)
    if not path.exists():
        raise RegisterError(f"there is no register at {name}: {_MAKE}")
    if path.is_dir():
        raise NotARegister(f"{name} is a folder, not a register: {_MAKE}")
    try:
        with path.open("rb") as handle:
            header = handle.read(_HEADER)
            size = os.fstat(handle.fileno()).st_size
    except OSError as fault:
        raise RegisterError(f"{name} cannot be opened: {fault.strerror}") from fault
    if path.with_name(f"{path.name}-journal").exists():
        return  # a write was broken off: SQLite takes it back when it opens the file
    if not header:
        raise NotARegister(f"{name} is an empty file, not a register: {_MAKE}")
    if not header.startswith(_MAGIC):
        raise NotARegister(f"{name} is not a register but some other file: {_MAKE}")
    _check_header(name, header, size)


def _check_header(name: str, header: bytes, size: int) -> None:
    """The header says how many pages the file has, and which program it belongs to."""
    if len(header) < _HEADER or size < pages(header):
        raise NotARegister(
            f"{name} is cut short ({size} bytes of {pages(header)}): it was not copied whole. Copy it again, with "
            f"{name}-wal if there is one, or take it from your last backup"
        )
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotARegister(f"{name} is a database of another program, not a register: {_MAKE}")


def has_wal(name: str) -> bool:
    """Whether the file says that it is written through a write-ahead log."""
    with Path(name).open("rb") as handle:
        return handle.read(20)[18:] == b"\2\2"


def pages(header: bytes) -> int:
    """The size in bytes that a file's header gives it; 0 where it does not say."""
    if len(header) < _HEADER:
        return _HEADER
    page = int.from_bytes(header[16:18], "big")
    known = header[24:28] == header[92:96]
    return (65_536 if page == 1 else page) * int.from_bytes(header[28:32], "big") if known else 0
