"""Relevance: which frames tell an occurrence at all.

Metaphor, sport, law, threats and drills do not, and a word of war alone does not either. What speaks for an occurrence
is weighed: a trigger that means nothing else, a weapon, an armed actor with a part in it, people counted, a place. A
frame that falls short is kept where the same report tells an occurrence beyond doubt, since it may go on about it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tawthiq.extraction.page import Page
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.statements.frames import Frame
from tawthiq.extraction.statements.kinds import SECONDARY
from tawthiq.language.ar.lexicon import Mention

_OFF_TOPIC = ("sport", "economy", "law", "film", "health", "weather", "figurative", "accident", "commemoration")
_UNREAL = ("threat", "drill", "planned", "hypothetical")
_REACH = 4
_ENOUGH, _SURE, _BESIDE = 3, 5, 2
"""Points that a frame needs by itself; that put its report beyond doubt; and that it needs in such a report."""

_OFF_COST, _OFF_MOST = 2, 4
_LABEL, _TAG = 5, 3
"""Words of a line that may name a topic only, a known one or any."""
_TAKEOVERS = frozenset(
    ("سيطر", "استولى", "استعاد", "انتزع", "حرر", "احتل", "بسط سيطرته", "تحرير", "استعاد السيطرة", "انسحب")
)
"""Words of places changing hands that may stand for it; تقدم has too many other uses."""

_YEAR = re.compile("(19|20)[0-9]{2}")
_CIVIL = frozenset(("state",))


def relevant(page: Page, frames: Sequence[Frame]) -> list[tuple[Frame, str | None]]:
    """Each frame of a report with the reason why it tells no occurrence, in words, or None where it does."""
    refused = [_refusal(page, frame) for frame in frames]
    points = [0 if reason else _points(page, frame) for frame, reason in zip(frames, refused, strict=True)]
    needed = _BESIDE if max(points, default=0) >= _SURE else _ENOUGH
    return [
        (frame, reason or (None if score >= needed else f"too little speaks for an occurrence ({score} of {needed})"))
        for frame, reason, score in zip(frames, refused, points, strict=True)
    ]


def _refusal(page: Page, frame: Frame) -> str | None:
    """A reason against the frame that nothing outweighs."""
    harmed = [figure for figure in frame.figures if figure.whole is None]
    if not frame.attacks and not harmed:
        return "no word says that something happened"
    if not frame.attacks:
        return "only says that nobody was harmed" if all(figure.zero for figure in harmed) else None
    unreal = _unreal(page, frame)
    if unreal is not None:
        return unreal
    if _undone(frame):
        return "tells that an attack was stopped or a detention ended, and no harm"
    real = [figure for figure in harmed if not figure.zero]
    said = f"«{page.quote(frame.attacks[0].first, frame.attacks[0].last)}»"
    if (
        not (real or frame.strikes)
        and all(_known(m) for m in frame.attacks)
        and not (frame.strong and _new(page, frame))
    ):
        return f"{said} refers to something known and tells nothing new"
    if (label := _label(page, frame)) is not None:
        return label
    if frame.type in SECONDARY and not _anchored(frame):
        return f"{said} without a place or actor of its own"
    dated = any(date.day or date.weekday for date in frame.dates) or frame.has("running_total")
    if frame.has("habitual") and not (real or frame.strikes or dated):
        return "something that goes on, and no single occurrence"
    return None


def _label(page: Page, frame: Frame) -> str | None:
    """Is it no statement but the label of a topic (a short line of its own: «القصف على إدلب»), the caption of an old
    picture, or a blast of a thing of daily life (a battery, a gas cylinder)?"""
    if any(cue.reading.entry.lemma == "أرشيف" for cue in frame.cues):
        return "the caption of a picture from the archive"
    mention = frame.attacks[0]
    first, last = frame.ranges[0][0], frame.ranges[-1][1]
    closing = page.words[last - 2 : last]
    if len(closing) > 1 and closing[0].folded in "،," and _YEAR.fullmatch(closing[1].folded):
        return "the caption of a picture, with its year"
    if frame.type == "explosion" and any(
        cue.reading.entry.sense == "accident" and cue.first in (mention.first, mention.last) for cue in frame.cues
    ):
        return "a blast of a thing of daily life"
    alone = last >= len(page.words) or page.words[last - 1].kind == "line" or page.words[last].kind == "line"
    bare = last - first <= _TAG and not (frame.sites or frame.agents) and frame.order > 0
    topic = mention.reading.definite and last - first <= _LABEL
    if alone and mention.first == first and (topic or bare) and not frame.figures:
        return "the label of a topic, and no statement"
    return None


def _known(mention: Mention) -> bool:
    """Does the word point to attacks that the reader knows of (القصف, ضرباتها)?"""
    return mention.reading.definite or (mention.reading.entry.pos == "noun" and bool(mention.reading.suffix))


def _new(page: Page, frame: Frame) -> bool:
    """Does a frame about attacks that are known tell something of them: where, or that a place went through them?"""
    placed = any(not (site.wide or site.tagged or site.head) for site in frame.sites)
    suffered = any(page.at(i, "light") is not None for first, last in frame.ranges for i in range(first, last))
    return placed or suffered or bool(frame.facilities or frame.munitions or frame.dates)


def _points(page: Page, frame: Frame) -> int:
    """What speaks for an occurrence, weighed."""
    score = 2 if frame.strong else 1 if frame.attacks else 0
    score += 2 * bool(frame.munitions or frame.platforms)
    score += 2 * any(agent.role is not None and agent.relation not in _CIVIL for agent in frame.agents)
    score += max((_weight(page, figure) for figure in frame.figures if figure.whole is None), default=0)
    score += any(not (site.tagged or site.head) for site in frame.sites)
    score += bool(frame.strikes) + bool(frame.facilities)
    off = sum(cue.reading.entry.sense in _OFF_TOPIC for cue in frame.cues)
    score += not off and any(strike.stated and strike.stated != (1,) for strike in frame.strikes)
    score -= min(_OFF_COST * off, _OFF_MOST)
    return min(score, _BESIDE) if _peaceful(page, frame) else score


def _peaceful(page: Page, frame: Frame) -> bool:
    """Would the frame be at home in any newspaper: people hurt, dead or arrested without a word of violence, a weapon
    or an armed actor? Only a report that tells an occurrence beyond doubt may go on so."""
    armed = any(agent.role is not None and agent.relation not in _CIVIL for agent in frame.agents)
    if armed or frame.munitions or frame.platforms or frame.strikes or frame.strong:
        return False
    if frame.attacks:
        return frame.type == "abduction"
    return not any(_violent(page, figure) for figure in frame.figures if figure.whole is None and not figure.zero)


def _violent(page: Page, figure: Figure) -> bool:
    """Does the word for what befell the people say that others did it (قتل, استشهد, and not توفي or أصيب)?"""
    word = page.at(figure.trigger[0], "harm", "victim")
    return figure.outcome == "killed" and (word is None or word.reading.entry.attributes.get("weight") != "weak")


def _weight(page: Page, figure: Figure) -> int:
    """2 for people counted, or one or two told as such; 1 for a vague figure; 0 for a zero or people in general."""
    if figure.zero:
        return 0
    counted = any(figure.first <= number.first < figure.last for number in page.numbers)
    if counted or (figure.quantifier == "exact" and figure.head >= 0 and not figure.pronoun):
        return 2
    definite = figure.head >= 0 and page.words[figure.head].folded.lstrip("وبلف").startswith("ال")
    return 0 if definite else 1


def _anchored(frame: Frame) -> bool:
    """Does a frame about an effect or a setting (displacement, control, talks) tell one case: where, and who?"""
    if frame.type in ("truce", "calm", "siege"):
        return True
    placed = any(not site.wide and not site.tagged and not site.head for site in frame.sites)
    if frame.type == "service_disruption":
        return placed or bool(frame.facilities) or frame.strong
    told = any(m.reading.entry.pos == "verb" or not m.reading.definite for m in frame.attacks)
    if frame.type == "control_change":
        acting = any(agent.role == "attacker" for agent in frame.agents)
        return placed and acting and any(m.reading.entry.lemma in _TAKEOVERS for m in frame.attacks)
    return placed and told


def _undone(frame: Frame) -> bool:
    """Is the first trigger governed by its foiling or defusing, nobody being harmed, or by a release?"""
    first = frame.attacks[0].first
    for cue in frame.cues:
        near = 0 <= first - cue.last < _REACH or cue.first <= first < cue.last
        if near and cue.sense == "released" and frame.type == "abduction":
            return True
        harmed = any(not figure.zero for figure in frame.figures)
        if near and cue.sense == "foil" and not (harmed or (frame.sites and frame.strikes)):
            return True
    return False


def _unreal(page: Page, frame: Frame) -> str | None:
    """A threat, drill, plan or possibility that governs the frame's first trigger."""
    first = frame.attacks[0].first
    for cue in frame.cues:
        sense = cue.reading.entry.sense
        if sense in _UNREAL and 0 <= first - cue.last < _REACH:
            return f"{sense}: «{page.quote(cue.first, cue.last)}»"
    return None
