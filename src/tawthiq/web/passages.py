"""A report's text cut where evidence and page furniture begin and end, so that a page can mark each piece."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

import msgspec

from tawthiq.language.ar.lexicon import Lexicon, load
from tawthiq.refdata.entries import load_lexicon
from tawthiq.text.furniture import furniture
from tawthiq.text.normal import normalise
from tawthiq.text.rows import Headings
from tawthiq.text.sentences import lines
from tawthiq.text.words import split
from tawthiq.web.printable import as_text

GRAPHIC = "graphic"
"""The kind of a block that is folded for the reader's sake, and is part of the report."""

Block = tuple[int, int, str]
"""Code points ``[start, end)`` of a text, and their kind: of page furniture, or :data:`GRAPHIC`."""


class Mark(msgspec.Struct, frozen=True):
    """Evidence of one row of an event: code points ``[start, end)``; ``row``: the row's name in the page."""

    start: int
    end: int
    row: str
    field: str


class Piece(msgspec.Struct, frozen=True):
    """A piece of the text. ``rows``: those whose evidence it is, the one with the shortest evidence first; ``field``:
    of that one; empty where no row rests on it."""

    start: int
    text: str
    rows: tuple[str, ...] = ()
    field: str = ""


class Passage(msgspec.Struct, frozen=True):
    """Pieces that are read together. ``kind``: of the page furniture that they are; None: they are the report."""

    pieces: tuple[Piece, ...]
    kind: str | None = None


def passages(text: str, marks: Sequence[Mark], folded: Sequence[Block]) -> list[Passage]:
    """The whole text in order: nothing is left out, and no piece belongs to other rows in one half than in the other.

    ``folded``: what is folded, in order. Page furniture that evidence lies in is not.
    """
    kept = [block for block in folded if block[2] == GRAPHIC or not _marked(block, marks)]
    edges = {0, len(text), *(edge for block in kept for edge in block[:2])}
    edges |= {edge for mark in marks for edge in (mark.start, mark.end)}
    starting: dict[int, list[Mark]] = {}
    for mark in marks:
        starting.setdefault(mark.start, []).append(mark)
    found: list[Passage] = []
    pieces: list[Piece] = []
    open_marks: list[Mark] = []
    kinds = {start: kind for start, _, kind in kept}
    ends = {end for _, end, _ in kept}
    kind: str | None = None
    cuts = sorted(edges)
    shown = as_text(text)
    for at, following in zip(cuts, [*cuts[1:], len(text)], strict=True):
        if (at in kinds or at in ends) and pieces:
            found.append(Passage(tuple(pieces), kind))
            pieces = []
        kind = kinds.get(at, None if at in ends else kind)
        if at == following:
            continue
        open_marks = [mark for mark in open_marks if mark.end > at] + starting.get(at, [])
        pieces.append(_piece(shown[at:following], at, open_marks))
    if pieces:
        found.append(Passage(tuple(pieces), kind))
    return found


def _marked(block: Block, marks: Iterable[Mark]) -> bool:
    """Whether evidence lies in a block."""
    return any(mark.start < block[1] and block[0] < mark.end for mark in marks)


def _piece(text: str, start: int, marks: Iterable[Mark]) -> Piece:
    """A piece with the rows that rest on it."""
    ordered = sorted(marks, key=lambda mark: (mark.end - mark.start, mark.start))
    rows = tuple(dict.fromkeys(mark.row for mark in ordered))
    return Piece(start, text, rows, ordered[0].field if ordered else "")


def folds(text: str, language: str) -> list[Block]:
    """Ranges of page furniture in a report, each with its kind. Only Arabic pages are known."""
    if language != "ar":
        return []
    lexicon, headings = _lexicon()
    spelt = normalise(text, lexicon.is_word)
    found = split(spelt)
    ranges = (
        (found[block.first].start, found[block.last - 1].end, str(block.kind))
        for block in furniture(spelt, found, lines(found), headings)
        if block.last > block.first
    )
    return [one for one in ranges if _whole_lines(text, one[0], one[1])]


def _whole_lines(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the lines of ``[start, end)``: a link inside a sentence is not folded."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    line_end = text.find("\n", end)
    return not before.strip() and not text[end : len(text) if line_end < 0 else line_end].strip()


@functools.cache
def _lexicon() -> tuple[Lexicon, Headings]:
    return load(), Headings.of(load_lexicon("ar"))
