"""The API's own description: whole, true, and no operation that odd values bring down."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

ODD: tuple[str, ...] = (
    "0", "-1", "9" * 40, "1e400", "NaN", "null", "[]", "{}", "' OR 1=1 --", "%00", "\u0000", "\u202e", "😀", "ي" * 300,
    "../..", "a/b", "#e1", "<b>", "0" * 64, "01-ariha-agency", "e1", "SYR-2031-000012", "2031-02-30", "2031-03-12",
)  # fmt: skip
BODIES: tuple[Any, ...] = (
    None, 0, "", [], {}, {"reason": None}, {"reason": "x"}, {"reason": "x", "seen": -1}, {"reason": "\u0000"},
    {"field": "type", "value": {"a": [[[1]]]}, "reason": "x"}, {"field": "actors[0]", "value": 1e300, "reason": "x"},
    {"field": "[", "value": None, "reason": "x"}, {"field": "date", "value": "9999999-99-99", "reason": "x"},
    {"field": "evidence", "value": [[0, 1], [5, 99999999]], "reason": "x"},
    {"field": "locations[+]", "value": {"lat": 1e9}, "evidence": [[0, 2]], "reason": "x"},
    {"action": "accept", "events": ["", "/", "#", "a/b/c"], "reason": "x"}, {"decisions": [["x", 1]], "reason": "x"},
    {"one": "", "other": "", "reason": "x"}, {"events": ["a#b"], "reason": "x"}, {"reason": "x", "decision": 10**30},
    {"language": "xx"}, {"name": "\r\nset-cookie: a=b"}, {"name": "x" * 10_000},
)  # fmt: skip


@pytest.fixture
def described(client: TestClient) -> dict[str, Any]:
    """The OpenAPI document."""
    found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return found


def operations(described: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Every path, method and operation."""
    return [(path, method, what) for path, ways in described["paths"].items() for method, what in ways.items()]


def test_every_reference_leads_somewhere_and_every_operation_is_told(described: dict[str, Any]) -> None:
    names = set(re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', json.dumps(described)))
    assert names - described["components"]["schemas"].keys() == set()
    assert len(operations(described)) > 20
    assert [path for path, _, what in operations(described) if not what.get("description")] == []
    assert all(path.startswith("/api/v1/") for path, _, _ in operations(described))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/v1/events", "Events"),
        ("/api/v1/reports/01-ariha-agency", "KeptReportAnswer"),
        ("/api/v1/map", "MapPoints"),
        ("/api/v1/incidents", "Incidents"),
        ("/api/v1/progress", "Progress"),
        ("/api/v1/quarantine", "Quarantine"),
        ("/api/v1/places?q=سرمين", "Places"),
        ("/api/v1/search?q=مستشفى", "Found"),
        ("/api/v1/why?one=01-ariha-agency%23e1&other=04-ariha-post%23e1", "Why"),
    ],
)  # Sarmin; hospital
def test_an_answer_is_as_it_is_described(client: TestClient, described: dict[str, Any], path: str, name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    answer = client.get(path)
    assert answer.status_code == 200
    assert [fault.message for fault in Draft202012Validator(schema).iter_errors(answer.json())] == []


def test_no_operation_is_brought_down_by_odd_values(client: TestClient, described: dict[str, Any]) -> None:
    broken = []
    for path, method, what in operations(described):
        for number, odd in enumerate(ODD):
            address = re.sub(r"\{\w+\}", odd.replace("/", "%2F").replace("#", "%23").replace("\0", "%00"), path)
            query = {one["name"]: odd for one in what.get("parameters", ()) if one["in"] == "query"}
            query |= {"first": odd, "place": odd, "killed": odd, "state": odd} if number % 2 else {}
            body = BODIES[number % len(BODIES)]
            if method == "get":
                answer = client.get(address, params=query)
            else:
                answer = client.request(method.upper(), address, params=query, json=body)
            if answer.status_code >= 500:
                broken.append((method, address, body, answer.text))
    assert broken == []


def test_no_body_brings_an_edit_down(client: TestClient) -> None:
    broken = []
    for path in (
        "events/01-ariha-agency/e1/edit",
        "events/01-ariha-agency/e1/undo",
        "bulk",
        "preferences",
        "incidents/merge",
    ):
        for body in BODIES:
            answer = client.post(f"/api/v1/{path}", json=body)
            if answer.status_code >= 500:
                broken.append((path, body, answer.text))
            assert "set-cookie: a=b" not in str(answer.headers).lower()
    assert broken == []
