"""The gazetteer with many places: how long an import takes and how large it grows, how fast names are found.

    python benchmarks/gazetteer.py [--freeze]

Invented places in GeoNames' layout, always the same ones: 250 thousand to import, 600 thousand to look names up among.
Times are of the wall clock; memory is the largest that the importing process held. Takes about two minutes.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import frozen
from tawthiq.model.place import PlaceMention
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.settings import Settings

COMMAND = str(Path(sys.executable).with_name("tawthiq"))
IMPORTED, HELD = 250_000, 600_000
ASKED, MENTIONS, WORDS = 5_000, 3_000, 200_000
LETTERS = "ابتجحخدرزسشصطعغفقكلمنهوي"
HEADS = ("كفر", "تل", "دير", "عين", "بيت", "خربة", "أم", "أبو", "وادي", "حوش")
WANTED = {
    "import of 250 thousand rows, seconds": ("<=", 60.0),
    "import of 250 thousand rows, largest memory, MB": ("<=", 500.0),
    "exact look-up, median, microseconds": ("<=", 50.0),
    "exact look-up, 99 in 100 below, microseconds": ("", 0.0),
    "resolution of a mention, median, milliseconds": ("<=", 0.3),
    "opening, seconds": ("<=", 1.0),
}


def names(count: int) -> list[str]:
    """Invented Arabic names; as in real lists, about two in five places share theirs with another."""
    chance = random.Random(7)  # noqa: S311  # invented data, always the same
    made: list[str] = []
    while len(made) < count:
        if made and chance.random() < 0.25:
            made.append(chance.choice(made))
            continue
        stem = "".join(chance.choices(LETTERS, k=chance.randint(4, 7)))
        article = "ال" if chance.random() < 0.4 else ""
        head = f"{chance.choice(HEADS)} " if chance.random() < 0.35 else ""
        made.append(f"{head}{article}{stem}")
    return made


def write(path: Path, held: Sequence[str]) -> None:
    """A table in GeoNames' layout, all of it in Syria."""
    chance = random.Random(8)  # noqa: S311  # as above
    with path.open("w", encoding="utf-8") as out:
        for number, name in enumerate(held, start=90_000_000):
            lat, lon = chance.uniform(32.5, 37.0), chance.uniform(36.0, 42.0)
            latin = f"Village {number}"
            cells = [str(number), latin, latin, name, f"{lat:.5f}", f"{lon:.5f}", "P", "PPL", "SY", "", ""]
            cells += ["", "", "", "0", "", "0", "Asia/Damascus", "2026-11-24"]
            out.write("\t".join(cells) + "\n")


def timed_import(table: Path, data: Path) -> dict[str, float]:
    """Seconds and megabytes of one import, in a process of its own."""
    begun = time.perf_counter()
    environment = dict(os.environ) | {"TAWTHIQ_DATA": str(data)}
    child = subprocess.Popen([COMMAND, "gazetteer", "import", str(table)], env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"the import failed with status {status}")
    thousands = "250 thousand rows" if table.stem.startswith("imported") else "600 thousand rows"
    return {
        f"import of {thousands}, seconds": time.perf_counter() - begun,
        f"import of {thousands}, largest memory, MB": usage.ru_maxrss / 1000,
    }


def look_ups(gazetteer: Gazetteer, held: Sequence[str]) -> dict[str, float]:
    """Microseconds of one exact look-up of a name that was not asked for before."""
    from tawthiq.places import names as spelling

    keys = [spelling.key(spelling.words(name)) for name in dict.fromkeys(held[:: len(held) // ASKED])]
    taken = []
    for key in keys:
        begun = time.perf_counter()
        gazetteer.atlas.named(key)
        taken.append((time.perf_counter() - begun) * 1e6)
    taken.sort()
    return {
        "exact look-up, median, microseconds": statistics.median(taken),
        "exact look-up, 99 in 100 below, microseconds": taken[len(taken) * 99 // 100],
    }


def resolutions(gazetteer: Gazetteer, held: Sequence[str]) -> dict[str, float]:
    """Milliseconds a mention, in invented reports of four places and one container."""
    chance = random.Random(9)  # noqa: S311  # as above
    idlib = PlaceMention(name="إدلب", kind="countryside", bearing="S")
    taken = []
    for _ in range(MENTIONS // 5):
        named = chance.sample(held, 3)
        report = [PlaceMention(name=name, kind="village") for name in named]
        report += [PlaceMention(name=chance.choice(held), kind="town", within=(idlib,)), PlaceMention(name="حلب")]
        begun = time.perf_counter()
        gazetteer.resolve(report)
        taken.append((time.perf_counter() - begun) * 1e3 / len(report))
    return {"resolution of a mention, median, milliseconds": statistics.median(taken)}


def scanning(gazetteer: Gazetteer, held: Sequence[str]) -> dict[str, float]:
    """Words a second that are scanned for names, one in twenty of them the first of a name."""
    chance = random.Random(10)  # noqa: S311  # as above
    vocabulary = ["".join(chance.choices(LETTERS, k=chance.randint(2, 7))) for _ in range(20_000)]
    words: list[str] = []
    while len(words) < WORDS:
        words += chance.choice(held).split() if chance.random() < 0.05 else [chance.choice(vocabulary)]
    begun = time.perf_counter()
    gazetteer.scan(words)
    return {"scan, thousand words a second": len(words) / (time.perf_counter() - begun) / 1000}


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="The gazetteer with many places.")
    parser.add_argument("--freeze", action="store_true", help="keep these figures in benchmarks/results")
    freeze = parser.parse_args().freeze
    subprocess.run([COMMAND, "gazetteer", "build"], check=True, stdout=subprocess.DEVNULL)
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        held = names(HELD)
        write(data / "imported.txt", held[:IMPORTED])
        figures |= timed_import(data / "imported.txt", data / "first")
        write(data / "held.txt", held)
        figures |= timed_import(data / "held.txt", data / "second")
        begun = time.perf_counter()
        cache = Settings.from_environment(os.environ).cache_dir
        gazetteer = Gazetteer.open(cache, None, data / "second" / "gazetteers")
        figures["opening, seconds"] = time.perf_counter() - begun
        figures |= look_ups(gazetteer, held) | resolutions(gazetteer, held) | scanning(gazetteer, held)
        gazetteer.close()
    frozen.report("gazetteer", figures, WANTED, freeze=freeze)
    return 0


if __name__ == "__main__":
    sys.exit(main())
