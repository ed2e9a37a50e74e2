"""Containers: places named only to help find another, and the members of a list of places."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import EVENTFUL, Page
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.sites.toponyms import QUOTES

_LINKS = frozenset(("في", "ضمن", "من", "التابعه", "التابع", "تابعه", "الواقعه", "الواقع", "داخل", "وسط", "ب", "ل"))
_BELONGING = frozenset(("التابعه", "التابع", "تابعه"))
_ONWARD = frozenset(("الي", "نحو", "باتجاه"))
"""Words that lead from one place to the next, which then contains nothing."""

_CONTAINER_GAP = 3
_QUARTERS = frozenset(("neighbourhood", "square", "market"))


def joined(page: Page, before: Site, site: Site) -> bool:
    """Is ``site`` the next member of a list that ``before`` belongs to?"""
    gap = page.words[before.end : site.start]
    if any(word.folded not in ("،", ",", "و", "-", "–", *QUOTES) for word in gap):
        return False
    comma = any(word.folded in ("،", ",") for word in gap)
    return site.prefix.startswith("و") or (comma and not site.prefix) or any(word.folded == "و" for word in gap)


def contained(page: Page, atoms: list[Site]) -> list[Site]:
    """Fold each container into the sites it contains: what stands just behind them, in or by a direction."""
    found: list[Site] = []
    for site in atoms:
        chain = _chain(page, found)
        if chain and contains(page, found[-1], site):
            for position in chain:
                inner = found[position]
                end = site.end if position == len(found) - 1 else inner.end
                found[position] = msgspec.structs.replace(inner, within=(*inner.within, site), end=end)
            continue
        found.append(site)
    return _set(page, found)


def _set(page: Page, found: list[Site]) -> list[Site]:
    """Fold a town that opens the sentence as its setting ("وفي مدينة X، … حي Y") into the quarters and landmarks told
    behind it, which have no area of their own."""
    if len(found) < 2 or not _opens(page, found[0]):
        return found
    inner = [site for site in found[1:] if site.kind in _QUARTERS or (site.near and not site.known)]
    if not inner or any(site.within for site in inner):
        return found
    town = found[0]
    return [msgspec.structs.replace(site, within=(town,)) if site in inner else site for site in found[1:]]


def _opens(page: Page, site: Site) -> bool:
    """Does "in" and a town open the sentence, before a comma?"""
    first = site.start - 1
    led = first >= 0 and page.words[first].folded in ("في", "وفي")
    begins = first <= 0 or page.words[first - 1].kind in ("line", "mark")
    closed = site.end < len(page.words) and page.words[site.end].folded in "،,"
    return led and begins and closed and not (site.wide or site.near)


def _chain(page: Page, found: Sequence[Site]) -> list[int]:
    """Positions of the last site and of those listed with it, back to those that lie in an area of their own."""
    if not found:
        return []
    chain = [len(found) - 1]
    while chain[0] > 0 and joined(page, found[chain[0] - 1], found[chain[0]]):
        before = found[chain[0] - 1]
        if before.within != found[-1].within and any(outer.wide for outer in before.within):
            break
        chain.insert(0, chain[0] - 1)
    return chain


def contains(page: Page, inner: Site, site: Site) -> bool:
    """Is ``site`` named only to help find ``inner``, the site before it?"""
    if inner.head or site.head or site.prefix.startswith(("و", "ف")):
        return False
    gap = page.words[inner.end : site.start]
    if [word.folded for word in gap] == ["،"] and _aside(page, inner, site):
        return True
    if len(gap) > _CONTAINER_GAP or any(word.folded in "،,.؛" for word in gap if word.kind == "mark"):
        return False
    if any(word.folded in _BELONGING for word in gap):
        return True
    if site.kind == "road" and not inner.wide and [word.folded for word in gap if word.kind == "word"] == ["علي"]:
        return True
    if any(word.folded in _ONWARD or word.folded.startswith("و") for word in gap) or any(
        page.of(inner.end, site.start, *EVENTFUL)
    ):
        return False
    if inner.wide and not site.wide:
        return False
    if site.near and not inner.wide and len(gap) <= 1 and not (inner.near and inner.known):
        return True
    if any(m.reading.definite for m in page.of(inner.end, site.start, "class")):
        return False
    linked = (
        site.prefix in ("ب", "ل")
        or any(word.folded in _LINKS for word in gap)
        or any(word.folded.startswith("ال") for word in gap)
    )
    return linked or (not gap and (site.bearing is not None or site.wide))


def _aside(page: Page, inner: Site, site: Site) -> bool:
    """Does a direction behind a comma say where the place before it lies ("بلدة X، شرق محافظة Y،"), no list going
    on?"""
    if (
        (inner.wide and site.kind != "governorate")
        or not site.wide
        or site.bearing is None
        or page.at(site.start, "bearing") is None
    ):
        return False
    behind = page.words[site.end] if site.end < len(page.words) else None
    return behind is None or behind.kind != "word" or not behind.folded.startswith("و")
