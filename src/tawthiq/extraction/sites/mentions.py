"""Sites: mentions of places in a sentence, with what the words around them say (kind, direction, nearness, container).

A site is a name known to the gazetteer, or an unknown name that a class word introduces (بلدة X). A place named only to
help find another ("X بريف إدلب الجنوبي", "شمالي حلب" behind a village) is that other's container.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import Page, Range
from tawthiq.extraction.sites.containers import contained, joined
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.sites.toponyms import QUOTES, listed, longer, unknown
from tawthiq.language.ar.lexicon import Mention
from tawthiq.model.place import NameSpan
from tawthiq.text.sentences import Sentence

_GEO = ("class", "near", "bearing")

_DESK = 6
"""Words that the bracket of a desk line may hold."""

_DASHES = frozenset(("-", "–", "ـ", "—"))
_SETTLED = frozenset(("village", "town", "city"))
_AROUND = frozenset(("front", "road", "farm"))
"""Kinds of what lies around a settlement that is named behind them (محور قرية X, طريق بلدة X, مزارع بلدة X)."""


def sites(page: Page, sentence: Sentence, taken: Sequence[Range]) -> list[Site]:
    """The sites of a sentence in order, containers folded into what they contain.

    ``taken``: words that belong to names of armed actors or speakers and are no places.
    """
    atoms = _coordinated(page, _roads(page, _atoms(page, sentence, taken)))
    return contained(page, _between(page, sentence, atoms))


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
            or _building(page, span)
            or _desk(page, sentence, span)
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
            if page.at(last - 1, "name_head") is not None and last in page.named and last in named:
                whole = next(s for s in found if s.first <= last < s.last)
                if whole.start == whole.first == last:
                    found.remove(whole)
                    site = _described(page, sentence, ending, first, whole.last, 0, known=False)
            found.append(site)
            named.update(range(site.start, site.last))
    return sorted(found, key=lambda site: site.first)


def _common_noun(page: Page, span: NameSpan) -> bool:
    """Is it one word for a kind of place that points back (الحي, القرية), and not a name behind such a word?"""
    if span.last - span.first > 1 or page.at(span.first, "class") is None:
        return False
    return page.at(span.first - 1, "class") is None


def _building(page: Page, span: NameSpan) -> bool:
    """Is it one indefinite word for a building (سجن, مدرسة) before a name, and no name behind a class word?"""
    word = page.words[span.first]
    single = span.last - span.first == 1 and not word.folded.startswith("ال") and page.at(span.first, "facility")
    return bool(single) and page.at(span.first - 1, "class") is None and span.last in page.named


def _desk(page: Page, sentence: Sentence, span: NameSpan) -> bool:
    """Is it where a report was filed, at the head of its line: "عمان (وكالة) - قال …", "بيروت ـ من مراسلنا: …"?"""
    if any(page.words[i].kind == "word" for i in range(sentence.first, span.first)):
        return False
    index, bracketed = span.last, False
    if index < sentence.last and page.words[index].folded == "(":
        closing = (i for i in range(index, min(index + _DESK, sentence.last)) if page.words[i].folded == ")")
        index, bracketed = next(closing, index - 1) + 1, True
    if index >= sentence.last or page.words[index].folded not in _DASHES:
        return False
    return bracketed or any(page.at(i, "source") is not None for i in (index + 1, index + 2))


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
        if page.words[start - 1].folded == "#" and start - 1 in ending:
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
            near = near or (kind in _SETTLED and entry.attributes.get("kind") in _AROUND)
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
        if before is not None and joined(page, before, site) and site.start == site.first:
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


def _between(page: Page, sentence: Sentence, atoms: Sequence[Site]) -> list[Site]:
    """Mark the two ends of "بين X وY" and of a road that links them: what is told is near both, in neither."""
    found: list[Site] = []
    for site in atoms:
        led = any(
            (cue := page.at(i, "between")) is not None and cue.last == site.start
            for i in range(max(sentence.first, site.start - 3), site.start)
        )
        before = found[-1] if found else None
        second = before is not None and before.between and joined(page, before, site)
        found.append(msgspec.structs.replace(site, between=True, near=True) if led or second else site)
    return found


def _roads(page: Page, atoms: Sequence[Site]) -> list[Site]:
    """A road named by its two ends ("طريق X – Y") is one place, in neither of them."""
    found: list[Site] = []
    for site in atoms:
        before = found[-1] if found else None
        gap = page.words[before.last : site.first] if before is not None else []
        dashed = bool(gap) and all(word.folded in _DASHES for word in gap)
        if before is not None and before.kind == "road" and not before.near and dashed and not site.prefix:
            name = before.name + page.report.text[page.words[before.last - 1].end : page.words[site.last - 1].end]
            found[-1] = msgspec.structs.replace(before, last=site.last, end=site.end, name=name, known=False)
            continue
        found.append(site)
    return found
