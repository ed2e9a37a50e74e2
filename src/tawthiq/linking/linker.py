"""From statements to incidents: block, weigh, cluster."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec
import numpy as np

from tawthiq.linking.agglomeration import Rules
from tawthiq.linking.blocking import pairs
from tawthiq.linking.clustering import Edges, cluster
from tawthiq.linking.columns import LEVELS, Array, Columns, columns
from tawthiq.linking.statements import Statement
from tawthiq.linking.weights import Weights

Key = tuple[str, str]
LINKED = ("asserted", "alleged", "denied", "historical")
"""Modalities that tell of an occurrence; plans and suppositions stand alone."""


class Ruled(msgspec.Struct, frozen=True):
    """What persons decided: pairs of statements that are one, and that are not, whatever they weigh."""

    same: frozenset[tuple[Key, Key]] = frozenset()
    different: frozenset[tuple[Key, Key]] = frozenset()


class Linked(msgspec.Struct, frozen=True):
    """The outcome. ``label``: the group of each row, named by its lowest row. ``edges``: pairs that were weighed and
    are worth remembering."""

    columns: Columns
    label: Array
    edges: Edges

    def groups(self) -> list[list[int]]:
        """The rows of each group, in order of its lowest row."""
        order = np.argsort(self.label, kind="stable")
        bounds = np.flatnonzero(np.diff(self.label[order])) + 1
        return [rows.tolist() for rows in np.split(order, bounds)] if len(order) else []


def link(statements: Iterable[Statement], weights: Weights, ruled: Ruled | None = None) -> Linked:
    """Group statements into incidents. The order in which they come does not matter."""
    rows = sorted(statements, key=_key)
    table = columns(rows)
    admitted = np.fromiter((is_linked(row) for row in rows), np.bool_, len(rows))
    sums = {number for number, row in enumerate(rows) if row.level == "cluster"}
    return link_columns(table, admitted, sums, weights, ruled or Ruled())


def link_columns(table: Columns, admitted: Array, sums: Collection[int], weights: Weights, ruled: Ruled) -> Linked:
    """As :func:`link`, from columns in the order of their keys."""
    a, b = pairs(table, admitted)
    weight = weights.weigh(table, a, b)
    kept = weight >= weights.kept
    edges = Edges(a[kept], b[kept], weight[kept])
    must, cannot = _numbered(table, ruled.same), _numbered(table, ruled.different)
    rules = Rules(weights.connect, weights.threshold, must, cannot, sums)
    label = cluster(table.report, edges, lambda one, other: weights.weigh(table, one, other), rules)
    return Linked(table, label, edges)


def is_linked(statement: Statement) -> bool:
    """Whether a statement is of an occurrence that others may tell, too."""
    return statement.level in LEVELS[:2] and statement.modality in LINKED


def _key(statement: Statement) -> Key:
    return statement.key


def _numbered(table: Columns, decided: Collection[tuple[Key, Key]]) -> dict[int, list[int]]:
    """Decisions as rows, each pair from both sides; of statements that are not there, nothing."""
    if not decided:
        return {}
    number = {key: row for row, key in enumerate(table.keys)}
    found: dict[int, set[int]] = {}
    for one, other in decided:
        if one in number and other in number:
            found.setdefault(number[one], set()).add(number[other])
            found.setdefault(number[other], set()).add(number[one])
    return {row: sorted(others) for row, others in found.items()}
