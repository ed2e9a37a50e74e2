"""Merging: frames of the whole page that tell the same thing, put together (headline, lead and body are one)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.events.items import itemised
from tawthiq.extraction.events.occurrences import Occurrence, Places, occurrence
from tawthiq.extraction.events.ties import habitual, home
from tawthiq.extraction.page import Page
from tawthiq.extraction.statements import kinds
from tawthiq.extraction.statements.frames import Frame
from tawthiq.extraction.times.timing import Timing


def merged(page: Page, frames: Sequence[tuple[Frame, Timing]], places: Places) -> list[Occurrence]:
    """The occurrences of a page, by the place of their first frame."""
    found: list[Occurrence] = []
    told: Occurrence | None = None
    for frame, timing in [(part, timing) for whole, timing in frames for part in itemised(page, whole)]:
        new = occurrence(page, frame if told is None else _alike(told, frame, timing), timing, places)
        position, reason = (None, "") if habitual(new) else home(found, new)
        if position is None:
            found.append(new)
        else:
            found[position] = _joined(found[position], new, reason)
        told = found[-1 if position is None else position]
    return found


_MEANS_UNTOLD = ("other_violence", "shelling")
"""What "a similar attack" or "similar fire" (قصف مماثل) is by its own words."""


def _alike(told: Occurrence, frame: Frame, timing: Timing) -> Frame:
    """A frame that names no weapon and tells a similar attack (قصف مماثل) or "another", with the kind and weapons of
    the one told before; another of the same kind in the same sentence came with the same platforms. The rows of a sum
    ("– 67 استهدافاً على الحسكة") are of its kind."""
    if frame.munitions or any(arm.code != "aircraft" for arm in frame.platforms):
        return frame
    before, kind = told.frames[-1], told.type
    if frame.row and timing.background and timing == told.timing and frame.type == "other_violence":
        return msgspec.structs.replace(frame, type=kind)
    vague = frame.further and frame.type == "other_violence"
    if vague or (frame.similar and frame.type in (kind, *_MEANS_UNTOLD)):
        return msgspec.structs.replace(frame, type=kind, munitions=before.munitions, platforms=before.platforms)
    if frame.further and frame.order == before.order and frame.type == kind:
        return msgspec.structs.replace(frame, platforms=before.platforms or frame.platforms)
    return frame


def general(occurrence: Occurrence) -> bool:
    """Is it a general statement ("هجماتها على مدن وبلدات الشمال") and no occurrence: told once, with no place of its
    own, nobody counted, nothing hit? What is only recalled at the end (تجدر الإشارة إلى) needs a count or a date."""
    frame = occurrence.frames[0]
    if occurrence.timing.background or len(occurrence.frames) > 1 or frame.order == 0:
        return False
    if habitual(occurrence):
        return True
    recalled = any(cue.reading.entry.lemma == _RECALLED for cue in frame.cues)
    if (occurrence.specific or frame.further) and not recalled:
        return False
    if recalled and not any(f.stated for f in frame.figures) and all(m.reading.definite for m in frame.attacks):
        return True
    anew = any(not (m.reading.definite or m.reading.suffix) for m in frame.attacks)
    counted = [f for f in frame.figures if not f.zero and (f.stated or f.head < 0 or (anew and f.outcome == "killed"))]
    when = occurrence.timing.mention
    dated = when is not None and when.kind != "open_since" and not occurrence.timing.past
    hit = bool(frame.facilities) and not (recalled or occurrence.timing.past)
    return not (counted or hit or dated or any(strike.stated for strike in frame.strikes))


_RECALLED = "جدير بالذكر"


def _mixed(frames: Sequence[Frame]) -> bool:
    """Do frames of a sum name fire from the air and from the ground ("منها 120 هجوماً مدفعياً و6 هجمات جوية")?"""
    carriers = {arm.code for frame in frames for arm in frame.platforms}
    return bool(carriers & (kinds.AIRBORNE | {"drone"})) and bool(carriers - kinds.AIRBORNE - {"drone"})


_GRAVER = frozenset(("shooting", "killing", "armed_clash"))
"""What a raid with arrests is named after, where somebody was killed (code book 4.4)."""


def _joined(old: Occurrence, new: Occurrence, reason: str) -> Occurrence:
    """One occurrence of both."""
    frames = (*old.frames, *new.frames)
    kind = kinds.decide(
        kinds.said([mention for frame in frames for mention in frame.attacks]),
        [arm.code for frame in frames for arm in frame.munitions],
        [arm.code for frame in frames for arm in frame.platforms],
        [strike.unit for frame in frames for strike in frame.strikes],
    )
    if kind == "abduction" and "killed" in {figure.outcome for frame in frames for figure in frame.figures}:
        kind = next((type_ for type_ in (old.type, new.type) if type_ in _GRAVER), kind)
    if old.timing.background:
        same = new.type in (None, "other_violence", old.type) and not _mixed(frames)
        kind = old.type if same else "other_violence"
    untold = old.timing.day is None and (new.timing.day is not None or old.timing.mention is None)
    timing = new.timing if untold else old.timing
    return Occurrence(
        frames,
        timing,
        kind,
        old.specific | new.specific,
        old.wide | new.wide,
        old.around | new.around,
        old.governorates | new.governorates,
        (*old.reasons, reason),
    )
