"""Frames: the clauses of a sentence put together, each frame one occurrence with all that the clauses say of it.

Which clauses go together is for :mod:`tawthiq.extraction.statements.grouping` to say.
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
from tawthiq.extraction.statements.clauses import Clause, another, clauses, listed
from tawthiq.extraction.statements.grouping import Parts, another_attack, groups, within
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
    ``further``: by its own words it is another one ("وغارة أخرى على …"). ``similar``: it is told to be like the one
    before ("قصف مماثل"). ``again``: it only tells more of victims that
    the reader knows of ("وإصابة المرأة حرجة"). ``row``: it begins a row of a list.
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
    further: bool = False
    similar: bool = False
    again: bool = False
    row: bool = False

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


def frames(page: Page, sentence: Sentence, order: int) -> list[Frame]:
    """The frames of a sentence, in order."""
    taken = agents_.spans(page, sentence)
    parts = Parts(figures(page, sentence, taken), sites(page, sentence, taken), agents_.agents(page, sentence))
    told: list[Frame] = []
    for group in groups(page, clauses(page, sentence), parts):
        frame = _frame(page, group, parts, order)
        if told and another(page, frame.first):
            frame = _likewise(told[-1], frame)
        elif told and listed(page, frame.first) and bool(told[-1].attacks) != bool(frame.attacks):
            told[-1], frame = _shared(told[-1], frame), _shared(frame, told[-1])
        told.append(frame)
    return told


def _shared(frame: Frame, other: Frame) -> Frame:
    """An item of a list of harm by place, with the attack that only the other item names."""
    if frame.attacks:
        return frame
    attack = {"type": other.type, "attacks": other.attacks, "munitions": other.munitions, "platforms": other.platforms}
    return msgspec.structs.replace(frame, **attack, further=frame.first > other.first)


def _likewise(before: Frame, frame: Frame) -> Frame:
    """A frame that only says "and another on …", with the kind and the weapons of the one before it."""
    return msgspec.structs.replace(
        frame,
        type=before.type,
        attacks=frame.attacks or before.attacks[:1],
        munitions=frame.munitions or before.munitions,
        platforms=frame.platforms or before.platforms,
        further=True,
    )


def _frame(page: Page, group: Sequence[Clause], parts: Parts, order: int) -> Frame:
    """The frame of a group of clauses."""
    attacks = [mention for clause in group for mention in triggers(page, clause)]
    inside = [figure for figure in parts.figures if within(figure.first, group)]
    munitions = [arm for clause in group for arm in arms.munitions(page, clause.first, clause.last)]
    backing = [(agent.start, agent.last) for agent in parts.agents if agent.role == "supporter"]
    platforms = [
        arm
        for clause in group
        for arm in arms.platforms(page, clause.first, clause.last)
        if not any(first <= arm.first < last for first, last in backing) and not (arm.scout and _only_seen(page, arm))
    ]
    strikes = [s for clause in group for s in arms.strikes(page, clause.first, clause.last)]
    named = [(item.first, item.last) for site in parts.sites for item in (site, *site.within)]
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
            _said(page, attacks, inside),
            [arm.code for arm in munitions],
            [arm.code for arm in platforms],
            [strike.unit for strike in strikes],
        ),
        attacks=tuple(attacks),
        figures=_reindexed(inside, parts.figures),
        sites=tuple(site for site in parts.sites if within(site.first, group)),
        agents=tuple(agent for agent in parts.agents if within(agent.first, group)),
        munitions=tuple(munitions),
        platforms=tuple(platforms),
        strikes=tuple(strikes),
        facilities=tuple(hit),
        dates=tuple(date for date in page.dates if within(date.first, group)),
        cues=tuple(m for clause in group for m in page.of(clause.first, clause.last, *CUES)),
        elaborates=group[0].opener == "relative",
        further=_further(page, group[0], attacks),
        similar=any(_similar(page, mention) for mention in attacks),
        row=_row(page, group[0].first),
        again=not attacks and bool(inside) and all(_known(page, figure) for figure in inside),
    )


def _said(page: Page, attacks: Sequence[Mention], inside: Sequence[Figure]) -> list[EventType]:
    """The types that the attack words say; a killing where somebody was killed after his arrest ("مقتل رجل عقب
    اعتقاله")."""
    said = kinds.said(attacks)
    if attacks and all(_absent(page, mention) for mention in attacks):
        return ["calm"]
    if set(said) != {"abduction"}:
        return said
    killed = [figure.trigger[0] for figure in inside if figure.outcome == "killed" and not figure.zero]
    first = attacks[0].first
    after = any(page.at(i, "cause") is not None for start in killed for i in range(start, first))
    return ["killing"] if killed and min(killed) < first and after else said


def _absent(page: Page, attack: Mention) -> bool:
    """Is it said that there was none ("لم تشهد البلدة أي قصف")?"""
    before = [word.folded for word in page.words[max(0, attack.first - _NONE) : attack.first]]
    return bool(before) and before[-1] in ("اي", "ايه") and bool({"لم", "ولم"} & set(before))


_NONE = 8
"""Words from لم to the attack that did not come."""


def _further(page: Page, opening: Clause, attacks: Sequence[Mention]) -> bool:
    """Is it another occurrence by its own words ("وغارة أخرى", "في وقت لاحق")?"""
    if not attacks or all(mention.reading.definite for mention in attacks):
        return False
    if another_attack(page, attacks[0]) or _also(page, attacks[0]):
        return True
    shifts = (page.at(i, "shift") for i in range(opening.first, min(opening.first + 2, opening.last)))
    return any(shift is not None and not _spoken(page, shift.last) for shift in shifts)


def _also(page: Page, attack: Mention) -> bool:
    """Is it told as one more, by أيضاً right behind it ("قصف أيضاً قرى …")?"""
    return attack.last < len(page.words) and page.words[attack.last].folded == "ايضا"


def _spoken(page: Page, at: int) -> bool:
    """Is it only said later, not done ("وفي وقت لاحق، ذكرت …")?"""
    return any(page.at(i, "speech") is not None for i in range(at, min(at + 2, len(page.words))))


_LIKE = frozenset(("مماثل", "مماثله", "مشابه", "مشابهه"))


def _similar(page: Page, attack: Mention) -> bool:
    """Is an attack told to be like the one before, by the adjective behind it ("قصف مماثل")?"""
    return attack.last < len(page.words) and page.words[attack.last].folded in _LIKE


def _row(page: Page, first: int) -> bool:
    """Does a row of a list begin at a word (- أصيب طفل …)?"""
    word = page.words[first]
    return word.kind == "mark" and word.folded in "-–—•*" and first > 0 and page.words[first - 1].kind == "line"


def _known(page: Page, figure: Figure) -> bool:
    """Is it somebody that the report has told of (السيدة, الطفل), and nobody new?"""
    return figure.head >= 0 and not figure.zero and page.words[figure.head].folded.startswith("ال")


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
