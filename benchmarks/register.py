"""The register at size: taking in against reading alone, the times of questions, and the size of the file.

    python benchmarks/register.py [--reports 100000] [--jobs N] [--freeze]

The price of keeping: ``add`` and reading alone on the same reports, in one process each, by turns of a thousand
reports so that both see the same load of the machine; half of them on the empty register, half when all others are in.
The rest is taken in by as many processes as there are cores. Questions are asked of the whole register in this process,
200 of each kind, all different.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import resource
import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import frozen, reports
from tawthiq.ingest import Ingest
from tawthiq.language.ar.lexicon import load
from tawthiq.model.report import Report
from tawthiq.pipeline import Pipeline
from tawthiq.readers import Entry, Metadata, entries
from tawthiq.register import Register, batches
from tawthiq.register.creation import create
from tawthiq.register.listing import Circle, Filter, listed
from tawthiq.register.records import report_named
from tawthiq.register.search import search
from tawthiq.register.words import Keys
from tawthiq.settings import Settings

ASKED = 200
TURN, PAIRED = 1000, 6000
"""Reports that are read alone, then added; how many of them at either end."""

WANTED = {
    "add / reading alone, empty, CPU": ("<=", 1.3),
    "add / reading alone, empty, wall": ("<=", 1.3),
    "add / reading alone, full, CPU": ("<=", 1.3),
    "add / reading alone, full, wall": ("<=", 1.3),
    "list, p95 ms": ("<=", 50.0),
    "search, p95 ms": ("<=", 50.0),
    "show, p95 ms": ("<=", 50.0),
    "file / text": ("<=", 4.0),
}


class Cost(NamedTuple):
    """Seconds by the wall clock, and CPU seconds of this process and its children."""

    wall: float
    cpu: float


def cost(work: Callable[[], object]) -> Cost:
    """What a piece of work takes."""
    wall, cpu = time.perf_counter(), _cpu()
    work()
    return Cost(time.perf_counter() - wall, _cpu() - cpu)


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def reading_alone(path: Path, pipeline: Pipeline) -> None:
    """Read all reports of a file and keep nothing."""
    for entry in entries([path], defaults=Metadata()):
        report = entry.report() if isinstance(entry, Entry) else None
        if isinstance(report, Report):
            pipeline.extract(report)


def adding(register: Register, path: Path, settings: Settings, pipeline: Pipeline, jobs: int) -> None:
    """Take all reports of a file in."""
    batch = batches.begin(register, [str(path)])
    ingest = Ingest(register, settings, pipeline.learning, jobs=jobs)
    for number, _ in enumerate(ingest.run(entries([path], defaults=Metadata()), batch), 1):
        if number % 10_000 == 0:
            print(f"{number} added", file=sys.stderr, flush=True)
    batches.end(register, batch)


def in_turns(
    register: Register, rows: list[str], folder: Path, settings: Settings, pipeline: Pipeline
) -> tuple[list[Cost], list[Cost]]:
    """Read and add by turns, in this process; what each turn took."""
    alone: list[Cost] = []
    added: list[Cost] = []
    for begun in range(0, len(rows), TURN):
        path = folder / "part.jsonl"
        path.write_text("\n".join(rows[begun : begun + TURN]), encoding="utf-8")
        alone.append(cost(lambda: reading_alone(path, pipeline)))  # noqa: B023  # run at once
        added.append(cost(lambda: adding(register, path, settings, pipeline, 1)))  # noqa: B023  # run at once
    return alone, added


def ratios(name: str, alone: list[Cost], added: list[Cost]) -> dict[str, float]:
    """Both costs, a report, and their ratio."""
    found: dict[str, float] = {}
    for kind in ("wall", "cpu"):
        one, two = (sum(getattr(item, kind) for item in items) for items in (alone, added))
        spelt = kind.replace("cpu", "CPU")
        found[f"reading alone, {name}, {spelt} ms"] = 1000 * one / (len(alone) * TURN)
        found[f"add, {name}, {spelt} ms"] = 1000 * two / (len(added) * TURN)
        found[f"add / reading alone, {name}, {spelt}"] = two / one
    return found


def times(ask: Callable[[int], object]) -> tuple[float, float]:
    """Milliseconds of many questions: the middle one, and the 95th of a hundred."""
    taken = []
    for number in range(ASKED):
        begun = time.perf_counter()
        ask(number)
        taken.append(1000 * (time.perf_counter() - begun))
    taken.sort()
    return taken[ASKED // 2], taken[int(ASKED * 0.95)]


def filters(chance: random.Random) -> Filter:
    """A question as a person would ask it: one to three conditions."""
    kinds: list[dict[str, object]] = [
        {"place": chance.choice(reports.PLACES)},
        {"area": chance.choice(("Idlib", "Aleppo", "Homs", "SY"))},
        {"around": Circle(35.9 + chance.random(), 36.5 + chance.random(), chance.choice((5.0, 20.0, 60.0)))},
        {"types": (chance.choice(("air_attack", "shelling", "explosion", "shooting", "displacement")),)},
        {"actor": chance.choice(("SYR", "RUS", "SDF", "UNKNOWN", "COA"))},
        {"weapon": chance.choice(("mortar", "barrel_bomb", "drone", "artillery", "landmine"))},
        {"facility": chance.choice(("hospital", "school", "market", "camp"))},
        {"killed": chance.choice((1, 5, 10, 50))},
        {"states": (chance.choice(("machine", "accepted")),)},
        {"first_day": f"2031-{chance.randrange(1, 13):02}-01", "last_day": "2031-12-31"},
    ]
    chosen: dict[str, object] = {}
    for kind in chance.sample(kinds, chance.choice((1, 1, 2, 3))):
        chosen |= kind
    return Filter(**chosen)  # type: ignore[arg-type]  # each kind has the types of its fields


def queries(chance: random.Random) -> str:
    """Words that somebody would search for, rare and frequent, and phrases."""
    words = ("مستشفى", "مدرسة", "قتل", "طفل", "نازحين", "سوق", "مدني", "قصف", "برميل", "مسيرة", *reports.PLACES)
    phrases = ("«قصف مدفعي»", "«غارة جوية»", "«الدفاع المدني»", "«مشفى في سرمين»", "«أهالي البلدة»", "*شفى*")
    kind = chance.random()
    if kind < 0.25:
        return chance.choice(phrases)
    if kind < 0.35:
        return str(chance.randrange(100_000))
    return " ".join(chance.sample(words, chance.choice((1, 1, 2, 3))))


def asking(register: Register, count: int) -> dict[str, float]:
    """The times of list, search and show."""
    keys = Keys(load())
    chance = random.Random(7)  # noqa: S311  # questions of a benchmark
    asked, words = [filters(chance) for _ in range(ASKED)], [queries(chance) for _ in range(ASKED)]
    shown = [f"exercise-1-{chance.randrange(count)}" for _ in range(ASKED)]
    found: dict[str, float] = {}
    with register.reading() as connection:
        search(connection, keys, "قصف", limit=1)
    kinds: dict[str, Callable[[int], object]] = {
        "list": lambda n: _within(register, lambda c: listed(c, asked[n], limit=50)),
        "search": lambda n: _within(register, lambda c: search(c, keys, words[n], limit=20)),
        "show": lambda n: _within(register, lambda c: report_named(c, shown[n])),
    }
    for name, ask in kinds.items():
        found[f"{name}, median ms"], found[f"{name}, p95 ms"] = times(ask)
    return found


def _within(register: Register, ask: Callable[..., object]) -> object:
    with register.reading() as connection:
        return ask(connection)


def size(path: Path) -> int:
    """Bytes of a register with its write-ahead log."""
    return sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="The register at size.")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", type=Path, help="make the register here, and leave it")
    parser.add_argument("--freeze", action="store_true", help="keep these figures in benchmarks/results")
    given = parser.parse_args()
    settings = Settings.from_environment(os.environ)
    pipeline = Pipeline.open(settings)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        where = given.keep or folder / "register.db"
        rows = [json.dumps(row, ensure_ascii=False) for row in reports.reports(given.reports)]
        text = sum(len(str(json.loads(row)["text"]).encode()) for row in rows)
        print(f"{given.reports} reports, {text / 1e6:.1f} MB of text, {given.jobs} processes", file=sys.stderr)
        kept, _ = create(str(where), lambda: dt.datetime.now(dt.UTC), secrets.token_bytes)
        figures: dict[str, float] = {"reports": given.reports, "text, MB": text / 1e6, "processes": given.jobs}
        ends = min(PAIRED, given.reports // 3)
        first, middle, last = rows[:ends], rows[ends:-ends], rows[-ends:]
        in_turns(kept, first[:TURN], folder, settings, pipeline)
        figures |= ratios("empty", *in_turns(kept, first[TURN:], folder, settings, pipeline))
        path = folder / "middle.jsonl"
        path.write_text("\n".join(middle), encoding="utf-8")
        took = cost(lambda: adding(kept, path, settings, pipeline, given.jobs))
        figures["add, all processes, reports a second"] = len(middle) / took.wall
        figures |= ratios("full", *in_turns(kept, last, folder, settings, pipeline))
        figures["adding the same again, ms"] = (
            1000 * cost(lambda: adding(kept, path, settings, pipeline, 1)).wall / len(middle)
        )
        figures |= asking(kept, given.reports)
        kept.close()
        figures["file, MB"] = size(where) / 1e6
        figures["file / text"] = figures["file, MB"] * 1e6 / text
    frozen.report("register", figures, WANTED, freeze=given.freeze)
    return 0


if __name__ == "__main__":
    sys.exit(main())
