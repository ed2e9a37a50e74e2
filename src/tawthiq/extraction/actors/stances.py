"""Stances: what an armed actor says of an attack or is said to have done: it claims, it denies, it is accused."""

from __future__ import annotations

from tawthiq.extraction.page import Page
from tawthiq.language.ar.lexicon import Mention
from tawthiq.text.sentences import Sentence

_BEFORE, _ACCUSING, _BELIEVED = 3, 7, 5
"""Words back from an actor to its verb of saying, to a verb of accusing, and to a cue of doubt."""

_NOT = frozenset(("لم", "لن", "لا", "ولم", "ولن", "ولا"))
_RELATIVE = frozenset(("التي", "الذي", "الذين", "والتي", "والذي"))
_THAT = frozenset(("ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "عن"))
_RESPONSIBLE = frozenset(("مسووليتها", "مسووليته", "مسووليتهم", "تبنيها", "تبنيه", "تبني"))
_OWN = ("ه", "ها", "هم")
_BLAME = ("مسووليه", "المسووليه")


def stance(page: Page, sentence: Sentence, start: int, last: int) -> tuple[str | None, str] | None:
    """(role, basis) of the actor in the words ``[start, last)`` where a verb of saying decides it: ``claims``,
    ``denies`` (``alleged``: what it is accused of, too), or ``attacker`` that is only ``alleged``; None where none
    does."""
    saying = _said_by(page, sentence, start, last)
    if saying is not None:
        code = saying.reading.entry.code
        if code == "claimed":
            return ("claims", "claimed")
        if code == "denied":
            return ("denies", "alleged" if _accused(page, sentence, start, last) else "stated")
        if code == "said" and _own_deed(page, sentence, saying, last):
            return ("claims", "claimed")
    if _accused(page, sentence, start, last) or _believed(page, sentence, start):
        return ("attacker", "alleged")
    return None


def _said_by(page: Page, sentence: Sentence, start: int, last: int) -> Mention | None:
    """The verb of saying whose subject the actor is, before it ("أعلنت X") or behind it ("X تعلن", "X التي نفت")."""
    for index in range(start - 1, max(sentence.first, start - _BEFORE) - 1, -1):
        mention = page.at(index, "speech")
        if mention is not None:
            dated = all(any(date.first <= i < date.last for date in page.dates) for i in range(mention.last, start))
            if dated:
                return None if _negated(page, index) else mention
            break
    index = last
    if index < sentence.last and page.words[index].folded in _RELATIVE:
        index += 1
    mention = page.at(index, "speech") if index < sentence.last else None
    if mention is None or mention.reading.entry.pos == "word" or mention.reading.prefix:
        return None
    return None if _negated(page, index) else mention


def _negated(page: Page, index: int) -> bool:
    """Does a negation stand right before the verb ("لم تتبن أي جهة")?"""
    return index > 0 and page.words[index - 1].folded in _NOT


def _own_deed(page: Page, sentence: Sentence, saying: Mention, last: int) -> bool:
    """Does what it says begin with an attack of its own: "أعلنت X قصف …", "قال X إن مقاتليه استهدفوا …"?"""
    index = max(saying.last, last)
    if index < sentence.last and page.words[index].folded in _RESPONSIBLE:
        return True
    reported = False
    if index < sentence.last and page.words[index].folded == "في" and index + 1 < sentence.last:
        index += 2
    if index < sentence.last and page.words[index].folded in _THAT:
        reported, index = True, index + 1
        own = page.words[index].folded.endswith(_OWN) if index < sentence.last else False
        index += own and page.at(index, "attack", "light") is None
    act = page.at(index, "attack", "light") if index < sentence.last else None
    if act is None or act.reading.prefix or act.reading.definite:
        return False
    entry = act.reading.entry
    if entry.pos == "verb":
        return reported
    return entry.code not in ("truce", "calm", "displacement") and not act.reading.suffix


def _accused(page: Page, sentence: Sentence, start: int, last: int) -> bool:
    """Is the actor whom somebody accuses of it ("اتهم الأهالي X بقصف", "حمّلوا X المسؤولية")? The one that stands right
    behind the verb and before another accuses. The charge may be left out behind who accuses ("واتهم الأهالي X")."""
    for index in range(start - 1, max(sentence.first, start - _ACCUSING) - 1, -1):
        mention = page.at(index, "speech")
        if mention is None:
            continue
        if mention.reading.entry.code != "accused":
            return False
        charge = page.words[last] if last < sentence.last else None
        if charge is not None and (charge.folded.startswith("ب") or charge.folded in _BLAME):
            return True
        over = charge is None or charge.kind == "mark" or charge.folded in _RELATIVE
        return over and start > mention.last and page.at(mention.last, "actor") is None
    return False


def _believed(page: Page, sentence: Sentence, start: int) -> bool:
    """Is its part only believed or suspected (يُعتقد أن X وراء, يرجح أنها X)?"""
    for index in range(start, max(sentence.first, start - _BELIEVED) - 1, -1):
        mention = page.at(index, "alleged")
        if mention is not None and mention.last <= start and page.at(index, "speech") is None:
            return True
        if page.words[index].kind == "mark" and page.words[index].folded in "،,.؛":
            return False
    return False
