"""The record of an incident: figures and their rule, independence, grades, contradictions."""

from __future__ import annotations

import itertools

import msgspec
import pytest

from tawthiq.linking.copies import is_copy, shingles
from tawthiq.linking.incidents import incident
from tawthiq.linking.told import Told
from tawthiq.linking.voices import voices
from tawthiq.model.codes import SourceKind
from tawthiq.model.count import Count
from tawthiq.model.dates import EventDate
from tawthiq.model.event import Actor, Casualty, Event, Source
from tawthiq.model.evidence import Evidence
from tawthiq.model.incident import Combined, Incident
from tawthiq.model.place import Location
from tawthiq.model.report import ReportHeader

TEXT = "قُتل ثلاثة مدنيين جراء قصف مدفعي على بلدة سرمين"  # three civilians killed by shelling of the town of Sarmin
WORDS = (Evidence.of(TEXT, 0, 4),)
PLACE = Location(
    role="impact", name="سرمين", place_id="t:1", lat=35.9, lon=36.72, radius_km=2.0, precision="settlement",
    admin1="Idlib", country="SY", evidence=WORDS,
)  # fmt: skip


def killed(number: int, quantifier: str = "exact", **changes: object) -> Casualty:
    """A figure of killed."""
    count = Count.of("ثلاثة", quantifier, number)  # type: ignore[arg-type]  # one of the quantifiers
    return msgspec.structs.replace(Casualty(outcome="killed", count=count, evidence=WORDS), **changes)


def source(name: str, kind: SourceKind) -> Source:
    """A speaker."""
    return Source(name=name, kind=kind, evidence=WORDS)


def attacker(code: str, role: str = "attacker") -> Actor:
    """Who is said to have done it."""
    return Actor(role=role, code=code, label="قصف", basis="stated", evidence=WORDS)  # type: ignore[arg-type]  # a role


def told(report: str, *casualties: Casualty, published: str | None = "2031-03-12", **changes: object) -> Told:
    """What a report of a publisher of its own says."""
    header = ReportHeader(report, f"sha-{report}", "ar", published, f"ناشر {report}")
    event = Event(
        id="e1", evidence=WORDS, type="shelling", level="incident", modality="asserted",
        date=EventDate.of("2031-03-12", "stated", evidence=WORDS), locations=(PLACE,),
        confidence=0.8, method="grammar/1",
    )  # fmt: skip
    mine = {key: changes.pop(key) for key in ("publisher", "url") if key in changes}
    rest = {key: changes.pop(key) for key in ("link", "shingles") if key in changes}
    event = msgspec.structs.replace(event, **({"casualties": casualties} | changes))
    return Told(event=event, header=msgspec.structs.replace(header, **mine), **rest)  # type: ignore[arg-type]  # as given


def figure(found: Incident, outcome: str = "killed") -> Combined:
    """The combined figure of an outcome."""
    return next(one for one in found.casualties if one.outcome == outcome)


def test_bounds_are_the_lowest_and_highest_and_the_best_is_what_most_state() -> None:
    found = figure(incident("X", [told("a", killed(7)), told("b", killed(9)), told("c", killed(9))]))
    assert (found.min, found.best, found.max, found.best_by) == (7, 9, 9, "machine")
    assert [claim.report for claim in found.statements] == ["a", "b", "c"]


def test_a_figure_without_a_bound_leaves_the_highest_open_and_shows_the_largest_stated() -> None:
    found = figure(incident("X", [told("a", killed(7)), told("b", killed(20, "more_than"))]))
    assert (found.min, found.max, found.max_stated) == (7, None, 20)


def test_no_mean_and_no_choice_where_as_many_say_one_as_the_other() -> None:
    assert figure(incident("X", [told("a", killed(7)), told("b", killed(9))])).best is None


def test_a_later_figure_of_one_publisher_replaces_its_earlier_ones() -> None:
    early = told("a", killed(3), publisher="وكالة", published="2031-03-12")
    late = told("b", killed(5), publisher="وكالة", published="2031-03-14")
    found = figure(incident("X", [late, early]))
    assert (found.min, found.max) == (5, 5)
    assert [(claim.min, claim.kept, claim.why) for claim in found.statements] == [
        (3, False, "the same publisher gives a later figure"),
        (5, True, ""),
    ]


def test_a_sum_over_more_than_the_incident_does_not_count() -> None:
    found = figure(incident("X", [told("a", killed(3)), told("b", killed(30), level="cluster", link="part_of")]))
    assert (found.min, found.max) == (3, 3)


def test_of_a_follow_up_a_toll_that_rose_counts_and_one_who_died_later_does_not() -> None:
    rose = told("b", killed(9), published="2031-03-15", link="follow_up")
    later = told("c", killed(1), published="2031-03-20", link="follow_up")
    found = figure(incident("X", [told("a", killed(7)), rose, later]))
    assert (found.min, found.max) == (7, 9)
    assert [(claim.min, claim.why) for claim in found.statements] == [
        (7, ""), (9, ""), (1, "a follow-up tells of fewer"),
    ]  # fmt: skip


def test_a_denial_belongs_to_the_incident_and_its_figure_does_not_count() -> None:
    found = figure(incident("X", [told("a", killed(7)), told("b", killed(0), modality="denied", link="contradicts")]))
    assert (found.min, found.max, found.statements[1].why) == (7, 7, "contradicts that it happened so")


def test_a_part_is_not_added_to_its_whole_and_entails_civilians() -> None:
    child = killed(2, age="child", status="civilian", subset_of=0)
    found = figure(incident("X", [told("a", killed(7), child)]))
    assert (found.min, found.max, found.civilian_min, found.civilian_max) == (7, 7, 2, 7)


def test_combatants_are_no_civilians() -> None:
    found = figure(incident("X", [told("a", killed(4, status="combatant"), killed(3, status="civilian"))]))
    assert (found.min, found.civilian_min, found.civilian_max) == (7, 3, 3)


def test_two_speakers_of_one_report_are_two_claims() -> None:
    one, other = killed(7, source=0), killed(11, source=1, competes_with=0)
    sources = (source("مصدر طبي", "medical"), source("ناشطون", "activist"))
    found = figure(incident("X", [told("a", one, other, sources=sources)]))
    assert (found.min, found.max, len(found.statements)) == (7, 11, 2)


RESCUE = (source("الدفاع المدني", "rescue_service"),)
MONITOR, LONGER = (source("المرصد السوري", "monitor"),), (source("المرصد السوري لحقوق الإنسان", "monitor"),)


@pytest.mark.parametrize(
    ("one", "other", "independent"),
    [
        ({}, {}, 2),
        ({"publisher": "وكالة"}, {"publisher": "وكالة"}, 1),
        ({"sources": RESCUE}, {"sources": (source("الخوذ البيضاء", "rescue_service"),)}, 1),
        ({"sources": MONITOR}, {"sources": LONGER}, 1),
        ({"sources": MONITOR}, {"sources": (source("مركز التوثيق", "monitor"),)}, 2),
        ({"sources": (source("شهود", "witness"),)}, {"sources": (source("شهود", "witness"),)}, 2),
        ({"publisher": "المرصد السوري لحقوق الإنسان"}, {"sources": MONITOR}, 1),
    ],
    ids=["two publishers", "one publisher", "one rescue service", "one monitor", "two monitors", "witnesses", "quoted"],
)
def test_independence(one: dict[str, object], other: dict[str, object], independent: int) -> None:
    found = incident("X", [told("a", killed(3), **one), told("b", killed(3), **other)])
    assert found.independent_sources == independent
    assert found.grade == ("fair" if independent == 2 else "weak")


LONG = " ".join(f"كلمة{number}" for number in range(40))


def test_reprinted_and_cut_texts_are_one_source() -> None:
    headline, cut = shingles(f"عنوان آخر {LONG}"), shingles(LONG[: len(LONG) // 2])
    assert is_copy(shingles(LONG), headline)
    assert is_copy(shingles(LONG), cut)
    assert not is_copy(shingles(LONG), shingles(" ".join(reversed(LONG.split()))))
    assert not is_copy(shingles("قصف على سرمين"), shingles("قصف على سرمين"))
    copies = [told("a", shingles=shingles(LONG)), told("b", shingles=cut), told("c")]
    assert len(set(voices(copies).values())) == 2


def test_contradictions_of_toll_and_circumstance_are_shown() -> None:
    far = msgspec.structs.replace(PLACE, name="سلمية", place_id="t:2", lat=35.0, lon=37.05)
    later = EventDate.of("2031-03-13", "stated", evidence=WORDS)
    one = told("a", killed(3), actors=(attacker("SYR.AIR"),))
    other = told("b", killed(9), actors=(attacker("TUR"),), locations=(far,), date=later, type="air_attack")
    found = incident("X", [one, other])
    assert {each.field for each in found.contradictions} == {"killed", "date", "place", "attackers", "type"}
    tolls = next(each for each in found.contradictions if each.field == "killed")
    assert {(rival.value, rival.reports) for rival in tolls.values} == {("3", ("a",)), ("9", ("b",))}
    assert [(each.code, each.grade) for each in found.attackers] == [("SYR.AIR", "contested"), ("TUR", "contested")]


def test_armed_or_not_is_a_contradiction() -> None:
    found = incident("X", [told("a", killed(3, status="civilian")), told("b", killed(3, status="combatant"))])
    assert [each.field for each in found.contradictions] == ["status"]


def test_reports_that_agree_contradict_nothing() -> None:
    found = incident("X", [told("a", killed(3)), told("b", killed(2, "more_than"))])
    assert found.contradictions == ()


def test_a_denial_contests_an_attribution_and_a_boast_confirms_nothing() -> None:
    claim = told("a", killed(3), actors=(attacker("TUR"), attacker("TUR", "claims")))
    assert incident("X", [claim]).attackers[0].grade == "weak"
    denial = told("b", killed(3), actors=(attacker("TUR", "denies"),))
    assert incident("X", [claim, denial]).attackers[0].grade == "contested"


def test_an_inferred_attacker_is_not_counted() -> None:
    inferred = msgspec.structs.replace(attacker("SDF"), basis="inferred")
    assert incident("X", [told("a", killed(3), actors=(inferred,))]).attackers == ()


def test_the_record_is_the_same_in_whatever_order_the_reports_come() -> None:
    many = [told("a", killed(3)), told("b", killed(9), published=None), told("c", killed(9), type="air_attack")]
    records = {msgspec.json.encode(incident("X", list(order))) for order in itertools.permutations(many)}
    assert len(records) == 1
