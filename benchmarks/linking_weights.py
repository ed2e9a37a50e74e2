"""Estimates the weights of linking from labelled reports, and writes them into ``refdata/linking/weights.tsv``.

    python benchmarks/linking_weights.py [--write]

Needs ``../shared/bench``. u is counted over all pairs of statements of different incidents, whatever brought them
together. m is estimated by expectation and maximisation: of two reports on one incident only the pair of events that
fits best may be that incident, and counts as much as it is likely to be. One pair is added to each side, so that a
level that hardly occurs weighs little. Some levels are set by hand, see :data:`BY_HAND`. Names of
levels and settings are taken over from the present file.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tawthiq.language.ar.lexicon import load as load_lexicon
from tawthiq.linking.columns import Columns, columns
from tawthiq.linking.comparisons import COMPARISONS
from tawthiq.linking.linker import is_linked
from tawthiq.linking.passages import Passages
from tawthiq.linking.statements import Statement
from tawthiq.linking.weights import FILE, LevelWeight, load
from tawthiq.model.report import Report
from tawthiq.pipeline import Pipeline
from tawthiq.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "bench" / "data"
CAP, PRIOR, ROUNDS, ADDED = 8.0, 2.0, 8, 1.0

BY_HAND = {
    ("date", "next_day"): -3.0,
    ("place", "same_area_apart"): -6.0,
    ("place", "elsewhere"): -7.0,
    ("type", "unlike"): -7.0,
    ("date", "inside_span"): 1.0, ("date", "same_weekday"): 2.0, ("killed", "both_none"): 1.0,
    ("injured", "both_none"): 1.0, ("names", "same"): 7.0, ("names", "part"): 0.0, ("names", "other"): -2.0,
    ("words", "nearly_all"): 7.0, ("words", "many"): 7.0, ("words", "several"): 5.5,
}  # fmt: skip
"""Too few pairs to count: a weekday is one of seven; a full name in common is as strong as anything (the cap). And what
the labelled set, which knows no two incidents of neighbouring villages or days, makes too little of."""

Array = NDArray[Any]


def read() -> tuple[Columns, Array]:
    """The statements of the labelled reports, and the number of the incident that each one's report was coded with."""
    import os

    pipeline = Pipeline.open(Settings.from_environment(os.environ))
    passages = Passages(load_lexicon())
    gold = {row["id"]: row["incident"] for row in map(json.loads, _lines("airwars.gold.jsonl"))}
    numbers = {incident: number for number, incident in enumerate(sorted(set(gold.values())))}
    found: list[tuple[Statement, int]] = []
    for row in map(json.loads, _lines("airwars.texts.jsonl")):
        names = ("id", "published", "publisher", "url")
        report = Report.of(row["text"], language="ar", **{name: row[name] for name in names})
        statements = passages.statements(report.header.sha256, pipeline.extract(report).events, report.text)
        found += [(statement, numbers[gold[row["id"]]]) for statement in statements if is_linked(statement)]
    found.sort(key=lambda pair: pair[0].key)
    return columns(statement for statement, _ in found), np.array([number for _, number in found])


def estimate(table: Columns, incident: Array) -> list[tuple[Array, Array, Array]]:
    """(bits, m, u) of the levels of each comparison."""
    a, b = np.triu_indices(len(table), 1)
    kept = table.report[a] != table.report[b]
    a, b = a[kept], b[kept]
    levels = np.stack([_in_parts(comparison.compare, table, a, b) for comparison in COMPARISONS])
    same = incident[a] == incident[b]
    reports = table.report[a].astype(np.int64) * len(table) + table.report[b]
    size = max(len(comparison.levels) for comparison in COMPARISONS) + 1
    random = [np.bincount(row[~same], minlength=size)[1:] for row in levels]
    likely = same.astype(np.float64)
    for _ in range(ROUNDS):
        matched = [np.bincount(row[same], likely[same], size)[1:] for row in levels]
        bits = [_bits(m, u) for m, u in zip(matched, random, strict=True)]
        score = sum(np.append(0.0, table_)[row] for table_, row in zip(bits, levels, strict=True))
        likely = np.where(_best(reports, score) & same, 1 / (1 + 2.0 ** (PRIOR - score)), 0.0)
    return [(w, m / m.sum(), u / u.sum()) for w, m, u in zip(bits, matched, random, strict=True)]


def _bits(matched: Array, random: Array) -> Array:
    expected = random / random.sum() * matched.sum()
    bits = np.clip(np.log2((matched + ADDED) / (expected + ADDED)), -CAP, CAP)
    return np.asarray(np.round(bits * 2) / 2)


def _in_parts(compare: Any, table: Columns, a: Array, b: Array) -> Array:
    step = 50_000
    return np.concatenate([compare(table, a[at : at + step], b[at : at + step]) for at in range(0, len(a), step)])


def _best(reports: Array, score: Any) -> Array:
    """Of each two reports, the pair that fits best."""
    order = np.lexsort((-score, reports))
    first = np.r_[True, reports[order][1:] != reports[order][:-1]]
    best = np.zeros(len(score), bool)
    best[order[first]] = True
    return best


def _lines(name: str) -> list[str]:
    return (SHARED / name).read_text(encoding="utf-8").splitlines()


def write(found: list[tuple[Array, Array, Array]]) -> None:
    """Put the numbers into the shipped file."""
    path = ROOT / "src" / "tawthiq" / "refdata" / FILE
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith(("#", "setting", "comparison\t"))]
    before = load().rows
    for comparison, (bits, m, u) in zip(COMPARISONS, found, strict=True):
        for level, weight, often, by_chance in zip(comparison.levels, bits, m, u, strict=False):
            old = before.get((comparison.name, level)) or LevelWeight(comparison.name, level, 0, 0, 0, level, level)
            chosen = BY_HAND.get((comparison.name, level), weight) + 0.0
            head.append(f"{comparison.name}\t{level}\t{chosen:g}\t{often:.4f}\t{by_chance:.6f}\t{old.en}\t{old.ar}")
    path.write_text("\n".join(head) + "\n", encoding="utf-8")


def main() -> None:
    """Estimate, and print or write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="put the weights into the shipped file")
    given = options.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not there: the labelled reports cannot be published")
    found = estimate(*read())
    for comparison, (bits, m, u) in zip(COMPARISONS, found, strict=True):
        for level, row in zip(comparison.levels, zip(bits, m, u, strict=True), strict=False):
            print(f"{comparison.name:10} {level:20} {row[0]:5.1f}  m {row[1]:.4f}  u {row[2]:.6f}")
    if given.write:
        write(found)


if __name__ == "__main__":
    main()
