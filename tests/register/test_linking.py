"""Links in the register: incidents that stay themselves, decisions that survive every rerun, and the log over both."""

from __future__ import annotations

import itertools
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from benchmarks.incidents import World
from benchmarks.linking_register import put
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from tests.register.conftest import (
    FIRST,
    HUDA,
    SAMI,
    SECOND,
    TEXT,
    Bytes,
    Clock,
    landmine,
    made_ready,
    shelling,
    words,
)

from tawthiq.errors import UnknownRecord, UsageError
from tawthiq.language.ar.lexicon import load as load_lexicon
from tawthiq.linking.linker import link as link_at_once
from tawthiq.linking.passages import Passages
from tawthiq.linking.weights import load
from tawthiq.model.count import Count
from tawthiq.model.dates import EventDate
from tawthiq.model.event import Event
from tawthiq.model.incident import Incident
from tawthiq.register import Register, decisions, incidents, link_decisions, statements
from tawthiq.register.creation import create
from tawthiq.register.edits import Edit
from tawthiq.register.link_schema import event_incidents, linkings, links
from tawthiq.register.linking import counts, link, to_review
from tawthiq.register.listing import Filter
from tawthiq.register.store import Store
from tawthiq.register.verification import verify
from tawthiq.register.words import Keys

WEIGHTS = load()
PASSAGES = Passages(load_lexicon())
OTHER = TEXT.replace("وقال مصدر طبي", "وأعلن مصدر طبي")  # the same told by another
THIRD = TEXT.replace("وقال مصدر طبي", "وذكر مصدر طبي")
NEXT_DAY = (
    "تجدد القصف على سرمين يوم 6 آذار 2031: قصف مدفعي استهدف سوق البلدة فيما كان الأهالي يشيعون ضحايا 5 آذار 2031، "
    "حين قُتل ثلاثة مدنيين. وأحصى مصدر طبي ثلاثين قتيلاً، وكان بين المشيعين طفلين."
)  # shelling of Sarmin again on the 6th, while people buried the dead of the 5th; a medical source counted thirty dead

Told = dict[str, tuple[str, Sequence[Event]]]


def stored(register: Register, keys: Keys, told: Told) -> None:
    """Put reports with these events into a register."""
    ready = [made_ready(keys, each, events, id=name) for name, (each, events) in told.items()]
    Store(register, FIRST).write(ready)


def linked(register: Register) -> int:
    """Run link."""
    return link(register, PASSAGES, WEIGHTS)


def next_day(**changes: object) -> Event:
    """A shelling of the same village on the day after, with its own toll."""
    day = EventDate.of("2031-03-06", "stated", evidence=words(NEXT_DAY, "6 آذار 2031"))
    event = shelling(NEXT_DAY, date=day)
    figure = msgspec.structs.replace(event.casualties[0], count=Count.of("ثلاثة", "exact", 30))
    return msgspec.structs.replace(event, **({"casualties": (figure,)} | changes))


def groups(register: Register) -> set[frozenset[str]]:
    """The incidents as sets of REPORT#EVENT."""
    with register.reading() as connection:
        found = incidents.all_incidents(connection)
        return {frozenset(f"{one.report}#{one.event}" for one in item.events) for item in found}


def record(register: Register, name: str) -> Incident:
    """The incident that an event is in."""
    with register.reading() as connection:
        return incidents.incident(connection, name)


@pytest.fixture
def three(register: Register, keys: Keys) -> Register:
    """Two reports on one shelling (one with a landmine besides), one on the next day's."""
    told: Told = {
        "r1": (TEXT, [shelling(), landmine()]),
        "r2": (OTHER, [shelling(OTHER)]),
        "r3": (NEXT_DAY, [next_day()]),
    }
    stored(register, keys, told)
    linked(register)
    return register


TWO = {frozenset({"r1#e1", "r2#e1"}), frozenset({"r1#e2"}), frozenset({"r3#e1"})}
APART = {frozenset({name}) for name in ("r1#e1", "r1#e2", "r2#e1", "r3#e1")}
ALL = {frozenset({"r1#e1", "r2#e1", "r3#e1"}), frozenset({"r1#e2"})}


def test_every_event_is_in_one_incident_and_the_next_day_stays_apart(three: Register) -> None:
    assert groups(three) == TWO
    found = record(three, "r1#e1")
    assert (found.id, found.reports, found.type) == ("SYR-2031-000001", 2, "shelling")
    assert {one.by for one in found.events} == {"linking/1"}
    assert verify(three).problems == ()


def test_a_second_run_finds_nothing_to_do_and_writes_nothing(three: Register) -> None:
    before = written(three)
    assert linked(three) == 0
    assert written(three) == before


def test_doubts_are_pairs_of_incidents_that_nobody_decided_on(three: Register) -> None:
    assert doubted(three) == {frozenset({"r1#e1", "r3#e1"})}
    link_decisions.split(three, ["r2#e1"], HUDA, WEIGHTS)
    assert doubted(three) == {frozenset({"r1#e1", "r3#e1"}), frozenset({"r2#e1", "r3#e1"})}
    link_decisions.relate(three, "r3#e1", "r1#e1", "unsure", HUDA, WEIGHTS)
    assert doubted(three) == {frozenset({"r2#e1", "r3#e1"})}
    with three.reading() as connection:
        assert (counts(connection).incidents, counts(connection).told_twice) == (4, 0)


def doubted(register: Register) -> set[frozenset[str]]:
    """The pairs that a person should look at."""
    with register.reading() as connection:
        found = to_review(connection, WEIGHTS)
        names = link_decisions.names_of(connection, {event for doubt in found for event in (doubt.one, doubt.other)})
        return {frozenset({names[doubt.one], names[doubt.other]}) for doubt in found}


def written(register: Register) -> int:
    """How many linkings there are."""
    with register.reading() as connection:
        return connection.scalar(select(func.count()).select_from(linkings)) or 0


@pytest.mark.parametrize("order", list(itertools.permutations(["r1", "r2", "r3", "r4"]))[::5])
@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "one by one"])
def test_the_order_of_reports_does_not_matter(tmp_path: Path, keys: Keys, order: Sequence[str], at_once: bool) -> None:
    told: Told = {
        "r1": (TEXT, [shelling(), landmine()]),
        "r2": (OTHER, [shelling(OTHER)]),
        "r3": (NEXT_DAY, [next_day()]),
        "r4": (THIRD, [shelling(THIRD, killed=4)]),
    }
    register, _ = create(str(tmp_path / "register.db"), Clock(), Bytes())
    for name in order:
        stored(register, keys, {name: told[name]})
        if not at_once:
            linked(register)
    linked(register)
    assert groups(register) == {frozenset({"r1#e1", "r2#e1", "r4#e1"}), frozenset({"r1#e2"}), frozenset({"r3#e1"})}
    assert verify(register).problems == ()
    register.close()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_reports_one_after_another_come_to_what_all_at_once_come_to(seed: int) -> None:
    told = [statement for statement, _ in World(150, seed=seed).statements()]
    told = list({statement.report: statement for statement in told}.values())  # one event a report
    at_once = link_at_once(told, WEIGHTS)
    expected = {frozenset(at_once.columns.keys[row][0] for row in rows) for rows in at_once.groups()}
    random.Random(seed).shuffle(told)  # noqa: S311  # no secrets
    with tempfile.TemporaryDirectory() as folder:
        register, _ = create(str(Path(folder) / "register.db"), Clock(), Bytes())
        for first in range(0, len(told), 40):
            put(register, told[first : first + 40], first + 1)
            linked(register)
        with register.reading() as connection:
            rows = connection.execute(select(event_incidents.c.event, event_incidents.c.incident)).all()
        register.close()
    found: dict[int, set[str]] = {}
    for event, incident in rows:
        found.setdefault(incident, set()).add(told[event - 1].report)
    assert {frozenset(group) for group in found.values()} == expected


def test_an_incident_keeps_its_id_when_a_report_joins_it(register: Register, keys: Keys) -> None:
    stored(register, keys, {"r1": (TEXT, [shelling()])})
    linked(register)
    before = record(register, "r1#e1").id
    stored(register, keys, {"r2": (OTHER, [shelling(OTHER)])})
    linked(register)
    assert record(register, "r2#e1").id == record(register, "r1#e1").id == before


def test_a_merge_holds_over_later_runs_and_the_old_id_leads_on(three: Register, keys: Keys) -> None:
    old = record(three, "r3#e1").id
    number = link_decisions.merge(three, "r1#e1", old, HUDA, WEIGHTS)
    assert groups(three) == ALL
    found = record(three, old)
    assert (found.id, found.review.state, found.review.by) == (record(three, "r1#e1").id, "edited", "Huda")
    stored(three, keys, {"r4": (THIRD, [shelling(THIRD)])})
    linked(three)
    assert frozenset({"r1#e1", "r2#e1", "r3#e1", "r4#e1"}) in groups(three)
    with three.reading() as connection:
        made = link_decisions.history(connection, "r1#e1")
    assert [(one.number, one.action, one.by, one.reason) for one in made] == [
        (number, "merge", "Huda", "read the report")
    ]
    assert verify(three).problems == ()


def test_a_split_holds_over_later_runs(three: Register) -> None:
    link_decisions.split(three, ["r2#e1"], HUDA, WEIGHTS)
    assert groups(three) == APART
    decisions.edit(three, "r2#e1", Edit("type", "missile_attack"), SAMI)
    linked(three)
    assert groups(three) == APART
    assert verify(three).problems == ()


def test_an_undo_takes_a_merge_or_split_back_and_can_be_undone(three: Register) -> None:
    link_decisions.merge(three, "r1#e1", "r3#e1", HUDA, WEIGHTS)
    link_decisions.undo(three, "r1#e1", SAMI, WEIGHTS)
    assert groups(three) == TWO
    with three.reading() as connection:
        made = link_decisions.history(connection, "r1#e1")
    assert [(one.action, one.standing) for one in made] == [("merge", False), ("undo", True)]
    link_decisions.undo(three, "r1#e1", HUDA, WEIGHTS, made[-1].number)
    assert groups(three) == ALL
    link_decisions.split(three, ["r2#e1"], HUDA, WEIGHTS)
    link_decisions.undo(three, "r2#e1", HUDA, WEIGHTS)
    assert groups(three) == ALL


def test_what_a_decision_that_stands_forbids_is_refused(three: Register) -> None:
    link_decisions.split(three, ["r2#e1"], HUDA, WEIGHTS)
    with pytest.raises(UsageError, match="keeps them apart"):
        link_decisions.merge(three, "r1#e1", "r2#e1", SAMI, WEIGHTS)
    link_decisions.merge(three, "r1#e1", "r3#e1", HUDA, WEIGHTS)
    with pytest.raises(UsageError, match="holds them together"):
        link_decisions.split(three, ["r3#e1"], SAMI, WEIGHTS)
    with pytest.raises(UsageError, match="one incident already"):
        link_decisions.merge(three, "r1#e1", "r3#e1", SAMI, WEIGHTS)
    with pytest.raises(UsageError, match="all events of the incident"):
        link_decisions.split(three, ["r1#e2"], SAMI, WEIGHTS)
    with pytest.raises(UsageError, match="no decision on the links"):
        link_decisions.undo(three, "r1#e2", SAMI, WEIGHTS)


def test_a_relation_shows_and_a_follow_up_belongs_to_its_incident(three: Register) -> None:
    link_decisions.relate(three, "r3#e1", "r1#e1", "follow_up", HUDA, WEIGHTS)
    found = record(three, "r1#e1")
    assert {(one.report, one.link) for one in found.events} == {("r1", "same"), ("r2", "same"), ("r3", "follow_up")}
    link_decisions.relate(three, "r1#e2", "r1#e1", "part_of", HUDA, WEIGHTS)
    assert [(one.kind, one.incident) for one in record(three, "r1#e2").related] == [("part_of", found.id)]


def test_why_names_the_evidence(three: Register) -> None:
    with three.reading() as connection:
        one, other, found = link_decisions.why(connection, "r1#e1", record(three, "r3#e1").id, WEIGHTS)
    levels = {reason.comparison: reason.level for reason in found.reasons}
    assert (one, other, levels["date"], levels["place"]) == ("r1#e1", "r3#e1", "next_day", "same_place")


def test_a_rejected_event_leaves_its_incident_and_comes_back_when_that_is_undone(three: Register) -> None:
    decisions.reject(three, "r2#e1", HUDA)
    linked(three)
    assert groups(three) == TWO - {frozenset({"r1#e1", "r2#e1"})} | {frozenset({"r1#e1"})}
    decisions.undo(three, "r2#e1", HUDA)
    linked(three)
    assert groups(three) == TWO


def test_a_new_reading_keeps_the_incident_and_an_event_that_is_gone_leaves_it(three: Register, keys: Keys) -> None:
    before = record(three, "r1#e1").id
    Store(three, SECOND).write([made_ready(keys, OTHER, [shelling(OTHER, killed=4)], id="r2")])
    linked(three)
    assert groups(three) == TWO
    Store(three, FIRST).write([made_ready(keys, OTHER, [], id="r2")])
    linked(three)
    assert groups(three) == TWO - {frozenset({"r1#e1", "r2#e1"})} | {frozenset({"r1#e1"})}
    assert record(three, "r1#e1").id == before
    assert verify(three).problems == ()


def test_an_edit_changes_the_record_and_the_next_run_looks_again(three: Register) -> None:
    decisions.edit(three, "r3#e1", Edit("date", "2031-03-05"), HUDA)
    decisions.edit(three, "r3#e1", Edit("casualties", "-"), HUDA)
    linked(three)
    assert groups(three) == ALL


@pytest.mark.parametrize("statement", ["UPDATE links SET kind = 'different'", "DELETE FROM linkings"])
def test_the_database_refuses_to_change_links(three: Register, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), three.engine.connect() as connection, connection.begin():
        connection.execute(text(statement))


def test_what_is_changed_behind_the_registers_back_is_found(three: Register) -> None:
    link_decisions.merge(three, "r1#e1", "r3#e1", HUDA, WEIGHTS)
    with three.engine.connect() as connection, connection.begin():
        connection.execute(text("DROP TRIGGER links_no_update"))
        connection.execute(text("UPDATE links SET kind = 'different' WHERE score IS NULL"))
    assert any("linking" in problem.reason for problem in verify(three).problems)


def test_links_have_reasons_and_scores(three: Register) -> None:
    with three.reading() as connection:
        rows: list[Any] = list(connection.execute(select(links)))
        placed = connection.execute(select(event_incidents.c.score).where(event_incidents.c.score.is_not(None))).all()
    assert len(rows) == len(placed) == 2
    assert all(row.score > WEIGHTS.connect and "date.same_day" in row.reasons for row in rows)


def test_lists_are_of_incidents_and_unknown_names_are_told(three: Register) -> None:
    with three.reading() as connection:
        found = incidents.listed(connection, Filter(), limit=10)
        assert [item.date.edtf for item in found] == ["2031-03-06", "2031-03-05", None]
        assert len(incidents.listed(connection, Filter(place="أريحا"), limit=10)) == 1
        assert incidents.listed(connection, Filter(), limit=1, offset=1)[0].reports == 2
        with pytest.raises(UnknownRecord, match="no incident SYR-2031-000099"):
            incidents.incident(connection, "SYR-2031-000099")
        with pytest.raises(UnknownRecord, match="no report r9"):
            incidents.incident(connection, "r9#e1")


def test_an_event_that_was_never_linked_says_what_to_do(register: Register, keys: Keys) -> None:
    stored(register, keys, {"r1": (TEXT, [shelling()])})
    with register.reading() as connection:
        with pytest.raises(UnknownRecord, match="run tawthiq link"):
            incidents.incident(connection, "r1#e1")
        assert statements.load(connection) == ([], [])
