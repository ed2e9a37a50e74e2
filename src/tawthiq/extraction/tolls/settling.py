"""Settling: which lines of a toll stand once all is told, wholes before their parts."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extraction.tolls.lines import VAGUE, Line, family


def settled(lines: list[Line]) -> list[Line]:
    """Drop the zero of an outcome that another figure gives, and order wholes before their parts."""
    harmed = {family(line.figure.outcome) for line in lines if not line.figure.zero and line.whole is None}
    keep = [not _superseded(line, lines, harmed) for line in lines]
    order: list[int] = []
    for index, line in enumerate(lines):
        if line.whole is None and keep[index]:
            order.append(index)
            order += [
                i
                for i, other in enumerate(lines)
                if _root(lines, i) == index and i != index and keep[i] and other.whole is not None
            ]
    position = {old: new for new, old in enumerate(order)}
    result: list[Line] = []
    for old in order:
        line = lines[old]
        line.whole = None if line.whole is None else position.get(line.whole)
        line.rival = None if line.rival is None else position.get(line.rival)
        if line.whole is not None and line.attributes.get("status") is None:
            for key in ("status", "status_basis"):
                line.attributes[key] = result[line.whole].attributes.get(key)
        result.append(line)
    for index, line in enumerate(result):
        if line.rival is not None and result[line.rival].rival is None:
            result[line.rival].rival = index
    return result


def _superseded(line: Line, lines: Sequence[Line], harmed: set[str]) -> bool:
    """Is a figure taken back or told apart by others: the zero of an outcome that another figure gives, or "killed and
    wounded" together where each is counted?"""
    figure = line.figure
    if line.died and figure.stated and line.died >= figure.stated[0]:
        return True
    if figure.zero:
        return figure.outcome in harmed or (
            figure.outcome == "killed_or_injured" and bool(harmed) and figure.quantifier == "none"
        )
    if _announced(line, lines) or _taken_first(line, lines):
        return True
    if figure.outcome != "killed_or_injured" or line.whole is not None:
        return False
    apart = [
        other.figure
        for other in lines
        if other.whole is None and family(other.figure.outcome) in ("killed", "injured") and not other.figure.zero
    ]
    if figure.quantifier in VAGUE:
        return bool(apart)
    if any(_told_apart(line, other) for other in lines):
        return True
    total = sum(other.stated[0] for other in apart if other.quantifier == "exact" and other.stated)
    return bool(figure.stated) and total == figure.stated[0]


def _announced(line: Line, lines: Sequence[Line]) -> bool:
    """Is it the bare plural of a headline ("جرحى مدنيون …") where later words count the people one by one?"""
    figure = line.figure
    if figure.quantifier != "plural" or figure.others or line.whole is not None or len(line.told) > 1:
        return False
    later = [
        other
        for other in lines
        if other.whole is None
        and family(other.figure.outcome) == family(figure.outcome)
        and other.figure.quantifier == "exact"
        and other.figure.first > figure.last + _HEADLINE
    ]
    return sum(other.figure.stated[0] for other in later) > 1


_HEADLINE = 5
"""Words from the people of a headline to those of the lead, at the least."""


def _taken_first(line: Line, lines: Sequence[Line]) -> bool:
    """Is it the arrest of one who was killed after it ("قتل عقب اعتقاله")?"""
    if line.figure.outcome != "detained" or not line.figure.pronoun:
        return False
    return any(other.figure.outcome == "killed" and other.figure.stated == (1,) for other in lines)


def _told_apart(line: Line, other: Line) -> bool:
    """Does another line say what became of the very people that this one only counts among the victims ("جد وحفيدتاه
    بين الضحايا", later "قتل … رجل مسن وحفيدتاه")?"""
    sex = line.attributes.get("sex")
    same = (
        sex is not None
        and other.attributes.get("sex") == sex
        and other.attributes.get("age") == line.attributes.get("age")
    )
    known = other.figure.outcome != "killed_or_injured" and not other.figure.zero
    return same and known and other.figure.stated == line.figure.stated != ()


def _root(lines: Sequence[Line], index: int) -> int:
    """The outermost line that contains this one."""
    seen = {index}
    while lines[index].whole is not None and lines[index].whole not in seen:
        index = lines[index].whole  # type: ignore[assignment]  # not None, checked above
        seen.add(index)
    return index
