"""Search: all forms of a word, phrases, parts of words; what is highlighted is what was found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql
from tests.register.conftest import FIRST, TEXT, Put, landmine, made_ready, shelling

from tawthiq.errors import UsageError
from tawthiq.language.ar.lexicon import load
from tawthiq.register import Register, particular
from tawthiq.register.search import Asked, Hit, ranges_of, search
from tawthiq.register.store import Store
from tawthiq.register.words import Keys, pieces
from tawthiq.text.normal import normalise
from tawthiq.text.words import split

ROWS = [line.split("\t") for line in (Path(__file__).parent / "search_pairs.tsv").read_text("utf-8").splitlines()[1:]]
PAIRS = [(row[0], row[1]) for row in ROWS]


def found(register: Register, keys: Keys, query: str, limit: int = 1000) -> list[Hit]:
    """The hits of a query."""
    with register.reading() as connection:
        return search(connection, keys, query, limit=limit)


def fill(register: Register, keys: Keys, texts: list[str]) -> None:
    """Reports with these texts, called 0, 1, 2 …"""
    ready = [made_ready(keys, text, id=str(number)) for number, text in enumerate(texts)]
    Store(register, FIRST).write(ready)


def test_a_search_finds_inflected_and_attached_forms(register: Register, keys: Keys) -> None:
    """Recall over pairs of a query and a form that it must find; each form stands in a report of its own."""
    assert len(PAIRS) >= 100
    fill(register, keys, [f"خبر {number}: {form} هنا" for number, (_, form) in enumerate(PAIRS)])
    missed = [
        (query, form)
        for number, (query, form) in enumerate(PAIRS)
        if str(number) not in {hit.report for hit in found(register, keys, query)}
    ]
    assert len(missed) <= 0.05 * len(PAIRS), missed


def test_what_is_found_is_highlighted(register: Register, keys: Keys) -> None:
    fill(register, keys, [f"خبر: {form} هنا" for _, form in PAIRS])
    for number, (query, form) in enumerate(PAIRS):
        for hit in found(register, keys, query):
            assert hit.ranges
            if hit.report == str(number) and "." not in form:
                assert form in {hit.text[start:end] for start, end in hit.ranges}


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("والي", "قال إلى متى"),
        ("وادي", "أدى ذلك"),
        ("سوق", "سوف يأتي"),
        ("مدينة", "مدني واحد"),
        ("قتل", "مقاتل"),
    ],
)
def test_other_words_are_not_found(register: Register, keys: Keys, query: str, text: str) -> None:
    fill(register, keys, [text])
    assert found(register, keys, query) == []


def test_all_words_must_be_there(register: Register, keys: Keys) -> None:
    fill(register, keys, ["قصف على سرمين", "قصف على أريحا", "هدوء في سرمين"])
    assert [hit.report for hit in found(register, keys, "قصف سرمين")] == ["0"]
    assert [hit.report for hit in found(register, keys, "قصف")] == ["1", "0"]


@pytest.mark.parametrize("quoted", ['"{}"', "«{}»", "“{}”"])
def test_a_phrase_is_found_in_all_its_forms_and_only_in_its_order(register: Register, keys: Keys, quoted: str) -> None:
    texts = ["تعرضت البلدة لقصف مدفعي عنيف", "والقصف المدفعيّ", "مدفعي ثم قصف", "قصف جوي ومدفعي", "قصفٌ، مدفعيٌّ"]
    fill(register, keys, texts)
    hits = {hit.report: hit for hit in found(register, keys, quoted.format("قصف مدفعي"))}
    assert sorted(hits) == ["0", "1", "4"]
    assert [hits["0"].text[start:end] for start, end in hits["0"].ranges] == ["لقصف مدفعي"]


def test_part_of_a_word(register: Register, keys: Keys) -> None:
    fill(register, keys, ["بالمستشفى", "المشفى", "دمشق", "شفاء", "xyzشفىxyz"])
    assert {hit.report for hit in found(register, keys, "*شفى*")} == {"0", "1", "4"}
    assert {hit.report for hit in found(register, keys, "*شق*")} == {"2"}
    assert found(register, keys, "*ظظظ*") == []


def test_numbers_and_latin_words(register: Register, keys: Keys) -> None:
    fill(register, keys, ["١٢ قتيلا و1,500 نازح", "صاروخ GBU-39", "Shelling of Sarmin"])
    for query, report in (("12", "0"), ("١٥٠٠", "0"), ("gbu", "1"), ("SARMIN", "2"), ("«GBU-39»", "1")):
        assert [hit.report for hit in found(register, keys, query)] == [report]


def test_a_hit_names_the_events_that_rest_on_it(register: Register, keys: Keys, put: Put) -> None:
    put(shelling(), landmine())
    assert found(register, keys, "لغم")[0].events == ("r1#e2",)
    assert found(register, keys, "قصف")[0].events == ("r1#e1",)
    assert found(register, keys, "بين")[0].events == ()
    assert found(register, keys, "سرمين")[0].exercise is True


@pytest.mark.parametrize("query", ["", "  ", "«»", "،؟!", "()*", '"'])
def test_nothing_to_search_for(register: Register, keys: Keys, query: str) -> None:
    with pytest.raises(UsageError, match="nothing to search for"):
        found(register, keys, query)


def test_a_query_without_end(register: Register, keys: Keys) -> None:
    with pytest.raises(UsageError, match="longer than 1000"):
        found(register, keys, "قتل " * 300)


@pytest.mark.parametrize(
    "query",
    ["قتل OR x", "NEAR(قتل 5)", "a* b", "keys:قتل", "' OR 1=1 --", '"قتل', "قتل\0", "\u202eقتل", "-قتل", "^قتل"],
)
def test_the_signs_of_the_index_mean_nothing_here(register: Register, keys: Keys, query: str) -> None:
    fill(register, keys, ["قتل"])
    assert len(found(register, keys, query)) <= 1


LETTERS = "اأإآبتثجحخدذرزسشصضطظعغفقكلمنهويىةءئؤپچگەێ٫٬٪\u064b\u064f\u0651ـ\u200f .,،\n«»\"'()*-5٥aZé🚑"


@settings(max_examples=60, deadline=None)
@given(st.text(LETTERS, min_size=1, max_size=60))
def test_each_word_of_a_text_finds_it_where_it_stands(text: str) -> None:
    keys = _keys()
    filed = keys.file(text)
    words = [word for word in split(normalise(text, load().is_word)) if word.kind not in ("mark", "line")]
    assert filed.keys[: len(words)] == [keys.of(word.light)[0] for word in words]
    spelt, found = keys.words(text)
    assert [spelt.raw_span(first, last) for first, last, _ in found] == [(word.start, word.end) for word in words]
    for term in {keys.of(light) for _, _, light in found}:
        assert ranges_of(keys, text, [(Asked(frozenset(term), term),)])


def _keys() -> Keys:
    return Keys(load())


def test_a_long_text_is_taken_in_pieces_that_end_between_words() -> None:
    text = "كلمة " * 100_000
    parts = list(pieces(text))
    assert len(parts) > 1
    assert "".join(part for part, _ in parts) == text
    assert all(part.endswith(" ") for part, _ in parts)
    assert [begun for _, begun in parts] == [sum(len(p) for p, _ in parts[:n]) for n in range(len(parts))]


def test_a_report_can_be_taken_out_of_the_index(register: Register, keys: Keys, put: Put) -> None:
    put(shelling())
    with register.writing() as connection:
        particular.take_out(connection, 1, " ".join(keys.file(TEXT).keys))
    with register.reading() as connection:
        assert connection.execute(sql("SELECT count(*) FROM search WHERE search MATCH 'سرمين'")).scalar() == 0
