"""Fits what confidence rests on, and says how well it fits: on the annotated reports of ``../shared/bench``.

    python benchmarks/calibration.py            fit, cross-validate, print; change nothing
    python benchmarks/calibration.py --write    and write src/tawthiq/refdata/confidence/weights.json and the figures

The figures are those of reports that the fit has not seen: the reports are drawn into ten parts, each is judged by a
fit on the other nine, and all of that is done over with other draws. A logistic model of the signs in ``signs.tsv``,
each of which may only work the way that its ``effect`` says. Only numbers are kept, never a word of a report. After a
change of the reading: run with ``--write``, then ``python docs/pictures.py``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import os
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import frozen
from benchmarks.accuracy import BENCH, ROOT, data
from tawthiq.evaluation import Calibration, GoldReport, PredictedReport, calibration, evaluate, load, load_texts
from tawthiq.extraction.events.confidence import given, probability, signs
from tawthiq.extraction.reading import Reading, read
from tawthiq.language.ar.lexicon import load as load_words
from tawthiq.model.extraction import to_json
from tawthiq.model.report import Report
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.refdata.confidence import Weights, load_model
from tawthiq.refdata.entries import load_lexicon
from tawthiq.settings import Settings
from tawthiq.text.rows import Headings

WEIGHTS = ROOT / "src/tawthiq/refdata/confidence/weights.json"
SETS, JUDGED = ("gold", "seed"), "gold"
"""The sets that are fitted on, and the one whose figures are given."""
PARTS, DRAWS, PENALTY = 10, 10, 1.5
"""Parts of the cross-validation, how often it is drawn, and how strongly large weights are held down (ridge)."""
ENOUGH, MOST = 1e-4, 500
"""The fit ends when no weight moves more, or after so many rounds."""
WANTED = {"expected calibration error": ("<=", 0.08), "AUROC": (">=", 0.75)}


class Told(msgspec.Struct, frozen=True):
    """One event that was read: its set and report, the signs that hold of it, and whether it is right."""

    set: str
    report: str
    signs: frozenset[str]
    right: bool


class Fit(msgspec.Struct, frozen=True):
    """Log-odds without any sign, and what each sign adds."""

    base: float
    weights: Mapping[str, float]

    def __call__(self, held: frozenset[str]) -> float:
        """The confidence of an event with these signs."""
        return given(self.base + sum(self.weights[name] for name in held))


def readings(name: str) -> Iterator[tuple[str, Reading]]:
    """The reports of a set, read."""
    settings = Settings.from_environment(os.environ)
    gazetteer = Gazetteer.open(settings.cache_dir, layers=settings.gazetteer_dir)
    lexicon, headings = load_words(), Headings.of(load_lexicon("ar"))
    for line in data(name, "texts").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        report = Report.of(row["text"], language="ar", id=row["id"], published=row["published"])
        yield row["id"], read(report, lexicon, gazetteer, gazetteer, headings)


def told(name: str) -> list[Told]:
    """The events that were read in a set, with what the annotation says of them."""
    held: dict[tuple[str, str], frozenset[str]] = {}
    predictions = []
    for report, reading in readings(name):
        predictions.append(msgspec.json.decode(to_json(reading.extraction), type=PredictedReport))
        for draft, event in zip(reading.drafts, reading.extraction.events, strict=True):
            held[report, event.id] = frozenset(signs(reading.page, draft.occurrence, event))
    result = evaluate(predictions, load(data(name, "gold"), GoldReport), load_texts(data(name, "texts")))
    return [Told(name, one.report, held[one.report, one.event], one.right) for one in result.verdicts]


def fitted(events: Sequence[Told]) -> Fit:
    """The weights that make the events most likely, held down by ``PENALTY`` and by each sign's effect. One weight at a
    time takes a step of Newton's until none moves: with some hundred events and a handful of signs that is exact."""
    effects = {name: sign.effect for name, sign in load_model().signs.items()}
    holding = {name: [i for i, event in enumerate(events) if name in event.signs] for name in effects}
    odds = [0.0] * len(events)
    base, weights = 0.0, dict.fromkeys(effects, 0.0)
    for _ in range(MOST):
        step = _step(events, odds, range(len(events)), 0.0, 0.0)
        base += step
        moved = _moved(odds, range(len(events)), step)
        for name, effect in effects.items():
            wish = weights[name] + _step(events, odds, holding[name], weights[name], PENALTY)
            wish = max(wish, 0.0) if effect == "+" else min(wish, 0.0)
            moved = max(moved, _moved(odds, holding[name], wish - weights[name]))
            weights[name] = wish
        if moved < ENOUGH:
            break
    return Fit(base, weights)


def _step(events: Sequence[Told], odds: Sequence[float], rows: Sequence[int], weight: float, penalty: float) -> float:
    """How far one weight should go: the slope of the log-likelihood over its curvature."""
    if not rows:
        return 0.0
    slope, curve = -penalty * weight, penalty
    for row in rows:
        chance = 1 / (1 + math.exp(-odds[row]))
        slope += events[row].right - chance
        curve += chance * (1 - chance)
    return slope / curve


def _moved(odds: list[float], rows: Sequence[int], step: float) -> float:
    """Add a step to the log-odds of the rows; its size."""
    for row in rows:
        odds[row] += step
    return abs(step)


def unseen(events: Sequence[Told], draw: int) -> list[float]:
    """The confidence of each event by a fit that has seen no event of its report."""
    reports = sorted({event.report for event in events})
    random.Random(draw).shuffle(reports)  # noqa: S311  # a fixed draw, no secret
    part = {report: index % PARTS for index, report in enumerate(reports)}
    fits = [fitted([event for event in events if part[event.report] != index]) for index in range(PARTS)]
    return [fits[part[event.report]](event.signs) for event in events]


def validated(events: Sequence[Told]) -> dict[str, float]:
    """The figures over unseen reports of the judged set: means of all draws; the bins pooled over them."""
    said: list[float] = []
    right: list[bool] = []
    each: list[Calibration] = []
    for draw in range(DRAWS):
        pairs = [
            (value, event.right)
            for value, event in zip(unseen(events, draw), events, strict=True)
            if event.set == JUDGED
        ]
        found = calibration([value for value, _ in pairs], [ok for _, ok in pairs])
        if found is not None:
            each.append(found)
        said += [value for value, _ in pairs]
        right += [ok for _, ok in pairs]
    figures = {
        "events": len(said) / DRAWS,
        "right": sum(right) / DRAWS,
        "expected calibration error": sum(one.ece for one in each) / len(each),
        "AUROC": sum(one.auroc or 0.5 for one in each) / len(each),
    }
    pooled = calibration(said, right)
    for one in pooled.bins if pooled else ():
        name = f"{one.low:.1f} to {one.high:.1f}"
        figures |= {f"{name}: events": one.events / DRAWS, f"{name}: said": one.said, f"{name}: right": one.right}
    return figures


def written(fit: Fit, events: Sequence[Told], today: dt.date) -> str:
    """The file of weights; its version is one more where they changed."""
    before = msgspec.json.decode(WEIGHTS.read_bytes(), type=Weights)
    weights = {name: round(weight, 3) for name, weight in fit.weights.items()}
    base = round(fit.base, 3)
    same = (before.weights, before.base) == (weights, base)
    found = Weights(
        version=before.version + (not same),
        fitted=before.fitted if same else today.isoformat(),
        reports=len({event.report for event in events}),
        events=len(events),
        right=sum(event.right for event in events),
        penalty=PENALTY,
        base=base,
        weights=weights,
    )
    return msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n"


def as_table(fit: Fit, events: Sequence[Told]) -> str:
    """What each sign weighs, and how often events with it and without it are right."""
    lines = [f"{'sign':20} {'weight':>7} {'events':>7} {'right':>6} {'right without':>14}"]
    for name, weight in sorted(fit.weights.items(), key=lambda item: item[1]):
        held = [event.right for event in events if name in event.signs]
        free = [event.right for event in events if name not in event.signs]
        lines.append(f"{name:20} {weight:+7.2f} {len(held):7} {_share(held):6.2f} {_share(free):14.2f}")
    return "\n".join([*lines, f"without any sign: {probability(fit.base):.2f}"])


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else math.nan


def main() -> int:
    """Fit, validate, print; write where that is asked for."""
    parser = argparse.ArgumentParser(description="Fits what confidence rests on, on ../shared/bench.")
    parser.add_argument("--write", action="store_true", help="write the weights and keep the figures")
    write = parser.parse_args().write
    if not BENCH.is_dir():
        print("confidence is fitted on ../shared/bench, which is not on this machine: skipped")
        return 0
    events = [event for name in SETS for event in told(name)]
    fit = fitted(events)
    print(as_table(fit, events), end="\n\n")
    frozen.report("calibration", validated(events), WANTED, freeze=write)
    if write:
        WEIGHTS.write_text(written(fit, events, dt.datetime.now(dt.UTC).date()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
