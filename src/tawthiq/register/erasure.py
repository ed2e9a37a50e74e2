"""Lawful erasure: words are taken out, a tombstone stays, and the log still verifies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select

from tawthiq.errors import UsageError
from tawthiq.register import audit
from tawthiq.register.decisions import Deciding, person, refresh
from tawthiq.register.engine import Register
from tawthiq.register.link_schema import linking_words
from tawthiq.register.schema import decision_words, decisions, log, log_salts, tombstones


def erase_words(register: Register, decision: int, who: Deciding) -> None:
    """Erase reason and values of a decision; that it was taken, when and by whom, stays.

    What an erased edit or acceptance set does not hold any more. Raises ``UsageError`` where there is no such decision.
    """
    with register.writing() as connection:
        row = connection.execute(select(decisions).where(decisions.c.number == decision)).first()
        if row is None:
            raise UsageError(f"there is no decision {decision}")
        _bury(connection, register, "decision", [decision], who)
        connection.execute(delete(decision_words).where(decision_words.c.decision == decision))
        audit.append(connection, register, [audit.Entry("erase", decision, {"decision": decision})])
        if row.event is not None:
            refresh(connection, row.event)


def erase_link_words(register: Register, linking: int, who: Deciding) -> None:
    """Erase the reason of a decision on links; that it was taken, when, by whom and on what, stays, and it holds.

    Raises ``UsageError`` where there is no such decision.
    """
    with register.writing() as connection:
        if connection.scalar(select(linking_words.c.linking).where(linking_words.c.linking == linking)) is None:
            raise UsageError(f"there is no decision {linking} on links whose words could be erased")
        _bury(connection, register, "linking", [linking], who)
        connection.execute(delete(linking_words).where(linking_words.c.linking == linking))
        audit.append(connection, register, [audit.Entry("erase", linking, {"linking": linking})])


def _bury(connection: Connection, register: Register, action: str, subjects: Sequence[int], who: Deciding) -> None:
    """Put tombstones on the log's entries on these subjects, and erase their salts."""
    query = select(log.c.seq).where(log.c.action == action, log.c.subject.in_(subjects))
    entries = [seq for (seq,) in connection.execute(query)]
    by, at = person(connection, who.by), register.at()
    rows: list[dict[str, Any]] = [{"seq": seq, "at": at, "by": by, "reason": who.reason.strip()} for seq in entries]
    connection.execute(tombstones.insert(), rows)
    connection.execute(delete(log_salts).where(log_salts.c.seq.in_(entries)))
