"""Score predicted events against annotated ones.

Events are paired one to one within a report. A field's items count as found only inside pairs; a missed or spurious
event carries its items' errors. "Given the event" looks inside pairs only: how well a field is read once its event is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

import msgspec

from tawthiq.errors import UsageError
from tawthiq.evaluation.alignment import LONGEST_PLACE, Pairs, align, overlap
from tawthiq.evaluation.calibration import Verdict
from tawthiq.evaluation.causes import Case, cause
from tawthiq.evaluation.causes.places import unmet
from tawthiq.evaluation.fields import FIELDS, Score, Tally, Values, dates
from tawthiq.evaluation.gold import GoldReport
from tawthiq.evaluation.predicted import PredictedReport
from tawthiq.evaluation.statement import Statement, occurrences

EVENT_ROWS = ("events", "event type", "modality and level", "background", "places", "precision of place", "date")
GIVEN_ROWS = ("places", "date", *FIELDS)
RIGHT = ("event type", "places", "date", "casualty counts")
"""Fields that must all be as annotated for an event to be right."""
HEADLINE = ("events", "places", "date", "casualty counts", "attackers (side)", "munitions", "facilities")


class Difference(msgspec.Struct, frozen=True):
    """One error. ``kind``: ``missed`` or ``spurious`` (an event), ``differs`` (a field inside a pair). ``about``: its
    name in ``refdata/errors.tsv``. ``words``: the annotator's trigger, or what the spurious event points to."""

    report: str
    field: str
    kind: str
    about: str
    gold: tuple[Hashable, ...]
    found: tuple[Hashable, ...]
    words: tuple[str, ...]


class Evaluation(msgspec.Struct, frozen=True):
    """The result. ``rows`` and ``given``: field -> score. ``mean``: mean F1 of ``HEADLINE``. ``wrong_evidence``: pieces
    of evidence that are not their text. ``without_evidence``: of ``filled`` fields, those with none. ``verdicts``: on
    each predicted event that counts, background with figures included."""

    rows: dict[str, Score]
    given: dict[str, Score]
    mean: float
    wrong_evidence: int
    without_evidence: int
    filled: int
    events_a_report: float
    differences: tuple[Difference, ...]
    verdicts: tuple[Verdict, ...]

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
        self.verdicts: list[Verdict] = []
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
        for one, other in pairs:
            self._pair(gold.id, Case(text, one, other, predicted, wanted))
        for event in missed:
            self._unpaired(gold.id, event, Case(text, None, event, predicted, wanted))
        for event in spurious:
            self._unpaired(gold.id, event, Case(text, event, None, predicted, wanted))
        self._judge(gold.id, [*pairs, *both], [*spurious, *extra])

    def _judge(self, report: str, pairs: Pairs, alone: Sequence[Statement]) -> None:
        for found, gold in pairs:
            self.verdicts.append(Verdict(report, found.id, found.confidence, _first_wrong(found, gold)))
        self.verdicts += [Verdict(report, found.id, found.confidence, "events") for found in alone]

    def _evidence(self, found: PredictedReport, text: str) -> None:
        for item in (item for event in found.events for item in event.filled()):
            self.filled += 1
            self.without += not item.evidence
            self.wrong += sum(not words.true_to(text) for words in item.evidence)

    def _pair(self, report: str, case: Case) -> None:
        for field, found, wanted in _compared(*case.pair):
            self.rows[field].compare(found, wanted)
            if field in self.given:
                self.given[field].compare(found, wanted)
            if Counter(found) != Counter(wanted):
                self._differs(report, field, case, found, wanted)
        self._places(report, case)

    def _places(self, report: str, case: Case) -> None:
        found, gold = case.pair
        hits = [
            (place, wanted)
            for wanted in gold.core_places
            for place in found.core_places
            if overlap(place.ranges, wanted.ranges, LONGEST_PLACE)
        ]
        missed, extra = unmet(found, gold)
        for tally in (self.rows["places"], self.given["places"]):
            tally.add(len(gold.core_places) - len(missed), len(extra), len(missed))
        if missed or extra:
            self._differs(report, "places", case, [place.name for place in extra], [place.name for place in missed])
        for place, wanted in hits:
            self.rows["precision of place"].compare([place.precision], [wanted.precision])
            if place.precision != wanted.precision:
                self._differs(report, "precision of place", case, [place.precision], [wanted.precision])

    def _differs(
        self, report: str, field: str, case: Case, found: Sequence[Hashable], gold: Sequence[Hashable]
    ) -> None:
        one, other = (tuple(sorted(values, key=str)) for values in (gold, found))
        words = case.pair[1].words
        self.differences.append(Difference(report, field, "differs", cause(field, case), one, other, words))

    def _unpaired(self, report: str, event: Statement, case: Case) -> None:
        """A missed or spurious event, whose items are all missed or spurious too."""
        missed = case.found is None
        values: dict[str, int] = {name: len(of(event)) for name, of in FIELDS.items()}
        values |= {"places": len(event.core_places), "date": int(event.edtf is not None)}
        for name, number in values.items():
            self.rows[name].add(0, 0 if missed else number, number if missed else 0)
        gold, found = ((event.type,), ()) if missed else ((), (event.type,))
        kind, about = "missed" if missed else "spurious", cause("events", case)
        self.differences.append(Difference(report, "events", kind, about, gold, found, event.words[:4]))

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
            tuple(self.verdicts),
        )


def _compared(found: Statement, gold: Statement) -> Iterator[tuple[str, Values, Values]]:
    """(field, found, annotated) of each field of a pair that is compared as a multiset; places are not."""
    yield "event type", [found.type], [gold.type]
    yield "modality and level", [(found.modality, found.level)], [(gold.modality, gold.level)]
    yield "date", *dates(found.edtf, gold.edtf)
    for name, values in FIELDS.items():
        yield name, values(found), values(gold)


def _first_wrong(found: Statement, gold: Statement) -> str | None:
    """The first of ``RIGHT`` that is not as annotated."""
    wrong = {name for name, one, other in _compared(found, gold) if Counter(one) != Counter(other)}
    if any(unmet(found, gold)):
        wrong.add("places")
    return next((name for name in RIGHT if name in wrong), None)


def _inside(event: Statement, furniture: Sequence[tuple[int, int]]) -> bool:
    """Does the event point to page furniture only?"""
    return bool(event.everything) and all(
        any(first <= start and end <= last for first, last in furniture) for start, end in event.everything
    )
