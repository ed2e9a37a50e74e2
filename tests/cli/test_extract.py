"""``tawthiq extract`` as a command: what goes where, exit codes, pipes that close, and being stopped."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import COMMAND, Run

from tawthiq.model.extraction import from_json

SAMPLES = Path(__file__).resolve().parents[2] / "src/tawthiq/samples"
TEXT = "قُتل ثلاثة مدنيين وأصيب سبعة آخرون جراء قصف مدفعي على بلدة سرمين بريف إدلب."
# three civilians were killed and seven others injured by artillery shelling of the town of Sarmin in rural Idlib


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A text file with one report."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def rows(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def row(**fields: Any) -> str:
    return json.dumps({"text": TEXT} | fields, ensure_ascii=False)


def test_a_report_becomes_a_line(tawthiq: Run, report: Path) -> None:
    done = tawthiq("extract", report, "--published", "2031-03-05", "--publisher", "a", "--url", "b")
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    found = from_json(line)
    assert (found.report.published, found.report.publisher, found.report.url) == ("2031-03-05", "a", "b")
    assert [event.type for event in found.events] == ["shelling"]
    summary = done.stderr.decode().splitlines()[-1]
    assert summary.startswith("1 report, 1 event, 0 rejected, ")


def test_output_goes_into_a_file(tawthiq: Run, report: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = tawthiq("extract", report, "-o", out)
    assert (done.returncode, done.stdout) == (0, b"")
    assert out.read_bytes() == tawthiq("extract", report).stdout


def test_rows_keep_their_ids_and_order_and_the_same_text_gives_the_same_line(tawthiq: Run, tmp_path: Path) -> None:
    path = rows(tmp_path, *(row(id=f"r{n}") for n in range(4)))
    done = tawthiq("extract", path)
    assert [from_json(line).report.id for line in done.stdout.splitlines()] == ["r0", "r1", "r2", "r3"]
    assert done.stdout == tawthiq("extract", "-", stdin=path.read_bytes()).stdout


def test_a_broken_line_goes_to_quarantine_and_the_batch_goes_on(tawthiq: Run, tmp_path: Path) -> None:
    path = rows(tmp_path, row(id="a"), '{"text": "قصف', row(id="b"), '{"text": ""}')
    aside = tmp_path / "aside.jsonl"
    done = tawthiq("extract", path, tmp_path / "none.txt", "--quarantine", aside)
    assert done.returncode == 1
    assert [json.loads(line)["report"]["id"] for line in done.stdout.splitlines()] == ["a", "b"]
    found = [json.loads(line) for line in aside.read_text(encoding="utf-8").splitlines()]
    assert [(Path(item["source"]).name, item["row"]) for item in found] == [
        ("reports.jsonl", 2),
        ("reports.jsonl", 4),
        ("none.txt", None),
    ]
    told = done.stderr.decode()
    assert f"rejected: {path}, row 2: not JSON in UTF-8" in told
    assert f"rejected: {path}, row 4: empty" in told
    assert "2 reports, 2 events, 3 rejected" in told


def test_ten_thousand_broken_rows_are_counted_and_listed_where_all_fit(tawthiq: Run, tmp_path: Path) -> None:
    path = rows(tmp_path, *["{"] * 10_000, row())
    aside = tmp_path / "aside.jsonl"
    done = tawthiq("extract", path, "--quarantine", aside)
    assert done.returncode == 1
    assert len(aside.read_bytes().splitlines()) == 10_000
    told = done.stderr.decode().splitlines()
    assert len(told) == 22
    assert told[-2] == "rejected: more; all of them are in the quarantine file"


@pytest.mark.parametrize("content", [b"", b"{broken\n", b"id,body\n1,2\n", b"\xff\xfe\xff"])
def test_nothing_to_read_is_exit_code_2(tawthiq: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / ("a.csv" if b"," in content else "a.jsonl")
    path.write_bytes(content)
    done = tawthiq("extract", path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"rejected: " in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_csv_without_a_text_column_is_told_which_it_has(tawthiq: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,body\n1,قصف\n", encoding="utf-8")
    assert (
        'its columns are id, body; name the one column that holds the reports "text"'
        in tawthiq("extract", path).stderr.decode()
    )


def test_the_folder_of_samples_is_thirty_reports_and_nothing_else(tawthiq: Run) -> None:
    done = tawthiq("extract", SAMPLES)
    assert done.returncode == 0
    lines = [json.loads(line)["report"] for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == sorted(path.stem for path in SAMPLES.iterdir())
    assert all(line["exercise"] for line in lines)
    assert done.stderr.decode().startswith("30 reports (1 in a language that is not read yet), ")


def test_a_guessed_encoding_is_noted(tawthiq: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.replace("قُتل", "قتل").encode("cp1256"))
    done = tawthiq("extract", path)
    assert done.returncode == 0
    assert b"read as windows-1256, guessed from its bytes" in done.stderr


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("שלושה בני אדם נהרגו הלילה בהפצצה על העיירה, כך אמרו תושבים במקום.", "he"),
        ("در این حمله سه نفر کشته شدند و چند نفر دیگر نیز زخمی شدند.", "fa"),
        ("昨晚三名平民在炮击中丧生。", "und"),
    ],
)
def test_other_languages_are_answered_with_unread(tawthiq: Run, text: str, language: str) -> None:
    done = tawthiq("extract", "-", stdin=text.encode())
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert (found["report"]["language"], found["events"]) == (language, [])
    assert found["unread"] == f"no reader for {language} yet"
    assert b"1 report (1 in a language that is not read yet)" in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace(" ", "\0 ", 3),
        f"\u202e{TEXT}\u202c\u2066{TEXT}",
        TEXT + "\u064b" * 50_000,
        "\u064b" * 50_000 + TEXT,
        TEXT * 200,
    ],
)
def test_hostile_characters_are_read_with_their_offsets_kept(tawthiq: Run, text: str) -> None:
    done = tawthiq("extract", "-", stdin=text.encode())
    assert done.returncode == 0
    events = json.loads(done.stdout)["events"]
    assert events
    for event in events:
        for piece in event["evidence"]:
            assert text[piece["start"] : piece["end"]] == piece["quote"]


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", TEXT.encode() + b"\xff", "is not utf-8"),
        ("a.txt", TEXT.encode() + "\ud83d".encode("utf-8", "surrogatepass"), "is not utf-8"),
        ("a.jsonl", b'{"text": "a\\ud83d"}\n', "half a character (a lone surrogate) at code point 1"),
    ],
)
def test_what_is_no_text_stops_neither_what_stands_before_it_nor_after(
    tawthiq: Run, report: Path, tmp_path: Path, name: str, raw: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    done = tawthiq("extract", report, path, report)
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 2)
    assert f"rejected: {path}" in done.stderr.decode()
    assert reason in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_200_mb_file_is_refused_by_its_limit_and_the_rest_read(tawthiq: Run, report: Path, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    with long.open("wb") as handle:
        handle.truncate(200 * 1024**2)
    done = tawthiq("extract", long, report)
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 1)
    assert f"rejected: {long}: longer than 20 MB, the limit of one report" in done.stderr.decode()


def test_a_date_that_is_none_is_refused_before_anything_is_read(tawthiq: Run, report: Path) -> None:
    done = tawthiq("extract", report, "--published", "5.3.2031")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "tawthiq: --published «5.3.2031» is not a date such as 2017-09-21\n"


@pytest.mark.parametrize("option", ["-o", "--quarantine"])
def test_an_output_that_is_an_input_is_refused(tawthiq: Run, report: Path, option: str) -> None:
    for inputs, made in ((report, report), (report.parent, report.parent / "new.jsonl")):
        done = tawthiq("extract", inputs, option, made)
        assert done.returncode == 2
        assert b"write to another place" in done.stderr
    assert report.read_text(encoding="utf-8") == TEXT


def test_an_output_that_cannot_be_written_is_one_clear_line(tawthiq: Run, report: Path, tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none" / "out.jsonl", "No such file"), (Path("/dev/full"), "No space left")):
        done = tawthiq("extract", report, "-o", path)
        assert done.returncode == 2
        assert done.stderr.decode().startswith(f"tawthiq: cannot write to {path}: {reason}")


def test_a_file_name_that_is_no_utf8(tawthiq: Run, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.csv"
    with Path(os.fsdecode(path)).open("wb") as handle:
        handle.write(b"a,b\n")
    aside = tmp_path / "aside"
    done = tawthiq("extract", Path(os.fsdecode(path)), "--quarantine", aside)
    assert done.returncode == 2
    assert json.loads(aside.read_bytes())["source"].endswith("/\ufffd.csv")


def test_a_reader_that_goes_away_ends_it_quietly(environment: dict[str, str], tmp_path: Path) -> None:
    path = rows(tmp_path, *[row(id="x" * 5_000)] * 400)
    run = subprocess.Popen(
        [COMMAND, "extract", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    assert run.stdout is not None
    assert run.stderr is not None
    assert run.stdout.readline().startswith(b'{"schema"')
    run.stdout.close()
    assert run.stderr.read() == b""
    run.stderr.close()
    assert run.wait(60) == 0


def test_ctrl_c_says_what_was_done_and_keeps_it(environment: dict[str, str]) -> None:
    run = subprocess.Popen(
        [COMMAND, "extract", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert run.stdin is not None
    assert run.stdout is not None
    run.stdin.write(row(id="a").encode() + b"\n")
    run.stdin.flush()
    line = run.stdout.readline()  # flushed at once: it is whole before the batch ends
    run.send_signal(signal.SIGINT)
    rest, told = run.communicate(timeout=60)
    assert json.loads(line)["report"]["id"] == "a"
    assert rest == b""
    assert told.decode().startswith("stopped after 1 report, 1 event, 0 rejected")
    assert run.returncode == 130


@pytest.mark.parametrize(("number", "bar"), [(1, False), (40, True)])
def test_a_bar_on_a_terminal_for_more_than_one_report(
    environment: dict[str, str], tmp_path: Path, number: int, bar: bool
) -> None:
    path = rows(tmp_path, *[row()] * number)
    master, slave = pty.openpty()
    done = subprocess.run(
        [COMMAND, "extract", str(path)], stdout=subprocess.PIPE, stderr=slave, env=environment, check=False
    )
    os.close(slave)
    told = os.read(master, 2**20).decode()
    os.close(master)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == number
    assert ("reading" in told) is bar
    assert f"{number} report" in told.splitlines()[-1]
