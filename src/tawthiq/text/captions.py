"""Lines that belong to pictures, and datelines: known by the agency or the word for a picture that they end in."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.text.rows import Headings, Row, phrase
from tawthiq.text.words import Word

HEADLINE_WORDS, HEADLINE_CHARS = 4, 200
"""Words that a headline has at least, characters at most."""

_PLACE_WORDS, _BRACKET = 2, 8
"""Words of a dateline before its agency, tokens of a bracket that names a picture's source, at most."""

_BAR = frozenset("|(/")
_SETTING_OFF = frozenset("-–—/|(©،")


def mark_captions(page: Sequence[Row], prose: Sequence[bool], words: Sequence[Word], headings: Headings) -> None:
    """Captions, and datelines above the first paragraph."""
    first = prose.index(True) if any(prose) else len(page)
    for position, row in enumerate(page):
        if row.kind or row.stopped or row.bullet or row.colon or (prose[position] and row.chars >= HEADLINE_CHARS):
            continue
        ending, behind = phrase(headings, "end", words, row) or ("", row.line.last)
        opening, _ = phrase(headings, "start", words, row) or ("", 0)
        before = sum(word.kind != "mark" for word in words[row.line.first : behind])
        if opening == "photo" or "©" in row.text:
            row.mark("caption", "names its picture")
        elif ending in ("agency", "desk") and not row.digits and before <= _PLACE_WORDS:
            row.mark("desk", "place and agency")
        elif ending in ("photo", "agency") and position and before >= HEADLINE_WORDS and _set_off(words, behind):
            row.mark("caption", "ends in the picture's source")
        elif not ending and 0 < position < first and row.count >= HEADLINE_WORDS and _bracketed(words, row):
            row.mark("caption", "ends in a bracket above the first paragraph")
    for position in range(1, first - 1):
        above, row, below = page[position - 1 : position + 2]
        if not row.kind and not above.kind and below.kind == "desk" and row.count >= HEADLINE_WORDS:
            row.mark("caption", "between headline and dateline")


def _bracketed(words: Sequence[Word], row: Row) -> bool:
    """Whether a line ends in a bracket of a few words (a photographer, an agency)."""
    if words[row.line.last - 1].folded != ")":
        return False
    inside = [word.folded for word in words[max(row.line.first, row.line.last - _BRACKET) : row.line.last - 1]]
    return "(" in inside and not any(sign.isdigit() for sign in inside[inside.index("(") :])


def _set_off(words: Sequence[Word], index: int) -> bool:
    """Whether the words from ``index`` on are set off from what stands before: by a sign, or Latin behind Arabic."""
    before, source = words[index - 1], words[index]
    return before.folded in _SETTING_OFF or (before.kind == "word" and source.kind == "latin")


def mark_clips(page: Sequence[Row], words: Sequence[Word], headings: Headings) -> None:
    """Headlines that end in "| video", anywhere but at the head of the page: links to other articles."""
    for row in page[2:]:
        if not row.kind and row.count >= HEADLINE_WORDS and row.chars < HEADLINE_CHARS:
            found = phrase(headings, "end", words, row)
            if found and found[0] == "clip" and words[found[1] - 1].folded in _BAR:
                row.mark("teaser", "a headline that offers pictures")
