"""Lines and sentences: ranges of words. Every word but the line ends belongs to exactly one of each."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import msgspec

from tawthiq.text.words import Word

_STOPS = frozenset(".!؟?؛…۔")
_CLOSERS = frozenset('”"»)]}’›')
_BULLETS = frozenset("•●▪■◾◼◆♦▶►🔴🔵🟠🟡🟢⚫🔻🔺🔹🔸🔶🔷📌📍")
"""Signs that open an item wherever they stand; dashes and asterisks do so at the start of a line only."""

_ASIDE = 40
"""Words for which a bracket holds a sentence together; one that is never closed must not swallow the text."""

_ENDING = _STOPS | {":", "،", ","}
_WIDEST, _FEWEST_BREAKS, _FEWEST_WORDS, _REGULAR = 140, 3, 4, 0.9
"""Hard-wrapped text: characters in its longest line; line breaks and words a line needed to judge; share of breaks that
greedy filling explains."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """The words ``[first, last)`` between two line ends. ``number`` counts all lines from 1, empty ones included."""

    first: int
    last: int
    number: int


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """The words ``[first, last)`` of a sentence with its closing signs. ``line``: number of the line it begins in."""

    first: int
    last: int
    line: int


def lines(words: Sequence[Word]) -> list[Line]:
    """The lines that hold at least one word, in order."""
    found = []
    first, number = 0, 1
    for index in [index for index, word in enumerate(words) if word.kind == "line"]:
        if index > first:
            found.append(Line(first, index, number))
        first, number = index + 1, number + 1
    if len(words) > first:
        found.append(Line(first, len(words), number))
    return found


def sentences(words: Sequence[Word]) -> list[Sentence]:
    """The sentences, in order.

    A line end closes a sentence, for headlines and posts have no full stop, unless the text is evidently hard-wrapped.
    Points inside numbers, names (السورية.نت), initials (د.) and the two points of headlines (إدلب.. قصف) close nothing.
    """
    rows = lines(words)
    joined = _joined(words, rows)
    found = []
    position = 0
    while position < len(rows):
        row = rows[position]
        last = row.last
        while rows[position].number in joined:
            position += 1
            last = rows[position].last
        start = row.first
        for end in _ends(words, row.first, last):
            found.append(Sentence(start, end, _line_of(rows, position, start)))
            start = end
        position += 1
    return found


def _line_of(rows: Sequence[Line], position: int, first: int) -> int:
    """The number of the line, at ``position`` or before, that holds the word ``first``."""
    while rows[position].first > first:
        position -= 1
    return rows[position].number


def _ends(words: Sequence[Word], first: int, last: int) -> Iterator[int]:
    """Where the sentences in the words ``[first, last)`` end; the last one at ``last``."""
    start, opened, until = first, 0, first
    marks = [index for index in range(first, last) if words[index].kind == "mark"]
    for index in marks:
        sign = words[index].folded
        if index < until:
            continue
        if sign in _BULLETS and index > start:
            yield index
            start = index
        elif sign == "(":
            opened = index
        elif sign == ")":
            opened = 0
        elif sign in _STOPS and not (opened and index - opened < _ASIDE):
            run = _run(words, index, last)
            if _closes(words, start, index, run, last):
                until = _after_closers(words, run, last)
                if until >= last:
                    break
                yield until
                start, opened = until, 0
            else:
                until = run
    yield last


def _run(words: Sequence[Word], index: int, last: int) -> int:
    """Where the run of closing signs that starts at ``index`` ends (؟! or …)."""
    while index < last and words[index].folded in _STOPS:
        index += 1
    return index


def _after_closers(words: Sequence[Word], index: int, last: int) -> int:
    """``index`` moved past quotes and brackets that close directly behind the sign, and points behind those."""
    while index < last and words[index].start == words[index - 1].end and words[index].folded in _CLOSERS | _STOPS:
        index += 1
    return index


def _closes(words: Sequence[Word], start: int, index: int, run: int, last: int) -> bool:
    """Whether the signs ``[index, run)`` close the sentence that began at ``start``."""
    signs = {word.folded for word in words[index:run]}
    if signs != {"."}:
        return index > start
    if run - index == 2 or index == start:
        return False
    if run - index > 2:
        return True
    before = words[index - 1]
    glued = before.end == words[index].start
    if before.kind == "number":
        return not (index - 1 == start and len(before.folded) <= 2)
    if glued and before.kind == "word" and len(before.folded) == 1:
        return False
    return run >= last or not glued or _opens(words[run], words[index], before)


def _opens(after: Word, point: Word, before: Word) -> bool:
    """Whether ``after``, behind a point that follows a word without a blank, begins a sentence: by a blank or by و."""
    if after.start > point.end or after.kind == "line":
        return True
    if after.kind == "mark":
        return True
    return before.kind == "word" == after.kind and after.folded.startswith("و") and len(after.folded) > 2


def _joined(words: Sequence[Word], rows: Sequence[Line]) -> frozenset[int]:
    """Numbers of the lines whose sentence goes on in the next one; empty unless the text is hard-wrapped.

    A text is hard-wrapped if its breaks lie where a line that is filled word by word would break: the next line's first
    word would not have fitted.
    """
    breaks = [
        (row, after)
        for row, after in itertools.pairwise(rows)
        if after.number == row.number + 1
        and row.last - row.first >= _FEWEST_WORDS
        and words[row.last - 1].folded not in _ENDING
        and _runs_on(words, after)
    ]
    if len(breaks) < _FEWEST_BREAKS:
        return frozenset()
    width = max(words[row.last - 1].end - words[row.first].start for row, _ in breaks)
    if width > _WIDEST:
        return frozenset()
    filled = [(row, after) for row, after in breaks if _fills(words, row, after, width)]
    if len(filled) < _REGULAR * len(breaks):
        return frozenset()
    return frozenset(row.number for row, _ in filled)


def _runs_on(words: Sequence[Word], row: Line) -> bool:
    """Whether a line may go on from the one before it: it opens no item."""
    opening = words[row.first]
    return opening.kind in ("word", "latin", "number") or opening.folded in '(“«"'


def _fills(words: Sequence[Word], row: Line, after: Line, width: int) -> bool:
    """Whether the first word of ``after`` would not have fitted into ``row``."""
    next_word = words[after.first]
    length = words[row.last - 1].end - words[row.first].start
    return length + 1 + next_word.end - next_word.start > width
