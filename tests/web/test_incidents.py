"""Incidents through the API and the pages: together, apart, and back, each with name and reason."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import let_in

from tawthiq.register.verification import verify
from tawthiq.web.desk import Desk

AGENCY, POST, SARMIN = "01-ariha-agency#e1", "04-ariha-post#e1", "05-sarmin-agency#e1"


def incident_of(client: TestClient, event: str) -> dict[str, Any]:
    """The incident that an event is in."""
    answer = client.get(f"/api/v1/incidents/{event.replace('#', '%23')}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def post(client: TestClient, path: str, **body: object) -> dict[str, Any]:
    answer = client.post(f"/api/v1{path}", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_reports_of_one_raid_are_one_incident_with_bounds_and_no_sum(client: TestClient) -> None:
    found = incident_of(client, AGENCY)
    assert found["reports"] > 1
    killed = next(one for one in found["casualties"] if one["outcome"] == "killed")
    stated = [claim["min"] for claim in killed["statements"]]
    assert (killed["min"], killed["max"]) == (min(stated), max(stated))
    page = client.get(f"/incidents/{found['id']}").text
    assert f"{killed['min']}–{killed['max']}" in page
    for claim in killed["statements"]:
        assert claim["publisher"] in page


def test_an_event_is_split_off_and_the_decision_taken_back(client: TestClient, desk: Desk) -> None:
    before = incident_of(client, POST)["id"]
    made = post(client, "/incidents/split", events=[POST], reason="another day")
    assert (made["decision"]["by"], made["decision"]["reason"]) == ("Huda", "another day")
    assert incident_of(client, POST)["id"] != incident_of(client, AGENCY)["id"]
    post(client, f"/incidents/{before}/undo", reason="the same after all")
    assert incident_of(client, POST)["id"] == incident_of(client, AGENCY)["id"]
    assert not verify(desk.register).problems


def test_two_are_merged_and_stay_so_when_linking_runs_again(client: TestClient) -> None:
    post(client, "/incidents/merge", one=AGENCY, other=SARMIN, reason="one raid")
    client.post("/api/v1/link")
    assert incident_of(client, AGENCY)["id"] == incident_of(client, SARMIN)["id"]
    assert "one raid" in client.get(f"/incidents/{incident_of(client, AGENCY)['id']}").text


def test_a_pair_that_was_looked_at_is_not_asked_about_again(client: TestClient) -> None:
    page = client.get("/incidents").text
    assert "05-sarmin-agency#e1" in page[page.index("doubts-title") :]
    post(client, "/incidents/relate", one=SARMIN, other=POST, kind="different", reason="two towns")
    page = client.get("/incidents").text
    assert f"{SARMIN.replace('#', '%23')}&amp;other={POST.replace('#', '%23')}" not in page


@pytest.mark.parametrize("language", ["en", "ar"])
def test_why_two_are_one_is_told_in_the_readers_language(desk: Desk, language: str) -> None:
    client = let_in(desk, language=language)
    found = client.get("/api/v1/why", params={"one": AGENCY, "other": POST}).json()["explanation"]
    assert sum(one["bits"] for one in found["reasons"]) == pytest.approx(found["bits"])
    page = client.get("/compare", params={"one": AGENCY, "other": POST}).text
    assert all(one[language] in page for one in found["reasons"])


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/incidents/merge", {"one": AGENCY, "other": AGENCY}),
        ("/incidents/merge", {"one": AGENCY, "other": "SYR-2031-999999"}),
        ("/incidents/split", {"events": []}),
        ("/incidents/split", {"events": [AGENCY, "15-round-up#e1"]}),
        ("/incidents/relate", {"one": AGENCY, "other": POST, "kind": "same"}),
        ("/incidents/SYR-2031-999999/undo", {}),
        ("/incidents/' OR 1=1 --/undo", {}),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(client: TestClient, path: str, body: dict[str, object]) -> None:
    before = client.get("/api/v1/incidents", params={"limit": 500}).json()
    answer = client.post(f"/api/v1{path}", json=body | {"reason": "x"})
    assert answer.status_code in (404, 422), answer.text
    assert client.get("/api/v1/incidents", params={"limit": 500}).json() == before


@pytest.mark.parametrize("path", ["/incidents/nothing", "/compare", "/compare?one=a&other=b", "/incidents/%2e%2e"])
def test_a_name_that_is_none_is_said(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 422)
