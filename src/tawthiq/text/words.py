"""Words: the tokens of a normalised text. The text owns the offsets; words only point into it."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from tawthiq.text.normal import Normal

WordKind = Literal["word", "number", "latin", "mark", "line"]

_TOKEN = re.compile(
    r"(?P<word>[\u0621-\u063a\u0641-\u064a\u066e-\u06d3\u06fa-\u06ff]+)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<latin>[^\W\d_\u0600-\u06ff]+)"
    r"|(?P<line>\n)"
    r"|(?P<mark>\S)"
)


class Word(msgspec.Struct, frozen=True, gc=False):
    """A token. ``start``/``end``: code points of the raw text, half open. ``light``/``folded``: its two spellings.

    ``kind``: ``word`` Arabic letters · ``number`` digits of any script, folded to Western · ``latin`` letters of other
    scripts · ``mark`` one sign of punctuation or a symbol · ``line`` the end of a line. A counter glued to a word
    (7أشخاص) gives two tokens. ``at``: where it starts in the folded text.
    """

    kind: WordKind
    start: int
    end: int
    light: str
    folded: str
    at: int


def split(text: Normal) -> list[Word]:
    """The tokens of ``text`` in order. White space but for line ends is between tokens."""
    light, folded, raw_span, unmarked = text.light, text.folded, text.raw_span, text.unmarked
    words = []
    for found in _TOKEN.finditer(folded):
        first, last = found.span()
        start, end = (first, last) if unmarked else raw_span(first, last)
        words.append(Word(found.lastgroup, start, end, light[first:last], found.group(), first))  # type: ignore[arg-type]  # the groups are the kinds
    return words
