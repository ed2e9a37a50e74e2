"""JSON Lines: everything, one record a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from tawthiq.exports.account import Account
from tawthiq.register.records import KeptReport, ReviewedEvent


def events(found: Iterator[KeptReport], out: BinaryIO, account: Account) -> None:
    """A line an event: the record that holds, the report it is from, its review, and where a person's record holds, the
    machine's beside it."""
    for kept in found:
        header = msgspec.to_builtins(kept.report.header)
        for item in kept.events:
            line = msgspec.to_builtins(item.event) | {
                "id": item.id,
                "event": item.event.id,
                "report": header,
                "review": review(item),
            }
            out.write(msgspec.json.encode(line) + b"\n")
            account.row(exercise=kept.report.header.exercise)


def reports(found: Iterator[KeptReport], out: BinaryIO, account: Account) -> None:
    """A line a report, with its text and the names of its events."""
    for kept in found:
        line = msgspec.to_builtins(kept.report.header) | {
            "ids": kept.ids,
            "added_at": kept.added_at,
            "source": kept.source,
            "row": kept.row,
            "unread": kept.unread,
            "events": [item.id for item in kept.events],
            "text": kept.report.text,
        }
        out.write(msgspec.json.encode(line) + b"\n")
        account.row(exercise=kept.report.header.exercise)


def review(item: ReviewedEvent) -> dict[str, Any]:
    """What persons made of an event."""
    found: dict[str, Any] = {"state": item.state, "present": item.present}
    if item.held:
        found["held"] = [{"field": held.field, "decision": held.decision} for held in item.held]
    if item.machine is not None:
        found["machine"] = msgspec.to_builtins(item.machine)
    return found
