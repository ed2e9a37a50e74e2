"""Adding reports: a look keeps nothing, keeping is what ``add`` does, and no file leads out of its folder."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

TEXT = "قُتل ثلاثة مدنيين وأصيب سبعة آخرون جراء قصف مدفعي على بلدة سرمين بريف إدلب يوم 5 آذار 2031."
# three civilians were killed and seven others injured by artillery shelling of the town of Sarmin in rural Idlib
Files = list[tuple[str, tuple[str, bytes]]]


def total(client: TestClient) -> int:
    return int(client.get("/api/v1/progress").json()["events"])


def files(*named: tuple[str, str | bytes]) -> Files:
    return [("files", (name, text if isinstance(text, bytes) else text.encode())) for name, text in named]


def test_a_look_tells_what_would_be_kept_and_keeps_nothing(client: TestClient) -> None:
    before = total(client)
    answer = client.post("/api/v1/preview", files=files(("new.txt", TEXT)), data={"published": "2031-03-06"})
    seen = answer.json()["reports"][0]
    assert (seen["outcome"], seen["source"], seen["count"]) == ("new", "new.txt", 1)
    assert (seen["events"][0]["title"], seen["events"][0]["killed"]) == ("Shelling", "≥ 3")
    assert total(client) == before
    assert client.get(f"/api/v1/reports/{seen['sha256']}").status_code == 404


def test_what_is_kept_is_in_the_queue_and_a_second_time_there_already(client: TestClient) -> None:
    before = total(client)
    kept = client.post("/api/v1/reports", files=files(("new.txt", TEXT))).json()["reports"][0]
    assert (kept["outcome"], kept["count"]) == ("added", 1)
    assert total(client) == before + 1
    assert client.post("/api/v1/preview", files=files(("n.txt", TEXT))).json()["reports"][0]["outcome"] == "known"
    assert client.post("/api/v1/reports", files=files(("n.txt", TEXT))).json()["reports"][0]["outcome"] == "known"
    assert total(client) == before + 1
    assert client.get(f"/reports/{kept['sha256']}").status_code == 200


def test_rows_are_read_and_what_cannot_be_is_put_aside_with_its_reason(client: TestClient) -> None:
    lines = "\n".join([json.dumps({"id": "a", "text": TEXT}), "no json", json.dumps({"id": "b"})])
    found = client.post("/api/v1/reports", files=files(("rows.jsonl", lines), ("bad.exe", b"MZ"))).json()["reports"]
    assert [(one["outcome"], one["source"], one["row"]) for one in found] == [
        ("added", "rows.jsonl", 1),
        ("rejected", "rows.jsonl", 2),
        ("rejected", "rows.jsonl", 3),
        ("rejected", "bad.exe", None),
    ]
    aside = client.get("/api/v1/quarantine").json()["entries"]
    assert {one["source"] for one in aside} == {"rows.jsonl", "bad.exe"}
    assert all(one["reason"] and "tawthiq-" not in one["reason"] for one in aside)
    page = client.get("/add").text
    assert "bad.exe" in page


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.txt",
        "/etc/passwd.txt",
        "..\\..\\evil.txt",
        "C:\\evil.txt",
        "<script>alert(1)</script>.txt",
        "a\u202etxt.exe",
        "x" * 1000 + ".txt",
        '"; filename="b.txt',
        "CON.txt",
        ".txt",
    ],
)
def test_a_name_is_only_shown(client: TestClient, name: str) -> None:
    answer = client.post("/api/v1/reports", files=files((name, TEXT)))
    assert answer.status_code == 200, answer.text
    source = answer.json()["reports"][0]["source"]
    assert "/" not in source
    assert "\\" not in source
    assert len(source) <= 300
    assert "<script>alert" not in client.get("/add").text


@pytest.mark.parametrize("published", ["yesterday", "2031-02-30", "2031", "<b>"])
def test_a_date_that_is_none_is_said(client: TestClient, published: str) -> None:
    answer = client.post("/api/v1/preview", files=files(("a.txt", TEXT)), data={"published": published})
    assert answer.status_code == 422
    assert "is not a date" in answer.json()["message"]


def test_nothing_and_too_much_are_refused(client: TestClient) -> None:
    assert client.post("/api/v1/preview", data={"published": ""}).status_code == 422
    many = files(*((f"{n}.txt", TEXT) for n in range(51)))
    assert client.post("/api/v1/preview", files=many).status_code == 422
    whole = {"content-length": str(33 * 1024 * 1024), "content-type": "multipart/form-data; boundary=x"}
    assert client.post("/api/v1/preview", content=b"x", headers=whole).status_code == 413


@pytest.mark.parametrize(
    "text", [b"", b"\x00" * 100, b"\xff\xfe\x00", b"   \n ", "\ud800".encode("utf-16-le", "surrogatepass")]
)
def test_bytes_that_are_no_report_do_not_break_the_page(client: TestClient, text: bytes) -> None:
    answer = client.post("/api/v1/preview", files=files(("a.txt", text)))
    assert answer.status_code == 200
    assert client.get("/add").status_code == 200


def test_a_line_of_a_megabyte_is_read_and_shown(client: TestClient) -> None:
    long = TEXT + " كلمة" * 200_000  # word
    kept = client.post("/api/v1/reports", files=files(("long.txt", long))).json()["reports"][0]
    page = client.get(f"/reports/{kept['sha256']}")
    assert page.status_code == 200
    assert len(page.text) > 1_000_000
