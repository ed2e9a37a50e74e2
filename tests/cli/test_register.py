"""The commands of the register, as a person runs them."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import COMMAND, Run
from typer.testing import CliRunner

from tawthiq.cli import app
from tawthiq.cli.fields import EXERCISE
from tawthiq.errors import RegisterError

TEXT = "قُتل ثلاثة مدنيين وأصيب سبعة آخرون جراء قصف مدفعي على بلدة سرمين بريف إدلب يوم 5 آذار 2031."
# three civilians were killed and seven others injured by artillery shelling of the town of Sarmin in rural Idlib
BY = ("--as", "Huda", "--reason", "read it")


@pytest.fixture(scope="module")
def sampled(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of the sample reports, which no test changes."""
    path = tmp_path_factory.mktemp("register") / "samples.db"
    subprocess.run([COMMAND, "demo", "--register", str(path), "--quiet"], env=environment, check=True)
    return path


@pytest.fixture(scope="module")
def one_report(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report, and a register of it."""
    folder = tmp_path_factory.mktemp("one")
    path, report = folder / "own.db", folder / "r1.md"
    report.write_text(f"---\nid: r1\npublished: 2031-03-06\nexercise: true\n---\n{TEXT}", encoding="utf-8")
    for command in (["init"], ["add", str(report)]):
        subprocess.run([COMMAND, *command, "--register", str(path)], env=environment, check=True)
    return folder


@pytest.fixture
def own(one_report: Path, tmp_path: Path) -> Path:
    """A register with one report, of the test's own."""
    for name in ("own.db", "r1.md"):
        shutil.copy(one_report / name, tmp_path)
    return tmp_path / "own.db"


@pytest.fixture
def empty(tmp_path: Path, tawthiq: Run) -> Path:
    """An empty register, of the test's own."""
    path = tmp_path / "empty.db"
    assert tawthiq("init", "--register", path).returncode == 0
    return path


def test_init_says_what_it_did(tawthiq: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    assert tawthiq("init", "--register", path).stdout.decode() == f"{path}: made\n"
    again = tawthiq("init", "--register", path, "--json")
    assert json.loads(again.stdout) == {"register": str(path), "done": "there"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("init",), ("add", "x.txt"), ("list",), ("search", "x"), ("stats",), ("export", "--level", "internal"),
        ("accept", "r#e1", *BY), ("reject", "r#e1", *BY), ("edit", "r#e1", "type", "killing", *BY),
        ("comment", "r", *BY), ("undo", "r#e1", *BY), ("verify",), ("demo",),
    ],
)  # fmt: skip
def test_a_command_without_a_register_says_how_to_name_one(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TAWTHIQ_REGISTER", raising=False)
    done = CliRunner().invoke(app, list(arguments))
    assert done.output == ""
    assert str(done.exception) == "which register? Give --register PATH, or set TAWTHIQ_REGISTER"


@pytest.mark.parametrize("command", ["accept", "reject", "comment", "undo"])
@pytest.mark.parametrize("missing", ["--as", "--reason"])
def test_every_decision_needs_a_name_and_a_reason(command: str, missing: str) -> None:
    given = [part for name in ("--as", "--reason") if name != missing for part in (name, "x")]
    done = CliRunner().invoke(app, [command, "r1#e1", *given, "--register", "none.db"])
    assert done.exit_code == 2
    assert missing in done.output


def test_the_environment_names_the_register(environment: dict[str, str], sampled: Path) -> None:
    run = subprocess.run(
        [COMMAND, "stats", "--json"],
        env=environment | {"TAWTHIQ_REGISTER": str(sampled)},
        capture_output=True,
        check=True,
    )
    assert json.loads(run.stdout)["reports"] == 30


def test_add_tells_what_became_of_each(tawthiq: Run, empty: Path, tmp_path: Path) -> None:
    path, source, aside = empty, tmp_path / "in.jsonl", tmp_path / "aside.jsonl"
    source.write_text(f'{{"id": "a", "text": "{TEXT}"}}\n{{"text": 5}}\n{{"id": "b", "text": "{TEXT}"}}\n', "utf-8")
    done = tawthiq("add", source, tmp_path / "none.txt", "--register", path, "--quarantine", aside)
    assert done.returncode == 1
    assert done.stdout.decode().startswith("1 report added, 1 event, 1 there already, 2 rejected, ")
    assert f"rejected: {source}, row 2: has no" in done.stderr.decode()
    assert [(item["source"], item["row"]) for item in map(json.loads, aside.read_text().splitlines())] == [
        (str(source), 2),
        (str(tmp_path / "none.txt"), None),
    ]
    listed = json.loads(tawthiq("list", "--quarantine", "--register", path, "--json").stdout)
    assert [(item["source"], item["row"]) for item in listed] == [(str(source), 2), (str(tmp_path / "none.txt"), None)]
    assert "row 2: has no" in tawthiq("list", "--quarantine", "--register", path).stdout.decode()
    lines = [json.loads(line) for line in tawthiq("add", source, "--register", path, "--json").stdout.splitlines()]
    assert [(line["outcome"], line.get("id")) for line in lines] == [("known", "a"), ("rejected", None), ("known", "a")]
    assert tawthiq("add", tmp_path / "none.txt", "--register", path).returncode == 2


def test_add_reads_standard_input(tawthiq: Run, empty: Path) -> None:
    assert tawthiq("add", "-", "--register", empty, "--published", "2031-03-05", stdin=TEXT.encode()).returncode == 0
    assert json.loads(tawthiq("list", "--register", empty, "--json").stdout)[0]["published"] == "2031-03-05"


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("--place", "أريحا", "--from", "2031-03-12", "--to", "2031-03-12"), "01-ariha-agency#e1"),
        (("--near", "اعزاز", "--radius", "5", "--type", "explosion"), "18-azaz-local#e1"),
        (("--near", "35.81,36.61"), "01-ariha-agency#e1"),
        (("--area", "إدلب"), "01-ariha-agency#e1"),
        (("--facility", "market", "--killed-min", "7"), "01-ariha-agency#e1"),
        (("--type", "truce"), "23-kadugli-truce#e1"),
        (("--actor", "SDN"), "10-obeid-agency#e1"),
    ],
)
def test_list_narrows_down(tawthiq: Run, sampled: Path, arguments: tuple[str, ...], wanted: str) -> None:
    done = tawthiq("list", *arguments, "--register", sampled, "--json")
    found = [item["id"] for item in json.loads(done.stdout)]
    assert wanted in found
    assert len(found) < 30


def test_list_for_a_person(tawthiq: Run, sampled: Path) -> None:
    shown = tawthiq("list", "--register", sampled, "--limit", "2").stdout.decode()
    assert shown.splitlines()[0] == EXERCISE
    assert "there are more: --offset 2" in shown
    assert tawthiq("list", "--register", sampled, "--state", "accepted").stdout.decode() == "no events\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--type", "air_atack"), "--type air_atack is no code: is one of air_attack"),
        (("--weapon", "tankk"), "--weapon tankk is no code: is one of tank"),
        (("--actor", "XYZW"), "--actor XYZW is no code"),
        (("--from", "yesterday"), "--from «yesterday» is not a date such as 2017-09-21"),
        (("--state", "done"), "--state done is not known: choose from machine, edited"),
        (("--near", "99,200"), "is not on the globe"),
        (("--near", "قرية لا وجود لها"), "the gazetteer knows no single place"),
        (("--near", "أريحا"), "no single place «أريحا» (it may be Jericho 31."),
    ],
)
def test_list_says_what_is_wrong(tawthiq: Run, sampled: Path, arguments: tuple[str, ...], reason: str) -> None:
    done = tawthiq("list", *arguments, "--register", sampled)
    assert (done.returncode, done.stdout) == (2, b"")
    assert reason in done.stderr.decode()


def test_search_highlights_and_gives_ranges(tawthiq: Run, sampled: Path) -> None:
    shown = tawthiq("search", "مستشفى", "--register", sampled).stdout.decode()
    assert "[بالمستشفى]" in shown
    assert "[المشفى]" in shown
    hits = json.loads(tawthiq("search", "«قصف مدفعي»", "--register", sampled, "--json").stdout)
    assert [(hit["report"], hit["events"]) for hit in hits] == [("07-taiz-state-agency", ["07-taiz-state-agency#e1"])]
    assert [piece["quote"] for piece in hits[0]["ranges"]] == ["قصف مدفعي"]
    none = tawthiq("search", "ديناصور", "--register", sampled)
    assert (none.returncode, none.stdout.decode()) == (1, "nothing found\n")
    assert json.loads(tawthiq("search", "ديناصور", "--register", sampled, "--json").stdout) == []


def test_a_decision_is_told_and_shown_with_both_values(tawthiq: Run, own: Path) -> None:
    told = tawthiq("edit", "r1#e1", "casualties[0].count", "4", *BY, "--register", own, "--json")
    made = json.loads(told.stdout)
    assert (made["number"], made["by"], made["action"], made["after"]["best"]) == (1, "Huda", "edit", 4)
    tawthiq("comment", "r1", "--as", "Sami", "--reason", "seen the video", "--register", own)
    shown = tawthiq("show", "r1", "--register", own).stdout.decode()
    assert shown.splitlines()[1] == EXERCISE
    assert "r1#e1: edited" in shown
    assert "casualties: a person's (decision 1)" in shown
    assert "casualties: the machine's" in shown
    assert "2." in shown
    assert "Sami: comment r1 — seen the video" in shown
    whole = json.loads(tawthiq("show", "r1#e1", "--register", own, "--json").stdout)
    assert whole["events"][0]["casualties"][0]["count"]["best"] == 4
    assert whole["review"]["e1"]["machine"]["casualties"][0]["count"]["best"] == 3
    assert whole["text"] == TEXT
    assert tawthiq("undo", "r1#e1", *BY, "--register", own).returncode == 0
    assert "r1#e1: machine" in tawthiq("show", "r1#e1", "--register", own).stdout.decode()
    assert tawthiq("accept", "r1#e1", *BY, "--register", own).returncode == 0
    assert tawthiq("reject", "r1#e1", *BY, "--register", own).returncode == 0
    assert json.loads(tawthiq("stats", "--register", own, "--json").stdout)["states"] == {"rejected": 1}
    assert (
        "decisions              accept 1, comment 1, edit 1, reject 1, undo 1"
        in tawthiq("stats", "--register", own).stdout.decode()
    )


def test_show_takes_files_and_reports_of_the_register(
    environment: dict[str, str], tawthiq: Run, own: Path, tmp_path: Path
) -> None:
    file = tmp_path / "r1.md"
    named = environment | {"TAWTHIQ_REGISTER": str(own)}
    for name, env in ((str(file), named), (str(file), environment), ("r1", named)):
        run = subprocess.run([COMMAND, "show", name, "--json"], env=env, capture_output=True, check=True)
        assert json.loads(run.stdout)["text"] == TEXT
        assert ("review" in json.loads(run.stdout)) is (name == "r1")
    done = tawthiq("show", "nothing", "--register", own)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "there is no report nothing in the register" in done.stderr.decode()


def test_export_writes_a_file_and_its_account(tawthiq: Run, sampled: Path, tmp_path: Path) -> None:
    for format_name in ("jsonl", "csv", "geojson"):
        out = tmp_path / f"events.{format_name}"
        done = tawthiq("export", "--format", format_name, "--level", "internal", "-o", out, "--register", sampled)
        assert done.returncode == 0, done.stderr
        told = json.loads((tmp_path / f"events.{format_name}.about.json").read_text("utf-8"))
        assert (told["level"], told["format"]) == ("internal", format_name)
        assert told["exercises"] == told["rows"] > 0
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.endswith(".part")) == []
    piped = tawthiq("export", "--what", "reports", "--level", "internal", "--register", sampled)
    assert len(piped.stdout.splitlines()) == 30
    assert json.loads(piped.stderr)["rows"] == 30


@pytest.mark.parametrize("level", [(), ("--level", "public"), ("--level", "partner"), ("--level", "aggregate")])
def test_export_refuses_levels_that_are_not_built(
    tawthiq: Run, sampled: Path, tmp_path: Path, level: tuple[str, ...]
) -> None:
    out = tmp_path / "events.jsonl"
    done = tawthiq("export", *level, "-o", out, "--register", sampled)
    assert done.returncode == 2
    assert "is not built yet, and nothing is exported in its place" in done.stderr.decode()
    assert not out.exists()


def test_export_leaves_the_register_alone(tawthiq: Run, own: Path) -> None:
    done = tawthiq("export", "--level", "internal", "-o", own, "--register", own)
    assert done.returncode == 2
    assert "is the register itself" in done.stderr.decode()


def test_verify(tawthiq: Run, own: Path) -> None:
    import sqlite3

    good = tawthiq("verify", "--register", own)
    assert (good.returncode, b"as it was written" in good.stdout) == (0, True)
    with sqlite3.connect(own) as connection:
        connection.execute("UPDATE reports SET publisher = 'another'")
    connection.close()
    bad = tawthiq("verify", "--register", own, "--json")
    assert bad.returncode == 1
    assert "somebody changed it" in json.loads(bad.stdout)["problems"][0]["reason"]


def limited(bytes_of_a_file: int) -> Callable[[], None]:
    """What a process does first: allow no file to grow beyond a size, as a full disk would."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_of_a_file, resource.RLIM_INFINITY))

    return limit


def test_a_disk_that_fills_up_while_reports_come_in(
    environment: dict[str, str], tawthiq: Run, own: Path, tmp_path: Path
) -> None:
    source = tmp_path / "many.jsonl"
    many = [json.dumps({"id": f"m{n}", "text": f"{TEXT} {n} " + "كلام كثير. " * 200}) for n in range(300)]
    source.write_text("\n".join(many), encoding="utf-8")
    run = subprocess.run(
        [COMMAND, "add", str(source), "--register", str(own), "--json", "--jobs", "1"],
        env=environment,
        capture_output=True,
        preexec_fn=limited(600_000),  # one thread
        check=False,
    )
    assert run.returncode == 2
    assert "What was acknowledged is kept" in run.stderr.decode()
    assert "Traceback" not in run.stderr.decode()
    acknowledged = {json.loads(line)["id"] for line in run.stdout.splitlines()}
    assert tawthiq("verify", "--register", own).returncode == 0
    kept = tawthiq("export", "--what", "reports", "--level", "internal", "--register", own).stdout.splitlines()
    assert acknowledged <= {json.loads(line)["id"] for line in kept}
    done = tawthiq("add", source, "--register", own)
    assert done.returncode == 0, done.stderr
    assert "going on with a run that was broken off" in done.stderr.decode()
    assert json.loads(tawthiq("stats", "--register", own, "--json").stdout)["reports"] == 301


def test_two_processes_adding_at_once(environment: dict[str, str], tawthiq: Run, empty: Path, tmp_path: Path) -> None:
    path = empty
    running = []
    for name in ("a", "b"):
        source = tmp_path / f"{name}.jsonl"
        texts = [f"{TEXT} ({n})" for n in (range(60) if name == "a" else range(30, 90))]
        source.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
        command = [COMMAND, "add", str(source), "--register", str(path)]
        running.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    assert [process.communicate()[1] for process in running] == [b"", b""]
    assert [process.returncode for process in running] == [0, 0]
    assert json.loads(tawthiq("stats", "--register", path, "--json").stdout)["reports"] == 90
    assert tawthiq("verify", "--register", path).returncode == 0


@pytest.mark.parametrize("what", ["foreign", "truncated", "text", "folder", "missing"])
def test_a_register_that_is_none_is_one_line_and_code_2(tawthiq: Run, own: Path, tmp_path: Path, what: str) -> None:
    import sqlite3

    path = tmp_path / "other"
    if what == "foreign":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE x (y)")
        connection.close()
    elif what == "truncated":
        path.write_bytes(own.read_bytes()[:9000])
    elif what == "text":
        path.write_text("not a register")
    elif what == "folder":
        path.mkdir()
    done = tawthiq("list", "--register", path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.decode().splitlines()) == 1
    assert done.stderr.decode().startswith(
        f"tawthiq: {path} " if what != "missing" else "tawthiq: there is no register"
    )
    for command in (["stats"], ["add", str(own)], ["verify"], ["search", "x"], ["show", "x"], ["undo", "x", *BY]):
        again = CliRunner().invoke(app, [*command, "--register", str(path)])
        assert isinstance(again.exception, RegisterError)
        assert again.output == ""
