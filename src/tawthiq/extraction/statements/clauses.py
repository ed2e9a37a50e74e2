"""Clauses: where one statement ends and the next begins inside a sentence of eighty words.

Arabic reports chain statements by connectives and by و with a verb. A clause's ``opener`` tells how it hangs on what
came before, which decides whether it goes on about the same occurrence.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.text.sentences import Sentence

Opener = Literal["start", "comma", "result", "and", "conj", "shift", "relative"]
"""``start`` of the sentence · ``comma`` · ``result`` (مما أدى إلى) · ``and`` (كما، فيما) · ``conj`` (و with a verb or a
verbal noun) · ``shift`` (في سياق آخر) · ``relative`` (حيث)."""

_COMMAS = frozenset("،,؛:()[]–—-•*/|")
_EVENTFUL = ("attack", "harm", "light", "speech")


class Clause(msgspec.Struct, frozen=True):
    """The words ``[first, last)`` and how they hang on what came before."""

    first: int
    last: int
    opener: Opener


def clauses(page: Page, sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence, in order, without gaps."""
    cuts: dict[int, Opener] = {sentence.first: "start"}
    for index in range(sentence.first, sentence.last):
        if page.words[index].kind == "mark" and page.words[index].folded in _COMMAS:
            cuts.setdefault(index + 1, "comma")
            continue
        opener = _opener(page, index)
        if opener and cuts.get(index, "comma") == "comma":
            cuts[index] = opener
    starts = _merged(page, cuts, sorted(start for start in cuts if start < sentence.last))
    ends = [*starts[1:], sentence.last]
    return [Clause(first, last, cuts[first]) for first, last in zip(starts, ends, strict=True)]


def _merged(page: Page, cuts: dict[int, Opener], starts: list[int]) -> list[int]:
    """The starts, without those that stand right behind a connective: in "كما تسببت غارة …" كما opens the clause."""
    kept: list[int] = []
    for start in starts:
        before = kept[-1] if kept else None
        if before is not None and cuts[before] in ("and", "shift", "relative", "conj") and cuts[start] != "comma":
            joining = any(
                m.last >= start for m in page.starting.get(before, ()) if m.reading.entry.sense in ("and", "shift")
            )
            if joining:
                continue
        kept.append(start)
    return kept


def _opener(page: Page, index: int) -> Opener | None:
    """How a clause opens at this word, or None where none does."""
    for mention in page.starting.get(index, ()):
        reading = mention.reading
        match reading.entry.sense:
            case "result":
                return "result"
            case "shift":
                return "shift"
            case "and":
                return "relative" if reading.entry.attributes.get("type") == "relative" else "and"
            case sense if sense in _EVENTFUL and reading.prefix[:1] in ("و", "ف"):
                return "conj"
    return None
