"""Normalisation beside the text, never in it: two spellings of a report, with the way back to its code points.

``light``: no diacritics, tatweel, bidi or zero-width marks; presentation forms resolved; split letters rejoined.
``folded``: the same, with hamza forms, ى, ة and Persian letters folded and all digits Western, one letter for one, so
that ``light`` and ``folded`` share one index map.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

import msgspec

_DROPPED, _STRETCH = "\0", "\1"
"""Placeholders while a text is being spelled: a mark that is dropped; a tatweel, which also stretches split words and,
alone between blanks, is a dash."""

_MARKS = [
    0x00AD, 0x061C, 0x0670, 0x180E, 0x2060, 0xFEFF,
    *range(0x0610, 0x061B), *range(0x064B, 0x0660), *range(0x06D6, 0x06DD), *range(0x06DF, 0x06E9),
    *range(0x06EA, 0x06EE), *range(0x0300, 0x0370), *range(0x08D3, 0x0900), *range(0x200B, 0x2010),
    *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10),
]  # fmt: skip
"""What carries no letter: diacritics, Qur'anic signs, tatweel, zero-width and bidi marks, variation selectors."""

_SPACES = [0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x0009, 0x000B, 0x000C]

_ZERO_WIDTH = "\u200b"

_LIGHT = {0: " ", 1: " ", 0x0640: _STRETCH} | dict.fromkeys(_MARKS, _DROPPED) | dict.fromkeys(_SPACES, " ")
_LIGHT |= dict.fromkeys([0x0D, 0x85, 0x2028, 0x2029], "\n")

_UNPLAIN = re.compile(f"[{re.escape(''.join(map(chr, _LIGHT)))}]+")
"""Runs of what the light spelling changes; most of a text is nothing of the kind."""

_FOLD = str.maketrans(
    "أإآٱىةؤئکگڪیېێۍەہھۀۂۃپچژڤڨڭ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٬٫٪ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ااااي" + "هويكككيييي" + "هههههه" + "بجزفقك" + "0123456789" * 2 + ",.%abcdefghijklmnopqrstuvwxyz",
)

_COMMON = tuple(zip("أإآىةؤئ", "اااي" + "هوي", strict=True))
"""What folding changes in nearly every text; each is replaced in one pass of the whole, which is quick."""

_RARE = re.compile("[" + re.escape("".join(chr(code) for code in _FOLD if chr(code) not in dict(_COMMON))) + "]+")
"""Runs of what it changes besides."""

_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc\uff00-\uffef]")

_LETTERS = "\u0621-\u063a\u0641-\u064a\u066e-\u06d3\u06fa-\u06ff"
_UNSEEN = r"[\0\x01]*+"
_PIECE = rf"(?:[{_LETTERS}]{_UNSEEN})++"
_JOINT = rf"(?:(?:[.·•*_\-/\\|]|(?<=\x01) | (?=\0*+\x01)){_UNSEEN}){{1,3}}"
_SPLIT = re.compile(rf"(?<![{_LETTERS}\0\x01]){_UNSEEN}{_PIECE}(?:{_JOINT}{_PIECE})+")
_SPACED = re.compile(rf"(?<![{_LETTERS}\0\x01])(?:[{_LETTERS}]\0*+ ){{2,}}[{_LETTERS}](?![{_LETTERS}])")
_PARTS = re.compile(rf"({_JOINT})")
_DASH = re.compile(r"(?<!\S)\x01([\0\x01]*+)(?!\S)")
"""Letters split by signs or stretched blanks; a tatweel that stands alone as a dash.

The quantifiers are possessive (a + after the quantifier): a text of nothing but letters and marks is read once.
"""

_JOINED = re.compile(rf"[.·•*_\-/\\|](?<=[{_LETTERS}\0].)[.·•*_\-/\\|\0]*+[{_LETTERS}]")
"""What no text with letters split by signs is without: a sign right behind a letter, and a letter behind the signs."""

_LONGEST, _SHORTEST = 8, 3
"""Pieces that one split word is looked for in; letters of a word worth rejoining (د.م is a title, not دم, blood)."""

_GAPS = re.compile(r"[\0\x01]+")

_NOT_LETTER = re.compile(f"[^{_LETTERS}]")


class Normal(msgspec.Struct, frozen=True):
    """A text and its two spellings. ``len(light) == len(folded)``; ``offsets[i]`` is the code point of ``raw`` that
    letter ``i`` stands for, and ``offsets[len(light)] == len(raw)``."""

    raw: str
    light: str
    folded: str
    offsets: Sequence[int]

    @property
    def unmarked(self) -> bool:
        """Whether nothing was dropped or added, so that places in the spellings are places in ``raw``."""
        return isinstance(self.offsets, range)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The range of ``raw`` that the range ``[start, end)`` of ``light`` or ``folded`` stands for.

        Marks after the last letter (its vowel sign, a tanween) belong to the range.
        """
        if start >= end:
            return self.offsets[start], self.offsets[start]
        last, following = self.offsets[end - 1] + 1, self.offsets[end]
        while last < following and unicodedata.combining(self.raw[last]):
            last += 1
        return self.offsets[start], last


def fold(word: str) -> str:
    """``word`` as it stands in a folded text: for keys of lexicons and gazetteers."""
    return normalise(word).folded


def normalise(raw: str, is_word: Callable[[str], bool] = lambda _: False) -> Normal:
    """The two spellings of ``raw``.

    ``is_word`` says whether a folded string is a word of the lexicon: letters that were split to dodge moderation
    (شهيـ.ـد, قـ.ـتل) are rejoined only into such words, so that السورية.نت stays."""
    if _FORMS.search(raw):
        pieces = [_resolve(letter) for letter in raw]
        origin = [index for index, piece in enumerate(pieces) for _ in piece]
        origin.append(len(raw))
        light, offsets = _spell("".join(pieces), is_word)
        offsets = [origin[offset] for offset in offsets]
    else:
        light, offsets = _spell(raw, is_word)
    return Normal(raw, light, _folded(light), offsets)


def _folded(light: str) -> str:
    """The folded spelling of a light one."""
    for letter, plain in _COMMON:
        light = light.replace(letter, plain)
    return _RARE.sub(lambda run: run.group().translate(_FOLD), light)


def _spell(text: str, is_word: Callable[[str], bool]) -> tuple[str, Sequence[int]]:
    """The light spelling of ``text`` and its index map."""
    spelt = _UNPLAIN.sub(lambda run: run.group().translate(_LIGHT), text.replace("\r\n", f"{_ZERO_WIDTH}\n"))
    marked = _rejoin(spelt, is_word)
    if _STRETCH in marked:
        marked = _DASH.sub(r"-\1", marked)
    if _DROPPED not in marked and _STRETCH not in marked:
        return marked, range(len(text) + 1)
    offsets: list[int] = []
    start = 0
    for gap in _GAPS.finditer(marked):
        offsets.extend(range(start, gap.start()))
        start = gap.end()
    offsets.extend(range(start, len(text) + 1))
    return marked.replace(_DROPPED, "").replace(_STRETCH, ""), offsets


def _resolve(letter: str) -> str:
    """The letters that a presentation form stands for (ﻻ is لا); any other character as it is."""
    return unicodedata.normalize("NFKC", letter) if _FORMS.match(letter) else letter


def _rejoin(marked: str, is_word: Callable[[str], bool]) -> str:
    """``marked`` with the separators inside split words replaced by placeholders (same length)."""

    def known(run: str) -> bool:
        letters = _NOT_LETTER.sub("", run)
        return len(letters) >= _SHORTEST and is_word(letters.translate(_FOLD))

    def mend(found: re.Match[str]) -> str:
        run = found.group()
        if known(run):
            return _NOT_LETTER.sub(_DROPPED, run)
        return _mend_parts(run, known) if _STRETCH in run else run

    if _STRETCH in marked or _JOINED.search(marked):
        marked = _SPLIT.sub(mend, marked)
    return _SPACED.sub(mend, marked)


def _mend_parts(run: str, known: Callable[[str], bool]) -> str:
    """``run``, which is no word as a whole, with the words in it rejoined across stretched joints (قتـ.ـل.وقـ.ـصف)."""
    parts = _PARTS.split(run)  # piece, joint, piece, joint, …, piece
    mended, at = [], 0
    while at < len(parts):
        last = at
        limit = min(at + 2 * _LONGEST, len(parts))
        for end in range(at + 2, limit, 2):
            if _STRETCH not in parts[end - 1] and not parts[end - 2].rstrip(_DROPPED).endswith(_STRETCH):
                break
            if known("".join(parts[at : end + 1])):
                last = end
        mended.append(_NOT_LETTER.sub(_DROPPED, "".join(parts[at : last + 1])) if last > at else parts[at])
        mended.extend(parts[last + 1 : last + 2])
        at = last + 2
    return "".join(mended)
