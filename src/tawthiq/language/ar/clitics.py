"""Proclitics and pronouns: what may be peeled off a word, and the reading that is left.

Nothing here decides that a word is to be peeled; :mod:`tawthiq.language.ar.lexicon` does, where what remains is a form
of a row.
"""

from __future__ import annotations

import msgspec

from tawthiq.language.ar.morphology import Form, Gender, Number, Tense
from tawthiq.refdata.entries import Entry

PROCLITICS: tuple[tuple[str, str, bool], ...] = (
    ("", "", False),
    *((letter, letter, False) for letter in "وفبلكس"),
    ("ال", "", True),
    *((pair, pair, False) for pair in ("وب", "ول", "وك", "وس", "فب", "فل", "فك", "فس")),
    ("لل", "ل", True),
    *((letter + "ال", letter, True) for letter in "وفبك"),
    *((pair + "ال", pair, True) for pair in ("وب", "وك", "فب", "فك")),
    ("ولل", "ول", True),
    ("فلل", "فل", True),
)
"""(letters, proclitics among them, article among them), shortest first."""

_FIRST = {row[0][:1] for row in PROCLITICS}
_BY_LETTER = {letter: tuple(row for row in PROCLITICS if row[0][:1] in ("", letter)) for letter in _FIRST}
_NONE = PROCLITICS[:1]

PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا", "ني", "ك", "كم", "ي")
"""Enclitic pronouns. Only verbs take ني; of nouns only kin takes ي, ك and كم (elsewhere noun + ي is an adjective)."""


_BY_END = {letter: tuple(one for one in PRONOUNS if one[-1] == letter) for letter in {one[-1] for one in PRONOUNS}}


def proclitics(word: str) -> tuple[tuple[str, str, bool], ...]:
    """Those of :data:`PROCLITICS` that a folded word may begin with, by its first letter."""
    return _BY_LETTER.get(word[:1], _NONE)


def pronouns(word: str) -> tuple[str, ...]:
    """Those of :data:`PRONOUNS` that a folded word may end in, by its last letter."""
    return _BY_END.get(word[-1:], ())


class Reading(msgspec.Struct, frozen=True, gc=False):
    """One way to read a word: a row of the lexicon, and what the form says.

    ``prefix``: proclitics without ال. ``definite``: ال was there. ``suffix``: the pronoun. ``tense``: of verbs.
    ``form``: the folded surface form between them; it starts at letter ``offset`` of the word.
    """

    entry: Entry
    prefix: str
    number: Number | None
    gender: Gender | None
    definite: bool
    suffix: str
    tense: Tense | None
    form: str
    offset: int = 0


def reading_of(entry: Entry, form: Form, prefix: str, article: bool, suffix: str, text: str, offset: int) -> Reading:
    """One reading; with س a present is a future."""
    tense: Tense | None = "future" if prefix.endswith("س") else form.tense
    return Reading(entry, prefix, form.number, form.gender, article, suffix, tense, text, offset)


def may_follow(prefix: str, article: bool, form: Form) -> bool:
    """Whether the proclitics may stand before this form: س and ل before presents, ب ل ك ال before nouns."""
    if article and not form.article:
        return False
    last = prefix[-1:]
    if form.tense is None:
        return last != "س"
    return last in "وف" or (form.tense == "present" and last in "سل")


def may_precede(suffix: str, entry: Entry) -> bool:
    """Whether the pronoun may follow a word of this row."""
    if suffix in ("ي", "ك", "كم") and entry.pos != "verb":
        return "kin" in entry.attributes
    if suffix == "ي":
        return False
    return entry.pos == "verb" or suffix != "ني"
