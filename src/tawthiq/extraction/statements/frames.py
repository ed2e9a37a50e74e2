"""Frames: the clauses of a sentence put together, each frame one occurrence with all that the clauses say of it.

An attack opens a frame; its effects (مما أدى إلى), its causes (جراء) and clauses without an occurrence of their own
join
it; a new attack tied by و or كما with a place of its own, or a change of subject, opens the next.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.actors import agents as agents_
from tawthiq.extraction.actors.agents import Agent
from tawthiq.extraction.page import Page, Range
from tawthiq.extraction.people.casualties import figures
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.sites.mentions import sites
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.statements import kinds
from tawthiq.extraction.statements.clauses import Clause, clauses
from tawthiq.extraction.statements.triggers import triggers, weak
from tawthiq.extraction.things import arms, facilities
from tawthiq.extraction.things.arms import Arm, StrikeFigure
from tawthiq.extraction.things.facilities import FacilityMention
from tawthiq.language.ar.dates import DateMention
from tawthiq.language.ar.lexicon import Mention
from tawthiq.model.codes import EventType
from tawthiq.text.sentences import Sentence


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What a stretch of one sentence (or, once merged, several) says of one occurrence.

    ``ranges``: the words that it covers. ``order``: number of its sentence on the page. ``opener``: how it hangs on the
    frame before. ``type``: None where nothing says one. ``elaborates``: it tells a part of the frame before it.
    """

    order: int
    ranges: tuple[Range, ...]
    opener: str
    type: EventType | None
    attacks: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    sites: tuple[Site, ...]
    agents: tuple[Agent, ...]
    munitions: tuple[Arm, ...]
    platforms: tuple[Arm, ...]
    strikes: tuple[StrikeFigure, ...]
    facilities: tuple[FacilityMention, ...]
    dates: tuple[DateMention, ...]
    cues: tuple[Mention, ...]
    elaborates: bool = False

    @property
    def first(self) -> int:
        """Its first word."""
        return self.ranges[0][0]

    @property
    def strong(self) -> bool:
        """Does a trigger state an occurrence without help from its neighbours?"""
        return any(not weak(mention) for mention in self.attacks)

    def has(self, *senses: str) -> bool:
        """Does the frame hold a cue of one of these senses?"""
        return any(cue.reading.entry.sense in senses for cue in self.cues)


CUES = (
    "denied", "alleged", "threat", "planned", "drill", "past", "running_total", "foil", "hypothetical", "total",
    "speech",
    "habitual", "sport", "economy", "law", "accident", "film", "health", "weather", "figurative", "transfer",
    "commemoration", "released",
)  # fmt: skip


class _Parts(msgspec.Struct, frozen=True):
    """All that was found in a sentence, in order."""

    figures: list[Figure]
    sites: list[Site]
    agents: list[Agent]


def frames(page: Page, sentence: Sentence, order: int) -> list[Frame]:
    """The frames of a sentence, in order."""
    taken = agents_.spans(page, sentence)
    parts = _Parts(figures(page, sentence, taken), sites(page, sentence, taken), agents_.agents(page, sentence))
    groups = _groups(page, clauses(page, sentence), parts)
    return [_frame(page, group, parts, order) for group in groups]


def _within(first: int, group: Sequence[Clause]) -> bool:
    """Does a word lie in one of the clauses?"""
    return any(clause.first <= first < clause.last for clause in group)


def _groups(page: Page, found: Sequence[Clause], parts: _Parts) -> list[list[Clause]]:
    """The clauses of a sentence, gathered by occurrence."""
    groups: list[list[Clause]] = []
    for clause in found:
        if groups and _joins(page, groups[-1], clause, parts):
            groups[-1].append(clause)
        else:
            groups.append([clause])
    return groups


def _joins(page: Page, group: Sequence[Clause], clause: Clause, parts: _Parts) -> bool:
    """Does the clause go on about the occurrence of the group?"""
    attacks = triggers(page, clause)
    if any(_another(page, mention) for mention in attacks) and clause.opener != "start":
        return False
    harmed = [f for f in parts.figures if _within(f.first, [clause]) and f.whole is None]
    if clause.opener == "shift":
        return False
    if not attacks and not harmed:
        return True
    before = [mention for earlier in group for mention in triggers(page, earlier)]
    if attacks and before and clause.opener != "result" and _other_means(page, group, clause):
        return False
    harmed_before = any(_within(f.first, group) for f in parts.figures)
    if not before and not harmed_before:
        return True
    if clause.opener == "result":
        return True
    placed = _placed(parts.sites, [clause])
    placed_before = _placed(parts.sites, group)
    if clause.opener == "comma":
        return not (attacks and before and placed and placed_before and _fresh(clause, attacks))
    if attacks:
        if not before:
            return not (placed and placed_before)
        if placed:
            return not placed_before and not _apart(before, attacks)
        return not _apart(before, attacks)
    return not (placed and placed_before)


def _another(page: Page, mention: Mention) -> bool:
    """Is it another attack by its own words ("وغارة أخرى")?"""
    behind = page.words[mention.last].folded if mention.last < len(page.words) else ""
    return mention.reading.entry.pos == "noun" and behind in (
        "اخري",
        "اخر",
        "ثانيه",
        "ثالثه",
        "رابعه",
        "مماثل",
        "مماثله",
    )


def _placed(found: Sequence[Site], group: Sequence[Clause]) -> list[Site]:
    """The sites of the clauses that are more than a sector or a bulletin head."""
    return [
        site for site in found if _within(site.first, group) and not site.wide and not site.head and not site.tagged
    ]


def _fresh(clause: Clause, attacks: Sequence[Mention]) -> bool:
    """Does a clause behind a comma begin a statement of its own, and not a relative one (قصف، استهدف قرية …)?"""
    reading = attacks[0].reading
    return (
        reading.entry.pos == "noun"
        and not reading.prefix
        and attacks[0].first - clause.first <= 1
        and not reading.definite
    )


def _other_means(page: Page, group: Sequence[Clause], clause: Clause) -> bool:
    """Does the clause tell fire from the air behind fire from the ground, or the other way round, with a verb or noun
    of its own? Two means under one verb are one attack."""
    now = _means(page, [clause])
    return len(now) == 1 and len(before := _means(page, group)) == 1 and now != before


def _means(page: Page, group: Sequence[Clause]) -> set[str]:
    """``air`` and ``ground``, as the carriers and the munitions named in the clauses say."""
    found = set()
    for clause in group:
        carriers = [arm.code for arm in arms.platforms(page, clause.first, clause.last)]
        kinds_told = {mention.reading.entry.code for mention in triggers(page, clause)}
        if kinds.AIRBORNE & set(carriers) or "air_attack" in kinds_told:
            found.add("air")
        if {"artillery", "rocket_launcher", "tank"} & set(carriers):
            found.add("ground")
    return found


def _apart(before: Sequence[Mention], attacks: Sequence[Mention]) -> bool:
    """Do two runs of triggers tell different kinds of occurrence ("كما انفجرت …" behind a shelling)?"""
    earlier = {mention.reading.entry.code for mention in before}
    now = {mention.reading.entry.code for mention in attacks if not weak(mention)}
    broad = {"other_violence", "shelling", "air_attack", "missile_attack", "drone_attack", "killing"}
    return bool(now) and earlier.isdisjoint(now) and not (now & broad and earlier & broad)


def _frame(page: Page, group: Sequence[Clause], parts: _Parts, order: int) -> Frame:
    """The frame of a group of clauses."""
    attacks = [mention for clause in group for mention in triggers(page, clause)]
    inside = [figure for figure in parts.figures if _within(figure.first, group)]
    munitions = [arm for clause in group for arm in arms.munitions(page, clause.first, clause.last)]
    backing = [(agent.start, agent.last) for agent in parts.agents if agent.role == "supporter"]
    platforms = [
        arm
        for clause in group
        for arm in arms.platforms(page, clause.first, clause.last)
        if not any(first <= arm.first < last for first, last in backing) and not (arm.scout and _only_seen(page, arm))
    ]
    strikes = [s for clause in group for s in arms.strikes(page, clause.first, clause.last)]
    named = [(site.first, site.last) for site in parts.sites]
    named += [(arm.first, arm.last) for arm in [*munitions, *platforms]]
    named += [
        (agent.start, agent.last) for agent in parts.agents if agent.role in ("attacker", "supporter", "involved")
    ]
    hit = [
        f
        for clause in group
        for f in facilities.facilities(page, clause.first, clause.last)
        if _struck(f, attacks) and not any(first < f.last and f.first < last for first, last in named)
    ]
    return Frame(
        order=order,
        ranges=tuple((clause.first, clause.last) for clause in group),
        opener=group[0].opener,
        type="displacement"
        if _led_by_flight(page, attacks)
        else kinds.decide(
            kinds.said(attacks),
            [arm.code for arm in munitions],
            [arm.code for arm in platforms],
            [strike.unit for strike in strikes],
        ),
        attacks=tuple(attacks),
        figures=_reindexed(inside, parts.figures),
        sites=tuple(site for site in parts.sites if _within(site.first, group)),
        agents=tuple(agent for agent in parts.agents if _within(agent.first, group)),
        munitions=tuple(munitions),
        platforms=tuple(platforms),
        strikes=tuple(strikes),
        facilities=tuple(hit),
        dates=tuple(date for date in page.dates if _within(date.first, group)),
        cues=tuple(m for clause in group for m in page.of(clause.first, clause.last, *CUES)),
        elaborates=group[0].opener == "relative",
    )


def _only_seen(page: Page, arm: Arm) -> bool:
    """Is a scout plane only seen or heard overhead (تحليق), and not the one that strikes?"""
    near = range(max(0, arm.first - 4), min(arm.last + 5, len(page.words)))
    return not any(page.at(i, "attack") is not None for i in near)


def _led_by_flight(page: Page, attacks: Sequence[Mention]) -> bool:
    """Is people leaving the main statement, and an attack only its cause ("حالات نزوح نتيجة استهداف القرى")?"""
    if len(attacks) < 2 or attacks[0].reading.entry.code != "displacement" or attacks[0].reading.definite:
        return False
    return any(page.at(i, "cause") is not None for i in range(attacks[0].last, attacks[1].first))


def _struck(facility: FacilityMention, attacks: Sequence[Mention]) -> bool:
    """Does the facility stand behind the attack that hit it, or with words that tell its damage?"""
    return bool(facility.damage or facility.function) or any(mention.first < facility.first for mention in attacks)


def _reindexed(inside: Sequence[Figure], whole: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures of a frame, with ``whole`` pointing among themselves."""
    position = {id(figure): i for i, figure in enumerate(inside)}
    result = []
    for figure in inside:
        container = None if figure.whole is None else position.get(id(whole[figure.whole]))
        result.append(msgspec.structs.replace(figure, whole=container) if container != figure.whole else figure)
    return tuple(result)
