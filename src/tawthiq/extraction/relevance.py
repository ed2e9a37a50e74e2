"""Relevance: which frames tell an occurrence at all. Metaphor, sport, law, threats, drills and denials of the whole
thing
do not; a word of war alone does not either."""

from __future__ import annotations

from tawthiq.extraction.frames import Frame
from tawthiq.extraction.kinds import SECONDARY
from tawthiq.extraction.page import Page

_OFF_TOPIC = ("sport", "economy", "law", "film", "health", "weather", "figurative")
_UNREAL = ("threat", "drill", "planned", "hypothetical")
_REACH = 4
_SELF_STANDING = frozenset(
    ("abduction", "truce", "calm", "displacement", "service_disruption", "siege", "control_change")
)


def refusal(page: Page, frame: Frame) -> str | None:
    """Why the frame tells no occurrence, in words, or None where it does."""
    harmed = [figure for figure in frame.figures if figure.whole is None]
    if not frame.attacks and not harmed:
        return "no word says that something happened"
    armed = bool(frame.munitions or frame.platforms or any(agent.role for agent in frame.agents))
    if frame.has("accident") and not armed and not frame.strong:
        return "an accident unrelated to arms"
    off = next((cue for cue in frame.cues if cue.reading.entry.sense in _OFF_TOPIC), None)
    if off is not None and not armed and not any(f.first for f in harmed if not f.zero):
        return f"speaks of {off.reading.entry.sense}: «{page.quote(off.first, off.last)}»"
    if not frame.attacks:
        if all(figure.zero for figure in harmed):
            return "only says that nobody was harmed"
        return None
    unreal = _unreal(page, frame)
    if unreal is not None:
        return unreal
    placed = [site for site in frame.sites if not site.tagged]
    real = [figure for figure in harmed if not figure.zero]
    said = f"«{page.quote(frame.attacks[0].first, frame.attacks[0].last)}»"
    if not frame.strong and not (armed or real or frame.strikes):
        if frame.type in _SELF_STANDING and placed:
            return None
        return f"{said} alone may mean anything"
    if not (frame.strong or real or frame.strikes) and all(m.reading.definite for m in frame.attacks):
        return f"{said} refers to something known and tells nothing new"
    if frame.type in SECONDARY and not _anchored(frame):
        return f"{said} without a place or figure of its own"
    if frame.has("habitual") and not (real or frame.strikes or any(date.day or date.weekday for date in frame.dates)):
        return "something that goes on, and no single occurrence"
    if not (placed or real or frame.strikes or armed or frame.facilities):
        return "neither place, figure, weapon nor actor"
    return None


def _anchored(frame: Frame) -> bool:
    """Does a frame about an effect or a setting (displacement, control, talks) tell one case: where, and by a verb
    or an
    indefinite noun?"""
    if frame.type in ("truce", "calm", "siege", "service_disruption"):
        return True
    placed = any(not site.wide and not site.tagged and not site.head for site in frame.sites)
    told = any(m.reading.entry.pos == "verb" or not m.reading.definite for m in frame.attacks)
    return placed and told


def _unreal(page: Page, frame: Frame) -> str | None:
    """A threat, drill, plan or possibility that governs the frame's first trigger."""
    first = frame.attacks[0].first
    for cue in frame.cues:
        sense = cue.reading.entry.sense
        if sense in _UNREAL and 0 <= first - cue.last < _REACH:
            return f"{sense}: «{page.quote(cue.first, cue.last)}»"
    return None
