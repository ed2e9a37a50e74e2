"""The lexicon at work: from the words of a text to the rows that they are forms of.

Proclitics (و ف ب ل ك س ال لل) and pronouns (ه ها هم …) are peeled only where what remains is a form of a row:
بيروت, لبنان, والي and وادي are never cut by rule alone.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from tawthiq.language.ar.clitics import Reading, may_follow, may_precede, proclitics, pronouns, reading_of
from tawthiq.language.ar.mentions import Mention, outside
from tawthiq.language.ar.morphology import Form, forms
from tawthiq.language.ar.patterns import GAP, PRONOUN, Pattern, Patterns
from tawthiq.language.ar.spelling import ANOTHER, DOUBTFUL, FORGIVEN, agreement
from tawthiq.refdata.entries import Entry, load_lexicon
from tawthiq.text.normal import fold
from tawthiq.text.words import Word

__all__ = ["CONTENT", "Lexicon", "Mention", "PhraseMatch", "Reading", "load"]

CONTENT = frozenset({"attack", "harm", "victim", "person", "munition", "platform", "facility", "actor"})
"""Senses whose words posts split with dots to dodge moderation."""

_MEMORY = 200_000
"""Word forms whose readings are kept; beyond that the memory starts afresh."""


class PhraseMatch(msgspec.Struct, frozen=True, gc=False):
    """A row of several words at words ``[first, last)``. ``reading``: its first word's."""

    first: int
    last: int
    reading: Reading

    @property
    def entry(self) -> Entry:
        """The row."""
        return self.reading.entry

    @property
    def prefix(self) -> str:
        """The proclitics of the first word."""
        return self.reading.prefix


class Lexicon:
    """All rows of a language, by surface form. Build it with :meth:`of` or :func:`load`."""

    def __init__(self, singles: dict[str, list[tuple[Entry, Form]]], patterns: Patterns) -> None:
        self._singles = singles
        self._patterns = patterns
        self._known: dict[str, tuple[Reading, ...]] = {}
        self._seen: dict[str, tuple[tuple[Reading, ...], _Starts]] = {}
        self._dull: set[str] = set()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Lexicon:
        """A lexicon of these rows."""
        singles: dict[str, list[tuple[Entry, Form]]] = {}
        patterns = Patterns()
        for entry in entries:
            words = entry.lemma.split()
            if len(words) > 1 or entry.pos == "phrase":
                patterns.add(entry)
                continue
            found = forms(entry, entry.lemma)
            keys = fold("\n".join(form.spelling for form in found)).split("\n")
            once = {(key, form[1:]): form for form, key in zip(reversed(found), reversed(keys), strict=True)}
            for (key, _), form in once.items():
                if key.isalpha():
                    singles.setdefault(key, []).append((entry, form))
                else:
                    patterns.add_form(entry, form)
        return cls(singles, patterns)

    def readings(self, folded_word: str, light: str | None = None) -> tuple[Reading, ...]:
        """The ways to read one folded word, best first; () where it is no word of the lexicon.

        ``light``: its light spelling, where known. It sorts out what folding blurs: أصابه is no إصابة, and وادي
        (ي) no وأدى (ى); a dropped hamza or a ه for ة is forgiven.
        """
        if light is not None:
            return self._glance(folded_word, light)[0]
        known = self._known.get(folded_word)
        if known is None:
            known = tuple(reading for _, reading in self._read(folded_word, None))
            if len(self._known) >= _MEMORY:
                self._known.clear()
            self._known[folded_word] = known
        return known

    def is_word(self, folded: str) -> bool:
        """Whether ``folded`` is a word that posts split to dodge moderation, so that its letters may be rejoined."""
        return len(folded) >= 3 and any(reading.entry.sense in CONTENT for reading in self.readings(folded))

    def phrases(self, words: Sequence[Word]) -> list[PhraseMatch]:
        """Rows of several words, in text order; at each start the longest of each sense."""
        found: list[PhraseMatch] = []
        for index, word in enumerate(words):
            starts = self._glance(word.folded, word.light)[1]
            if starts:
                found += self._matches(words, index, starts)
        return found

    def scan(self, words: Sequence[Word]) -> list[Mention]:
        """Every reading of every word and phrase, in text order.

        Left out: what lies inside a longer phrase of its own sense; inside a name of several words (an actor's, a
        source's) whatever its later words would mean alone; inside a figure of speech; and people who are only the
        kind of an attack (هجوم مسلح "armed attack", but not أطلق مسلحون النار).
        """
        singles: list[Mention] = []
        phrases: list[PhraseMatch] = []
        glance, seen, dull = self._glance, self._seen, self._dull
        for index in [index for index, word in enumerate(words) if word.light not in dull]:
            word = words[index]
            readings, starts = seen.get(word.light) or glance(word.folded, word.light)
            for reading in readings:
                singles.append(Mention(index, index + 1, reading))  # noqa: PERF401  # faster: many words have none
            if starts:
                phrases += self._matches(words, index, starts)
        if not phrases:
            return singles
        kept = [Mention(match.first, match.last, match.reading) for match in phrases]
        kept = [*outside(kept, kept), *outside(singles, kept)]
        kept.sort(key=lambda mention: (mention.first, -mention.last))
        return kept

    def _glance(self, folded: str, light: str) -> tuple[tuple[Reading, ...], _Starts]:
        """The readings of a word in its light spelling, and the phrases that may start with it."""
        known = self._seen.get(light)
        if known is None and light in self._dull:
            return _NOTHING
        if known is None:
            ranked = list(self._read(folded, light))
            best = min((rank for rank, _ in ranked), default=0)
            readings = tuple(
                reading for rank, reading in sorted(ranked, key=lambda pair: pair[0]) if rank < 2 or best == 2
            )
            starts = list(self._starts(folded))
            known = readings, _by_second(starts) if starts else _NOTHING[1]
            if len(self._seen) + len(self._dull) >= _MEMORY:
                self._seen.clear()
                self._dull.clear()
            if not any(known):
                self._dull.add(light)
                return known
            self._seen[light] = known
        return known

    def _read(self, folded: str, light: str | None) -> Iterator[tuple[int, Reading]]:
        """(how far the spelling is off, reading), unpeeled ones first. See :func:`spelling.agreement` for the rank.

        Once a word is found without pronoun, longer proclitics are not tried (وقع is not و + قع), but for its article
        (الشرقية is listed as the end of names, and is شرقي).
        """
        only = ""
        for letters, prefix, article in proclitics(folded):
            if not folded.startswith(letters) or len(folded) - len(letters) < (2 if letters else 1):
                continue
            if only and letters != only:
                continue
            start, rest = len(letters), folded[len(letters) :]
            exact = list(self._bare(rest, prefix, article, start, light))
            wholes = [rank for rank, reading in exact if reading.entry.sense == "whole"]
            limit = min(wholes) if wholes and light else ANOTHER
            yield from (
                pair for pair in exact if pair[1].entry.sense != "whole" and (pair[0] < limit or _fixed(pair[1]))
            )
            if letters.endswith("لل"):
                yield from self._elided(rest, prefix, start)
            if not article:
                fixed = any(_fixed(reading) for _, reading in exact)
                found = self._bound(rest, prefix, start, light)
                yield from (pair for pair in found if not fixed or pair[1].entry.pos == "verb")
            if any(rank <= FORGIVEN for rank, _ in exact):
                only = letters + "ال"
                if article or not folded.startswith(only):
                    return

    def _bare(
        self, rest: str, prefix: str, article: bool, start: int, light: str | None
    ) -> Iterator[tuple[int, Reading]]:
        """Readings without a pronoun, the whole words among them."""
        for entry, form in self._singles.get(rest, ()):
            if form.bare and may_follow(prefix, article, form) and not (start and entry.sense == "furniture"):
                rank = agreement(form.spelling, light[start:]) if light else 0
                if rank <= FORGIVEN or (rank == DOUBTFUL and not prefix):
                    yield rank, reading_of(entry, form, prefix, article, "", rest, start)

    def _elided(self, rest: str, prefix: str, start: int) -> Iterator[tuple[int, Reading]]:
        """للاحتلال: a name that has ال of its own, which is written without its alif after ل."""
        for entry, form in self._singles.get("ال" + rest, ()):
            if entry.pos in ("name", "word"):
                yield 0, reading_of(entry, form, prefix, True, "", rest, start)

    def _bound(self, rest: str, prefix: str, start: int, light: str | None) -> Iterator[tuple[int, Reading]]:
        """Readings with a pronoun at the end; none where that leaves a whole word (يغيره "he changes it")."""
        for suffix in pronouns(rest):
            stem = rest[: -len(suffix)]
            if len(stem) < 2 or not rest.endswith(suffix):
                continue
            rows = self._singles.get(stem, ())
            if any(entry.sense == "whole" and form.bound for entry, form in rows):
                continue
            for entry, form in rows:
                if not form.bound or not may_follow(prefix, False, form) or not may_precede(suffix, entry):
                    continue
                rank = agreement(form.spelling + suffix, light[start:]) if light else 0
                if rank <= FORGIVEN:
                    yield rank, reading_of(entry, form, prefix, False, suffix, stem, start)

    def _starts(self, folded: str) -> Iterator[tuple[Reading, Pattern]]:
        """The phrases whose first word this may be."""
        for letters, prefix, article in proclitics(folded):
            if not folded.startswith(letters) or len(folded) - len(letters) < (2 if letters else 1):
                continue
            rest = folded[len(letters) :]
            for pattern in self._patterns.starting(rest):
                if may_follow(prefix, article, pattern.form):
                    yield reading_of(pattern.entry, pattern.form, prefix, article, "", rest, len(letters)), pattern
            if letters.endswith("لل"):
                for pattern in self._patterns.starting("ال" + rest):
                    yield reading_of(pattern.entry, pattern.form, prefix, True, "", rest, len(letters)), pattern

    @staticmethod
    def _matches(words: Sequence[Word], index: int, starts: _Starts) -> list[PhraseMatch]:
        """The phrases at word ``index``: the longest of each sense, all rows of that length."""
        second = words[index + 1].folded if index + 1 < len(words) else ""
        patterns = starts.get(second, ()) + starts.get("", ())
        if not patterns:
            return []
        found = [
            PhraseMatch(index, last, reading)
            for reading, pattern in patterns
            if (last := pattern.end(words, index)) is not None
        ]
        if len(found) < 2:
            return found
        longest: dict[str, int] = {}
        for match in found:
            longest[match.entry.sense] = max(match.last, longest.get(match.entry.sense, 0))
        kept = {(m.entry.file, m.entry.line): m for m in reversed(found) if m.last == longest[m.entry.sense]}
        return list(reversed(kept.values()))


_Starts = dict[str, tuple[tuple[Reading, Pattern], ...]]
"""Phrases that may start with a word, by their second word; under "" those whose second is not fixed."""

_NOTHING: tuple[tuple[Reading, ...], _Starts] = ((), {})
"""What a word outside the lexicon is read as."""


def _by_second(starts: Iterable[tuple[Reading, Pattern]]) -> _Starts:
    """The phrases by their second word."""
    found: dict[str, list[tuple[Reading, Pattern]]] = {}
    for start in starts:
        tail = start[1].tail
        open_ended = not tail or tail[0] == GAP or tail[0].endswith(PRONOUN)
        found.setdefault("" if open_ended else tail[0], []).append(start)
    return {second: tuple(known) for second, known in found.items()}


def _fixed(reading: Reading) -> bool:
    """Whether the row lists the very word, so that it is neither a noun with a pronoun nor a mere look-alike."""
    return reading.entry.pos in ("word", "name")


@functools.cache
def load() -> Lexicon:
    """The Arabic lexicon, built once a process. Raises ``RefdataError`` where a row is wrong."""
    return Lexicon.of(load_lexicon("ar"))
