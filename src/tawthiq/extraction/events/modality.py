"""Modality: whether the report asserts an occurrence, denies it, only passes on a charge, or looks back on it."""

from __future__ import annotations

from tawthiq.extraction.events.occurrences import Occurrence
from tawthiq.extraction.statements.frames import Frame
from tawthiq.model.codes import Modality

_DENIAL, _CHARGE = 6, 9
"""Words from a cue to the attack that it governs, at the most."""


def modality(occurrence: Occurrence) -> Modality:
    """How the occurrence is told. A party's denial of its own part leaves the occurrence asserted, and so does a charge
    about an occurrence that the report tells as a fact elsewhere."""
    if occurrence.timing.background or occurrence.timing.past:
        return "historical"
    first = occurrence.frames[0]
    if _governed(first, "denied", _DENIAL) and not any(a.role == "denies" for f in occurrence.frames for a in f.agents):
        return "denied"
    if all(_governed(frame, "alleged", _CHARGE) and _charged(frame) for frame in occurrence.frames):
        return "alleged"
    return "asserted"


def _governed(frame: Frame, sense: str, reach: int) -> bool:
    """Does a cue of this sense stand before the frame's first attack?"""
    cues = [cue for cue in frame.cues if cue.reading.entry.sense == sense]
    return bool(cues and frame.attacks) and 0 <= frame.attacks[0].first - cues[0].last <= reach


def _charged(frame: Frame) -> bool:
    """Is its first attack what somebody is charged with (بقصف)?"""
    return frame.attacks[0].reading.prefix == "ب"
