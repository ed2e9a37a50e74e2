"""What persons decide on links: it survives every rerun, can be taken back, and stands in the log."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.register.conftest import (
    HUDA,
    SAMI,
    shelling,
)
from tests.register.linked import (
    ALL,
    APART,
    THIRD,
    TWO,
    WEIGHTS,
    groups,
    linked,
    record,
    stored,
)
from tests.register.linked import three as three  # a fixture

from tawthiq.errors import UsageError
from tawthiq.model.incident import LinkKind
from tawthiq.register import Register, decisions, link_decisions
from tawthiq.register.edits import Edit
from tawthiq.register.erasure import erase_link_words
from tawthiq.register.linking import counts, to_review
from tawthiq.register.verification import verify
from tawthiq.register.words import Keys


@pytest.mark.parametrize("kind", ["unsure", "different"])
def test_doubts_are_pairs_of_incidents_that_nobody_decided_on(three: Register, kind: LinkKind) -> None:
    assert doubted(three) == {frozenset({"r1#e1", "r3#e1"})}
    link_decisions.split(three, ["r2#e1"], HUDA, WEIGHTS)
    assert doubted(three) == {frozenset({"r1#e1", "r3#e1"}), frozenset({"r2#e1", "r3#e1"})}
    link_decisions.relate(three, "r3#e1", "r1#e1", kind, HUDA, WEIGHTS)
    assert doubted(three) == {frozenset({"r2#e1", "r3#e1"})}
    with three.reading() as connection:
        assert (counts(connection).incidents, counts(connection).told_twice) == (4, 0)


def doubted(register: Register) -> set[frozenset[str]]:
    """The pairs that a person should look at."""
    with register.reading() as connection:
        found = to_review(connection, WEIGHTS)
        names = link_decisions.names_of(connection, {event for doubt in found for event in (doubt.one, doubt.other)})
        return {frozenset({names[doubt.one], names[doubt.other]}) for doubt in found}


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


def test_the_words_of_a_decision_can_be_erased_and_it_still_holds(three: Register) -> None:
    number = link_decisions.merge(three, "r1#e1", "r3#e1", HUDA, WEIGHTS)
    with pytest.raises(DBAPIError, match="append-only"), three.engine.connect() as connection, connection.begin():
        connection.execute(text("DELETE FROM linking_words"))
    erase_link_words(three, number, SAMI)
    with three.reading() as connection:
        assert [(one.reason, one.standing) for one in link_decisions.history(connection, "r1#e1")] == [(None, True)]
    assert groups(three) == ALL
    found = verify(three)
    assert (found.erased, found.problems) == (1, ())
    with pytest.raises(UsageError, match="no decision 99 on links"):
        erase_link_words(three, 99, SAMI)
