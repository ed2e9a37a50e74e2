"""Deciding: accept, reject, edit, comment, undo. Each is a new entry; none is ever changed."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, select

from tawthiq.errors import UsageError
from tawthiq.model.decision import Action, Decision
from tawthiq.register import audit, event_rows
from tawthiq.register.decided import Decided, event_deeds, text_of
from tawthiq.register.edits import Edit, at_field, edited
from tawthiq.register.engine import Register
from tawthiq.register.event_rows import EventRow, Interned
from tawthiq.register.packing import unpack
from tawthiq.register.references import Reference, find, find_event
from tawthiq.register.review import Held, undone
from tawthiq.register.schema import decision_words, decisions, events, people, reports, statements

LONGEST_NAME, LONGEST_REASON = 200, 20_000


class Deciding(msgspec.Struct, frozen=True):
    """Who decides, and why. Raises ``UsageError`` where either is empty or far too long."""

    by: str
    reason: str

    def __post_init__(self) -> None:
        if not self.by.strip() or len(self.by) > LONGEST_NAME:
            raise UsageError("say who decides: --as NAME")
        if not self.reason.strip() or len(self.reason) > LONGEST_REASON:
            raise UsageError("say why, in a sentence: --reason TEXT")


class _Words(msgspec.Struct, frozen=True):
    """The words of a decision: values as JSON."""

    before: str | None = None
    after: str | None = None


def accept(register: Register, name: str, who: Deciding) -> int:
    """Accept an event as it now stands: from here on it holds so, whatever a later reading says. The decision's
    number."""
    with register.writing() as connection:
        found = find_event(connection, name)
        record, decided = _record(connection, found)
        after = json.dumps(decided.record(record), ensure_ascii=False)
        return _decide(connection, register, found, "accept", who, words=_Words(after=after))


def reject(register: Register, name: str, who: Deciding) -> int:
    """Reject an event: it stays, marked so. The decision's number."""
    with register.writing() as connection:
        return _decide(connection, register, find_event(connection, name), "reject", who)


def comment(register: Register, name: str, who: Deciding) -> int:
    """Say something about an event or a report; ``who.reason`` is the comment. The decision's number."""
    with register.writing() as connection:
        return _decide(connection, register, find(connection, name), "comment", who)


def edit(register: Register, name: str, change: Edit, who: Deciding) -> int:
    """Set a field of an event. The decision's number.

    Raises ``UsageError`` where there is no such field, or the value breaks the code book.
    """
    with register.writing() as connection:
        found = find_event(connection, name)
        machine, decided = _record(connection, found)
        record = decided.record(machine)
        after = edited(record, change, text_of(connection, found.report))
        held = Held.change(change.top, record, after)
        words = _Words(json.dumps(record.get(change.top), ensure_ascii=False), held.stored())
        return _decide(connection, register, found, "edit", who, field=change.field, words=words)


def undo(register: Register, name: str, who: Deciding, number: int | None = None) -> int:
    """Take back a decision on an event or report: the last that stands, or the one with this number. The number of
    the new decision.

    Raises ``UsageError`` where there is nothing to take back.
    """
    with register.writing() as connection:
        found = find(connection, name)
        query = select(decisions).where(decisions.c.report == found.report, decisions.c.event == found.event)
        rows = connection.execute(query.order_by(decisions.c.number)).all()
        gone = undone(rows)  # type: ignore[arg-type]  # rows have the columns that it reads
        standing = [row for row in rows if row.number not in gone]
        usual = [row.number for row in standing if row.action != "undo"]
        if number is None and not usual:
            raise UsageError(f"there is no decision on {found} that could be taken back")
        if number is not None and number not in [row.number for row in standing]:
            raise UsageError(f"decision {number} is not on {found}, or is taken back already: see tawthiq show {found}")
        target = usual[-1] if number is None else number
        return _decide(connection, register, found, "undo", who, undoes=target)


def history(connection: Connection, report: int, event: int | None = None) -> list[Decision]:
    """The decisions on a report and its events, or on one event, oldest first."""
    query = (
        select(
            decisions, people.c.name, decision_words, events.c.name.label("event_name"), reports.c.id, reports.c.sha256
        )
        .join(people, people.c.number == decisions.c.by)
        .join(reports, reports.c.number == decisions.c.report)
        .outerjoin(events, events.c.number == decisions.c.event)
        .outerjoin(decision_words, decision_words.c.decision == decisions.c.number)
        .where(decisions.c.report == report)
        .order_by(decisions.c.number)
    )
    if event is not None:
        query = query.where(decisions.c.event == event)
    rows = connection.execute(query).all()
    gone = undone(rows)  # type: ignore[arg-type]  # rows have the columns that it reads
    return [_decision(row, row.number not in gone) for row in rows]


def _decision(row: Any, standing: bool) -> Decision:
    before, after = (None if value is None else json.loads(value) for value in (row.before, row.after))
    if row.action == "edit":
        before, after = at_field(before, row.field), at_field(after and after["value"], row.field)
    return Decision(
        number=row.number,
        at=row.at,
        by=row.name,
        action=row.action,
        report=row.id or bytes(row.sha256).hex(),
        event=row.event_name,
        field=row.field,
        before=before,
        after=None if row.action == "accept" else after,
        reason=row.reason,
        undoes=row.undoes,
        standing=standing,
    )


def _record(connection: Connection, found: Reference) -> tuple[bytes, Decided]:
    """The machine's record of an event, and the decisions on it."""
    machine = connection.scalar(select(events.c.machine).where(events.c.number == found.event))
    return unpack(machine or b""), event_deeds(connection, found.event or 0)


def _decide(
    connection: Connection,
    register: Register,
    found: Reference,
    action: Action,
    who: Deciding,
    *,
    field: str | None = None,
    words: _Words | None = None,
    undoes: int | None = None,
) -> int:
    """Write a decision, and what holds after it."""
    words = words or _Words()
    number = int(connection.scalar(select(func.max(decisions.c.number))) or 0) + 1
    row = {
        "number": number,
        "at": register.at(),
        "by": person(connection, who.by),
        "action": action,
        "report": found.report,
        "event": found.event,
        "field": field,
        "undoes": undoes,
    }
    said = {"decision": number, "reason": who.reason.strip(), "before": words.before, "after": words.after}
    connection.execute(decisions.insert(), row)
    connection.execute(decision_words.insert(), said)
    audit.append(connection, register, [audit.Entry("decision", number, decision_facts(row, said, who.by.strip()))])
    if found.event is not None and action != "comment":
        refresh(connection, found.event)
    return number


def decision_facts(row: Any, said: Any, by: str) -> dict[str, Any]:
    """What the log keeps of a decision."""
    facts = {name: row[name] for name in ("number", "at", "action", "report", "event", "field", "undoes")}
    return facts | {name: said[name] for name in ("reason", "before", "after")} | {"by": by}


def person(connection: Connection, name: str) -> int:
    """The number of a person who decides."""
    name = name.strip()
    found = connection.scalar(select(people.c.number).where(people.c.name == name))
    if found is not None:
        return int(found)
    number = int(connection.scalar(select(func.max(people.c.number))) or 0) + 1
    connection.execute(people.insert(), {"number": number, "name": name})
    return number


def refresh(connection: Connection, event: int) -> None:
    """Write what holds of an event after its decisions. Raises ``ModelError`` where that breaks the code book."""
    row = connection.execute(select(events).where(events.c.number == event)).one()
    decided = event_deeds(connection, event)
    rows, kept = decided.rows(connection, row.report, unpack(row.machine))
    state = decided.standing.state
    written = EventRow(event, row.report, row.reading, row.name, row.present, state, row.machine, kept, rows)
    event_rows.replace(connection, Interned(), written)
    connection.execute(delete(statements).where(statements.c.event == event))
    held = [
        {"event": event, "field": field, "decision": value.decision, "value": json.dumps(value.value)}
        for field, value in decided.standing.held.items()
    ]
    if held:
        connection.execute(statements.insert(), held)
