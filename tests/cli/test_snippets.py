"""What search prints of a text: stretches around what was found, each found piece in brackets."""

from __future__ import annotations

import pytest

from tawthiq.cli.search import BESIDE, highlighted, snippets
from tawthiq.register.search import Hit


def hit(text: str, *ranges: tuple[int, int]) -> Hit:
    """A hit in a text."""
    return Hit("r1", False, None, None, ranges, (), text)


def printed(found: Hit) -> list[str]:
    """The stretches as they are printed."""
    return [highlighted(found.text, begin, end, ranges).plain for begin, end, ranges in snippets(found)]


def test_a_short_text_is_printed_whole() -> None:
    assert printed(hit("قُتل ثلاثة مدنيين", (0, 4), (11, 17))) == ["[قُتل] ثلاثة [مدنيين]"]


def test_line_ends_and_signs_that_turn_the_terminal_are_left_out() -> None:
    assert printed(hit("a\n\u202eb c\x1b[2J", (3, 4))) == ["a[b] c[2J"]


def test_a_long_text_is_cut_around_what_was_found() -> None:
    text = "x" * 500 + "found" + "y" * 500 + "found" + "z"
    found = printed(hit(text, (500, 505), (1005, 1010)))
    assert found == [f"…{'x' * BESIDE}[found]{'y' * BESIDE}…", f"…{'y' * BESIDE}[found]z"]


@pytest.mark.parametrize("ranges", [((0, 5), (0, 5)), ((0, 5), (2, 4))])
def test_ranges_that_overlap(ranges: tuple[tuple[int, int], ...]) -> None:
    assert printed(hit("found it", *ranges)) == ["[found] it"]
