"""Writes into the documents what must come from real runs: the output in README.md, the figures in docs/method.md.

python docs/pictures.py            write them
python docs/pictures.py --check    write nothing; say which page is out of date, exit 1 if one is

The output is that of the commands on one sample report. The figures are the frozen ones of benchmarks/results.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

import tawthiq.cli

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = "src/tawthiq/samples/12-obeid-state-agency.md"
CAME = "what came of it"
"""The line of ``explain`` after which the events stand."""

RESULTS = ROOT / "benchmarks/results"
WEIGHTS = ROOT / "src/tawthiq/refdata/confidence/weights.json"
SHOWN = (
    "events",
    "event type",
    "modality and level",
    "background",
    "precision of place",
    "places, given the event",
    "date, given the event",
    "casualty counts, given the event",
    "casualties in full, given the event",
    "attackers (side), given the event",
    "platforms, given the event",
    "munitions, given the event",
    "facilities, given the event",
    "strikes, given the event",
    "mean of seven fields",
)
REPEATED = ("killed (total)", "attackers")
"""Fields whose errors are among those of another field."""
NONE_YET = "Nothing is frozen yet: run `python benchmarks/{0}`."
SETS = {"seed": "the first report", "gold": "80 reports"}


def output() -> str:
    """A sample's text, what ``explain`` says came of it, and one figure as ``extract`` writes it."""
    text = (ROOT / SAMPLE).read_text(encoding="utf-8").split("---\n", 2)[2].strip()
    came = ran("explain").partition(f"\n{CAME}\n")[2].rstrip()
    (event,) = json.loads(ran("extract"))["events"]
    values = (f'  "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in event["casualties"][0].items())
    figure = "{\n" + ",\n".join(values) + "\n}"
    parts = [f"The report:\n\n{fenced(text)}", f"What `tawthiq explain` says came of it:\n\n{fenced(came)}"]
    parts.append(f"Its first figure, as `tawthiq extract` writes it (there on one line):\n\n{fenced(figure)}")
    return "\n\n".join(parts)


def ran(command: str) -> str:
    """The standard output of a command on the sample. Raises ``SystemExit`` where it fails."""
    done = CliRunner().invoke(tawthiq.cli.app, [command, str(ROOT / SAMPLE)], catch_exceptions=False)
    if done.exit_code:
        raise SystemExit(f"tawthiq {command} failed: {done.output}")
    return done.stdout


def fenced(text: str) -> str:
    """``text`` as a block, its lines without spaces at their ends."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"```text\n{lines}\n```"


def frozen(name: str) -> dict[str, float]:
    """The frozen figures of a benchmark; none where nothing was frozen yet."""
    path = RESULTS / f"{name}.json"
    figures: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))["figures"] if path.is_file() else {}
    return figures


def accuracy() -> str:
    """A table of the frozen figures (F1); a sentence where nothing was frozen yet."""
    found = frozen("accuracy")
    sets = [name for name in SETS if f"{name}: events" in found]
    if not sets:
        return NONE_YET.format("accuracy.py --freeze")
    rows = [f"| F1 | {' | '.join(f'{name} ({SETS[name]})' for name in sets)} |", "| --- |" + " --- |" * len(sets)]
    rows += [f"| {field} | {' | '.join(cell(found.get(f'{name}: {field}')) for name in sets)} |" for field in SHOWN]
    return "\n".join(rows)


def errors() -> str:
    """A row for each field: how many errors, and what they are about, the most frequent first."""
    fields: dict[str, list[tuple[str, int]]] = {}
    for key, times in frozen("errors").items():
        name, field, said = key.split(": ", 2)
        if name == "gold" and field not in REPEATED:
            fields.setdefault(field, []).append((said, int(times)))
    if not fields:
        return NONE_YET.format("accuracy.py --freeze")
    rows = ["| field | errors | what they are about |", "| --- | --- | --- |"]
    for field, about in fields.items():
        told = " · ".join(f"{said} {times}" for said, times in sorted(about, key=lambda item: -item[1]))
        rows.append(f"| {field} | {sum(times for _, times in about)} | {told} |")
    return "\n".join(rows)


def calibration() -> str:
    """What confidence said and what was right, over reports that the fit had not seen."""
    found = frozen("calibration")
    if not found:
        return NONE_YET.format("calibration.py --write")
    fit = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    error, auroc = found["expected calibration error"], found["AUROC"]
    rows = [
        f"Expected calibration error {error:.3f}, AUROC {auroc:.3f}, over {found['events']:.0f} events of which "
        f"{found['right']:.0f} are right (fit {fit['version']} of {fit['fitted']}, on {fit['events']} events of "
        f"{fit['reports']} reports).",
        "",
        "| confidence | events | said on average | were right |",
        "| --- | --- | --- | --- |",
    ]
    for name in (key.removesuffix(": events") for key in found if key.endswith(": events")):
        said, share = found[f"{name}: said"], found[f"{name}: right"]
        rows.append(f"| {name} | {found[f'{name}: events']:.0f} | {said:.2f} | {share:.2f} |")
    return "\n".join(rows)


def cell(figure: float | None) -> str:
    """A figure for a table."""
    return "–" if figure is None else f"{figure:.2f}"


BLOCKS: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("README.md", "output", output),
    ("docs/method.md", "accuracy", accuracy),
    ("docs/method.md", "errors", errors),
    ("docs/method.md", "calibration", calibration),
)
"""Page, mark, and what stands between the marks."""


def with_block(page: str, name: str, block: str) -> str:
    """``page`` with ``block`` between its marks. Raises ``SystemExit`` where it has none."""
    begin, end = f"<!-- {name}:begin -->\n", f"<!-- {name}:end -->"
    head, begun, rest = page.partition(begin)
    _, ended, tail = rest.partition(end)
    if not (begun and ended):
        raise SystemExit(f"a page lacks the marks {begin.strip()} and {end}")
    return f"{head}{begin}{block}\n{end}{tail}"


def main() -> int:
    """Write or check the pages; 1 where a page is out of date."""
    parser = argparse.ArgumentParser(description="Writes what must come from real runs into the documents.")
    parser.add_argument("--check", action="store_true", help="write nothing, fail if a page is out of date")
    check = parser.parse_args().check
    stale: list[str] = []
    for name, mark, made in BLOCKS:
        path = ROOT / name
        page = path.read_text(encoding="utf-8")
        fresh = with_block(page, mark, made())
        if fresh != page:
            stale += [name] if name not in stale else []
            if not check:
                path.write_text(fresh, encoding="utf-8")
    if check and stale:
        sys.stderr.write(f"out of date: {', '.join(stale)}: run python docs/pictures.py\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
