"""Weighing: how much of what a frame says speaks for an occurrence, in points.

A trigger that means nothing else, a weapon, an armed actor with a part in it, people counted and a place speak for one;
words of sport, courts or accidents speak against it. What any newspaper tells (people hurt or arrested) weighs little
unless something armed stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extraction.actors.agents import Agent
from tawthiq.extraction.page import Page
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.plausibility import CARRIERS, CIVIL, EVERYDAY, FORCES
from tawthiq.extraction.statements.frames import Frame
from tawthiq.language.ar.lexicon import Mention

_TOPICS = ("sport", "economy", "law", "health", "weather", "accident")
"""Senses of what else a report may be about."""

_OFF_TOPIC = (*_TOPICS, "film", "figurative", "commemoration")
"""Senses that speak against an occurrence."""

BESIDE = 2
"""Points that a frame needs in a report that tells an occurrence beyond doubt, and the most that one has which any
newspaper may hold."""

_OFF_COST, _OFF_MOST = 2, 4
_COUNTED = 2
"""Points for people counted."""
_ARREST = 3
"""The most points of an arrest by nobody in particular, of people counted; one less where they are not."""
_UNLIMITED = 99
_VAGUE = 3
"""The most points of a word with everyday meanings, where nothing counted, dated or fired stands beside it."""
_ELSEWHERE, _COURT, _SENTENCE = 2, 3, 9
"""Points that a frame loses where the headline says that the report is of something else, a trial or an execution."""
_MOVES = frozenset(("control_change", "armed_clash", "truce", "calm"))
"""Types whose common words go with a march, which is written like a drone (مسيرة)."""
_TRAFFIC = frozenset(("دهس", "صدم"))
"""Words that tell of traffic unless an army's vehicle is named."""


def points(page: Page, frame: Frame) -> int:
    """What speaks for an occurrence, weighed."""
    score = 2 if frame.strong else 1 if frame.attacks else 0
    score += 2 * _weapons(frame)
    score += 2 * any(_acts(page, agent) for agent in frame.agents)
    score += max((_weight(page, figure) for figure in frame.figures if figure.whole is None), default=0)
    score += any(not (site.tagged or site.head) for site in frame.sites)
    score += bool(frame.strikes) + bool(frame.facilities)
    off = sum(cue.reading.entry.sense in _OFF_TOPIC for cue in frame.cues)
    score += not off and any(strike.stated and strike.stated != (1,) for strike in frame.strikes)
    return min(score, _limit(page, frame)) - min(_OFF_COST * off, _OFF_MOST)


def _limit(page: Page, frame: Frame) -> int:
    """The most points that a frame can have, by the kind of what it tells."""
    if _peaceful(page, frame):
        return BESIDE
    if _nameless_arrest(page, frame):
        return _ARREST if any(_weight(page, figure) == _COUNTED for figure in frame.figures) else BESIDE
    return _VAGUE if _vague(page, frame) else _UNLIMITED


def _weapons(frame: Frame) -> bool:
    """Is something told that fires, or that carried what was fired?"""
    if frame.munitions:
        return not _unarmed(frame)
    moving = bool(frame.attacks) and all(mention.reading.entry.code in _MOVES for mention in frame.attacks)
    return any(
        frame.strong or not (platform.code in CARRIERS or (moving and platform.code == "drone"))
        for platform in frame.platforms
    )


def _unarmed(frame: Frame) -> bool:
    """Are its triggers all of daily life, so that arms in it were seized, stored or carried away?"""
    return bool(frame.attacks) and all(mention.reading.entry.code in EVERYDAY for mention in frame.attacks)


def _acts(page: Page, agent: Agent) -> bool:
    """Is it an armed actor with a part in what happened: no state in politics, and none whose adjective only tells
    where a person is from (الكاتب المصري)?"""
    if agent.role is None or agent.relation in CIVIL:
        return False
    if not agent.owner:
        return True
    return any(
        mention.last == agent.first and not (mention.sense == "platform" and mention.reading.entry.code in CARRIERS)
        for mention in page.of(max(0, agent.first - 3), agent.first, *FORCES)
    )


def _peaceful(page: Page, frame: Frame) -> bool:
    """Would the frame be at home in any newspaper: people hurt, dead, arrested or gone, without a word of violence, a
    weapon or an armed actor? Only a report that tells an occurrence beyond doubt may go on so."""
    if _weapons(frame) or (frame.strikes and not _unarmed(frame)) or any(_acts(page, agent) for agent in frame.agents):
        return False
    if frame.type == "vehicle_incident" and all(m.reading.entry.lemma in _TRAFFIC for m in frame.attacks):
        return True
    if frame.strong:
        return False
    return frame.type in EVERYDAY if frame.attacks else not _killed(page, frame)


def _nameless_arrest(page: Page, frame: Frame) -> bool:
    """Is somebody arrested, and no force said to have done it? The police of any town arrests."""
    arrests = bool(frame.attacks) and all(mention.reading.entry.code == "abduction" for mention in frame.attacks)
    return arrests and not _killed(page, frame) and not any(_acts(page, agent) for agent in frame.agents)


def _vague(page: Page, frame: Frame) -> bool:
    """Is no single occurrence told: fighting or control spoken of without a day, a weapon or people counted?"""
    if frame.strong or frame.dates or frame.strikes or _weapons(frame):
        return False
    return not any(_weight(page, figure) == _COUNTED for figure in frame.figures)


def _killed(page: Page, frame: Frame) -> bool:
    """Is it told that somebody was killed, and did not merely die?"""
    return any(_violent(page, figure) for figure in frame.figures if figure.whole is None and not figure.zero)


def _violent(page: Page, figure: Figure) -> bool:
    """Does the word for what befell the people say that others did it (قتل, استشهد, and not توفي, جثة or أصيب)?"""
    if figure.outcome != "killed":
        return False
    words = [m for m in page.of(*figure.trigger, "harm", "victim") if m.reading.entry.code == "killed"]
    return not words or any(word.reading.entry.attributes.get("weight") != "weak" for word in words)


def _weight(page: Page, figure: Figure) -> int:
    """2 for people counted, or one or two told as such; 1 for a vague figure; 0 for a zero, people in general or what
    is only lost (فقد)."""
    if figure.zero:
        return 0
    counted = any(figure.first <= number.first < figure.last for number in page.numbers)
    if figure.outcome == "missing" and not counted:
        return 0
    if counted or (figure.quantifier == "exact" and figure.head >= 0 and not figure.pronoun):
        return _COUNTED
    definite = figure.head >= 0 and page.words[figure.head].folded.lstrip("وبلف").startswith("ال")
    return 0 if definite else 1


def aside(page: Page, frames: Sequence[Frame]) -> int:
    """The points that each frame of a report loses since its headline says that it is of something else: an execution
    or a trial (of whatever violence), a year gone by, or a match or an accident where the headline tells no attack."""
    if not page.sentences:
        return 0
    head = page.sentences[0]
    attacked = any(frame.order == 0 and frame.strong for frame in frames)
    costs = [_cost(mention, attacked=attacked) for mention in page.of(head.first, head.last, *_TOPICS)]
    return max(costs, default=0)


def _cost(mention: Mention, *, attacked: bool) -> int:
    """What a word in the headline costs. ``attacked``: the headline tells an attack beyond doubt."""
    entry = mention.reading.entry
    if entry.code in ("sentence", "court"):
        return _SENTENCE if entry.code == "sentence" else _COURT
    return 0 if attacked or entry.sense == "law" else _ELSEWHERE
