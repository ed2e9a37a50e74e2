"""Tolls: the figures of an occurrence, told in headline, lead and body, as one list without repetitions."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.actors.sources import Attribution
from tawthiq.extraction.page import Page
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.statements.frames import Frame
from tawthiq.extraction.tolls import revisions
from tawthiq.extraction.tolls.lines import (
    VAGUE,
    Line,
    describes,
    family,
    other_speaker,
    overlap,
    record,
    same_people,
    selective,
    single,
)
from tawthiq.extraction.tolls.settling import settled
from tawthiq.extraction.tolls.tellings import bounds
from tawthiq.model.event import Casualty

_DESCRIBING = ("sex", "age", "role", "status", "group")


class _Telling(msgspec.Struct, frozen=True):
    """One frame's figures, with what the report says of them as a whole."""

    page: Page
    frame: Frame
    said: Attribution
    hedged: bool

    def line(self, figure: Figure, whole: int | None) -> Line:
        """A fresh line for a figure of this telling."""
        return Line(
            figure,
            dict(figure.attributes),
            [(figure.first, figure.last)],
            self.said.of(figure.head if figure.head >= 0 else figure.first),
            self.hedged and not figure.zero,
            whole,
        )

    def known(self, figure: Figure) -> bool:
        """Is it somebody whom the reader knows of ("وإصابة المرأة حرجة")?"""
        return figure.head >= 0 and figure.whole is None and self.page.words[figure.head].folded.startswith("ال")

    def raises(self, figure: Figure) -> bool:
        """Is the figure told as what an earlier one has risen to?"""
        return revisions.raised(self.page, self.frame, figure)


def tolls(page: Page, frames: Sequence[Frame], said: Attribution) -> tuple[Casualty, ...]:
    """The casualties of an occurrence told by these frames, wholes before their parts, each figure once."""
    lines: list[Line] = []
    hedged = revisions.hedged(page, frames)
    for frame in frames:
        _add(lines, _Telling(page, frame, said, frame.order in hedged))
    lines = settled(lines)
    return tuple(record(page, line) for line in lines)


def _add(lines: list[Line], telling: _Telling) -> None:
    """Add the figures of one frame; what repeats, refines or replaces an earlier figure goes into that figure's
    line."""
    fresh = len(lines)
    home: dict[int, int] = {}
    used: set[int] = set()
    for position, figure in enumerate(telling.frame.figures):
        whole = None if figure.whole is None else home.get(figure.whole)
        new = telling.line(figure, whole)
        known = _replaced(lines, telling, new)
        if known is not None:
            _replace(lines[known], new)
            home[position] = known
            continue
        known = _match(lines[:fresh], figure, whole, used)
        if known is None:
            known = _agreed(lines[fresh:], new, fresh)
        if known is None:
            known = _before_death(lines, telling, new)
        if known is None and telling.known(figure):
            known = _told_on(lines[fresh:], figure, fresh)
        if known is not None:
            used.add(known)
            home[position] = known
            _refine(lines[known], new)
            continue
        new.rival = _rival(lines, new)
        earlier = len(lines) if telling.raises(figure) else fresh
        container = _container(lines, figure, earlier) if whole is None and new.rival is None else None
        if container is not None and not describes(figure, lines[container]):
            lines[container].told.append((figure.first, figure.last))
            home[position] = container
            continue
        if whole is None:
            new.whole = container
        _bury(lines, telling, new)
        lines.append(new)
        home[position] = len(lines) - 1


def _replaced(lines: Sequence[Line], telling: _Telling, new: Line) -> int | None:
    """The earlier total that a raised one replaces."""
    if new.whole is not None or not telling.raises(new.figure):
        return None
    low, _ = bounds(new.figure)
    for index, line in enumerate(lines):
        alike = line.whole is None and family(line.figure.outcome) == family(new.figure.outcome)
        if alike and not line.figure.zero and bounds(line.figure)[0] <= low and not selective(new):
            return index
    return None


def _replace(line: Line, new: Line) -> None:
    """Take over the later total; what was said of the people stays, the figure that it supersedes goes."""
    line.figure = msgspec.structs.replace(new.figure, whole=None)
    line.told = [*new.told]
    line.source, line.provisional = new.source, new.provisional
    for key in ("status", "status_basis"):
        line.attributes[key] = new.attributes.get(key) or line.attributes.get(key)
    for key in ("sex", "age", "role", "group"):
        line.attributes[key] = new.attributes.get(key)


def _agreed(lines: Sequence[Line], new: Line, fresh: int) -> int | None:
    """The figure of another speaker in the same sentence that this one confirms: the same number of the same people."""
    for index, line in enumerate(lines):
        if other_speaker(line, new) and line.figure.outcome == new.figure.outcome and single(line.figure, new.figure):
            return fresh + index
    return None


def _before_death(lines: Sequence[Line], telling: _Telling, new: Line) -> int | None:
    """The injured of whom somebody has died, where this figure still counts them all ("قتل متأثراً بجراحه … وجريحان",
    before it "إصابة ثلاثة")."""
    if family(new.figure.outcome) != "injured" or new.whole is not None or new.figure.quantifier != "exact":
        return None
    dead = [line.figure for line in lines if line.whole is None and revisions.of_wounds(telling.page, line.figure)]
    lost = sum(figure.stated[0] for figure in dead if figure.quantifier == "exact")
    for index, line in enumerate(lines):
        counted = line.whole is None and line.figure.quantifier == "exact" and family(line.figure.outcome) == "injured"
        if lost and counted and line.figure.stated[0] + lost == new.figure.stated[0]:
            return index
    return None


def _told_on(lines: Sequence[Line], figure: Figure, fresh: int) -> int | None:
    """The figure of the same sentence of which this one tells more: one person of the same sex and age, or people who
    were counted before ("اعتقل عشرين شخصاً … بعد اعتقال الشبان")."""
    for index, line in enumerate(lines):
        if line.whole is not None or family(line.figure.outcome) != family(figure.outcome):
            continue
        alike = all(line.attributes.get(key) == figure.attributes.get(key) for key in ("sex", "age"))
        counted = figure.quantifier in VAGUE and bool(line.figure.stated) and overlap(line.figure, figure)
        if (alike and single(line.figure, figure)) or (counted and same_people(line, figure)):
            return fresh + index
    return None


def _rival(lines: Sequence[Line], new: Line) -> int | None:
    """The figure of another speaker for the same harm that cannot be right together with this one."""
    for index, line in enumerate(lines):
        same = family(line.figure.outcome) == family(new.figure.outcome) and line.rival is None
        if same and other_speaker(line, new) and not describes(new.figure, line) and same_people(line, new.figure):
            return None if overlap(line.figure, new.figure) else index
    return None


def _bury(lines: Sequence[Line], telling: _Telling, new: Line) -> None:
    """Move whoever died of wounds from the injured to the killed: "أصيب أربعة، ثم توفي أحدهم" is three and one."""
    figure = new.figure
    container = lines[new.whole] if new.whole is not None else None
    dead = figure.stated[0] if figure.quantifier == "exact" and figure.stated else 0
    if figure.outcome != "killed" or not dead:
        return
    if not revisions.of_wounds(telling.page, figure):
        return
    if container is not None and family(container.figure.outcome) == "injured":
        new.whole = None
        container.died += dead
    elif container is None:
        for line in lines:
            counted = line.figure.quantifier == "exact" and line.whole is None
            if counted and family(line.figure.outcome) == "injured" and line.figure.stated[0] - line.died > dead:
                line.died += dead
                return


def _match(lines: Sequence[Line], figure: Figure, whole: int | None, used: set[int]) -> int | None:
    """The earlier line that the figure tells again, or more exactly."""
    for index, line in enumerate(lines):
        part = whole is not None or figure.among
        if index in used or ((line.whole is not None) != part and not figure.pronoun):
            continue
        if family(line.figure.outcome) != family(figure.outcome) or not same_people(line, figure):
            continue
        if figure.pronoun or overlap(line.figure, figure):
            return index
    return None


def _container(lines: Sequence[Line], figure: Figure, fresh: int) -> int | None:
    """An earlier total of the same outcome that a smaller later figure is part of (named one by one after the lead)."""
    if figure.zero or figure.quantifier != "exact":
        return None
    for index, line in enumerate(lines[:fresh]):
        if line.whole is None and family(line.figure.outcome) == family(figure.outcome) and not line.figure.zero:
            low, high = bounds(line.figure)
            if high is not None and figure.stated and figure.stated[0] < low:
                return index
    return None


def _refine(line: Line, new: Line) -> None:
    """Take over what the later telling says more exactly."""
    figure = new.figure
    line.provisional = line.provisional or new.provisional
    line.source = new.source if line.source is None else line.source
    vague, exact = line.figure.quantifier in VAGUE, figure.quantifier not in VAGUE
    if vague and exact and not figure.pronoun:
        line.figure = msgspec.structs.replace(
            figure,
            whole=None,
            outcome=line.figure.outcome if family(figure.outcome) == figure.outcome else figure.outcome,
        )
        line.told.insert(0, (figure.first, figure.last))
        line.source = new.source
    else:
        line.told.append((figure.first, figure.last))
    if figure.outcome == "injured_critical" and line.figure.outcome == "injured" and single(line.figure, figure):
        line.figure = msgspec.structs.replace(line.figure, outcome="injured_critical")
    for key in _DESCRIBING:
        if figure.attributes.get(key) and not line.attributes.get(key):
            line.attributes[key] = figure.attributes[key]
            if key == "status":
                line.attributes["status_basis"] = figure.attributes.get("status_basis")
