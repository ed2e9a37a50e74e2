"""Incidents for a person: a table of many, and one with its statements side by side."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import typer

from tawthiq.cli.terminal import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tawthiq.model.incident import Combined, Incident
    from tawthiq.register.link_decisions import LinkDecision

_WIDE = 160
_COLUMNS = {
    "incident": 15, "date": 10, "type": 9, "where": 8, "by": 5, "killed": 6, "injured": 7, "reports": 7, "grade": 5,
}  # fmt: skip
"""Header -> characters that the column keeps in a terminal of 80."""


def print_table(found: Sequence[Incident], *, more: bool, next_offset: int) -> None:
    """A table; a star marks exercises. ``reports``: how many tell it, and how many of them independently."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tawthiq.cli.fields import EXERCISE

    console = Console(markup=False, highlight=False, emoji=False, width=None if sys.stdout.isatty() else _WIDE)
    if not found:
        console.print("no incidents")
        return
    if any(item.exercise for item in found):
        console.print(EXERCISE, style="bold red")
    grid = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for header, least in _COLUMNS.items():
        grid.add_column(header, min_width=least, overflow="fold")
    for item in found:
        grid.add_row(*map(Text, _cells(item)))
    console.print(grid)
    if more:
        console.print(f"there are more: --offset {next_offset}")


def _cells(item: Incident) -> list[str]:
    where = "" if item.place is None else item.place.label_ar or item.place.name
    return [
        item.id + ("*" if item.exercise else ""),
        item.date.edtf or "",
        item.type if item.level == "incident" else f"{item.type} ({item.level})",
        one_line(where),
        " ".join(one.code for one in item.attackers),
        _outcome(item, "killed"),
        _outcome(item, "injured"),
        f"{item.reports} ({item.independent_sources})",
        item.grade,
    ]


def _outcome(item: Incident, outcome: str) -> str:
    return next((bounds(figure) for figure in item.casualties if figure.outcome == outcome), "")


def bounds(figure: Combined) -> str:
    """A combined figure in short: 9, 7–12, ≥ 9."""
    if figure.min is None:
        return "?"
    if figure.max is None:
        return f"≥ {figure.min}"
    return str(figure.min) if figure.min == figure.max else f"{figure.min}–{figure.max}"


def show(item: Incident, decided: Sequence[LinkDecision]) -> None:
    """Everything on one incident: what its reports agree and disagree on."""
    for text in _lines(item):
        typer.echo(one_line(text) if not text.startswith(" ") else f"  {one_line(text)}")
    if decided:
        from tawthiq.cli.link import line

        typer.secho("decisions on its links", bold=True)
        for made in decided:
            typer.echo(f"  {line(made)}")


def _lines(item: Incident) -> list[str]:
    from tawthiq.cli.fields import EXERCISE

    head = f"{item.id} · {item.type} · {item.date.edtf or 'no date'} · {_place(item)}"
    rows = [EXERCISE] if item.exercise else []
    rows += [
        head,
        f"told by {item.reports} reports, {item.independent_sources} independent: {item.grade} ({item.grade_why})",
    ]
    rows += [f"by {one.code}: {one.claims} sources, {one.grade} ({one.why})" for one in item.attackers]
    weapons = [*item.platforms, *item.munitions]
    rows += [f"weapons: {' '.join(weapons)}"] if weapons else []
    rows += [f"hit: {' '.join(filter(None, (hit.type, hit.damage, hit.function)))}" for hit in item.facilities]
    for figure in item.casualties:
        rows += _figure(figure)
    for one in item.contradictions:
        rivals = " / ".join(f"{rival.value} ({', '.join(rival.reports)})" for rival in one.values)
        rows.append(f"contradiction · تناقض: {one.field}: {rivals}")
    rows += [f"{one.kind} {one.incident}" for one in item.related]
    rows.append("events:")
    for member in item.events:
        score = "" if member.score is None else f", {member.score:+.1f} bits"
        rows.append(f" {member.report}#{member.event}: {member.link} by {member.by}{score}")
    return rows


def _place(item: Incident) -> str:
    place = item.place
    if place is None:
        return "no place"
    return " ".join(filter(None, (place.label_ar or place.name, place.label_en, place.admin1 and f"({place.admin1})")))


def _figure(figure: Combined) -> list[str]:
    best = "" if figure.best is None else f", best {figure.best} ({figure.best_by})"
    most = "" if figure.max is not None or figure.max_stated is None else f", largest stated {figure.max_stated}"
    civilians = f"civilians {figure.civilian_min}..{'' if figure.civilian_max is None else figure.civilian_max}"
    rows = [f"{figure.outcome}: {bounds(figure)}{best}{most}; {civilians}"]
    for claim in figure.statements:
        span = f"{'?' if claim.min is None else claim.min}..{'' if claim.max is None else claim.max}"
        who = claim.source or claim.publisher or ""
        marks = " provisional" if claim.provisional else ""
        left = "" if claim.kept else f" (not counted: {claim.why})"
        rows.append(f" {claim.published or ''} {claim.report}#{claim.event} {who}: {span} {claim.status}{marks}{left}")
    return rows


def as_json(item: Incident, decided: Sequence[LinkDecision]) -> dict[str, Any]:
    """The record with the decisions on its links."""
    import msgspec

    return {**msgspec.to_builtins(item), "decisions": msgspec.to_builtins(decided)}
