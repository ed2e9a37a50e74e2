"""Who is let in, and what is refused: other hosts, other sites, no session, no token, too much."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOST, let_in, sha256_of

from tawthiq.web.app import application
from tawthiq.web.desk import Desk
from tawthiq.web.guard import BODY_BYTES
from tawthiq.web.sessions import HEADER, cookie_name

ACCEPT = "/api/v1/events/{}/e1/accept"
BODY = {"reason": "read"}


@pytest.fixture
def stranger(desk: Desk) -> TestClient:
    """A browser that followed no link."""
    return TestClient(application(desk, [HOST]), base_url=f"http://{HOST}")


@pytest.mark.parametrize(
    "path", ["/", "/map", "/overview", "/add", "/next", "/reports/x", "/api/v1/events", "/nothing"]
)
def test_without_a_session_nothing_is_told(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 401
    assert "tawthiq serve" in answer.text


def test_the_start_link_works_once(desk: Desk, stranger: TestClient) -> None:
    token = desk.sessions.start_token
    first = stranger.get("/start", params={"token": token}, follow_redirects=False)
    assert (first.status_code, first.headers["location"]) == (303, "/")
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    other = TestClient(application(desk, [HOST]), base_url=f"http://{HOST}")
    assert other.get("/start", params={"token": token}).status_code == 403
    assert other.get("/start", params={"token": desk.sessions.start_token}).status_code == 200


def test_two_desks_in_one_browser_keep_a_session_each(desk: Desk) -> None:
    other = "127.0.0.1:9999"
    client = let_in(desk)
    second = TestClient(application(desk, [other]), base_url=f"http://{other}", cookies=client.cookies)
    assert second.get("/").status_code == 401
    second.get("/start", params={"token": desk.sessions.start_token})
    assert second.get("/").status_code == 200
    client.cookies.update(second.cookies)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("token", ["", "0" * 64, "ؤ", "a" * 50_000])
def test_a_guessed_token_does_not_work(stranger: TestClient, token: str) -> None:
    assert stranger.get("/start", params={"token": token}).status_code == 403


@pytest.mark.parametrize("cookie", ["0" * 64, "", "x; y", "\u00e9", "a" * 5000])
def test_a_guessed_session_does_not_work(stranger: TestClient, cookie: str) -> None:
    answer = stranger.get("/", headers={"cookie": f"{cookie_name(HOST)}={cookie}".encode()})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:8765", "", "[::1]:8765"],
)
def test_another_host_name_is_refused_so_that_rebinding_fails(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"https://{HOST}"},
        {"origin": f"http://{HOST}.evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_change_from_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post(ACCEPT.format(sha256_of(client)), json=BODY, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (403, "origin")


@pytest.mark.parametrize("token", ["", "0" * 64, "\u00e9"])
def test_a_change_without_the_token_is_refused(client: TestClient, token: str) -> None:
    answer = client.post(ACCEPT.format(sha256_of(client)), json=BODY, headers={HEADER: token.encode("latin-1")})
    assert (answer.status_code, answer.json()["error"]) == (403, "token")


def test_the_token_of_another_session_is_refused(desk: Desk, client: TestClient) -> None:
    other = let_in(desk)
    answer = client.post(ACCEPT.format(sha256_of(client)), json=BODY, headers={HEADER: other.headers[HEADER]})
    assert answer.status_code == 403


def test_a_change_by_get_is_not_possible(client: TestClient) -> None:
    sha256 = sha256_of(client)
    assert client.get(ACCEPT.format(sha256)).status_code == 405
    assert client.get(f"/api/v1/reports/{sha256}").json()["decisions"] == []


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_form_of_another_site_is_no_request(client: TestClient, kind: str) -> None:
    answer = client.post(ACCEPT.format(sha256_of(client)), content=b'{"reason": "x"}', headers={"content-type": kind})
    assert answer.status_code == 422


@pytest.mark.parametrize("size", [BODY_BYTES + 1, 10**12])
def test_a_body_that_says_that_it_is_too_large_is_not_read(client: TestClient, size: int) -> None:
    answer = client.post(
        ACCEPT.format(sha256_of(client)),
        content=b"{}",
        headers={"content-length": str(size), "content-type": "application/json"},
    )
    assert answer.status_code == 413


def test_a_body_that_grows_too_large_is_not_read(client: TestClient) -> None:
    def endless() -> object:
        for _ in range(BODY_BYTES // 1000 + 2):
            yield b" " * 1000

    answer = client.post(
        ACCEPT.format(sha256_of(client)), content=endless(), headers={"content-type": "application/json"}
    )
    assert answer.status_code in (400, 413)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 50_000,
        b'{"reason": ' + b"[" * 50_000,
        b'{"reason": "x", "more": 1}',
        b'{"reason": 1}',
        b"\xff\xfe",
        b"",
        b"null",
        b'{"reason": "\\ud800"}',
        b'{"reason": "x", "seen": 1e400}',
    ],
)
def test_a_body_that_is_none_changes_nothing(client: TestClient, body: bytes) -> None:
    sha256 = sha256_of(client)
    answer = client.post(ACCEPT.format(sha256), content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert client.get(f"/api/v1/reports/{sha256}").json()["decisions"] == []


@pytest.mark.parametrize(
    "path", ["/", "/start", "/static/icon.svg", "/nothing", "/api/v1/events", "/api/v1/openapi.json"]
)
def test_every_answer_carries_the_headers_of_safety(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/app.py",
        "/static/..%5capp.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/icon.svg%00.html",
    ],
)
def test_no_path_leads_out_of_the_bundle(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert "import" not in answer.text


def test_a_method_that_is_not_used_is_refused(client: TestClient) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert client.request(method, "/api/v1/events").status_code == 405
    assert client.post("/static/icon.svg").status_code == 405
