"""The language of a report, from its script, its letters and its function words; no model, no network."""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import Literal

import msgspec

from tawthiq.errors import RefdataError

Language = Literal["ar", "en", "tr", "fa", "ku", "he", "und"]

_WINDOW = 6_000
"""Characters looked at in each of the head, the middle and the tail of a report."""

_PROSE, _ENOUGH_PROSE = 8, 60
"""Words that make a line prose; letters of prose from which other lines (menus, share buttons, tags) count no more."""

_ARABIC_SHARE = 0.3
"""Share of letters from which a page is in Arabic script: names, handles and tags in Latin letters may fill half."""

_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.|t\.me/)\S+|@\w+|(?<!\S)\S{1,80}\.(?:com|net|org)\S*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "arabic": re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "hebrew": re.compile("[\u05d0-\u05ea]"),
}
_LETTER = re.compile(r"[^\W\d_]")
_UNSEEN = re.compile("[\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]")

_ARTICLES = ("ال", "وال", "بال", "لل")
"""Openings of a word with the Arabic article; each speaks for Arabic as a function word does."""

_ENOUGH_LETTERS, _ENOUGH_WORDS = 0.02, 0.05
"""Share of letters that are a language's own, and of words that are its function words, that speak for it."""


class Profile(msgspec.Struct, frozen=True):
    """What a language looks like in one script: its function words and the letters that only it uses there."""

    language: Language
    script: str
    words: frozenset[str]
    letters: frozenset[str]


def detect(text: str) -> Language:
    """The language of ``text``: ``und`` where it is none of ours, or empty.

    Arabic with Persian letters (ی and ک come from Persian keyboards) stays Arabic: function words decide, not letters
    that several languages share. Reads a bounded number of characters.
    """
    sample = _ADDRESS.sub(" ", _UNSEEN.sub("", _sample(text)))
    weights = _weigh(sample)
    total = sum(weights.values())
    if not total:
        return "und"
    if weights["arabic"] >= _ARABIC_SHARE * total:
        return _closest(sample, "arabic", default="ar")
    script = max(weights, key=weights.__getitem__)
    if script == "hebrew":
        return "he"
    return _closest(sample, "latin", default="und") if script == "latin" else "und"


def _sample(text: str) -> str:
    """Head, middle and tail of ``text``."""
    if len(text) <= 3 * _WINDOW:
        return text
    middle = (len(text) - _WINDOW) // 2
    return "\n".join((text[:_WINDOW], text[middle : middle + _WINDOW], text[-_WINDOW:]))


def _weigh(sample: str) -> dict[str, int]:
    """Letters by script; those of the prose alone where there is enough of it."""
    prose = "\n".join(line for line in sample.split("\n") if line.count(" ") >= _PROSE - 1)
    weights = _letters(prose)
    return weights if sum(weights.values()) >= _ENOUGH_PROSE else _letters(sample)


def _letters(sample: str) -> dict[str, int]:
    """Letters by script."""
    counts = {script: len(letters.findall(sample)) for script, letters in _SCRIPTS.items()}
    return counts | {"other": max(len(_LETTER.findall(sample)) - sum(counts.values()), 0)}


def _closest(sample: str, script: str, default: Language) -> Language:
    """The language of the profile that fits best; ``default`` where none fits well enough."""
    words = [word for word in _WORD.findall(sample.replace("İ", "i").lower()) if _SCRIPTS[script].match(word)]
    letters = len(_SCRIPTS[script].findall(sample))
    best, best_score = default, 1.0
    for profile in profiles():
        if profile.script != script:
            continue
        hits = sum(map(profile.words.__contains__, words))
        if profile.language == "ar":
            hits += sum(word.startswith(_ARTICLES) for word in words)
        own = sum(map(sample.count, profile.letters))
        score = max(hits / max(len(words), 1) / _ENOUGH_WORDS, own / letters / _ENOUGH_LETTERS)
        if score > best_score:
            best, best_score = profile.language, score
    return best


@functools.cache
def profiles() -> tuple[Profile, ...]:
    """The language profiles. Read once a process. Raises ``RefdataError`` for a malformed row."""
    file = "function_words.tsv"
    rows = resources.files("tawthiq.refdata").joinpath(file).read_text(encoding="utf-8").split("\n")
    found = []
    for number, row in enumerate(rows[1:], start=2):
        if not row:
            continue
        cells = row.split("\t")
        if len(cells) != len(Profile.__struct_fields__) + 1 or cells[1] not in _SCRIPTS:
            reason = "a row needs language, script (arabic, latin), words, letters, source, tab-separated"
            raise RefdataError(reason, file=file, line=number)
        found.append(
            msgspec.convert(
                {"language": cells[0], "script": cells[1], "words": cells[2].split(), "letters": list(cells[3])},
                Profile,
            )
        )
    return tuple(found)
