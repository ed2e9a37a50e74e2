"""Ties: what makes a frame go on about an occurrence that was told before it.

Two tellings are one occurrence where type, day, place and figures allow it and something ties them: a place in common,
the same figures, or that the later one only refers back. Figures that contradict each other keep them apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.events.occurrences import Occurrence
from tawthiq.extraction.statements import kinds
from tawthiq.extraction.times.timing import Timing
from tawthiq.extraction.tolls import tellings
from tawthiq.language.ar.dates import DateMention
from tawthiq.model.codes import EventType
from tawthiq.refdata.codes import side

_NEAR, _LEAD = 4, 4
"""Sentences that a reference back may skip."""

_FIRE: frozenset[EventType] = frozenset(
    ("air_attack", "drone_attack", "shelling", "missile_attack", "other_violence", "chemical_attack")
)
_BLAST: frozenset[EventType] = frozenset(("explosion", "suicide_attack", "other_violence"))
_DIRECT: frozenset[EventType] = frozenset(
    ("shooting", "killing", "armed_clash", "abduction", "other_violence", "vehicle_incident")
)
_EITHER = frozenset(("rocket", "guided_missile"))
"""Munitions that come from the air as well as from the ground."""

_APART = (0, "")


def home(found: Sequence[Occurrence], new: Occurrence) -> tuple[int | None, str]:
    """The occurrence that a new frame goes on about, with the reason, or (None, "")."""
    best: tuple[int, int, str] | None = None
    for position in sorted(range(len(found)), key=lambda at: (found[at].frames[-1].first, at), reverse=True):
        latest = all(later.timing.background or later.timing.past for later in found[position + 1 :])
        strength, reason = _tie(found[position], new, latest=latest)
        if strength and (best is None or strength > best[0]):
            best = (strength, position, reason)
    return (best[1], best[2]) if best else (None, "")


def habitual(new: Occurrence) -> bool:
    """Does a frame tell what goes on again and again ("تتعرض المناطق لهجمات متواصلة، ما يسفر عن ضحايا"), without a
    day, a number or a place, so that it tells nothing of the attack before it?"""
    frame = new.frames[0]
    counted = any(figure.stated for figure in frame.figures) or any(strike.stated for strike in frame.strikes)
    own = counted or frame.dates or new.specific or new.timing.background
    return frame.order > 0 and frame.has("habitual") and not own


class _Compared(msgspec.Struct, frozen=True):
    """How the figures of a frame stand to those told before: they contradict them, are the same, or one is."""

    conflict: bool
    equal: bool
    alike: bool


def _tie(old: Occurrence, new: Occurrence, *, latest: bool) -> tuple[int, str]:
    """(strength, reason) of the tie between an occurrence and a frame; 0 where they are two."""
    frame = new.frames[0]
    if old.timing.background != new.timing.background:
        return _APART
    if not (old.timing.background or _same_kind(old, new)) or _opposed(old, new):
        return _APART
    before, now = [frame.figures for frame in old.frames], frame.figures
    conflict = tellings.conflict(before, now) and not _raised(new)
    told = _Compared(conflict, tellings.equal(before, now), tellings.alike(before, now))
    after = told.equal and not frame.attacks  # "وكانت الفرق قد انتشلت جثث القتلى الستة"
    if not _same_time(old.timing, new.timing, after=after):
        return _APART
    if old.timing.background:
        return _sum(old, new, told)
    if frame.further and (latest or old.frames[-1].order > 0):
        return _APART
    if frame.again and frame.order - old.frames[-1].order <= _NEAR and tellings.mentioned(before, now):
        return 6, "it tells more of the same people"
    if old.specific and new.specific:
        return _placed(old, new, told)
    if told.conflict:
        return _APART
    return _located(old, new, told, latest=latest) if new.specific else _going_on(old, new, told, latest=latest)


def _placed(old: Occurrence, new: Occurrence, told: _Compared) -> tuple[int, str]:
    """The tie of two that both name places."""
    shared = old.specific & new.specific
    if shared:
        if _wider(old, new) and not told.equal:
            return _APART
        if told.conflict and not (told.equal or len(old.specific) == len(new.specific) == len(shared)):
            return _APART
        return 5 + told.equal - 3 * told.conflict, "the same place" + (" and figures" if told.equal else "")
    if told.conflict:
        return _APART
    if old.specific & new.around or new.specific & old.around:
        return 3 + told.equal, "one place is in the other"
    if _outside(old, new) and (told.alike or _same_strikes(old, new)):
        return 2, "the lead names the town, and this the village by it"
    return (2, "the same figures beside the headline") if told.equal and old.frames[0].order == 0 else _APART


def _going_on(old: Occurrence, new: Occurrence, told: _Compared, *, latest: bool) -> tuple[int, str]:
    """The tie of a frame that names no place of its own."""
    frame = new.frames[0]
    if frame.order == old.frames[-1].order and frame.opener != "shift":
        arrests = new.type == "abduction" and old.type in _DIRECT
        own = _own_attack(new) and not (told.equal or arrests)
        return (0 if own else 4), "the same sentence goes on"
    if new.wide and (old.wide or old.specific) and _areas_apart(old, new):
        return _APART
    if told.alike and new.wide & (old.wide | old.specific):
        return 3, "the same figure in the same area"
    compatible = told.alike or tellings.compatible([frame.figures for frame in old.frames], frame.figures)
    if old.frames[0].order == 0 and frame.order <= _LEAD and compatible:
        return 3, "the lead tells the headline again"
    if (latest or told.equal) and frame.order - old.frames[-1].order <= _NEAR and _refers(new):
        return 2 + 2 * told.equal, "it refers back"
    return (3, "the same figures") if told.equal else _APART


def _located(old: Occurrence, new: Occurrence, told: _Compared, *, latest: bool) -> tuple[int, str]:
    """The tie of a frame that names a place where nothing before it did."""
    frame = new.frames[0]
    if old.wide and new.wide and _areas_apart(old, new):
        return _APART
    if told.equal or (old.frames[0].order <= 1 and not frame.row):
        return 2 + 2 * told.equal, "the headline or lead tells it first"
    if latest and frame.order == old.frames[-1].order and frame.opener != "shift" and not _own_attack(new):
        return 4, "the same sentence goes on"
    item = frame.row or any(site.head for site in frame.sites) or (_own_attack(old) and _own_attack(new))
    near = latest and frame.order - old.frames[-1].order <= 1
    return (1, "it says where") if near and not item else _APART


def _raised(new: Occurrence) -> bool:
    """Does a frame only say what the toll of the known attack has risen to ("ارتفعت الحصيلة إلى خمسة قتلى")?"""
    frame = new.frames[0]
    rises = any(cue.reading.entry.sense == "total" and cue.reading.entry.code == "raised" for cue in frame.cues)
    return rises and all(mention.reading.definite for mention in frame.attacks)


def _sum(old: Occurrence, new: Occurrence, told: _Compared) -> tuple[int, str]:
    """The tie of two sums over a time: one total told twice; or one count of attacks and of those whom they harmed,
    which goes on in the same sentence or the next, without rows that stand for places."""
    if (told.equal and _same_kind(old, new)) or _same_blows(old, new):
        return 2, "the same running total"
    frame = new.frames[0]
    goes_on = frame.order - old.frames[-1].order <= 1 and old.timing == new.timing and not frame.row
    apart = old.specific | old.wide and new.specific | new.wide and _areas_apart(old, new)
    return (1, "the sum goes on") if goes_on and not (told.conflict or apart) else _APART


def _same_blows(old: Occurrence, new: Occurrence) -> bool:
    """Do both only count the attacks, and count them alike ("مئات الضربات الجوية في سوريا", twice)?"""
    told, again = ([s for frame in one.frames for s in frame.strikes] for one in (old, new))
    counts = {(strike.quantifier, strike.stated) for strike in again if strike.quantifier != "plural"}
    alone = not (old.figures or new.figures) and old.type == new.type
    return alone and bool(counts & {(strike.quantifier, strike.stated) for strike in told})


def _outside(old: Occurrence, new: Occurrence) -> bool:
    """Does the lead name the town in whose countryside the new frame's place lies, by the same weapon?"""
    arms = [{arm.code for frame in one.frames for arm in frame.munitions} for one in (old, new)]
    lead = old.frames[0].order <= 1 and not new.frames[0].row
    return lead and bool(old.specific & new.wide) and (arms[0] == arms[1] or not all(arms))


def _same_strikes(old: Occurrence, new: Occurrence) -> bool:
    """Do both count the same number of blows, more than two ("8 غارات")?"""
    told, again = (
        {s.stated for f in one.frames for s in f.strikes if s.stated and s.stated[0] > 2} for one in (old, new)
    )
    return bool(told & again)


def _areas_apart(old: Occurrence, new: Occurrence) -> bool:
    """Do the areas told contradict each other: no place in common, and not the same governorate?"""
    if (old.wide | old.specific) & (new.wide | new.specific):
        return False
    return not old.governorates & new.governorates


def _wider(old: Occurrence, new: Occurrence) -> bool:
    """Does the new frame tell an attack of its own on several places, of which the earlier one names few ("قرى A وB وC"
    behind A)?"""
    told = {key for key in new.specific - old.specific - old.around if not key.isascii()}
    return len(told) > 1 and bool(old.figures or old.frames[0].order > 1) and _own_attack(new)


def _opposed(old: Occurrence, new: Occurrence) -> bool:
    """Does one side hit back at the other ("قصفت قسد X، وقصف الجيش التركي مواقع قسد في X"): who attacks in one is
    attacked in the other?"""
    hitting, hit = _sides(old, "attacker"), _sides(old, "target")
    hitting_now, hit_now = _sides(new, "attacker"), _sides(new, "target")
    return not hitting & hitting_now and bool(hitting & hit_now or hitting_now & hit)


def _sides(told: Occurrence, role: str) -> frozenset[str]:
    """The sides that have a role in an occurrence by its own words."""
    codes = (agent.code for frame in told.frames for agent in frame.agents if agent.role == role)
    return frozenset(one for code in codes for one in side(code).split("|"))


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


def _same_time(old: Timing, new: Timing, *, after: bool) -> bool:
    """Do the dates allow one occurrence? One that both date to the same day may be told as past once only, and so may
    what was done ``after`` it for the same people."""
    if old.past != new.past and not after:
        return old.day is not None and old.day == new.day
    if old.day is None or new.day is None:
        return not _other_day(old.mention, new.mention)
    return old.day == new.day


def _other_day(one: DateMention | None, other: DateMention | None) -> bool:
    """Do two dates name different days, though a report without a date of its own leaves both open ("اليوم الجمعة" and
    "أمس الخميس")?"""
    if one is None or other is None:
        return False
    said = ((one.offset_days, other.offset_days), (one.weekday, other.weekday))
    return any(a is not None and b is not None and a != b for a, b in said)


def _same_kind(old: Occurrence, new: Occurrence) -> bool:
    """Do the types allow one occurrence?"""
    a, b = old.type, new.type
    if a is None or b is None or a == b:
        return True
    if b in kinds.EFFECTS and a not in kinds.SECONDARY and not new.specific:
        return new.frames[0].order - old.frames[-1].order <= 1
    if {a, b} == {"shelling", "shooting"} and old.specific & new.specific:
        return not any(frame.platforms or frame.munitions for frame in (old if a == "shelling" else new).frames)
    if "armed_clash" in (a, b) and {a, b} & _FIRE and _defence(old if a == "armed_clash" else new):
        return True
    if b == "explosion" and a in _FIRE and _heard(new):
        return True
    if not any(a in family and b in family for family in (_FIRE, _BLAST, _DIRECT)):
        return (a == "killing" and b not in ("truce", "calm", "displacement")) or (
            b == "killing" and a not in ("truce", "calm", "displacement")
        )
    if "other_violence" in (a, b) or {a, b} == {"air_attack", "drone_attack"}:
        return "other_violence" in (a, b) or _undescribed(old if a == "air_attack" else new)
    if a in _FIRE and b in _FIRE:
        bare = old if a == "shelling" else new if b == "shelling" else None
        if bare is None:
            return False
        carried = [arm for frame in bare.frames for arm in frame.platforms]
        return not carried and all(arm.code in _EITHER for frame in bare.frames for arm in frame.munitions)
    return True


def _heard(blast: Occurrence) -> bool:
    """Is it only that the blasts of an attack were heard ("وسُمعت أصوات الانفجارات")?"""
    frame = blast.frames[0]
    known = all(mention.reading.definite for mention in frame.attacks)
    return known and not (frame.figures or frame.facilities or kinds.REMNANTS & {arm.code for arm in frame.munitions})


def _undescribed(air: Occurrence) -> bool:
    """Is an attack from the air told without saying from what, so that a drone may have made it?"""
    return all(arm.code == "aircraft" for frame in air.frames for arm in frame.platforms)


def _defence(clash: Occurrence) -> bool:
    """Does a "clash" only tell that an attack was met ("تصدت وسائط دفاعنا الجوي لصواريخ العدوان")?"""
    words = [mention for frame in clash.frames for mention in frame.attacks]
    weak = all(mention.reading.entry.attributes.get("weight") == "weak" for mention in words)
    return weak and any(mention.reading.entry.code in _FIRE for mention in words)
