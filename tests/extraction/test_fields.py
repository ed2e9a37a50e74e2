"""Fields beside the bare toll: speakers, revised and rival figures, displaced people, talks, facilities, victims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawthiq.model.event import Event
from tawthiq.model.extraction import Extraction

Reader = Callable[..., Extraction]


def only(extraction: Extraction) -> Event:
    assert len(extraction.events) == 1, [(e.type, [p.name for p in e.locations]) for e in extraction.events]
    return extraction.events[0]


def speakers(event: Event) -> list[tuple[str, str]]:
    return [(source.name, source.kind) for source in event.sources]


def killed(event: Event) -> list[int | None]:
    return [figure.count.best for figure in event.casualties if figure.outcome == "killed"]


def test_two_speakers_figures_stand_side_by_side(read: Reader) -> None:
    """Civil defence counts seven killed, activists nine: both stay, each with its speaker and pointing to the other."""
    event = only(
        read("قال الدفاع المدني إن سبعة مدنيين قتلوا بالغارة على مدينة أريحا، بينما تحدث ناشطون عن تسعة قتلى.")
    )
    assert killed(event) == [7, 9]
    assert [figure.competes_with for figure in event.casualties] == [1, 0]
    assert [event.sources[figure.source or 0].kind for figure in event.casualties] == ["rescue_service", "activist"]


def test_the_smaller_of_two_speakers_figures_is_no_part_of_the_greater(read: Reader) -> None:
    """The observatory: nine killed; the health ministry: four."""
    event = only(read("أفاد المرصد بمقتل تسعة أشخاص بقصف على بلدة سرمين، في حين أعلنت وزارة الصحة مقتل أربعة أشخاص."))
    assert killed(event) == [9, 4]
    assert [figure.subset_of for figure in event.casualties] == [None, None]


def test_a_speaker_named_behind_a_figure_is_not_the_next_one(read: Reader) -> None:
    """Five killed according to activists, while the local council says eight."""
    event = only(read("قتل خمسة أشخاص بقصف على بلدة سرمين وفق ناشطين، فيما قال المجلس المحلي إن ثمانية أشخاص قتلوا."))
    assert [(event.sources[c.source or 0].kind, c.count.best, c.competes_with) for c in event.casualties] == [
        ("activist", 5, 1),
        ("official", 8, 0),
    ]


def test_a_speaker_that_agrees_adds_no_figure(read: Reader) -> None:
    """Both say six killed."""
    event = only(read("قال المرصد إن ستة أشخاص قتلوا بقصف على بلدة سرمين، وأكد الدفاع المدني مقتل ستة أشخاص."))
    assert killed(event) == [6]
    assert event.casualties[0].competes_with is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل ثلاثة مدنيين بغارة على بلدة بنش، وفق الدفاع المدني.", ("الدفاع المدني", "rescue_service")),
        ("أعلنت قوات النظام أن ثلاثة من عناصرها قتلوا بقصف على بلدة بنش.", ("قوات النظام", "party")),
        ("قال مراسل عنب بلدي إن غارة استهدفت بلدة بنش وقتلت مدنياً.", ("مراسل عنب بلدي", "correspondent")),
        ("قال مدير ناحية بنش إن غارة استهدفت البلدة وقتلت مدنياً.", ("مدير ناحية بنش", "other")),
    ],
)
def test_whoever_speaks_is_a_source_of_its_kind(read: Reader, text: str, expected: tuple[str, str]) -> None:
    assert expected in speakers(read(text).events[0])


def test_what_the_report_says_itself_has_no_speaker(read: Reader) -> None:
    event = only(read("قتل ثلاثة مدنيين بغارة على بلدة بنش. وقال الدفاع المدني إن فرقه تواصل عملها."))
    assert event.casualties[0].source is None


@pytest.mark.parametrize(
    "text",
    [
        "مقتل خمسة مدنيين في حصيلة أولية بقصف على مدينة جسر الشغور",  # a first toll
        "قصف على بلدة سرمين يوقع سبعة قتلى. والحصيلة مرشحة للارتفاع.",  # in the next sentence
        "قتل ثمانية أشخاص بغارة على صعدة، والعدد مرشح للارتفاع",  # the number may rise
    ],
)
def test_a_first_toll_is_provisional(read: Reader, text: str) -> None:
    event = read(text).events[0]
    assert [figure.provisional for figure in event.casualties] == [True]


def test_a_raised_toll_replaces_the_figure_before_it(read: Reader) -> None:
    """Three killed by the raid; the toll has risen to five, with two bodies recovered, who are among the five."""
    event = only(
        read("قتل ثلاثة مدنيين بغارة على بلدة بنش، وارتفعت الحصيلة إلى خمسة قتلى بعد انتشال جثتين من تحت الأنقاض.")
    )
    assert killed(event) == [5]


def test_one_who_died_of_wounds_is_no_longer_counted_as_injured(read: Reader) -> None:
    event = only(read("أصيب أربعة مدنيين بقصف على بلدة سرمين، ثم توفي أحدهم متأثراً بجراحه."))
    counts = {figure.outcome: figure.count for figure in event.casualties}
    assert (counts["injured"].best, counts["injured"].stated, counts["killed"].best) == (3, (4,), 1)


def test_displaced_people_with_their_number_and_their_way(read: Reader) -> None:
    """Three hundred families from Nayrab to Idlib."""
    (moved,) = only(read("نزوح 300 عائلة من بلدة النيرب إلى مدينة إدلب")).displacement
    assert (moved.unit, moved.term, moved.count.best) == ("household", "fled", 300)
    assert (moved.origin, moved.destination) == ("النيرب", "إدلب")


def test_people_without_a_number_are_displaced_in_an_unknown_number(read: Reader) -> None:
    (moved,) = only(read("نزوح أهالي بلدة سرمين جراء القصف المدفعي لقوات النظام.")).displacement
    assert (moved.unit, moved.count.quantifier, moved.count.min) == ("unknown", "unknown", None)


@pytest.mark.parametrize(
    ("text", "stage", "subject"),
    [
        ("أعلنت الأطراف التوصل إلى اتفاق لوقف إطلاق النار في مدينة السويداء", "agreed", "ceasefire"),
        ("تمديد وقف إطلاق النار في طرابلس 72 ساعة", "extended", "ceasefire"),
        ("محادثات للتوصل إلى هدنة في الخرطوم", "talks", "ceasefire"),  # what they are for is not reached
        ("اتفاق على تبادل الأسرى بين الحوثيين والحكومة اليمنية في مسقط", "agreed", "exchange"),
    ],
)
def test_talks_say_how_far_they_have_come_and_what_about(read: Reader, text: str, stage: str, subject: str) -> None:
    talks = only(read(text)).talks
    assert talks is not None
    assert (talks.stage, talks.subject) == (stage, subject)


def test_a_truce_holds_somewhere_and_for_a_time(read: Reader) -> None:
    talks = only(read("تمديد وقف إطلاق النار في طرابلس 72 ساعة")).talks
    assert talks is not None
    assert (talks.area, talks.duration) == ("طرابلس", "72 ساعة")


def test_facilities_are_counted(read: Reader) -> None:
    """Three schools, two houses, several shops."""
    event = only(read("قصف على بلدة سرمين دمر ثلاث مدارس ومنزلين وعدة محال تجارية"))
    counts = {facility.type: facility.count for facility in event.facilities}
    assert [(kind, count and (count.min, count.best)) for kind, count in counts.items()] == [
        ("school", (3, 3)),
        ("residential", (2, 2)),
        ("shop", (2, None)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل طفل بانفجار قنبلة عنقودية خلال رعيه للأغنام قرب بلدة سرمين", []),  # herding, no herd was hit
        ("أصيب مدنيان بقصف مدفعي من مواقع قوات النظام على بلدة سرمين", []),  # where the fire came from
        ("أصيب طفل برصاص قناص في بلدة سرمين خلال ذهابه إلى المدرسة", []),  # where he went
        ("استهدفت طائرات حربية محيط مدرسة في بلدة سرمين", ["school"]),  # aimed at
        ("سقطت قذيفتان قرب مدرسة في بلدة سرمين وأصيب مدني", []),  # near it
        ("انفجار عبوة ناسفة أمام مدرسة في بلدة سرمين", []),  # in front of it
        ("قصف على بلدة سرمين ألحق أضراراً بممتلكات المدنيين", []),  # things in general
    ],
)
def test_only_what_was_hit_is_a_facility(read: Reader, text: str, expected: list[str]) -> None:
    assert [facility.type for facility in only(read(text)).facilities] == expected


def test_a_later_clause_tells_the_fate_of_a_facility(read: Reader) -> None:
    """A clinic is shelled, "which led to its stopping in part"."""
    event = only(read("قصف مدفعي على مركز صحي في بلدة سرجة أدى إلى توقفه جزئياً عن العمل"))
    assert [(facility.type, facility.function) for facility in event.facilities] == [("clinic", "partly_working")]


def test_damage_that_is_denied_is_none(read: Reader) -> None:
    """Shelling around the hospital; "the building" is that hospital, and suffered no damage."""
    event = only(read("قصف على محيط المشفى في بلدة الدانا، ولم يصب المبنى بأي أضرار"))
    assert [(facility.type, facility.damage) for facility in event.facilities] == [("hospital", "none")]


def test_a_named_victim_points_to_the_figure_that_counts_him(read: Reader) -> None:
    """Initials stand for names here: names of people are in no test."""
    event = only(read("مقتل رجل والطفل (م. أ) البالغ من العمر 9 أعوام بقصف مدفعي على بلدة النيرب"))
    (person,) = event.persons
    assert (person.name, person.age, person.outcome) == ("م. أ", 9, "killed")
    assert event.casualties[person.casualty or 0].age == "child"
