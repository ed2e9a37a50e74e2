"""The words of time: ``refdata/dates/ar.tsv`` and how a word of a text is read against it.

A row has ``form`` (properly spelt, several words allowed), ``kind`` (what it does in a date), ``value`` and ``note``.
Forms are matched word by word on the folded text, longest first, with the proclitics that the kind takes.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from importlib import resources

import msgspec

from tawthiq.errors import RefdataError
from tawthiq.text.normal import normalise
from tawthiq.text.words import Word, split

FILE = "dates/ar.tsv"
COLUMNS = ["form", "kind", "value", "note"]

_AND = ("", "و", "ف")
_ANY = (*_AND, "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك")
PROCLITICS: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("month", "month_weak", "hijri_month", "hijri_weak", "weekday", "part", "part_definite", "lead_day", "lead_days",
     "lead_month", "lead_months", "lead_year", "lead_years", "lead_date", "the_unit", "the_dual", "the_plural", "edge",
     "day", "clock", "lead_clock", "this", "article", "part_lead", "unit", "unit_dual"), _ANY
) | dict.fromkeys(
    ("relative", "night", "part_adverb", "since", "ago", "until", "between", "between_night", "of", "in",
     "cardinal"), _AND
)  # fmt: skip
"""Kind -> the proclitics that its first word may carry; no others (لامس "touched" is not "to yesterday")."""

_NUMERIC = {
    "month": (1, 12), "month_weak": (1, 12), "hijri_month": (1, 12), "hijri_weak": (1, 12), "english_month": (1, 12),
    "weekday": (0, 6), "english_weekday": (0, 6), "day": (1, 31), "hour": (1, 12), "hour_fraction": (-15, 30),
    "cardinal": (1, 10), "relative": (-2, 2), "night": (-1, 0),
}  # fmt: skip
_CODED = {
    "part": {"dawn", "morning", "noon", "afternoon", "evening", "night", "after_midnight"},
    "direction": {"past", "present", "future"},
    "edge": {"start", "middle", "end"},
    "era": {"gregorian", "hijri"},
    "am": {"am", "pm"},
    "unit": {"hour", "day", "week", "month", "year", "decade"},
}
_CODED |= dict.fromkeys(("part_definite", "part_adverb"), _CODED["part"])
_CODED |= dict.fromkeys(("unit_dual", "unit_plural", "the_unit", "the_dual", "the_plural"), _CODED["unit"])
_PLAIN = {
    "lead_day", "lead_days", "lead_month", "lead_months", "lead_year", "lead_years", "lead_date", "lead_clock", "clock",
    "of", "in", "since", "ago", "until", "between", "between_night", "and", "this", "article", "part_lead", "part_tail",
    "named_day", "named_after", "masthead", "not_weekday", "published", "updated", "viewed", "copyright", "bulletin",
}  # fmt: skip
KINDS = frozenset(_NUMERIC) | frozenset(_CODED) | frozenset(_PLAIN)


_ALONE = frozenset(
    ("month", "month_weak", "hijri_month", "hijri_weak", "english_month", "weekday", "english_weekday", "relative",
     "night", "part_definite", "part_adverb", "since")
)  # fmt: skip
"""Kinds that can begin a mention of time whatever follows."""
_JOINED = frozenset(
    ("part", "day", "edge", "this", "the_unit", "the_dual", "the_plural", "unit_dual", "cardinal", "article", "clock",
     "ago", "of", "between", "between_night", "lead_day", "lead_days", "lead_month", "lead_months", "lead_year",
     "lead_years", "part_lead")
)  # fmt: skip
"""Kinds that can begin one only before a number, a mark or another word of time."""


class DateWord(msgspec.Struct, frozen=True):
    """A row: its folded words, what it does, and its value: a ``number`` or a ``code``, by the kind."""

    words: tuple[str, ...]
    kind: str
    number: int
    code: str


class Hit(msgspec.Struct, frozen=True):
    """A row found in a text. ``end``: the word after it. ``proclitic``: the letters peeled off its first word."""

    kind: str
    number: int
    code: str
    end: int
    proclitic: str


Reading = tuple[str, DateWord]
"""A proclitic and the row that the rest of a word begins."""


def parse(lines: Sequence[str], file: str = FILE) -> tuple[DateWord, ...]:
    """The rows of a file of date words. Raises ``RefdataError`` with file and line where one is wrong."""
    if not lines or lines[0].split("\t") != COLUMNS:
        raise RefdataError(f"the header must be {' '.join(COLUMNS)}, tab-separated", file=file, line=1)
    return tuple(
        _row(line, file, number) for number, line in enumerate(lines[1:], 2) if line.strip() and line[0] != "#"
    )


def _row(line: str, file: str, number: int) -> DateWord:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise RefdataError(f"{len(cells)} columns instead of {len(COLUMNS)}", file=file, line=number)
    form, kind, value, _ = cells
    words = tuple(word.folded for word in split(normalise(form)))
    if not words:
        raise RefdataError("the form is empty: write the word, or delete the row", file=file, line=number)
    if kind not in KINDS:
        raise RefdataError(f"unknown kind «{kind}»: use one of {', '.join(sorted(KINDS))}", file=file, line=number)
    if kind in _NUMERIC:
        low, high = _NUMERIC[kind]
        if not value.lstrip("-").isdecimal() or not low <= int(value) <= high:
            raise RefdataError(f"a {kind} needs a value from {low} to {high}, not «{value}»", file=file, line=number)
        return DateWord(words, kind, int(value), "")
    if value not in _CODED.get(kind, {""}):
        allowed = ", ".join(sorted(_CODED[kind])) if kind in _CODED else "no value"
        raise RefdataError(f"a {kind} needs {allowed}, not «{value}»", file=file, line=number)
    return DateWord(words, kind, 0, value)


@functools.cache
def date_words() -> dict[str, tuple[DateWord, ...]]:
    """First folded word -> the rows that begin with it, longest first."""
    lines = resources.files("tawthiq.refdata").joinpath(FILE).read_text(encoding="utf-8").splitlines()
    index: dict[str, list[DateWord]] = {}
    for row in parse(lines):
        index.setdefault(row.words[0], []).append(row)
    return {word: tuple(sorted(rows, key=lambda row: -len(row.words))) for word, rows in index.items()}


@functools.lru_cache(maxsize=1 << 16)
def readings(folded: str) -> tuple[Reading, ...]:
    """The rows that a word may begin, each with the proclitic before it; the longest rows first."""
    index = date_words()
    found: list[Reading] = [("", row) for row in index.get(folded, ())]
    for proclitic in _ANY[1:]:
        if not folded.startswith(proclitic) or len(folded) < len(proclitic) + 2:
            continue
        rest = folded[len(proclitic) :]
        if proclitic[-1] == "ل" and rest[0] == "ل":
            rest = "ا" + rest  # لل is ل before ال
        found += [(proclitic, row) for row in index.get(rest, ()) if proclitic in PROCLITICS.get(row.kind, ("",))]
    return tuple(sorted(found, key=lambda reading: (-len(reading[1].words), len(reading[0]))))


class Beginning(msgspec.Struct, frozen=True):
    """What a word must be followed by to begin a mention of time: ``alone`` nothing, ``joined`` another word of time,
    or one of ``seconds``, the next words of the longer forms that it begins (من in من قبل)."""

    alone: bool
    joined: bool
    seconds: frozenset[str]


@functools.lru_cache(maxsize=1 << 16)
def beginning(folded: str) -> Beginning | None:
    """How a word can begin a mention of time; None where it cannot."""
    rows = [row for _, row in readings(folded) if row.kind in _ALONE or row.kind in _JOINED]
    kinds = {row.kind for row in rows if len(row.words) == 1}
    seconds = frozenset(row.words[1] for row in rows if len(row.words) > 1)
    return Beginning(bool(kinds & _ALONE), bool(kinds & _JOINED), seconds) if rows else None


class DateReader:
    """Looks up the words of one text. Positions are indices into ``words``; one past the end reads as nothing."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words

    def begins(self, at: int) -> bool:
        """Whether anything of time can begin at ``at``. Cheap, and asked of every word before any pattern is tried."""
        word = self.words[at]
        if word.kind == "number":
            return not word.folded.isdecimal() or self._timely(at + 1)
        if word.kind not in ("word", "latin"):
            return False
        can = beginning(word.folded)
        if can is None or can.alone:
            return can is not None
        if can.joined and self._timely(at + 1):
            return True
        return at + 1 < len(self.words) and self.words[at + 1].folded in can.seconds

    def _timely(self, at: int) -> bool:
        """Whether the word at ``at`` can go on a mention: a mark, a number, or a word of time."""
        if at >= len(self.words):
            return False
        word = self.words[at]
        return word.kind in ("mark", "number") or bool(readings(word.folded))

    def hit(self, at: int, *kinds: str) -> Hit | None:
        """The longest row of one of ``kinds`` that stands at ``at``."""
        words = self.words
        if not 0 <= at < len(words):
            return None
        for proclitic, row in readings(words[at].folded):
            if row.kind not in kinds:
                continue
            end = at + len(row.words)
            if end == at + 1 or (end <= len(words) and self._matches(row, at)):
                return Hit(row.kind, row.number, row.code, end, proclitic)
        return None

    def _matches(self, row: DateWord, at: int) -> bool:
        """Whether the words behind ``at`` are those of a row of several words."""
        return all(self.words[at + step].folded == form for step, form in enumerate(row.words) if step)

    def before(self, at: int, *kinds: str) -> bool:
        """Whether a row of one of ``kinds`` ends right before ``at`` (rows of up to three words)."""
        return any((found := self.hit(at - length, *kinds)) is not None and found.end == at for length in (1, 2, 3))

    def mark(self, at: int, marks: str) -> bool:
        """Whether one of ``marks`` stands at ``at``."""
        return 0 <= at < len(self.words) and self.words[at].kind == "mark" and self.words[at].folded in marks

    def digits(self, at: int, longest: int = 2) -> int | None:
        """The whole number of at most ``longest`` digits at ``at``."""
        if not 0 <= at < len(self.words):
            return None
        word = self.words[at]
        short = word.kind == "number" and len(word.folded) <= longest and word.folded.isdecimal()
        return int(word.folded) if short else None

    def glued(self, at: int) -> bool:
        """Whether no space stands between the word at ``at`` and the one before it."""
        return 0 < at < len(self.words) and self.words[at - 1].end == self.words[at].start
