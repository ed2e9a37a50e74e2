"""Works: stations, checkpoints and depots that bear a name of their own ("محطة مياه الخفسة", "حاجز الشط")."""

from __future__ import annotations

from collections.abc import Collection

from tawthiq.extraction.page import Page
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.sites.toponyms import QUOTES
from tawthiq.language.ar.lexicon import Mention
from tawthiq.text.sentences import Sentence

_NAMED = frozenset(("water", "power", "fuel", "telecom", "checkpoint"))
"""Types of facilities that are told apart by a name; a hospital's or school's is no place name."""

_STATION = "محطة"
_BEHIND = frozenset(("في", "علي", "(", "،"))
"""What closes such a name: words that lead on to where it is."""

_LETTERS = 3
_NO_NAME = ("ها", "هم", "ه", "ات", "ين", "ون")
"""Endings of indefinite words that describe; a definite one may end so (محطة مياه العرشية), behind an indefinite
word."""


def sites(page: Page, sentence: Sentence, used: Collection[int]) -> list[Site]:
    """Such works of a sentence whose names no gazetteer holds. ``used``: words of other mentions."""
    found: list[Site] = []
    told = page.of(sentence.first, sentence.last, "attack", "harm")
    used = set(used) | {index for m in told if m.last - m.first > 1 for index in range(m.first, m.last)}
    for mention in page.of(sentence.first, sentence.last, "facility"):
        if mention.reading.definite or mention.last > sentence.last:
            continue
        if _holds_name(page, mention) and mention.first + 1 not in used:
            found.append(_site(page, mention, mention.first + 1, mention.last - 1))
            continue
        if mention.last >= sentence.last or not _bears_names(mention):
            continue
        if mention.last in used or mention.first in page.muted:
            continue
        first, last = _name(page, mention.last, sentence.last)
        if last > first and not set(range(first, last)) & set(used):
            found.append(_site(page, mention, first, last))
    return found


def _bears_names(mention: Mention) -> bool:
    """Is it a kind of works that has names?"""
    entry = mention.reading.entry
    return entry.code in _NAMED or entry.lemma == _STATION


def _holds_name(page: Page, mention: Mention) -> bool:
    """Does one word that the lexicon does not know stand between the kind of works and its adjective ("مستودعات X
    العسكرية")?"""
    if "…" not in mention.reading.entry.lemma or mention.last - mention.first != 3:
        return False
    index = mention.first + 1
    word = page.words[index]
    known = page.starting.get(index) or index in page.muted
    return word.kind == "word" and not known and not word.folded.startswith(("و", "لل")) and len(word.folded) > _LETTERS


def _name(page: Page, index: int, limit: int) -> tuple[int, int]:
    """The words of the name at ``index``: in quotes, or one word that the lexicon does not know; none: an empty
    range."""
    if page.words[index].folded in QUOTES:
        closing = next((i for i in range(index + 1, min(limit, index + 4)) if page.words[i].folded in QUOTES), index)
        return index + 1, closing
    word = page.words[index]
    known = page.starting.get(index) or index in page.muted or word.kind != "word" or len(word.folded) < _LETTERS
    if known or word.folded.startswith(("و", "لل")) or not _closed(page, index + 1, limit):
        return index, index
    if word.folded.startswith("ال"):
        described = page.words[index - 1].folded.startswith("ال") or word.folded.endswith(("ين", "ون", "ات"))
        return (index, index) if described else (index, index + 1)
    return (index, index) if word.folded.endswith(_NO_NAME) else (index, index + 1)


def _closed(page: Page, index: int, limit: int) -> bool:
    """Do the words behind lead on to where it is, or the sentence end?"""
    if index >= limit:
        return True
    word = page.words[index]
    return word.folded in _BEHIND or page.at(index, "bearing") is not None or _in_area(page, index)


def _in_area(page: Page, index: int) -> bool:
    """Does "in the countryside of" or the like stand there (بريف)?"""
    mention = page.at(index, "class")
    return mention is not None and mention.reading.prefix.endswith("ب")


def _site(page: Page, mention: Mention, first: int, last: int) -> Site:
    """The site of such works; it starts at the word for them."""
    return Site(
        first=first,
        last=last,
        start=mention.first,
        end=last + (last < len(page.words) and page.words[last].folded in QUOTES),
        name=page.report.text[page.words[first].start : page.words[last - 1].end],
        kind="site",
        common=first in page.named,
        near=mention.first > 0 and page.at(mention.first - 1, "near") is not None,
        known=first in page.named,
        prefix=mention.reading.prefix,
    )
