"""The rare words of the passage that tells an event: names of people, quarters and sites that the lexicons do not know.

What stands in a lexicon is compared field by field, and counts as common here.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from tawthiq.language.ar.dates import find_dates
from tawthiq.language.ar.lexicon import Lexicon
from tawthiq.linking.rarity import LEAST_BITS, bits
from tawthiq.linking.statements import MOST_WORDS, Statement, hashed, statement_of
from tawthiq.model.event import Event
from tawthiq.text.normal import fold, normalise
from tawthiq.text.sentences import sentences
from tawthiq.text.words import Word, split

_PREFIX = re.compile("^(?:[وف]?[بك]?ال|[وف]?لل|[وفبلك](?=.{4}))(?=.{3})")
_ENDING = re.compile("(?<=.{3})(?:ها|هم|نا|ات|ون|ين|ان|ه|ي|ا)$")
SHORTEST, SHORT_REPORT = 3, 300
"""Letters of a rare word; words of a report that, where it tells one occurrence only, is all passage."""


def stem(folded: str) -> str:
    """A folded word without article, proclitics and commonest endings: roughly, for comparing rare words only."""
    return _ENDING.sub("", _PREFIX.sub("", folded))


class Passages:
    """Finds rare words. Remembers words that it has judged; one at a time in a process."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._judged: dict[str, str] = {}

    def statements(self, report: str, events: Sequence[Event], text: str) -> list[Statement]:
        """The statements of some events of a report; ``report``: its SHA-256."""
        told = _Told(text, self._lexicon, whole=_tells_one(events))
        found = []
        for event in events:
            rare = sorted({hashed(word) for word in self.rare(told, event)}, key=lambda word: (-bits(word), word))
            found.append(statement_of(report, event, tuple(rare[:MOST_WORDS]), _weekday(event)))
        return found

    def rare(self, told: _Told, event: Event) -> Iterator[str]:
        """The stems of the rare words of an event's passage. Names of places that are on the map are left out: they
        are compared as places."""
        places = {
            stem(part)
            for place in event.locations
            for name in (place.name, place.label_ar or "")
            for part in fold(name).split()
        }
        for word in told.passage(event):
            found = self._judge(word.folded)
            if found and found not in places:
                yield found

    def _judge(self, folded: str) -> str:
        """The stem of a rare word; nothing for a common one."""
        found = self._judged.get(folded)
        if found is None:
            if len(self._judged) > 500_000:
                self._judged.clear()
            found = self._judged[folded] = "" if self._is_common(folded) else stem(folded)
        return found

    def _is_common(self, folded: str) -> bool:
        short = stem(folded)
        return len(short) < SHORTEST or bits(hashed(short)) < LEAST_BITS or bool(self._lexicon.readings(folded))


class _Told:
    """A text cut into sentences."""

    def __init__(self, text: str, lexicon: Lexicon, *, whole: bool) -> None:
        self.words = split(normalise(text, lexicon.is_word))
        self.whole = whole and len(self.words) <= SHORT_REPORT
        self.ranges = [(row.first, row.last) for row in sentences(self.words)]
        self.starts = [self.words[first].start for first, _ in self.ranges]

    def passage(self, event: Event) -> Iterator[Word]:
        """The Arabic words of the sentences that the event's words stand in; of a short report with one event, all."""
        told = range(len(self.ranges)) if self.whole else sorted(set(self._sentences(_points(event))))
        for number in told:
            first, last = self.ranges[number]
            yield from (word for word in self.words[first:last] if word.kind == "word")

    def _sentences(self, points: Iterable[int]) -> Iterator[int]:
        return (max(0, bisect.bisect_right(self.starts, point) - 1) for point in points if self.starts)


def _tells_one(events: Sequence[Event]) -> bool:
    return sum(event.level == "incident" for event in events) <= 1


def _points(event: Event) -> Iterator[int]:
    """Where the words of an event stand: its own, its harm's, its victims'."""
    items: Sequence[Sequence[msgspec.Struct]] = ((event,), event.casualties, event.persons, event.facilities)
    for group in items:
        for item in group:
            yield from (piece.start for piece in item.evidence)  # type: ignore[attr-defined]  # all are grounded


def _weekday(event: Event) -> int | None:
    """The weekday that an event without a known year names."""
    if event.date.start or event.date.end:
        return None
    for piece in event.date.evidence:
        for mention in find_dates(split(normalise(piece.quote))):
            if mention.weekday is not None:
                return mention.weekday
    return None
