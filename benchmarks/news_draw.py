"""Relevance, judged by reading: draws newspaper articles at random, and scores what a reader found in them.

    python benchmarks/news_draw.py draw SEED [-n 80]       ids and texts of both halves, to ``out/bench/news_draw``
    python benchmarks/news_draw.py score VERDICTS [--freeze]

``given``: articles of which the program gives a violent event: of any type but ``truce`` and ``calm``, asserted or
alleged. ``none``: articles of which it gives none, though they hold a word of violence (an attack, a harm, a victim)
and a number. VERDICTS has a line an article: half, id and ``yes`` (it reports a violent event) or ``no``, by tabs; no
word of an article. ``--freeze`` keeps it in ``benchmarks/results``, with the commit that was judged.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import frozen
from tawthiq.language.ar.lexicon import load
from tawthiq.language.ar.numbers import find_quantities
from tawthiq.model.event import Event
from tawthiq.model.report import Report
from tawthiq.pipeline import Pipeline
from tawthiq.settings import Settings
from tawthiq.text.normal import normalise
from tawthiq.text.words import split

ROOT = Path(__file__).resolve().parents[1]
NEWS = ROOT.parent / "shared" / "bench" / "data" / "news.texts.jsonl"
OUT = ROOT / "out" / "bench" / "news_draw"
TRIGGERS = frozenset(("attack", "harm", "victim"))
PEACEFUL = frozenset(("truce", "calm"))
TOLD = frozenset(("asserted", "alleged"))
HALVES = ("given", "none")
WANTED = {"given: truly report one, of 80": (">=", 70.0), "none: should have given one, of 80": ("<=", 6.0)}
HEADER = "half\tid\tverdict"
OF = 80
"""Articles that the wanted figures are of; a smaller sample is scaled to it."""


def violent(event: Event) -> bool:
    """Is it an event of violence that the report asserts or alleges?"""
    return event.type not in PEACEFUL and event.modality in TOLD


def triggered(text: str) -> bool:
    """Does a text hold a word of violence and a number?"""
    lexicon = load()
    words = split(normalise(text, lexicon.is_word))
    if not any(mention.sense in TRIGGERS for mention in lexicon.scan(words)):
        return False
    return any(word.kind == "number" for word in words) or bool(find_quantities(words).numbers)


def articles() -> Iterator[Report]:
    """The articles, in the order of the file."""
    with NEWS.open(encoding="utf-8") as handle:
        for row in map(json.loads, handle):
            yield Report.of(row["text"], language="ar", id=row["id"], published=row["published"])


def halves() -> dict[str, list[tuple[Report, Sequence[Event]]]]:
    """The articles that may be drawn, by half, each with its events."""
    pipeline = Pipeline.open(Settings.from_environment(os.environ))
    found: dict[str, list[tuple[Report, Sequence[Event]]]] = {half: [] for half in HALVES}
    for report in articles():
        told = [event for event in pipeline.extract(report).events if violent(event)]
        if told or triggered(report.text):
            found["given" if told else "none"].append((report, told))
    return found


def draw(seed: int, size: int) -> None:
    """Write a sample of both halves: a file to read for each, and a file of verdicts to fill in."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    rows = [HEADER]
    for half, found in halves().items():
        chance = random.Random(f"{seed} {half}")  # noqa: S311  # a draw that can be repeated, no secret
        drawn = chance.sample(found, min(size, len(found)))
        print(f"{half}: {len(drawn)} of {len(found)} articles")
        texts = [_shown(report, events) for report, events in drawn]
        (OUT / f"{half}.txt").write_text("\n".join(texts), encoding="utf-8")
        rows += [f"{half}\t{report.header.id}\t" for report, _ in drawn]
    (OUT / "verdicts.tsv").write_text("\n".join([*rows, ""]), encoding="utf-8")
    print(f"read {OUT}/*.txt and fill in {OUT / 'verdicts.tsv'}")


def _shown(report: Report, events: Sequence[Event]) -> str:
    """An article as it is read: its id, what was given, its text."""
    given = [f"  {event.type}: {' … '.join(words.quote for words in event.evidence)}" for event in events]
    return "\n".join([f"===== {report.header.id} ({report.header.published})", *given, "", report.text, ""])


def verdicts(path: Path) -> list[tuple[str, str, str]]:
    """The rows of a file of verdicts. Raises ``SystemExit`` that names the line where one is not of its form."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        parts = line.split("\t")
        if line == HEADER or line.startswith("#") or not line.strip():
            continue
        if len(parts) != len(HEADER.split("\t")) or parts[0] not in HALVES or parts[2] not in ("yes", "no"):
            raise SystemExit(f"{path}, line {number}: write half, id and yes or no, with tabs between them")
        rows.append((parts[0], parts[1], parts[2]))
    return rows


def score(path: Path, *, freeze: bool) -> bool:
    """Print what a reader's verdicts come to; keep them where asked. Says whether the wanted figures are reached."""
    rows = verdicts(path)
    read = Counter(half for half, _, _ in rows)
    reported = Counter(half for half, _, verdict in rows if verdict == "yes")
    figures = {
        name: reported[half] * OF / read[half] for half, name in zip(HALVES, WANTED, strict=True) if read[half] > 0
    }
    kept = frozen.report("news_draw", figures, WANTED, freeze=freeze)
    if freeze:
        commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
        lines = [f"# judged at {commit.stdout.strip()}", HEADER, *("\t".join(row) for row in rows), ""]
        (frozen.RESULTS / "news_draw.tsv").write_text("\n".join(lines), encoding="utf-8")
    return kept


def main() -> int:
    """Draw or score."""
    parser = argparse.ArgumentParser(description="Relevance on newspaper articles, judged by reading.")
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw", help="draw articles to read")
    drawing.add_argument("seed", type=int)
    drawing.add_argument("-n", type=int, default=OF, help="articles of each half")
    scoring = commands.add_parser("score", help="score a reader's verdicts")
    scoring.add_argument("verdicts", type=Path)
    scoring.add_argument("--freeze", action="store_true", help="keep verdicts and figures in benchmarks/results")
    arguments = parser.parse_args()
    if arguments.command == "score":
        return 0 if score(arguments.verdicts, freeze=arguments.freeze) else 1
    if not NEWS.is_file():
        raise SystemExit(f"{NEWS} is not there: the articles cannot be published, so a draw needs ../shared")
    draw(arguments.seed, arguments.n)
    return 0


if __name__ == "__main__":
    sys.exit(main())
