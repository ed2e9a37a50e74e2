"""What of the register another reading is for: reports with their bytes as they came in, names without a point."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from tawthiq.errors import UnknownRecord
from tawthiq.readers import Entry, Metadata
from tawthiq.register.engine import Register
from tawthiq.register.packing import unpack
from tawthiq.register.records import raw_of
from tawthiq.register.references import find_report, id_of
from tawthiq.register.schema import event_places, events, methods, places, readings, reports
from tawthiq.register.store import Method

_AT_ONCE = 200


def numbers_of(connection: Connection, names: Sequence[str]) -> list[int]:
    """The reports that these ids name, in order of arrival. Raises ``UnknownRecord`` where one names none."""
    found: set[int] = set()
    for name in names:
        row = find_report(connection, name)
        if row is None:
            raise UnknownRecord(f"there is no report {name} in the register: see tawthiq list, tawthiq search")
        found.add(row.number)
    return sorted(found)


def read_otherwise(connection: Connection, method: Method) -> list[int]:
    """The reports whose present reading was made with another grammar or with other places than ``method``, in order of
    arrival."""
    last = select(func.max(readings.c.number)).group_by(readings.c.report)
    query = (
        select(readings.c.report)
        .join(methods, methods.c.number == readings.c.method)
        .where(readings.c.number.in_(last))
        .where((methods.c.name != method.name) | (methods.c.gazetteer != method.gazetteer))
        .order_by(readings.c.report)
    )
    return list(connection.scalars(query))


def everything(connection: Connection) -> list[int]:
    """All reports, in order of arrival."""
    return list(connection.scalars(select(reports.c.number).order_by(reports.c.number)))


def characters(connection: Connection, numbers: Sequence[int]) -> int:
    """How many code points the texts of these reports have."""
    parts = (numbers[at : at + _AT_ONCE] for at in range(0, len(numbers), _AT_ONCE))
    query = select(func.sum(reports.c.characters))
    return sum(int(connection.scalar(query.where(reports.c.number.in_(part))) or 0) for part in parts)


def entries(register: Register, numbers: Sequence[int]) -> Iterator[Entry]:
    """These reports, some in memory at a time; without those whose text was erased."""
    for at in range(0, len(numbers), _AT_ONCE):
        query: Select[Any] = select(reports).where(reports.c.number.in_(numbers[at : at + _AT_ONCE]))
        with register.reading() as connection:
            rows = connection.execute(query.order_by(reports.c.number)).all()
        for row in rows:
            if row.text is not None:
                known = Metadata(row.id, row.published, row.publisher, row.url, bool(row.exercise))
                yield Entry(unpack(row.text).decode("utf-8"), known, row.source, row.row, raw_of(row))


def without_point(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Report id and slim location of every place that no gazetteer has a point for, of the events that hold: found by
    the present reading, and not rejected."""
    query: Select[Any] = (
        select(events.c.machine, events.c.record, reports.c.id, reports.c.sha256)
        .join(reports, reports.c.number == events.c.report)
        .where(events.c.present, events.c.state != "rejected")
        .where(
            select(event_places.c.event)
            .join(places, places.c.number == event_places.c.place)
            .where(event_places.c.event == events.c.number, places.c.lat.is_(None), places.c.place_id.is_(None))
            .exists()
        )
        .order_by(events.c.number)
    )
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
        record = json.loads(unpack(row.machine if row.record is None else row.record))
        for place in record.get("locations", ()):
            if place.get("lat") is None and place.get("place_id") is None and place.get("name"):
                yield id_of(row), place
