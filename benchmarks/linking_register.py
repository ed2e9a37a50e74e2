"""One more report into a register that holds many: the time that link takes, its database included.

    python benchmarks/linking_register.py [--events 100000] [--freeze]

The register is filled with invented statements (``incidents.py``), one report each, and linked as a whole; then reports
come in one at a time, and each is linked alone. Making a statement from a report's text is part of neither: it takes
about as long for one report, however many there are.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import frozen
from benchmarks.incidents import World
from tawthiq.language.ar.lexicon import load as load_lexicon
from tawthiq.linking.passages import Passages
from tawthiq.linking.statements import Statement
from tawthiq.linking.weights import load
from tawthiq.register import Register, statements
from tawthiq.register.creation import create
from tawthiq.register.linking import link
from tawthiq.register.packing import pack
from tawthiq.register.particular import insert_many
from tawthiq.register.schema import events, methods, readings, reports

WANTED = {"one more, p95 seconds": ("<=", 1.0), "one more, largest seconds": ("<=", 3.0)}
MORE = 60
"""Reports that come in one at a time."""


def put(register: Register, told: Sequence[Statement], first: int) -> None:
    """Put statements into a register as events number ``first`` and on, each of a report of its own."""
    text, record = pack(b"-", "text"), pack(b"{}", "record")
    rows = list(enumerate(told, first))
    with register.writing() as connection:
        if first == 1:
            connection.execute(methods.insert(), {"number": 1, "name": "made/1", "gazetteer": "-", "program": "-"})
        columns: tuple[str, ...] = (
            "number",
            "sha256",
            "language",
            "exercise",
            "characters",
            "text",
            "raw_form",
            "source",
            "added_at",
        )
        digests = (hashlib.sha256(f"{n}".encode()).digest() for n, _ in rows)
        made = [(n, d, "ar", True, 1, text, "text", "-", "-") for (n, _), d in zip(rows, digests, strict=True)]
        insert_many(connection, reports, columns, made)
        insert_many(connection, readings, ("number", "report", "method", "at"), [(n, n, 1, "-") for n, _ in rows])
        columns = (
            "number",
            "report",
            "name",
            "reading",
            "present",
            "type",
            "level",
            "modality",
            "confidence",
            "state",
            "machine",
        )
        held = [(n, n, "e1", n, True, s.type, s.level, s.modality, 0.5, "machine", record) for n, s in rows]
        insert_many(connection, events, columns, held)
        statements.write(connection, rows)


def measure(size: int, folder: Path) -> dict[str, float]:
    """The figures for a register of so many events."""
    told = [statement for statement, _ in World(size + MORE).statements()]
    register, _ = create(str(folder / "register.db"), lambda: dt.datetime.now(dt.UTC), secrets.token_bytes)
    passages, weights = Passages(load_lexicon()), load()
    put(register, told[:size], 1)
    whole = time.perf_counter()
    link(register, passages, weights)
    whole = time.perf_counter() - whole
    seconds = []
    for at, statement in enumerate(told[size : size + MORE]):
        put(register, [statement], size + at + 1)
        before = time.perf_counter()
        link(register, passages, weights)
        seconds.append(time.perf_counter() - before)
    register.close()
    return {
        "events": float(size),
        "all at once, seconds": whole,
        "one more, median seconds": statistics.median(seconds),
        "one more, p95 seconds": sorted(seconds)[int(0.95 * MORE)],
        "one more, largest seconds": max(seconds),
        "megabytes": (folder / "register.db").stat().st_size / 1e6,
    }


def main() -> None:
    """Measure, and compare with what was frozen and what is wanted."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--events", type=int, default=100_000)
    options.add_argument("--freeze", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(given.events, Path(folder))
    sys.exit(0 if frozen.report("linking_register", figures, WANTED, freeze=given.freeze) else 1)


if __name__ == "__main__":
    main()
