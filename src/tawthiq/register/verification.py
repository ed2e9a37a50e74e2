"""Checking a register against its own log: the chain, and that what it stands for is still what was written."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from tawthiq.errors import TawthiqError
from tawthiq.register import audit
from tawthiq.register.audit import Link, Problem
from tawthiq.register.decided import event_deeds
from tawthiq.register.decisions import decision_facts
from tawthiq.register.engine import Register
from tawthiq.register.link_schema import linking_words, linkings
from tawthiq.register.linking import linking_facts
from tawthiq.register.packing import unpack
from tawthiq.register.schema import (
    about,
    decision_words,
    decisions,
    events,
    methods,
    people,
    readings,
    report_ids,
    reports,
    settled_names,
)
from tawthiq.register.settled import name_facts
from tawthiq.register.store import Method, reading_facts, report_facts

_AT_ONCE = 500

_Maker = Callable[[Connection, Sequence[Link]], dict[int, dict[str, Any]]]


class Verified(msgspec.Struct, frozen=True):
    """What was checked. ``head``: the last link, in hexadecimal digits: compare it with one that you kept."""

    entries: int
    erased: int
    head: str
    problems: tuple[Problem, ...]


def verify(register: Register) -> Verified:
    """Check the whole register. Every problem is told; none means that nothing was changed behind its back."""
    problems: list[Problem] = []
    erased = total = 0
    subjects: dict[str, set[int]] = {"report": set(), "decision": set(), "name": set(), "linking": set()}
    with register.reading() as connection, register.engine.connect() as other:
        links = audit.chain(connection, problems)
        while part := list(itertools.islice(links, _AT_ONCE)):
            contents = _contents(other, part)
            for link in part:
                total += 1
                subjects.get(link.action, set()).add(link.subject)
                if link.erased:
                    erased += 1
                    continue
                _check(link, contents.get((link.action, link.subject, link.seq)), problems)
        problems += _unlogged(other, subjects)
        problems += _derived(other)
        last = audit.head(other)[1].hex()
    return Verified(total, erased, last, tuple(problems))


def _check(link: Link, content: dict[str, Any] | None, problems: list[Problem]) -> None:
    what = f"{link.action} {link.subject}"
    if link.salt is None:
        problems.append(Problem(link.seq, f"the salt of {what} is gone, and no tombstone says why"))
    elif content is None:
        problems.append(Problem(link.seq, f"{what} is not there any more, and no tombstone says why"))
    elif audit.digest_of(link.salt, content) != link.digest:
        problems.append(Problem(link.seq, f"{what} is not what was written: somebody changed it"))


def _contents(connection: Connection, links: Sequence[Link]) -> dict[tuple[str, int, int], dict[str, Any]]:
    """What the digests of these entries should be of, as the tables have it now."""
    wanted: dict[str, list[Link]] = {}
    for link in links:
        wanted.setdefault(link.action, []).append(link)
    found: dict[tuple[str, int, int], dict[str, Any]] = {}
    makers: dict[str, _Maker] = {
        "erase": _erasures,
        "create": _created,
        "report": _reports,
        "reading": _readings,
        "decision": _decisions,
        "id": _ids,
        "name": _names,
        "linking": _linkings,
    }
    for action, some in wanted.items():
        maker = makers.get(action)
        if maker is None:
            continue
        facts = maker(connection, some)
        found.update({(action, link.subject, link.seq): facts[key] for link in some for key in _keys(link, facts)})
    return found


def _keys(link: Link, facts: dict[int, dict[str, Any]]) -> Iterator[int]:
    """Ids and erasures are known by their entry, everything else by its number."""
    key = link.seq if link.action in ("id", "erase") else link.subject
    if key in facts:
        yield key


def _created(connection: Connection, _links: Sequence[Link]) -> dict[int, dict[str, Any]]:
    return {0: {row.key: row.value for row in connection.execute(select(about))}}


def _reports(connection: Connection, links: Sequence[Link]) -> dict[int, dict[str, Any]]:
    """Facts of reports, each with its first reading."""
    numbers = [link.subject for link in links]
    rows = connection.execute(select(reports).where(reports.c.number.in_(numbers)))
    facts = {row.number: report_facts(row._mapping) for row in rows if row.text is not None}
    first = select(func.min(readings.c.number)).where(readings.c.report.in_(numbers)).group_by(readings.c.report)
    of_reading = _reading_facts(connection, [row[0] for row in connection.execute(first)])
    owners = connection.execute(select(readings.c.number, readings.c.report).where(readings.c.number.in_(of_reading)))
    for number, report in owners:
        if report in facts:
            facts[report]["reading"] = of_reading[number]
    return facts


def _readings(connection: Connection, links: Sequence[Link]) -> dict[int, dict[str, Any]]:
    return _reading_facts(connection, [link.subject for link in links])


def _reading_facts(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Facts of readings: their events are kept with them once they were superseded, before that in ``events``."""
    query = (
        select(readings.c.number, readings.c.events.label("archived"), methods)
        .join(methods, methods.c.number == readings.c.method)
        .where(readings.c.number.in_(numbers))
    )
    rows = [tuple(row) for row in connection.execute(query)]
    present: dict[int, list[bytes]] = {}
    current = select(events.c.reading, events.c.machine).where(events.c.reading.in_(numbers)).order_by(events.c.number)
    for reading, machine in connection.execute(current):
        present.setdefault(reading, []).append(unpack(machine))
    found = {}
    for number, archived, _, name, gazetteer, program in rows:
        lines = present.get(number, []) if archived is None else unpack(archived).splitlines()
        found[number] = reading_facts(Method(name, gazetteer, program), lines)
    return found


def _decisions(connection: Connection, links: Sequence[Link]) -> dict[int, dict[str, Any]]:
    query = (
        select(decisions, people.c.name, decision_words.c.reason, decision_words.c.before, decision_words.c.after)
        .join(people, people.c.number == decisions.c.by)
        .join(decision_words, decision_words.c.decision == decisions.c.number)
        .where(decisions.c.number.in_([link.subject for link in links]))
    )
    rows = [row._mapping for row in connection.execute(query)]
    return {row["number"]: decision_facts(row, row, row["name"]) for row in rows}


def _names(connection: Connection, links: Sequence[Link]) -> dict[int, dict[str, Any]]:
    query = (
        select(settled_names, people.c.name.label("person"))
        .join(people, people.c.number == settled_names.c.by)
        .where(settled_names.c.number.in_([link.subject for link in links]))
    )
    rows = [row._mapping for row in connection.execute(query)]
    return {row["number"]: name_facts(row, row["person"]) for row in rows}


def _linkings(connection: Connection, links: Sequence[Link]) -> dict[int, dict[str, Any]]:
    query = (
        select(linkings, linking_words.c.reason)
        .outerjoin(linking_words, linking_words.c.linking == linkings.c.number)
        .where(linkings.c.number.in_([link.subject for link in links]))
    )
    rows = [row._mapping for row in connection.execute(query).all()]
    return {row["number"]: linking_facts(connection, row, row["reason"]) for row in rows}


def _erasures(_connection: Connection, links: Sequence[Link]) -> dict[int, dict[str, Any]]:
    """Erasures by their entry in the log: of a decision on an event, or of one on links."""
    found = {}
    for link in links:
        kinds = [{kind: link.subject} for kind in ("decision", "linking")]
        same = (one for one in kinds if link.salt is not None and audit.digest_of(link.salt, one) == link.digest)
        found[link.seq] = next(same, kinds[0])
    return found


def _ids(connection: Connection, links: Sequence[Link]) -> dict[int, dict[str, Any]]:
    """An id by its entry in the log: one of the report's ids must be the one that the entry stands for."""
    query = select(report_ids).where(report_ids.c.report.in_([link.subject for link in links]))
    names: dict[int, list[str]] = {}
    for row in connection.execute(query):
        names.setdefault(row.report, []).append(row.id)
    found = {}
    for link in links:
        for name in names.get(link.subject, []):
            if link.salt is not None and audit.digest_of(link.salt, {"id": name}) == link.digest:
                found[link.seq] = {"id": name}
    return found


def _unlogged(connection: Connection, subjects: dict[str, set[int]]) -> Iterator[Problem]:
    """Reports, decisions, settled names and linkings that came in without the log."""
    for action, table in (("report", reports), ("decision", decisions), ("name", settled_names), ("linking", linkings)):
        for (number,) in connection.execute(select(table.c.number)):
            if number not in subjects[action]:
                yield Problem(0, f"{action} {number} is not in the log: it was put in behind the register's back")


def _derived(connection: Connection) -> Iterator[Problem]:
    """Events whose shown record is not what their decisions come to."""
    query = select(events).where(events.c.number.in_(select(decisions.c.event)))
    for row in connection.execute(query).all():
        decided = event_deeds(connection, row.number)
        if any(deed.action in ("accept", "edit") and deed.after is None for deed in decided.deeds):
            continue  # its words were erased
        try:
            _, kept = decided.rows(connection, row.report, unpack(row.machine))
        except TawthiqError as fault:
            yield Problem(0, f"event {row.number}: {fault}")
            continue
        same = (None if kept is None else unpack(kept)) == (None if row.record is None else unpack(row.record))
        if not same or row.state != decided.standing.state:
            yield Problem(0, f"event {row.number} does not show what was decided on it")
    undecided = select(events.c.number).where(
        events.c.record.is_not(None),
        events.c.number.not_in(select(decisions.c.event).where(decisions.c.event.is_not(None))),
    )
    for (number,) in connection.execute(undecided):
        yield Problem(0, f"event {number} was changed without a decision")
