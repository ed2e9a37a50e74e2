"""The log: whatever is changed behind the register's back shows; what was lawfully erased does not break it."""

from __future__ import annotations

import sqlite3

import pytest
from tests.register.conftest import HUDA, SAMI, SECOND, Put, landmine, shelling

from tawthiq.errors import UsageError
from tawthiq.register import Register, decisions
from tawthiq.register.decisions import Deciding
from tawthiq.register.edits import Edit
from tawthiq.register.erasure import erase_words
from tawthiq.register.records import report_named
from tawthiq.register.verification import verify


@pytest.fixture
def used(register: Register, put: Put) -> Register:
    """A register with reports, two readings, ids and decisions."""
    put(shelling(), landmine())
    put(shelling(), landmine(), id="r1b")
    put(text="نص آخر بلا حدث", id="r2")
    decisions.edit(register, "r1#e1", Edit("type", "explosion"), HUDA)
    decisions.accept(register, "r1#e2", SAMI)
    put(shelling(killed=4), landmine(), method=SECOND)
    return register


def behind_its_back(register: Register, *statements: str) -> None:
    """Change the file as somebody would who means harm: without triggers and foreign keys."""
    register.close()
    connection = sqlite3.connect(register.name)
    triggers = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    for statement in (*(f"DROP TRIGGER {name}" for name in triggers), *statements):
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_an_untouched_register_verifies(used: Register) -> None:
    found = verify(used)
    assert found.problems == ()
    assert (found.entries, found.erased, len(found.head)) == (7, 0, 64)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE reports SET published = '2031-01-01' WHERE number = 1", "report 1 is not what was written"),
        ("UPDATE reports SET text = (SELECT text FROM reports WHERE number = 2)", "report 1 is not what was written"),
        ("UPDATE reports SET exercise = 0 WHERE number = 2", "report 2 is not what was written"),
        ("DELETE FROM reports WHERE number = 2", "report 2 is not there any more, and no tombstone"),
        ("UPDATE events SET machine = (SELECT machine FROM events WHERE number = 2)", "reading 3 is not what was"),
        ("UPDATE readings SET events = NULL", "report 1 is not what was written"),
        ("UPDATE decision_words SET reason = 'because'", "decision 1 is not what was written"),
        ("UPDATE decisions SET at = '2030' WHERE number = 2", "decision 2 is not what was written"),
        ("UPDATE people SET name = 'Omar' WHERE number = 1", "decision 1 is not what was written"),
        ("DELETE FROM decision_words WHERE decision = 1", "decision 1 is not there any more, and no tombstone"),
        ("DELETE FROM log_salts WHERE seq = 3", "the salt of id 1 is gone"),
        ("UPDATE log SET at = '2030' WHERE seq = 3", "the chain is broken here"),
        ("DELETE FROM log WHERE seq = 3", "entries are missing"),
        ("INSERT INTO decisions VALUES (9, '2031', 1, 'accept', 1, 1, NULL, NULL)", "decision 9 is not in the log"),
        ("UPDATE report_ids SET id = 'x' WHERE id = 'r1b'", "id 1 is not there any more"),
        ("UPDATE events SET state = 'accepted' WHERE number = 1", "event 1 does not show what was decided"),
        ("UPDATE events SET record = machine WHERE number = 1", "event 1 does not show what was decided"),
        ("UPDATE about SET value = '2' WHERE key = 'codebook'", "create 0 is not what was written"),
    ],
)
def test_what_is_changed_behind_its_back_shows(used: Register, statement: str, reason: str) -> None:
    behind_its_back(used, statement)
    assert [problem for problem in verify(used).problems if reason in problem.reason]


def test_a_log_whose_end_was_cut_off_shows_against_a_head_that_was_kept(used: Register) -> None:
    head = verify(used).head
    behind_its_back(used, "DELETE FROM log_salts WHERE seq = 7", "DELETE FROM log WHERE seq = 7")
    assert verify(used).head != head


def test_words_can_be_erased_and_the_chain_still_verifies(used: Register) -> None:
    with used.reading() as connection:
        before = connection.exec_driver_sql("SELECT seq, link FROM log").all()
    erase_words(used, 1, Deciding("Data officer", "asked for by the person concerned"))
    found = verify(used)
    assert (found.problems, found.erased, found.entries) == ((), 1, 8)
    with used.reading() as connection:
        assert connection.exec_driver_sql("SELECT seq, link FROM log").all()[:7] == before
        kept = report_named(connection, "r1")[0]
    erased = kept.decisions[0]
    assert (erased.reason, erased.before, erased.after, erased.by, erased.action) == (None, None, None, "Huda", "edit")
    assert kept.events[0].event.type == "shelling"
    used.close()
    with open(used.name, "rb") as file:  # noqa: PTH123  # a name
        assert b"read the report" not in file.read()


def test_there_must_be_something_to_erase(used: Register) -> None:
    with pytest.raises(UsageError, match="there is no decision 77"):
        erase_words(used, 77, HUDA)
