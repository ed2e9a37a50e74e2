"""Placing: where an occurrence was, from the sites that its frames name, and how wide it is told."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tawthiq.extraction.actors.grammar import ending
from tawthiq.extraction.events.occurrences import Occurrence, Places, keys, seat
from tawthiq.extraction.page import Page
from tawthiq.extraction.sites.elsewhere import elsewhere, home, met
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.statements.frames import Frame
from tawthiq.language.ar.lexicon import Mention
from tawthiq.model.codes import EventType, Level, PlaceRole
from tawthiq.model.evidence import Evidence
from tawthiq.model.place import Location, ResolvedPlace
from tawthiq.text.normal import fold

_TALKS: frozenset[EventType] = frozenset(("truce", "calm"))
_TOWARDS = frozenset(("الي", "نحو", "باتجاه", "صوب"))
_INNER = frozenset(
    (
        "neighbourhood",
        "camp",
        "market",
        "site",
        "crossing",
        "bridge",
        "road",
        "base",
        "airport",
        "dam",
        "farm",
        "mountain",
    )
)


def locations(page: Page, occurrence: Occurrence, places: Places, kind: EventType) -> tuple[Location, ...]:
    """The places of an occurrence, each once: sites that were hit, then the town around a quarter or site."""
    found: dict[tuple[str, str], Location] = {}
    named = [(frame, site) for frame in occurrence.frames for site in frame.sites]
    placed = [pair for pair in named if not elsewhere(page, *pair, kind)]
    hit = [pair for pair in placed if _role(page, *pair, kind) != "launch"]
    if kind != "displacement":
        hit = [pair for pair in hit if not home(page, pair[1])]
    narrow = [pair for pair in hit or placed if not _broad(pair[1], places)]
    narrow = [pair for pair in narrow if not seat(pair[1], places)] or narrow
    narrow = [pair for pair in narrow if not pair[1].between] or narrow
    around = {mark for _, site in narrow for container in site.within for mark in keys(container, places)}
    narrow = [pair for pair in narrow if around.isdisjoint(keys(pair[1], places))] or narrow
    if not narrow and not occurrence.timing.background:
        placed = [pair for pair in placed if places[pair[1]].precision != "country" or _doubtful(pair[1], places)]
    for frame, site in narrow or placed:
        role = _role(page, frame, site, kind)
        if role == "impact" and _feature(site, places) and any(not _feature(s, places) for _, s in narrow):
            role = "area"
        _put(found, page, site, role, places)
    for frame, site in placed:
        if narrow and _role(page, frame, site, kind) == "launch":
            _put(found, page, site, "launch", places)
    if not found and kind == "abduction":
        for _, site in named:
            if home(page, site):
                _put(found, page, site, "origin", places)
    if narrow:
        for frame, site in narrow:
            for container in site.within:
                if (
                    _role(page, frame, site, kind) == "impact"
                    and not _broad(container, places)
                    and _needs_area(site, places)
                ):
                    _put(found, page, container, "area", places)
                    break
    return tuple(_without_repeats(list(found.values())))


def _feature(site: Site, places: Places) -> bool:
    """Is the site a mountain or another stretch of land, around the villages told with it?"""
    return places[site].precision == "feature"


def _needs_area(site: Site, places: Places) -> bool:
    """Is the site inside a town, so that the town is worth recording?"""
    return site.kind in _INNER or places[site].precision in ("neighbourhood", "point", "feature")


def _broad(site: Site, places: Places) -> bool:
    """Is the site an area, a bulletin head or a hashtag?"""
    if site.wide or site.head or site.tagged:
        return True
    return places[site].precision in ("country", "admin1", "sector") and not _doubtful(site, places)


def _doubtful(site: Site, places: Places) -> bool:
    """Is it a settlement of which several are known, so that its precision is the area that holds them all?"""
    return places[site].place_id is None and bool(places[site].alternatives) and not site.wide


def _role(page: Page, frame: Frame, site: Site, kind: EventType) -> PlaceRole:
    """The part that the place has."""
    if kind in _TALKS:
        return "venue" if met(page, frame, site) else "area"
    before = range(max(frame.first, site.start - 4), site.start + 1)
    for cue in (page.at(i, "launch") for i in before):
        if cue is not None and 0 <= site.start + 1 - cue.last <= 2 and _fires(page, frame, cue):
            return "launch"
    if site.head:
        return "area"
    if kind == "displacement":
        away = any(page.at(i, "destination") is not None for i in before)
        away = away or (site.start > frame.first and page.words[site.start - 1].folded in _TOWARDS)
        return "destination" if away else "origin"
    return "impact"


def _fires(page: Page, frame: Frame, cue: Mention) -> bool:
    """Does who is posted there fire from it ("المدفعية المتمركزة في X")? A force that is hit there does not."""
    if cue.reading.entry.code != "posted":
        return True
    if any(agent.last == cue.first and agent.role in ("attacker", "party") for agent in frame.agents):
        return True
    gun = ending(page, cue.first, "platform")
    return gun is not None and gun.reading.definite


def _put(found: dict[tuple[str, str], Location], page: Page, site: Site, role: PlaceRole, places: Places) -> None:
    """Add a site, or its words to the location that is already there."""
    resolved = places[site]
    words = page.evidence(site.first, site.last)
    mark = (role, resolved.place_id or site.name)
    known = found.get(mark)
    if known is not None:
        if words not in known.evidence:
            found[mark] = msgspec.structs.replace(known, evidence=(*known.evidence, words))
        return
    found[mark] = location(site, role, resolved, words)


def location(site: Site, role: PlaceRole, resolved: ResolvedPlace, words: Evidence) -> Location:
    """The model's record of a resolved site."""
    fields = {name: getattr(resolved, name) for name in ResolvedPlace.__struct_fields__ if name != "why"}
    return Location(role=role, name=site.name, evidence=(words,), **fields)


def _without_repeats(found: list[Location]) -> list[Location]:
    """An area that is also an impact is named once; so is a name told twice, once as a settlement and once as the area
    around it or as a place that is not known."""
    found = _once(found)
    impacts = {item.name for item in found if item.role == "impact"} | {
        item.place_id for item in found if item.role == "impact" and item.place_id
    }
    return [item for item in found if item.role != "area" or not ({item.name, item.place_id} & impacts)]


def _once(found: list[Location]) -> list[Location]:
    """The locations with each name once in a role: the best placed of those that bear it, with all their words."""
    kept: dict[tuple[str, str], Location] = {}
    for item in found:
        mark = (item.role, fold(item.name))
        known = kept.get(mark)
        if known is None:
            kept[mark] = item
            continue
        best = item if _rank(item) > _rank(known) else known
        words = tuple(sorted({*known.evidence, *item.evidence}, key=lambda part: part.start))
        kept[mark] = msgspec.structs.replace(best, evidence=words)
    return list(kept.values())


def _rank(item: Location) -> int:
    """How well a location is placed: on the map, and no wider than a settlement."""
    narrow = item.precision not in ("country", "admin1", "sector", "admin2", "admin3")
    return 2 * (item.place_id is not None and narrow) + narrow


def level(occurrence: Occurrence, kind: EventType, found: Iterable[Location]) -> Level:
    """``context`` for sums, talks and calm; ``cluster`` for several places under one telling."""
    if occurrence.timing.background or kind in _TALKS:
        return "context"
    impacts = [item for item in found if item.role in ("impact", "origin")]
    settlements = {item.place_id or item.name for item in impacts if item.precision in ("settlement", "near", "admin3")}
    quarters = {item.place_id or item.name for item in impacts if item.precision == "neighbourhood"}
    road = any(site.between for frame in occurrence.frames for site in frame.sites)
    if road and impacts and all(item.precision == "near" for item in impacts):
        return "incident"
    if len(settlements or quarters) > 1:
        return "cluster"
    many = any(
        (s.stated and s.stated[0] >= 10) or s.quantifier in ("tens", "hundreds")
        for f in occurrence.frames
        for s in f.strikes
    )
    wide = bool(impacts) and all(item.precision in ("sector", "admin1", "country") for item in impacts)
    return "cluster" if many and wide else "incident"
