"""Killing ``add`` at random moments: what it acknowledged is there, nothing is half there, and it goes on to the end.

    python benchmarks/kills.py [--kills 200] [--seed 1] [--jobs 1]

A file of reports is taken in once undisturbed. Then the command is killed (SIGKILL) at random moments and started
again until it comes to its end, with a new register each time it does, until there were so many kills. After each kill
the register must verify against its own log, hold every report that was acknowledged, and hold no report otherwise than
the undisturbed one does; at the end it must be equal to it in everything but times and salts.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import random
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import reports as generator
from tawthiq.register import Register
from tawthiq.register.batches import quarantined
from tawthiq.register.creation import create
from tawthiq.register.records import all_reports
from tawthiq.register.schema import event_codes, event_places, events, evidence, report_ids
from tawthiq.register.verification import verify

COMMAND = str(Path(sys.executable).with_name("tawthiq"))
BROKEN = 7
"""Every so many lines, one that is no report."""

Prints = dict[str, str]


class Outcome(msgspec.Struct):
    """What a run of kills found. ``faults``: in words; none is what is wanted."""

    kills: int = 0
    finished: int = 0
    faults: list[str] = []


def write_input(path: Path, count: int) -> None:
    """A file of reports, with some lines that are none, and some reports twice under another id."""
    lines = []
    for number in range(count):
        row = generator.report(number, seed=9)
        lines.append(json.dumps(row, ensure_ascii=False))
        if number % BROKEN == 0:
            lines.append('{"text": 5}')
        if number % BROKEN == 3:
            lines.append(json.dumps(row | {"id": f"again-{number}"}, ensure_ascii=False))
    path.write_text("\n".join(lines), encoding="utf-8")


def command(path: Path, register: Path, jobs: int) -> list[str]:
    """The command that is killed."""
    return [COMMAND, "add", str(path), "--register", str(register), "--json", "--jobs", str(jobs)]


def opened(path: Path) -> Register:
    """The register."""
    return Register.open(str(path), lambda: dt.datetime.now(dt.UTC), secrets.token_bytes)


def prints(register: Register) -> Prints:
    """A fingerprint of each report with all that belongs to it, by its SHA-256; one of its search entry, too."""
    found = {}
    with register.reading() as connection:
        searched = {n for (n,) in connection.exec_driver_sql("SELECT rowid FROM search")}
        beside: dict[int, list[str]] = {}
        for table in (event_places, event_codes, evidence):
            key = events.c.report
            rows = connection.execute(select(key, table).join(table, table.c.event == events.c.number))
            for row in rows:
                beside.setdefault(row.report, []).append(f"{table.name}{tuple(row)[2:]}")
        for number, kept in enumerate(all_reports(connection), 1):
            whole: list[Any] = [
                msgspec.to_builtins(kept.extraction()),
                kept.report.text,
                kept.source,
                kept.row,
                number in searched,
                sorted(beside.get(number, [])),
            ]
            digest = hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()
            found[kept.report.header.sha256] = digest
    return found


def whole(register: Register) -> dict[str, Any]:
    """Everything but times and salts, in order."""
    with register.reading() as connection:
        ids = sorted(tuple(row) for row in connection.execute(select(report_ids)))
        aside = sorted({(item.source, item.row, item.reason) for item in quarantined(connection)})
        check = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        words = connection.exec_driver_sql("SELECT count(*) FROM search_words").scalar()
    return {"prints": list(prints(register).items()), "ids": ids, "aside": aside, "check": check, "words": words}


def trial(folder: Path, *, kills: int, seed: int, count: int, jobs: int, env: Mapping[str, str]) -> Outcome:
    """Run so many kills and tell what was found."""
    chance, outcome = random.Random(seed), Outcome()  # noqa: S311  # moments of a test
    source, first = folder / "reports.jsonl", folder / "undisturbed.db"
    write_input(source, count)
    _init(first)
    begun = time.perf_counter()
    subprocess.run(command(source, first, jobs), env=env, capture_output=True, check=False)
    length = time.perf_counter() - begun
    undisturbed = opened(first)
    wanted = whole(undisturbed)
    undisturbed.close()
    reference = dict(wanted["prints"])
    number = 0
    while outcome.kills < kills:
        number += 1
        path = folder / f"killed-{number}.db"
        _init(path)
        acknowledged: set[str] = set()
        while True:
            last = outcome.kills >= kills
            moment = None if last else chance.uniform(0.3, 1.05) * length
            ended = _killed(command(source, path, jobs), moment, acknowledged, env)
            outcome.kills += not ended
            _check(path, reference, acknowledged, wanted if ended else None, outcome)
            if ended or outcome.faults:
                break
        outcome.finished += ended
        if outcome.faults:
            break
    return outcome


def _init(path: Path) -> None:
    create(str(path), lambda: dt.datetime.now(dt.UTC), secrets.token_bytes)[0].close()


def _killed(arguments: list[str], moment: float | None, acknowledged: set[str], env: Mapping[str, str]) -> bool:
    """Run a command and kill it after ``moment`` seconds; collect what it acknowledged. True where it ended first."""
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env)
    try:
        output, _ = process.communicate(timeout=moment)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
    for line in output.splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue  # the line that it was writing when it was killed
        if told["outcome"] != "rejected":
            acknowledged.add(told["sha256"])
    return process.returncode != -signal.SIGKILL


def _check(
    path: Path, reference: Prints, acknowledged: set[str], wanted: dict[str, Any] | None, outcome: Outcome
) -> None:
    """What must hold after each kill, and at the end."""
    register = opened(path)
    try:
        outcome.faults += [problem.reason for problem in verify(register).problems]
        there = prints(register)
        outcome.faults += [f"acknowledged, but not there: {digest}" for digest in acknowledged - there.keys()]
        outcome.faults += [f"not as undisturbed: {key}" for key, value in there.items() if reference.get(key) != value]
        if wanted is not None:
            found = whole(register)
            outcome.faults += [f"at the end, {key} differs" for key in wanted if wanted[key] != found[key]]
    finally:
        register.close()


def main() -> int:
    """Kill, and tell."""
    import tempfile

    parser = argparse.ArgumentParser(description="Kills add at random moments.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = trial(
            Path(folder), kills=given.kills, seed=given.seed, count=given.reports, jobs=given.jobs, env=os.environ
        )
    print(f"{outcome.kills} kills, {outcome.finished} runs taken to their end, {len(outcome.faults)} faults")
    for fault in outcome.faults[:20]:
        print(f"  {fault}")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
