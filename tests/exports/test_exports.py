"""Exports: what is in them, what they say of themselves, and what they refuse."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import jsonschema
import pytest
from tests.register.conftest import FIRST, HUDA, TEXT, landmine, made_ready, shelling
from tests.register.conftest import keys as keys  # a fixture
from tests.register.conftest import register as register  # a fixture

from tawthiq.errors import UsageError
from tawthiq.exports import Account, export
from tawthiq.model.extraction import json_schema
from tawthiq.register import Register, audit, decisions
from tawthiq.register.edits import Edit
from tawthiq.register.store import Store
from tawthiq.register.words import Keys

EVIL = "=HYPERLINK(1) قُتل ثلاثة مدنيين وأصيب سبعة آخرون"


@pytest.fixture
def filled(register: Register, keys: Keys) -> Register:
    """Two reports: one with two events, one whose text and id a spreadsheet would take for formulas."""
    ready = [made_ready(keys, TEXT, [shelling(), landmine()], id="r1"), made_ready(keys, EVIL, id="+r2")]
    Store(register, FIRST).write(ready)
    decisions.edit(register, "r1#e1", Edit("type", "explosion"), HUDA)
    return register


def exported(register: Register, what: str, format_name: str) -> tuple[bytes, dict[str, Any]]:
    """An export and its account."""
    out = io.BytesIO()
    account = export(register, out, what=what, format_name=format_name, level="internal")  # type: ignore[arg-type]  # as the test gives it
    return out.getvalue(), account.told()


def rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a table."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_account_says_level_code_book_state_and_exercises(filled: Register) -> None:
    _, told = exported(filled, "events", "jsonl")
    with filled.reading() as connection:
        state = audit.head(connection)[1].hex()
    assert (told["level"], told["codebook"], told["register"]) == ("internal", "1", state)
    assert (told["rows"], told["exercises"]) == (2, 2)
    assert "invented" in told["exercise"]
    assert "Not for publication" in told["handling"]


def test_events_as_lines_hold_the_whole_record_and_both_values(filled: Register) -> None:
    data, _ = exported(filled, "events", "jsonl")
    lines = [json.loads(line) for line in data.splitlines()]
    assert [line["id"] for line in lines] == ["r1#e1", "r1#e2"]
    first = lines[0]
    assert (first["type"], first["review"]["state"], first["review"]["machine"]["type"]) == (
        "explosion",
        "edited",
        "shelling",
    )
    assert first["report"]["exercise"] is True
    event = {key: value for key, value in first.items() if key not in ("report", "review", "event")} | {"id": "e1"}
    schema = json_schema()
    jsonschema.validate(event, {"$ref": "#/$defs/Event", "$defs": schema["$defs"]})


def test_reports_as_lines_hold_the_text(filled: Register) -> None:
    data, told = exported(filled, "reports", "jsonl")
    lines = [json.loads(line) for line in data.splitlines()]
    assert [(line["id"], line["text"], line["events"]) for line in lines] == [
        ("r1", TEXT, ["r1#e1", "r1#e2"]),
        ("+r2", EVIL, []),
    ]
    assert told["rows"] == 2


def test_a_table_of_events(filled: Register) -> None:
    data, told = exported(filled, "events", "csv")
    first, second = rows(data)
    assert (first["id"], first["exercise"], first["type"], first["killed_min"]) == ("r1#e1", "true", "explosion", "3")
    assert (first["attackers"], first["lat"], first["radius_km"]) == ("SYR|RUS", "35.9", "2.0")
    assert first["figures"] == "1. 3 killed (civilian); 2. 2 killed (civilian child) of 1"
    assert (second["killed_min"], second["lat"], second["date"]) == ("", "", "")
    assert told["fallbacks"] == []


def test_a_cell_that_looks_like_a_formula_is_defused_and_that_is_told(filled: Register) -> None:
    data, told = exported(filled, "reports", "csv")
    cells = [cell for row in rows(data) for cell in row.values()]
    assert [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell] == []
    assert rows(data)[1]["text"] == f"'{EVIL}"
    assert [item["record"] for item in told["fallbacks"]] == ["+r2", "+r2", "+r2"]
    assert all("apostrophe" in item["note"] for item in told["fallbacks"])


@pytest.mark.parametrize("start", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1"])
def test_every_way_to_begin_a_formula(register: Register, keys: Keys, start: str) -> None:
    Store(register, FIRST).write([made_ready(keys, f"{start} نص", id=f"{start}id")])
    data, _ = exported(register, "reports", "csv")
    assert rows(data)[0]["text"].startswith("'")
    assert rows(data)[0]["id"].startswith("'")


def test_negative_numbers_stay_numbers(register: Register, keys: Keys) -> None:
    south = shelling().locations[0]
    place = type(south)(**{n: getattr(south, n) for n in south.__struct_fields__} | {"lat": -10.5, "lon": -3.25})
    Store(register, FIRST).write([made_ready(keys, TEXT, [shelling(locations=(place,))], id="r1")])
    row = rows(exported(register, "events", "csv")[0])[0]
    assert (row["lat"], row["lon"]) == ("-10.5", "-3.25")


def test_a_map_has_longitude_first_and_a_radius_beside_each_point(filled: Register) -> None:
    data, told = exported(filled, "events", "geojson")
    found = json.loads(data)
    assert found["type"] == "FeatureCollection"
    assert found["tawthiq"]["level"] == "internal"
    first, second = found["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [36.72, 35.9]}
    assert (first["properties"]["radius_km"], first["properties"]["exercise"]) == (2.0, True)
    assert first["properties"]["places"][0]["precision"] == "settlement"
    assert second["geometry"] is None
    assert [item["record"] for item in told["fallbacks"]] == ["r1#e2"]


@pytest.mark.parametrize("format_name", ["jsonl", "csv", "geojson"])
def test_an_empty_register(register: Register, format_name: str) -> None:
    data, told = exported(register, "events", format_name)
    assert told["rows"] == 0
    assert "exercise" not in told
    if format_name == "geojson":
        assert json.loads(data)["features"] == []


@pytest.mark.parametrize(
    ("what", "format_name", "level", "reason"),
    [
        ("events", "jsonl", "public", "the level public is not built yet, and nothing is exported in its place"),
        ("events", "jsonl", "partner", "the level partner is not built yet"),
        ("events", "jsonl", "aggregate", "the level aggregate is not built yet"),
        ("events", "jsonl", "secret", "--level secret is not known: choose from internal, partner"),
        ("people", "jsonl", "internal", "--what people is not known: choose from incidents, events, reports"),
        ("incidents", "jsonl", "internal", "there are no incidents yet: run tawthiq link"),
        ("events", "xls", "internal", "--format xls is not known: choose from jsonl, csv, geojson"),
        ("reports", "geojson", "internal", "reports have no place on a map: choose --format jsonl or csv"),
    ],
)
def test_what_cannot_be_exported_is_refused_and_nothing_written(
    filled: Register, what: str, format_name: str, level: str, reason: str
) -> None:
    out = io.BytesIO()
    with pytest.raises(UsageError, match=reason):
        export(filled, out, what=what, format_name=format_name, level=level)  # type: ignore[arg-type]  # wrong on purpose
    assert out.getvalue() == b""


def test_a_long_cell_is_told() -> None:
    account = Account("events", "csv", "internal", "", "", "")
    account.fallback("r1", "text: longer than a spreadsheet's cell; kept whole in the file")
    assert account.told()["fallback_kinds"] == {"text: longer than a spreadsheet's cell; kept whole in the file": 1}
