"""Names of places that a person has settled: what a name means, who said so and why. Later readings use the answers."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from tawthiq.errors import UsageError
from tawthiq.places import names
from tawthiq.places.learned import Learned
from tawthiq.register import audit
from tawthiq.register.decisions import Deciding, person
from tawthiq.register.engine import Register
from tawthiq.register.schema import people, settled_names

LONGEST_NAME = 200
_FACTS = ("number", "at", "reason", "name", "admin1", "place_id", "country", "lat", "lon", "radius_km", "withdrawn")


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """What a name means: the gazetteer's place ``place_id``, or a point (degrees, WGS 84) in ``country`` (alpha-2) with
    its radius (km). Raises ``UsageError`` where it is neither, or no point on Earth."""

    place_id: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None

    def __post_init__(self) -> None:
        if (self.place_id is None) == (self.lat is None or self.lon is None):
            raise UsageError("say what the name means: a place of the gazetteer, or a point")
        if self.lat is not None and self.lon is not None and not (abs(self.lat) <= 90 and abs(self.lon) <= 180):
            raise UsageError(f"{self.lat:g}, {self.lon:g} is no point: latitude first, from -90 to 90, then longitude")
        if self.radius_km is not None and not 0 < self.radius_km <= 500:
            raise UsageError(f"a radius of {self.radius_km:g} km says nothing: give one of up to 500")


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """An answer for ``name`` in the first-level area ``admin1`` (ISO 3166-2; None: anywhere), or its withdrawal.
    ``standing``: readings use it."""

    number: int
    at: str
    by: str
    reason: str
    name: str
    admin1: str | None
    place_id: str | None
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    withdrawn: bool
    standing: bool


def settle(register: Register, name: str, admin1: str | None, meaning: Meaning, who: Deciding) -> int:
    """Say what ``name`` means in ``admin1``, in place of any earlier answer. Its number.

    Raises ``UsageError`` where the name is none.
    """
    if not _key(name) or len(name) > LONGEST_NAME:
        raise UsageError(f"«{name}» is no name of a place")
    with register.writing() as connection:
        return _write(connection, register, name, admin1, meaning, who)


def withdraw(register: Register, name: str, admin1: str | None, who: Deciding) -> int:
    """Take the answer for ``name`` in ``admin1`` back: readings look it up again as if nobody had answered.

    Raises ``UsageError`` where there is none.
    """
    with register.writing() as connection:
        if not any(
            one.standing and (_key(one.name), one.admin1) == (_key(name), admin1) for one in settled(connection)
        ):
            raise UsageError(
                f"nobody settled «{name}»{f' in {admin1}' if admin1 else ''}: see tawthiq gazetteer settled"
            )
        return _write(connection, register, name, admin1, None, who)


def settled(connection: Connection) -> list[Settled]:
    """All answers and withdrawals, oldest first."""
    query = select(settled_names, people.c.name.label("person")).join(people, people.c.number == settled_names.c.by)
    rows = connection.execute(query.order_by(settled_names.c.number)).all()
    last = {(_key(row.name), row.admin1): row.number for row in rows}
    held = set(last.values())
    return [
        Settled(
            **{name: getattr(row, name) for name in _FACTS if name != "withdrawn"},
            by=row.person,
            withdrawn=bool(row.withdrawn),
            standing=row.number in held and not row.withdrawn,
        )
        for row in rows
    ]


def learned(connection: Connection) -> tuple[Learned, ...]:
    """The answers that stand, as the gazetteer takes them."""
    return tuple(
        Learned(
            name=one.name, by=one.by, at=one.at, why=one.reason, admin1=one.admin1, place_id=one.place_id,
            lat=one.lat, lon=one.lon, radius_km=one.radius_km, country=one.country,
        )
        for one in settled(connection)
        if one.standing
    )  # fmt: skip


def name_facts(row: Any, by: str) -> dict[str, Any]:
    """What the log keeps of an answer."""
    return {name: row[name] for name in _FACTS} | {"by": by, "withdrawn": bool(row["withdrawn"])}


def _write(
    connection: Connection, register: Register, name: str, admin1: str | None, meaning: Meaning | None, who: Deciding
) -> int:
    number = int(connection.scalar(select(func.max(settled_names.c.number))) or 0) + 1
    row: dict[str, Any] = {
        "number": number,
        "at": register.at(),
        "by": person(connection, who.by),
        "reason": who.reason.strip(),
        "name": name.strip(),
        "admin1": admin1,
        "withdrawn": meaning is None,
    }
    row |= dict.fromkeys(Meaning.__struct_fields__) if meaning is None else msgspec.structs.asdict(meaning)
    connection.execute(settled_names.insert(), row)
    audit.append(connection, register, [audit.Entry("name", number, name_facts(row, who.by.strip()))])
    return number


def _key(name: str) -> str:
    """What spellings of one name have in common."""
    return names.key(names.words(name))
