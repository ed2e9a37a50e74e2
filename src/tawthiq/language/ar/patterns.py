"""Rows of several words: which may start with a word, and how far each reaches.

In the later words … stands for up to six words between (أطلق مسلحون النار), ~ for a pronoun (لقي مصرعها).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.language.ar.morphology import Form, forms
from tawthiq.refdata.entries import Entry
from tawthiq.text.normal import fold, normalise
from tawthiq.text.words import Word, split

GAP, PRONOUN, REACH = "…", "~", 6
"""The two signs, and how many words a gap may span."""

_PRONOUNS = frozenset({"ه", "ها", "هم", "هما", "هن", "نا", "ي", "ك", "كم"})
_STOPS = frozenset(".؛:!؟?\n")
"""What no gap may cross."""


class Pattern(msgspec.Struct, frozen=True, gc=False):
    """A row of several words. ``form``: of its first word; ``tail``: the folded words after it, with their signs."""

    entry: Entry
    form: Form
    tail: tuple[str, ...]
    plain: bool

    def end(self, words: Sequence[Word], first: int) -> int | None:
        """The index after its last word, where it stands at word ``first``; None where it does not."""
        at = first + 1
        if self.plain:
            last = at + len(self.tail)
            if last > len(words):
                return None
            for word in self.tail:
                if words[at].folded != word:
                    return None
                at += 1
            return last
        return _follow(self.tail, words, at)


def _follow(tail: Sequence[str], words: Sequence[Word], at: int) -> int | None:
    """The index after the last word of ``tail`` from word ``at`` on, the nearest where a gap leaves a choice."""
    for index, sign in enumerate(tail):
        if sign == GAP:
            for start in range(at, min(at + REACH + 1, len(words))):
                if _is(tail[index + 1], words[start].folded):
                    return _follow(tail[index + 1 :], words, start)
                if words[start].folded in _STOPS or words[start].kind == "line":
                    return None
            return None
        if at >= len(words) or not _is(sign, words[at].folded):
            return None
        at += 1
    return at


def _is(sign: str, word: str) -> bool:
    """Whether a word of a row's tail is this word of the text."""
    if sign.endswith(PRONOUN):
        return word.startswith(sign[:-1]) and word[len(sign) - 1 :] in _PRONOUNS
    return sign == word


class Patterns:
    """Rows of several words by their first."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[Pattern]] = {}

    def add(self, entry: Entry) -> None:
        """Take in a row: a phrase with its variants, or a verb, noun or adjective whose first word inflects."""
        if entry.pos in ("verb", "noun", "adj"):
            head, *rest = entry.lemma.split()
            tail = tuple(_folded(" ".join(rest)))
            found = [form for form in dict.fromkeys(forms(entry, head)) if form.bare]
            for form, key in zip(found, fold("\n".join(form.spelling for form in found)).split("\n"), strict=True):
                self._add(key, entry, form, tail)
            return
        for variant in (entry.lemma, *entry.forms):
            self.add_form(entry, Form(variant))

    def add_form(self, entry: Entry, form: Form) -> None:
        """Take in one form of several words, or with signs inside (ي.ب.ك)."""
        first, *tail = _folded(form.spelling)
        self._add(first, entry, form._replace(spelling=first), tuple(tail))

    def _add(self, first: str, entry: Entry, form: Form, tail: tuple[str, ...]) -> None:
        plain = not any(sign == GAP or sign.endswith(PRONOUN) for sign in tail)
        self._by_first.setdefault(first, []).append(Pattern(entry, form, tail, plain))

    def starting(self, first: str) -> Sequence[Pattern]:
        """The rows whose first word, without proclitics, is ``first``."""
        return self._by_first.get(first, ())


def _folded(phrase: str) -> list[str]:
    """The folded words of a phrase, as a text would be cut, with the two signs kept."""
    found: list[str] = []
    for word in split(normalise(phrase)):
        if word.folded == PRONOUN and found:
            found[-1] += PRONOUN
        else:
            found.append(word.folded)
    return found
