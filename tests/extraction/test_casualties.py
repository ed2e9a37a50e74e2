"""Casualty phrases: what a sentence counts, whom it means, and which figure is inside which."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawthiq.model.event import Casualty
from tawthiq.model.extraction import Extraction

Reader = Callable[..., Extraction]
Line = tuple[str, int | None, int | None, int | None, int | None]

WHERE = "بقصف مدفعي على بلدة سرمين"


def casualties(read: Reader, text: str) -> tuple[Casualty, ...]:
    """The casualties of the only event of a text."""
    extraction = read(text)
    assert len(extraction.events) == 1, [(e.type, [p.name for p in e.locations]) for e in extraction.events]
    return extraction.events[0].casualties


def lines(read: Reader, text: str) -> list[Line]:
    """(outcome, min, best, max, index of its whole) of each casualty."""
    return [(c.outcome, c.count.min, c.count.best, c.count.max, c.subset_of) for c in casualties(read, text)]


def exact(outcome: str, number: int, whole: int | None = None) -> Line:
    """A figure that the text states as it is."""
    return (outcome, number, number, number, whole)


def at_least(outcome: str, number: int) -> Line:
    """A figure that the words only bound from below."""
    return (outcome, number, None, None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"خمسة شبان قتلوا برصاص مجهولين {WHERE}", [exact("killed", 5)]),
        (f"السائق قتل، وأربعة ركاب أصيبوا {WHERE}", [exact("killed", 1), exact("injured", 4)]),
        (f"سيدة مع طفليها أصيبوا {WHERE}", [exact("injured", 1), exact("injured", 2)]),
        (f"لقي ستة أشخاص مصرعهم {WHERE}", [exact("killed", 6)]),
        (f"فارق رضيع الحياة {WHERE}", [exact("killed", 1)]),
        (f"وقالت شبكة محلية إن طفلاً قضى وجرح رجلان {WHERE}", [exact("killed", 1), exact("injured", 2)]),
        (f"مقتل رجلين وإصابة ثالث {WHERE}", [exact("killed", 2), exact("injured", 1)]),
    ],
    ids=["plural verb", "two subjects", "together with", "split idiom", "split idiom of one", "that-clause", "a third"],
)
def test_a_subject_before_its_verb_keeps_its_number(read: Reader, text: str, expected: list[Line]) -> None:
    """Five youths were killed by strangers' bullets; the driver was killed and four passengers wounded …"""
    assert lines(read, text) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"مقتل خمسة أشخاص، هم رجل وامرأة وثلاثة أطفال، {WHERE}", [1, 1, 3]),
        (f"إصابة أربعة مدنيين (طفلان وامرأتان) {WHERE}", [2, 2]),
        (f"مقتل مدنيين اثنين، رجل مسن وحفيدته، {WHERE}", [1, 1]),
    ],
    ids=["they are", "brackets", "comma"],
)
def test_a_list_that_adds_up_makes_the_parts_of_its_total(read: Reader, text: str, parts: list[int]) -> None:
    """Five people were killed: a man, a woman and three children."""
    whole, *rest = lines(read, text)
    assert whole[-1] is None
    assert [(line[2], line[4]) for line in rest] == [(number, 0) for number in parts]


def test_a_list_behind_a_comma_that_does_not_add_up_is_no_part(read: Reader) -> None:
    """Five civilians were killed, a man …: the sentence may go on to somebody else."""
    assert lines(read, f"مقتل خمسة مدنيين، رجل وامرأة، {WHERE}")[0] == exact("killed", 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف مدفعي على بلدة سرمين، وعدد القتلى 12 والجرحى 30", [exact("killed", 12), exact("injured", 30)]),
        ("ارتفع عدد قتلى القصف المدفعي على بلدة سرمين إلى سبعة", [exact("killed", 7)]),
        ("ارتفعت حصيلة ضحايا القصف على بلدة سرمين من ثلاثة قتلى إلى ستة", [exact("killed", 6)]),
        (f"عشرات القتلى والجرحى {WHERE}", [at_least("killed_or_injured", 10)]),
        (f"عشرات القتلى ومئات الجرحى {WHERE}", [at_least("killed", 10), at_least("injured", 100)]),
        (f"سقوط 18 شخصاً بين قتيل وجريح {WHERE}", [exact("killed_or_injured", 18)]),
        (f"ما لا يقل عن ستة قتلى وثمانية جرحى {WHERE}", [at_least("killed", 6), at_least("injured", 8)]),
        (f"مقتل عائلة مؤلفة من سبعة أشخاص {WHERE}", [exact("killed", 7)]),
        (f"قتل 13 شخصاً، ثمانية منهم أطفال، {WHERE}", [exact("killed", 13), exact("killed", 8, 0)]),
        (f"إصابة خمسة مدنيين أحدهم بحالة خطيرة {WHERE}", [exact("injured", 5), exact("injured_critical", 1, 0)]),
        (f"أم واثنتان من بناتها قتلى {WHERE}", [exact("killed", 1), exact("killed", 2)]),
    ],
    ids=[
        "number behind", "number far behind", "from-to", "joint tens", "tens and hundreds", "between",
        "bound passes on", "size of a family", "of them", "one of them", "complement",
    ],
)  # fmt: skip
def test_words_that_only_together_make_a_figure(read: Reader, text: str, expected: list[Line]) -> None:
    """The number of dead is 12 and of wounded 30; tens of killed and wounded; 13 killed, eight of them children …"""
    assert lines(read, text) == expected


def test_most_of_a_figure_may_be_women_and_children(read: Reader) -> None:
    """Twelve citizens were killed, the bulk of them women and children: seven of the twelve at least."""
    whole, part = casualties(read, f"استشهاد 12 مواطناً جلهم من النساء والأطفال {WHERE}")
    assert (part.count.quantifier, part.count.min, part.count.max) == ("most", 7, 12)
    assert (part.group, part.sex, part.age, part.subset_of) == ("women_and_children", None, None, 0)
    assert whole.status == "civilian"


def test_a_pronoun_counts_whom_it_means(read: Reader) -> None:
    """Gunmen fired at three farmers, which led to their death: three civilians are killed."""
    (killed,) = casualties(read, "أطلق مسلحون النار على ثلاثة مزارعين قرب بلدة سرمين، ما أدى لمقتلهم")
    assert (killed.outcome, killed.count.best, killed.status, killed.role) == ("killed", 3, "civilian", "farmer")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"ثلاثة قتلى وخمسة جرحى من قوات النظام {WHERE}", ["combatant", "combatant"]),
        (f"مقتل ثلاثة وإصابة خمسة جميعهم مدنيون {WHERE}", ["civilian", "civilian"]),
        (f"مقتل ثلاثة أشخاص من عائلة واحدة {WHERE}", ["civilian"]),
        (f"إصابة ثلاثة سوريين {WHERE}", ["unspecified"]),
    ],
    ids=["of a force", "all of them", "of one family", "nationality"],
)
def test_status_said_behind_the_figures(read: Reader, text: str, status: list[str]) -> None:
    """Three killed and five wounded of the government forces: combatants all."""
    assert [casualty.status for casualty in casualties(read, text)] == status


@pytest.mark.parametrize(
    ("phrase", "role"),
    [
        ("متطوع في الدفاع المدني", "rescuer"),
        ("راعي أغنام", "shepherd"),
        ("عنصر من الشرطة", "police"),
        ("سائق سيارة إسعاف", "health_worker"),
    ],
)
def test_a_person_named_by_several_words_is_one(read: Reader, phrase: str, role: str) -> None:
    """A volunteer of the civil defence, a shepherd, a member of the police, an ambulance driver: one each."""
    (killed,) = casualties(read, f"مقتل {phrase} {WHERE}")
    assert (killed.count.best, killed.role) == (1, role)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف مدفعي على بلدة سرمين دون وقوع قتلى", [("killed", 0, 0, 0, None)]),
        ("قصف مدفعي على بلدة سرمين، ولم تسجل وفيات", [("killed", 0, None, None, None)]),
        ("قصف مدفعي على بلدة سرمين، ولم تعرف حصيلة الضحايا", []),
    ],
    ids=["none", "none reported", "unknown is not zero"],
)
def test_zeros_are_of_the_outcome_that_is_named(read: Reader, text: str, expected: list[Line]) -> None:
    """Shelling without dead; no deaths recorded; the toll is not known, which is no zero."""
    assert lines(read, text) == expected


def test_the_age_in_words_beats_the_noun(read: Reader) -> None:
    """A youth in his seventeenth year is a child; an old man is elderly and no mere adult."""
    young, old = casualties(read, f"مقتل شاب في السابعة عشرة من عمره وإصابة رجل مسن {WHERE}")
    assert (young.age, young.status, old.age) == ("child", "civilian", "elderly")
