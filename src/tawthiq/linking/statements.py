"""What of an event decides whether another report tells the same incident: small, and without the report's words.

Words and names stand here as numbers (a hash), so that a register can keep statements without keeping a second copy of
anybody's name.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib

import msgspec

from tawthiq.model.event import Casualty, Event
from tawthiq.model.place import Location
from tawthiq.refdata.codes import parties, side
from tawthiq.text.normal import fold

MOST_SPOTS, MOST_WORDS, MOST_NAMES = 4, 32, 4
"""Places, rare words and named victims that are kept of an event."""

FINE = frozenset(("point", "neighbourhood", "settlement", "near"))
"""Precisions that name a spot; the others name an area around it."""

ROLES = ("impact", "origin", "venue", "area")
"""Roles that say where the occurrence was, best first; launch sites and destinations do not."""

_MONTH_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")


class Spot(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A place of an event.

    ``lat``, ``lon``: degrees; None where no single point is known. ``km``: how far off it may be. ``fine``: a spot, not
    an area. ``seat``: the town that its area is named after, where much happens. The others are hashes, 0 for none:
    ``place`` of the gazetteer's id, ``name`` of the report's spelling, ``admin1``, ``admin2`` and ``country`` of the
    areas it lies in.
    """

    lat: float | None = None
    lon: float | None = None
    km: float = 0.0
    fine: bool = True
    seat: bool = False
    place: int = 0
    name: int = 0
    admin1: int = 0
    admin2: int = 0
    country: int = 0


class Toll(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """How many people, at least and at most; ``most`` is None where the words set no bound."""

    least: int
    most: int | None = None


class Statement(msgspec.Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """One event as linking sees it.

    ``report``, ``event``: who tells it; ``part_of``: event of the same report that it is a part of. ``first`` and
    ``last``: days as proleptic ordinals, 0 where a side is open or the year unknown; ``month_day``: 921 for 21
    September, and ``weekday``: 0 for Monday, where the year is unknown; ``soft``: the day is that of publication.
    ``munitions``, ``platforms``, ``actors`` (sides), ``sites``, ``victims``: codes. ``strikes``: their largest
    count. ``names``: of each named victim, the hashes of its parts. ``words``: hashes of rare words of its passage.
    """

    report: str
    event: str
    type: str
    level: str
    modality: str
    part_of: str | None = None
    first: int = 0
    last: int = 0
    month_day: int = 0
    weekday: int | None = None
    soft: bool = False
    spots: tuple[Spot, ...] = ()
    killed: Toll | None = None
    injured: Toll | None = None
    strikes: int = 0
    munitions: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    names: tuple[tuple[int, ...], ...] = ()
    words: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What orders statements, however they came in."""
        return (self.report, self.event)


def hashed(text: str) -> int:
    """The number that stands for a word or name; 0 stands for none."""
    return zlib.crc32(text.encode("utf-8")) or 1


def statement_of(report: str, event: Event, words: tuple[int, ...], weekday: int | None = None) -> Statement:
    """The statement of an event. ``report``: what orders its report among others, its SHA-256. ``words``: rare words of
    the passage that tells it; ``weekday``: the one that its date names, where no day is known."""
    date = event.date
    yearless = _MONTH_DAY.match(date.edtf or "")
    return Statement(
        report=report,
        event=event.id,
        type=event.type,
        level=event.level,
        modality=event.modality,
        part_of=event.part_of,
        first=_ordinal(date.start),
        last=_ordinal(date.end),
        month_day=int(yearless[1] + yearless[2]) if yearless else 0,
        weekday=weekday if date.start is None and date.end is None else None,
        soft=date.basis in ("publication", "reported"),
        spots=_spots(event.locations),
        killed=toll(event.casualties, ("killed",)),
        injured=toll(event.casualties, ("injured", "injured_critical")),
        strikes=max((strike.count.min or 0 for strike in event.strikes), default=0),
        munitions=tuple(sorted({use.code for use in event.munitions})),
        platforms=tuple(sorted({use.code for use in event.platforms})),
        actors=tuple(sorted(_sides(event))),
        sites=tuple(sorted({site.type for site in event.facilities})),
        victims=tuple(sorted(_victims(event.casualties))),
        names=_names(event),
        words=words,
    )


def toll(casualties: tuple[Casualty, ...], outcomes: tuple[str, ...]) -> Toll | None:
    """What the figures with these outcomes come to; None where none says so. Parts are not added to their whole, and of
    competing figures the widest bounds count, once."""
    groups: dict[int, list[Casualty]] = {}
    root = list(range(len(casualties)))
    for index, figure in enumerate(casualties):
        if figure.competes_with is not None:
            old, new = root[index], root[figure.competes_with]
            root = [new if one == old else one for one in root]
    for index, figure in enumerate(casualties):
        if figure.outcome in outcomes and figure.subset_of is None and figure.count.min is not None:
            groups.setdefault(root[index], []).append(figure)
    if not groups:
        return None
    least = sum(min(f.count.min or 0 for f in group) for group in groups.values())
    highest = [[f.count.max for f in group] for group in groups.values()]
    bounded = [[most for most in group if most is not None] for group in highest]
    whole = all(len(known) == len(group) for known, group in zip(bounded, highest, strict=True))
    return Toll(least, sum(map(max, bounded)) if whole else None)


def _ordinal(day: str | None) -> int:
    return dt.date.fromisoformat(day).toordinal() if day else 0


def _spots(locations: tuple[Location, ...]) -> tuple[Spot, ...]:
    """The places where it was, spots before areas."""
    there = [place for place in locations if place.role in ROLES and place.precision != "country"]
    there.sort(key=lambda place: (place.precision not in FINE, ROLES.index(place.role)))
    return tuple(dict.fromkeys(map(_spot, there)))[:MOST_SPOTS]


def _spot(place: Location) -> Spot:
    def number(text: str | None) -> int:
        return hashed(text) if text else 0

    name = re.sub(r"(?:^| )ال", " ", fold(place.name)).strip()
    return Spot(
        place.lat, place.lon, place.radius_km or 0.0, place.precision in FINE, _is_seat(place), number(place.place_id),
        number(name), number(place.admin1), number(place.admin2), number(place.country),
    )  # fmt: skip


def _is_seat(place: Location) -> bool:
    def key(label: str | None) -> str:
        return re.sub("^a[a-z] |[^a-z]", "", (label or "").lower().replace("-", " "))

    return bool(key(place.label_en)) and key(place.label_en) == key(place.admin1)


def _sides(event: Event) -> set[str]:
    """The sides said to have done it; ``SYR|RUS`` is both."""
    roles = ("attacker", "claims", "party") if event.type in ("armed_clash", "truce") else ("attacker", "claims")
    codes = {code for actor in event.actors if actor.role in roles for code in parties(actor.code)}
    return {side(code) for code in codes} - {"UNKNOWN"}


def _victims(casualties: tuple[Casualty, ...]) -> set[str]:
    """What is said of those harmed: age, sex, role."""
    traits: set[str] = {trait for figure in casualties for trait in (figure.age, figure.role) if trait}
    if any(figure.sex == "female" for figure in casualties):
        traits.add("female")
    return traits - {"adult"}


def _names(event: Event) -> tuple[tuple[int, ...], ...]:
    """Named victims by the hashes of the parts of their names, article and ابن "son of" left out."""
    found = {name_parts(person.name) for person in event.persons}
    return tuple(sorted(parts for parts in found if len(parts) >= 2))[:MOST_NAMES]


def name_parts(name: str) -> tuple[int, ...]:
    """The parts of a name that its spellings have in common, as hashes in order of the hash."""
    parts = [re.sub("^ال", "", part) for part in fold(name).split()]
    return tuple(sorted({hashed(part) for part in parts if len(part) > 1 and part not in ("بن", "ابن", "بنت")}))
