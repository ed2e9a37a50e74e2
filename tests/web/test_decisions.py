"""Decisions through the API: with a name and a reason, one at a time or several, and back."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import let_in, sha256_of

from tawthiq.register.verification import verify
from tawthiq.web.desk import Desk


def post(client: TestClient, path: str, **body: object) -> dict:  # type: ignore[type-arg]  # JSON
    answer = client.post(f"/api/v1{path}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def state(client: TestClient, sha256: str) -> str:
    return str(client.get(f"/api/v1/reports/{sha256}").json()["states"]["e1"])


def test_accept_reject_and_undo_are_kept_with_name_and_reason(client: TestClient) -> None:
    sha256 = sha256_of(client)
    made = post(client, f"/events/{sha256}/e1/accept", reason="read against the page")["decision"]
    assert (made["by"], made["action"], made["reason"]) == ("Huda", "accept", "read against the page")
    assert state(client, sha256) == "accepted"
    post(client, f"/events/{sha256}/e1/reject", reason="no")
    assert state(client, sha256) == "rejected"
    post(client, f"/events/{sha256}/e1/undo", reason="yes")
    assert state(client, sha256) == "accepted"


def test_an_edit_sets_a_field_with_its_words(client: TestClient) -> None:
    sha256 = sha256_of(client)
    kept = client.get(f"/api/v1/reports/{sha256}").json()
    at = kept["text"].index("سبعة")
    count = {"quote": "سبعة", "quantifier": "exact", "stated": [8], "min": 8, "best": 8, "max": 8}  # "seven"
    post(
        client,
        f"/events/{sha256}/e1/edit",
        field="casualties[0].count",
        value=count,
        evidence=[[at, at + 4]],
        reason="x",
    )
    figure = client.get(f"/api/v1/reports/{sha256}").json()["extraction"]["events"][0]["casualties"][0]
    assert (figure["count"]["best"], figure["evidence"][0]["quote"]) == (8, "سبعة")
    assert state(client, sha256) == "edited"


def test_an_item_is_added_and_taken_out(client: TestClient) -> None:
    sha256 = sha256_of(client)
    before = len(client.get(f"/api/v1/reports/{sha256}").json()["extraction"]["events"][0]["munitions"])
    path = f"/events/{sha256}/e1/edit"
    post(client, path, field="munitions[+]", value={"code": "cluster"}, evidence=[[0, 4]], reason="x")
    event = client.get(f"/api/v1/reports/{sha256}").json()["extraction"]["events"][0]
    assert [one["code"] for one in event["munitions"]][before:] == ["cluster"]
    post(client, path, field=f"munitions[{before}]", value=None, reason="x")
    event = client.get(f"/api/v1/reports/{sha256}").json()["extraction"]["events"][0]
    assert len(event["munitions"]) == before


@pytest.mark.parametrize(
    ("field", "value", "evidence"),
    [
        ("type", "no_such_type", []),
        ("__class__", "x", []),
        ("casualties[0].count", -1, []),
        ("casualties[99]", None, []),
        ("locations[0]", {"name": "x"}, []),
        ("date", "yesterday", []),
        ("type", "shelling", [[5, 2]]),
        ("type", "shelling", [[0, 10**9]]),
        ("casualties[0]", {"outcome": "killed", "count": {}, "secret": 1}, [[0, 3]]),
    ],
)
def test_what_breaks_the_code_book_is_refused_and_nothing_changes(
    client: TestClient, field: str, value: object, evidence: list[list[int]]
) -> None:
    sha256 = sha256_of(client)
    body = {"field": field, "value": value, "evidence": evidence, "reason": "x"}
    answer = client.post(f"/api/v1/events/{sha256}/e1/edit", json=body)
    assert answer.status_code == 422, answer.text
    assert client.get(f"/api/v1/reports/{sha256}").json()["decisions"] == []


def test_who_looked_at_an_older_state_is_told_so(client: TestClient) -> None:
    sha256 = sha256_of(client)
    number = post(client, f"/events/{sha256}/e1/accept", reason="x", seen=0)["decision"]["number"]
    late = client.post(f"/api/v1/events/{sha256}/e1/reject", json={"reason": "y", "seen": 0})
    assert (late.status_code, late.json()["error"]) == (409, "changed")
    assert state(client, sha256) == "accepted"
    post(client, f"/events/{sha256}/e1/reject", reason="y", seen=number)


def test_nobody_decides_without_a_name_or_a_reason(desk: Desk) -> None:
    nameless = let_in(desk, name="")
    sha256 = sha256_of(nameless)
    path = f"/api/v1/events/{sha256}/e1/accept"
    assert "set your name" in nameless.post(path, json={"reason": "x"}).json()["message"]
    assert nameless.post(path, json={"reason": "  "}).status_code == 422


def test_several_are_decided_alike_and_taken_back(desk: Desk, client: TestClient) -> None:
    listed = client.get("/api/v1/events", params={"state": "open", "limit": 5}).json()["events"]
    targets = [f"{one['sha256']}/{one['event']}" for one in listed]
    made = post(client, "/bulk", action="accept", events=[*targets, "0" * 64 + "/e1"], reason="a batch")
    assert [target for target, _ in made["made"]] == targets
    assert [target for target, _ in made["failed"]] == ["0" * 64 + "/e1"]
    assert client.get("/api/v1/events", params={"state": "accepted"}).json()["total"] == 5
    post(client, "/bulk/undo", decisions=made["made"], reason="too fast")
    assert client.get("/api/v1/events", params={"state": "accepted"}).json()["total"] == 0
    assert not verify(desk.register).problems


def test_a_comment_on_a_report_is_in_its_history(client: TestClient) -> None:
    sha256 = sha256_of(client)
    post(client, f"/reports/{sha256}/comment", reason="ask the agency")
    last = client.get(f"/api/v1/reports/{sha256}").json()["decisions"][-1]
    assert (last["action"], last["reason"], last["event"]) == ("comment", "ask the agency", None)


def test_a_sha256_names_its_report_though_another_has_that_id(client: TestClient, desk: Desk) -> None:
    from tests.register.conftest import made_ready

    from tawthiq.register.store import Method, Store

    sha256 = sha256_of(client)
    Store(desk.register, Method("grammar/1", "p", "0")).write(
        [made_ready(desk.keys(), "نص آخر", id=sha256)]
    )  # another text
    assert client.get(f"/api/v1/reports/{sha256}").json()["ids"] == ["01-ariha-agency"]
