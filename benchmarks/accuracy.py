"""Accuracy on the real reports of ``../shared/bench``: runs the command as a user would, then the scorers.

    python benchmarks/accuracy.py [--sets seed,gold,…] [--freeze]

Predictions go to ``out/bench``. Only figures are kept, never a word of a report: the scores in
``results/accuracy.json``, and how many errors of each field are about what in ``results/errors.json``. Exit 1 where a
scorer finds evidence that is not its text, or a filled field without any.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import frozen

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT.parent / "shared" / "bench"
OUT = ROOT / "out" / "bench"
COMMAND = str(Path(sys.executable).with_name("tawthiq"))
OVERALL = ("events", "event type", "modality and level", "background", "precision of place")
WANTED = {
    "seed: events": (">=", 0.85),
    "seed: places, given the event": (">=", 0.95),
    "seed: casualty counts, given the event": (">=", 0.90),
    "seed: date, given the event": (">=", 0.95),
    "seed: facilities, given the event": (">=", 0.80),
    "seed: munitions, given the event": (">=", 1.0),
    "seed: wrong or missing evidence": ("<=", 0.0),
    "gold: events": (">=", 0.82),
    "gold: event type": (">=", 0.92),
    "gold: modality and level": (">=", 0.85),
    "gold: background": (">=", 0.50),
    "gold: places, given the event": (">=", 0.93),
    "gold: date, given the event": (">=", 0.90),
    "gold: casualty counts, given the event": (">=", 0.90),
    "gold: casualties in full, given the event": (">=", 0.80),
    "gold: attackers (side), given the event": (">=", 0.90),
    "gold: platforms, given the event": (">=", 0.90),
    "gold: munitions, given the event": (">=", 0.85),
    "gold: facilities, given the event": (">=", 0.80),
    "gold: strikes, given the event": (">=", 0.80),
    "gold: mean of seven fields": (">=", 0.72),
    "gold: wrong or missing evidence": ("<=", 0.0),
}


def data(name: str, part: str) -> Path:
    """A file of a benchmark set."""
    return BENCH / "data" / f"{name}.{part}.jsonl"


def predict(name: str) -> Path:
    """Read a set's texts with ``tawthiq extract``; the file of the answers."""
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"{name}.pred.jsonl"
    with path.open("wb") as handle:
        subprocess.run([COMMAND, "extract", str(data(name, "texts"))], stdout=handle, check=True)
    return path


def scored(script: str, *arguments: str) -> str:
    """What a scorer prints; its exit code 1 (bad evidence) is left to the figures."""
    run = subprocess.run([sys.executable, str(BENCH / script), *arguments], capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1) or not run.stdout:
        raise SystemExit(f"{script} failed: {run.stderr.strip()}")
    return run.stdout


def by_code_book(name: str) -> dict[str, float]:
    """``score.py``: F1 of each field, and of each field inside events that were found."""
    prediction = predict(name)
    errors = OUT / f"{name}.errors.jsonl"
    parts = [str(prediction), str(data(name, "gold")), str(data(name, "texts")), "--json", "--errors", str(errors)]
    result = json.loads(scored("score.py", *parts))
    figures = {f"{name}: {field}": result["rows"][field]["f1"] for field in OVERALL if field in result["rows"]}
    figures |= {f"{name}: {field}, given the event": row["f1"] for field, row in result["given"].items()}
    figures[f"{name}: mean of seven fields"] = result["mean"]
    figures[f"{name}: events a report"] = result["events_a_report"]
    figures[f"{name}: wrong or missing evidence"] = result["wrong_evidence"] + result["without_evidence"]
    return figures


def errors_by_cause(name: str) -> dict[str, float]:
    """``tawthiq evaluate --errors`` over the predictions that :func:`by_code_book` made: how many errors of each field
    are about what."""
    files = [str(OUT / f"{name}.pred.jsonl"), str(data(name, "gold")), "--texts", str(data(name, "texts"))]
    run = subprocess.run(
        [COMMAND, "evaluate", *files, "--errors", "--json"], capture_output=True, text=True, check=False
    )
    if run.returncode not in (0, 1):
        raise SystemExit(f"tawthiq evaluate failed: {run.stderr.strip()}")
    groups = json.loads(run.stdout)["errors"]
    return {f"{name}: {group['field']}: {group['said']}": group["times"] for group in groups}


def from_words(text: str) -> dict[str, float]:
    """The shares in a line such as "place 0.377  killed 0.918": each number by the words before it."""
    text = re.sub(r"reports \d+[;\s]+|geocode n \d+ ", "", text)
    pairs = re.findall(r"((?:\d+ )?[a-z][a-z0-9 ]*?)\s+(\d+\.\d+)", text)
    return {" ".join(words.split()): float(number) for words, number in pairs}


def airwars(name: str) -> dict[str, float]:
    """``airwars.py extract``: recall of the coded incident, strict and over all rows."""
    lines = scored("airwars.py", "extract", str(data(name, "gold")), str(predict(name))).splitlines()
    figures: dict[str, float] = {}
    for line in lines:
        level, _, rest = line.partition(" ")
        figures |= {f"{name} {level}: {words}": value for words, value in from_words(rest).items()}
    return figures


def english(name: str) -> dict[str, float]:
    """``english.py``: place, date and counts of one-event texts (``titles`` is Arabic)."""
    line = scored("english.py", name, str(data(name, "gold")), str(predict(name)))
    return {f"{name}: {words}": value for words, value in from_words(line.partition(":")[2]).items()}


def news(name: str) -> dict[str, float]:
    """The share of newspaper articles, nearly all without conflict, that are given an event."""
    with predict(name).open(encoding="utf-8") as handle:
        events = [bool(json.loads(line)["events"]) for line in handle]
    return {f"{name}: articles with an event": sum(events) / len(events)}


SETS: dict[str, Callable[[str], dict[str, float]]] = {
    "seed": by_code_book,
    "gold": by_code_book,
    "airwars": airwars,
    "titles": english,
    "news": news,
    "acled": english,
    "gtd": english,
}
ARABIC = ("seed", "gold", "airwars", "titles", "news")


def main() -> int:
    """Run the sets, print the table; 1 where evidence is wrong or missing."""
    parser = argparse.ArgumentParser(description="Accuracy on ../shared/bench.")
    parser.add_argument("--sets", default=",".join(ARABIC), help=f"comma list of {', '.join(SETS)}")
    parser.add_argument("--freeze", action="store_true", help="keep these figures in benchmarks/results")
    arguments = parser.parse_args()
    if not BENCH.is_dir():
        print("accuracy is measured on ../shared/bench, which is not on this machine: skipped")
        return 0
    names = arguments.sets.split(",")
    if unknown := set(names) - set(SETS):
        parser.error(f"no such set: {', '.join(sorted(unknown))}; there are {', '.join(SETS)}")
    figures: dict[str, float] = {}
    for name in names:
        figures |= SETS[name](name)
    frozen.report("accuracy", figures, WANTED, freeze=arguments.freeze)
    errors = {
        key: times for name in names if SETS[name] is by_code_book for key, times in errors_by_cause(name).items()
    }
    if errors:
        print("\nerrors, by field and by what they are about")
        frozen.report("errors", errors, {}, freeze=arguments.freeze)
    return 1 if any(value for key, value in figures.items() if key.endswith("wrong or missing evidence")) else 0


if __name__ == "__main__":
    sys.exit(main())
