"""A report read again by a newer method: decisions hold, both values are kept, names stay with their events."""

from __future__ import annotations

import msgspec
from tests.register.conftest import HUDA, SAMI, SECOND, TEXT, Put, landmine, shelling, words

from tawthiq.model.event import Event, Source
from tawthiq.register import Register, decisions
from tawthiq.register.edits import Edit
from tawthiq.register.records import KeptReport, report_named
from tawthiq.register.verification import verify


def kept(register: Register, name: str = "r1") -> KeptReport:
    """A report as it stands; the register must verify."""
    assert verify(register).problems == ()
    with register.reading() as connection:
        return report_named(connection, name)[0]


def test_a_newer_method_takes_the_place_of_the_older_one(register: Register, put: Put) -> None:
    put(shelling())
    assert [item.outcome for item in put(shelling(killed=4), method=SECOND)] == ["again"]
    assert [item.event for item in kept(register).events] == [shelling(killed=4)]
    assert [item.outcome for item in put(shelling(killed=4), method=SECOND)] == ["known"]
    assert [item.outcome for item in put(shelling(), method=SECOND, again=True)] == ["again"]
    with register.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM readings").scalar() == 3
        assert connection.exec_driver_sql("SELECT count(*) FROM readings WHERE events IS NULL").scalar() == 1


def test_a_field_that_a_person_set_is_not_overwritten_and_both_values_are_kept(register: Register, put: Put) -> None:
    put(shelling())
    decisions.edit(register, "r1#e1", Edit("type", "missile_attack"), HUDA)
    put(shelling(type="explosion", modality="alleged"), method=SECOND)
    item = kept(register).events[0]
    assert (item.event.type, item.event.modality, item.state) == ("missile_attack", "alleged", "edited")
    assert [(held.field, held.person, held.machine) for held in item.held] == [("type", "missile_attack", "explosion")]
    assert item.machine == shelling(type="explosion", modality="alleged")


def test_an_accepted_event_holds_as_it_was_accepted(register: Register, put: Put) -> None:
    put(shelling())
    decisions.accept(register, "r1#e1", HUDA)
    put(shelling(killed=5), method=SECOND)
    item = kept(register).events[0]
    assert (item.state, item.event, item.machine) == ("accepted", shelling(), shelling(killed=5))
    decisions.undo(register, "r1#e1", SAMI)
    item = kept(register).events[0]
    assert (item.state, item.event, item.machine) == ("machine", shelling(killed=5), None)


def test_events_are_known_by_their_words_and_keep_their_names(register: Register, put: Put) -> None:
    put(shelling(), landmine())
    decisions.comment(register, "r1#e2", HUDA)
    between = landmine(name="e1")
    put(between, shelling(name="e2", part_of="e1"), method=SECOND)
    found = {item.event.id: item.event for item in kept(register).events}
    assert found == {"e1": shelling(part_of="e2"), "e2": landmine()}


def test_a_new_event_gets_a_name_that_none_had_before(register: Register, put: Put) -> None:
    put(shelling(), landmine())
    put(shelling(), method=SECOND)
    assert [item.event.id for item in kept(register).events] == ["e1"]
    third = msgspec.structs.replace(SECOND, name="grammar/3")
    put(shelling(), landmine(), method=third)
    assert [item.event.id for item in kept(register).events] == ["e1", "e3"]


def test_an_event_that_is_not_found_any_more_stays_where_somebody_decided(register: Register, put: Put) -> None:
    put(shelling(), landmine())
    decisions.accept(register, "r1#e2", HUDA)
    put(shelling(), method=SECOND)
    gone = kept(register).events[1]
    assert (gone.id, gone.present, gone.state, gone.event) == ("r1#e2", False, "accepted", landmine())
    put(landmine(name="e1"), method=msgspec.structs.replace(SECOND, name="grammar/3"))
    back = {item.event.id: item.present for item in kept(register).events}
    assert back == {"e2": True}


def test_a_held_list_points_to_the_same_speaker_when_the_speakers_change(register: Register, put: Put) -> None:
    """A person's figures point to the medical source; a later reading puts another speaker before it, or loses it."""
    put(shelling())
    decisions.edit(register, "r1#e1", Edit("casualties[0].count", "4"), HUDA)
    other = Source(name="بلدة سرمين", kind="other", evidence=words(TEXT, "بلدة سرمين"))
    put(shelling(sources=(other, *shelling().sources)), method=SECOND)
    assert _speaker(kept(register).events[0].event) == "مصدر طبي"
    third = msgspec.structs.replace(SECOND, name="grammar/3")
    without = shelling(sources=(other,), casualties=shelling().casualties[:1])
    put(without, method=third)
    event = kept(register).events[0].event
    assert _speaker(event) == "مصدر طبي"
    assert [source.name for source in event.sources] == ["بلدة سرمين", "مصدر طبي"]


def test_a_speaker_whose_name_a_person_corrected_is_still_the_one_that_is_meant(register: Register, put: Put) -> None:
    put(shelling())
    decisions.edit(register, "r1#e1", Edit("sources[0].name", "مشفى البلدة"), HUDA)
    decisions.edit(register, "r1#e1", Edit("sources[0].kind", "other"), SAMI)
    assert _speaker(kept(register).events[0].event) == "مشفى البلدة"
    put(shelling(modality="alleged"), method=SECOND)
    assert _speaker(kept(register).events[0].event) == "مشفى البلدة"


def test_a_speaker_that_a_person_took_out_is_not_pointed_to(register: Register, put: Put) -> None:
    put(shelling())
    decisions.edit(register, "r1#e1", Edit("sources", "[]"), HUDA)
    event = kept(register).events[0].event
    assert event.sources == ()
    assert event.casualties[1].source is None


def _speaker(event: Event) -> str:
    index = event.casualties[1].source
    return "" if index is None else event.sources[index].name
