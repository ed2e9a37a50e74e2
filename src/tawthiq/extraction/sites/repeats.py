"""Repeats: places of one occurrence that are told more than once, each kept once."""

from __future__ import annotations

import msgspec

from tawthiq.model.place import Location
from tawthiq.text.normal import fold


def without_repeats(found: list[Location]) -> list[Location]:
    """An area that is also an impact is named once; so is a name told twice, once as a settlement and once as the area
    around it or as a place that is not known."""
    found = _once(found)
    impacts = {item.name for item in found if item.role == "impact"} | {
        item.place_id for item in found if item.role == "impact" and item.place_id
    }
    return [item for item in found if item.role != "area" or not ({item.name, item.place_id} & impacts)]


def _once(found: list[Location]) -> list[Location]:
    """The locations with each name once in a role: the best placed of those that bear it, with all their words."""
    kept: dict[tuple[str, str], Location] = {}
    for item in found:
        mark = (item.role, fold(item.name))
        known = kept.get(mark)
        if known is None:
            kept[mark] = item
            continue
        best = item if _rank(item) > _rank(known) else known
        words = tuple(sorted({*known.evidence, *item.evidence}, key=lambda part: part.start))
        kept[mark] = msgspec.structs.replace(best, evidence=words)
    return list(kept.values())


def _rank(item: Location) -> int:
    """How well a location is placed: on the map, and no wider than a settlement."""
    narrow = item.precision not in ("country", "admin1", "sector", "admin2", "admin3")
    return 2 * (item.place_id is not None and narrow) + narrow
