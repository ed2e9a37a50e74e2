"""The log: a chain of salted digests over all that was written, and its verification.

An entry's ``digest`` is sha256(salt + content in canonical JSON); its ``link`` is sha256 over the link before and the
entry's own columns. What the content is made of lies in other tables, from which it can lawfully be erased together
with the salt: a tombstone then stands for it, and the chain still verifies. The chain shows what was changed or taken
out in the middle; that its end was cut off shows only against a digest that was kept elsewhere, as in an export.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from sqlalchemy import Connection, func, select

from tawthiq.register import particular
from tawthiq.register.schema import log, log_salts, tombstones

if TYPE_CHECKING:
    from tawthiq.register.engine import Register

Action = Literal["create", "report", "reading", "id", "decision", "name", "linking", "erase"]

GENESIS = bytes(32)
_SALT = 16


class Entry(msgspec.Struct, frozen=True):
    """Something that was written. ``subject``: its number in its table. ``content``: what the digest is of."""

    action: Action
    subject: int
    content: dict[str, Any]


class Problem(msgspec.Struct, frozen=True):
    """An entry that does not verify, or (``seq`` 0) something about the whole."""

    seq: int
    reason: str


def append(connection: Connection, register: Register, entries: Sequence[Entry]) -> None:
    """Write entries to the log, inside the transaction that writes what they tell of."""
    if not entries:
        return
    seq, link = head(connection)
    at = register.at()
    random = register.random(_SALT * len(entries))
    rows, salts = [], []
    for number, entry in enumerate(entries):
        salt = random[number * _SALT : (number + 1) * _SALT]
        seq += 1
        digest = digest_of(salt, entry.content)
        link = link_of(link, seq, at, entry.action, entry.subject, digest)
        rows.append((seq, at, entry.action, entry.subject, digest, link))
        salts.append((seq, salt))
    particular.insert_many(connection, log, ("seq", "at", "action", "subject", "digest", "link"), rows)
    particular.insert_many(connection, log_salts, ("seq", "salt"), salts)


def head(connection: Connection) -> tuple[int, bytes]:
    """The number and the link of the last entry: they stand for the state of the whole register."""
    last = connection.execute(select(log.c.seq, log.c.link).order_by(log.c.seq.desc()).limit(1)).first()
    return (0, GENESIS) if last is None else (last.seq, bytes(last.link))


def digest_of(salt: bytes, content: dict[str, Any]) -> bytes:
    """The digest of salted content."""
    return hashlib.sha256(salt + canonical(content)).digest()


def link_of(before: bytes, seq: int, at: str, action: str, subject: int, digest: bytes) -> bytes:
    """The link of an entry."""
    return hashlib.sha256(before + f"{seq}\n{at}\n{action}\n{subject}\n".encode() + digest).digest()


def canonical(content: Any) -> bytes:
    """JSON that is the same bytes for the same content: sorted keys, no blanks, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


class Link(msgspec.Struct, frozen=True):
    """An entry of the log as it is stored. ``salt`` is None where it was erased; ``erased``: a tombstone stands."""

    seq: int
    action: str
    subject: int
    digest: bytes
    salt: bytes | None
    erased: bool


def chain(connection: Connection, problems: list[Problem]) -> Iterator[Link]:
    """The log's entries in order; what breaks the chain is added to ``problems``."""
    query = (
        select(log, log_salts.c.salt, tombstones.c.seq.label("tombstone"))
        .outerjoin(log_salts, log_salts.c.seq == log.c.seq)
        .outerjoin(tombstones, tombstones.c.seq == log.c.seq)
        .order_by(log.c.seq)
    )
    before, expected = GENESIS, 0
    for row in connection.execution_options(yield_per=1000).execute(query):
        expected += 1
        if row.seq != expected:
            problems.append(Problem(expected, "entries are missing from the log"))
            expected = row.seq
        elif bytes(row.link) != link_of(before, row.seq, row.at, row.action, row.subject, bytes(row.digest)):
            problems.append(Problem(row.seq, "the chain is broken here: this entry or the one before was changed"))
        before = bytes(row.link)
        salt = None if row.salt is None else bytes(row.salt)
        yield Link(row.seq, row.action, row.subject, bytes(row.digest), salt, row.tombstone is not None)


def count(connection: Connection) -> int:
    """How many entries the log has."""
    return int(connection.scalar(select(func.count()).select_from(log)) or 0)
