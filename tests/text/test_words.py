from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.text.normal import normalise
from tawthiq.text.words import split


def read(raw: str) -> list[tuple[str, str]]:
    return [(word.kind, word.folded) for word in split(normalise(raw))]


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(max_examples=400, deadline=None)
def test_tokens_cover_all_but_blanks_in_order(raw: str) -> None:
    text = normalise(raw)
    words = split(text)
    assert "".join(word.folded for word in words) == re.sub(r"[^\S\n]", "", text.folded)
    assert all(left.at + len(left.folded) <= right.at for left, right in itertools.pairwise(words))
    assert all(left.start <= right.start for left, right in itertools.pairwise(words))
    for word in words:
        assert len(word.light) == len(word.folded)
        assert text.folded[word.at : word.at + len(word.folded)] == word.folded
        assert 0 <= word.start < word.end <= len(raw)


@pytest.mark.parametrize(
    ("raw", "tokens"),
    [
        ("قُتل 7أشخاص", [("word", "قتل"), ("number", "7"), ("word", "اشخاص")]),
        ("١٢٬٥٠٠ نازح", [("number", "12,500"), ("word", "نازح")]),
        ("3.5 كم", [("number", "3.5"), ("word", "كم")]),
        ("21/9/2017", [("number", "21"), ("mark", "/"), ("number", "9"), ("mark", "/"), ("number", "2017")]),
        ("2024.", [("number", "2024"), ("mark", ".")]),
        ("طائرة MQ-9", [("word", "طايره"), ("latin", "mq"), ("mark", "-"), ("number", "9")]),
        ("خبر\nآخر", [("word", "خبر"), ("line", "\n"), ("word", "اخر")]),
        ("#الخوذ_البيضاء", [("mark", "#"), ("word", "الخوذ"), ("mark", "_"), ("word", "البيضاء")]),
        ("«قسد»", [("mark", "«"), ("word", "قسد"), ("mark", "»")]),
        ("", []),
        (" \t\u00a0", []),
    ],
)
def test_kinds(raw: str, tokens: list[tuple[str, str]]) -> None:
    assert read(raw) == tokens


@given(
    st.sampled_from(["قصف", "غارةٌ", "شُهـداء", "ﺷﻬﻴﺪ", "14", "١٤", "HTS"]),
    st.text("ابقل.،! \n\u064b\u200f", max_size=40),
)
@settings(max_examples=200, deadline=None)
def test_a_planted_word_keeps_its_place(planted: str, around: str) -> None:
    raw = f"{around} {planted} {around}"
    start = len(around) + 1
    assert (start, start + len(planted)) in [(word.start, word.end) for word in split(normalise(raw))]
