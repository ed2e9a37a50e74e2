"""Errors put together, the most frequent first: by their values, and by field and what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable

import msgspec

from tawthiq.evaluation.fields import FIELDS
from tawthiq.evaluation.score import EVENT_ROWS, Difference
from tawthiq.refdata.errors import load_errors


class ErrorGroup(msgspec.Struct, frozen=True):
    """The errors of one field that are about one thing. ``of``: all errors of that field. ``said``: what they are
    about, in words. ``see``: golden phenomena that show it (docs/phenomena.md). ``examples``: one a report, at most
    three."""

    field: str
    about: str
    said: str
    see: tuple[str, ...]
    times: int
    of: int
    examples: tuple[Difference, ...]


EXAMPLES = 3
"""Errors that a group shows."""


def grouped(differences: Iterable[Difference]) -> list[tuple[int, Difference]]:
    """Errors with the same values together: (times, the first of them)."""
    first: dict[tuple[Hashable, ...], Difference] = {}
    times: Counter[tuple[Hashable, ...]] = Counter()
    for difference in differences:
        key = (difference.field, difference.kind, difference.gold, difference.found)
        first.setdefault(key, difference)
        times[key] += 1
    return [(number, first[key]) for key, number in times.most_common()]


def by_cause(differences: Iterable[Difference]) -> list[ErrorGroup]:
    """Errors by field, in the order of the table, and within it by what they are about."""
    together: dict[str, dict[str, list[Difference]]] = {field: {} for field in (*EVENT_ROWS, *FIELDS)}
    for one in differences:
        together[one.field].setdefault(one.about, []).append(one)
    kinds = load_errors()
    return [
        ErrorGroup(field, about, kinds[about].said, kinds[about].see, len(errors), total, _examples(errors))
        for field, causes in together.items()
        for total in [sum(map(len, causes.values()))]
        for about, errors in sorted(causes.items(), key=lambda item: -len(item[1]))
    ]


def _examples(errors: Iterable[Difference]) -> tuple[Difference, ...]:
    """The first error of each of some reports."""
    first: dict[str, Difference] = {}
    for error in errors:
        first.setdefault(error.report, error)
    return tuple(first.values())[:EXAMPLES]
