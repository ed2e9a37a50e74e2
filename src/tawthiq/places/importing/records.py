"""What the readers of all layouts give: one record a place, or a row that was refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from tawthiq.model.place import PlaceKind

Ring = Sequence[tuple[float, float]]


class AreaName(msgspec.Struct, frozen=True):
    """An area that a row names as its own: names in both scripts ("" where not given) and P-code."""

    level: int
    name_ar: str = ""
    name_en: str = ""
    pcode: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A place as its list has it.

    ``place_id``: with the prefix of its list (ocha:C3871). ``names_ar``/``names_en``: the label first. ``country``:
    alpha-2, "" where the row does not say. ``admin1``: a code that the row gives (SY-ID, SY.12), "" if none.
    ``areas``: what the row says it lies in. ``level``: of an area, 1 to 4. ``major``: False for what a report seldom
    means by a bare name, such as a school. ``rings``: the outline of an area, (lon, lat).
    """

    line: int
    place_id: str
    names_ar: tuple[str, ...] = ()
    names_en: tuple[str, ...] = ()
    kind: PlaceKind
    country: str = ""
    admin1: str = ""
    areas: tuple[AreaName, ...] = ()
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    population: int = 0
    level: int = 0
    pcode: str = ""
    note: str = ""
    major: bool = True
    rings: tuple[Ring, ...] = ()


class Refused(msgspec.Struct, frozen=True):
    """A row that cannot be used, or (``kept``) one taken with a doubt. ``line`` counts from 1 in the file; of a feature
    or a sheet's row it is its number. ``row``: how the row begins."""

    line: int
    reason: str
    row: str = ""
    kept: bool = False


class RowError(ValueError):
    """Why a row is refused; the reader adds where it stands."""


Format = Literal["geonames", "ocha", "gns", "osm", "own"]
FORMATS: tuple[Format, ...] = ("geonames", "ocha", "gns", "osm", "own")


def point(lat: object, lon: object) -> tuple[float, float]:
    """Degrees from two cells. Raises :class:`RowError`."""
    try:
        north, east = float(_number(lat)), float(_number(lon))
    except ValueError:
        raise RowError(f"«{_short(lat)}», «{_short(lon)}» is no latitude and longitude in decimal degrees") from None
    if not (abs(north) <= 90 and abs(east) <= 180):
        raise RowError(f"{north:g}, {east:g} is not on the globe: latitude comes first, then longitude, in degrees")
    if north == 0 and east == 0:
        raise RowError("0, 0 stands for a point that is not known")
    return north, east


def _number(cell: object) -> str:
    text = str("" if cell is None else cell).strip()
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    if not text or not text.lstrip("+-")[:1].isdigit():
        raise ValueError(text)
    return text


def _short(cell: object) -> str:
    text = str("" if cell is None else cell)
    return text if len(text) <= 40 else f"{text[:40]}…"
