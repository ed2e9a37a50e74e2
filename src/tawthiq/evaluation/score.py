"""Score predicted events against annotated ones.

Events are paired one to one within a report. A field's items count as found only inside pairs; a missed or spurious
event carries its items' errors. "Given the event" looks inside pairs only: how well a field is read once its event is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence

import msgspec

from tawthiq.errors import UsageError
from tawthiq.evaluation.alignment import LONGEST_PLACE, align, overlap
from tawthiq.evaluation.fields import FIELDS, Score, Tally, dates
from tawthiq.evaluation.gold import GoldReport
from tawthiq.evaluation.predicted import PredictedReport
from tawthiq.evaluation.statement import Statement, occurrences

EVENT_ROWS = ("events", "event type", "modality and level", "background", "places", "precision of place", "date")
GIVEN_ROWS = ("places", "date", *FIELDS)
HEADLINE = ("events", "places", "date", "casualty counts", "attackers (side)", "munitions", "facilities")


class Difference(msgspec.Struct, frozen=True):
    """One error. ``kind``: ``missed`` or ``spurious`` (an event), ``differs`` (a field inside a pair). ``words``: the
    annotator's trigger, or what the spurious event points to."""

    report: str
    field: str
    kind: str
    gold: tuple[Hashable, ...]
    found: tuple[Hashable, ...]
    words: tuple[str, ...]


class Evaluation(msgspec.Struct, frozen=True):
    """The result. ``rows`` and ``given``: field -> score. ``mean``: mean F1 of ``HEADLINE``. ``wrong_evidence``: pieces
    of evidence that are not their text. ``without_evidence``: of ``filled`` fields, those with none."""

    rows: dict[str, Score]
    given: dict[str, Score]
    mean: float
    wrong_evidence: int
    without_evidence: int
    filled: int
    events_a_report: float
    differences: tuple[Difference, ...]

    @property
    def sound(self) -> bool:
        """Is all evidence its text, and every filled field with some?"""
        return not self.wrong_evidence and not self.without_evidence


def evaluate(
    predictions: Iterable[PredictedReport], golds: Iterable[GoldReport], texts: Mapping[str, str]
) -> Evaluation:
    """Compare ``predictions`` with ``golds``; ``texts``: report id -> text.

    Raises ``UsageError`` where an annotated report was not predicted or a report's text is not given: a report left
    out would flatter the figures.
    """
    found, wanted = {report.id: report for report in predictions}, list(golds)
    _complete(found, wanted, texts)
    count = _Counting()
    for gold in wanted:
        count.report(found[gold.id], gold, texts[gold.id])
    return count.result(len(wanted))


def grouped(differences: Iterable[Difference]) -> list[tuple[int, Difference]]:
    """Errors of one kind together, the most frequent first: (times, the first of them)."""
    first: dict[tuple[Hashable, ...], Difference] = {}
    times: Counter[tuple[Hashable, ...]] = Counter()
    for difference in differences:
        key = (difference.field, difference.kind, difference.gold, difference.found)
        first.setdefault(key, difference)
        times[key] += 1
    return [(number, first[key]) for key, number in times.most_common()]


def _complete(found: Mapping[str, PredictedReport], wanted: Sequence[GoldReport], texts: Mapping[str, str]) -> None:
    absent = sorted({gold.id for gold in wanted} - found.keys())
    unknown = sorted((found.keys() | {gold.id for gold in wanted}) - texts.keys())
    for ids, fault in ((absent, "annotated reports are not predicted"), (unknown, "reports have no text")):
        if ids:
            raise UsageError(
                f"{len(ids)} {fault}: {', '.join(ids[:3])} … Evaluate the same set of reports in all files"
            )


class _Counting:
    """The tallies while reports pass."""

    def __init__(self) -> None:
        self.rows = {name: Tally() for name in (*EVENT_ROWS, *FIELDS)}
        self.given = {name: Tally() for name in GIVEN_ROWS}
        self.differences: list[Difference] = []
        self.wrong = self.without = self.filled = self.events = 0

    def report(self, found: PredictedReport, gold: GoldReport, text: str) -> None:
        """Add one report."""
        self.events += len(found.events)
        self._evidence(found, text)
        furniture = [where for quote in gold.ignore for where in occurrences(text, quote)]
        predicted = [event.statement() for event in found.events]
        predicted = [event for event in predicted if not _inside(event, furniture)]
        wanted = [event.statement(text) for event in gold.events]
        pairs, spurious, missed = align([e for e in predicted if e.scored], [e for e in wanted if e.scored])
        self.rows["events"].add(len(pairs), len(spurious), len(missed))
        both, extra, lost = align([e for e in predicted if e.background], [e for e in wanted if e.background])
        self.rows["background"].add(len(both), len(extra), len(lost))
        for pair in pairs:
            self._pair(gold.id, *pair)
        for event in missed:
            self._unpaired(gold.id, event, missed=True)
        for event in spurious:
            self._unpaired(gold.id, event, missed=False)

    def _evidence(self, found: PredictedReport, text: str) -> None:
        for item in (item for event in found.events for item in event.filled()):
            self.filled += 1
            self.without += not item.evidence
            self.wrong += sum(not words.true_to(text) for words in item.evidence)

    def _pair(self, report: str, found: Statement, gold: Statement) -> None:
        self._compare(report, gold, "event type", [found.type], [gold.type])
        self._compare(
            report, gold, "modality and level", [(found.modality, found.level)], [(gold.modality, gold.level)]
        )
        self._places(found, gold)
        self._compare(report, gold, "date", *dates(found.edtf, gold.edtf))
        for name, values in FIELDS.items():
            self._compare(report, gold, name, values(found), values(gold))

    def _compare(
        self, report: str, gold: Statement, field: str, found: Sequence[Hashable], wanted: Sequence[Hashable]
    ) -> None:
        self.rows[field].compare(found, wanted)
        if field in self.given:
            self.given[field].compare(found, wanted)
        if Counter(found) != Counter(wanted):
            one, other = (tuple(sorted(values, key=str)) for values in (wanted, found))
            self.differences.append(Difference(report, field, "differs", one, other, gold.words))

    def _places(self, found: Statement, gold: Statement) -> None:
        hits = [
            (i, j)
            for i, wanted in enumerate(gold.core_places)
            for j, place in enumerate(found.core_places)
            if overlap(place.ranges, wanted.ranges, LONGEST_PLACE)
        ]
        met, right = {i for i, _ in hits}, {j for _, j in hits}
        for tally in (self.rows["places"], self.given["places"]):
            tally.add(len(met), len(found.core_places) - len(right), len(gold.core_places) - len(met))
        for i, j in hits:
            self.rows["precision of place"].compare([found.core_places[j].precision], [gold.core_places[i].precision])

    def _unpaired(self, report: str, event: Statement, *, missed: bool) -> None:
        """A missed or spurious event, whose items are all missed or spurious too."""
        values: dict[str, int] = {name: len(of(event)) for name, of in FIELDS.items()}
        values |= {"places": len(event.core_places), "date": int(event.edtf is not None)}
        for name, number in values.items():
            self.rows[name].add(0, 0 if missed else number, number if missed else 0)
        gold, found = ((event.type,), ()) if missed else ((), (event.type,))
        kind = "missed" if missed else "spurious"
        self.differences.append(Difference(report, "events", kind, gold, found, event.words[:4]))

    def result(self, reports: int) -> Evaluation:
        """The scores over all reports."""
        rows = {name: tally.score() for name, tally in self.rows.items()}
        return Evaluation(
            rows,
            {name: tally.score() for name, tally in self.given.items()},
            sum(rows[name].f1 for name in HEADLINE) / len(HEADLINE),
            self.wrong,
            self.without,
            self.filled,
            self.events / max(1, reports),
            tuple(self.differences),
        )


def _inside(event: Statement, furniture: Sequence[tuple[int, int]]) -> bool:
    """Does the event point to page furniture only?"""
    return bool(event.everything) and all(
        any(first <= start and end <= last for first, last in furniture) for start, end in event.everything
    )
