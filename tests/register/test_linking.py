"""Links in the register: every event in one incident, that stays itself, in whatever order reports come."""

from __future__ import annotations

import itertools
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from benchmarks.incidents import World
from benchmarks.linking_register import put
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from tests.register.conftest import (
    FIRST,
    HUDA,
    SECOND,
    TEXT,
    Bytes,
    Clock,
    landmine,
    made_ready,
    shelling,
)
from tests.register.linked import (
    ALL,
    NEXT_DAY,
    OTHER,
    THIRD,
    TWO,
    WEIGHTS,
    Told,
    groups,
    linked,
    next_day,
    record,
    stored,
    written,
)
from tests.register.linked import three as three  # a fixture

from tawthiq.errors import UnknownRecord
from tawthiq.linking.linker import link as link_at_once
from tawthiq.register import Register, decisions, incidents, statements
from tawthiq.register.creation import create
from tawthiq.register.edits import Edit
from tawthiq.register.link_schema import event_incidents, links
from tawthiq.register.listing import Filter
from tawthiq.register.store import Store
from tawthiq.register.verification import verify
from tawthiq.register.words import Keys


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
