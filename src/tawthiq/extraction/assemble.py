"""Assembly: from an occurrence, found in words, to the event that the code book records, each value with its
evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from tawthiq.extraction import confidence, parties
from tawthiq.extraction.arms import StrikeFigure
from tawthiq.extraction.frames import Frame
from tawthiq.extraction.occurrences import Occurrence, Places, seat
from tawthiq.extraction.page import Page
from tawthiq.extraction.parties import Party
from tawthiq.extraction.site import Site
from tawthiq.extraction.sources import sources
from tawthiq.extraction.tolls import tolls
from tawthiq.model.codes import EventType, Level, Modality, PlaceRole
from tawthiq.model.count import Count
from tawthiq.model.dates import EventDate
from tawthiq.model.event import Displacement, Event, Facility, MunitionUse, PlatformUse, Strike
from tawthiq.model.evidence import Evidence
from tawthiq.model.place import Location, ResolvedPlace
from tawthiq.refdata.codes import load_codes

METHOD = "grammar/1"
_WORDS = 14
"""Words of a clause that are kept as the evidence of an event, from its trigger on."""

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
_TALKS: frozenset[EventType] = frozenset(("truce", "calm"))
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
    platforms = _platforms(page, frames, draft.type)
    casualties = tolls(page, frames)
    return Event(
        id=name,
        evidence=_evidence(page, frames),
        type=draft.type,
        level=draft.level,
        part_of=part_of,
        modality=draft.modality,
        date=draft.date,
        sources=sources(page, frames),
        locations=draft.locations,
        actors=tuple(parties.actor(page, party) for party in draft.parties),
        platforms=platforms,
        munitions=munitions,
        strikes=_strikes(page, frames),
        casualties=casualties,
        facilities=_facilities(page, frames, draft.type),
        displacement=_displacement(page, frames),
        confidence=confidence.score(draft.occurrence, draft.locations, casualties),
        method=METHOD,
    )


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


def _platforms(page: Page, frames: Sequence[Frame], kind: EventType) -> tuple[PlatformUse, ...]:
    """Each platform once; "aircraft" is dropped where a kind of aircraft is told, and in attacks of another kind."""
    found: dict[str, list[Evidence]] = {}
    for frame in frames:
        for arm in frame.platforms:
            found.setdefault(arm.code, []).append(page.evidence(arm.first, arm.last))
        if kind == "air_attack" and not frame.platforms:
            for mention in frame.attacks:
                if mention.reading.entry.code == "air_attack":
                    found.setdefault("aircraft", []).append(page.evidence(mention.first, mention.last))
    if found.keys() & {"fixed_wing", "helicopter", "drone"}:
        found.pop("aircraft", None)
    return tuple(
        PlatformUse(code=code, evidence=tuple(words))  # type: ignore[arg-type]  # the lexicon checks platform codes
        for code, words in found.items()
        if kind not in ("explosion", "abduction", "shooting", "killing") or code == "vehicle"
    )


def _strikes(page: Page, frames: Sequence[Frame]) -> tuple[Strike, ...]:
    """The most exact count of each unit."""
    best: dict[str, StrikeFigure] = {}
    told: dict[str, list[Evidence]] = {}
    for frame in frames:
        for figure in frame.strikes:
            known = best.get(figure.unit)
            told.setdefault(figure.unit, []).append(page.evidence(figure.first, figure.last))
            if known is None or (bool(figure.stated) and (not known.stated or known.stated == (1,) != figure.stated)):
                best[figure.unit] = figure
    return tuple(
        Strike(
            unit=unit,  # type: ignore[arg-type]  # the lexicon checks strike units
            count=Count.of(page.quote(f.first, f.last), f.quantifier, *f.stated, nearly=f.nearly),
            evidence=tuple(told[unit]),
        )
        for unit, f in best.items()
    )


def _facilities(page: Page, frames: Sequence[Frame], kind: EventType) -> tuple[Facility, ...]:
    """Each type of facility once, with the damage and function that any frame tells."""
    found: dict[str, Facility] = {}
    for frame in frames:
        for mention in frame.facilities:
            words = page.evidence(mention.first, mention.last)
            known = found.get(mention.type)
            if known is None:
                found[mention.type] = Facility(
                    type=mention.type, damage=mention.damage, function=mention.function, evidence=(words,)  # type: ignore[arg-type]  # checked by the lexicon
                )  # fmt: skip
            else:
                found[mention.type] = msgspec.structs.replace(
                    known,
                    damage=known.damage or mention.damage,
                    function=known.function or mention.function,
                    evidence=(*known.evidence, words),
                )
    return tuple(found.values()) if kind not in _TALKS else ()


def _displacement(page: Page, frames: Sequence[Frame]) -> tuple[Displacement, ...]:
    """People who left, with their number where the report gives one."""
    for frame in frames:
        for mention in frame.attacks:
            if mention.reading.entry.code != "displacement":
                continue
            words = page.evidence(mention.first, mention.last)
            quantifier: str = "unknown"
            return (
                Displacement(
                    unit="unknown", term=_term(mention.reading.entry.lemma),  # type: ignore[arg-type]  # one of the code book's terms
                    count=Count.of(words.quote, quantifier), evidence=(words,),  # type: ignore[arg-type]  # one of the code book's quantifiers
                ),
            )  # fmt: skip
    return ()


def _term(lemma: str) -> str:
    """The code book's term for a verb of leaving."""
    table = {
        "تهجير": "forced",
        "هجر": "forced",
        "إخلاء": "evacuated",
        "أخلى": "evacuated",
        "إجلاء": "evacuated",
        "أجلى": "evacuated",
    }
    return table.get(lemma, "fled")


def locations(page: Page, occurrence: Occurrence, places: Places, kind: EventType) -> tuple[Location, ...]:
    """The places of an occurrence, each once: sites that were hit, then the town around a quarter or site."""
    found: dict[tuple[str, str], Location] = {}
    placed = [(frame, site) for frame in occurrence.frames for site in frame.sites if not _elsewhere(page, frame, site)]
    narrow = [pair for pair in placed if not _broad(pair[1], places)]
    narrow = [pair for pair in narrow if not seat(pair[1], places)] or narrow
    narrow = [pair for pair in narrow if not _between(page, *pair)] or narrow
    if not narrow and not occurrence.timing.background:
        placed = [pair for pair in placed if places[pair[1]].precision != "country"]
    for frame, site in narrow or placed:
        role = _role(page, frame, site, kind)
        if role == "impact" and _feature(site, places) and any(not _feature(s, places) for _, s in narrow):
            role = "area"
        _put(found, page, site, role, places)
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


def _between(page: Page, frame: Frame, site: Site) -> bool:
    """Is it only one end of a road that the place lies on (على الطريق الواصل بين X وY)?"""
    return any(page.at(i, "between") is not None for i in range(max(frame.first, site.start - 4), site.start))


def _feature(site: Site, places: Places) -> bool:
    """Is the site a mountain or another stretch of land, around the villages told with it?"""
    return places[site].precision == "feature"


def _needs_area(site: Site, places: Places) -> bool:
    """Is the site inside a town, so that the town is worth recording?"""
    return site.kind in _INNER or places[site].precision in ("neighbourhood", "point", "feature")


def _broad(site: Site, places: Places) -> bool:
    """Is the site an area, a bulletin head or a hashtag?"""
    return site.wide or site.head or site.tagged or places[site].precision in ("country", "admin1", "sector")


def _elsewhere(page: Page, frame: Frame, site: Site) -> bool:
    """Is it only where somebody was treated, or where a speaker stands?"""
    for cue in frame.cues:
        sense = cue.reading.entry.sense
        if sense == "transfer" and 0 <= site.start - cue.last <= 6:
            return True
    if site.start > 0 and page.words[site.start - 1].folded.lstrip("وبل") in ("معركه", "معارك"):
        return True
    if any(page.at(i, "venue") is not None for i in range(max(frame.first, site.start - 3), site.start)):
        return True
    if page.at(site.start - 1, "native") is not None or page.at(site.start - 2, "native") is not None:
        return True
    return any(
        (source := page.at(i, "source")) is not None and source.last <= site.start
        for i in range(max(frame.first, site.start - 4), site.start)
    )


def _role(page: Page, frame: Frame, site: Site, kind: EventType) -> PlaceRole:
    """The part that the place has."""
    if kind in _TALKS:
        return "venue"
    before = range(max(frame.first, site.start - 4), site.start + 1)
    if any((cue := page.at(i, "launch")) is not None and 0 <= site.start + 1 - cue.last <= 2 for i in before):
        return "launch"
    if site.head:
        return "area"
    if kind == "displacement":
        away = any(page.at(i, "destination") is not None for i in before)
        return "destination" if away else "origin"
    return "impact"


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
    """An area that is also an impact is named once; unresolved spellings of one name are one."""
    impacts = {item.name for item in found if item.role == "impact"} | {
        item.place_id for item in found if item.role == "impact" and item.place_id
    }
    return [item for item in found if item.role != "area" or not ({item.name, item.place_id} & impacts)]


def level(occurrence: Occurrence, kind: EventType, found: Iterable[Location]) -> Level:
    """``context`` for sums, talks and calm; ``cluster`` for several places under one telling."""
    if occurrence.timing.background or kind in _TALKS:
        return "context"
    impacts = [item for item in found if item.role in ("impact", "origin")]
    settlements = {item.place_id or item.name for item in impacts if item.precision in ("settlement", "near", "admin3")}
    if len(settlements) > 1:
        return "cluster"
    many = any(
        (s.stated and s.stated[0] >= 10) or s.quantifier in ("tens", "hundreds")
        for f in occurrence.frames
        for s in f.strikes
    )
    wide = bool(impacts) and all(item.precision in ("sector", "admin1", "country") for item in impacts)
    return "cluster" if many and wide else "incident"


def fallback_type(occurrence: Occurrence) -> EventType:
    """The type of an occurrence whose words give none: from the harm alone."""
    outcomes = {figure.outcome for figure in occurrence.figures}
    if "detained" in outcomes and not outcomes & {"killed", "injured"}:
        return "abduction"
    return "killing" if "killed" in outcomes else "other_violence"
