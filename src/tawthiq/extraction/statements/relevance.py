"""Relevance: which frames tell an occurrence at all.

Metaphor, sport, law, threats and drills do not, and a word of war alone does not either. What speaks for an occurrence
is weighed: a trigger that means nothing else, a weapon, an armed actor with a part in it, people counted, a place. A
frame that falls short is kept where the same report tells an occurrence beyond doubt, since it may go on about it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tawthiq.extraction.page import Page
from tawthiq.extraction.plausibility import ENOUGH, is_short, needed
from tawthiq.extraction.statements.frames import Frame
from tawthiq.extraction.statements.kinds import SECONDARY
from tawthiq.extraction.statements.weighing import BESIDE, aside, points
from tawthiq.language.ar.lexicon import Mention
from tawthiq.model.codes import EventType

_UNREAL = ("threat", "drill", "planned", "hypothetical")
_REACH, _FOILED = 4, 7
_MAY = frozenset(("قد", "وقد", "فقد"))
"""Before a present it is "may" (قد تشن), before a past "has" (قد شنت)."""
_SURE, _PLAIN = 5, 6
"""Points that put a report beyond doubt; and that no headline about a match or an accident takes anything from."""
_TRIAL = 3
"""What a headline about a trial takes from every frame, at the least."""
_TALKS: frozenset[EventType | None] = frozenset(("truce", "calm"))
"""Types that put no violence beyond doubt."""

_LABEL, _TAG = 5, 3
"""Words of a line that may name a topic only, a known one or any."""
_TAKEOVERS = frozenset(
    ("سيطر", "استولى", "استعاد", "انتزع", "حرر", "احتل", "بسط سيطرته", "تحرير", "استعاد السيطرة", "انسحب")
)
"""Words of places changing hands that may stand for it; تقدم has too many other uses."""

_YEAR, _ROW_YEAR = re.compile("(19|20)[0-9]{2}"), re.compile("(1[0-9]|20)[0-9]{2}")


def relevant(page: Page, frames: Sequence[Frame]) -> list[tuple[Frame, str | None]]:
    """Each frame of a report with the reason why it tells no occurrence, in words, or None where it does."""
    refused = [_refusal(page, frame) for frame in frames]
    scores = [0 if reason else points(page, frame) for frame, reason in zip(frames, refused, strict=True)]
    lost = aside(page, frames)
    scores = [score if lost < _TRIAL and score >= _PLAIN else score - lost for score in scores]
    short = is_short(page.sentences)
    told = sum(score >= ENOUGH and not bygone(page, frame) for frame, score in zip(frames, scores, strict=True))
    bars = [
        needed(frame.order, told - (score >= ENOUGH), short=short) for frame, score in zip(frames, scores, strict=True)
    ]
    sure = any(
        score >= max(_SURE, bar) and frame.type not in _TALKS and not bygone(page, frame)
        for frame, score, bar in zip(frames, scores, bars, strict=True)
    )
    judged: list[tuple[Frame, str | None]] = []
    for frame, reason, score, bar in zip(frames, refused, scores, bars, strict=True):
        least = BESIDE if sure else bar
        little = f"too little speaks for an occurrence ({score} of {least})" if score < least else None
        judged.append((frame, reason or little))
    return judged


def bygone(page: Page, frame: Frame) -> bool:
    """Does a frame name a year before that of the report (في 1998), and none of its own days?"""
    published = page.report.header.published
    if published is None:
        return False
    this = int(published[:4])
    if any(date.year == this or date.weekday or date.offset_days in (0, -1) for date in frame.dates):
        return False
    return any(date.year is not None and date.year < this for date in frame.dates)


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
        and all(_known(m) for m in frame.attacks if frame.type in _TALKS or m.reading.entry.code not in _TALKS)
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
    if _dated_row(page, frame):
        return "a row of an almanac, behind its year"
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


def _dated_row(page: Page, frame: Frame) -> bool:
    """Does its sentence open with a year ("1974 - اعتقال …"), as in columns on this day in history?"""
    start = page.sentences[frame.order].first
    opening = page.words[start : start + 2]
    return len(opening) > 1 and opening[1].folded in "-–—:" and bool(_ROW_YEAR.fullmatch(opening[0].folded))


def _known(mention: Mention) -> bool:
    """Does the word point to attacks that the reader knows of (القصف, ضرباتها)?"""
    return mention.reading.definite or (mention.reading.entry.pos == "noun" and bool(mention.reading.suffix))


def _new(page: Page, frame: Frame) -> bool:
    """Does a frame about attacks that are known tell something of them: where, or that a place went through them?"""
    placed = any(not (site.wide or site.tagged or site.head) for site in frame.sites)
    suffered = any(page.at(i, "light") is not None for first, last in frame.ranges for i in range(first, last))
    return placed or suffered or bool(frame.facilities or frame.munitions or frame.dates)


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
        return placed and acting and any(_taken(mention) for mention in frame.attacks)
    return placed and told


def _taken(mention: Mention) -> bool:
    """Does a word say that a place was taken, and not what something is done for (لتحرير)?"""
    return mention.reading.entry.lemma in _TAKEOVERS and not mention.reading.prefix.endswith("ل")


def _undone(frame: Frame) -> bool:
    """Is the first trigger governed by its foiling or defusing, nobody being harmed, or by a release?"""
    first = frame.attacks[0].first
    for cue in frame.cues:
        near = 0 <= first - cue.last < _REACH or cue.first <= first < cue.last
        foiled = cue.sense == "foil" and (near or 0 <= first - cue.last < _FOILED)
        if near and cue.sense == "released" and frame.type == "abduction":
            return True
        harmed = any(not figure.zero for figure in frame.figures)
        if foiled and not (harmed or (frame.sites and frame.strikes)):
            return True
    return False


def _unreal(page: Page, frame: Frame) -> str | None:
    """A threat, drill, plan or possibility that governs the frame's first trigger."""
    first = frame.attacks[0].first
    for index in range(max(frame.first, first - _REACH), first + 1):
        if page.words[index - 1].folded in _MAY and any(
            m.reading.tense == "present" for m in page.starting.get(index, ())
        ):
            return f"a possibility: «{page.quote(index - 1, index + 1)}»"
    behind = frame.attacks[0].last
    for cue in frame.cues:
        sense = cue.reading.entry.sense
        if cue.reading.entry.lemma == "محتمل" and behind <= cue.first <= behind + 1:
            return f"only possible: «{page.quote(first, cue.last)}»"
        if sense in _UNREAL and 0 <= first - cue.last < _REACH:
            return f"{sense}: «{page.quote(cue.first, cue.last)}»"
    return None
