"""Settled names: the last answer for a name and area stands, with who and why; nothing is lost."""

from __future__ import annotations

import pytest
from sqlalchemy import text as sql
from tests.register.conftest import HUDA, SAMI

from tawthiq.errors import RegisterError, UsageError
from tawthiq.register import Register
from tawthiq.register.settled import Meaning, Settled, learned, settle, settled, withdraw
from tawthiq.register.verification import verify

POINT = Meaning(country="SY", lat=35.7, lon=36.65, radius_km=2.0)
PLACE = Meaning(place_id="gn:169389")


def standing(register: Register) -> list[Settled]:
    """The answers that readings use."""
    with register.reading() as connection:
        return [one for one in settled(connection) if one.standing]


def test_an_answer_has_author_reason_and_time_and_reaches_the_gazetteer(register: Register) -> None:
    settle(register, "كفر مثال", "SY-ID", POINT, HUDA)
    (one,) = standing(register)
    assert (one.by, one.reason, one.admin1) == (HUDA.by, HUDA.reason, "SY-ID")
    with register.reading() as connection:
        (answer,) = learned(connection)
    assert (answer.name, answer.lat, answer.lon, answer.radius_km) == ("كفر مثال", 35.7, 36.65, 2.0)
    assert (answer.by, answer.why, answer.at) == (one.by, one.reason, one.at)


def test_the_last_answer_for_a_name_and_area_stands(register: Register) -> None:
    settle(register, "كفر مثال", "SY-ID", POINT, HUDA)
    settle(register, "كَفْر مثال", "SY-ID", PLACE, SAMI)  # another spelling of the same name
    settle(register, "كفر مثال", None, POINT, SAMI)
    assert [(one.number, one.by) for one in standing(register)] == [(2, SAMI.by), (3, SAMI.by)]
    with register.reading() as connection:
        assert len(settled(connection)) == 3


def test_an_answer_can_be_taken_back_and_given_again(register: Register) -> None:
    settle(register, "كفر مثال", None, POINT, HUDA)
    withdraw(register, "كفر مثال", None, SAMI)
    assert standing(register) == []
    with pytest.raises(UsageError, match="nobody settled"):
        withdraw(register, "كفر مثال", None, SAMI)
    settle(register, "كفر مثال", None, PLACE, HUDA)
    assert [one.place_id for one in standing(register)] == [PLACE.place_id]
    assert verify(register).problems == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"lat": 35.7},
        {"place_id": "gn:1", "lat": 1.0, "lon": 1.0},
        {"lat": 91.0, "lon": 1.0},
        {"lat": 1.0, "lon": 1.0, "radius_km": 0.0},
    ],
)
def test_what_means_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Meaning(**wrong)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("name", ["", "  ", "،", "ا" * 300])
def test_what_is_no_name_is_refused(register: Register, name: str) -> None:
    with pytest.raises(UsageError, match="no name"):
        settle(register, name, None, POINT, HUDA)


def test_answers_cannot_be_changed_behind_the_registers_back(register: Register) -> None:
    settle(register, "كفر مثال", None, POINT, HUDA)
    for statement in ("UPDATE settled_names SET lat = 0", "DELETE FROM settled_names"):
        with pytest.raises(RegisterError, match="history cannot be changed"), register.writing() as connection:
            connection.execute(sql(statement))
    with register.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER settled_names_no_update")
        connection.execute(sql("UPDATE settled_names SET lat = 0"))
    assert any("name 1 is not what was written" in problem.reason for problem in verify(register).problems)
