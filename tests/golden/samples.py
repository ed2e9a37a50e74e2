"""The sample reports as an acceptance test: what they must give, what they give, and the frozen run beside them.

python -m tests.golden.samples            run, write tests/golden/samples.frozen.tsv
python -m tests.golden.samples --show     run, write nothing; print each difference with what was expected

``samples.yaml`` says what a trained coder records for each. A sample that is not read so yet stands in the frozen run
as ``fail``, with the fields that differ; nothing is left out.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import msgspec
import yaml
from tests.golden.freeze import open_pipeline
from tests.golden.phenomena_cases import folded

from tawthiq.model.count import Count
from tawthiq.model.event import Event
from tawthiq.model.extraction import Extraction
from tawthiq.model.report import Report
from tawthiq.pipeline import Pipeline
from tawthiq.readers import Metadata, read

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "src/tawthiq/samples"
ANSWERS = Path(__file__).parent / "samples.yaml"
FROZEN = Path(__file__).parent / "samples.frozen.tsv"
HEADER = "id\tverdict\tdiffers in"
PLACES = ("impact", "area", "origin", "destination", "venue")
"""Roles of the locations that an answer lists."""
EVENTS = "events"
"""What differs where there are too many or too few of them."""

Fields = dict[str, Any]


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a trained coder records for one sample. ``unread``: its language, where nothing reads it yet."""

    id: str
    events: list[Fields]
    unread: str | None = None
    note: str | None = None


class Difference(msgspec.Struct, frozen=True):
    """One field of one sample that is not as expected. ``field`` is ``events`` where the number of events differs."""

    field: str
    wanted: Any
    found: Any


def answers() -> list[Answer]:
    """The expected answers, in the order of the samples."""
    return msgspec.convert(yaml.safe_load(ANSWERS.read_text(encoding="utf-8")), list[Answer])


def run(pipeline: Pipeline) -> dict[str, list[Difference]]:
    """The differences of each sample, by its id; the folder is read as a user's folder is."""
    wanted = {answer.id: answer for answer in answers()}
    result = {}
    for report in read([FOLDER], defaults=Metadata()):
        if not isinstance(report, Report):
            raise ValueError(f"{report.source}: {report.reason}")
        name = report.header.id
        result[name] = differences(wanted[name], pipeline.extract(report))
    return result


def differences(answer: Answer, found: Extraction) -> list[Difference]:
    """What of an extraction differs from the answer: by field, in the pairing of events that differs least."""
    unread = None if answer.unread is None else f"no reader for {answer.unread} yet"
    read_as = found.unread if isinstance(found.unread, str) else None
    if unread != read_as:
        return [Difference("unread", unread, read_as)]
    wanted, given = [_comparable(event) for event in answer.events], [_comparable(shown(e)) for e in found.events]
    if len(wanted) != len(given):
        return [Difference(EVENTS, [event["type"] for event in wanted], [event["type"] for event in given])]
    pairings = [_unlike(wanted, order) for order in permutations(given)]
    return min(pairings, key=len)


def shown(event: Event) -> Fields:
    """An event as ``samples.yaml`` writes one."""
    fields: Fields = {
        "type": event.type,
        "level": event.level,
        "modality": event.modality,
        "edtf": event.date.edtf,
        "places": [place.name for place in event.locations if place.role in PLACES],
        "figures": [[item.outcome, *_bounds(item.count)] for item in event.casualties],
        "attackers": [actor.code for actor in event.actors if actor.role == "attacker" and actor.basis != "inferred"],
        "munitions": [use.code for use in event.munitions],
    }
    moved = [[item.unit, *_bounds(item.count)] for item in event.displacement]
    return fields | ({"displaced": moved[0]} if moved else {})


def _bounds(count: Count) -> list[int | None]:
    return [count.min, count.best, count.max]


def _comparable(event: Fields) -> Fields:
    """Lists without their order, places without their spelling of hamza and ة."""
    lists = {
        "places": Counter(folded(name) for name in event["places"]),
        "figures": Counter(map(str, event["figures"])),
        "attackers": Counter(event["attackers"]),
        "munitions": Counter(event["munitions"]),
    }
    return {"displaced": None} | event | lists


def _unlike(wanted: Sequence[Fields], given: Sequence[Fields]) -> list[Difference]:
    return [
        Difference(key, one[key], other[key])
        for one, other in zip(wanted, given, strict=True)
        for key in one
        if one[key] != other[key]
    ]


def verdicts(result: Mapping[str, Sequence[Difference]]) -> dict[str, str]:
    """``pass``, or ``fail`` and the fields that differ, by sample."""
    fields = {name: sorted({fault.field for fault in faults}) for name, faults in result.items()}
    return {name: f"fail\t{' '.join(wrong)}" if wrong else "pass\t-" for name, wrong in fields.items()}


def table(result: Mapping[str, Sequence[Difference]]) -> str:
    """The frozen run: a line a sample."""
    return "\n".join([HEADER, *(f"{name}\t{verdict}" for name, verdict in sorted(verdicts(result).items())), ""])


def frozen() -> dict[str, str]:
    """The verdicts of the frozen run by sample."""
    lines = FROZEN.read_text(encoding="utf-8").splitlines()[1:]
    pairs = (line.split("\t", 1) for line in lines)
    return dict(tuple(pair) for pair in pairs)  # type: ignore[misc]  # each has its two parts


def main() -> int:
    """Run, then write or show."""
    parser = argparse.ArgumentParser(description="Runs the sample reports against what a trained coder records.")
    parser.add_argument("--show", action="store_true", help="write nothing, print the differences")
    parser.add_argument("--cache", type=Path, default=Path(gettempdir()) / "tawthiq-golden", help="gazetteer folder")
    arguments = parser.parse_args()
    result = run(open_pipeline(arguments.cache))
    for name, faults in result.items():
        for fault in faults if arguments.show else ():
            sys.stdout.write(f"{name} {fault.field}: {_told(fault.found)}, not {_told(fault.wanted)}\n")
    if not arguments.show:
        FROZEN.write_text(table(result), encoding="utf-8")
    fields = Counter(fault.field for faults in result.values() for fault in faults)
    passed = sum(not faults for faults in result.values())
    told = ", ".join(f"{field} {times}" for field, times in fields.most_common())
    sys.stdout.write(f"{passed} of {len(result)} samples are read as a trained coder would; differences: {told}\n")
    return 0


def _told(value: Any) -> str:
    return str(sorted(value.elements())) if isinstance(value, Counter) else str(value)


if __name__ == "__main__":
    sys.exit(main())
