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
    while chain[0] > 0 and joined(page, found[chain[0] - 1], found[chain[0]]):
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
    if any(word.folded in _ONWARD for word in gap) or any(page.of(inner.end, site.start, *EVENTFUL)):
        return False
    if inner.wide and not site.wide:
        return False
    if site.near and not inner.wide and len(gap) <= 1 and not (inner.near and inner.known):
        return True
    linked = (
        site.prefix in ("ب", "ل")
        or any(word.folded in _LINKS for word in gap)
        or any(word.folded.startswith("ال") for word in gap)
    )
    return linked or (not gap and (site.bearing is not None or site.wide))
