"""What a line of a page looks like: how long, how it begins and ends, and what the list of headings says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from tawthiq.errors import RefdataError
from tawthiq.refdata.entries import Entry
from tawthiq.text.normal import Normal, fold
from tawthiq.text.sentences import Line
from tawthiq.text.words import Word

BlockKind = Literal[
    "teaser", "caption", "comment", "inset",
    "heading", "menu", "tags", "share", "credit", "desk", "legal", "subscribe", "link", "repeat",
]  # fmt: skip
"""``teaser`` headlines of other articles · ``caption`` of a picture, often an older one · ``comment`` of readers ·
``inset`` a headline between paragraphs: a subheading or a link to another article. They may tell other news.

Mere noise: ``heading`` above any of these · ``menu`` · ``tags`` · ``share`` buttons and counters · ``credit`` of
authors and editors · ``desk`` a dateline (حلب – وكالة) · ``legal`` · ``subscribe`` · ``link`` an address or handle
within a line · ``repeat`` a line that stands in the page before, word for word."""

Place = Literal["line", "start", "label", "end", "count"]
"""Where a phrase must stand: ``line`` it is the whole line · ``start`` it opens it (or is all of it) · ``label`` it
opens it, a colon or dash behind it · ``end`` it closes it · ``count`` it is all of it beside a number."""

_SENSE = "furniture"
_PLACES: tuple[Place, ...] = ("line", "start", "label", "end", "count")
_CLOSING = frozenset('"”»)]}’›*.!|')
_BULLETS = frozenset("-–—•*●▪■+")
_COUNTERS = frozenset("-–—.)")
_LONGEST_PHRASE, _LONGEST_ENDING = 6, 3

PARAGRAPH, _LONG, _SENTENCE_WORDS = 90, 240, 8
STOPPING_BODY = 0.6
"""A paragraph: characters of one; characters of one whatever it ends in; words of one that is a single full sentence.
Share of a page's paragraphs that end in full stops, from which a line without one is suspicious."""


class Headings(msgspec.Struct, frozen=True):
    """The phrases of page furniture: place in the line -> folded phrase -> what it announces (teaser, share …)."""

    phrases: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Headings:
        """The headings among the rows of a lexicon: sense ``furniture``, code what it announces, ``type`` the place.

        A row without a code is a heading that announces nothing, unless a row with a code has the phrase too. Raises
        ``RefdataError`` for an unknown place.
        """
        phrases: dict[str, dict[str, str]] = {place: {} for place in _PLACES}
        mute = []
        for entry in entries:
            if entry.sense != _SENSE:
                continue
            place = entry.attributes.get("type", _PLACES[0])
            if place not in phrases:
                reason = f"unknown type «{place}»; choose from {', '.join(_PLACES)}"
                raise RefdataError(reason, file=entry.file, line=entry.line)
            forms = [" ".join(fold(form).split()) for form in (entry.lemma, *entry.forms)]
            if entry.code is None:
                mute.extend(forms)
                continue
            for form in forms:
                phrases[place].setdefault(form, entry.code)
        coded = {form for table in phrases.values() for form in table}
        phrases[_PLACES[0]].update(dict.fromkeys(set(mute) - coded, "heading"))
        return cls(phrases)


class Row(msgspec.Struct, gc=False):
    """A line and its looks. ``count``: words, numbers and Latin words in it; ``chars``: its length in the raw text."""

    line: Line
    count: int
    chars: int
    stopped: bool
    """It ends in a full stop (.. and … are no full stops)."""
    colon: bool
    bullet: bool
    """It is an item of a list: behind a dash, an asterisk, a number."""
    digits: bool
    arabic: bool
    text: str
    """Folded."""
    kind: BlockKind | Literal[""] = ""
    why: str = ""
    """What furniture it was found to be, and why; empty for content."""

    def mark(self, kind: BlockKind, why: str) -> None:
        """Say what furniture it is; the first finding stands."""
        if not self.kind:
            self.kind, self.why = kind, why


def rows(text: Normal, words: Sequence[Word], lines: Sequence[Line]) -> list[Row]:
    """The looks of each line."""
    return [_row(text, words, line) for line in lines]


def _row(text: Normal, words: Sequence[Word], line: Line) -> Row:
    """The looks of one line."""
    inside = words[line.first : line.last]
    kinds = [word.kind for word in inside]
    last = len(inside) - 1
    while last > 0 and inside[last].folded in '"”»':
        last -= 1
    ending = inside[last].folded
    return Row(
        line=line,
        count=len(kinds) - kinds.count("mark"),
        chars=inside[-1].end - inside[0].start,
        stopped=ending == "." and (last == 0 or inside[last - 1].folded not in ".…"),
        colon=ending == ":",
        bullet=inside[0].folded in _BULLETS or (last > 0 and kinds[0] == "number" and inside[1].folded in _COUNTERS),
        digits="number" in kinds,
        arabic="word" in kinds,
        text=text.folded[inside[0].at : inside[-1].at + len(inside[-1].folded)],
    )


def paragraphs(page: Sequence[Row]) -> list[bool]:
    """Which lines are paragraphs of a report: long ones, and full sentences where the page has full stops."""
    long = [row for row in page if row.chars >= PARAGRAPH and not row.kind]
    stopping = sum(row.stopped for row in long) >= STOPPING_BODY * len(long)
    least = _LONG if stopping else PARAGRAPH + PARAGRAPH // 2
    found = [
        not row.kind and (row.chars >= least or (row.stopped and row.count >= _SENTENCE_WORDS) or row.bullet)
        for row in page
    ]
    for position in range(1, len(page) - 1):
        above, row, below = page[position - 1 : position + 2]
        if above.kind == below.kind == "heading" and not row.stopped:
            found[position] = False  # one long headline between "previous" and "next"
    return found


def phrase(headings: Headings, place: Place, words: Sequence[Word], row: Row) -> tuple[str, int] | None:
    """What the phrase at this place of a line announces, and the word index behind it (``end``: where it starts)."""
    table = headings.phrases[place]
    first, last = row.line.first, row.line.last
    if place == "end":
        return _ending(table, words, first, last)
    inside = [index for index in range(first, last) if words[index].kind != "mark"][: _LONGEST_PHRASE + 1]
    if words[first].folded == "#":
        return None
    if place == "count":
        if row.count > 4 or not row.digits:
            return None
        found = table.get(" ".join(words[index].folded for index in inside if words[index].kind != "number"))
        return (found, last) if found else None
    sizes = [row.count] if place == "line" else range(min(_LONGEST_PHRASE, len(inside)), 0, -1)
    for size in sizes:
        if size > len(inside):
            continue
        found = table.get(" ".join(words[index].folded for index in inside[:size]))
        if found:
            behind = inside[size - 1] + 1
            if place != "label" or behind == last or words[behind].folded in ":-–|/":
                return found, behind
    return None


def _ending(table: Mapping[str, str], words: Sequence[Word], first: int, last: int) -> tuple[str, int] | None:
    """The phrase that closes the words ``[first, last)``; a Latin name may stand behind it (REUTERS - NAME)."""
    least = max(first, last - _LONGEST_PHRASE)
    while last > least:
        if words[last - 1].folded not in _CLOSING:
            for start in range(max(first, last - _LONGEST_ENDING), last):
                found = table.get(" ".join(word.folded for word in words[start:last]))
                if found:
                    return found, start
            if words[last - 1].kind == "word" or words[last - 1].kind == "number":
                return None
        last -= 1
    return None
