"""Speed on one core: reports and characters a CPU second, and how long a command takes from cold.

    python benchmarks/speed.py [--freeze]

Rates are of reading only (``tawthiq.extract``), by ``time.process_time``, the best of three passes after a warm-up;
commands are timed by the wall clock, the best of five, with the gazetteer built. Where ``../shared/bench`` is missing,
the sample reports stand in for it, under their own name.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import frozen
from tawthiq import Report, extract

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "bench" / "data"
SAMPLES = ROOT / "src/tawthiq/samples"
COMMAND = str(Path(sys.executable).with_name("tawthiq"))
PASSES, STARTS, WARM_UP = 3, 5, 5
WANTED = {
    "gold: reports a second": (">=", 60.0),
    "gold: characters a second": (">=", 90_000.0),
    "news: characters a second": (">=", 600_000.0),
    "tawthiq --help, seconds": ("<=", 0.3),
    "tawthiq extract of one report, seconds": ("<=", 1.5),
}


def reports(path: Path) -> Iterator[Report]:
    """The reports of a benchmark set."""
    with path.open(encoding="utf-8") as handle:
        for row in map(json.loads, handle):
            yield Report.of(row["text"], language="ar", id=row["id"], published=row["published"])


def samples() -> Iterator[Report]:
    """The Arabic sample reports."""
    for path in sorted(SAMPLES.glob("[0-9]*.md")):
        text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        if "-english" not in path.stem:
            yield Report.of(text, language="ar", id=path.stem, published="2031-01-01", exercise=True)


def rates(name: str, texts: Sequence[Report]) -> dict[str, float]:
    """Reports and characters a CPU second."""
    for report in texts[:WARM_UP]:
        extract(report)
    best = float("inf")
    for _ in range(PASSES):
        begun = time.process_time()
        for report in texts:
            extract(report)
        best = min(best, time.process_time() - begun)
    characters = sum(len(report.text) for report in texts)
    return {f"{name}: reports a second": len(texts) / best, f"{name}: characters a second": characters / best}


def seconds(*arguments: str) -> float:
    """Wall clock of one command, the best of some starts."""
    best = float("inf")
    for _ in range(STARTS):
        begun = time.perf_counter()
        subprocess.run([COMMAND, *arguments], stdout=subprocess.DEVNULL, check=True)
        best = min(best, time.perf_counter() - begun)
    return best


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="Speed on one core.")
    parser.add_argument("--freeze", action="store_true", help="keep these figures in benchmarks/results")
    freeze = parser.parse_args().freeze
    subprocess.run([COMMAND, "gazetteer", "build"], check=True)
    figures: dict[str, float] = {}
    if DATA.is_dir():
        for name in ("gold", "news"):
            figures |= rates(name, list(reports(DATA / f"{name}.texts.jsonl")))
    else:
        figures |= rates("samples", list(samples()))
    figures["tawthiq --help, seconds"] = seconds("--help")
    one = str(SAMPLES / "01-ariha-agency.md")
    figures["tawthiq extract of one report, seconds"] = seconds("extract", one)
    frozen.report("speed", figures, WANTED, freeze=freeze)
    return 0


if __name__ == "__main__":
    sys.exit(main())
