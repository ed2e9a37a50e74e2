"""Sites: mentions of places in a sentence, with what the words around them say (kind, direction, nearness, container).

A site is a name known to the gazetteer, or an unknown name that a class word introduces (بلدة X). A place named only to
help find another ("X بريف إدلب الجنوبي", "شمالي حلب" behind a village) is that other's container.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tawthiq.extraction.page import Page, Range
from tawthiq.extraction.sites import described, linked, media, naming, runs, works
from tawthiq.extraction.sites.containers import contained
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.sites.toponyms import QUOTES, longer, unknown
from tawthiq.model.place import NameSpan
from tawthiq.text.sentences import Sentence

_OPENING = QUOTES | {"#"}
_NUNATION = "\u064b"

_VERB = 8
"""Words from the head of a phrase to its verb."""


def sites(page: Page, sentence: Sentence, taken: Sequence[Range]) -> list[Site]:
    """The sites of a sentence in order, containers folded into what they contain.

    ``taken``: words that belong to names of armed actors or speakers and are no places.
    """
    atoms = linked.coordinated(page, sentence, linked.roads(page, _atoms(page, sentence, taken)))
    return contained(page, linked.between(page, sentence, atoms))


def _atoms(page: Page, sentence: Sentence, taken: Sequence[Range]) -> list[Site]:
    """Every place name of the sentence, and unknown names behind class words."""
    blocked = {index for first, last in taken for index in range(first, last)}
    before = naming.ending(page, sentence)
    found = _known(page, sentence, before, blocked)
    named = {index for site in found for index in range(site.start, site.last)}
    _unknown(page, sentence, before, found, named, blocked)
    found += described.areas(page, sentence, named | blocked)
    found += works.sites(page, sentence, named | blocked)
    found.sort(key=lambda site: site.first)
    return sorted([*found, *runs.before(page, sentence, found, blocked)], key=lambda site: site.first)


def _known(page: Page, sentence: Sentence, before: naming.Ending, blocked: Collection[int]) -> list[Site]:
    """The names of the gazetteer that are places there."""
    found: list[Site] = []
    for span in page.names:
        inside = sentence.first <= span.first and span.last <= sentence.last
        if (
            not inside
            or _directional(page, span)
            or _common_noun(page, span)
            or _building(page, span)
            or _nunated(page, span)
            or media.desk(page, sentence, span)
            or media.medium(page, span)
            or _told(page, sentence, span)
            or _second(page, span)
            or not set(blocked).isdisjoint(range(span.first, span.last))
        ):
            continue
        site = naming.site(page, sentence, before, span.first, span.last, span.proclitic, common=span.common)
        if span.last < sentence.last and span.last not in blocked and _goes_on(page, site):
            site = naming.site(page, sentence, before, span.first, span.last + 1, span.proclitic, known=False)
        if not span.common or _supported(page, site):
            found.append(described.told(page, site))
    return found


def _unknown(
    page: Page, sentence: Sentence, before: naming.Ending, found: list[Site], named: set[int], blocked: Collection[int]
) -> None:
    """Add the names behind class words that no gazetteer holds, to the sites ``found`` and their words ``named``."""
    for mention in page.of(sentence.first, sentence.last, "class", "near"):
        if mention.last >= sentence.last or mention.first in page.muted or {mention.first, mention.last} & named:
            continue
        last = unknown(page, mention, sentence.last, named | set(blocked))
        if last is None:
            continue
        first = mention.last + (page.words[mention.last].folded in _OPENING)
        if page.at(last - 1, "name_head") is not None and last in page.named and last in named:
            whole = next(site for site in found if site.first <= last < site.last)
            if whole.start == whole.first == last:
                found.remove(whole)
                last = whole.last
        site = naming.site(page, sentence, before, first, last, 0, known=False)
        found.append(site)
        named.update(range(site.start, site.last))


def _common_noun(page: Page, span: NameSpan) -> bool:
    """Is it one word for a kind of place that points back (الحي, القرية), and not a name behind such a word?"""
    if span.last - span.first > 1 or page.at(span.first, "class") is None:
        return False
    before = page.at(span.first - 1, "class")
    return before is None or before.reading.number in ("dual", "pl")


def _nunated(page: Page, span: NameSpan) -> bool:
    """Is it an adjective in the accusative ("86 عسكرياً سورياً": Syrian soldiers), which no name of a place is?"""
    last = page.words[span.last - 1]
    return _NUNATION in page.report.text[last.end - 2 : last.end + 1].rstrip()


def _second(page: Page, span: NameSpan) -> bool:
    """Is it only the second word of a village's name ("قرية تل الزهرة"): behind a word that opens names, which has the
    class word before it?"""
    head = page.at(span.first - 1, "name_head") if span.first > 1 and not span.proclitic else None
    opening = page.at(span.first - 1, "class")
    if head is None or opening is None or opening.reading.entry.attributes.get("kind") not in ("hill", "village"):
        return False
    before = span.first - 2 - (page.words[span.first - 2].folded in QUOTES)
    outer = page.at(before, "class") if before >= 0 else None
    return outer is not None and outer.reading.entry.attributes.get("kind") in ("village", "town")


def _told(page: Page, sentence: Sentence, span: NameSpan) -> bool:
    """Is it the verb of an attack ("الطائرات تدمر …": aircraft destroy, and not Tadmur)?"""
    verb = page.at(span.first, "damage") if span.last - span.first == 1 and not span.proclitic else None
    if verb is not None and verb.reading.entry.pos == "verb" and page.at(span.last, "facility", "person") is not None:
        return page.at(span.first - 1, "class", "near", "bearing", "stop") is None
    before = range(max(sentence.first, span.first - _VERB), span.first)
    phrases = [mention for i in before if (mention := page.at(i, "attack")) is not None]
    return any(mention.last == span.last and mention.reading.entry.pos == "phrase" for mention in phrases)


def _building(page: Page, span: NameSpan) -> bool:
    """Is it one indefinite word for a building (سجن, مدرسة) before a name, and no name behind a class word?"""
    word = page.words[span.first]
    single = span.last - span.first == 1 and not word.folded.startswith("ال") and page.at(span.first, "facility")
    return bool(single) and page.at(span.first - 1, "class") is None and span.last in page.named


def _goes_on(page: Page, site: Site) -> bool:
    """Is the known name only the first word of a longer one that no gazetteer holds ("بلدة معرة النعسان")?"""
    return site.last - site.first == 1 and site.last == site.end and longer(page, site.last, site.kind)


def _directional(page: Page, span: NameSpan) -> bool:
    """Is it one word that is also a direction (الشرقية), and not a governorate's name (محافظة الشرقية)?"""
    if span.last - span.first > 1 or page.at(span.first, "bearing") is None:
        return False
    before = page.at(span.first - 1, "class")
    return before is None or before.reading.entry.attributes.get("kind") != "governorate"


def _supported(page: Page, site: Site) -> bool:
    """Does the sentence say that an ambiguous name (السلام, النصر) is a place: by a class word or a preposition?"""
    if site.kind or site.near or site.bearing:
        return True
    before = page.words[site.start - 1].folded if site.start > 0 else ""
    return before in ("في", "داخل") or site.prefix in ("ب", "وب")
