"""The number words of Arabic: the table ``refdata/numbers/ar.tsv`` and how its forms stand in a text.

A number word carries proclitics (وثماني "and eight", بعشرين "with twenty", للثلاثة "to the three"); the table is
spelled out once with all of them, so that reading a word is one look-up.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from importlib import resources

import msgspec

from tawthiq.errors import RefdataError
from tawthiq.text.normal import normalise
from tawthiq.text.words import Word

FILE = "numbers/ar.tsv"
HEADER = ("form", "kind", "value", "rule", "note")

_COUNTING = ("unit", "head", "teen", "ten", "hundred", "scale", "scale_either", "scale_dual", "scale_plural", "part")
_OTHERS = ("ordinal", "ordinal_head", "vague", "few", "some", "most", "nayyif")
ATOMS = frozenset((*_COUNTING, *_OTHERS))
"""Kinds that stand for a quantity of their own."""
BOUNDS = frozenset(("more_than", "at_least", "at_most", "less_than", "approximately", "nearly"))
"""Kinds that bound the number beside them."""
PHRASES = BOUNDS | frozenset(("between", "some", "percent", "never"))
"""Kinds whose rows may be several words."""
_JOINTS = ("to", "or", "until", "from", "change", "counted")
_COMPANY = ("clock", "label", "street", "calibre_before", "calibre_after")
_DATES = ("month", "this_month", "year", "year_weak", "year_after")
SIGNS = frozenset((*_JOINTS, *_COMPANY, *_DATES))
"""Kinds that only say what the number beside them is."""
SIDES = frozenset(("pre", "post", "both", "tight", "gap"))
RULES = frozenset(("", "noun", "spelled", "def", "bare", "ten"))

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك")


class Atom(msgspec.Struct, frozen=True, gc=False):
    """A number word as it stands in a text.

    ``value``: what it adds or multiplies. ``proclitic``: letters before the number, ``joined``: one of them is و,
    ``tied``: one of them is ب, ل, ك or ف, ``article``: one of them is ال. ``rule``: when it counts alone (see the
    table). ``light``: the spelling that the rule ``spelled`` asks for, without proclitics.
    """

    kind: str
    value: int
    rule: str
    light: str
    proclitic: int = 0
    joined: bool = False
    tied: bool = False
    article: bool = False


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """Words that bound, block or replace a number. ``rest``: its folded words after the first; ``side``: see the
    table."""

    kind: str
    rest: tuple[str, ...]
    side: str
    rule: str
    proclitic: int


class NumberWords(msgspec.Struct, frozen=True):
    """The table, spelled out: folded word -> what it is. ``phrases`` are longest first. Where two number words fold
    into one (واحد "one", وأحد "and eleven …"), ``atoms`` has the second by its light spelling."""

    atoms: dict[str, Atom]
    phrases: dict[str, tuple[Phrase, ...]]
    signs: dict[str, frozenset[str]]
    spelled: dict[str, frozenset[str]]

    def phrase(self, words: Sequence[Word], first: int) -> tuple[Phrase, int] | None:
        """The longest phrase that starts at ``first``, with the index after it."""
        for phrase in self.phrases.get(words[first].folded, ()):
            last = first + 1 + len(phrase.rest)
            if last <= len(words) and all(
                words[first + 1 + at].folded == wanted for at, wanted in enumerate(phrase.rest)
            ):
                return phrase, last
        return None

    def has(self, words: Sequence[Word], at: int, sign: str) -> bool:
        """Whether the word at ``at`` is one of the signs of kind ``sign``; False outside the text."""
        if not 0 <= at < len(words):
            return False
        word = words[at]
        if sign not in self.signs.get(word.folded, ()):
            return False
        spellings = self.spelled.get(word.folded)
        return spellings is None or word.light in spellings


class _Row(msgspec.Struct, frozen=True):
    form: str
    kind: str
    value: str
    rule: str


@functools.cache
def number_words() -> NumberWords:
    """The table of Arabic number words, read once. Raises ``RefdataError`` naming the line that is wrong."""
    text = resources.files("tawthiq.refdata").joinpath(FILE).read_text(encoding="utf-8")
    return spell_out(rows(text))


def rows(text: str, *, file: str = FILE) -> list[_Row]:
    """The rows of the table ``text``, checked. Raises ``RefdataError`` naming ``file`` and the line."""
    found: list[_Row] = []
    seen: dict[tuple[str, str], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split("\t")
        if number == 1:
            if tuple(cells) != HEADER:
                raise RefdataError(f"the header must be {' '.join(HEADER)}, separated by tabs", file=file, line=1)
            continue
        if not line.strip() or line.startswith("#"):
            continue
        if len(cells) != len(HEADER):
            raise RefdataError(
                f"a row has {len(HEADER)} cells separated by tabs, this one {len(cells)}", file=file, line=number
            )
        row = _Row(*cells[:4])
        fault = _fault(row)
        if fault:
            raise RefdataError(fault, file=file, line=number)
        earlier = seen.setdefault((row.form, row.kind), number)
        if earlier != number:
            raise RefdataError(f"«{row.form}» is a {row.kind} in line {earlier} already", file=file, line=number)
        found.append(row)
    return found


def _fault(row: _Row) -> str | None:
    """What is wrong with a row, or None."""
    if not row.form.strip():
        return "a row needs a form"
    if row.kind not in ATOMS | PHRASES | SIGNS:
        return f"no kind is called «{row.kind}»; known are {', '.join(sorted(ATOMS | PHRASES | SIGNS))}"
    if " " in row.form and row.kind not in PHRASES and row.kind not in SIGNS:
        return f"a {row.kind} is one word, not «{row.form}»"
    if row.kind in ATOMS and not row.value.isdecimal():
        return f"a {row.kind} needs a whole number as its value, not «{row.value}»"
    if row.kind in BOUNDS and row.value not in SIDES:
        return f"a bound's value is one of {', '.join(sorted(SIDES))}, not «{row.value}»"
    if row.rule not in RULES:
        return f"no rule is called «{row.rule}»; known are {', '.join(sorted(RULES - {''}))}"
    return None


def spell_out(table: Sequence[_Row]) -> NumberWords:
    """The table with all proclitics spelled out. What is written so in the table itself goes before what a proclitic
    makes of another word, and fewer proclitics before more."""
    atoms: dict[str, Atom] = {}
    phrases: dict[str, dict[tuple[str, ...], Phrase]] = {}
    signs: dict[str, set[str]] = {}
    spelled: dict[str, set[str]] = {}
    for proclitic, joined, tied, article in sorted(_proclitics(), key=lambda one: len(one[0])):
        for row in table:
            light = normalise(row.form).light
            first, *rest = normalise(row.form).folded.split()
            key = proclitic + first
            many = bool(rest) or row.kind not in ATOMS
            if not many:
                if (row.rule != "bare" or not article) and (row.rule != "def" or article):
                    atom = Atom(row.kind, int(row.value), row.rule, light, len(proclitic), joined, tied, article)
                    if atoms.setdefault(key, atom).light != light and proclitic + light not in atoms:
                        atoms[proclitic + light] = atom
            elif article:
                continue
            elif row.kind in SIGNS:
                signs.setdefault(key, set()).add(row.kind)
                if row.rule == "spelled":
                    spelled.setdefault(key, set()).add(proclitic + light)
            else:
                phrase = Phrase(row.kind, tuple(rest), row.value, row.rule, len(proclitic))
                phrases.setdefault(key, {}).setdefault(phrase.rest, phrase)
    ordered = {key: tuple(sorted(found.values(), key=lambda one: -len(one.rest))) for key, found in phrases.items()}
    return NumberWords(
        atoms,
        ordered,
        {key: frozenset(kinds) for key, kinds in signs.items()},
        {key: frozenset(lights) for key, lights in spelled.items()},
    )


def _proclitics() -> Iterator[tuple[str, bool, bool, bool]]:
    """(letters, has و, has another, has the article) for each string of proclitics that a number word can carry."""
    for conjunction in _CONJUNCTIONS:
        for preposition in _PREPOSITIONS:
            joined, tied = conjunction == "و", conjunction == "ف" or preposition != ""
            yield conjunction + preposition, joined, tied, False
            yield conjunction + ("لل" if preposition == "ل" else preposition + "ال"), joined, tied, True
