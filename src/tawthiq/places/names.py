"""One normaliser of place names, for building the gazetteer and for asking it.

A name is a run of *folded* words; its **key** drops what writers leave out or add at will: the article on each word and
a final hamza (السويداء and سويدا share a key). Where words may be glued (كفر زيتا, كفرزيتا), the gazetteer files all
spellings, so that asking is one look-up.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

from tawthiq.model.place import Bearing, PlaceKind
from tawthiq.refdata.places.rows import ClassWord, class_words
from tawthiq.text.normal import fold

_WORD = re.compile("[\u0621-\u064a]+|[^\\W\\d_\u0600-\u06ff]+")
_ARABIC = re.compile("[\u0621-\u064a]+")
_FOREIGN = re.compile("[\u0671-\u06d3\u06fa-\u06ff]")

_HEADS = frozenset(
    "كفر كفرا دير تل عين بيت خان بير راس ابو ام عبد معره جب قره كري باب".split()  # noqa: SIM905 - a line of words reads better
)
"""Words that open many names and are as often glued to the next word as not: only after these is a glued name split."""

_TAILS = frozenset(
    "فوقاني فوقانيه تحتاني تحتانيه كبير كبيره كبري صغير صغيره صغري شماليه جنوبيه شرقيه غربيه شمالي جنوبي شرقي غربي "  # noqa: SIM905 - as above
    "قبلي قبليه اولي ثانيه قديمه جديده وسطي وسطاني وسطانيه".split()
)
"""Words that tell a village from its neighbour (عطشانة شرقية, عطشانة غربية); reports leave them out."""

MAX_WORDS = 5
_MIN_LETTERS = 3


class Parsed(NamedTuple):
    """A place as written, taken apart: the ``name`` proper (folded words) and what stood around it."""

    name: tuple[str, ...]
    kind: PlaceKind | None = None
    bearing: Bearing | None = None
    near: bool = False


def words(name: str) -> tuple[str, ...]:
    """The folded words of ``name``, Arabic and Latin; digits and signs are left out."""
    return tuple(_WORD.findall(fold(name)))


def is_arabic(name: tuple[str, ...]) -> bool:
    """Whether ``name`` is written in the letters of Arabic alone (Kurdish, Persian, Urdu letters that do not fold to
    Arabic ones make it False)."""
    return bool(name) and all(_ARABIC.fullmatch(word) for word in name)


def has_foreign_letters(name: str) -> bool:
    """Whether ``name`` holds Arabic-script letters that Arabic does not use, after folding."""
    return bool(_FOREIGN.search(fold(name)))


def bare(word: str) -> str:
    """``word`` without its article and without a final hamza: السويداء (As-Suwayda) is سويدا."""
    if word.startswith("ال") and len(word) >= 2 + _MIN_LETTERS:
        word = word[2:]
    if word.endswith("اء") and len(word) > _MIN_LETTERS:
        word = word[:-1]
    return word


def key(name: tuple[str, ...]) -> str:
    """What the gazetteer files ``name`` under: bare words, one space between."""
    return " ".join(map(bare, name))


def has_article(word: str) -> bool:
    return word.startswith("ال") and len(word) >= 2 + _MIN_LETTERS


def spellings(name: tuple[str, ...]) -> set[str]:
    """The keys under which ``name`` may be asked for: itself, all words glued (with the inner articles kept or
    not), a word such as كفر glued to the next, a glued name split after such a word or before its inner article
    (بصرالحرير), and a name of several words with ا for its last ة or the other way round (كفر حمرا, كفر حمرة)."""
    bares = tuple(map(bare, name))
    found = {" ".join(bares)}
    found |= {bare("".join(name)), "".join(bares)}
    for index in range(len(name) - 1):
        if len(name) > 2 and bares[index] not in _HEADS:
            continue
        for second in (name[index + 1], bares[index + 1]):
            found.add(" ".join((*bares[:index], bares[index] + second, *bares[index + 2 :])))
    if len(name) > 1 and len(bares[-1]) > _MIN_LETTERS and bares[-1][-1] in _ENDINGS:
        found.add(" ".join((*bares[:-1], bares[-1][:-1] + _ENDINGS[bares[-1][-1]])))
    first = bares[0]
    if len(name) == 1 and (at := first.find("ال", _MIN_LETTERS)) > 0 and len(first) - at >= 2 + _MIN_LETTERS:
        found.add(f"{first[:at]} {first[at + 2 :]}")
    for size in range(2, len(first) - _MIN_LETTERS + 1):
        if first[:size] in _HEADS:
            found.add(" ".join((first[:size], bare(first[size:]), *bares[1:])))
    return {spelling for spelling in found if len(spelling) >= _MIN_LETTERS and spelling.count(" ") < MAX_WORDS}


_ENDINGS = {"ه": "ا", "ا": "ه"}


def without_tail(name: tuple[str, ...]) -> tuple[str, ...]:
    """``name`` without a last word that tells it from its neighbour; ``name`` itself where there is none."""
    return name[:-1] if len(name) > 1 and bare(name[-1]) in _TAILS else name


def heads() -> frozenset[str]:
    """Words that open names of several words and are none alone (كفر, تل)."""
    return _HEADS


@functools.cache
def _classes() -> dict[str, ClassWord]:
    return {fold(row.word): row for row in class_words()}


def without_class(name: tuple[str, ...]) -> tuple[tuple[str, ...], PlaceKind | None, bool]:
    """``name`` without a leading class word, the kind it gave, and whether the word belonged to the name.

    مدينة حمص (city of Homs) is حمص; جبل الزاوية (Jabal az Zawiyah) gives الزاوية, but جبل belonged to it.
    """
    row = _classes().get(name[0]) if len(name) > 1 else None
    if row is None or row.sense != "class":
        return name, None, False
    return name[1:], row.kind, row.part


def bare_class_words() -> frozenset[str]:
    """The class words, words of nearness and directions, folded, with and without article: alone they name nothing."""
    return frozenset(_classes()) | {f"ال{word}" for word in _classes() if not word.startswith("ال")}


@functools.cache
def words_of_kind(kind: PlaceKind) -> tuple[str, ...]:
    """The class words, folded, that belong to the names of a kind (جبل, جبال for a mountain; مخيم for a camp)."""
    kept = {"camp", "region", "neighbourhood"}
    return tuple(fold(row.word) for row in class_words() if row.kind == kind and (row.part or kind in kept))


def parse(name: str) -> Parsed:
    """Takes a place as a person would type it apart: ريف إدلب الجنوبي is the countryside of إدلب, southern part."""
    rest = words(name)
    kind: PlaceKind | None = None
    near = False
    ahead: list[str] = []
    while len(rest) > 1:
        row = _classes().get(rest[0])
        if row is None or (row.sense == "class" and row.part and row.kind != "countryside"):
            break
        if row.sense == "class":
            kind = row.kind
        elif row.sense == "near":
            near = True
        else:
            ahead.append(str(row.bearing))
        rest = rest[1:]
    behind: list[str] = []
    while len(rest) > 1 and (row := _classes().get(rest[-1])) is not None and row.sense == "bearing":
        behind.insert(0, str(row.bearing))
        rest = rest[:-1]
    return Parsed(rest, kind, compass(ahead or behind), near)


def compass(parts: list[str]) -> Bearing | None:
    """One bearing from words: N and W (الشمالي الغربي) make NW; None where they make none."""
    joined: dict[str, Bearing] = {
        "N": "N", "S": "S", "E": "E", "W": "W", "C": "C",
        "NE": "NE", "EN": "NE", "NW": "NW", "WN": "NW", "SE": "SE", "ES": "SE", "SW": "SW", "WS": "SW",
    }  # fmt: skip
    return joined.get("".join(parts))


def latin_key(name: str) -> str:
    """The key of a name in Latin letters: no accents, no signs, no article, small letters (Al-Ḩasakah is hasakah)."""
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(letter for letter in plain if letter.isalpha() or letter in " -").casefold()
    parts = [part for part in re.split("[ -]+", letters) if part]
    if len(parts) > 1 and parts[0] in _ARTICLES:
        parts = parts[1:]
    return " ".join(parts)


_ARTICLES = frozenset(["al", "el", "an", "ar", "as", "ash", "at", "ath", "az", "ad", "adh"])
