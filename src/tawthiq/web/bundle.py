"""The browser's bundle: which files the pages name, from the list that its build writes."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from tawthiq.errors import UsageError

FOLDER = Path(__file__).parent / "static"
ENTRY = "src/main.ts"


class Bundle(msgspec.Struct, frozen=True):
    """``script`` and ``styles``: addresses for the pages' head; ``folder``: where the files are."""

    script: str
    styles: tuple[str, ...]
    folder: Path


def bundle(folder: Path = FOLDER) -> Bundle:
    """The bundle in ``folder``. Raises ``UsageError`` where it was not built."""
    try:
        listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        entry = listed[ENTRY]
        script, styles = str(entry["file"]), [str(name) for name in entry.get("css", ())]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise UsageError(
            "the pages' bundle was not built with this installation. In the project's folder run: make web "
            "(it needs Node.js 20.19 or newer), then serve again"
        ) from fault
    return Bundle(f"/static/{script}", tuple(f"/static/{name}" for name in styles), folder)
