"""Placing: where an occurrence was, from the sites that its frames name, and how wide it is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from tawthiq.extraction.actors.grammar import ending
from tawthiq.extraction.events.occurrences import Occurrence, Places, bare, keys, seat
from tawthiq.extraction.page import Page
from tawthiq.extraction.sites.containers import joined
from tawthiq.extraction.sites.elsewhere import coming, elsewhere, home, met, native, rescuers
from tawthiq.extraction.sites.launching import launched
from tawthiq.extraction.sites.linked import DASHES
from tawthiq.extraction.sites.references import carried, pointed, shared
from tawthiq.extraction.sites.repeats import without_repeats
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.statements.frames import Frame
from tawthiq.model.codes import EventType, Level, PlaceRole
from tawthiq.model.evidence import Evidence
from tawthiq.model.place import Location, ResolvedPlace
from tawthiq.text.normal import fold

Pair = tuple[Frame, Site]
"""A site with the frame that names it."""

_TALKS: frozenset[EventType] = frozenset(("truce", "calm"))
_TOWARDS = frozenset(("الي", "نحو", "باتجاه", "صوب"))
_HIGH = frozenset(("mountain", "hill"))
_INNER = frozenset(
    (
        "neighbourhood",
        "square",
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
    narrow = _narrow(page, placed, places, kind) or _meant(page, occurrence, places, kind)
    if kind == "abduction":
        placed = [pair for pair in placed if not coming(page, pair[1])]
    if not narrow and not occurrence.timing.background:
        placed = [pair for pair in placed if places[pair[1]].precision != "country" or _told_land(pair[1], places)]
    placed = placed if narrow else _closest(placed, places)
    beside = [pair for pair in placed if _struck_area(page, pair[1])] if narrow else []
    for frame, site in [*narrow, *beside] or placed:
        role = _role(page, frame, site, kind)
        land = _feature(site, places) and site.kind != "road" and not _told_hit(page, frame, site)
        if role == "impact" and land and any(not _feature(s, places) for _, s in narrow):
            role = "area"
        _put(found, page, site, role, places)
    for frame, site in placed:
        if narrow and _role(page, frame, site, kind) == "launch":
            _put(found, page, site, "launch", places)
    if not found and kind == "abduction":
        for _, site in named:
            if home(page, site):
                _put(found, page, site, "origin", places)
    for frame, site in narrow:
        if _role(page, frame, site, kind) == "impact" and _needs_area(site, places):
            _around(found, page, site, places)
    kept = without_repeats(list(found.values()))
    return tuple(_with_areas(page, item, placed) for item in kept)


def _with_areas(page: Page, item: Location, placed: Sequence[Pair]) -> Location:
    """A location with the words, too, that tell the countryside of the same town ("ريف X", then "قرب مدينة X")."""
    name = fold(item.name).replace(" ", "")
    told = [site for _, site in placed if site.wide and fold(site.name).replace(" ", "") == name]
    words = {page.evidence(site.first, site.last) for site in told} - set(item.evidence)
    if not words or item.role != "impact":
        return item
    return msgspec.structs.replace(item, evidence=tuple(sorted({*item.evidence, *words}, key=lambda w: w.start)))


def _closest(placed: list[Pair], places: Places) -> list[Pair]:
    """Of areas alone, those within one governorate; else all (شمال غربي سوريا is left out beside ريف إدلب)."""
    return [pair for pair in placed if places[pair[1]].admin1 is not None] or placed


def _narrow(page: Page, placed: Sequence[Pair], places: Places, kind: EventType) -> list[Pair]:
    """The sites that were hit, without areas and towns that only hold another of them."""
    hit = [pair for pair in placed if _role(page, *pair, kind) != "launch"]
    if kind != "displacement":
        hit = [pair for pair in hit if not home(page, pair[1])]
    if kind == "abduction":
        placed = [pair for pair in placed if not coming(page, pair[1])]
    narrow = [pair for pair in hit or placed if not _broad(pair[1], places)]
    narrow = [pair for pair in narrow if not seat(pair[1], places)] or narrow
    narrow = _unlinked(narrow, places)
    outer = [area for _, site in narrow for area in site.within]
    around = {mark for area in outer for mark in _marks(area, places)}
    towns = {mark for area in outer if not area.wide or _centre(area) for mark in _marks(area, places)}
    kept = [
        (frame, site)
        for frame, site in narrow
        if (towns if site.near else around).isdisjoint(_marks(site, places)) or _listed(page, frame, site)
    ]
    return kept or narrow


def _marks(site: Site, places: Places) -> set[str]:
    """What a site is known by, dashes between the ends of a road left out."""
    return {"".join(letter for letter in key if letter not in DASHES) for key in keys(site, places)}


def _unlinked(narrow: list[Pair], places: Places) -> list[Pair]:
    """The sites without the ends of a road that only tells where another one lies; an end told as near stays with the
    other end ("قرب X", then "على الطريق بين X وY")."""
    ends = {mark for _, site in narrow if site.between for mark in keys(site, places)}
    rest = [pair for pair in narrow if not pair[1].between]
    apart = any(ends.isdisjoint(keys(site, places)) for _, site in rest if site.known or site.kind != "road")
    return rest if apart else narrow


def _listed(page: Page, frame: Frame, site: Site) -> bool:
    """Is it one of several places that are told together, each by itself?"""
    return any(joined(page, one, site) or joined(page, site, one) for one in frame.sites if one is not site)


def _meant(page: Page, occurrence: Occurrence, places: Places, kind: EventType) -> list[Pair]:
    """The place of an occurrence that names none: the one it points back to, or where those harmed live."""
    if kind in _TALKS or kind in ("displacement", "abduction") or occurrence.timing.background:
        return []
    if any(site.wide for frame in occurrence.frames for site in frame.sites):
        return _homes(page, occurrence, places)
    pair = pointed(page, occurrence.frames, places)
    if pair is None and not _homes(page, occurrence, places):
        pair = carried(page, occurrence.frames[0], places) or shared(page, occurrence.frames[-1], places)
    if pair is not None:
        return [pair]
    working = [(f, s) for f in occurrence.frames for s in f.sites if rescuers(page, f, s) and not _broad(s, places)]
    return _homes(page, occurrence, places) or working[:1]


def _homes(page: Page, occurrence: Occurrence, places: Places) -> list[Pair]:
    """Where the first of those harmed lives ("أحد وجهاء بلدة X")."""
    return [(f, s) for f in occurrence.frames for s in f.sites if native(page, s) and not _broad(s, places)][:1]


def _around(found: dict[tuple[str, str], Location], page: Page, site: Site, places: Places) -> None:
    """Add the nearest place that is named as the one around a site."""
    for container in site.within:
        if not _broad(container, places) or _centre(container):
            _put(found, page, container, "area", places)
            return


def _struck_area(page: Page, site: Site) -> bool:
    """Is it an area named by its direction (المنطقة الجنوبية) that is itself told as hit, beside a closer place?"""
    if not (site.described and site.wide) or site.start == 0:
        return False
    before = site.start - (page.words[site.start - 1].folded in "،,")
    if page.words[before - 1].folded in ("في", "علي"):
        return True
    dated = any(date.last == before for date in page.dates)
    return dated or ending(page, before, "attack", "owner", "actor") is not None


def _centre(site: Site) -> bool:
    """Is it a town of which only the middle is meant ("وسط مدينة X")?"""
    return site.bearing == "C" and not site.near


def _feature(site: Site, places: Places) -> bool:
    """Is the site a mountain or another stretch of land, around the villages told with it?"""
    return places[site].precision == "feature"


def _told_hit(page: Page, frame: Frame, site: Site) -> bool:
    """Is a mountain or hill itself told as hit: the object of an attack ("استهدفت منطقة جبل X", "على جبل X"), or one
    of a list of places? Not the areas of one ("مناطق جبل X")."""
    own = page.at(site.first, "class")
    kinds = {site.kind, own.reading.entry.attributes.get("kind") if own is not None else None}
    if not kinds & _HIGH or (site.plural and site.kind == "region"):
        return False
    if _listed(page, frame, site):
        return True
    if site.start == 0 or site.prefix:
        return False
    return page.words[site.start - 1].folded == "علي" or ending(page, site.start, "attack") is not None


def _needs_area(site: Site, places: Places) -> bool:
    """Is the site inside a town, so that the town is worth recording, or a landmark that no gazetteer holds?"""
    landmark = site.near and not site.known and site.kind is None
    return landmark or site.kind in _INNER or places[site].precision in ("neighbourhood", "point", "feature")


def _broad(site: Site, places: Places) -> bool:
    """Is the site an area, a bulletin head or a hashtag?"""
    if site.wide or site.head or site.tagged:
        return True
    return places[site].precision in ("country", "admin1", "sector") and not _doubtful(site, places)


def _told_land(site: Site, places: Places) -> bool:
    """Is it a country named as land where something happened ("على الأراضي السورية"), or no country after all?"""
    return site.last - site.first > 1 or _doubtful(site, places)


def _doubtful(site: Site, places: Places) -> bool:
    """Is it a settlement of which several are known, so that its precision is the area that holds them all?"""
    return places[site].place_id is None and bool(places[site].alternatives) and not site.wide


def _role(page: Page, frame: Frame, site: Site, kind: EventType) -> PlaceRole:
    """The part that the place has."""
    if kind in _TALKS:
        return "venue" if met(page, frame, site) else "area"
    if launched(page, frame, site):
        return "launch"
    if site.head:
        return "area"
    if kind == "displacement":
        before = range(max(frame.first, site.start - 4), site.start + 1)
        away = any(page.at(i, "destination") is not None for i in before)
        away = away or (site.start > frame.first and page.words[site.start - 1].folded in _TOWARDS)
        return "destination" if away else "origin"
    return "impact"


def _put(found: dict[tuple[str, str], Location], page: Page, site: Site, role: PlaceRole, places: Places) -> None:
    """Add a site, or its words to the location that is already there."""
    resolved = places[site]
    words = page.evidence(site.first, site.last)
    mark = (role, resolved.place_id or bare(site.name))
    known = found.get(mark)
    if known is not None:
        if words not in known.evidence:
            found[mark] = msgspec.structs.replace(known, evidence=(*known.evidence, words))
        return
    found[mark] = location(site, role, resolved, words)


def location(site: Site, role: PlaceRole, resolved: ResolvedPlace, words: Evidence) -> Location:
    """The model's record of a resolved site. The countryside of a town, all of it, is the land about that town."""
    fields = {name: getattr(resolved, name) for name in ResolvedPlace.__struct_fields__ if name != "why"}
    if site.described and site.wide and resolved.precision == "country":
        fields["precision"] = site.precision
    if site.kind == "countryside" and site.bearing is None and resolved.precision == "sector":
        fields["precision"] = "near"
    return Location(role=role, name=site.name, evidence=(words,), **fields)


def level(occurrence: Occurrence, kind: EventType, found: Iterable[Location]) -> Level:
    """``context`` for sums, talks and calm; ``cluster`` for several places under one telling."""
    if occurrence.timing.background or kind in _TALKS:
        return "context"
    impacts = [item for item in found if item.role in ("impact", "origin")]
    settlements = {item.place_id or item.name for item in impacts if item.precision in ("settlement", "near", "admin3")}
    quarters = {item.place_id or item.name for item in impacts if item.precision == "neighbourhood"}
    road = any(site.between for frame in occurrence.frames for site in frame.sites)
    if road and impacts and all(item.precision in ("near", "feature") for item in impacts):
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
