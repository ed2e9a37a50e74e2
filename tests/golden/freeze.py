"""Runs every golden case and writes the verdicts beside them, and the list of phenomena in the documents.

python -m tests.golden.freeze            run, write tests/golden/phenomena.frozen.tsv and docs/phenomena.md
python -m tests.golden.freeze --show     run, write nothing; print each failing case with its first difference

A frozen ``fail`` is a case that the reading does not master yet. It is written as it is: nothing is left out.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import gettempdir

from tests.golden.phenomena_cases import FROZEN, Case, Phenomenon, difference, load
from tests.golden.phenomena_page import PAGE, page

from tawthiq.model.report import Report
from tawthiq.pipeline import Pipeline
from tawthiq.settings import Settings

HEADER = "id\tverdict"


def run(pipeline: Pipeline, phenomena: Sequence[Phenomenon]) -> dict[str, str | None]:
    """The first difference of each case by its id; None where it is read as expected."""
    return {case.id: _verdict(pipeline, case) for phenomenon in phenomena for case in phenomenon.cases}


def _verdict(pipeline: Pipeline, case: Case) -> str | None:
    report = Report.of(case.text, language="ar", id=case.id, published=case.published)
    return difference(case.expect, pipeline.extract(report).events)


def table(differences: Mapping[str, str | None]) -> str:
    """The frozen run: a line a case, by id."""
    lines = [f"{name}\t{'fail' if fault else 'pass'}" for name, fault in sorted(differences.items())]
    return "\n".join([HEADER, *lines, ""])


def frozen(path: Path = FROZEN) -> dict[str, str]:
    """The verdicts of the frozen run by case."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t") for line in lines)


def summary(phenomena: Sequence[Phenomenon], verdicts: Mapping[str, str | None]) -> str:
    """Passed of all, by phenomenon, by grade and in full."""
    lines, grades, passes = [], Counter[str](), Counter[str]()
    for phenomenon in phenomena:
        good = [case for case in phenomenon.cases if verdicts[case.id] is None]
        lines.append(f"{len(good):>4} of {len(phenomenon.cases):<4} {phenomenon.phenomenon}")
        grades.update(case.grade for case in phenomenon.cases)
        passes.update(case.grade for case in good)
    lines += [f"{passes[grade]:>4} of {grades[grade]:<4} {grade}" for grade in ("easy", "medium", "hard")]
    return "\n".join([*lines, f"{passes.total():>4} of {grades.total():<4} cases of {len(phenomena)} phenomena"])


def open_pipeline(folder: Path) -> Pipeline:
    """A pipeline whose gazetteer is kept in ``folder``."""
    return Pipeline.open(Settings(cache_dir=folder, data_dir=folder, gazetteer_dir=folder / "gazetteers"))


def main() -> int:
    """Run, then write or show."""
    parser = argparse.ArgumentParser(description="Runs the golden cases of the reading.")
    parser.add_argument("--show", action="store_true", help="write nothing, print the failing cases")
    parser.add_argument("--cache", type=Path, default=Path(gettempdir()) / "tawthiq-golden", help="gazetteer folder")
    parser.add_argument("names", nargs="*", help="phenomena to show; all where none is named")
    arguments = parser.parse_args()
    phenomena = load()
    if arguments.show and arguments.names:
        phenomena = [phenomenon for phenomenon in phenomena if phenomenon.phenomenon in arguments.names]
    verdicts = run(open_pipeline(arguments.cache), phenomena)
    if arguments.show:
        shown = [f"{name}: {fault}" for name, fault in verdicts.items() if fault]
        sys.stdout.write("\n".join([*shown, summary(phenomena, verdicts), ""]))
        return 0
    FROZEN.write_text(table(verdicts), encoding="utf-8")
    PAGE.write_text(page(phenomena), encoding="utf-8")
    sys.stdout.write(summary(phenomena, verdicts) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
