"""What is compared inside a pair: each field of an event as a multiset of plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence

import msgspec

from tawthiq.evaluation.statement import Statement

Values = list[Hashable]


class Score(msgspec.Struct, frozen=True):
    """Precision, recall and F1 (0 where nothing was found or wanted), with the numbers of items behind them."""

    precision: float
    recall: float
    f1: float
    gold: int
    found: int


class Tally:
    """Counts of what was found rightly, found wrongly and missed."""

    def __init__(self) -> None:
        self.right = self.wrong = self.missed = 0

    def add(self, right: int, wrong: int, missed: int) -> None:
        """Add to the three counts."""
        self.right += right
        self.wrong += wrong
        self.missed += missed

    def compare(self, predicted: Sequence[Hashable], gold: Sequence[Hashable]) -> None:
        """Compare two multisets and add what they share and do not share."""
        shared = sum((Counter(predicted) & Counter(gold)).values())
        self.add(shared, len(predicted) - shared, len(gold) - shared)

    def score(self) -> Score:
        """The rates over all that was added."""
        found, gold = self.right + self.wrong, self.right + self.missed
        precision = self.right / found if found else 0.0
        recall = self.right / gold if gold else 0.0
        both = precision + recall
        return Score(precision, recall, 2 * precision * recall / both if both else 0.0, gold, found)


def _counts(event: Statement) -> Values:
    return [(f.outcome, *f.bounds, f.subset) for f in event.figures]


def _in_full(event: Statement) -> Values:
    return [(f.outcome, *f.bounds, f.subset, f.status, f.sex, f.age) for f in event.figures]


def _killed(event: Statement) -> Values:
    return [f.bounds for f in event.figures if f.outcome == "killed" and not f.subset]


def _attackers(event: Statement) -> Values:
    """Codes; the order in ``A|B`` means nothing."""
    return list({"|".join(sorted(code.split("|"))) for code in event.attackers})


def _sides(event: Statement) -> Values:
    """The first part of a code: the state or movement, whatever its branch."""
    return list({min(part.split(".")[0] for part in code.split("|")) for code in event.attackers})


FIELDS: dict[str, Callable[[Statement], Values]] = {
    "casualty counts": _counts,
    "casualties in full": _in_full,
    "killed (total)": _killed,
    "attackers": _attackers,
    "attackers (side)": _sides,
    "platforms": lambda event: list(set(event.platforms)),
    "munitions": lambda event: list(set(event.munitions)),
    "facilities": lambda event: list({kind for kind, _ in event.facilities}),
    "facility function": lambda event: list({(kind, use) for kind, use in event.facilities if use}),
    "strikes": lambda event: [(s.unit, *s.bounds) for s in event.strikes],
}
"""Name of a field -> its values in one event."""


def dates(predicted: str | None, gold: str | None) -> tuple[Values, Values]:
    """Two EDTF dates as multisets. A year that the annotator could not know (XXXX) may be left open or inferred; a date
    where the annotator could give none is an error."""
    if predicted and gold and gold.startswith("XXXX-") and len(predicted) == len(gold):
        predicted = "XXXX" + predicted[4:]
    return [predicted] if predicted else [], [gold] if gold else []
