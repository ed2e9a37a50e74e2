"""Toponyms: names that no gazetteer holds, known to be places by a class word (بلدة X) or a word of nearness."""

from __future__ import annotations

from collections.abc import Iterable

from tawthiq.extraction.page import Page
from tawthiq.language.ar.lexicon import Mention

QUOTES = frozenset("\"“”‹›«»'’‘()")
_NAME_WORDS = 4
ITEM = 3
ENDS = QUOTES | {"،", ",", ".", "؛"}
"""What closes an item of a list."""

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
        "site",
        "road",
        "countryside",
    )
)

_MILITARY = frozenset(("base", "airport"))
"""Kinds named only by a word that opens names (قاعدة عين الأسد), since their class words mean much else."""

_UNNAMELIKE = {
    "region": ("يه", "ي", "ين", "ات", "ها", "هم"),
    "neighbourhood": ("يه", "ي", "ها", "هم"),
    "camp": ("ين", "ها", "هم"),
    "farm": ("يه", "ين", "ها"),
    "city": ("يه", "ها", "هم"),
    "town": ("يه", "ها", "هم"),
    "village": ("يه", "ها", "هم"),
    "site": ("يه", "ي", "ها", "هم"),
    "road": ("يه", "ي", "ين", "ها", "هم"),
    "countryside": ("يه", "ي", "ين", "ات", "ها", "هم"),
}
"""Kind -> endings of words that describe such a place rather than name it (منطقة زراعية, مخيم النازحين)."""

_ADJECTIVAL = frozenset(("يه", "ي"))
"""Those that describe an indefinite place only if they are indefinite too (حي سكني, but حي الشجاعية)."""


def unknown(page: Page, mention: Mention, limit: int, used: Iterable[int]) -> int | None:
    """The end of an unknown name behind a class word, or None where what follows is no name."""
    kind = mention.reading.entry.attributes.get("kind")
    index, taken = mention.last, set(used)
    if index + 1 < limit and page.words[index].folded == "#":
        index += 1
        if (end := tag(page, index, limit)) > index + 1:
            return end if page.at(end - 1, "medium") is None else None
    if mention.sense == "near" and (landmark := _landmark(page, index, limit)) is not None:
        return landmark
    by_head = mention.sense == "near" and index < limit and (_opens(page, index) or _strange(page, index))
    if kind == "countryside" and not _belongs(page, index + 1):
        return None
    if kind in ("road", "site") and not _road(page, mention, limit):
        return None
    if not by_head and (mention.reading.definite or mention.reading.suffix):
        return None
    if not by_head and kind not in _NAMED_BY_CLASS and not (kind in _MILITARY and index < limit and heads(page, index)):
        return None
    if page.words[index].folded in QUOTES:
        if page.at(index + 1, "stop", "actor", "source") is not None:
            return None
        closing = next((i for i in range(index + 1, min(limit, index + 6)) if page.words[i].folded in ENDS), None)
        return closing if closing is not None and closing > index + 1 else None
    if (kind == "region" and mention.reading.number in ("dual", "pl") and _describes(page, index)) or _leads(
        page, index
    ):
        return None
    last = index
    while (
        last < min(limit, index + _NAME_WORDS)
        and last not in taken
        and nameable(page, last, first=last == index, kind=kind, headed=last > index and heads(page, last - 1))
    ):
        last += 1
        if last >= limit or not (heads(page, last - 1) or tails(page, last) or construct(page, last, kind)):
            break
    return last if last > index else None


def tag(page: Page, index: int, limit: int) -> int:
    """The end of the hashtag of which the first word stands at ``index`` (#خان_شيخون)."""
    last = index + 1
    while last + 1 < limit and page.words[last].folded == "_" and page.words[last + 1].kind == "word":
        last += 2
    return last


def _describes(page: Page, index: int) -> bool:
    """Can the word behind "areas" only tell more of them (مناطق مكتظة, مناطق يتواجد فيها): indefinite, and none that
    opens names?"""
    return not page.words[index].folded.startswith("ال") and not heads(page, index)


def _leads(page: Page, index: int) -> bool:
    """Is the word the direction of a place behind it ("منطقة شمال غربي سوريا"), or the class word of one ("محيط مدينة
    X")?"""
    side = page.at(index, "bearing")
    if side is not None:
        return side.last in page.named or page.at(side.last, "class") is not None
    kind = page.at(index, "class")
    return kind is not None and kind.reading.entry.attributes.get("kind") in ("city", "neighbourhood")


def _belongs(page: Page, index: int) -> bool:
    """Do the words behind a name tell what it belongs to, or where it lies ("ريف زركان التابعة لمدينة X")?"""
    if index >= len(page.words):
        return False
    belonging = page.words[index].folded in ("التابعه", "التابع", "الواقعه", "الواقع")
    return belonging or page.at(index, "bearing") is not None


def _road(page: Page, mention: Mention, limit: int) -> bool:
    """Can a name follow the word for a road or site: a definite word ("طريق المحلق"), one in quotes, or one before an
    area ("حرش بينين بجبل الزاوية"); and it is no way of doing something ("عن طريق …")?"""
    index = mention.last
    if mention.last - mention.first > 1:
        return False
    if mention.first > 0 and page.words[mention.first - 1].folded == "عن":
        return False
    if index >= limit or mention.reading.number in ("dual", "pl"):
        return False
    word = page.words[index]
    area = index + 1 < limit and page.at(index + 1, "class", "bearing") is not None
    return word.folded.startswith("ال") or word.folded in QUOTES or area


def longer(page: Page, index: int, kind: str | None) -> bool:
    """Does the known name before word ``index`` only begin one that no gazetteer holds ("بلدة معرة النعسان")?"""
    if construct(page, index, kind):
        return True
    if tails(page, index) and page.at(index, "bearing") is None and page.words[index].folded.startswith("ال"):
        return kind in (*_FEMININE, "city") or (_listing(page, index - 2) and _listing(page, index + 1))
    if kind is None or not heads(page, index - 1) or page.words[index].folded.startswith(("و", "ب", "ل")):
        return False
    if page.at(index - 1, "class", "bearing") is None and index in page.named:
        return True
    return kind in (*_FEMININE, "front") and nameable(page, index, first=False, kind=kind)


def _listing(page: Page, index: int) -> bool:
    """Does a comma or quote stand there?"""
    return 0 <= index < len(page.words) and page.words[index].folded in ENDS


def construct(page: Page, index: int, kind: str | None) -> bool:
    """Does the word close a name of two words behind a village's first ("قرية جرف الصخر"): definite behind an
    indefinite one, no word that the lexicon or a date knows, no adjective of the class word (which is feminine)?"""
    if kind not in (*_FEMININE, "camp", "neighbourhood") or index >= len(page.words):
        return False
    word, before = page.words[index], page.words[index - 1]
    if word.kind != "word" or not word.folded.startswith("ال") or before.folded.startswith("ال"):
        return False
    opening = heads(page, index)
    senses = {m.sense for m in page.starting.get(index, ())} - {"name_head", "name_tail"}
    if senses == {"class"} and closes(page, index + 1):
        senses = set()
    if index in page.muted or (index in page.named and not opening) or senses:
        return False
    return len(word.folded) > 4 and not word.folded.endswith(("ه", "ين", "ون"))


def _strange(page: Page, index: int) -> bool:
    """Is the word none that the lexicon knows, and long enough for a village (أطراف كنصفرة)?"""
    word = page.words[index]
    return (
        word.kind == "word"
        and closes(page, index + 1)
        and len(word.folded) > 3
        and not page.starting.get(index)
        and not word.folded.endswith(("ها", "هم", "يه", "يين"))
    )


def _landmark(page: Page, index: int, limit: int) -> int | None:
    """The end of two or three definite words that the lexicon does not know, behind a word of nearness ("قرب الحزام
    الأخضر"); None where they do not close their clause."""
    last = index
    while last < min(limit, index + ITEM) and _unread(page, last):
        last += 1
    return last if last - index > 1 and closes(page, last) else None


def _unread(page: Page, index: int) -> bool:
    """Is it a definite word that the lexicon does not know, and no plural of people?"""
    word = page.words[index]
    known = {m.sense for m in page.starting.get(index, ())} - {"name_head", "name_tail"}
    definite = word.kind == "word" and word.folded.startswith("ال") and index not in page.named
    return definite and not known and index not in page.muted and not word.folded.endswith(("ين", "ون", "ات", "يه"))


def closes(page: Page, index: int) -> bool:
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


def nameable(page: Page, index: int, *, first: bool, kind: str | None, headed: bool = False) -> bool:
    """Can the word be (part of) a name: Arabic letters, no word that the lexicon knows for something else?"""
    word = page.words[index]
    if word.kind != "word" or len(word.folded) < 2:
        return False
    if heads(page, index) or (not first and tails(page, index)):
        return True
    senses = {m.sense for m in page.starting.get(index, ())} - {"name_head", "name_tail"}
    certain = first and kind in _CERTAIN and not any(m.reading.entry.pos == "adj" for m in page.starting.get(index, ()))
    if certain and senses == {"person"} and word.folded.startswith("ال") and closes(page, index + 1):
        return not word.folded.endswith(("ين", "ون", "ات", "ان"))
    if headed and kind in _CERTAIN and (senses == {"person"} or (word.folded == "علي" and word.light.endswith("ي"))):
        return True
    if index in page.muted or senses & (_NEVER - {"facility"} if certain else _NEVER) or (senses and not certain):
        return False
    if word.folded.startswith(("لل", "ول", "وب", "بال")):
        return False
    endings = _UNNAMELIKE.get("" if headed else kind or "", ("ها", "هم"))
    if first and page.words[index - 1].folded.endswith("ه"):
        endings = tuple(ending for ending in endings if ending != "ي")
    if word.folded.startswith("ال"):
        endings = tuple(ending for ending in endings if ending not in _ADJECTIVAL)
    return not word.folded.endswith(endings)


def heads(page: Page, index: int) -> bool:
    """Is the word one that opens a name of several words (تل, كفر, أم)?"""
    return page.at(index, "name_head") is not None


def _opens(page: Page, index: int) -> bool:
    """Does the word open a name of several words, and is it no class word that points back (محيط المدينة)?"""
    kind = page.at(index, "class")
    return heads(page, index) and (kind is None or not kind.reading.definite)


def tails(page: Page, index: int) -> bool:
    """Is the word one that closes a name of several words (كبير, الفوقاني), and not the direction of what follows (غربي
    مدينة X)?"""
    if index >= len(page.words) or page.at(index, "name_tail") is None:
        return False
    led = index in page.named or (
        index + 1 < len(page.words) and (page.at(index + 1, "class") or index + 1 in page.named)
    )
    return page.at(index, "bearing") is None or not led
