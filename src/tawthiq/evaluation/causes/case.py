"""One predicted event and the annotated one that it was paired with, among all of their report."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.evaluation.statement import Range, Statement

_ENDS = ("\n", ". ", "؟", "!")
"""What ends a sentence, roughly: enough to tell whether words stand beside each other."""


class Case(msgspec.Struct, frozen=True):
    """A pair, or an event that has none. ``predicted``, ``annotated``: all events of the report."""

    text: str
    found: Statement | None
    gold: Statement | None
    predicted: Sequence[Statement]
    annotated: Sequence[Statement]

    @property
    def pair(self) -> tuple[Statement, Statement]:
        """(found, gold). Raises ``ValueError`` for an event without a pair."""
        if self.found is None or self.gold is None:
            raise ValueError("an event without a pair has no fields to compare")
        return self.found, self.gold

    def apart(self, some: Sequence[Range], others: Sequence[Range]) -> bool:
        """Does no range of ``some`` stand in a sentence of ``others``?"""
        return bool(some and others) and not any(self._together(one, other) for one in some for other in others)

    def _together(self, one: Range, other: Range) -> bool:
        between = self.text[min(one[1], other[1]) : max(one[0], other[0])]
        return not any(end in between for end in _ENDS)
