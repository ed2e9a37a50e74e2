"""Occurrences: frames of the whole page that tell the same thing, put together (headline, lead and body are one).

Two frames are one occurrence where type, day, place and figures allow it and something ties them: a place in common,
the same figures, or that the later one only refers back. Figures that contradict each other keep them apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.statements import kinds
from tawthiq.extraction.statements.frames import Frame
from tawthiq.extraction.times.timing import Timing
from tawthiq.extraction.tolls import tellings
from tawthiq.model.codes import EventType
from tawthiq.model.place import ResolvedPlace
from tawthiq.text.normal import fold

_ARTICLES = frozenset(("al", "ar", "as", "ad", "at", "az", "an", "el"))
_NEAR, _LEAD = 4, 4
"""Sentences that a reference back may skip."""

_FIRE: frozenset[EventType] = frozenset(
    ("air_attack", "drone_attack", "shelling", "missile_attack", "other_violence", "chemical_attack")
)
_BLAST: frozenset[EventType] = frozenset(("explosion", "suicide_attack", "other_violence"))
_DIRECT: frozenset[EventType] = frozenset(
    ("shooting", "killing", "armed_clash", "abduction", "other_violence", "vehicle_incident")
)
_BARE = frozenset(("shelling", "other_violence", "killing", None))
_EITHER = frozenset(("rocket", "guided_missile"))
"""Munitions that come from the air as well as from the ground."""

_CARRIED: dict[EventType, frozenset[str]] = {
    "air_attack": kinds.AIRBORNE, "drone_attack": frozenset(("drone",)),
    "shelling": frozenset(("artillery", "rocket_launcher", "tank")),
}  # fmt: skip


class Occurrence(msgspec.Struct, frozen=True):
    """Frames that tell one occurrence, in page order, with the keys of its places: ``specific`` ones, ``wide`` areas,
    and the towns ``around`` a quarter or site."""

    frames: tuple[Frame, ...]
    timing: Timing
    type: EventType | None
    specific: frozenset[str]
    wide: frozenset[str]
    around: frozenset[str]
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
    return fold(site.name).removeprefix("ال").replace(" ", "")


def keys(site: Site, places: Places) -> set[str]:
    """The site's own key and its bare name, so that a near mention meets a plain one."""
    resolved = places.get(site)
    found = {fold(site.name).removeprefix("ال").replace(" ", "")}
    if resolved is not None and resolved.place_id is not None:
        found.add(resolved.place_id)
    return found


def occurrence(frame: Frame, timing: Timing, places: Places) -> Occurrence:
    """A frame alone."""
    specific: set[str] = set()
    wide: set[str] = set()
    around: set[str] = set()
    for site in frame.sites:
        broad = site.wide or site.head or site.tagged or _area(places.get(site)) or seat(site, places)
        if not _whole_country(site, places):
            (wide if broad else specific).update(keys(site, places))
        for container in site.within:
            town = not (container.wide or _area(places.get(container)))
            if not _whole_country(container, places):
                (around if town else wide).update(keys(container, places))
    return Occurrence((frame,), timing, frame.type, frozenset(specific), frozenset(wide), frozenset(around))


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


def merged(frames: Sequence[tuple[Frame, Timing]], places: Places) -> list[Occurrence]:
    """The occurrences of a page, by the place of their first frame."""
    found: list[Occurrence] = []
    for frame, timing in frames:
        new = occurrence(_alike(found, frame), timing, places)
        position, reason = _home(found, new)
        if position is None:
            found.append(new)
        else:
            found[position] = _joined(found[position], new, reason)
    return found


_MEANS_UNTOLD = ("other_violence", "shelling")
"""What "a similar attack" or "similar fire" (قصف مماثل) is by its own words."""


def _alike(found: Sequence[Occurrence], frame: Frame) -> Frame:
    """A frame that names no weapon and tells a similar attack (قصف مماثل) or "another", with the kind and weapons of
    the one told before; another of the same kind in the same sentence came with the same platforms."""
    if not found or frame.munitions or any(arm.code != "aircraft" for arm in frame.platforms):
        return frame
    before, kind = found[-1].frames[-1], found[-1].type
    vague = frame.further and frame.type == "other_violence"
    if vague or (frame.similar and frame.type in (kind, *_MEANS_UNTOLD)):
        return msgspec.structs.replace(frame, type=kind, munitions=before.munitions, platforms=before.platforms)
    if frame.further and frame.order == before.order and frame.type == kind:
        return msgspec.structs.replace(frame, platforms=before.platforms or frame.platforms)
    return frame


def general(occurrence: Occurrence) -> bool:
    """Is it a general statement ("هجماتها على مدن وبلدات الشمال") and no occurrence: told once, with no place of its
    own, nobody counted, nothing hit?"""
    if (
        occurrence.timing.background
        or len(occurrence.frames) > 1
        or occurrence.specific
        or occurrence.frames[0].order == 0
        or occurrence.frames[0].further
    ):
        return False
    frame = occurrence.frames[0]
    counted = [f for f in frame.figures if not f.zero and (f.stated or f.head < 0)]
    dated = occurrence.timing.mention is not None and not occurrence.timing.past
    return not (counted or frame.facilities or dated or any(strike.stated for strike in frame.strikes))


def _home(found: Sequence[Occurrence], new: Occurrence) -> tuple[int | None, str]:
    """The occurrence that a new frame goes on about, with the reason, or (None, "")."""
    best: tuple[int, int, str] | None = None
    for position in range(len(found) - 1, -1, -1):
        strength, reason = _tie(found[position], new, latest=position == len(found) - 1)
        if strength and (best is None or strength > best[0]):
            best = (strength, position, reason)
    return (best[1], best[2]) if best else (None, "")


def _tie(old: Occurrence, new: Occurrence, *, latest: bool) -> tuple[int, str]:
    """(strength, reason) of the tie between an occurrence and a frame; 0 where they are two."""
    frame = new.frames[0]
    if old.timing.background != new.timing.background or not _same_time(old.timing, new.timing):
        return 0, ""
    if not _same_kind(old, new):
        return 0, ""
    if old.timing.background:
        same = tellings.equal([f.figures for f in old.frames], frame.figures)
        return (2, "the same running total") if same else (0, "")
    if frame.further:
        return 0, ""
    before, now = [frame.figures for frame in old.frames], frame.figures
    conflict, equal = tellings.conflict(before, now), tellings.equal(before, now)
    distance = frame.order - old.frames[-1].order
    if frame.again and not conflict and distance <= _NEAR:
        return 3, "it tells more of the same people"
    shared = old.specific & new.specific
    if shared:
        if _wider(old, new) and not equal:
            return 0, ""
        if conflict and not (equal or len(old.specific) == len(new.specific) == len(shared)):
            return 0, ""
        return 5 + equal - 3 * conflict, "the same place" + (" and figures" if equal else "")
    if old.specific and new.specific:
        if not conflict and (old.specific & new.around or new.specific & old.around):
            return 3 + equal, "one place is in the other"
        return (
            (2, "the same figures beside the headline")
            if equal and old.frames[0].order == 0 and not conflict
            else (0, "")
        )
    if conflict:
        return 0, ""
    if not new.specific:
        if frame.order == old.frames[-1].order and frame.opener != "shift":
            return 0 if _own_attack(new) and not equal else 4, "the same sentence goes on"
        if new.wide and (old.wide or old.specific) and not new.wide & (old.wide | old.specific):
            return 0, ""
        alike = tellings.alike(before, now)
        if alike and new.wide & (old.wide | old.specific):
            return 3, "the same figure in the same area"
        if old.frames[0].order == 0 and frame.order <= _LEAD and (alike or tellings.compatible(before, now)):
            return 3, "the lead tells the headline again"
        if (latest or equal) and distance <= _NEAR and _refers(new):
            return 2 + 2 * equal, "it refers back"
        return (3, "the same figures") if equal else (0, "")
    if old.wide and new.wide and not old.wide & (new.wide | new.specific):
        return 0, ""
    if equal or (old.frames[0].order <= 1 and not frame.row):
        return 2 + 2 * equal, "the headline or lead tells it first"
    told = frame.row or any(site.head for site in frame.sites) or (_own_attack(old) and _own_attack(new))
    return (1, "it says where") if latest and distance <= 1 and not old.specific and not told else (0, "")


def _wider(old: Occurrence, new: Occurrence) -> bool:
    """Does the new frame tell an attack of its own on several places, of which the earlier one names few ("قرى A وB وC"
    behind A)?"""
    told = {key for key in new.specific - old.specific - old.around if not key.isascii()}
    return len(told) > 1 and bool(old.figures) and _own_attack(new)


def _own_attack(new: Occurrence) -> bool:
    """Does the first frame state an attack with weapon or author of its own?"""
    frame = new.frames[0]
    return bool(frame.attacks) and bool(
        frame.platforms or frame.munitions or any(a.role == "attacker" for a in frame.agents)
    )


def _refers(new: Occurrence) -> bool:
    """Does the frame only refer back: a definite attack (القصف), or harm without an attack?"""
    frame = new.frames[0]
    if not frame.attacks:
        return True
    return all(m.reading.definite or m.reading.entry.pos == "verb" for m in frame.attacks) or not new.wide


def _same_time(old: Timing, new: Timing) -> bool:
    """Do the dates allow one occurrence?"""
    if old.past != new.past:
        return False
    return old.day is None or new.day is None or old.day == new.day


def _same_kind(old: Occurrence, new: Occurrence) -> bool:
    """Do the types allow one occurrence?"""
    a, b = old.type, new.type
    if a is None or b is None or a == b:
        return True
    if b in kinds.EFFECTS and a not in kinds.SECONDARY and not new.specific:
        return new.frames[0].order - old.frames[-1].order <= 1
    if not any(a in family and b in family for family in (_FIRE, _BLAST, _DIRECT)):
        return (a == "killing" and b not in ("truce", "calm", "displacement")) or (
            b == "killing" and a not in ("truce", "calm", "displacement")
        )
    if "other_violence" in (a, b):
        return True
    if a in _FIRE and b in _FIRE:
        bare = old if a == "shelling" else new if b == "shelling" else None
        if bare is None:
            return False
        carried = [arm for frame in bare.frames for arm in frame.platforms]
        return not carried and all(arm.code in _EITHER for frame in bare.frames for arm in frame.munitions)
    return True


def _joined(old: Occurrence, new: Occurrence, reason: str) -> Occurrence:
    """One occurrence of both."""
    frames = (*old.frames, *new.frames)
    kind = kinds.decide(
        kinds.said([mention for frame in frames for mention in frame.attacks]),
        [arm.code for frame in frames for arm in frame.munitions],
        [arm.code for frame in frames for arm in frame.platforms],
        [strike.unit for frame in frames for strike in frame.strikes],
    )
    timing = old.timing if old.timing.day is not None or new.timing.day is None else new.timing
    return Occurrence(
        frames,
        timing,
        kind,
        old.specific | new.specific,
        old.wide | new.wide,
        old.around | new.around,
        (*old.reasons, reason),
    )
