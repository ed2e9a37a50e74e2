"""Linked: names tied to one another by a list, by "between X and Y", or as the two ends of a road."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.extraction.sites.containers import contains, joined
from tawthiq.extraction.sites.lists import listed
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.sites.toponyms import QUOTES
from tawthiq.text.sentences import Sentence

DASHES = frozenset(("-", "–", "ـ", "—"))


def coordinated(page: Page, sentence: Sentence, atoms: list[Site]) -> list[Site]:
    """Names tied by و or a comma to a site share its class and nearness; unknown ones are read behind a plural class
    word ("قرى الفطيرة وبينين وشنان")."""
    found: list[Site] = []
    for position, site in enumerate(atoms):
        before = found[-1] if found else None
        if before is not None and before.plural:
            headed = _headed(page, site)
            site = headed if joined(page, before, headed) else site
        outer = before is not None and before.wide and len(found) > 1 and contains(page, found[-2], before)
        if before is not None and not outer and joined(page, before, site) and site.start == site.first:
            site = msgspec.structs.replace(
                site, kind=site.kind or before.kind, near=site.near or before.near, plural=before.plural
            )
            if before.bearing and before.wide:
                site = msgspec.structs.replace(site, bearing=site.bearing or before.bearing)
        site = msgspec.structs.replace(site, plural=site.plural or _each(page, site))
        found.append(site)
        if site.plural or site.near or site.kind in ("village", "town"):
            beyond = sentence.last if site.plural else site.last + 3
            following = _begins(page, atoms[position + 1]) if position + 1 < len(atoms) else beyond
            found += listed(page, site, following)
    return sorted(found, key=lambda s: s.first)


def _begins(page: Page, site: Site) -> int:
    """Where a site begins, with a word before it that may open its name."""
    before = site.start - 1
    head = page.at(before, "name_head") if before > 0 and site.start == site.first else None
    return site.start if head is None or head.reading.prefix else before


def _headed(page: Page, site: Site) -> Site:
    """A member of a list of villages with the word that opens its name (خربة الريح, عين الدالية), which is no class
    word there."""
    first = site.start if site.start < site.first else site.first - 1
    head = page.at(first, "name_head")
    comma = first > 0 and page.words[first - 1].folded in "،,"
    if head is None or head.last != site.first or head.reading.prefix or (site.known and not comma) or site.prefix:
        return site
    name = page.report.text[page.words[first].start : page.words[site.last - 1].end]
    return msgspec.structs.replace(site, first=first, start=first, name=name, known=False)


def _each(page: Page, site: Site) -> bool:
    """Does "each of" open a list there ("كلاً من X، Y، وZ")?"""
    before = page.words[max(0, site.start - 2) : site.start]
    return len(before) > 1 and before[1].folded == "من" and before[0].folded in ("كل", "كلا", "لكل")


def between(page: Page, sentence: Sentence, atoms: Sequence[Site]) -> list[Site]:
    """Mark the two ends of "بين X وY" and of a road that links them ("أوتوستراد X Y"): what is told is near both, in
    neither."""
    found: list[Site] = []
    for site in atoms:
        led = any(
            (cue := page.at(i, "between")) is not None and cue.last == site.start
            for i in range(max(sentence.first, site.start - 3), site.start)
        )
        before = found[-1] if found else None
        second = before is not None and before.between and (joined(page, before, site) or _dashed(page, before, site))
        if before is not None and before.kind == "road" and before.known and before.last == site.start == site.first:
            found[-1] = msgspec.structs.replace(before, between=True, near=True)
            second = not site.prefix
        found.append(msgspec.structs.replace(site, between=True, near=True) if led or second else site)
    return found


def roads(page: Page, atoms: Sequence[Site]) -> list[Site]:
    """A road named by its two ends ("طريق X – Y", and in quotes «X – Y») is one place, in neither of them."""
    found: list[Site] = []
    for site in atoms:
        before = found[-1] if found else None
        if before is not None and _dashed(page, before, site) and not site.prefix and _road(page, before, site):
            name = before.name + page.report.text[page.words[before.last - 1].end : page.words[site.last - 1].end]
            found[-1] = msgspec.structs.replace(
                before, last=site.last, end=site.end, name=name, known=False, kind="road"
            )
            continue
        found.append(site)
    return found


def _dashed(page: Page, before: Site, site: Site) -> bool:
    """Do only dashes stand between the two?"""
    gap = page.words[before.last : site.first]
    return bool(gap) and all(word.folded in DASHES for word in gap)


def _road(page: Page, before: Site, site: Site) -> bool:
    """Are the two the ends of a road: behind the word for one, or together in quotes?"""
    if before.kind == "road":
        return not before.near
    quoted = before.first > 0 and page.words[before.first - 1].folded in QUOTES
    return quoted and site.last < len(page.words) and page.words[site.last].folded in QUOTES
