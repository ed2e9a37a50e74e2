"""The reading as a whole: what an event holds, on sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawthiq.model.event import Event
from tawthiq.model.evidence import evidence_within
from tawthiq.model.extraction import Extraction, from_json, to_json
from tawthiq.model.report import Report
from tawthiq.pipeline import Pipeline

Reader = Callable[..., Extraction]


def figures(event: Event) -> list[tuple[str, int | None, int | None, int | None, int | None]]:
    return [(c.outcome, c.count.min, c.count.best, c.count.max, c.subset_of) for c in event.casualties]


def places(event: Event, role: str = "impact") -> list[str]:
    return [place.name for place in event.locations if place.role == role]


def attackers(event: Event) -> list[tuple[str, str]]:
    return [(actor.code, actor.basis) for actor in event.actors if actor.role == "attacker"]


def only(extraction: Extraction) -> Event:
    assert len(extraction.events) == 1, [(e.type, [p.name for p in e.locations]) for e in extraction.events]
    return extraction.events[0]


def test_an_air_attack_with_all_that_it_says(read: Reader) -> None:
    """Russian warplanes raided Sarmin three times on Tuesday; 9 civilians killed, among them 3 children; 12 wounded."""
    event = only(
        read(
            "شنت طائرات حربية روسية، صباح اليوم الثلاثاء، ثلاث غارات على بلدة سرمين بريف إدلب الشرقي، "
            "ما أدى إلى مقتل تسعة مدنيين بينهم ثلاثة أطفال، وإصابة 12 آخرين بجروح خطيرة."
        )
    )
    assert (event.type, event.level, event.modality) == ("air_attack", "incident", "asserted")
    assert places(event) == ["سرمين"]
    assert event.locations[0].admin1 == "Idlib"
    assert (event.date.edtf, event.date.part_of_day) == ("2031-03-11", "morning")
    assert attackers(event) == [("RUS.AIR", "stated")]
    assert [platform.code for platform in event.platforms] == ["fixed_wing"]
    assert [(s.unit, s.count.best) for s in event.strikes] == [("raid", 3)]
    assert figures(event) == [
        ("killed", 9, 9, 9, None),
        ("killed", 3, 3, 3, 0),
        ("injured_critical", 12, 12, 12, None),
    ]
    assert [c.status for c in event.casualties[:2]] == ["civilian", "civilian"]
    assert event.casualties[1].age == "child"


def test_two_coordinated_figures_are_two_and_share_what_is_said_of_both(read: Reader) -> None:
    """Three dead and eight wounded among civilians: 3 and 8, never 11, and both civilian."""
    event = only(read("استهدفت مدفعية قوات النظام بلدة سرمين، ما أسفر عن ثلاثة شهداء وثماني إصابات في صفوف المدنيين."))
    assert figures(event) == [("killed", 3, 3, 3, None), ("injured", 8, 8, 8, None)]
    assert {c.status for c in event.casualties} == {"civilian"}


def test_unknown_is_not_zero(read: Reader) -> None:
    """No word on victims leaves the list empty; "without casualties" is a zero; "no reports of" has no maximum."""
    silent = only(read("قصفت مدفعية قوات النظام أطراف بلدة سرمين شرقي إدلب."))
    none = only(read("قصفت مدفعية قوات النظام أطراف بلدة سرمين شرقي إدلب دون وقوع إصابات."))
    unheard = only(read("قصفت مدفعية قوات النظام أطراف بلدة سرمين شرقي إدلب، ولم ترد معلومات عن ضحايا."))
    assert figures(silent) == []
    assert figures(none) == [("injured", 0, 0, 0, None)]
    assert figures(unheard) == [("killed_or_injured", 0, None, None, None)]


def test_each_village_with_its_own_toll_is_an_event(read: Reader) -> None:
    """Two villages, two tolls, two events; the second inherits nothing of the first's figures."""
    found = read(
        "قُتل مدني بقصف مدفعي لقوات النظام على بلدة سرمين بريف إدلب، "
        "كما أصيب ثلاثة أطفال بقصف مماثل استهدف بلدة بنش شمال شرقي إدلب."
    ).events
    assert [places(event) for event in found] == [["سرمين"], ["بنش"]]
    assert [figures(event) for event in found] == [[("killed", 1, 1, 1, None)], [("injured", 3, 3, 3, None)]]


def test_several_villages_under_one_toll_are_a_cluster(read: Reader) -> None:
    """A toll over three villages stays a toll over three villages."""
    event = only(read("أصيب خمسة مدنيين بقصف مدفعي لقوات النظام على قرى الفطيرة وسفوهن وكنصفرة في جبل الزاوية."))
    assert event.level == "cluster"
    assert places(event) == ["الفطيرة", "سفوهن", "كنصفرة"]
    assert figures(event) == [("injured", 5, 5, 5, None)]


def test_headline_lead_and_body_are_one_event(read: Reader) -> None:
    """What is told three times is one event with the evidence of all three."""
    event = only(
        read(
            "قتيلان بقصف على بنش\n\n"
            "قُتل مدنيان، اليوم الأربعاء، بقصف مدفعي لقوات النظام على مدينة بنش شرقي إدلب.\n\n"
            "وقال مراسل الشبكة إن القصف استهدف سوقاً شعبياً وسط المدينة وأدى إلى مقتل مدنيين اثنين."
        )
    )
    assert figures(event) == [("killed", 2, 2, 2, None)]
    assert len(event.evidence) >= 3
    assert [facility.type for facility in event.facilities] == ["market"]


def test_a_raid_on_a_known_wave_inherits_its_author_as_context(read: Reader) -> None:
    """The second village's attacker is told once, for the wave: basis ``context``, never stronger."""
    first, second = read(
        "قصفت قوات النظام بالمدفعية بلدة سرمين وأصيب مدني. كما تعرضت بلدة بنش لقصف مدفعي أدى إلى مقتل طفل."
    ).events
    assert attackers(first) == [("SYR", "stated")]
    assert attackers(second) == [("SYR", "context")]


def test_fire_from_an_area_is_only_inferred(read: Reader) -> None:
    """ "Its source is areas held by X" names no author."""
    event = only(read("أصيب مدني بقصف صاروخي مصدره مناطق سيطرة قوات النظام استهدف بلدة سرمين."))
    assert attackers(event) == [("SYR", "inferred")]


def test_what_an_old_war_left_behind_is_an_explosion(read: Reader) -> None:
    """A child hurt by a cluster bomblet left from an earlier bombardment: both codes, and who left it."""
    event = only(read("جُرحت طفلة حين انفجرت قنبلة عنقودية من مخلفات قصف سابق لقوات النظام قرب بلدة تفتناز."))
    assert event.type == "explosion"
    assert {munition.code for munition in event.munitions} >= {"cluster"}
    assert attackers(event) == [("SYR", "stated")]


def test_a_sum_since_the_new_year_is_background(read: Reader) -> None:
    """A running total is never this day's toll."""
    event = only(read("وثقت فرق الدفاع المدني مقتل 26 شخصاً بينهم 12 طفلاً بانفجار الألغام منذ بداية العام الجاري."))
    assert (event.level, event.modality) == ("context", "historical")


@pytest.mark.parametrize(
    "text",
    [
        "شن لاعبو الفريق الضيف هجوماً متتالياً على مرمى المضيف في الشوط الثاني من المباراة وسجلوا ثلاثة أهداف.",  # sport
        "تراجعت أسعار النفط بعد هجوم المضاربين على الأسواق وخسر المستثمرون ملايين الدولارات.",  # economy
        "افتتح الوزير معرض الكتاب في العاصمة وألقى كلمة عن أهمية القراءة.",  # culture
        "توفي ثلاثة أشخاص وأصيب خمسة في حادث سير على الطريق العام بعد غرق المركبة في السيول.",  # accident
        "حذرت وزارة الصحة من انفجار عدد الإصابات بالإنفلونزا هذا الشتاء.",  # metaphor
    ],
)
def test_words_of_war_in_everyday_use_give_no_event(read: Reader, text: str) -> None:
    assert [(e.type, [x.quote for x in e.evidence]) for e in read(text).events] == []


def test_other_languages_are_answered_as_unread(pipeline: Pipeline) -> None:
    """Stored and answered, never guessed at."""
    found = pipeline.extract(Report.of("Two people were killed by shelling.", language="en"))
    assert (found.events, found.unread) == ((), "no reader for en yet")


def test_a_line_reads_back_as_it_was_written(read: Reader) -> None:
    found = read("قتل ثلاثة مدنيين بانفجار لغم أرضي قرب مدينة تدمر، أمس الاثنين.")
    assert from_json(to_json(found)) == found


SPLIT = "أصيـ.ـب مدنيان بقـ.ـصف مدفعـ ـي لقوات النظام على بلدة سرمين."


def test_letters_split_to_dodge_moderation_are_read_and_quoted_as_they_stand(read: Reader) -> None:
    """The value is read from the joined word; the evidence keeps the report's own letters."""
    event = only(read(SPLIT))
    assert figures(event) == [("injured", 2, 2, 2, None)]
    assert any("بقـ.ـصف" in words.quote for words in event.evidence)


FRAGMENTS = st.sampled_from(
    [
        "قصف مدفعي", "استهدفت طائرات حربية روسية", "بلدة سرمين", "مدينة بنش", "قتل ثلاثة مدنيين", "وأصيب آخرون",
        "بينهم طفلان", "مما أدى إلى", "كما", "اليوم الثلاثاء", "12 آذار", "،", ".", "\n", "قوات النظام", "من قبل",
        "دون وقوع إصابات", "انفجار لغم", "في", "١٢", "\u202b", "ـ", "َ", "🙂", "\x00", "(", "”", "حلب::",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(FRAGMENTS, max_size=40))
def test_evidence_is_always_its_text(read: Reader, parts: list[str]) -> None:
    """Whatever stands in a report, in whatever order: each quote is the text at its place, and reading it again says
    the same."""
    text = " ".join(parts)
    found = read(text)
    assert all(text[e.start : e.end] == e.quote for e in evidence_within(found.events))
    assert read(text) == found
