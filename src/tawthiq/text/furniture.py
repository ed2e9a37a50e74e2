"""Page furniture: the lines of a scraped page that are not its report. Recognised and marked, never deleted.

It is better to miss furniture than to lose content: a line is marked for a phrase of the list of headings, for its
place under such a heading, or where several signs of layout agree.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

import msgspec

from tawthiq.text.captions import HEADLINE_CHARS, HEADLINE_WORDS, mark_captions, mark_clips
from tawthiq.text.normal import Normal
from tawthiq.text.rows import PARAGRAPH, STOPPING_BODY, BlockKind, Headings, Row, paragraphs, phrase, rows
from tawthiq.text.sentences import Line, Sentence
from tawthiq.text.words import Word

OTHER_NEWS: frozenset[BlockKind] = frozenset({"teaser", "caption", "comment", "inset"})

_KINDS: dict[str, BlockKind] = {kind: kind for kind in get_args(BlockKind)} | {"counter": "share"}
_ANNOUNCING = ("teaser", "comment", "tags")
"""Codes of headings, which announce what stands below them; the other codes are kinds of the line itself."""

_LINK = re.compile(
    r"(?:https?://|www\.|pic\.twitter|t\.co/|t\.me/)[^\s]+|(?<!\w)@\w{2,}|(?<![\w.-])\w[\w.-]{0,80}\.(?:com|net|org|info)/\S+"
)

_REPEATED_WORDS, _LABEL_WORDS, _LABEL_CHARS, _NOTE_WORDS, _SHORT = 3, 3, 30, 30, 8
"""Words of a line that is looked for again; words and characters of a label at most; words of a line that the list of
headings may know at most, and of one that ends in a full stop."""

_HEAD_LINES, _TELLING_LETTERS, _SHARED_WORDS = 6, 3, 3
"""Lines above the first paragraph among which the report's headline is looked for, by how many shared words of how many
letters."""

_MENU_RUN, _TAIL_RUN, _LONGEST_RUN = 3, 3, 40
"""Lines that make a menu, or a tail of headlines, at least; lines under a heading inside a report at most."""

_INSET_WORDS, _GOING_ON = 16, ("و", "كما ", "من ")
"""Words of a headline between paragraphs at most; openings of a line that rather goes on with the report."""


class Block(msgspec.Struct, frozen=True):
    """The words ``[first, last)`` that are furniture. ``why``: the sign that it was known by, in words."""

    first: int
    last: int
    kind: BlockKind
    why: str

    @property
    def other_news(self) -> bool:
        """Whether it may tell of other occurrences than the report does."""
        return self.kind in OTHER_NEWS


def furniture(text: Normal, words: Sequence[Word], lines: Sequence[Line], headings: Headings) -> list[Block]:
    """The page furniture in ``words``, in order, without overlaps. ``lines`` are all of the text's lines."""
    page = rows(text, words, lines)
    _repeats(page)
    announced = _headings(page, words, headings)
    prose = paragraphs(page)
    _announced(page, prose, announced)
    _labels(page, prose)
    mark_captions(page, prose, words, headings)
    mark_clips(page, words, headings)
    _untitled(page, prose)
    _insets(page, prose)
    return sorted([*_blocks(page), *_links(page, text, words)], key=lambda block: block.first)


def content(sentences: Iterable[Sentence], blocks: Sequence[Block]) -> list[Sentence]:
    """The sentences that are not furniture. One with furniture inside (a link) stays whole; one with furniture at its
    start or end is cut to the words that are none."""
    starts = [block.first for block in blocks]
    kept = []
    for sentence in sentences:
        first, last = sentence.first, sentence.last
        position = max(bisect_left(starts, first + 1) - 1, 0)
        inside = [block for block in blocks[position : bisect_left(starts, last)] if block.last > first]
        for block in inside:
            if block.first <= first:
                first = max(first, block.last)
        for block in reversed(inside):
            if block.last >= last:
                last = min(last, block.first)
        if first < last:
            kept.append(
                Sentence(first, last, sentence.line) if (first, last) != (sentence.first, sentence.last) else sentence
            )
    return kept


def _repeats(page: Sequence[Row]) -> None:
    """Lines that stand in the page before. Items of lists may well be alike."""
    seen = set()
    for row in page:
        if row.count >= _REPEATED_WORDS and not row.bullet:
            if row.text in seen:
                row.mark("repeat", "the same line stands above")
            seen.add(row.text)


def _headings(page: Sequence[Row], words: Sequence[Word], headings: Headings) -> list[tuple[int, BlockKind]]:
    """Marks the lines that the list of headings knows; gives back those that announce what follows them."""
    found = []
    for position, row in enumerate(page):
        if row.kind or row.count > _NOTE_WORDS or not row.count:
            continue
        match = (
            phrase(headings, "line", words, row)
            or phrase(headings, "count", words, row)
            or phrase(headings, "start", words, row)
            or phrase(headings, "label", words, row)
        )
        if not match:
            continue
        code, behind = match
        shown = " ".join(word.light for word in words[row.line.first : behind])
        rest = sum(word.kind != "mark" for word in words[behind : row.line.last])
        if rest and row.stopped and row.count > _SHORT:
            continue
        if code not in _KINDS:
            continue
        announces = not rest and code in _ANNOUNCING
        row.mark("heading" if announces else _KINDS[code], f"«{shown}»")
        if announces:
            found.append((position, _KINDS[code]))
    return found


def _announced(page: Sequence[Row], prose: Sequence[bool], announced: Iterable[tuple[int, BlockKind]]) -> None:
    """Marks what follows the headings: to the end of the page, or to the next paragraph."""
    first, last = _extent(prose)
    closed = False
    for position, kind in announced:
        tail = position > last
        if kind == "comment" and not tail:
            continue
        if tail and kind != "tags":
            if closed:
                continue
            end, closed = len(page), True
        else:
            end = _under(page, prose, position + 1, kind)
            if position < first <= end < len(page):
                end = _head(page, position + 1, end)
        for row in page[position + 1 : end]:
            row.mark(kind, f"under {page[position].why}")


def _extent(prose: Sequence[bool]) -> tuple[int, int]:
    """The first paragraph and the last; beyond the page and before it where there is none."""
    positions = [position for position, is_prose in enumerate(prose) if is_prose]
    return (positions[0], positions[-1]) if positions else (len(prose), -1)


def _under(page: Sequence[Row], prose: Sequence[bool], start: int, kind: BlockKind) -> int:
    """Where the lines under a heading inside the page end: at a paragraph, at other furniture, tags at a long line."""
    end = start
    while end < min(len(page), start + _LONGEST_RUN) and not prose[end] and page[end].kind in ("", "repeat"):
        if kind == "tags" and page[end].count > _LABEL_WORDS + 1:
            break
        end += 1
    return end


def _head(page: Sequence[Row], start: int, end: int) -> int:
    """Where, in the lines ``[start, end)`` above the first paragraph, the report's own head begins: at a line that
    shares words with the paragraph, else at the last line, which may be a dateline."""
    told = {word for word in page[end].text.split() if len(word) >= _TELLING_LETTERS}
    for position in range(max(start, end - _HEAD_LINES), end):
        if len(told.intersection(page[position].text.split())) >= _SHARED_WORDS:
            return position
    return max(start, end - 1) if end - start > 1 else end


def _runs(page: Sequence[Row], fits: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The maximal ranges of lines that fit."""
    start = 0
    for position in range(len(page) + 1):
        if position == len(page) or not fits[position]:
            if position > start:
                yield start, position
            start = position + 1


def _labels(page: Sequence[Row], prose: Sequence[bool]) -> None:
    """Runs of labels of a few words above the first paragraph (menus) and below the last (tags, menus)."""
    first, last = _extent(prose)
    if last < 0:
        return
    fits = [
        row.count <= _LABEL_WORDS
        and row.chars <= _LABEL_CHARS
        and not (row.stopped or row.colon or row.bullet or row.digits)
        and row.kind in ("", "menu", "share", "repeat")
        for row in page
    ]
    body = {word for row, is_prose in zip(page, prose, strict=True) if is_prose for word in row.text.split()}
    for start, end in _runs(page, fits):
        run = page[start:end]
        known = any(row.kind == "menu" for row in run)
        if not known and (end - start < _MENU_RUN or sum(row.count == 1 for row in run) * _MENU_RUN < len(run)):
            continue
        named = sum(body.issuperset(row.text.split()) for row in run) * 2 >= len(run)
        if end <= first or (start > last and not page[start - 1].colon and (known or named)):
            for row in run:
                row.mark(
                    "tags" if start > last and named else "menu", f"one of {len(run)} short lines without a sentence"
                )


def _untitled(page: Sequence[Row], prose: Sequence[bool]) -> None:
    """Headlines below the last paragraph of a page whose paragraphs end in full stops."""
    paragraphs = [row for row, is_prose in zip(page, prose, strict=True) if is_prose and row.chars >= PARAGRAPH]
    if len(paragraphs) < 2 or sum(row.stopped for row in paragraphs) < STOPPING_BODY * len(paragraphs):
        return
    start = len(page)
    while start and _headline(page[start - 1]) and not prose[start - 1]:
        start -= 1
    found = [row for row in page[start:] if not row.kind]
    if len(found) >= _TAIL_RUN and start and not page[start - 1].colon:
        for row in found:
            row.mark("teaser", "headlines below the last paragraph")


def _headline(row: Row) -> bool:
    """Whether a line may be a headline in a list of such, or furniture beside it."""
    if row.kind:
        return row.kind != "repeat"
    if row.stopped or row.colon or row.bullet or "@" in row.text:
        return False
    return row.count >= HEADLINE_WORDS and row.chars <= HEADLINE_CHARS and row.arabic


def _insets(page: Sequence[Row], prose: Sequence[bool]) -> None:
    """Headlines between two paragraphs that end in full stops; not in bulletins, whose items are as short."""
    if any("::" in row.text for row in page):
        return
    found = []
    for position in range(2, len(page) - 1):
        above, row, below = page[position - 1 : position + 2]
        if row.kind or prose[position] or not _headline(row) or not HEADLINE_WORDS < row.count <= _INSET_WORDS:
            continue
        goes_on = row.text[-1] in "،,؟?!" or row.text.startswith(_GOING_ON)
        if above.stopped and prose[position - 1] and prose[position + 1] and below.stopped and not goes_on:
            found.append(row)
    if len(found) * _MENU_RUN <= sum(prose):
        for row in found:
            row.mark("inset", "a headline between paragraphs")


def _blocks(page: Sequence[Row]) -> list[Block]:
    """The marked lines, neighbours of one kind and reason together."""
    blocks: list[Block] = []
    joins = False
    for row in page:
        if not row.kind:
            joins = False
            continue
        if joins and (blocks[-1].kind, blocks[-1].why) == (row.kind, row.why):
            blocks[-1] = msgspec.structs.replace(blocks[-1], last=row.line.last)
        else:
            blocks.append(Block(row.line.first, row.line.last, row.kind, row.why))
        joins = True
    return blocks


def _links(page: Sequence[Row], text: Normal, words: Sequence[Word]) -> Iterator[Block]:
    """Addresses and handles inside the lines that are content."""
    starts: list[int] = []
    position = 0
    for found in _LINK.finditer(text.folded):
        starts = starts or [word.at for word in words]
        first, last = bisect_left(starts, found.start()), bisect_left(starts, found.end())
        while page[position].line.last <= first:
            position += 1
        if not page[position].kind:
            yield Block(first, last, "link", "address or handle")
