from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.text.normal import fold, normalise
from tawthiq.text.words import split

LEXICON = frozenset({"شهيد", "قتل", "مقتل", "قصف", "وقصف", "انفجار", "دم", "جرحي", "مخيم"})
"""Folded: martyr, killed, killing, shelling, and shelling, explosion, blood, wounded, camp."""

anything = st.text(st.characters(exclude_categories=["Cs"]))
letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ٠١٢۳ﻻﷲﺑﺒ٬٫کیچ"
signs = ".,،؛:-_/|•*ـ \n\r\t\0\1()[]\u064b\u0651\u0670\u0654\u0323\u200b\u200c\u200f\u202e\u2066\ufeffAzé🔴"
arabic = st.text(st.sampled_from(letters + signs))
texts = st.one_of(anything, arabic, st.lists(st.one_of(anything, arabic), max_size=4).map("".join))


@given(texts, st.booleans())
@settings(max_examples=400, deadline=None)
def test_two_spellings_share_one_map(raw: str, knows_all: bool) -> None:
    text = normalise(raw, lambda _: knows_all)
    assert len(text.light) == len(text.folded) == len(text.offsets) - 1
    assert text.raw == raw
    assert text.offsets[-1] == len(raw)
    assert all(0 <= text.offsets[index] < len(raw) for index in range(len(text.light)))
    assert all(text.offsets[index] <= text.offsets[index + 1] for index in range(len(text.light)))


@given(texts, st.data())
@settings(max_examples=300, deadline=None)
def test_spans_are_monotone_and_inside_the_text(raw: str, data: st.DataObject) -> None:
    text = normalise(raw)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text.light)), min_size=3, max_size=3)))
    before, after = text.raw_span(cuts[0], cuts[1]), text.raw_span(cuts[1], cuts[2])
    for start, end in (before, after):
        assert 0 <= start <= end <= len(raw)
    assert before[0] <= after[0]
    if cuts[0] < cuts[1] < cuts[2] and text.offsets[cuts[1] - 1] != text.offsets[cuts[1]]:
        assert before[1] <= after[0]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters=[chr(c) for c in range(0xFB50, 0xFE00)])))
@settings(max_examples=400, deadline=None)
def test_the_words_of_the_raw_text_fold_to_the_folded_word(raw: str) -> None:
    for word in split(normalise(raw)):
        assert fold(raw[word.start : word.end]).strip() == word.folded.strip()


@given(texts)
@settings(max_examples=200, deadline=None)
def test_nothing_is_rejoined_without_a_lexicon(raw: str) -> None:
    assert normalise(raw).folded == normalise(raw, lambda _: False).folded


@given(texts)
@settings(max_examples=200, deadline=None)
def test_folding_twice_changes_nothing(raw: str) -> None:
    once = fold(raw)
    assert fold(once) == once


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أإآٱ", "اااا"),
        ("مستشفى", "مستشفي"),
        ("غارة", "غاره"),
        ("مسؤول", "مسوول"),
        ("طائرة", "طايره"),
        ("شَهِيدٌ", "شهيد"),
        ("شهـــيد", "شهيد"),
        ("ﺷﻬﻴﺪ", "شهيد"),
        ("ﻻ", "لا"),
        ("کی", "كي"),
        ("٢٠١٧ ۲۰۱۷", "2017 2017"),
        ("١٢٬٥٠٠", "12,500"),
        ("\u202bقصف\u202c", "قصف"),
        ("أ\u0654", "ا"),
        ("SANA", "sana"),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("شهيـ.ـد", "شهيد"),
        ("قـ.ـتل", "قتل"),
        ("مقـ ـتل", "مقتل"),
        ("قـ تل", "قتل"),
        ("ق ت ل", "قتل"),
        ("قُ تِ لَ", "قتل"),
        ("قـ\u200c.\u200fـتل", "قتل"),
        ("\u200fقـ.ـتل", "قتل"),
        ("قـ..ـتل", "قتل"),
        ("قت-ل", "قتل"),
        ("مـقـ ـتل", "مقتل"),
        ("مخـ ـيـ.ـم", "مخيم"),
        ("جرحـ.ـى", "جرحى"),
        ("قتـ.ـل.وقـ.ـصف", "قتل.وقصف"),
    ],
)
def test_split_words_are_rejoined_into_words_of_the_lexicon(written: str, read: str) -> None:
    raw = f"خبر {written}، ثم"
    text = normalise(raw, LEXICON.__contains__)
    assert text.light == f"خبر {read}، ثم"
    start = text.light.index(read)
    first, last = text.raw_span(start, start + len(read))
    assert raw[first:last].strip("\u200f") == written.strip("\u200f")


@pytest.mark.parametrize(
    "written",
    ["السورية.نت", "دمشق-سانا", "أ.د. محمد", "د.م.علي", "ب.ي.د", "شباط/فبراير", "حلب.وأصيب", "إدلب..غارات", "قتل.شهيد"],
)
def test_what_is_no_split_word_stays(written: str) -> None:
    assert normalise(written, LEXICON.__contains__).light == written


@given(
    st.sampled_from(sorted(word for word in LEXICON if len(word) > 2)),
    st.lists(st.sampled_from(["ـ.ـ", "ـ ـ", "ـ", ".", "ـ.", "\u200c", "", "-", "•"]), min_size=8, max_size=8),
    st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_a_planted_split_word_is_found_again_only_if_it_is_known(word: str, joints: list[str], known: bool) -> None:
    written = word[0] + "".join(joint + letter for joint, letter in zip(joints, word[1:], strict=False))
    raw = f"( {written} )"
    text = normalise(raw, lambda folded: known and folded == word)
    kept = [token.folded for token in split(text) if token.kind == "word"]
    if known:
        assert kept == [word]
        (token,) = [token for token in split(text) if token.kind == "word"]
        assert raw[token.start : token.end] == written
    elif any(sign in written for sign in ".-•"):
        assert kept != [word]


def test_a_tatweel_between_blanks_is_a_dash() -> None:
    assert normalise("الثلاثاء ـ الأربعاء").light == "الثلاثاء - الأربعاء"


@pytest.mark.parametrize(("raw", "lines"), [("ا\r\nب", 1), ("ا\rب", 1), ("ا\n\nب", 2), ("ا\u2028ب", 1), ("ا\x85ب", 1)])
def test_line_ends_of_all_systems_are_one(raw: str, lines: int) -> None:
    assert normalise(raw).light.count("\n") == lines


def test_marks_after_a_word_belong_to_it() -> None:
    raw = "قتلٌ ثم"
    (word, _) = split(normalise(raw))
    assert raw[word.start : word.end] == "قتلٌ"


@pytest.mark.parametrize("mark", ["\u064b", "\u0323", "\u0345", "\u0f71", "\u0301"])
def test_fifty_thousand_marks_on_a_letter(mark: str) -> None:
    raw = "قتل" + mark * 50_000 + " ثم"
    words = [word for word in split(normalise(raw)) if word.kind == "word"]
    assert [word.folded for word in words] == ["قتل", "ثم"]
    assert words[1].start == len(raw) - 2


@pytest.mark.parametrize("sign", ["\0", "\1", "\u202e", "\u200b", "\ufeff", "\u2066"])
def test_signs_without_a_letter_neither_hide_nor_move_a_word(sign: str) -> None:
    raw = f"{sign}قتل{sign} {sign}ثلاثة{sign}"
    found = [(word.folded, raw[word.start : word.end]) for word in split(normalise(raw))]
    assert found == [("قتل", "قتل"), ("ثلاثه", "ثلاثة")]


ADVERSARIAL = {
    "dotted letters": "ق.",
    "stretched letters": "قـ ",
    "spaced letters": "ق ",
    "vowels": "قًًًً",
    "tatweels": "ـ",
    "letter and tatweels": "ق" + "ـ" * 500 + ".",
    "letter and marks": "ق" + "\u0323" * 500,
    "marks alone": "\u0f71",
    "dropped marks": "\u064b",
    "NUL": "\0",
    "placeholder": "\1",
    "bidi": "\u202e",
    "numbers": "1.",
    "ligatures": "ﷺ",
    "words": "قتل.",
}


@pytest.mark.parametrize("unit", ADVERSARIAL.values(), ids=ADVERSARIAL.keys())
def test_time_is_linear_in_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        raw = unit * (size // len(unit))
        start = time.process_time()
        split(normalise(raw, LEXICON.__contains__))
        return time.process_time() - start

    small, large = min(seconds(50_000) for _ in range(3)), seconds(400_000)
    assert large < 24 * small + 0.5  # eight times the text; a square would take sixty-four times as long
