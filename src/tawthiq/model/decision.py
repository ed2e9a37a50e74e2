"""Decisions: what a person did to which record, when and why. Append-only; an undo is a decision of its own."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Action = Literal["accept", "reject", "edit", "comment", "undo"]
ReviewState = Literal["machine", "edited", "accepted", "rejected"]
"""``machine``: nobody has decided; ``edited``: a person set a field, but neither accepted nor rejected the event."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One entry. ``report``: its id. ``event``: the event's name within the report; None for a comment on the report.

    ``field``, ``before``, ``after``: of an edit: the field and its value before and after. ``undoes``: of an undo: the
    number of the decision that it takes back. ``standing``: False once an undo that stands takes it back. ``reason``
    and the values are None once they were erased.
    """

    number: int
    at: str
    by: str
    action: Action
    report: str
    event: str | None = None
    field: str | None = None
    before: Any = None
    after: Any = None
    reason: str | None = None
    undoes: int | None = None
    standing: bool = True
