"""Writing reports: each whole or not at all, the same bytes once, every id kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, func, select

from tawthiq.register import audit, particular
from tawthiq.register.engine import Register
from tawthiq.register.event_rows import Interned, write_events
from tawthiq.register.prepared import Prepared
from tawthiq.register.rereading import read_again
from tawthiq.register.schema import (
    methods,
    readings,
    report_ids,
    reports,
    search_words,
)

Outcome = Literal["added", "known", "again", "collision"]

_ASKED = 500
"""Values that one query asks for: databases limit them."""


class Method(msgspec.Struct, frozen=True):
    """With what a reading is made: version of the grammar, digest of the places, version of the program."""

    name: str
    gazetteer: str
    program: str


class Stored(msgspec.Struct, frozen=True):
    """What became of a report: ``added``; ``known`` (its bytes were there); ``again`` (there, and read again by another
    method); ``collision`` (refused: its id is that of other bytes, those of the report ``id`` with ``sha256``)."""

    outcome: Outcome
    id: str
    sha256: str
    events: int


class Known(msgspec.Struct, frozen=True):
    """A report that is there. ``method``: of its present reading."""

    number: int
    id: str
    method: Method


def known(connection: Connection, digests: Iterable[str]) -> dict[str, Known]:
    """Which of the reports with these SHA-256 (hexadecimal) are there."""
    latest = (
        select(func.max(readings.c.number))
        .where(readings.c.report == reports.c.number)
        .correlate(reports)
        .scalar_subquery()
    )
    query = (
        select(reports.c.number, reports.c.sha256, reports.c.id, methods)
        .join(readings, readings.c.number == latest)
        .join(methods, methods.c.number == readings.c.method)
    )
    found: dict[str, Known] = {}
    for part in _parts([bytes.fromhex(digest) for digest in digests]):
        for row in connection.execute(query.where(reports.c.sha256.in_(part))):
            digest = bytes(row.sha256).hex()
            found[digest] = Known(row.number, row.id or digest, Method(row.name, row.gazetteer, row.program))
    return found


class Store:
    """Writes reports into one register. Remembers numbers that it has looked up; one at a time in a process."""

    def __init__(self, register: Register, method: Method) -> None:
        self._register, self._method = register, method
        self._interned = Interned()
        self._words: set[str] = set()

    def write(self, prepared: Sequence[Prepared], *, again: bool = False) -> list[Stored]:
        """Write reports in one transaction. ``again``: read anew what was there, also if it was read by this method.

        When this returns, all of them are kept for good; when it raises, none of them is there.
        """
        try:
            with self._register.writing() as connection:
                return _Writing(self._register, connection, self._method, self._interned, self._words).run(
                    prepared, again=again
                )
        except BaseException:
            self._interned, self._words = Interned(), set()
            raise


class _Writing:
    """One transaction."""

    def __init__(
        self, register: Register, connection: Connection, method: Method, interned: Interned, words: set[str]
    ) -> None:
        self.register, self.connection, self.interned, self.words = register, connection, interned, words
        self.method = method
        self.method_number = _method_number(connection, method)
        self.report = _last(connection, reports)
        self.reading = _last(connection, readings)
        self.rows: list[dict[str, Any]] = []
        self.ids: list[dict[str, Any]] = []
        self.new: list[tuple[int, int, Prepared]] = []
        self.again: list[tuple[int, int, Prepared]] = []
        self.entries: list[audit.Entry] = []

    def run(self, prepared: Sequence[Prepared], *, again: bool) -> list[Stored]:
        there = known(self.connection, (item.header.sha256 for item in prepared))
        owners = owners_of(self.connection, [item.header.id for item in prepared])
        stored = []
        for item in prepared:
            digest, name = item.header.sha256, _given(item)
            before = there.get(digest)
            number = self.report + 1 if before is None else before.number
            owner = owners.get(name) if name else None
            if name and owner is not None and owner != number:
                stored.append(self._collision(name, owner))
                continue
            if name and owner is None:
                self.ids.append({"id": name, "report": number})
                owners[name] = number
            if before is None:
                self._add(item)
                there[digest] = Known(number, item.header.id, self.method)
                stored.append(Stored("added", item.header.id, digest, len(item.events)))
                continue
            if name and owner is None:
                self.entries.append(audit.Entry("id", number, {"id": name}))
            stored.append(self._once_more(item, before, again=again))
        self._write()
        self._write_words(prepared)
        return stored

    def _add(self, item: Prepared) -> None:
        self.report += 1
        self.reading += 1
        self.rows.append(self._report_row(item))
        self.new.append((self.report, self.reading, item))
        facts = report_facts(self.rows[-1]) | {"reading": reading_facts(self.method, [e.record for e in item.events])}
        self.entries.append(audit.Entry("report", self.report, facts))

    def _once_more(self, item: Prepared, before: Known, *, again: bool) -> Stored:
        """A report that is there: read again where another method read it, or where that is asked for."""
        written = {number for number, _, _ in self.new}
        same = (before.method.name, before.method.gazetteer) == (self.method.name, self.method.gazetteer)
        outcome: Outcome = "known"
        if before.number not in written and (again or not same):
            self.reading += 1
            self.again.append((before.number, self.reading, item))
            outcome = "again"
        return Stored(outcome, before.id, item.header.sha256, len(item.events))

    def _collision(self, name: str, owner: int) -> Stored:
        pending = {row["number"]: row["sha256"] for row in self.rows}
        digest = pending.get(owner) or self.connection.scalar(select(reports.c.sha256).where(reports.c.number == owner))
        return Stored("collision", name, bytes(digest or b"").hex(), 0)

    def _report_row(self, item: Prepared) -> dict[str, Any]:
        header = item.header
        return {
            "number": self.report,
            "sha256": bytes.fromhex(header.sha256),
            "id": _given(item),
            "language": header.language,
            "published": header.published,
            "publisher": header.publisher,
            "url": header.url,
            "exercise": header.exercise,
            "characters": item.characters,
            "text": item.text,
            "raw_form": item.raw_form,
            "raw": item.raw,
            "unread": item.unread,
            "source": item.source,
            "row": item.row,
            "added_at": self.register.at(),
        }

    def _write(self) -> None:
        """All rows of new reports, then the new readings of old ones."""
        at, run = self.register.at(), self.connection.execute
        if self.rows:
            run(reports.insert(), self.rows)
            made = [{"number": n, "report": r, "method": self.method_number, "at": at} for r, n, _ in self.new]
            run(readings.insert(), made)
            write_events(self.connection, self.interned, [(r, n, item.events) for r, n, item in self.new])
            particular.file_under(self.connection, [(r, item.keys) for r, _, item in self.new])
        if self.ids:
            run(report_ids.insert(), self.ids)
        for report, reading, item in self.again:
            run(
                readings.insert(),
                [{"number": reading, "report": report, "method": self.method_number, "at": at}],
            )
            records = read_again(self.connection, self.interned, report, reading, item.events)
            self.entries.append(audit.Entry("reading", reading, reading_facts(self.method, records)))
        audit.append(self.connection, self.register, self.entries)

    def _write_words(self, prepared: Sequence[Prepared]) -> None:
        """Words that the register has not seen before, for searches of parts of words."""
        fresh = {one.word: one.joined for item in prepared for one in item.words if one.word not in self.words}
        for part in _parts(list(fresh)):
            found = self.connection.execute(select(search_words.c.word).where(search_words.c.word.in_(part)))
            for (word,) in found:
                self.words.add(word)
                del fresh[word]
        if fresh:
            first = _last(self.connection, search_words) + 1
            rows = [{"number": n, "word": w, "keys": k} for n, (w, k) in enumerate(fresh.items(), first)]
            self.connection.execute(search_words.insert(), rows)
            particular.file_parts(self.connection, list(enumerate(fresh, first)))
            self.words.update(fresh)


def owners_of(connection: Connection, names: Sequence[str]) -> dict[str, int]:
    """The reports that have these ids."""
    found: dict[str, int] = {}
    for part in _parts(list(names)):
        found.update(
            (row.id, row.report) for row in connection.execute(select(report_ids).where(report_ids.c.id.in_(part)))
        )
    return found


def report_facts(row: Any) -> dict[str, Any]:
    """What the log keeps of a report: its row without what is told elsewhere; the text by its digest."""
    names = ("language", "published", "publisher", "url", "id", "source", "row", "added_at", "unread")
    facts: dict[str, Any] = {name: row[name] for name in names}
    facts["sha256"] = bytes(row["sha256"]).hex()
    facts["exercise"] = bool(row["exercise"])
    facts["text"] = hashlib.sha256(bytes(row["text"])).hexdigest()
    facts["raw"] = None if row["raw"] is None else hashlib.sha256(bytes(row["raw"])).hexdigest()
    return facts


def reading_facts(method: Method, records: Sequence[bytes]) -> dict[str, Any]:
    """What the log keeps of a reading: its method, and its events by their digest."""
    return {"method": msgspec.structs.asdict(method), "events": hashlib.sha256(b"\n".join(records)).hexdigest()}


def _given(item: Prepared) -> str | None:
    """The id that the caller gave; None where he gave none, and the hash stands for it."""
    return None if item.header.id == item.header.sha256 else item.header.id


def _method_number(connection: Connection, method: Method) -> int:
    query = select(methods.c.number).where(
        methods.c.name == method.name, methods.c.gazetteer == method.gazetteer, methods.c.program == method.program
    )
    found = connection.scalar(query)
    if found is not None:
        return int(found)
    number = _last(connection, methods) + 1
    connection.execute(methods.insert(), [{"number": number, **msgspec.structs.asdict(method)}])
    return number


def _last(connection: Connection, table: Any) -> int:
    """The highest number of a table; 0 where it is empty."""
    return int(connection.scalar(select(func.max(table.c.number))) or 0)


def _parts(values: list[Any]) -> Iterable[list[Any]]:
    return (values[at : at + _ASKED] for at in range(0, len(values), _ASKED))
