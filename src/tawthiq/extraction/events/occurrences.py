"""Occurrences: frames of the whole page that tell one thing, and the keys that their places are compared by."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.sites.elsewhere import elsewhere, home
from tawthiq.extraction.sites.launching import launched
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.statements.frames import Frame
from tawthiq.extraction.times.timing import Timing
from tawthiq.model.codes import EventType
from tawthiq.model.place import ResolvedPlace
from tawthiq.text.normal import fold

_ARTICLES = frozenset(("al", "ar", "as", "ad", "at", "az", "an", "el"))


_BY_PEOPLE: frozenset[EventType] = frozenset(("abduction", "truce", "calm"))
"""Types that are told by the people of a place."""


class Occurrence(msgspec.Struct, frozen=True):
    """Frames that tell one occurrence, in page order, with the keys of its places: ``specific`` ones, ``wide`` areas,
    the towns ``around`` a quarter or site, and the ``governorates`` that all of these lie in."""

    frames: tuple[Frame, ...]
    timing: Timing
    type: EventType | None
    specific: frozenset[str]
    wide: frozenset[str]
    around: frozenset[str]
    governorates: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = ()

    @property
    def figures(self) -> list[Figure]:
        """All figures, in page order; parts keep pointing inside their own frame."""
        return [figure for frame in self.frames for figure in frame.figures]


Places = Mapping[Site, ResolvedPlace]


def key(site: Site, places: Places) -> str:
    """What a site is compared by: the gazetteer's place, else its folded name."""
    resolved = places.get(site)
    if resolved is not None and resolved.place_id is not None and not site.near:
        return resolved.place_id
    return bare(site.name)


def bare(name: str) -> str:
    """A name without its article, spaces and marks (the road «عامودا – الحسكة» is written with any dash)."""
    return re.sub(r"[\W_]", "", fold(name).removeprefix("ال"))


def keys(site: Site, places: Places) -> set[str]:
    """The site's own key and its bare name, so that a near mention meets a plain one."""
    resolved = places.get(site)
    found = {bare(site.name)}
    if resolved is not None and resolved.place_id is not None:
        found.add(resolved.place_id)
    return found


def occurrence(page: Page, frame: Frame, timing: Timing, places: Places) -> Occurrence:
    """A frame alone. Where somebody comes from, was treated or spoke tells no occurrence from another; but people told
    as the inhabitants of a place, and no other place named, were at home."""
    keyed = _Keys()
    for site in (site for site in frame.sites if _there(page, frame, site)):
        keyed.add(site, places)
    if not keyed.specific:
        for site in (site for site in frame.sites if _inhabited(page, site)):
            keyed.add(site, places)
    return Occurrence(
        (frame,),
        timing,
        frame.type,
        frozenset(keyed.specific),
        frozenset(keyed.wide),
        frozenset(keyed.around),
        frozenset(keyed.governorates),
    )


class _Keys(msgspec.Struct):
    """The keys of a frame's places while they are gathered."""

    specific: set[str] = msgspec.field(default_factory=set)
    wide: set[str] = msgspec.field(default_factory=set)
    around: set[str] = msgspec.field(default_factory=set)
    governorates: set[str] = msgspec.field(default_factory=set)

    def add(self, site: Site, places: Places) -> None:
        """Add a site and what it lies in."""
        broad = site.wide or site.head or site.tagged or _area(places.get(site)) or seat(site, places)
        if not _whole_country(site, places):
            (self.wide if broad else self.specific).update(keys(site, places))
        for container in site.within:
            town = not (container.wide or _area(places.get(container)))
            if not _whole_country(container, places):
                (self.around if town else self.wide).update(keys(container, places))
        found = (places.get(item) for item in (site, *site.within))
        self.governorates.update(place.admin1 for place in found if place is not None and place.admin1 is not None)


def _there(page: Page, frame: Frame, site: Site) -> bool:
    """Did it happen at the site, as far as the words around it say? An arrest is told by where its people come from,
    talks by the people of a place."""
    kind = frame.type or "other_violence"
    if kind in _BY_PEOPLE:
        return True
    return not (elsewhere(page, frame, site, kind) or home(page, site) or launched(page, frame, site))


def _inhabited(page: Page, site: Site) -> bool:
    """Is it named for its inhabitants ("امرأة من سكان قرية X"), and not for those who were born there?"""
    native = page.at(site.start - 1, "native") or page.at(site.start - 2, "native")
    return native is not None and native.reading.entry.code == "resident"


def _whole_country(site: Site, places: Places) -> bool:
    """Is it a country or a large part of one (شمالي سوريا), which tells nothing apart?"""
    resolved = places.get(site)
    return resolved is not None and resolved.precision in ("country", "sector") and resolved.admin1 is None


def seat(site: Site, places: Places) -> bool:
    """Is it a bare name that is a governorate's as well as its seat's (في دير الزور)?"""
    resolved = places.get(site)
    if resolved is None or site.kind is not None or site.near or not resolved.label_en or not resolved.admin1:
        return False
    return _skeleton(resolved.label_en) == _skeleton(resolved.admin1)


def _skeleton(label: str) -> str:
    """The consonants of a romanised name, without its article: Ar Raqqah and Raqqa, Dar'a and Daraa are one."""
    words = [word for word in re.split(r"[\s-]+", label.lower()) if word not in _ARTICLES]
    return re.sub(r"[^bcdfghjklmnpqrstvwxyz]", "", "".join(words)).rstrip("h")


def _area(resolved: ResolvedPlace | None) -> bool:
    """Is a place too wide to be where one thing happened?"""
    return resolved is not None and resolved.precision in ("country", "admin1", "sector")
