"""The page: a report's words with everything that was found among them, before any of it is put together.

All positions are indices into ``words``; a range ``[first, last)`` is half open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from tawthiq.extraction.plausibility import likely
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
_NAMING = ("word", "number")
_MUTING = frozenset(("actor", "source", "area_of"))


class Page(msgspec.Struct, frozen=True, dict=True):
    """One report, tokenised and searched. ``sentences`` leaves furniture out; ``blocks`` says what was left out,
    why. ``numbers``, ``bounds``, ``dates`` and ``names`` are those of the sentences that tell violence; for all dates
    see :attr:`calendar`."""

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
        """Mentions by the word that they start at, the longest first."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.first, []).append(mention)
        return found

    @cached_property
    def calendar(self) -> list[DateMention]:
        """Every date of the page, also in sentences that tell no violence: datelines, stamps, the day of the news."""
        elsewhere = list(self.words)
        for sentence in self.sentences:
            if self.tells(sentence.first, sentence.last):
                elsewhere[sentence.first : sentence.last] = [OUTSIDE] * (sentence.last - sentence.first)
        return sorted([*self.dates, *find_dates(elsewhere)], key=lambda date: date.first)

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
        return _eventful(self.mentions)

    def tells(self, first: int, last: int) -> bool:
        """Do the words ``[first, last)`` hold a word of violence?"""
        return _any_in(self.eventful, first, last)

    @cached_property
    def named(self) -> frozenset[int]:
        """Words that begin a name of the gazetteer."""
        return frozenset(span.first for span in self.names)

    def of(self, first: int, last: int, *senses: str) -> Iterator[Mention]:
        """Mentions of these senses that lie within the words ``[first, last)``, in order."""
        firsts, found = self._by_senses.get(senses) or self._meaning(senses)
        for position in range(bisect_left(firsts, first), len(firsts)):
            if firsts[position] >= last:
                return
            if found[position].last <= last:
                yield found[position]

    def _meaning(self, senses: tuple[str, ...]) -> tuple[list[int], list[Mention]]:
        """The mentions of these senses, behind the words that they start at; looked up once a page."""
        positions = [position for sense in senses for position in self._by_sense.get(sense, ())]
        positions.sort()
        found = [self.mentions[position] for position in positions]
        known = self._by_senses[senses] = [mention.first for mention in found], found
        return known

    @cached_property
    def _by_senses(self) -> dict[tuple[str, ...], tuple[list[int], list[Mention]]]:
        """What was asked for so far."""
        return {}

    @cached_property
    def _by_sense(self) -> dict[str, list[int]]:
        """Positions among the mentions by sense."""
        found: dict[str, list[int]] = {}
        for position, mention in enumerate(self.mentions):
            found.setdefault(mention.reading.entry.sense, []).append(position)
        return found

    def at(self, index: int, *senses: str) -> Mention | None:
        """The longest mention of these senses that starts at word ``index``."""
        for sense, mention in self._senses_at.get(index, ()):
            if sense in senses:
                return mention
        return None

    @cached_property
    def _senses_at(self) -> dict[int, list[tuple[str, Mention]]]:
        """The same as :attr:`starting`, each mention behind its sense."""
        return {index: [(mention.sense, mention) for mention in found] for index, found in self.starting.items()}

    def evidence(self, first: int, last: int) -> Evidence:
        """The words ``[first, last)`` as evidence."""
        return Evidence.of(self.report.text, self.words[first].start, self.words[last - 1].end)

    def quote(self, first: int, last: int) -> str:
        """The words ``[first, last)`` as they stand in the report."""
        return self.report.text[self.words[first].start : self.words[last - 1].end]


EVENTFUL = frozenset(("attack", "harm", "victim", "munition", "strike"))
"""Senses without which no sentence tells an occurrence."""

OUTSIDE = Word("line", 0, 0, "\n", "\n", 0)
"""Stands for a word that is not searched; like the end of a line, nothing reaches across it."""


def _eventful(mentions: Iterable[Mention]) -> list[int]:
    """Where words of violence stand, in order."""
    return sorted({m.first for m in mentions if m.reading.entry.sense in EVENTFUL})


def _any_in(places: Sequence[int], first: int, last: int) -> bool:
    """Is one of the places, which are in order, in ``[first, last)``?"""
    position = bisect_left(places, first)
    return position < len(places) and places[position] < last


class Survey(msgspec.Struct, frozen=True):
    """What a first look at a report finds. ``sentences`` leaves furniture out; ``telling`` are those with a word of
    violence, ``likely`` those of them that could tell an occurrence by themselves."""

    report: Report
    text: Normal
    words: Sequence[Word]
    mentions: Sequence[Mention]
    sentences: Sequence[Sentence]
    blocks: Sequence[Block]
    telling: Sequence[Sentence]
    likely: Sequence[Sentence]


def survey(report: Report, lexicon: Lexicon, headings: Headings) -> Survey:
    """Tokenise a report and find lexicon words, sentences and furniture in it.

    A report without a sentence that is likely to tell violence is given back with its words alone: most pages of a
    newspaper end here.
    """
    text = normalise(report.text, lexicon.is_word)
    words = split(text)
    mentions = lexicon.scan(words)
    found = sentences(words)
    if not likely(words, mentions, found):
        return Survey(report, text, words, mentions, [], [], [], [])
    blocks = furniture(text, words, lines(words), headings)
    kept, eventful = content(found, blocks), _eventful(mentions)
    telling = [sentence for sentence in kept if _any_in(eventful, sentence.first, sentence.last)]
    return Survey(report, text, words, mentions, kept, blocks, telling, likely(words, mentions, kept))


def annotate(found: Survey, scanner: PlaceScanner, chosen: Sequence[Sentence]) -> Page:
    """The page, with the numbers, dates and place names of the chosen sentences."""
    searched = [OUTSIDE] * len(found.words) if chosen else []
    for sentence in chosen:
        searched[sentence.first : sentence.last] = found.words[sentence.first : sentence.last]
    quantities = find_quantities(searched)
    return Page(
        report=found.report,
        text=found.text,
        words=found.words,
        sentences=found.sentences,
        blocks=found.blocks,
        mentions=found.mentions,
        numbers=quantities.numbers,
        bounds=quantities.bounds,
        dates=find_dates(searched),
        names=scanner.scan([word.folded if word.kind in _NAMING or word.folded == "_" else "" for word in searched]),
    )
