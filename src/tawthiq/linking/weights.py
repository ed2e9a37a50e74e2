"""What each level of each comparison weighs, and where the thresholds lie: ``refdata/linking/weights.tsv``.

A weight is the logarithm to base 2 of m/u: how often two statements of one incident agree so, over how often two
statements picked at random do (Fellegi and Sunter 1969). Six bits make a match 64 times likelier than it was.
"""

from __future__ import annotations

import functools
from importlib import resources

import msgspec
import numpy as np

from tawthiq.errors import RefdataError
from tawthiq.linking.columns import Array, Columns
from tawthiq.linking.comparisons import COMPARISONS

FILE = "linking/weights.tsv"
_AT_ONCE = 50_000


class LevelWeight(msgspec.Struct, frozen=True):
    """A level: ``m`` and ``u`` as measured, the capped ``bits``, and what it is called."""

    comparison: str
    level: str
    bits: float
    m: float
    u: float
    en: str
    ar: str


class Weights(msgspec.Struct, frozen=True):
    """All weights. ``connect``: bits of a pair that may bring others along; ``threshold``: mean bits from which
    statements are joined; ``review``: bits from which a person should look at a pair that was not joined; ``kept``:
    bits from which a pair is remembered. ``tables``: bits of each level, 0 first, in the order of the comparisons."""

    version: str
    connect: float
    threshold: float
    review: float
    kept: float
    rows: dict[tuple[str, str], LevelWeight]
    tables: tuple[Array, ...]

    def levels(self, columns: Columns, a: Array, b: Array) -> Array:
        """The level of each comparison (rows) for each pair (columns)."""
        found = np.zeros((len(COMPARISONS), len(a)), np.int8)
        for start in range(0, len(a), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            for row, comparison in zip(found, COMPARISONS, strict=True):
                row[part] = comparison.compare(columns, a[part], b[part])
        return found

    def weigh(self, columns: Columns, a: Array, b: Array) -> Array:
        """The weight of each pair in bits."""
        found = np.zeros(len(a), np.float32)
        for start in range(0, len(a), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            for table, comparison in zip(self.tables, COMPARISONS, strict=True):
                found[part] += table[comparison.compare(columns, a[part], b[part])]
        return found


@functools.cache
def load() -> Weights:
    """The shipped weights. Raises ``RefdataError`` that names file and line where a row is wrong."""
    text = resources.files("tawthiq.refdata").joinpath(FILE).read_text(encoding="utf-8")
    settings: dict[str, str] = {}
    rows: dict[tuple[str, str], LevelWeight] = {}
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split("\t")
        if line.startswith("#") or not line or cells[0] == "comparison":
            continue
        try:
            if cells[0] == "setting":
                settings[cells[1]] = cells[2]
            else:
                comparison, level, bits, m, u, en, ar = cells
                rows[comparison, level] = LevelWeight(comparison, level, float(bits), float(m), float(u), en, ar)
        except (ValueError, IndexError) as fault:
            raise RefdataError(f"not a weight: {fault}", file=FILE, line=number) from fault
    return _checked(settings, rows)


def _checked(settings: dict[str, str], rows: dict[tuple[str, str], LevelWeight]) -> Weights:
    known = [(comparison.name, level) for comparison in COMPARISONS for level in comparison.levels]
    if set(known) != set(rows):
        raise RefdataError(f"levels that are missing or unknown: {sorted(set(known) ^ set(rows))}", file=FILE)
    tables = tuple(
        np.array([0.0, *(rows[comparison.name, level].bits for level in comparison.levels)], np.float32)
        for comparison in COMPARISONS
    )
    names = ("connect", "threshold", "review", "kept")
    connect, threshold, review, kept = (float(settings[name]) for name in names)
    return Weights(settings["version"], connect, threshold, review, kept, rows, tables)
