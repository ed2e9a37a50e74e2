from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.text.normal import normalise
from tawthiq.text.sentences import lines, sentences
from tawthiq.text.words import split


def cut(raw: str) -> list[str]:
    words = split(normalise(raw))
    return [raw[words[found.first].start : words[found.last - 1].end] for found in sentences(words)]


@given(st.text(st.sampled_from('اقو.!؟؛…)("”“«»•-:،\n 1234.ab🔴')))
@settings(max_examples=500, deadline=None)
def test_every_word_belongs_to_one_sentence_and_one_line(raw: str) -> None:
    words = split(normalise(raw))
    content = [index for index, word in enumerate(words) if word.kind != "line"]
    in_lines = [index for line in lines(words) for index in range(line.first, line.last)]
    in_sentences = [index for found in sentences(words) for index in range(found.first, found.last)]
    assert in_lines == content
    assert [index for index in in_sentences if words[index].kind != "line"] == content
    numbers = {index: line.number for line in lines(words) for index in range(line.first, line.last)}
    assert all(found.line == numbers[found.first] for found in sentences(words))


def test_lines_are_numbered_as_they_stand() -> None:
    words = split(normalise("أ\n\nب\nج"))
    assert [(line.number, words[line.first].light) for line in lines(words)] == [(1, "أ"), (3, "ب"), (4, "ج")]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("قصفت البلدة. وأصيب طفل.", ["قصفت البلدة.", "وأصيب طفل."]),
        ("هل قصفت؟! نعم… ربما؛ لا", ["هل قصفت؟!", "نعم…", "ربما؛", "لا"]),
        ("قالت: “قصفت البلدة.” وأصيب طفل", ["قالت: “قصفت البلدة.”", "وأصيب طفل"]),
        ("قالت «قصفت البلدة». وأصيب طفل", ["قالت «قصفت البلدة».", "وأصيب طفل"]),
        ("إدلب.. غارات على البلدة", ["إدلب.. غارات على البلدة"]),
        ("وقال السورية.نت إن البلدة قصفت", ["وقال السورية.نت إن البلدة قصفت"]),
        ("على بعد 3.5 كم من حلب", ["على بعد 3.5 كم من حلب"]),
        ("عند 12.30 ظهرا", ["عند 12.30 ظهرا"]),
        ("قال د. سعيد إن البلدة قصفت", ["قال د. سعيد إن البلدة قصفت"]),
        ("حزب ب.ي.د في البلدة", ["حزب ب.ي.د في البلدة"]),
        ("انفجر لغم (في حقل. قديم) صباحا. وأصيب راع", ["انفجر لغم (في حقل. قديم) صباحا.", "وأصيب راع"]),
        ("قصفت حلب.وأصيب طفل", ["قصفت حلب.", "وأصيب طفل"]),
        ("قتل 5.وأصيب طفل", ["قتل 5.", "وأصيب طفل"]),
        ("1. قصفت حلب\n2. أصيب طفل", ["1. قصفت حلب", "2. أصيب طفل"]),
        ("الحصيلة: • قتيل • جريح", ["الحصيلة:", "• قتيل", "• جريح"]),
        ("🔴 قصفت حلب 🔴 أصيب طفل", ["🔴 قصفت حلب", "🔴 أصيب طفل"]),
        ("قصف على حلب\nأصيب طفل صباح اليوم", ["قصف على حلب", "أصيب طفل صباح اليوم"]),
        ("– قصفت حلب\n– أصيب طفل", ["– قصفت حلب", "– أصيب طفل"]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_boundaries(raw: str, expected: list[str]) -> None:
    assert cut(raw) == expected


def test_a_bracket_that_is_never_closed_does_not_swallow_the_text() -> None:
    assert len(cut("قصفت (حلب ثم " + "أصيب طفل في البلدة الصغيرة. " * 30)) > 10


PARAGRAPH = (
    "قصفت طائرة حربية أطراف البلدة صباح اليوم وأصيب ثلاثة من المزارعين بجروح كانوا في حقل قريب من الطريق العام الذي "
    "يصل البلدة بالقرى المجاورة وقد نقلوا إلى مستشفى المدينة وحالة أحدهم خطرة بحسب ما قال طبيب في المستشفى مساء اليوم"
)
"""A warplane shelled … three farmers wounded …, one of them critically, said a doctor this evening."""


@pytest.mark.parametrize("width", [45, 60, 80, 100])
def test_hard_wrapped_text_is_joined(width: int) -> None:
    raw = "\n".join(textwrap.wrap(PARAGRAPH, width)) + ".\n\n" + "\n".join(textwrap.wrap(PARAGRAPH, width)) + "."
    assert [" ".join(found.split()) for found in cut(raw)] == [f"{PARAGRAPH}."] * 2


def test_windows_line_ends_do_not_hide_hard_wrapping() -> None:
    assert len(cut("\r\n".join(textwrap.wrap(PARAGRAPH, 60)))) == 1


def test_a_list_of_headlines_is_not_joined() -> None:
    headlines = [
        "غارة على أطراف البلدة",
        "وفد أممي يزور المخيم ويلتقي النازحين القادمين من الريف",
        "أسعار الخبز ترتفع",
        "انقطاع الكهرباء عن المدينة لليوم الثالث بعد قصف المحطة",
        "مباراة النهائي تنتهي بالتعادل",
    ]
    assert cut("\n".join(headlines)) == headlines


def test_paragraphs_of_one_line_are_not_joined() -> None:
    assert len(cut("\n".join([PARAGRAPH] * 6))) == 6
