"""Setting a field of an event: ``type shelling``, ``casualties[0].count 9``, ``facilities[1] -``.

A field is a name of the event record, then ``.name`` or ``[number]`` as deep as needed. The value is JSON, or plain
words where JSON would be a string; ``-`` empties a field or takes an item out; ``[+]`` adds an item to a list.
"""

from __future__ import annotations

import copy
import itertools
import json
import re
from typing import Any

import msgspec

from tawthiq.errors import ModelError, UsageError
from tawthiq.model.dates import EventDate
from tawthiq.register.packing import event_of, slim
from tawthiq.register.review import point_anew

FIELDS = (
    "type", "level", "part_of", "modality", "date", "sources", "locations", "actors", "platforms", "munitions",
    "strikes", "casualties", "persons", "facilities", "displacement", "talks", "evidence",
)  # fmt: skip
"""What a person can set."""

EMPTY = "-"
_STEP = re.compile(r"\.?([a-z_0-9]+)|\[(\d+|\+)\]")


class Edit(msgspec.Struct, frozen=True):
    """A change. ``evidence``: the words of the report for the new value, as ranges of code points."""

    field: str
    value: str
    evidence: tuple[tuple[int, int], ...] = ()

    @property
    def top(self) -> str:
        """The field of the event that is changed."""
        return re.split(r"[.\[]", self.field, maxsplit=1)[0]


def edited(record: dict[str, Any], change: Edit, text: str) -> dict[str, Any]:
    """The slim record with the change made and checked against the code book.

    Raises ``UsageError`` that says which field or value is wrong.
    """
    path = _path(change)
    _check_evidence(change, text)
    new: dict[str, Any] | None = None
    fault: ModelError | None = None
    for value in _values(change.value):
        draft = copy.deepcopy(record)
        try:
            _set(draft, path, value, change)
            if value is None or len(path) == 1:
                point_anew(draft, record, change.top)
            new = slim(event_of(draft, text))
            break
        except ModelError as wrong:
            fault = fault or wrong
    if new is None:
        raise UsageError(f"{change.field} cannot be set to «{change.value}»: {fault}") from fault
    return new


def at_field(top: Any, field: str) -> Any:
    """What a value of the event's own field (``casualties``) has at ``field`` (``casualties[0].count``); None where it
    has nothing there."""
    for step in _path(Edit(field, ""))[1:]:
        try:
            top = top[step]
        except (KeyError, IndexError, TypeError):
            return None
    return top


def _path(change: Edit) -> list[str | int]:
    """The steps of a field. Raises ``UsageError`` where it is not written as one."""
    steps: list[str | int] = []
    at = 0
    while at < len(change.field):
        found = _STEP.match(change.field, at)
        if found is None:
            raise UsageError(f"«{change.field}» is no field: write such as type, date or casualties[0].count")
        name, index = found.groups()
        steps.append(name if name is not None else -1 if index == "+" else int(index))
        at = found.end()
    if not steps or steps[0] not in FIELDS:
        raise UsageError(f"«{change.field}» is no field that can be set: choose from {', '.join(FIELDS)}")
    return steps


def _values(written: str) -> list[Any]:
    """What a value may mean: JSON first, then plain words. ``-`` is nothing."""
    if written.strip() == EMPTY:
        return [None]
    try:
        return [json.loads(written), written]
    except ValueError:
        return [written]


def _set(record: dict[str, Any], path: list[str | int], value: Any, change: Edit) -> None:
    """Set the value at ``path``; missing steps are an error."""
    place: Any = record
    if value == "" or (value is None and path == ["type"]):
        raise ModelError("it needs a value")
    for step, following in itertools.pairwise(path):
        if isinstance(place, dict) and step not in place and following == -1:
            place[step] = []
        place = _at(place, step, change)
    last = path[-1]
    value = _completed(place, path, value, change)
    if value is None and isinstance(place, (dict, list)):
        _at(place, last, change)
        del place[last]  # type: ignore[arg-type]  # a step that _at has just taken
    elif isinstance(place, list) and last == -1:
        place.append(value)
    elif isinstance(place, list):
        _at(place, last, change)
        place[int(last)] = value
    else:
        place[last] = value
    _attach(record, path, change)


def _at(place: Any, step: str | int, change: Edit) -> Any:
    """One step down. Raises ``UsageError`` where there is nothing."""
    try:
        return place[step]
    except (KeyError, IndexError, TypeError) as fault:
        size = f" (there are {len(place)}, counted from 0)" if isinstance(place, list) else ""
        raise UsageError(f"there is nothing at {change.field}: no {step}{size}") from fault


def _completed(place: Any, path: list[str | int], value: Any, change: Edit) -> Any:
    """A value in full: a number for a count, a day for a date."""
    last = path[-1]
    if last == "count" and isinstance(value, int) and not isinstance(value, bool):
        quote = place["count"]["quote"] if isinstance(place, dict) and "count" in place else str(value)
        whole = {"quote": quote, "quantifier": "exact", "stated": [value], "min": value, "best": value, "max": value}
        return whole if value else whole | {"quantifier": "none"}
    if path == ["date"] and isinstance(value, str):
        pieces = [list(piece) for piece in change.evidence] or place.get("date", {}).get("evidence", [])
        basis = "stated" if pieces else "publication"
        date: dict[str, Any] = msgspec.to_builtins(EventDate.of(value, "publication"))
        return {k: v for k, v in (date | {"basis": basis, "evidence": pieces}).items() if v not in (None, [])}
    return value


def _attach(record: dict[str, Any], path: list[str | int], change: Edit) -> None:
    """Give the item that was changed the words that were named with it."""
    if not change.evidence or path[0] == "evidence":
        return
    item = record.get(str(path[0]))
    if isinstance(item, list) and len(path) > 1 and item:
        item = item[int(path[1])]
    if isinstance(item, dict):
        item["evidence"] = [list(piece) for piece in change.evidence]


def _check_evidence(change: Edit, text: str) -> None:
    for start, end in change.evidence:
        if not 0 <= start < end <= len(text):
            raise UsageError(f"[{start}, {end}) is no range of the report, which has {len(text)} code points")
