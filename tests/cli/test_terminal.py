"""Nothing that a report holds can command the terminal that shows it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.cli.terminal import one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb\x07\0\x9bc", "a[31mbc"),
        ("\u202eقصف\u202c \u2066على\u2069 \u200fسرمين", "قصف على سرمين"),
        ("نيم\u200cفاصله \u200d", "نيم\u200cفاصله \u200d"),
        ("a\tb\r\nc\u2028d", "a\tb\nc\nd"),
        ("a\ud83d", "a\ufffd"),
        ("قُتِلَ [bold]x[/bold]", "قُتِلَ [bold]x[/bold]"),
    ],
)
def test_controls_are_taken_out_and_words_kept(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(alphabet=st.characters()))
def test_no_control_and_no_override_is_left(text: str) -> None:
    left = visible(text)
    assert not [letter for letter in left if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\n"]
    assert not [letter for letter in left if unicodedata.bidirectional(letter) in ("LRO", "RLO", "LRE", "RLE", "PDF")]
    assert not [letter for letter in left if unicodedata.bidirectional(letter) in ("LRI", "RLI", "FSI", "PDI")]
    left.encode()


@given(st.text())
def test_one_line_is_one(text: str) -> None:
    assert one_line(text).splitlines() in ([], [one_line(text)])
