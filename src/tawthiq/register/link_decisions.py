"""What persons decide on links: merge, split, relate, undo. Each is a new entry that all later runs of link keep to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, or_, select

from tawthiq.errors import UsageError
from tawthiq.linking.explanation import Explanation, explain
from tawthiq.linking.statements import Statement
from tawthiq.linking.weights import Weights
from tawthiq.model.incident import LinkKind
from tawthiq.register import incidents, statements
from tawthiq.register.decisions import Deciding, person
from tawthiq.register.engine import Register
from tawthiq.register.link_schema import event_incidents, linking_words, linkings, links
from tawthiq.register.linking import last, log, regroup, write_links
from tawthiq.register.references import find_event
from tawthiq.register.review import undone
from tawthiq.register.ruled import TOGETHER, standing
from tawthiq.register.schema import events, people, reports

RELATIONS: tuple[LinkKind, ...] = ("part_of", "follow_up", "contradicts", "different", "unsure")
"""What :func:`relate` can say."""

Pairs = Sequence[tuple[int, int]]


class LinkDecision(msgspec.Struct, frozen=True, kw_only=True):
    """A decision on links. ``links``: (event, other event, kind) by name. ``standing``: nobody took it back.
    ``reason`` is None once it was erased."""

    number: int
    at: str
    by: str
    action: str
    reason: str | None
    undoes: int | None
    links: tuple[tuple[str, str, str], ...]
    standing: bool


def merge(register: Register, one: str, other: str, who: Deciding, weights: Weights) -> int:
    """Say that two incidents (or events) are one. The linking's number.

    Raises ``UsageError`` where they are one already, or a decision that stands keeps them apart.
    """
    with register.writing() as connection:
        first, second = (incidents.number_of(connection, name) for name in (one, other))
        if first == second:
            raise UsageError(f"{one} and {other} are one incident already")
        mine, theirs = incidents.members(connection, first), incidents.members(connection, second)
        _refuse(connection, mine, theirs, together=False)
        pair = (_middle(connection, mine, one), _middle(connection, theirs, other))
        return _decide(connection, register, "merge", "same", [pair], who, weights)


def split(register: Register, names: Sequence[str], who: Deciding, weights: Weights) -> int:
    """Say that some events of an incident are not that incident. The linking's number.

    Raises ``UsageError`` where they are of several incidents, are all of one, or a decision holds them there.
    """
    with register.writing() as connection:
        out = sorted({_event(connection, name) for name in names})
        homes = {incidents.number_of(connection, name) for name in names}
        if len(homes) != 1:
            raise UsageError("the events are of several incidents: split one at a time")
        rest = [event for event in incidents.members(connection, homes.pop()) if event not in out]
        if not rest:
            raise UsageError("these are all events of the incident: name those that are to leave it")
        _refuse(connection, out, rest, together=True)
        pairs = [(one, other) for one in out for other in rest]
        return _decide(connection, register, "split", "different", pairs, who, weights)


def relate(register: Register, one: str, other: str, kind: LinkKind, who: Deciding, weights: Weights) -> int:
    """Say what an event is to another: a part of it, a follow-up, a contradiction, another occurrence (different), or
    that it is unsure. Follow-ups and contradictions belong to the incident; all others stay apart. The linking's
    number."""
    if kind not in RELATIONS:
        raise UsageError(f"{kind} is no relation: choose from {', '.join(RELATIONS)}; merge and split say the rest")
    with register.writing() as connection:
        pair = (_event(connection, one), _event(connection, other))
        if pair[0] == pair[1]:
            raise UsageError("an event is nothing to itself: name two")
        _refuse(connection, pair[:1], pair[1:], together=kind not in TOGETHER)
        return _decide(connection, register, "relate", kind, [pair], who, weights)


def undo(register: Register, name: str, who: Deciding, weights: Weights, number: int | None = None) -> int:
    """Take back a decision on the links of an incident: the last that stands, or the one with this number. The new
    linking's number. Raises ``UsageError`` where there is nothing to take back."""
    with register.writing() as connection:
        target = _target(connection, name, number)
        rows, _ = _deeds(connection)
        root = next(_root(row, rows) for row in rows if row.number == target)
        moved = connection.execute(select(links.c.one, links.c.other).where(links.c.linking == root)).all()
        seeds = {event for row in moved for event in row}
        return _decide(connection, register, "undo", "same", [], who, weights, undoes=target, seeds=seeds)


def _target(connection: Connection, name: str, number: int | None) -> int:
    found = [made for made in history(connection, name) if made.standing]
    usual = [made.number for made in found if made.action != "undo"]
    if number is None and not usual:
        raise UsageError(f"there is no decision on the links of {name} that could be taken back")
    if number is not None and number not in [made.number for made in found]:
        raise UsageError(f"decision {number} is not on the links of {name}, or is taken back already")
    return usual[-1] if number is None else number


def history(connection: Connection, name: str) -> list[LinkDecision]:
    """The decisions of persons on the links of an incident's events, oldest first."""
    mine = incidents.members(connection, incidents.number_of(connection, name))
    found: set[int] = set()
    for column in (links.c.one, links.c.other):
        for part in statements.parts(select(links.c.linking), column, mine):
            found.update(connection.scalars(part))
    rows, gone = _deeds(connection)
    ours = [row for row in rows if row.number in found or _root(row, rows) in found]
    return [_decision(connection, row, row.number not in gone) for row in ours]


def decision(connection: Connection, number: int) -> LinkDecision:
    """The decision of a person with this number."""
    rows, gone = _deeds(connection)
    return next(_decision(connection, row, row.number not in gone) for row in rows if row.number == number)


def between(connection: Connection, one: str, other: str) -> list[LinkDecision]:
    """The decisions of persons that say what two events are to one another."""
    return [made for made in history(connection, one) if any({one, other} == set(link[:2]) for link in made.links)]


def _deeds(connection: Connection) -> tuple[Sequence[Any], set[int]]:
    """All decisions of persons on links, and the numbers of those that are taken back."""
    query = (
        select(linkings, people.c.name, linking_words.c.reason)
        .join(people, people.c.number == linkings.c.by)
        .outerjoin(linking_words, linking_words.c.linking == linkings.c.number)
        .order_by(linkings.c.number)
    )
    rows = connection.execute(query).all()
    return rows, undone(rows)  # type: ignore[arg-type]  # rows have the columns that it reads


def _root(row: Any, rows: Sequence[Any]) -> int:
    """The decision that an undo (of an undo …) goes back to."""
    by_number = {one.number: one for one in rows}
    while row.undoes is not None and row.undoes in by_number:
        row = by_number[row.undoes]
    return int(row.number)


def _decision(connection: Connection, row: Any, stands: bool) -> LinkDecision:
    pairs = connection.execute(select(links).where(links.c.linking == row.number).order_by(links.c.number)).all()
    names = names_of(connection, {event for pair in pairs for event in (pair.one, pair.other)})
    made = tuple((names[pair.one], names[pair.other], pair.kind) for pair in pairs)
    return LinkDecision(
        number=row.number, at=row.at, by=row.name, action=row.action, reason=row.reason, undoes=row.undoes, links=made,
        standing=stands,
    )  # fmt: skip


def names_of(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Events by number -> REPORT#EVENT."""
    query = select(events.c.number, events.c.name, reports.c.id, reports.c.sha256).join(
        reports, reports.c.number == events.c.report
    )
    return {
        row.number: f"{row.id or bytes(row.sha256).hex()}#{row.name}"
        for part in statements.parts(query, events.c.number, numbers)
        for row in connection.execute(part)
    }


def why(connection: Connection, one: str, other: str, weights: Weights) -> tuple[str, str, Explanation]:
    """The evidence that two events are one incident, and their names; of incidents, the events that have most in
    common. Raises ``UsageError`` where an event was not linked yet."""
    mine, theirs = (_candidates(connection, name) for name in (one, other))
    best: tuple[float, int, int, Explanation] | None = None
    for first, left in mine:
        for second, right in theirs:
            found = explain(left, right, weights)
            if first != second and (best is None or found.bits > best[0]):
                best = (found.bits, first, second, found)
    if best is None:
        raise UsageError(f"{one} and {other} are one event: name two")
    names = names_of(connection, best[1:3])
    return names[best[1]], names[best[2]], best[3]


_MOST_COMPARED = 40
"""Events of an incident that ``why`` looks at."""


def _candidates(connection: Connection, name: str) -> list[tuple[int, Statement]]:
    if incidents.is_id(name):
        numbers = incidents.members(connection, incidents.number_of(connection, name))[:_MOST_COMPARED]
    else:
        numbers = [_event(connection, name)]
    found = list(zip(*statements.load(connection, numbers), strict=True))
    if not found:
        raise UsageError(f"{name} was not compared yet: run tawthiq link")
    return found


def _event(connection: Connection, name: str) -> int:
    return find_event(connection, name).event or 0


def _middle(connection: Connection, mine: Sequence[int], name: str) -> int:
    """The event that stands for an incident: the one that was named, else the one closest to the others."""
    if not incidents.is_id(name):
        return _event(connection, name)
    query = select(links.c.other).where(or_(links.c.one.in_(mine), links.c.other.in_(mine)), links.c.kind == "same")
    spoken = [event for event in connection.scalars(query) if event in mine]
    return max(mine, key=lambda event: (spoken.count(event), -event))


def _refuse(connection: Connection, mine: Sequence[int], theirs: Sequence[int], *, together: bool) -> None:
    """Raise ``UsageError`` where a decision that stands says the opposite."""
    for link in standing(connection):
        across = (link.one in mine and link.other in theirs) or (link.one in theirs and link.other in mine)
        if across and (link.kind in TOGETHER) == together:
            holds = "holds them together" if together else "keeps them apart"
            raise UsageError(
                f"decision {link.linking} {holds}: take it back first, with undo --decision {link.linking}"
            )


def _decide(
    connection: Connection,
    register: Register,
    action: str,
    kind: LinkKind,
    pairs: Pairs,
    who: Deciding,
    weights: Weights,
    *,
    undoes: int | None = None,
    seeds: Iterable[int] = (),
) -> int:
    """Write a decision, and group the neighbourhood anew."""
    number = last(connection, linkings) + 1
    row = {"number": number, "at": register.at(), "by": person(connection, who.by), "method": None, "action": action,
           "undoes": undoes}  # fmt: skip
    reason = who.reason.strip()
    connection.execute(linkings.insert(), row)
    connection.execute(linking_words.insert(), {"linking": number, "reason": reason})
    write_links(connection, number, [(one, other, kind, None, None) for one, other in pairs])
    log(connection, register, row, reason)
    touched = {event for pair in pairs for event in pair} | set(seeds)
    homes = {home for event in touched for home in _home(connection, event)}
    regroup(connection, register, touched.union(*(incidents.members(connection, home) for home in homes)), weights)
    return number


def _home(connection: Connection, event: int) -> list[int]:
    return list(connection.scalars(select(event_incidents.c.incident).where(event_incidents.c.event == event)))
