"""Writing gazetteer files: one process at a time, whole or not at all."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

_LOCK_WAIT_SECONDS = 180.0


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock of a folder, which the system gives back when a process dies: an exclusive SQLite transaction on
    ``path``. Another process waits up to three minutes. Raises ``sqlite3.Error``."""
    with contextlib.closing(sqlite3.connect(path, timeout=_LOCK_WAIT_SECONDS, isolation_level=None)) as lock:
        lock.execute("PRAGMA journal_mode = MEMORY")
        lock.execute("BEGIN EXCLUSIVE")
        yield
        lock.execute("COMMIT")


@contextlib.contextmanager
def begun(folder: Path, prefix: str) -> Iterator[Path]:
    """A new file in ``folder``, to be moved into place when it is whole; what is left of it is removed."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=prefix, suffix=".sqlite", delete=False) as file:
        part = Path(file.name)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def sweep(folder: Path, prefix: str) -> None:
    """Removes what killed processes left behind. Only called under the lock."""
    for left in folder.glob(f"{prefix}*"):
        left.unlink(missing_ok=True)
