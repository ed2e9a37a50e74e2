"""The page: what is searched for in a report, and where."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tawthiq.extraction.page import Page, annotate, survey
from tawthiq.language.ar.dates import find_dates
from tawthiq.language.ar.lexicon import load
from tawthiq.model.place import NameSpan
from tawthiq.model.report import Report
from tawthiq.text.rows import Headings

TEXT = """\
دمشق، 11 آذار 2031
اجتمع خمسة وزراء أمس الثلاثاء في حلب.
قتل ثلاثة مدنيين بقصف مدفعي على إدلب صباح اليوم الأربعاء.
ويفتتح الوزير غدا معرضا في حمص."""
# Damascus, 11 March 2031 / Five ministers met yesterday, Tuesday, in Aleppo. / Three civilians were killed by artillery
# fire on Idlib this Wednesday morning. / Tomorrow the minister opens an exhibition in Homs.


class Cities:
    """A scanner of four names of one word."""

    def scan(self, words: Sequence[str]) -> Sequence[NameSpan]:
        """The names among the words."""
        names = ("دمشق", "حلب", "ادلب", "حمص")
        return [NameSpan(i, i + 1, 0, word) for i, word in enumerate(words) if word in names]


@pytest.fixture(scope="module")
def page() -> Page:
    """The text, searched."""
    found = survey(Report.of(TEXT, language="ar", published="2031-03-12"), load(), Headings.of(()))
    return annotate(found, Cities(), found.telling)


def test_only_sentences_that_tell_violence_are_searched(page: Page) -> None:
    assert [page.quote(span.first, span.last) for span in page.names] == ["إدلب"]
    assert [page.quote(number.first, number.last) for number in page.numbers] == ["ثلاثة"]
    assert [page.quote(date.first, date.last) for date in page.dates] == ["صباح اليوم الأربعاء"]


def test_the_calendar_holds_every_date_of_the_page_in_order(page: Page) -> None:
    assert page.calendar == find_dates(page.words)
    assert next(page.quote(date.first, date.last) for date in page.calendar) == "11 آذار 2031"


def test_mentions_of_senses_come_in_text_order(page: Page) -> None:
    sentence = next(s for s in page.sentences if page.tells(s.first, s.last))
    found = list(page.of(sentence.first, sentence.last, "person", "attack", "harm"))
    assert [page.quote(m.first, m.last) for m in found] == ["قتل", "قتل", "مدنيين", "بقصف"]
    assert list(page.of(sentence.first, sentence.first + 1, "attack")) == []
    first = page.at(sentence.first, "harm")
    assert first is not None
    assert page.quote(first.first, first.last) == "قتل"
    assert page.at(sentence.first, "attack") is None
