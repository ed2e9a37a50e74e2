"""The page: a report's words with everything that was found among them, before any of it is put together.

All positions are indices into ``words``; a range ``[first, last)`` is half open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from tawthiq.language.ar.dates import DateMention, find_dates
from tawthiq.language.ar.lexicon import Lexicon, Mention
from tawthiq.language.ar.numbers import BoundMention, NumberMention, find_quantities
from tawthiq.model.evidence import Evidence
from tawthiq.model.place import NameSpan, PlaceScanner
from tawthiq.model.report import Report
from tawthiq.text.furniture import Block, content, furniture
from tawthiq.text.normal import Normal, normalise
from tawthiq.text.rows import Headings
from tawthiq.text.sentences import Sentence, lines, sentences
from tawthiq.text.words import Word, split

Range = tuple[int, int]
_MUTING = frozenset(("actor", "source", "area_of"))


class Page(msgspec.Struct, frozen=True, dict=True):
    """One report, tokenised and searched. ``sentences`` leaves furniture out; ``blocks`` says what was left out,
    why."""

    report: Report
    text: Normal
    words: Sequence[Word]
    sentences: Sequence[Sentence]
    blocks: Sequence[Block]
    mentions: Sequence[Mention]
    numbers: Sequence[NumberMention]
    bounds: Sequence[BoundMention]
    dates: Sequence[DateMention]
    names: Sequence[NameSpan]

    @cached_property
    def starting(self) -> dict[int, list[Mention]]:
        """Mentions by the word that they start at."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.first, []).append(mention)
        return found

    @cached_property
    def muted(self) -> frozenset[int]:
        """Words that state no occurrence whatever they mean alone: in dates (فجر is also "blew up"), in the name of an
        actor or speaker, and in an area that an actor holds (مناطق سيطرة)."""
        ranges = [(date.first, date.last) for date in self.dates]
        ranges += [
            (m.first, m.last) for m in self.mentions if m.reading.entry.sense in _MUTING and m.last - m.first > 1
        ]
        return frozenset(index for first, last in ranges for index in range(first, last))

    @cached_property
    def eventful(self) -> list[int]:
        """Where words of violence stand, in order."""
        return sorted({m.first for m in self.mentions if m.reading.entry.sense in EVENTFUL})

    def tells(self, first: int, last: int) -> bool:
        """Do the words ``[first, last)`` hold a word of violence?"""
        position = bisect_left(self.eventful, first)
        return position < len(self.eventful) and self.eventful[position] < last

    @cached_property
    def named(self) -> frozenset[int]:
        """Words that begin a name of the gazetteer."""
        return frozenset(span.first for span in self.names)

    def of(self, first: int, last: int, *senses: str) -> Iterator[Mention]:
        """Mentions of these senses that lie within the words ``[first, last)``, in order."""
        starting = self.starting
        for index in range(first, last):
            for mention in starting.get(index, ()):
                if mention.last <= last and mention.reading.entry.sense in senses:
                    yield mention

    def at(self, index: int, *senses: str) -> Mention | None:
        """The longest mention of these senses that starts at word ``index``."""
        best = None
        for mention in self.starting.get(index, ()):
            if mention.reading.entry.sense in senses and (best is None or mention.last > best.last):
                best = mention
        return best

    def evidence(self, first: int, last: int) -> Evidence:
        """The words ``[first, last)`` as evidence."""
        return Evidence.of(self.report.text, self.words[first].start, self.words[last - 1].end)

    def quote(self, first: int, last: int) -> str:
        """The words ``[first, last)`` as they stand in the report."""
        return self.report.text[self.words[first].start : self.words[last - 1].end]


EVENTFUL = frozenset(("attack", "harm", "victim"))
"""Senses without which no sentence tells an occurrence."""


def annotate(report: Report, lexicon: Lexicon, scanner: PlaceScanner, headings: Headings) -> Page:
    """Tokenise a report and find sentences, furniture, lexicon words, numbers, dates and place names in it.

    A report without a word of violence is given back with its words alone: most pages of a newspaper end here.
    """
    text = normalise(report.text, lexicon.is_word)
    words = split(text)
    mentions = lexicon.scan(words)
    found = sentences(words)
    if not _plausible(mentions, found):
        return Page(report, text, words, [], [], mentions, [], [], [], [])
    blocks = furniture(text, words, lines(words), headings)
    quantities = find_quantities(words)
    return Page(
        report=report,
        text=text,
        words=words,
        sentences=content(found, blocks),
        blocks=blocks,
        mentions=mentions,
        numbers=quantities.numbers,
        bounds=quantities.bounds,
        dates=find_dates(words),
        names=scanner.scan([word.folded if word.kind in ("word", "number") else "" for word in words]),
    )


_ARMS = frozenset(("munition", "platform", "actor", "owner"))
_PEOPLE = frozenset(("person", "victim"))


def _plausible(mentions: Sequence[Mention], found: Sequence[Sentence]) -> bool:
    """Does a sentence tell violence by more than one word: an attack with a weapon, an armed actor or harm, or harm to
    people? Most pages of a newspaper do not, and are read no further."""
    senses: dict[int, set[str]] = {}
    starts = [sentence.first for sentence in found]
    for mention in mentions:
        sense = mention.reading.entry.sense
        if sense == "attack" and mention.reading.entry.attributes.get("weight") != "weak":
            sense = "strong"
        senses.setdefault(bisect_right(starts, mention.first), set()).add(sense)
    for told in senses.values():
        harm = "harm" in told or "victim" in told
        if "strong" in told or (harm and told & (_PEOPLE | _ARMS)) or ("attack" in told and (harm or told & _ARMS)):
            return True
    return False
