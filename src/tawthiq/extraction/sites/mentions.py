"""Sites: mentions of places in a sentence, with what the words around them say (kind, direction, nearness, container).

A site is a name known to the gazetteer, or an unknown name that a class word introduces (بلدة X). A place named only to
help find another ("X بريف إدلب الجنوبي", "شمالي حلب" behind a village) is that other's container.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import Page, Range
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.sites.toponyms import QUOTES, listed, longer, unknown
from tawthiq.language.ar.lexicon import Mention
from tawthiq.model.place import NameSpan
from tawthiq.text.sentences import Sentence

_GEO = ("class", "near", "bearing")

_LINKS = frozenset(("في", "ضمن", "من", "التابعه", "التابع", "تابعه", "الواقعه", "الواقع", "داخل", "وسط", "ب", "ل"))
_BELONGING = frozenset(("التابعه", "التابع", "تابعه"))
_CONTAINER_GAP = 3


def sites(page: Page, sentence: Sentence, taken: Sequence[Range]) -> list[Site]:
    """The sites of a sentence in order, containers folded into what they contain.

    ``taken``: words that belong to names of armed actors or speakers and are no places.
    """
    atoms = _coordinated(page, _atoms(page, sentence, taken))
    return _contained(page, atoms)


def _atoms(page: Page, sentence: Sentence, taken: Sequence[Range]) -> list[Site]:
    """Every place name of the sentence, and unknown names behind class words."""
    blocked = {index for first, last in taken for index in range(first, last)}
    ending: dict[int, list[Mention]] = {}
    for mention in page.of(sentence.first, sentence.last, *_GEO):
        ending.setdefault(mention.last, []).append(mention)
    found: list[Site] = []
    for span in page.names:
        inside = sentence.first <= span.first and span.last <= sentence.last
        if (
            not inside
            or _directional(page, span)
            or _common_noun(page, span)
            or not blocked.isdisjoint(range(span.first, span.last))
        ):
            continue
        site = _described(page, sentence, ending, span.first, span.last, span.proclitic, common=span.common)
        if span.last < sentence.last and span.last not in blocked and _goes_on(page, site):
            site = _described(page, sentence, ending, span.first, span.last + 1, span.proclitic, known=False)
        if not span.common or _supported(page, site):
            found.append(site)
    named = {index for site in found for index in range(site.start, site.last)}
    for mention in page.of(sentence.first, sentence.last, "class", "near"):
        if mention.last >= sentence.last or mention.first in page.muted or {mention.first, mention.last} & named:
            continue
        last = unknown(page, mention, sentence.last, named | blocked)
        if last is not None:
            first = mention.last + (page.words[mention.last].folded in QUOTES)
            site = _described(page, sentence, ending, first, last, 0, known=False)
            found.append(site)
            named.update(range(site.start, site.last))
    return sorted(found, key=lambda site: site.first)


def _common_noun(page: Page, span: NameSpan) -> bool:
    """Is it one word for a kind of place that points back (الحي, القرية), and not a name behind such a word?"""
    if span.last - span.first > 1 or page.at(span.first, "class") is None:
        return False
    return page.at(span.first - 1, "class") is None


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


def _described(
    page: Page,
    sentence: Sentence,
    ending: dict[int, list[Mention]],
    first: int,
    last: int,
    proclitic: int,
    *,
    known: bool = True,
    common: bool = False,
) -> Site:
    """The site of a name, with the class, near and direction words before it and the direction behind it."""
    start, kind, bearing, near, plural = first, None, None, False, False
    prefix = page.words[first].folded[:proclitic]
    while start > sentence.first:
        if page.words[start - 1].folded in QUOTES and page.words[start - 1].folded != ")":
            start -= 1
            continue
        if prefix.strip("ال") and start == first:
            break
        mention = max(ending.get(start, ()), key=lambda m: m.last - m.first, default=None)
        if mention is None or mention.first < sentence.first:
            break
        entry = mention.reading.entry
        if entry.sense == "class":
            kind = (
                entry.attributes.get("kind") if kind is None or entry.attributes.get("kind") == "countryside" else kind
            )
            plural = plural or mention.reading.number in ("dual", "pl")
        elif entry.sense == "near":
            near = True
        else:
            bearing = bearing or entry.code
        start, prefix = mention.first, mention.reading.prefix
        aside = any(m.sense in ("near", "bearing") for m in ending.get(start, ()))
        if prefix.startswith(("و", "ف")) or prefix == "ب" or (prefix == "ل" and not aside):
            break
    end = last
    while end < sentence.last and page.words[end].folded in QUOTES:
        end += 1
    behind = page.at(end, "bearing")
    leads = behind is not None and (page.at(behind.last, "class", "bearing") or behind.last in page.named)
    if behind and kind in ("countryside", "governorate", "region") and not (leads or behind.reading.prefix):
        bearing, end = behind.reading.entry.code, behind.last
    word = page.words[first]
    raw = page.report.text[word.start : page.words[last - 1].end]
    return Site(
        first=first,
        last=last,
        start=start,
        end=max(end if behind else last, last),
        name=_unprefixed(raw, word.light, proclitic),
        kind=kind,  # type: ignore[arg-type]  # the lexicon checks its kinds
        bearing=bearing,  # type: ignore[arg-type]  # and its bearings
        near=near,
        plural=plural,
        known=known,
        common=common,
        head=_is_head(page, sentence, start, last),
        tagged=start > 0 and page.words[start - 1].folded == "#",
        prefix=prefix,
    )


def _unprefixed(raw: str, light: str, proclitic: int) -> str:
    """The report's spelling without the proclitic letters (marks between them go with them)."""
    if not proclitic:
        return raw
    dropped, index = 0, 0
    while index < len(raw) and dropped < proclitic:
        dropped += raw[index] == light[dropped]
        index += 1
    while index < len(raw) and not raw[index].isalnum():
        index += 1
    rest = raw[index:]
    return f"ال{rest}" if light[:proclitic].endswith("لل") else rest


def _is_head(page: Page, sentence: Sentence, start: int, last: int) -> bool:
    """Is the name a bulletin head ("حلب:: …") at the start of its sentence?"""
    opens = all(page.words[i].kind == "mark" for i in range(sentence.first, start))
    return opens and last < len(page.words) and page.words[last].folded == ":"


def _coordinated(page: Page, atoms: list[Site]) -> list[Site]:
    """Names tied by و or a comma to a site share its class and nearness; unknown ones are read behind a plural class
    word ("قرى الفطيرة وبينين وشنان")."""
    found: list[Site] = []
    for position, site in enumerate(atoms):
        before = found[-1] if found else None
        if before is not None and _joined(page, before, site) and site.start == site.first:
            site = msgspec.structs.replace(
                site, kind=site.kind or before.kind, near=site.near or before.near, plural=before.plural
            )
            if before.bearing and before.wide:
                site = msgspec.structs.replace(site, bearing=site.bearing or before.bearing)
        found.append(site)
        if site.plural or site.near or site.kind in ("village", "town"):
            following = atoms[position + 1].start if position + 1 < len(atoms) else site.last + 3
            found += listed(page, site, following)
    return sorted(found, key=lambda s: s.first)


def _joined(page: Page, before: Site, site: Site) -> bool:
    """Is ``site`` the next member of a list that ``before`` belongs to?"""
    gap = page.words[before.end : site.start]
    if any(word.folded not in ("،", ",", "و", "-", "–", *QUOTES) for word in gap):
        return False
    comma = any(word.folded in ("،", ",") for word in gap)
    return site.prefix.startswith("و") or (comma and not site.prefix) or any(word.folded == "و" for word in gap)


def _contained(page: Page, atoms: list[Site]) -> list[Site]:
    """Fold each container into the sites it contains: what stands just behind them, in or by a direction."""
    found: list[Site] = []
    for site in atoms:
        chain = _chain(page, found)
        if chain and _contains(page, found[-1], site):
            for position in chain:
                inner = found[position]
                end = site.end if position == len(found) - 1 else inner.end
                found[position] = msgspec.structs.replace(inner, within=(*inner.within, site), end=end)
            continue
        found.append(site)
    return found


def _chain(page: Page, found: Sequence[Site]) -> list[int]:
    """Positions of the last site and of those listed with it."""
    if not found:
        return []
    chain = [len(found) - 1]
    while chain[0] > 0 and _joined(page, found[chain[0] - 1], found[chain[0]]):
        chain.insert(0, chain[0] - 1)
    return chain


def _contains(page: Page, inner: Site, site: Site) -> bool:
    """Is ``site`` named only to help find ``inner``, the site before it?"""
    if inner.head or site.head or site.prefix.startswith(("و", "ف")):
        return False
    gap = page.words[inner.end : site.start]
    if len(gap) > _CONTAINER_GAP or any(word.folded in "،,.؛" for word in gap if word.kind == "mark"):
        return False
    if any(word.folded in _BELONGING for word in gap):
        return True
    if inner.wide and not site.wide:
        return False
    if site.near and not inner.wide and len(gap) <= 1 and not inner.near:
        return True
    linked = (
        site.prefix in ("ب", "ل")
        or any(word.folded in _LINKS for word in gap)
        or any(word.folded.startswith("ال") for word in gap)
    )
    return linked or (not gap and (site.bearing is not None or site.wide))
