"""Linking at size, on invented statements with known truth (``incidents.py``).

    python benchmarks/linking.py [--sizes 100000,1000000] [--freeze]

Each size in a process of its own: seconds of linking, without generation, and largest memory; precision, recall and F1
over pairs of statements; the largest group against the true largest.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import frozen
from benchmarks.incidents import World
from tawthiq.linking.blocking import pairs
from tawthiq.linking.columns import Array, Columns
from tawthiq.linking.linker import link
from tawthiq.linking.weights import load

WANTED = {
    "100000: F1": (">=", 0.80), "100000: precision": (">=", 0.95), "100000: largest / true": ("<=", 1.2),
    "100000: seconds": ("<=", 30.0),
    "1000000: F1": (">=", 0.80), "1000000: precision": (">=", 0.95), "1000000: largest / true": ("<=", 1.2),
    "1000000: seconds": ("<=", 360.0), "1000000: memory, GB": ("<=", 5.0),
}  # fmt: skip

SMALL = 200_000
"""Statements up to which the pairs that blocking finds are counted, too."""


def measure(size: int) -> dict[str, float]:
    """The figures of one size."""
    made = list(World(size).statements())
    truth_of = {statement.key: truth for statement, truth in made}
    statements = [statement for statement, _ in made]
    del made
    before = time.perf_counter()
    linked = link(statements, load())
    seconds = time.perf_counter() - before
    truth = np.array([truth_of[key] for key in linked.columns.keys])
    both = _pairs(np.unique(truth * len(truth) + linked.label, return_counts=True)[1])
    true, found = np.unique(truth, return_counts=True)[1], np.unique(linked.label, return_counts=True)[1]
    precision, recall = both / _pairs(found), both / _pairs(true)
    blocked = _blocked(linked.columns, truth) / _pairs(true) if size <= SMALL else float("nan")
    figures = {
        f"{size}: statements": float(len(truth)),
        f"{size}: incidents": float(len(true)),
        f"{size}: precision": precision,
        f"{size}: recall": recall,
        f"{size}: F1": 2 * precision * recall / (precision + recall),
        f"{size}: pairs that share a key": blocked,
        f"{size}: largest / true": float(found.max() / true.max()),
        f"{size}: seconds": seconds,
        f"{size}: memory, GB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2,
    }
    return {name: figure for name, figure in figures.items() if figure == figure}


def _blocked(table: Columns, truth: Array) -> float:
    """How many pairs of one incident are brought together by a key."""
    a, b = pairs(table, np.ones(len(truth), np.bool_))
    return float((truth[a] == truth[b]).sum())


def _pairs(sizes: np.ndarray[tuple[int], np.dtype[np.int64]]) -> float:
    return float((sizes * (sizes - 1) // 2).sum())


def main() -> None:
    """Measure every size, and compare with what was frozen and what is wanted."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="100000,1000000")
    options.add_argument("--freeze", action="store_true")
    options.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        print(json.dumps(measure(given.one)))
        return
    figures: dict[str, float] = {}
    for size in given.sizes.split(","):
        run = subprocess.run([sys.executable, __file__, "--one", size], capture_output=True, text=True, check=True)
        figures |= json.loads(run.stdout)
    sys.exit(0 if frozen.report("linking", figures, WANTED, freeze=given.freeze) else 1)


if __name__ == "__main__":
    main()
