"""Runs: bare names told to be places by the area behind them ("وكفرعمة وكفرتعال غربي حلب"): names that no gazetteer
holds, and ordinary words that are names of villages too.

Before an area that a direction or ريف names, a bare word can only be a place, if a preposition or a list leads to it;
so can one between two places of a list.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tawthiq.extraction.page import Page
from tawthiq.extraction.sites.site import Site
from tawthiq.text.sentences import Sentence

_PREPOSITIONS = frozenset(("علي", "في", "داخل", "ب"))
_AREAS = frozenset(("countryside", "governorate", "mountain", "district", "region"))
_LETTERS = 4
_MOST = 8
"""Names that one run may hold."""

_PLAIN = frozenset(("name_head", "name_tail"))
_PERSONAL = frozenset(("person", "stop", "owner", "actor"))
_NO_NAME = ("ها", "هم", "يين")
_DESCRIBING = ("ين", "ات", "ون", "يه")
"""Endings of indefinite words that describe or are plurals; in a list, one in ين may be a name (وبينين)."""


def before(page: Page, sentence: Sentence, atoms: Sequence[Site], taken: Collection[int]) -> list[Site]:
    """The names that stand unread before an area, in order. ``taken``: words of other mentions."""
    used = {index for site in atoms for index in range(site.start, max(site.end, site.last))}
    ends = {max(site.end, site.last) for site in atoms}
    found: list[Site] = []
    for start in _areas(page, sentence, atoms):
        run = _run(page, sentence, start, used, taken)
        if run and (_led(page, sentence, run[0], ends) or (len(run) > 1 and _behind(page, run[0], taken))):
            found += run
            used |= {index for site in run for index in range(site.start, site.last)}
    return found


def _areas(page: Page, sentence: Sentence, atoms: Sequence[Site]) -> list[int]:
    """Where the words for an area begin ("غربي حلب", "بريف إدلب", "بالريف الغربي"), or a known member of a list."""
    found = [
        site.start
        for site in atoms
        if site.start > sentence.first
        and (
            (site.bearing and site.wide and page.at(site.start, "bearing") is not None and not site.prefix)
            or (site.prefix == "ب" and _area(page, site))
        )
    ]
    rural = (site.start - 1 for site in atoms if site.kind == "countryside" and not site.prefix)
    found += [start for start in rural if start > sentence.first and page.words[start].folded == "في"]
    for mention in page.of(sentence.first, sentence.last, "class"):
        kind = mention.reading.entry.attributes.get("kind")
        if kind == "countryside" and mention.reading.prefix.startswith("ب") and page.at(mention.last, "bearing"):
            found.append(mention.first)
    found += [site.start for site in atoms if site.prefix == "و" and site.start == site.first]
    return sorted(set(found))


def _area(page: Page, site: Site) -> bool:
    """Is it an area by its class word, also by one that belongs to its name (جبل الأكراد)?"""
    named = page.at(site.first, "class")
    own = named.reading.entry.attributes.get("kind") if named is not None and site.last - site.first > 1 else None
    return site.kind in _AREAS or own in _AREAS


def _run(page: Page, sentence: Sentence, start: int, used: Collection[int], taken: Collection[int]) -> list[Site]:
    """The names right before word ``start``, each but the first tied by و."""
    found: list[Site] = []
    while len(found) < _MOST:
        site = _name(page, sentence, start, used, taken)
        if site is None:
            break
        found.insert(0, site)
        start = site.first
        if site.prefix != "و":
            break
    return found


def _name(page: Page, sentence: Sentence, end: int, used: Collection[int], taken: Collection[int]) -> Site | None:
    """The name that ends before word ``end``: one word, or two of which the first opens names (also before the name of
    a people: جسر الأكراد) or the last closes them."""
    last = end - 1
    if last < sentence.first or last in used:
        return None
    first = last
    free = last - 1 not in used and last - 1 not in taken
    two = last - 1 >= sentence.first and free and page.words[last - 1].kind == "word"
    headed = page.at(last - 1, "name_head") is not None and not page.words[last].folded.startswith("و")
    if last in taken and not (two and headed):
        return None
    if two and (headed or page.at(last, "name_tail") is not None):
        first = last - 1
    word = page.words[first]
    head = page.at(first, "name_head")
    glued = word.folded.startswith("و") if head is None else head.reading.prefix == "و"
    if not _free(page, first, glued=glued) or not (first == last or _free(page, last, second=True)):
        return None
    raw = page.report.text[word.start : page.words[last].end]
    return Site(
        first=first,
        last=last + 1,
        start=first,
        end=last + 1,
        name=raw[1:] if glued else raw,
        known=first in page.named,
        prefix="و" if glued else "",
    )


def _free(page: Page, index: int, *, glued: bool = False, second: bool = False) -> bool:
    """Can the word be part of a name: no word of the lexicon, no adjective, no plural of people? The ``second`` word of
    a name may be a person's (الشيخ علي)."""
    word = page.words[index]
    folded = word.folded[1:] if glued else word.folded
    if word.kind != "word" or len(folded) < _LETTERS - (second or page.at(index, "name_head") is not None):
        return False
    known = {m.sense for m in page.starting.get(index, ())} - _PLAIN
    if glued and page.at(index, "name_head") is not None:
        known.discard("person")
    if index in page.muted or known - (_PERSONAL if second else frozenset()):
        return False
    if second and known:
        return True
    if folded.endswith(_NO_NAME):
        return False
    return folded.startswith("ال") or not folded.endswith(_DESCRIBING[glued:])


def _behind(page: Page, site: Site, taken: Collection[int]) -> bool:
    """Does the run go on with a list that the post of a unit opens ("في الفوج السادس وX وY بالريف الغربي")?"""
    index = site.first - 1
    while index > 0 and index in taken:
        index -= 1
    return index < site.first - 1 and site.prefix == "و" and page.words[index].folded in _PREPOSITIONS


def _led(page: Page, sentence: Sentence, site: Site, ends: Collection[int]) -> bool:
    """Does a preposition of place lead to the run, a list that it goes on with, or (to a definite word) the attack?"""
    index = site.first - 1
    if index < sentence.first:
        return False
    if site.prefix == "و":
        return site.first in ends or (page.words[index].folded in "،," and index in ends)
    rural = site.last < len(page.words) and page.words[site.last].folded == "في"
    sure = (
        page.words[site.first].folded.startswith("ال") and page.at(index, "attack", "light") is not None and not rural
    )
    return sure or page.words[index].folded in _PREPOSITIONS
