"""Words: the tokens of a normalised text. The text owns the offsets; words only point into it."""

from __future__ import annotations

import re
from typing import Literal
from unicodedata import combining

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
    light, raw, offsets, unmarked = text.light, text.raw, text.offsets, text.unmarked
    words = []
    for found in _TOKEN.finditer(text.folded):
        first, last = start, end = found.span()
        if not unmarked:  # as Normal.raw_span, which would be called for every word
            start, end, following = offsets[first], offsets[last - 1] + 1, offsets[last]
            while end < following and combining(raw[end]):
                end += 1
        words.append(Word(found.lastgroup, start, end, light[first:last], found.group(), first))  # type: ignore[arg-type]  # the groups are the kinds
    return words
