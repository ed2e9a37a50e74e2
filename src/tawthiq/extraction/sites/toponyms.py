"""Toponyms: names that no gazetteer holds, known to be places by a class word (بلدة X) or by the list they stand in."""

from __future__ import annotations

from collections.abc import Iterable

from tawthiq.extraction.page import Page
from tawthiq.extraction.sites.site import Site
from tawthiq.language.ar.lexicon import Mention

QUOTES = frozenset("\"“”‹›«»'’‘()")
_NAME_WORDS = 4
_CERTAIN = frozenset(("village", "town"))
"""Kinds whose class word is followed by a name, even one that is a word of the lexicon (قرية عدوان)."""

_FEMININE = frozenset((*_CERTAIN, "district"))
"""Kinds with a feminine class word, whose adjectives end in ة."""

_NEVER = frozenset(
    ("stop", "class", "near", "bearing", "speech", "result", "cause", "and", "subset", "person", "facility")
)
_NAMED_BY_CLASS = frozenset(
    (
        "village",
        "town",
        "city",
        "neighbourhood",
        "district",
        "camp",
        "mountain",
        "hill",
        "region",
        "crossing",
        "farm",
        "river",
        "lake",
        "dam",
        "front",
        "square",
    )
)

_UNNAMELIKE = {
    "region": ("يه", "ي", "ين", "ات", "ها", "هم"),
    "neighbourhood": ("يه", "ي", "ها", "هم"),
    "camp": ("ين", "ها", "هم"),
    "farm": ("يه", "ين", "ها"),
}
"""Kind -> endings of words that describe such a place rather than name it (منطقة زراعية, مخيم النازحين)."""

_ADJECTIVAL = frozenset(("يه", "ي"))
"""Those that describe an indefinite place only if they are indefinite too (حي سكني, but حي الشجاعية)."""


def unknown(page: Page, mention: Mention, limit: int, used: Iterable[int]) -> int | None:
    """The end of an unknown name behind a class word, or None where what follows is no name."""
    kind = mention.reading.entry.attributes.get("kind")
    index, taken = mention.last, set(used)
    by_head = mention.sense == "near" and index < limit and (_opens(page, index) or _strange(page, index))
    if not by_head and (kind not in _NAMED_BY_CLASS or mention.reading.definite):
        return None
    if page.words[index].folded in QUOTES:
        if page.at(index + 1, "stop") is not None:
            return None
        closing = next((i for i in range(index + 1, min(limit, index + 6)) if page.words[i].folded in QUOTES), None)
        return closing if closing is not None and closing > index + 1 else None
    last = index
    while (
        last < min(limit, index + _NAME_WORDS)
        and last not in taken
        and _nameable(page, last, first=last == index, kind=kind)
    ):
        last += 1
        if last >= limit or not (_heads(page, last - 1) or _tails(page, last) or construct(page, last, kind)):
            break
    return last if last > index else None


def longer(page: Page, index: int, kind: str | None) -> bool:
    """Does the known name before word ``index`` only begin one that no gazetteer holds ("بلدة معرة النعسان")?"""
    if construct(page, index, kind):
        return True
    if kind is None or not _heads(page, index - 1) or page.words[index].folded.startswith(("و", "ب", "ل")):
        return False
    if page.at(index - 1, "class", "bearing") is None and index in page.named:
        return True
    return kind in (*_FEMININE, "front") and _nameable(page, index, first=False, kind=kind)


def construct(page: Page, index: int, kind: str | None) -> bool:
    """Does the word close a name of two words behind a village's first ("قرية جرف الصخر"): definite behind an
    indefinite one, no word that the lexicon or a date knows, no adjective of the class word (which is feminine)?"""
    if kind not in _FEMININE or index >= len(page.words):
        return False
    word, before = page.words[index], page.words[index - 1]
    if word.kind != "word" or not word.folded.startswith("ال") or before.folded.startswith("ال"):
        return False
    heads = _heads(page, index)
    senses = {m.sense for m in page.starting.get(index, ())} - {"name_head", "name_tail"}
    if index in page.muted or (index in page.named and not heads) or senses:
        return False
    return len(word.folded) > 4 and not word.folded.endswith(("ه", "ات", "ين", "ون"))


def _strange(page: Page, index: int) -> bool:
    """Is the word none that the lexicon knows, and long enough for a village (أطراف كنصفرة)?"""
    word = page.words[index]
    return (
        word.kind == "word"
        and _closes(page, index + 1)
        and len(word.folded) > 3
        and not page.starting.get(index)
        and not word.folded.endswith(("ها", "هم", "يه", "يين"))
    )


def _closes(page: Page, index: int) -> bool:
    """Does the word behind a name close a list of places: a sign, a preposition, a direction?"""
    if index >= len(page.words):
        return True
    word = page.words[index]
    return (
        word.kind in ("mark", "line")
        or word.folded.startswith(("ب", "و"))
        or word.folded in ("في", "الي")
        or page.at(index, "bearing") is not None
    )


def _nameable(page: Page, index: int, *, first: bool, kind: str | None) -> bool:
    """Can the word be (part of) a name: Arabic letters, no word that the lexicon knows for something else?"""
    word = page.words[index]
    if word.kind != "word" or len(word.folded) < 2:
        return False
    if _heads(page, index) or (not first and _tails(page, index)):
        return True
    senses = {m.sense for m in page.starting.get(index, ())} - {"name_head", "name_tail"}
    certain = first and kind in _CERTAIN and not any(m.reading.entry.pos == "adj" for m in page.starting.get(index, ()))
    if certain and senses == {"person"} and word.folded.startswith("ال") and _closes(page, index + 1):
        return not word.folded.endswith(("ين", "ون", "ات", "ان"))
    if index in page.muted or senses & (_NEVER - {"facility"} if certain else _NEVER) or (senses and not certain):
        return False
    if word.folded.startswith(("لل", "ول", "وب")):
        return False
    endings = _UNNAMELIKE.get(kind or "", ("ها", "هم"))
    if word.folded.startswith("ال"):
        endings = tuple(ending for ending in endings if ending not in _ADJECTIVAL)
    return not word.folded.endswith(endings)


def _heads(page: Page, index: int) -> bool:
    """Is the word one that opens a name of several words (تل, كفر, أم)?"""
    return page.at(index, "name_head") is not None


def _opens(page: Page, index: int) -> bool:
    """Does the word open a name of several words, and is it no class word that points back (محيط المدينة)?"""
    kind = page.at(index, "class")
    return _heads(page, index) and (kind is None or not kind.reading.definite)


def _tails(page: Page, index: int) -> bool:
    """Is the word one that closes a name of several words (كبير, الفوقاني), and not the direction of what follows (غربي
    مدينة X)?"""
    if index >= len(page.words) or page.at(index, "name_tail") is None:
        return False
    led = index + 1 < len(page.words) and (page.at(index + 1, "class") or index + 1 in page.named)
    return page.at(index, "bearing") is None or not led


def listed(page: Page, site: Site, limit: int) -> list[Site]:
    """Unknown names in a list behind ``site``: each tied by و or a comma, none of them a word of the lexicon."""
    found: list[Site] = []
    index = site.last
    while index < min(limit, len(page.words)):
        comma = page.words[index].folded in ("،", ",")
        first = index + comma
        word = page.words[first]
        glued = word.folded.startswith("و") and len(word.folded) > 3 and not comma
        if first >= limit or not (comma or glued) or word.kind != "word":
            break
        heading = site.plural and _heads(page, first)
        if (
            any(m.sense not in ("person", "name_head", "name_tail") for m in page.starting.get(first, ()))
            and not heading
        ):
            break
        if glued and word.folded.endswith(("ها", "هم", "هما")):
            break
        if not glued and not _nameable(page, first, first=True, kind=site.kind):
            break
        if not site.plural and (comma or page.starting.get(first) or not _closes(page, first + 1)):
            break
        last = first + 1
        if last < limit and (_heads(page, first) or _tails(page, last)):
            last += 1
        raw = page.report.text[word.start : page.words[last - 1].end]
        found.append(
            Site(
                first=first,
                last=last,
                start=first,
                end=last,
                name=raw[1:] if glued else raw,
                kind=site.kind,
                near=site.near,
                plural=True,
                known=False,
                prefix="و" if glued else "",
            )
        )
        index = last
    return found
