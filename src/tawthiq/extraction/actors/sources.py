"""Sources: to whom the report attributes what it says, and which words each of them answers for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.extraction.statements.frames import Frame
from tawthiq.language.ar.lexicon import Mention
from tawthiq.model.event import Source
from tawthiq.model.evidence import Evidence
from tawthiq.text.sentences import Sentence

_BESIDE = 4
"""Words between a verb of saying and its speaker, at the most."""

_UNKNOWN = 6
"""Words of a speaker that no lexicon knows ("قالت لجنة أطباء المدينة إن"), at the most."""

_BACK = 2
"""Sentences that "he added that …" reaches back to find who speaks."""

_THAT = frozenset(("ان", "بان", "انه", "انها", "انهم", "بانه", "بانها", "بانهم"))
_WITHIN = frozenset(("في", "من", "لدي"))
_BREAKS = frozenset("،,؛.:\n")
_OPENS = _THAT | {"عن", ":"}


class Voice(msgspec.Struct, frozen=True):
    """A speaker, named at words ``[first, last)``. ``start``: first word of name and verb of saying together.
    ``behind``: what it says stands before it ("…، وفق المرصد")."""

    first: int
    last: int
    start: int
    kind: str
    behind: bool


class Attribution(msgspec.Struct, frozen=True):
    """The sources of an event, and who answers for which words: ``spans`` are (first, last, index of the source)."""

    sources: tuple[Source, ...]
    spans: tuple[tuple[int, int, int], ...]

    def of(self, word: int) -> int | None:
        """Index of the source that word ``word`` is attributed to, or None where the report speaks for itself."""
        return next((source for first, last, source in self.spans if first <= word < last), None)


def attribution(page: Page, frames: Sequence[Frame]) -> Attribution:
    """The speakers of the sentences that the frames lie in, each once, as far as they speak of the occurrence."""
    found: dict[tuple[str, str], list[Evidence]] = {}
    spans: list[tuple[int, int, int]] = []
    numbers: dict[tuple[str, str], int] = {}
    for order in sorted({frame.order for frame in frames}):
        ranges = [words for frame in frames if frame.order == order for words in frame.ranges]
        for first, last, voice in _spoken(page, order):
            named = any(start <= voice.first < end for start, end in ranges)
            if not (named or any(start < last and first < end for start, end in ranges)):
                continue
            words = page.evidence(voice.first, voice.last)
            mark = (_name(page, voice), voice.kind)
            if words not in found.setdefault(mark, []):
                found[mark].append(words)
            spans.append((first, last, numbers.setdefault(mark, len(numbers))))
    return Attribution(
        tuple(
            Source(name=name, kind=kind, evidence=tuple(words))  # type: ignore[arg-type]  # the lexicon checks source kinds
            for (name, kind), words in found.items()
        ),
        tuple(spans),
    )


def _spoken(page: Page, order: int) -> list[tuple[int, int, Voice]]:
    """(first, last, speaker) of the stretches of a sentence that somebody answers for. Who is named first speaks to
    the next speaker; "…، وفق المرصد" answers for what nobody else does."""
    sentence = page.sentences[order]
    found = voices(page, sentence)
    leading = [voice for voice in found if not voice.behind]
    stretches: list[tuple[int, int, Voice]] = []
    if _goes_on(page, sentence, leading):
        before = next((v for back in range(1, _BACK + 1) for v in _last_voice(page, order - back)), None)
        if before is not None:
            end = leading[0].start if leading else sentence.last
            stretches.append((sentence.first, end, before))
    for position, voice in enumerate(leading):
        end = leading[position + 1].start if position + 1 < len(leading) else sentence.last
        stretches.append((voice.start, end, voice))
    start = sentence.first
    limit = stretches[0][0] if stretches else sentence.last
    for voice in found:
        if voice.behind and voice.start <= limit:
            stretches.append((start, voice.last, voice))
            start = voice.last
    return stretches


def _last_voice(page: Page, order: int) -> Iterator[Voice]:
    """The last speaker of a sentence, if it has one."""
    if order >= 0:
        yield from voices(page, page.sentences[order])[-1:]


def _goes_on(page: Page, sentence: Sentence, leading: Sequence[Voice]) -> bool:
    """Does the sentence open with a verb of saying whose speaker was named before ("وأضاف أن …")?"""
    for cue in page.of(sentence.first, min(sentence.first + 3, sentence.last), "speech"):
        if leading and leading[0].start <= cue.first:
            return False
        if cue.reading.entry.pos == "verb" and any(
            page.words[i].folded in _THAT for i in range(cue.last, min(cue.last + 2, sentence.last))
        ):
            return True
    return False


def voices(page: Page, sentence: Sentence) -> list[Voice]:
    """The speakers of a sentence, in order: beside a verb or preposition of saying, a known kind of source, an armed
    actor, or whoever stands between "said" and "that"."""
    named = _named(page, sentence)
    found: dict[int, Voice] = {}
    for cue in page.of(sentence.first, sentence.last, "speech"):
        near = _nearest(page, named, cue) or [*_actor(page, sentence, cue), *_stranger(page, sentence, cue)][:1]
        for first, last, kind in near:
            start = min(first, cue.first)
            behind = cue.reading.entry.pos != "verb" and cue.first > sentence.first + 1 and cue.first < first
            known = found.get(first)
            if known is None:
                found[first] = Voice(first, last, start, kind, behind)
    return [found[first] for first in sorted(found)]


def _nearest(page: Page, named: Sequence[tuple[int, int, str]], cue: Mention) -> list[tuple[int, int, str]]:
    """The known source closest to a verb or preposition of saying in its clause; before it only where it is a verb."""
    reach: list[tuple[int, tuple[int, int, str]]] = []
    for speaker in named:
        after, before = speaker[0] - cue.last, cue.first - speaker[1]
        if 0 <= after <= _BESIDE and _unbroken(page, cue.last, speaker[0]):
            reach.append((after, speaker))
        elif 0 <= before <= _BESIDE and cue.reading.entry.pos == "verb" and _unbroken(page, speaker[1], cue.first):
            reach.append((before, speaker))
    return [min(reach)[1]] if reach else []


def _unbroken(page: Page, first: int, last: int) -> bool:
    """Do the words hold no comma or stop?"""
    return all(page.words[i].folded not in _BREAKS for i in range(first, last))


def _named(page: Page, sentence: Sentence) -> list[tuple[int, int, str]]:
    """(first, last, kind) of the sources that the lexicon knows; "مراسل عنب بلدي" and "مصدر في الدفاع المدني" are
    one each."""
    found: list[tuple[int, int, str]] = []
    for mention in page.of(sentence.first, sentence.last, "source"):
        kind = mention.reading.entry.code or "other"
        if found and mention.first < found[-1][1]:
            continue
        gap = page.words[found[-1][1] : mention.first] if found else ()
        if found and (not gap or (len(gap) == 1 and gap[0].folded in _WITHIN)):
            first, _, before = found[-1]
            found[-1] = (first, mention.last, kind if before == "other" else before)
        else:
            found.append((mention.first, mention.last, kind))
    return found


def _actor(page: Page, sentence: Sentence, cue: Mention) -> Iterator[tuple[int, int, str]]:
    """An armed actor that speaks: behind the verb ("أعلنت قوات النظام أن") or before it ("الحوثيون يتحدثون عن")."""
    after = page.at(cue.last, "actor") if cue.last < sentence.last else None
    if after is not None and (cue.reading.entry.pos != "verb" or _opens(page, after.last, sentence.last)):
        yield after.first, after.last, "party"
    if cue.reading.entry.pos == "verb" and _opens(page, cue.last, sentence.last):
        for mention in page.of(max(sentence.first, cue.first - _BESIDE), cue.first, "actor"):
            if mention.last == cue.first:
                yield mention.first, mention.last, "party"


def _opens(page: Page, index: int, end: int) -> bool:
    """Does what is said begin at this word or just behind it?"""
    return any(page.words[i].folded in _OPENS for i in range(index, min(index + 3, end)))


def _stranger(page: Page, sentence: Sentence, cue: Mention) -> Iterator[tuple[int, int, str]]:
    """Whoever stands between a verb of saying and "that": named, but of no kind that the lexicon knows."""
    if cue.reading.entry.pos != "verb" or cue.reading.suffix:
        return
    for index in range(cue.last, min(cue.last + _UNKNOWN + 1, sentence.last)):
        word = page.words[index]
        if word.folded in _THAT:
            if index > cue.last and not page.tells(cue.last, index):
                yield cue.last, index, "other"
            return
        addressed = index == cue.last and word.folded.startswith("ل")
        if word.kind != "word" or addressed or page.at(index, "stop", "speech") is not None:
            return


def _name(page: Page, voice: Voice) -> str:
    """The speaker's words without a glued و, ف, ب or ل."""
    quote = page.quote(voice.first, voice.last)
    mention = page.at(voice.first, "source", "actor")
    prefix = mention.reading.prefix if mention is not None else ""
    return quote[len(prefix) :] if prefix and "لل" not in prefix and quote.startswith(prefix) else quote
