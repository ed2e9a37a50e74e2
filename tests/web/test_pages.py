"""The pages: they say what the register holds, in both languages, escaped, with filters in the address."""

from __future__ import annotations

import hashlib
import re
from html import unescape

import pytest
from starlette.testclient import TestClient
from tests.register.conftest import TEXT, landmine, made_ready, shelling
from tests.web.conftest import let_in, sha256_of

from tawthiq.register.mapping import ROLES
from tawthiq.register.store import Method, Store
from tawthiq.web.desk import Desk

PAGES = ("/", "/incidents", "/map", "/overview", "/add")


def words(page: str) -> str:
    """A page's text."""
    return unescape(re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", [*PAGES, "/?state=any&order=latest", "/reports/{}"])
def test_a_page_is_whole_in_its_language(desk: Desk, path: str, language: str) -> None:
    client = let_in(desk, language=language)
    page = client.get(path.format(sha256_of(client)))
    assert page.status_code == 200, page.text
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in page.text
    assert "<script>" not in page.text
    assert not re.search(r"\son\w+=", page.text)
    assert "style=" not in page.text
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page.text)
    assert len(re.findall("<h1", page.text)) == 1


def test_the_language_follows_the_browser_until_somebody_chooses(desk: Desk) -> None:
    client = let_in(desk)
    del client.cookies["tawthiq_language"]
    assert 'lang="ar"' in client.get("/", headers={"accept-language": "fr, ar-SY;q=0.9, en;q=0.8"}).text
    kept = client.post("/api/v1/preferences", json={"language": "en", "name": "هدى"})  # Huda
    assert kept.json()["name"] == "هدى"
    page = client.get("/", headers={"accept-language": "ar"}).text
    assert '<html lang="en"' in page
    assert "هدى" in page


def test_the_queue_holds_every_event_and_the_least_certain_first(client: TestClient) -> None:
    answer = client.get("/api/v1/events", params={"state": "open", "limit": 500}).json()
    numbers = [one["number"] for one in answer["events"]]
    assert len(numbers) == len(set(numbers)) == answer["total"] == 34
    assert "34 events wait" in words(client.get("/").text)
    known = {"conflict": 2.0, "rivals": 1.5, "place": 1.2, "low": 1.0, "gone": 1.0, "sensitive": 0.7}
    urgency = [
        sum(known[reason] for reason in answer["reasons"][str(one["number"])]) + 1 - one["confidence"]
        for one in answer["events"]
    ]
    assert urgency == sorted(urgency, reverse=True)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type=shelling", {"shelling"}),
        ("type=air_attack&state=any", {"air_attack"}),
        ("place=أريحا", {"air_attack"}),
    ],
)
def test_a_filter_narrows_what_is_shown(client: TestClient, query: str, found: set[str]) -> None:
    answer = client.get(f"/api/v1/events?{query}").json()
    assert found <= {one["type"] for one in answer["events"]}
    assert 0 < answer["total"] < 34
    assert f"{answer['total']} event" in words(client.get(f"/?state=any&{query}").text)


@pytest.mark.parametrize(
    "query", ["type=nothing", "first=yesterday", "killed=many", "state=x", "actor=' OR 1=1 --", "reason=x"]
)
def test_a_filter_that_is_none_is_said_and_not_guessed(client: TestClient, query: str) -> None:
    page = client.get(f"/?{query}")
    assert page.status_code == 200
    assert 'role="alert"' in page.text
    assert client.get(f"/api/v1/events?{query}").status_code == 422


@pytest.mark.parametrize("value", ["' OR 1=1 --", "%", "_", "\\", '"', "a" * 5000])
@pytest.mark.parametrize("name", ["place", "area"])
def test_what_stands_in_a_filter_is_a_name_and_no_language(client: TestClient, name: str, value: str) -> None:
    answer = client.get("/api/v1/events", params={name: value})
    assert answer.status_code == 200
    assert answer.json()["total"] == 0


def test_characters_that_are_not_seen_ask_for_nothing(client: TestClient) -> None:
    assert client.get("/api/v1/events", params={"place": "\x00\u202e "}).json()["total"] == 34


def test_the_page_of_a_report_shows_its_whole_text_and_marks_the_words(client: TestClient) -> None:
    sha256 = sha256_of(client)
    kept = client.get(f"/api/v1/reports/{sha256}").json()
    page = client.get(f"/reports/{sha256}").text
    reading = page[page.index('id="reading"') : page.index('class="sub source"')]
    pieces = re.findall(r'data-start="(\d+)"[^>]*>([^<]*)</', reading)
    for start, piece in pieces:
        text = unescape(piece)
        assert kept["text"][int(start) : int(start) + len(text)] == text
    assert "".join(unescape(piece) for _, piece in pieces) == kept["text"]
    for event in kept["extraction"]["events"]:
        for figure in event["casualties"]:
            quote = figure["evidence"][0]
            assert re.search(rf'data-start="{quote["start"]}" data-rows="[^"]*{event["id"]}-casualties-', reading)


def test_next_goes_through_the_queue_and_leaves_out_what_is_decided(client: TestClient) -> None:
    listed = client.get("/api/v1/events", params={"state": "open"}).json()["events"]
    first, second, third = (f"{one['sha256']}/{one['event']}" for one in listed[:3])
    client.post(f"/api/v1/events/{second}/reject", json={"reason": "x"})
    leads = client.get("/next", params={"after": first}, follow_redirects=False).headers["location"]
    assert leads == "/reports/" + third.replace("/", "#")
    assert client.get("/next", params={"after": "x' --"}, follow_redirects=False).status_code == 303


def test_next_leads_back_where_nothing_is_left(client: TestClient) -> None:
    asked = {"type": "truce", "after": "none"}
    target = client.get("/next", params=asked, follow_redirects=False).headers["location"]
    sha256, event = re.findall(r"/reports/(\w+)\?type=truce#(\w+)", target)[0]
    client.post(f"/api/v1/events/{sha256}/{event}/accept", json={"reason": "x"})
    answer = client.get("/next", params=asked | {"after": f"{sha256}/{event}"}, follow_redirects=False)
    assert answer.headers["location"] == "/?type=truce"


def test_the_original_is_saved_and_never_shown(client: TestClient) -> None:
    sha256 = sha256_of(client)
    answer = client.get(f"/api/v1/reports/{sha256}/original")
    assert hashlib.sha256(answer.content).hexdigest() == sha256
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith('attachment; filename="01-ariha-agency.md"')
    assert "sandbox" in answer.headers["content-security-policy"]


def test_the_overview_leads_to_as_many_rows_as_it_says(client: TestClient) -> None:
    page = client.get("/overview").text
    rows = re.findall(r'<a href="(/\?state=any&amp;type=\w+)"><bdi>.*?<td class="num">(\d+)</td>', page, re.DOTALL)
    assert rows
    for href, number in rows:
        shown = client.get(unescape(href)).text
        assert len(re.findall("<tr data-target", shown)) >= int(number)


def test_the_killed_are_counted_once_an_incident_between_its_lowest_and_highest_report(client: TestClient) -> None:
    found = client.get("/api/v1/incidents", params={"limit": 500}).json()["incidents"]
    march = [one for one in found if (one["date"]["edtf"] or "").startswith("2031-03") and one["level"] == "incident"]
    figures = [figure for one in march for figure in one["casualties"] if figure["outcome"] == "killed"]
    claims = [[claim["min"] for claim in figure["statements"] if claim["min"]] for figure in figures]
    low, high = sum(min(mins) for mins in claims if mins), sum(max(mins) for mins in claims if mins)
    assert low < high
    assert f"Mar 2031: {low} to {high} (" in unescape(client.get("/overview").text)


def test_the_map_draws_each_event_at_its_places_and_says_what_it_leaves_out(client: TestClient) -> None:
    drawn = client.get("/api/v1/map").json()
    assert drawn["places"]
    assert all(place[3] > 0 for place in drawn["places"])
    listed = client.get("/api/v1/events", params={"limit": 500}).json()["events"]
    located = [one for one in listed if any(p["lat"] is not None and p["role"] in ROLES for p in one["places"])]
    assert (drawn["drawn"], drawn["unplaced"]) == (len(located), 34 - len(located))
    assert sum(number for _, number in drawn["days"]) == sum(one["first_day"] is not None for one in listed)
    for place in drawn["places"]:
        assert client.get(f"/api/v1/map/{place[0]}").json()["total"] == place[8]


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "javascript:alert(1)",
    "\u202eevil\u2066",
    "<!--",
    "]]>",
    "&lt;b&gt;",
)


@pytest.mark.parametrize("evil", HOSTILE)
def test_a_hostile_text_is_shown_as_text(client: TestClient, desk: Desk, evil: str) -> None:
    text = f"{TEXT} {evil}"
    source = msgspec_replace(shelling(text), evil)
    ready = made_ready(desk.keys(), text, [source, landmine(text)], id=f"id {evil}")
    Store(desk.register, Method("grammar/1", "p", "0")).write([ready])
    sha256 = ready.header.sha256
    client.cookies["tawthiq_name"] = "x"
    client.post("/api/v1/preferences", json={"language": "ar", "name": evil})
    client.post(f"/api/v1/events/{sha256}/e1/comment", json={"reason": evil})
    client.post("/api/v1/link")
    page = client.get(f"/reports/{sha256}").text
    incident = re.findall(r'href="(/incidents/[\w-]+)"', page)[0]
    for path in ("/", f"/reports/{sha256}", "/incidents", incident, "/map", "/?place=%3Cscript%3E"):
        page = client.get(path).text
        inside = re.sub(r'<script type="application/json" id="[\w-]+">[^<]*</script>', "", page)
        scripts = re.findall(r"<script[^>]*>", inside)
        assert scripts == ['<script type="module" src="/static/main.js">'], path
        assert "<img src=x" not in page
        assert "49" not in re.findall(r"id (\S+)", words(page))
        assert not set(inside) & set("\u202e\u2066")


def msgspec_replace(event: object, evil: str) -> object:
    """The event with hostile names in every field that is free text."""
    import msgspec

    place = msgspec.structs.replace(event.locations[0], name=evil, label_en=evil, label_ar=evil)  # type: ignore[attr-defined]  # an event
    source = msgspec.structs.replace(event.sources[0], name=evil)  # type: ignore[attr-defined]  # an event
    return msgspec.structs.replace(event, locations=(place,), sources=(source,))  # type: ignore[type-var]  # an event


def test_a_page_that_is_not_there_and_a_fault_say_so_in_the_readers_language(desk: Desk) -> None:
    client = let_in(desk, language="ar")
    assert "لا شيء هنا" in client.get("/nothing").text  # there is nothing here
    assert client.get("/reports/" + "0" * 64).status_code == 404
    desk.register.close()
    broken = client.get("/reports/%00")
    assert broken.status_code in (404, 503)
