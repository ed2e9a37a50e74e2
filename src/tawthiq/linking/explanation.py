"""Why two statements are, or are not, one incident: the waterfall of evidence, in words and bits."""

from __future__ import annotations

import msgspec
import numpy as np

from tawthiq.linking.columns import columns
from tawthiq.linking.comparisons import COMPARISONS
from tawthiq.linking.linker import is_linked
from tawthiq.linking.statements import Statement
from tawthiq.linking.weights import Weights


class Reason(msgspec.Struct, frozen=True):
    """One comparison: what it found, and what that weighs. ``level`` is None, and ``bits`` 0, where one of the two says
    nothing on it."""

    comparison: str
    level: str | None
    bits: float
    en: str
    ar: str


class Explanation(msgspec.Struct, frozen=True):
    """All reasons, and their sum. ``threshold``: from which two statements alone are joined; ``review``: from which a
    person should look. ``never``: why they cannot be joined whatever they weigh; None where they can."""

    reasons: tuple[Reason, ...]
    bits: float
    threshold: float
    review: float
    method: str
    never: str | None


_NOTHING = ("not said by both", "لا يذكره كلاهما")


def explain(one: Statement, other: Statement, weights: Weights) -> Explanation:
    """The evidence that two statements tell one incident."""
    table = columns([one, other])
    found = weights.levels(table, np.array([0]), np.array([1]))[:, 0].tolist()
    reasons = tuple(_reason(number, level, weights) for number, level in enumerate(found))
    total = sum(reason.bits for reason in reasons)
    return Explanation(reasons, total, weights.connect, weights.review, weights.version, _never(one, other))


def _reason(number: int, level: int, weights: Weights) -> Reason:
    comparison = COMPARISONS[number]
    if level == 0:
        return Reason(comparison.name, None, 0.0, *_NOTHING)
    name = comparison.levels[level - 1]
    row = weights.rows[comparison.name, name]
    return Reason(comparison.name, name, row.bits, row.en, row.ar)


def _never(one: Statement, other: Statement) -> str | None:
    if one.report == other.report:
        return "one report tells them apart"
    for statement in (one, other):
        if not is_linked(statement):
            return (
                f"{statement.event} is no occurrence that others could tell ({statement.level}, {statement.modality})"
            )
    return None
