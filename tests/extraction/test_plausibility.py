"""The cheap first pass: which sentences could tell violence, and that nothing is lost by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.golden.phenomena_cases import load as phenomena

from tawthiq.extraction.page import annotate, survey
from tawthiq.extraction.plausibility import likely, needed
from tawthiq.extraction.reading import frames_of
from tawthiq.extraction.statements.relevance import relevant
from tawthiq.language.ar.lexicon import load
from tawthiq.model.report import Report
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.refdata.entries import load_lexicon
from tawthiq.text.normal import normalise
from tawthiq.text.rows import Headings
from tawthiq.text.sentences import sentences
from tawthiq.text.words import split

PLAIN = "افتتح الوزير معرض الكتاب في مدينة حمص أمس بحضور عدد من الأدباء والفنانين."
# "The minister opened the book fair in Homs yesterday before writers and artists."
STRONG = "انفجار في حمص."
# "An explosion in Homs."
TOLD = "قتل ثلاثة مدنيين بقصف مدفعي على مدينة إدلب."
# "Three civilians were killed by artillery fire on Idlib."


def found(text: str) -> list[str]:
    """The sentences of a text that are likely to tell violence."""
    lexicon = load()
    words = split(normalise(text, lexicon.is_word))
    chosen = likely(words, lexicon.scan(words), sentences(words))
    return [text[words[sentence.first].start : words[sentence.last - 1].end] for sentence in chosen]


@pytest.mark.parametrize(
    "text",
    [
        STRONG,
        TOLD,
        "هجوم لمسلحين من داعش على قرية قرب حمص.",  # "An attack by IS gunmen on a village near Homs."
        "أصيب رجل في هجوم على دكان في حمص.",  # "A man was hurt in an attack on a shop in Homs."
        "ثلاث قذائف على حي في حمص.",  # "Three shells on a quarter of Homs."
        "سقطت قذيفة هاون في حقل.",  # "A mortar shell fell in a field."
    ],
)
def test_what_could_tell_violence_is_likely(text: str) -> None:
    assert found(f"{PLAIN}\n{text}") == [text]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "أصيب لاعب في ركبته.",  # "A player hurt his knee."
        "أوقفت الشرطة سائقا في حمص.",  # "The police stopped a driver in Homs."
        "تعادل الفريقان في معركة الصدارة.",  # "The teams drew in the battle for the lead."
        "قذيفة من المتحف.",  # "A shell from the museum."
        "توفي الشاعر في حمص.",  # "The poet died in Homs."
    ],
)
def test_what_any_newspaper_tells_is_not(text: str) -> None:
    assert found(f"{PLAIN}\n{text}") == []


def test_a_long_report_tells_violence_in_passing_only_where_it_says_much() -> None:
    page = "\n".join([PLAIN] * 40)
    assert found(f"{page}\n{STRONG}") == []
    assert found(f"{page}\n{TOLD}") == [TOLD]
    assert found(f"{STRONG}\n{page}\n{STRONG}") == [STRONG, STRONG]


def test_less_is_needed_at_the_top_beside_others_and_in_short_reports() -> None:
    assert needed(0, 0, short=False) < needed(20, 0, short=False)
    assert needed(20, 1, short=False) < needed(20, 0, short=False)
    assert needed(20, 9, short=False) >= needed(20, 0, short=True)
    assert needed(0, 0, short=True) == needed(20, 0, short=True)


def test_nothing_is_lost_that_the_whole_reading_keeps(gazetteer: Path) -> None:
    """In none of the golden texts does a sentence that the first pass refuses tell an occurrence by itself."""
    places, lexicon, headings = (
        Gazetteer.open(gazetteer.parent, None, gazetteer.parent / "gazetteers"),
        load(),
        Headings.of(load_lexicon("ar")),
    )
    lost = []
    for case in (case for phenomenon in phenomena() for case in phenomenon.cases):
        seen = survey(Report.of(case.text, language="ar", published=case.published), lexicon, headings)
        page = annotate(seen, places, seen.telling)
        if not seen.likely and any(reason is None for _, reason in relevant(page, frames_of(page, seen.telling))):
            lost.append(case.id)
    assert not lost
