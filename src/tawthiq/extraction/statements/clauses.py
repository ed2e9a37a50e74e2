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
_ANOTHER = frozenset(("وثانيه", "وثالثه", "واخري", "واخر", "وثان", "والثانيه", "والاخري"))
_OTHERS = frozenset(("واخر", "واخري", "واخرون"))
_WAS, _HAD = frozenset(("وكان", "وكانت", "وكانوا")), 10
"""What opens an earlier happening (وكانت … قد), and how far قد and the attack may stand behind it."""

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
            if _of_road(page, index):
                continue
            cuts.setdefault(index + 1, "comma")
            continue
        opener = _opener(page, index)
        if opener and cuts.get(index, "comma") == "comma":
            cuts[index] = opener
    starts = _merged(page, cuts, sorted(start for start in cuts if start < sentence.last))
    ends = [*starts[1:], sentence.last]
    return [Clause(first, last, cuts[first]) for first, last in zip(starts, ends, strict=True)]


def _of_road(page: Page, index: int) -> bool:
    """Is a mark the dash between two names ("طريق إدلب – باب الهوى"), which ends no clause?"""
    dash = page.words[index].folded in "-–—"
    return dash and index + 1 in page.named and any(span.last == index for span in page.names)


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


def another(page: Page, index: int) -> bool:
    """Does a word stand for one more attack of the kind just told ("وأخرى على …", "وثانية تستهدف …")?"""
    if page.words[index].folded not in _ANOTHER or index + 1 >= len(page.words):
        return False
    return page.words[index + 1].folded == "علي" or page.at(index + 1, "attack") is not None


def listed(page: Page, index: int) -> bool:
    """Does a word go on with a list of harm by place, without saying the harm again ("قتل مدنيان في س وثلاثة في ص")?"""
    word = page.words[index].folded
    if word[:1] != "و" or index + 1 >= len(page.words):
        return False
    behind = next((n.last for n in page.numbers if n.first == index), index + 1 if word in _OTHERS else index)
    return behind > index and behind < len(page.words) and page.words[behind].folded == "في"


def _earlier(page: Page, index: int) -> bool:
    """Does a clause go back to what happened before (وكانت المدينة قد شهدت …), not to the arrest of who died; or sum up
    (وبذلك يرتفع عدد …)?"""
    before = page.at(index, "past")
    if before is not None and before.reading.entry.lemma == "سبق أن":
        return True
    if page.words[index].folded == "وبذلك":
        return page.at(index + 1, "total") is not None
    if page.words[index].folded not in _WAS:
        return False
    ahead = range(index + 1, min(index + _HAD, len(page.words)))
    told = next((mention for at in ahead if (mention := page.at(at, "attack", "harm")) is not None), None)
    had = any(page.words[at].folded == "قد" for at in ahead)
    return had and told is not None and told.reading.entry.code not in ("abduction", "detained")


def _opener(page: Page, index: int) -> Opener | None:
    """How a clause opens at this word, or None where none does."""
    if _earlier(page, index):
        return "shift"
    if another(page, index) or listed(page, index):
        return "and"
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
