"""Decisions: who, what, when, why; append-only; each can be taken back."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from tests.register.conftest import HUDA, SAMI, Put, landmine, shelling

from tawthiq.errors import RegisterError, UnknownRecord, UsageError
from tawthiq.model.decision import Decision
from tawthiq.register import Register, decisions
from tawthiq.register.decisions import Deciding
from tawthiq.register.edits import Edit
from tawthiq.register.records import ReviewedEvent, report_named
from tawthiq.register.references import find
from tawthiq.register.verification import verify


def event(register: Register, name: str = "r1#e1") -> ReviewedEvent:
    """An event as it stands; the register must verify."""
    assert verify(register).problems == ()
    with register.reading() as connection:
        kept, wanted = report_named(connection, name)
    return next(item for item in kept.events if item.event.id == wanted)


def history(register: Register, name: str = "r1") -> list[Decision]:
    """The decisions on a report."""
    with register.reading() as connection:
        return decisions.history(connection, find(connection, name).report)


def test_accept_reject_and_comment(register: Register, put: Put) -> None:
    put(shelling(), landmine())
    assert decisions.comment(register, "r1", Deciding("Huda", "see the video")) == 1
    assert decisions.accept(register, "r1#e1", HUDA) == 2
    assert decisions.reject(register, "r1#e2", SAMI) == 3
    assert (event(register).state, event(register, "r1#e2").state) == ("accepted", "rejected")
    found = history(register)
    assert [(d.number, d.by, d.action, d.report, d.event, d.reason, d.standing) for d in found] == [
        (1, "Huda", "comment", "r1", None, "see the video", True),
        (2, "Huda", "accept", "r1", "e1", "read the report", True),
        (3, "Sami", "reject", "r1", "e2", "asked the hospital", True),
    ]
    assert all(d.at.startswith("2031-04-01T08:") for d in found)


@pytest.mark.parametrize(
    ("field", "value", "path", "wanted"),
    [
        ("type", "explosion", ("type",), "explosion"),
        ("date", "2031-03-04", ("date", "edtf"), "2031-03-04"),
        ("date", "2031-03-04", ("date", "basis"), "stated"),
        ("date.part_of_day", "dawn", ("date", "part_of_day"), "dawn"),
        ("casualties[0].count", "9", ("casualties", 0, "count", "best"), 9),
        ("casualties[0].count", "0", ("casualties", 0, "count", "quantifier"), "none"),
        ("casualties.1.sex", "female", None, None),
        ("casualties[1].sex", "female", ("casualties", 1, "sex"), "female"),
        ("casualties[1]", "-", ("casualties",), 1),
        ("locations[0].name", "123", ("locations", 0, "name"), "123"),
        ("locations[0].lat", "36.5", ("locations", 0, "lat"), 36.5),
        ("munitions", "[]", ("munitions",), 0),
        ("munitions", "-", ("munitions",), 0),
        ("munitions[+]", '{"code": "mortar", "evidence": [[0, 5]]}', ("munitions", 1, "code"), "mortar"),
        ("facilities[+]", '{"type": "school", "evidence": [[0, 5]]}', ("facilities", 0, "type"), "school"),
        ("part_of", "e2", ("part_of",), "e2"),
        ("evidence", "[[0, 10]]", ("evidence", 0, "quote"), "قُتل ثلاثة"),
    ],
)
def test_edit(
    register: Register, put: Put, field: str, value: str, path: tuple[str | int, ...] | None, wanted: object
) -> None:
    put(shelling(), landmine())
    if path is None:
        with pytest.raises(UsageError, match="there is nothing at"):
            decisions.edit(register, "r1#e1", Edit(field, value), HUDA)
        return
    decisions.edit(register, "r1#e1", Edit(field, value), HUDA)
    item = event(register)
    found: object = item.event
    for step in path:
        found = found[step] if isinstance(found, tuple) and isinstance(step, int) else getattr(found, str(step))
    assert (len(found) if isinstance(found, tuple) else found) == wanted
    assert item.state == "edited"
    assert item.machine == shelling()


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("type", "bombing", "cannot be set to «bombing»"),
        ("type", "-", "it needs a value"),
        ("id", "e9", "no field that can be set: choose from type, level"),
        ("nonsense", "1", "no field that can be set"),
        ("casualties[7].count", "1", r"there is nothing at .*: no 7 \(there are 2, counted from 0\)"),
        ("casualties[0].count", "-3", "cannot be set"),
        ("casualties[0].subset_of", "0", "points to casualty 0"),
        ("facilities[+]", '{"type": "school"}', "Facility without evidence|missing required field `evidence`"),
        ("casualties[", "1", "is no field: write such as"),
        ("locations[0].lat", "136", "not on the globe"),
        ("date", "yesterday", "not an EDTF date"),
        ("evidence", "[]", "without evidence"),
        ("evidence", "[[5, 5]]", "needs 0 <= start < end"),
    ],
)
def test_edits_that_break_the_code_book_change_nothing(
    register: Register, put: Put, field: str, value: str, reason: str
) -> None:
    put(shelling())
    with pytest.raises(UsageError, match=reason):
        decisions.edit(register, "r1#e1", Edit(field, value), HUDA)
    assert event(register).event == shelling()
    assert history(register) == []


def test_an_edit_may_name_its_words(register: Register, put: Put) -> None:
    put(shelling())
    decisions.edit(register, "r1#e1", Edit("casualties[0].count", "7", ((20, 24),)), HUDA)
    assert [piece.quote for piece in event(register).event.casualties[0].evidence] == [shelling_words(20, 24)]
    with pytest.raises(UsageError, match="no range of the report"):
        decisions.edit(register, "r1#e1", Edit("type", "explosion", ((0, 99999),)), HUDA)


def shelling_words(start: int, end: int) -> str:
    """Some words of the report."""
    from tests.register.conftest import TEXT

    return TEXT[start:end]


def test_undo_takes_back_the_last_decision_that_stands(register: Register, put: Put) -> None:
    put(shelling())
    decisions.edit(register, "r1#e1", Edit("type", "explosion"), HUDA)
    decisions.edit(register, "r1#e1", Edit("type", "killing"), SAMI)
    decisions.undo(register, "r1#e1", HUDA)
    assert event(register).event.type == "explosion"
    decisions.undo(register, "r1#e1", HUDA)
    assert (event(register).event.type, event(register).state) == ("shelling", "machine")
    with pytest.raises(UsageError, match="no decision on r1#e1 that could be taken back"):
        decisions.undo(register, "r1#e1", HUDA)
    assert [(d.number, d.undoes, d.standing) for d in history(register)] == [
        (1, None, False),
        (2, None, False),
        (3, 2, True),
        (4, 1, True),
    ]


def test_an_undo_can_itself_be_taken_back(register: Register, put: Put) -> None:
    put(shelling())
    decisions.reject(register, "r1#e1", HUDA)
    decisions.undo(register, "r1#e1", HUDA)
    decisions.undo(register, "r1#e1", SAMI, 2)
    assert event(register).state == "rejected"
    with pytest.raises(UsageError, match="decision 2 is not on r1#e1, or is taken back already"):
        decisions.undo(register, "r1#e1", SAMI, 2)


def test_what_is_accepted_holds_with_its_edits_and_later_edits_still_count(register: Register, put: Put) -> None:
    put(shelling())
    decisions.edit(register, "r1#e1", Edit("casualties[0].count", "4"), HUDA)
    decisions.accept(register, "r1#e1", HUDA)
    decisions.edit(register, "r1#e1", Edit("type", "explosion"), SAMI)
    item = event(register)
    assert (item.state, item.event.type, item.event.casualties[0].count.best) == ("accepted", "explosion", 4)
    with register.reading() as connection:
        row = connection.exec_driver_sql("SELECT type, killed, state FROM events").one()
    assert tuple(row) == ("explosion", 4, "accepted")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("r1", r"r1 is a report: name one of its events. it has e1, e2"),
        ("r1#e9", "the report r1 has no event e9: it has e1, e2"),
        ("r9#e1", "there is no report r9 in the register"),
        ("", "there is no report"),
    ],
)
def test_a_name_that_leads_nowhere(register: Register, put: Put, name: str, reason: str) -> None:
    put(shelling(), landmine())
    with pytest.raises(UnknownRecord, match=reason):
        decisions.accept(register, name, HUDA)


def test_an_id_may_hold_the_sign(register: Register, put: Put) -> None:
    put(shelling(), id="channel#12")
    decisions.accept(register, "channel#12#e1", HUDA)
    assert event(register, "channel#12#e1").state == "accepted"


@pytest.mark.parametrize(
    ("by", "reason"), [("", "x"), (" ", "x"), ("Huda", ""), ("x" * 201, "x"), ("Huda", "x" * 20_001)]
)
def test_nobody_decides_without_a_name_and_a_reason(by: str, reason: str) -> None:
    with pytest.raises(UsageError, match=r"--as NAME|--reason TEXT"):
        Deciding(by, reason)


@pytest.mark.parametrize("table", ["decisions", "log", "decision_words", "log_salts", "tombstones"])
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_the_database_refuses_to_change_history(register: Register, put: Put, table: str, verb: str) -> None:
    put(shelling())
    number = decisions.accept(register, "r1#e1", HUDA)
    if table == "tombstones":
        with register.writing() as connection:
            connection.execute(text(f"INSERT INTO tombstones VALUES ({number}, '2031', 1, 'law')"))  # noqa: S608  # a number
    column = {"decision_words": "reason", "log": "action", "log_salts": "salt"}.get(table, "at")
    statement = f"UPDATE {table} SET {column} = 'x'" if verb == "UPDATE" else f"DELETE FROM {table} WHERE 1 = 1"  # noqa: S608  # own words only
    with pytest.raises(RegisterError, match="history cannot be changed or deleted"), register.writing() as connection:
        connection.execute(text(statement))
