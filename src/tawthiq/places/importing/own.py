"""A team's own table, with the columns of the overlay; only name_ar, country, lat and lon must be there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.errors import RefdataError
from tawthiq.places.importing.lines import Advance, Source
from tawthiq.places.importing.records import AreaName, Record, Refused
from tawthiq.places.importing.tables import quoted, workbook
from tawthiq.refdata.places.rows import OverlayRow, overlay_row

_NEEDED = frozenset(["name_ar", "country"])
_POINT = frozenset(["lat", "lon"])
_RADIUS = {"city": "5", "town": "2", "village": "1.5", "neighbourhood": "1.5", "mountain": "10", "region": "20"}


def is_header(columns: Sequence[str]) -> bool:
    """Whether column names are those of the own table."""
    return set(columns) >= _NEEDED and set(columns) >= _POINT


def read(source: Source, advance: Advance, name: str) -> Iterator[Record | Refused]:
    """The places of a table; ``name`` is the layer's, which goes into the ids of places without a P-code. Raises
    ``InputError``."""
    reader = workbook if source.suffix == ".xlsx" else quoted
    for table in reader(source, advance, is_header):
        for line, row in table.rows:
            if isinstance(row, Refused):
                yield row
            elif not next(iter(row.values()), "").startswith("#"):
                yield _place(line, row, name)


def _place(line: int, row: dict[str, str], name: str) -> Record | Refused:
    filled = {column: row.get(column, "") for column in OverlayRow.__struct_fields__}
    filled["kind"] = filled["kind"] or "village"
    filled["country"] = filled["country"].upper()
    filled["name_en"] = filled["name_en"] or filled["name_ar"]
    filled["source"] = filled["source"] or name
    filled["confidence"] = filled["confidence"] or "medium"
    if filled["lat"] and not filled["radius_km"]:
        filled["radius_km"] = _RADIUS.get(filled["kind"], "2")
    try:
        made = overlay_row(filled, name, line)
    except RefdataError as fault:
        return Refused(line, fault.reason, " | ".join(row.values())[:200])
    label = made.name_en if made.name_en != made.name_ar else ""
    return Record(
        line=line, place_id=f"ocha:{made.pcode}" if made.pcode else f"{name}:{line}",
        names_ar=(made.name_ar, *made.aliases), names_en=(label,) if label else (), kind=made.kind,
        country=made.country, lat=made.lat, lon=made.lon, radius_km=made.radius_km, pcode=made.pcode,
        areas=tuple(
            AreaName(level, name_en=value)
            for level, value in ((1, made.admin1), (2, made.admin2), (3, made.admin3))
            if value
        ),
        note=made.note,
    )  # fmt: skip
