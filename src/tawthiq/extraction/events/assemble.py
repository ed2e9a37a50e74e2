"""Assembly: from an occurrence, found in words, to the event that the code book records, each value with its
evidence."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.actors import parties
from tawthiq.extraction.actors.parties import Party
from tawthiq.extraction.actors.sources import attribution
from tawthiq.extraction.events import confidence
from tawthiq.extraction.events.occurrences import Occurrence
from tawthiq.extraction.events.talks import talks
from tawthiq.extraction.page import Page
from tawthiq.extraction.people.displaced import displaced
from tawthiq.extraction.people.persons import persons
from tawthiq.extraction.statements.frames import Frame
from tawthiq.extraction.things import arms
from tawthiq.extraction.things.arms import StrikeFigure
from tawthiq.extraction.things.facilities import afterwards
from tawthiq.extraction.tolls.toll import tolls
from tawthiq.model.codes import EventType, Level, Modality
from tawthiq.model.count import Count
from tawthiq.model.dates import EventDate
from tawthiq.model.event import Event, Facility, MunitionUse, PlatformUse, Strike
from tawthiq.model.evidence import Evidence
from tawthiq.model.place import Location
from tawthiq.refdata.codes import load_codes

METHOD = "grammar/1"
_WORDS = 14
"""Words of a clause that are kept as the evidence of an event, from its trigger on."""

_TALKS: frozenset[EventType] = frozenset(("truce", "calm"))
_BY_HAND: frozenset[EventType] = frozenset(("shooting", "killing", "abduction"))
_GUIDED: frozenset[EventType] = frozenset(("air_attack", "drone_attack", "missile_attack"))
_AIR: frozenset[EventType] = frozenset(("air_attack", "drone_attack"))


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An occurrence with all that its event needs but for its id and what it is part of."""

    occurrence: Occurrence
    type: EventType
    level: Level
    modality: Modality
    date: EventDate
    parties: tuple[Party, ...]
    locations: tuple[Location, ...]


def event(page: Page, draft: Draft, name: str, part_of: str | None) -> Event:
    """The event of a draft."""
    frames = draft.occurrence.frames
    munitions = _munitions(page, frames, draft.type)
    platforms = _platforms(page, draft)
    said = attribution(page, frames)
    casualties = tolls(page, frames, said)
    told = Event(
        id=name,
        evidence=_evidence(page, frames),
        type=draft.type,
        level=draft.level,
        part_of=part_of,
        modality=draft.modality,
        date=draft.date,
        sources=said.sources,
        locations=draft.locations,
        actors=tuple(parties.actor(page, party) for party in draft.parties),
        platforms=platforms,
        munitions=munitions,
        strikes=_strikes(page, frames, draft.type),
        casualties=casualties,
        persons=persons(page, frames, casualties),
        facilities=_facilities(page, frames, draft.type),
        displacement=displaced(page, frames),
        talks=talks(page, frames, draft.parties) if draft.type == "truce" else None,
        confidence=0.0,
        method=METHOD,
    )
    return confidence.rated(page, draft.occurrence, told)


def _evidence(page: Page, frames: Sequence[Frame]) -> tuple[Evidence, ...]:
    """The words that state the occurrence: from each frame's trigger to the end of its clause, at most a dozen
    words."""
    found: dict[tuple[int, int], Evidence] = {}
    for frame in frames:
        heads = [(m.first, m.last) for m in frame.attacks[:1]] or [f.trigger for f in frame.figures[:1]]
        for first, last in heads:
            end = next((end for start, end in frame.ranges if start <= first < end), last)
            end = max(last, min(end, first + _WORDS))
            while end > last and page.words[end - 1].kind in ("mark", "line"):
                end -= 1
            found[first, end] = page.evidence(first, end)
    return tuple(found[mark] for mark in sorted(found))


def _munitions(page: Page, frames: Sequence[Frame], kind: EventType) -> tuple[MunitionUse, ...]:
    """Each munition once; a rocket from an aircraft is an air rocket."""
    found: dict[str, list[Evidence]] = {}
    for frame in frames:
        for arm in frame.munitions:
            known = load_codes("munitions").get(arm.code)
            code = known.from_aircraft if known and known.from_aircraft and kind in _AIR else arm.code
            found.setdefault(code, []).append(page.evidence(arm.first, arm.last))
    if "landmine" in found:
        found.pop("uxo", None)
    return tuple(MunitionUse(code=code, evidence=tuple(words)) for code, words in found.items())


def _platforms(page: Page, draft: Draft) -> tuple[PlatformUse, ...]:
    """Each platform once; "aircraft" is dropped where a kind of aircraft is told, and in attacks of another kind. The
    words that name an attacker for the whole sentence may say with what ("الطيران الحربي الروسي … وغارتين على …")."""
    found: dict[str, list[Evidence]] = {}
    kind = draft.type
    for frame in draft.occurrence.frames:
        for arm in frame.platforms:
            found.setdefault(arm.code, []).append(page.evidence(arm.first, arm.last))
        if kind == "air_attack" and not frame.platforms:
            for mention in frame.attacks:
                if mention.reading.entry.code == "air_attack":
                    found.setdefault("aircraft", []).append(page.evidence(mention.first, mention.last))
    if found.keys() <= {"aircraft"} and kind == "air_attack":
        start = next((s.first for s in page.sentences if s.first <= draft.occurrence.frames[0].first < s.last), 0)
        named = [party for party in draft.parties if party.role == "attacker" and party.first >= start]
        for arm in (arm for party in named for arm in arms.platforms(page, party.first, party.last)):
            found.setdefault(arm.code, []).append(page.evidence(arm.first, arm.last))
    if found.keys() & {"fixed_wing", "helicopter", "drone"}:
        found.pop("aircraft", None)
    return tuple(
        PlatformUse(code=code, evidence=tuple(words))  # type: ignore[arg-type]  # the lexicon checks platform codes
        for code, words in found.items()
        if kind not in ("explosion", "abduction", "shooting", "killing") or code == "vehicle"
    )


def _strikes(page: Page, frames: Sequence[Frame], kind: EventType) -> tuple[Strike, ...]:
    """The most exact count of each unit. Of a blast only blasts are counted, not the shell that blew up."""
    best: dict[str, StrikeFigure] = {}
    told: dict[str, list[Evidence]] = {}
    for frame in frames:
        for figure in frame.strikes:
            unit = _unit(figure.unit, kind)
            if unit is None:
                continue
            known = best.get(unit)
            told.setdefault(unit, []).append(page.evidence(figure.first, figure.last))
            if known is None or (bool(figure.stated) and (not known.stated or known.stated == (1,) != figure.stated)):
                best[unit] = figure
    return tuple(
        Strike(
            unit=unit,  # type: ignore[arg-type]  # the lexicon checks strike units
            count=Count.of(page.quote(f.first, f.last), f.quantifier, *f.stated, nearly=f.nearly),
            evidence=tuple(told[unit]),
        )
        for unit, f in best.items()
    )


def _unit(told: str, kind: EventType) -> str | None:
    """The unit of a count in an attack of this kind: a blow (ضربة) from an aircraft is a raid, from a person none, and
    what an aircraft or a missile attack fires (صواريخ) are missiles. None: not counted."""
    if kind == "explosion" and told != "explosion":
        return None
    if told == "other" and kind in _BY_HAND:
        return None
    if told == "other" and kind == "air_attack":
        return "raid"
    return "missile" if told == "rocket" and kind in _GUIDED else told


def _facilities(page: Page, frames: Sequence[Frame], kind: EventType) -> tuple[Facility, ...]:
    """Each type of facility once, with the damage, function and count that any frame tells."""
    found: dict[str, Facility] = {}
    explicit: set[str] = set()
    nouns: dict[str, str] = {}
    for mention in (m for frame in frames for m in afterwards(page, frame.facilities, frame.ranges)):
        words = page.evidence(mention.first, mention.last)
        amount = mention.amount
        count = None if amount is None else amount.count(page)
        code = mention.type
        if mention.again is not None:
            code = next(reversed(found), code) if mention.again == "any" else nouns.get(mention.noun, code)
        nouns.setdefault(mention.noun, code)
        known = found.get(code)
        if known is None:
            found[code] = Facility(
                type=code, damage=mention.damage, function=mention.function, count=count, evidence=(words,)  # type: ignore[arg-type]  # checked by the lexicon
            )  # fmt: skip
        else:
            better = amount is not None and amount.explicit and code not in explicit
            found[code] = msgspec.structs.replace(
                known,
                damage=known.damage or mention.damage,
                function=known.function or mention.function,
                count=count if better else known.count or count,
                evidence=known.evidence if words in known.evidence else (*known.evidence, words),
            )
        if amount is not None and amount.explicit:
            explicit.add(code)
    return tuple(found.values()) if kind not in _TALKS else ()


def fallback_type(occurrence: Occurrence) -> EventType:
    """The type of an occurrence whose words give none: from the harm alone."""
    outcomes = {figure.outcome for figure in occurrence.figures}
    if "detained" in outcomes and not outcomes & {"killed", "injured"}:
        return "abduction"
    return "killing" if "killed" in outcomes else "other_violence"
