"""Days of statements as numbers."""

from __future__ import annotations

import numpy as np

from tawthiq.linking.columns import UNKNOWN, Array, Columns

_EPOCH = 719163
"""Ordinal of 1 January 1970."""


def exact_day(columns: Columns, rows: Array | slice = slice(None)) -> Array:
    """The day of each row as an ordinal; of a span of two or three days the first; else 0."""
    first, last = columns.first[rows], columns.last[rows]
    return np.where((first > 0) & (last - first <= 2) & (last >= first), first, 0)


def is_exact(columns: Columns, rows: Array | slice = slice(None)) -> Array:
    """Rows of one known day."""
    return np.asarray((columns.first[rows] > 0) & (columns.first[rows] == columns.last[rows]))


def month_day(columns: Columns, rows: Array) -> Array:
    """Month and day of each row, 921 for 21 September, with or without a year; 0 where they are not known."""
    exact = is_exact(columns, rows)
    days = (np.where(exact, columns.first[rows], _EPOCH) - _EPOCH).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    known = (months.astype(np.int64) % 12 + 1) * 100 + (days - months).astype(np.int64) + 1
    return np.where(columns.month_day[rows] > 0, columns.month_day[rows], np.where(exact, known, 0))


def weekday(columns: Columns, rows: Array) -> Array:
    """The weekday of each row, 0 for Monday; -1 where it is not known."""
    exact = is_exact(columns, rows)
    return np.where(
        columns.weekday[rows] >= 0, columns.weekday[rows], np.where(exact, (columns.first[rows] - 1) % 7, UNKNOWN)
    )
