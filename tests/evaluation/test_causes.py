"""What an error is about: a case for each name, so that no name is dead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from tawthiq.errors import RefdataError
from tawthiq.evaluation import GoldReport, PredictedReport, as_errors, by_cause, evaluate
from tawthiq.refdata.errors import load_errors, read_errors

TEXT = """\
قصف على سرمين قتل ثلاثة أطفال في سوق، وقصف على بنش.
وفي النيرب أصيب رجل بغارة.
تاريخ النشر 5 آذار"""
# Shelling of Sarmin killed three children in a market, and shelling of Binnish. / In An Nayrab a man was injured by an
# air raid. / Date of publication: 5 March.


def at(quote: str) -> dict[str, Any]:
    """Evidence for the words."""
    start = TEXT.index(quote)
    return {"evidence": [{"start": start, "end": start + len(quote), "quote": quote}]}


def place(name: str, precision: str = "settlement") -> dict[str, Any]:
    return {"role": "impact", "name": name, "quote": name, "precision": precision}


def people(number: int | None, quote: str, outcome: str = "killed", **more: Any) -> dict[str, Any]:
    bounds = {"min": number, "best": number, "max": number} | {k: more.pop(k) for k in ("best", "max") if k in more}
    return {"outcome": outcome, **bounds, "quote": quote, **more}


def raids(number: int, unit: str = "raid") -> dict[str, Any]:
    return {"unit": unit, "min": number, "best": number, "max": number, "quote": "قصف"}


def by(code: str, basis: str = "stated", role: str = "attacker") -> dict[str, Any]:
    return {"role": role, "code": code, "basis": basis, "quote": "قصف"}


def day(edtf: str | None, basis: str = "stated", quote: str = "قصف") -> dict[str, Any]:
    return {"edtf": edtf, "basis": basis, "quote": quote}


def event(**fields: Any) -> dict[str, Any]:
    """An annotated event: by default the shelling of Sarmin."""
    return {"trigger": "قصف على سرمين", "type": "shelling"} | fields


def given(fields: dict[str, Any]) -> dict[str, Any]:
    """An annotated event as somebody's prediction of it."""
    lists = {
        name: [
            {**item, **at(item["quote"]), "count": {key: item.get(key) for key in ("min", "best", "max")}}
            for item in fields.get(name, ())
        ]
        for name in ("locations", "actors", "strikes", "casualties", "facilities")
    }
    coded = {name: [{"code": c, **at("قصف")} for c in fields.get(name, ())] for name in ("platforms", "munitions")}
    date = fields.get("date")
    dated = {**date, **at(date["quote"])} if date else None
    return {"type": fields["type"], **at(fields["trigger"]), "date": dated, **lists, **coded} | {
        key: fields[key] for key in ("level", "modality") if key in fields
    }


def differences(found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Field -> what its errors are about."""
    prediction = msgspec.convert({"report": {"id": "a"}, "events": [given(one) for one in found]}, PredictedReport)
    gold = msgspec.convert({"id": "a", "events": wanted}, GoldReport)
    together: dict[str, set[str]] = {}
    for one in evaluate([prediction], [gold], {"a": TEXT}).differences:
        together.setdefault(one.field, set()).add(one.about)
    return together


SARMIN, BINNISH, NAYRAB = place("سرمين"), place("بنش"), place("النيرب")
OTHER = event(trigger="قصف على بنش", locations=[BINNISH])
KILLED = people(3, "قتل ثلاثة أطفال")
HURT = people(1, "أصيب رجل", "injured")
CHILD = people(1, "أطفال")
MARKET = {"type": "market", "quote": "سوق"}
CLOSED = {"function": "closed"}
WAR = {"locations": [SARMIN]}
TYPES = {
    "means-unsaid": "other_violence", "aircraft": "air_attack", "missiles": "missile_attack",
    "chemical": "chemical_attack", "blast": "explosion", "direct-violence": "shooting", "detention": "abduction",
    "effect": "displacement", "other-type": "siege",
}  # fmt: skip

PAIRS: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    *(("event type", about, WAR, WAR | {"type": kind}) for about, kind in TYPES.items()),
    ("event type", "ground-fire", WAR | {"type": "air_attack"}, WAR),
    ("modality and level", "cluster", {}, {"level": "cluster"}),
    ("modality and level", "no-cluster", {"level": "cluster"}, {}),
    ("modality and level", "past", {"modality": "historical"}, {}),
    ("modality and level", "alleged", {}, {"modality": "alleged"}),
    ("places", "place-list", {"locations": [SARMIN]}, {"locations": [SARMIN, BINNISH]}),
    ("places", "place-inherited", {}, {"locations": [NAYRAB]}),
    ("places", "place-missed", {}, {"locations": [SARMIN]}),
    ("places", "place-near", {}, {"locations": [place("سرمين", "near")]}),
    ("places", "place-inner", {}, {"locations": [place("سرمين", "neighbourhood")]}),
    ("places", "place-feature", {}, {"locations": [place("سرمين", "feature")]}),
    ("places", "place-area", {}, {"locations": [place("سرمين", "admin1")]}),
    ("places", "place-other", {"locations": [BINNISH]}, {"locations": [SARMIN]}),
    ("places", "place-extra", {"locations": [SARMIN, place("سوق")]}, {"locations": [SARMIN]}),
    ("precision of place", "place-near", {"locations": [SARMIN]}, {"locations": [place("سرمين", "near")]}),
    ("date", "date-missed", {}, {"date": day("2031-03-05")}),
    ("date", "date-inherited", {"date": day("2031-03-05", quote="5 آذار")}, {}),
    ("date", "date-made-up", {"date": day("2031-03-05")}, {}),
    ("date", "date-year", {"date": day("2031-03-05")}, {"date": day("2030-03-05")}),
    ("date", "date-span", {"date": day("2031-03-05")}, {"date": day("2031-03")}),
    ("date", "date-of-publication", {"date": day("2031-03-09", "publication")}, {"date": day("2031-03-05")}),
    ("date", "date-day-off", {"date": day("2031-03-01")}, {"date": day("2031-02-28")}),
    ("date", "date-other", {"date": day("2031-03-01")}, {"date": day("2031-03-05")}),
    ("casualty counts", "subset", {"casualties": [KILLED, CHILD | {"subset_of": 0}]}, {"casualties": [KILLED, CHILD]}),
    ("casualty counts", "zero", {}, {"casualties": [people(0, "قتل")]}),
    ("casualty counts", "joint", {"casualties": [KILLED]}, {"casualties": [people(3, "قتل", "killed_or_injured")]}),
    ("casualty counts", "outcome", {"casualties": [KILLED]}, {"casualties": [people(3, "قتل", "injured")]}),
    ("casualty counts", "bound", {"casualties": [KILLED]}, {"casualties": [people(3, "قتل", best=None, max=None)]}),
    ("casualty counts", "number", {"casualties": [KILLED]}, {"casualties": [people(4, "قتل")]}),
    ("casualty counts", "single", {}, {"casualties": [CHILD]}),
    ("casualty counts", "figure-inherited", {}, {"casualties": [people(3, "أصيب")]}),
    ("casualty counts", "figure-missed", {"casualties": [HURT]}, {"casualties": [HURT, KILLED]}),
    ("casualty counts", "two-tolls", {"casualties": [KILLED, people(4, "أطفال")]}, {"casualties": [KILLED]}),
    ("casualty counts", "figure-extra", {"casualties": [KILLED]}, {}),
    ("killed (total)", "number", {"casualties": [KILLED, HURT]}, {"casualties": [people(4, "قتل"), HURT]}),
    ("casualties in full", "trait-status", {"casualties": [KILLED]}, {"casualties": [KILLED | {"status": "civilian"}]}),
    ("casualties in full", "trait-sex", {"casualties": [KILLED]}, {"casualties": [KILLED | {"sex": "male"}]}),
    ("casualties in full", "trait-age", {"casualties": [KILLED]}, {"casualties": [KILLED | {"age": "child"}]}),
    ("strikes", "strikes-number", {"strikes": [raids(2)]}, {"strikes": [raids(3)]}),
    ("strikes", "strikes-unit", {"strikes": [raids(2)]}, {"strikes": [raids(2, "shell")]}),
    ("strikes", "strikes-missed", {}, {"strikes": [raids(2)]}),
    ("strikes", "strikes-extra", {"strikes": [raids(2)]}, {}),
    ("attackers", "attacker-joint", {"actors": [by("SYR|RUS")]}, {"actors": [by("SYR")]}),
    ("attackers", "attacker-branch", {"actors": [by("SYR.AIR")]}, {"actors": [by("SYR")]}),
    ("attackers (side)", "attacker-other", {"actors": [by("RUS")]}, {"actors": [by("SYR")]}),
    ("attackers", "attacker-inherited", {"actors": [by("RUS", "context")]}, {}),
    ("attackers", "attacker-inherited", {}, {"actors": [by("RUS", "context")]}),
    ("attackers", "attacker-or-target", {"actors": [by("RUS")]}, {"actors": [by("RUS", role="target")]}),
    ("attackers", "attacker-alleged", {}, {"actors": [by("RUS", "alleged")]}),
    ("attackers", "attacker-unknown", {}, {"actors": [by("UNKNOWN")]}),
    ("attackers", "attacker-missed", {}, {"actors": [by("RUS")]}),
    ("attackers", "attacker-extra", {"actors": [by("RUS")]}, {}),
    *(
        (field, f"{name}-{how}", {field: some}, {field: others})
        for field, name, one, other in (
            ("platforms", "platform", "tank", "artillery"), ("munitions", "munition", "mortar", "rocket"),
            ("facilities", "facility", MARKET, {"type": "school", "quote": "سوق"}),
        )
        for how, some, others in (("kind", [one], [other]), ("missed", [], [one]), ("extra", [one], []))
    ),
    ("facility function", "facility-function", {"facilities": [MARKET | CLOSED]}, {"facilities": [MARKET]}),
]  # fmt: skip
"""(field, what its error is about, predicted, annotated)."""

ALONE: list[tuple[str, list[dict[str, Any]], list[dict[str, Any]]]] = [
    ("not-seen", [], [event(**WAR)]),
    ("taken-for-background", [event(level="context")], [event(**WAR)]),
    ("merged", [event(**WAR)], [event(**WAR), event(trigger="على سرمين", locations=[NAYRAB])]),
    ("cluster", [], [event(level="cluster")]),
    ("past", [], [event(modality="historical")]),
    ("list", [event(**WAR)], [event(**WAR), OTHER]),
    ("told-again", [event(**WAR), event(**WAR)], [event(**WAR)]),
    ("told-again", [event(**WAR), event(**WAR, trigger="أصيب رجل")], [event(**WAR)]),
    ("background", [event(**WAR)], [event(level="context")]),
    ("denied", [event(**WAR)], [event(modality="denied")]),
    ("planned", [event(**WAR)], [event(modality="planned")]),
    ("general", [event()], []),
    ("no-event", [event(**WAR)], []),
]
"""(why an event was missed or made up, predicted, annotated)."""


@pytest.mark.parametrize(("field", "about", "found", "wanted"), PAIRS, ids=[f"{one[0]}-{one[1]}" for one in PAIRS])
def test_a_field_that_differs(field: str, about: str, found: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert differences([event(**found)], [event(**wanted)]).get(field) == {about}


@pytest.mark.parametrize(("about", "found", "wanted"), ALONE)
def test_an_event_that_is_missed_or_made_up(
    about: str, found: list[dict[str, Any]], wanted: list[dict[str, Any]]
) -> None:
    assert differences(found, wanted).get("events") == {about}


@pytest.mark.parametrize(
    ("field", "about", "extra"),
    [
        ("casualty counts", "figure-of-neighbour", {"casualties": [HURT]}),
        ("places", "place-of-neighbour", {"locations": [SARMIN, NAYRAB]}),
    ],
)
def test_what_belongs_to_the_event_beside_it(field: str, about: str, extra: dict[str, Any]) -> None:
    raid = event(type="air_attack", trigger="أصيب رجل بغارة", locations=[NAYRAB], casualties=[HURT])
    mixed = event(**(WAR | extra))
    assert differences([mixed, raid], [event(**WAR), raid])[field] == {about}
    if field == "casualty counts":
        assert differences([event(**WAR), raid], [mixed, raid])[field] == {about}


def test_no_name_is_dead_and_each_shows_golden_phenomena(root: Path) -> None:
    named = {about for _, about, *_ in PAIRS} | {about for about, *_ in ALONE}
    kinds = load_errors()
    assert set(kinds) == named | {"figure-of-neighbour", "place-of-neighbour"}
    golden = {path.stem for path in (root / "tests/golden/phenomena").glob("*.yaml")}
    assert golden
    assert {see for kind in kinds.values() for see in kind.see} - golden == set()


def test_errors_are_told_by_field_and_by_what_they_are_about() -> None:
    prediction = msgspec.convert({"report": {"id": "a"}, "events": [given(event(**WAR))]}, PredictedReport)
    annotated = event(casualties=[KILLED, people(1, "أطفال", subset_of=0)], **WAR)
    gold = msgspec.convert({"id": "a", "events": [annotated]}, GoldReport)
    result = evaluate([prediction], [gold], {"a": TEXT})
    groups = by_cause([*result.differences] * 2)
    assert [(group.field, group.about, group.times, group.of, len(group.examples)) for group in groups] == [
        ("casualty counts", "figure-missed", 2, 2, 1),
        ("casualties in full", "figure-missed", 2, 2, 1),
        ("killed (total)", "figure-missed", 2, 2, 1),
    ]
    shown = as_errors(result)
    assert "casualty counts: 1 errors\n     1 × a figure that was not seen  (see harm-nouns, " in shown
    assert "a: gold killed 1 1 1 (part); killed 3 3 3, found nothing · «قصف على سرمين»" in shown
    assert as_errors(evaluate([], [], {})) == "no errors"


HEAD = "name\tsaid\tsee\n"


@pytest.mark.parametrize(
    ("text", "line"), [("", 1), ("name\tsaid\n", 1), (HEAD + "a\tb\n", 2), (HEAD + "a\tb\t-\na\tb\t-\n", 3)]
)
def test_a_damaged_list_names_its_line(text: str, line: int) -> None:
    with pytest.raises(RefdataError) as fault:
        read_errors(text)
    assert str(fault.value).startswith(f"errors.tsv:{line}: ")
