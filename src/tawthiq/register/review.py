"""What holds of an event: the machine's record, and what persons decided about it.

A field that a person set holds against every later reading. An accepted event holds as it was when it was accepted. The
machine's record is always kept beside.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from tawthiq.model.decision import ReviewState

POINTS: dict[str, tuple[tuple[str, str], ...]] = {
    "casualties": (("source", "sources"),),
    "actors": (("source", "sources"),),
    "persons": (("casualty", "casualties"),),
}
"""Field -> (key of its items, the field of which that key gives an item by its place)."""


class Deed(msgspec.Struct, frozen=True):
    """A decision on one event, as it is stored. ``after``: JSON."""

    number: int
    action: str
    field: str | None
    after: str | None
    undoes: int | None


class Held(msgspec.Struct, frozen=True):
    """A field that a person holds. ``value``: as in a slim record; None where the field is to be empty. ``context``:
    the lists that items of the value point into, as they were then. ``became``: items of a list that were changed in
    their place, each with what it became."""

    decision: int
    value: Any
    context: dict[str, list[Any]]
    became: list[tuple[Any, Any]]

    @classmethod
    def change(cls, field: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Held:
        """What a change of a record makes a person hold, before it has a number."""
        old, new = before.get(field), after.get(field)
        became = []
        if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
            became = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
        return cls(0, new, {target: before.get(target, []) for _, target in POINTS.get(field, ())}, became)

    @classmethod
    def of(cls, decision: int, stored: str, earlier: Held | None) -> Held:
        """What :meth:`stored` wrote. ``earlier``: what the person held of this field before."""
        found = json.loads(stored)
        became = [(one, other) for one, other in found["became"]]
        return cls(decision, found["value"], found["context"], [*(earlier.became if earlier else ()), *became])

    def stored(self) -> str:
        """As JSON."""
        found = {"value": self.value, "context": self.context, "became": self.became}
        return json.dumps(found, ensure_ascii=False)


class Standing(msgspec.Struct, frozen=True):
    """What the decisions on an event come to. ``accepted``: the slim record that was accepted."""

    state: ReviewState
    accepted: dict[str, Any] | None
    held: dict[str, Held]


def undone(deeds: Sequence[Deed]) -> set[int]:
    """The numbers of decisions that an undo, itself not undone, takes back."""
    gone: set[int] = set()
    for deed in reversed(deeds):
        if deed.undoes is not None and deed.number not in gone:
            gone.add(deed.undoes)
    return gone


def standing(deeds: Sequence[Deed]) -> Standing:
    """What the decisions on one event, in order, come to."""
    gone = undone(deeds)
    verdict: ReviewState | None = None
    accepted: dict[str, Any] | None = None
    held: dict[str, Held] = {}
    for deed in deeds:
        if deed.number in gone:
            continue
        if deed.action == "accept":
            verdict, accepted = "accepted", None if deed.after is None else json.loads(deed.after)
        elif deed.action == "reject":
            verdict, accepted = "rejected", None
        elif deed.action == "edit" and deed.field is not None and deed.after is not None:
            top = deed.field.partition(".")[0].partition("[")[0]
            held[top] = Held.of(deed.number, deed.after, held.get(top))
    return Standing(verdict or ("edited" if held else "machine"), accepted, held)


def compose(machine: Mapping[str, Any], decided: Standing) -> dict[str, Any]:
    """The slim record that holds: the machine's (or the accepted one) with the fields that persons hold."""
    base = dict(machine if decided.accepted is None else decided.accepted)
    record = dict(base)
    for field, held in decided.held.items():
        if held.value is None:
            record.pop(field, None)
        else:
            record[field] = held.value
    for field, points in POINTS.items():
        context = decided.held[field].context if field in decided.held else base
        for key, target in points:
            owner = decided.held.get(target)
            _repoint(record, field, key, target, context.get(target, []), owner.became if owner else None)
    return record


def point_anew(record: dict[str, Any], before: Mapping[str, Any], changed: str) -> None:
    """Let items point to the same items of the list ``changed``, which was put in place of that in ``before``."""
    for field, points in POINTS.items():
        for key, target in points:
            if target == changed:
                _repoint(record, field, key, target, before.get(target, []), [])


def _repoint(
    record: dict[str, Any],
    field: str,
    key: str,
    target: str,
    meant: Sequence[Any],
    became: Sequence[tuple[Any, Any]] | None,
) -> None:
    """Let the items of ``field`` point to the same items of ``target`` that they meant.

    ``became``: of a list that a person holds: what items were changed into. What a person took out is not pointed to;
    what only another reading lost is added again (``became`` is None).
    """
    if field not in record or list(meant) == list(record.get(target, [])):
        return
    items, targets = [], list(record.get(target, []))
    for item in record[field]:
        index = item.get(key)
        if index is None or index >= len(meant):
            items.append(item)
            continue
        place = _place(targets, meant[index], became or ())
        if place is None and became is None:
            targets.append(meant[index])
            place = len(targets) - 1
        rest = {name: value for name, value in item.items() if name != key}
        items.append(rest if place is None else rest | {key: place})
    record[field] = items
    if targets:
        record[target] = targets


def _place(targets: Sequence[Any], wanted: Any, became: Sequence[tuple[Any, Any]]) -> int | None:
    """Where the item ``wanted``, or what it became, stands."""
    names = [wanted]
    for old, new in became:
        if any(_same(old, name) for name in names):
            names.append(new)
    return next((n for n, item in enumerate(targets) if any(_same(item, name) for name in names)), None)


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two items say the same, whatever words they point to."""
    return {k: v for k, v in one.items() if k != "evidence"} == {k: v for k, v in other.items() if k != "evidence"}
