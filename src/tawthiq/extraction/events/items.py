"""Items: places that each have a figure of their own beside the total ("خمسة قتلى، ثلاثة منهم في س واثنان في ص").

The total is a cluster, each place an occurrence that is part of it (code book 4.4).
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.statements.frames import Frame

_NEAR = 3
"""Words from في to the name of the place, class words between ("في مدينة س")."""

_OF_THEM = frozenset(("منهم", "منهما", "منهن"))


def itemised(page: Page, frame: Frame) -> list[Frame]:
    """The frame with its total, then one for each place; the frame alone where it has no such list."""
    placed = {position: _place(page, frame, figure) for position, figure in enumerate(frame.figures)}
    items = {position: site for position, site in placed.items() if site is not None}
    if not frame.attacks or len({site.first for site in items.values()}) < len(items) or len(items) <= 1:
        return [frame]
    return [_total(frame, items.keys()), *(_item(frame, frame.figures[i], site) for i, site in items.items())]


def _place(page: Page, frame: Frame, figure: Figure) -> Site | None:
    """The place right behind a figure that is part of another."""
    if figure.whole is None or figure.quantifier != "exact":
        return None
    at = figure.last + (figure.last < len(page.words) and page.words[figure.last].folded in _OF_THEM)
    if at >= len(page.words) or page.words[at].folded != "في":
        return None
    return next((site for site in frame.sites if 0 < site.first - at <= _NEAR and not site.wide), None)


def _total(frame: Frame, items: Collection[int]) -> Frame:
    """The frame without the figures of its items."""
    kept = [position for position in range(len(frame.figures)) if position not in items]
    place = {old: new for new, old in enumerate(kept)}
    figures = [frame.figures[position] for position in kept]
    moved = (msgspec.structs.replace(f, whole=None if f.whole is None else place.get(f.whole)) for f in figures)
    return msgspec.structs.replace(frame, figures=tuple(moved))


def _item(frame: Frame, figure: Figure, site: Site) -> Frame:
    """What is told of one place: its figure, by the attack of the whole."""
    return msgspec.structs.replace(
        frame,
        ranges=((figure.first, site.last),),
        figures=(msgspec.structs.replace(figure, whole=None),),
        sites=(site,),
        strikes=(),
        facilities=(),
        elaborates=True,
        further=True,
    )
