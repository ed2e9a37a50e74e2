"""The code lists: complete against the code book, labelled, dated, and strict about mistakes."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import get_args

import pytest

from tawthiq.errors import RefdataError
from tawthiq.model import codes as model
from tawthiq.refdata.codes import LISTS, actor_in, actor_parent, load_codes, parties, read_codes, side

CLOSED = {
    "event_types": model.EventType,
    "platforms": model.Platform,
    "strike_units": model.StrikeUnit,
    "outcomes": model.Outcome,
    "sources": model.SourceKind,
}

MUNITIONS = [
    "barrel_bomb", "cluster", "incendiary", "phosphorus", "thermobaric", "penetrating", "unguided_bomb",
    "guided_bomb", "air_rocket", "multiple_rocket", "ballistic_missile", "surface_missile", "cruise_missile",
    "artillery_shell", "guided_artillery", "mortar", "tank_shell", "improvised_rocket", "antitank_missile",
    "guided_missile", "rocket", "rpg", "loitering", "landmine", "ied", "car_bomb", "explosive_belt", "uxo",
    "small_arms", "heavy_machine_gun", "sniper", "grenade", "chlorine", "nerve_agent", "chemical_unspecified",
    "blade", "other",
]  # fmt: skip

FACILITIES = [
    "residential", "hospital", "clinic", "ambulance", "pharmacy", "school", "university", "mosque", "church",
    "heritage", "market", "shop", "bakery", "water", "power", "telecom", "fuel", "road_bridge", "vehicle", "farmland",
    "livestock", "factory", "camp", "shelter", "aid", "civil_defence", "government_building", "media_office",
    "cemetery", "prison", "military", "checkpoint", "other",
]  # fmt: skip

ACTORS = [
    "SYR", "RUS", "TUR", "ISR", "USA", "IRN", "JOR", "IRQ", "YEM", "SAU", "ARE", "SDN", "LBY", "SYR.AIR", "SYR.ARM",
    "SYR.AUX", "SYR.NEW", "RUS.AIR", "IRN.MIL", "IRN.IRGC", "HZB", "OPP", "OPP.IZZA", "OPP.AHRAR", "OPP.TIP",
    "OPP.JAYSH_ISLAM", "OPP.NFL", "OPP.SNA", "HTS", "ISIS", "SDF", "SDF.YPG", "SDF.ASAYISH", "SDF.MMC", "SDF.DMC",
    "PKK", "COA", "HAMAS", "PIJ", "HOUTHI", "SAU.COA", "SDN.RSF", "LNA", "IRQ.PMF", "TRIBAL", "CRIMINAL", "UNKNOWN",
]  # fmt: skip

ENTRY = """
- code: OPP
  label_en: Opposition factions
  label_ar: فصائل المعارضة
  definition: Armed groups of the opposition.
  source: own
"""


@pytest.mark.parametrize("name", CLOSED)
def test_the_closed_lists_are_those_of_the_model_in_its_order(name: str) -> None:
    assert tuple(load_codes(name)) == get_args(CLOSED[name])


@pytest.mark.parametrize(("name", "expected"), [("munitions", MUNITIONS), ("facilities", FACILITIES)])
def test_the_open_lists_hold_the_codes_of_the_code_book(name: str, expected: list[str]) -> None:
    assert list(load_codes(name)) == expected


def test_the_list_of_actors_holds_those_that_the_code_book_names() -> None:
    assert set(ACTORS) <= set(load_codes("actors"))


@pytest.mark.parametrize("name", LISTS)
def test_labels_are_in_their_script_and_unlike_one_another(name: str) -> None:
    codes = load_codes(name).values()
    for code in codes:
        assert any("\u0600" <= letter <= "\u06ff" for letter in code.label_ar), code.code
        assert not any("\u0600" <= letter <= "\u06ff" for letter in code.label_en + code.definition), code.code
        assert code.definition.endswith("."), code.code
    for labels in ([code.label_en for code in codes], [code.label_ar for code in codes]):
        assert len(set(labels)) == len(labels)


def test_labels_are_neutral() -> None:
    loaded = ("terror", "regime", "occupation", "إرهاب", "احتلال", "مرتزق", "العدو", "عصابات ال")
    for name in LISTS:
        for code in load_codes(name).values():
            assert not any(word in f"{code.label_en} {code.label_ar}".lower() for word in loaded), code.code


def test_countries_are_codes_of_three_letters_and_states_have_both_codes() -> None:
    actors = load_codes("actors")
    for code in actors.values():
        assert code.country is None or (len(code.country) == 3 and code.country.isupper()), code.code
        assert (code.alpha2 is not None) == (code.country == code.code), code.code
    assert len({code.alpha2 for code in actors.values() if code.alpha2}) == sum(
        c.alpha2 is not None for c in actors.values()
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2016-07-27", "Nusra Front"),
        ("2016-07-28", "Fatah al-Sham Front"),
        ("2017-01-27", "Fatah al-Sham Front"),
        ("2017-01-28", "Hay'at Tahrir al-Sham"),
        ("2025-01-28", "Hay'at Tahrir al-Sham"),
        ("2030-01-01", "Hay'at Tahrir al-Sham"),
    ],
)
def test_an_actor_is_called_what_it_was_called_on_that_day(day: str, expected: str) -> None:
    assert load_codes("actors")["HTS"].name_on(dt.date.fromisoformat(day)) == expected


def test_one_name_ends_where_the_next_begins() -> None:
    names = load_codes("actors")["HTS"].names
    assert [name.ar for name in names] == ["جبهة النصرة", "جبهة فتح الشام", "هيئة تحرير الشام"]
    for earlier, later in pairwise(names):
        assert earlier.period.end == later.period.start


def test_a_period_holds_its_first_day_and_not_its_end() -> None:
    period = load_codes("actors")["SYR"].period
    assert period.holds(dt.date(2024, 12, 7))
    assert not period.holds(dt.date(2024, 12, 8))
    assert load_codes("actors")["SYR.NEW"].period.holds(dt.date(2024, 12, 8))


@pytest.mark.parametrize(
    ("code", "parent", "expected"),
    [
        ("OPP.SNA.HAMZA", "OPP.SNA", "OPP"),
        ("SYR.AIR", "SYR", "SYR"),
        ("SYR", None, "SYR"),
        ("SYR.NEW", "SYR", "SYR.NEW"),
        ("SDN.RSF", "SDN", "SDN.RSF"),
        ("SDN.ARM", "SDN", "SDN"),
        ("OPP.SNA.NOT_IN_THE_LIST", "OPP.SNA", "OPP"),
        ("SYR.AUX|RUS.AIR", None, "RUS|SYR"),
        ("RUS.AIR|SYR|SYR.AIR", None, "RUS|SYR"),
    ],
)
def test_parents_and_sides(code: str, parent: str | None, expected: str) -> None:
    assert actor_parent(code) == parent
    assert side(code) == expected


def test_joined_codes_come_apart() -> None:
    assert parties("SYR|RUS") == ("SYR", "RUS")
    assert parties("HTS") == ("HTS",)


@pytest.mark.parametrize(
    ("code", "country", "expected"),
    [
        ("SYR", "SYR", "SYR"),
        ("SYR", "SY", "SYR"),
        ("SYR", None, "SYR"),
        ("SYR", "YE", "YEM"),
        ("SYR", "ZZ", "SYR"),
        ("COA", "IQ", "COA"),
        ("COA", "YEM", "SAU.COA"),
        ("OPP.SNA", "LY", "LNA"),
        ("SDF.ASAYISH", "LB", "LBN"),
        ("?", "SD", "SDN"),
        ("?", None, "?"),
        ("?", "ZZ", "?"),
    ],
)
def test_words_for_the_forces_of_a_state_mean_those_of_the_reports_country(
    code: str, country: str | None, expected: str
) -> None:
    assert actor_in(code, country) == expected


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (ENTRY + ENTRY, 8, "stands at line 2"),
        (ENTRY.replace("  label_ar: فصائل المعارضة\n", ""), 2, "label_ar"),
        (ENTRY.replace("فصائل المعارضة", '""'), 4, "empty"),
        (ENTRY + "  colour: red\n", 7, "unknown key «colour»"),
        (ENTRY + "  source: own\n", 7, "twice"),
        (ENTRY + "  valid: {from: 2017-13-01}\n", 7, "2017-13-01"),
        (ENTRY + "  valid: {from: 2017-02-01, to: 2017-01-01}\n", 7, "before"),
        (ENTRY + "  valid: {until: 2017-01-01}\n", 7, "until"),
        (ENTRY + "  names: [{en: Rebels}]\n", 7, "«en» and «ar»"),
        (ENTRY + "  aliases_en: rebels\n", 7, "list"),
        (ENTRY + "  words: few\n", 7, "none: reason"),
        (ENTRY + "  successor: NOBODY\n", 2, "NOBODY"),
        (ENTRY.replace("code: OPP", "code: OPP.SNA"), 2, "points to OPP"),
        ("code: OPP\n", 1, "sequence"),
        ("- OPP\n", 1, "keys and values"),
        ("- code: [\n", 2, "not YAML"),
        ("", 1, "sequence"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(RefdataError, match=r"mine\.yaml:") as caught:
        read_codes(text, "mine.yaml")
    assert caught.value.line == line
    assert reason in caught.value.reason


def test_an_unknown_list_says_which_there_are() -> None:
    with pytest.raises(RefdataError, match="munitions"):
        load_codes("colours")


def test_a_list_is_read_once_and_cannot_be_changed() -> None:
    codes = load_codes("actors")
    assert load_codes("actors") is codes
    with pytest.raises(TypeError):
        codes["NEW"] = codes["OPP"]  # type: ignore[index]  # the point of the test
