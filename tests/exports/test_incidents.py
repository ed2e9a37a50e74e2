"""Incidents as files: a row each, every event in exactly one."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from tests.register.conftest import keys as keys  # a fixture
from tests.register.conftest import register as register  # a fixture
from tests.register.linked import three as three  # a fixture

from tawthiq.exports import export
from tawthiq.exports.incidents import COLUMNS
from tawthiq.exports.release import usual
from tawthiq.model.incident import Incident
from tawthiq.register import Register


def exported(register: Register, format_name: str) -> tuple[bytes, dict[str, Any]]:
    """An export of the incidents, and its account."""
    out = io.BytesIO()
    account = export(register, out, what="incidents", format_name=format_name, level="internal")  # type: ignore[arg-type]  # as the test gives it
    return out.getvalue(), account.told()


def test_lines_hold_the_whole_record_and_each_event_once(three: Register) -> None:
    data, told = exported(three, "jsonl")
    rows = [json.loads(line) for line in data.splitlines()]
    assert (told["rows"], told["exercises"]) == (3, 3)
    events = [(one["report"], one["event"]) for row in rows for one in row["events"]]
    assert sorted(events) == [("r1", "e1"), ("r1", "e2"), ("r2", "e1"), ("r3", "e1")]
    first = next(row for row in rows if len(row["events"]) == 2)
    assert first.keys() == set(Incident.__struct_fields__)
    assert first["id"] == "SYR-2031-000001"
    assert first["date"] == {"edtf": "2031-03-05", "start": "2031-03-05", "end": "2031-03-05", "precision": "day"}
    assert first["place"]["label_en"] == "Sarmin"
    assert {one["link"] for one in first["events"]} == {"same"}
    killed = next(one for one in first["casualties"] if one["outcome"] == "killed")
    assert (killed["min"], killed["best"], killed["max"], killed["civilian_min"]) == (3, 3, 3, 3)


def test_a_table_has_a_row_an_incident(three: Register) -> None:
    data, _ = exported(three, "csv")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    first = next(row for row in rows if row["reports"] == "2")
    assert (first["killed_min"], first["killed_max"], first["place"], first["state"]) == ("3", "3", "Sarmin", "machine")
    assert first["events"] in ("r1#e1 (same); r2#e1 (same)", "r2#e1 (same); r1#e1 (same)")


def test_a_feature_without_a_point_has_no_geometry(three: Register) -> None:
    data, told = exported(three, "geojson")
    features = json.loads(data)["features"]
    assert [one["geometry"] is None for one in features].count(True) == 1
    assert {"type": "Point", "coordinates": [36.72, 35.9]} in [one["geometry"] for one in features]
    assert [item["note"] for item in told["fallbacks"]] == ["no geometry: no place of the incident has a point"]


def test_incidents_are_usual_once_there_are_some(three: Register) -> None:
    assert usual(three) == "incidents"


def test_two_exports_of_one_state_are_alike(three: Register) -> None:
    assert exported(three, "jsonl")[0] == exported(three, "jsonl")[0]
