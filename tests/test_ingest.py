"""From entries to the register: in order, on one process or several, each report whole, faults put aside."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from tawthiq.errors import EvidenceMismatch
from tawthiq.ingest import CHUNK_ENTRIES, Ingest, Taken
from tawthiq.model.extraction import Extraction
from tawthiq.model.report import Report
from tawthiq.pipeline import Pipeline
from tawthiq.readers import MAX_REPORT_BYTES, Metadata, Rejected, entries
from tawthiq.register import Register, batches
from tawthiq.register.batches import quarantined
from tawthiq.register.creation import create
from tawthiq.register.records import all_reports, report_named
from tawthiq.register.search import search
from tawthiq.register.statistics import statistics
from tawthiq.register.verification import verify
from tawthiq.register.words import Keys
from tawthiq.settings import Settings

TEXT = "قُتل ثلاثة مدنيين جراء قصف مدفعي على بلدة سرمين بريف إدلب اليوم."
# three civilians were killed by shelling of the town of Sarmin today


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """An empty register."""
    made, _ = create(str(tmp_path / "register.db"), lambda: dt.datetime.now(dt.UTC), secrets.token_bytes)
    yield made
    made.close()


@pytest.fixture(scope="session")
def own_settings(gazetteer: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with the built gazetteer."""
    data = tmp_path_factory.mktemp("data")
    return Settings(gazetteer.parent, data, data / "gazetteers")


class Reader:
    """Reads nothing, fails where a text says so, and counts."""

    def __init__(self) -> None:
        self.read = 0

    def extract(self, report: Report) -> Extraction:
        """No events, or a fault."""
        self.read += 1
        if report.text.startswith("mismatch"):
            raise EvidenceMismatch("[0, 1) of the report is not «x»")
        if report.text.startswith("bug"):
            raise ZeroDivisionError("division by zero")
        return Extraction.of(report, ())


def rows(path: Path, texts: list[str]) -> Path:
    """A file of reports."""
    lines = [json.dumps({"id": f"r{n}", "text": text, "published": "2031-03-05"}) for n, text in enumerate(texts)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def take(
    register: Register, settings: Settings, path: Path, reader: object = None, jobs: int = 1
) -> list[Taken | Rejected]:
    """Take a file in."""
    open_reader = Pipeline.open(settings).learning if reader is None else (lambda _answers: reader)
    batch = batches.begin(register, [str(path)])
    found = list(Ingest(register, settings, open_reader, jobs=jobs).run(entries([path], defaults=Metadata()), batch))  # type: ignore[arg-type]  # a reader of the test
    batches.end(register, batch)
    return found


def test_several_processes_give_what_one_gives(register: Register, own_settings: Settings, tmp_path: Path) -> None:
    texts = [f"{TEXT} ({n})" for n in range(CHUNK_ENTRIES * 2 + 5)]
    path = rows(tmp_path / "reports.jsonl", texts)
    path.write_text(path.read_text("utf-8") + '\n{"text": 1}\n', encoding="utf-8")
    other, _ = create(str(tmp_path / "other.db"), lambda: dt.datetime.now(dt.UTC), secrets.token_bytes)
    one, two = take(register, own_settings, path), take(other, own_settings, path, jobs=2)
    assert one == two
    assert len(one) == len(texts) + 1
    both = []
    for kept in (register, other):
        with kept.reading() as connection:
            both.append([(item.report, [e.event for e in item.events]) for item in all_reports(connection)])
        assert verify(kept).problems == ()
    other.close()
    assert both[0] == both[1]
    assert [report.text for report, _ in both[0]] == texts
    assert all(events for _, events in both[0])


def test_what_is_there_is_not_read_again(register: Register, own_settings: Settings, tmp_path: Path) -> None:
    path = rows(tmp_path / "reports.jsonl", ["one", "two", "one"])
    reader = Reader()
    assert [getattr(item, "outcome", "") for item in take(register, own_settings, path, reader)] == [
        "added",
        "added",
        "known",
    ]
    read = reader.read
    assert [getattr(item, "outcome", "") for item in take(register, own_settings, path, reader)] == ["known"] * 3
    assert reader.read == read
    with register.reading() as connection:
        assert report_named(connection, "r2")[0].ids == ("r0", "r2")


def test_faults_are_put_aside_with_their_place_and_the_rest_is_kept(
    register: Register, own_settings: Settings, tmp_path: Path
) -> None:
    path = rows(tmp_path / "reports.jsonl", ["one", "mismatch", "bug", "two"])
    found = take(register, own_settings, path, Reader())
    assert [(item.row, item.reason) for item in found if isinstance(item, Rejected)] == [
        (2, "[0, 1) of the report is not «x»"),
        (3, "a fault in tawthiq, please report it (ZeroDivisionError: division by zero)"),
    ]
    with register.reading() as connection:
        assert [item.report.text for item in all_reports(connection)] == ["one", "two"]
        assert [(item.source, item.row) for item in quarantined(connection)] == [(str(path), 2), (str(path), 3)]


def test_ids_that_collide_with_other_bytes(register: Register, own_settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text('{"id": "a", "text": "one"}\n{"id": "a", "text": "two"}\n{"id": "a", "text": "one"}\n', "utf-8")
    found = take(register, own_settings, path, Reader())
    assert [type(item) for item in found] == [Taken, Rejected, Taken]
    assert "its id a is that of another report (SHA-256 7692c3ad3540bb80…), whose bytes differ" in found[1].reason  # type: ignore[union-attr]  # rejected


def test_ten_thousand_broken_rows(register: Register, own_settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    lines = ['{"text": "one"}', *(f'{{"text": {n}}}' for n in range(10_000)), '{"text": "two"}']
    path.write_text("\n".join(lines), encoding="utf-8")
    found = take(register, own_settings, path, Reader())
    assert len(found) == 10_002
    with register.reading() as connection:
        aside = quarantined(connection)
        assert [item.row for item in aside] == list(range(2, 10_002))
        assert {item.source for item in aside} == {str(path)}
        assert all("text" in item.reason for item in aside)
        assert statistics(connection).reports == 2


def test_a_report_of_twenty_megabytes(register: Register, own_settings: Settings, tmp_path: Path, keys: Keys) -> None:
    line = f"Residents said that nobody slept: {'a' * 400} {'b' * 400}.\n"
    text = (line * (MAX_REPORT_BYTES // len(line) - 1)) + "The last word is daybreak."
    path, longer = tmp_path / "long.txt", tmp_path / "longer.txt"
    path.write_text(text, encoding="utf-8")
    longer.write_text(text + line * 10, encoding="utf-8")
    assert [type(item) for item in take(register, own_settings, path, Reader())] == [Taken]
    refused = take(register, own_settings, longer, Reader())
    assert [item.reason for item in refused if isinstance(item, Rejected)] == [
        "longer than 20 MB, the limit of one report: split it into its reports"
    ]
    with register.reading() as connection:
        hit = search(connection, keys, "daybreak", limit=1)[0]
    assert hit.text == text
    assert [hit.text[start:end] for start, end in hit.ranges] == ["daybreak"]


@pytest.fixture(scope="session")
def keys() -> Keys:
    """Keys of words."""
    from tawthiq.language.ar.lexicon import load

    return Keys(load())


def test_a_run_that_was_broken_off_is_gone_on_with(register: Register, own_settings: Settings, tmp_path: Path) -> None:
    path = rows(tmp_path / "reports.jsonl", [f"text {n}" for n in range(100)])
    path.write_text('{"text": 1}\n' + path.read_text("utf-8"), encoding="utf-8")
    batch = batches.begin(register, [str(path)])
    run = Ingest(register, own_settings, lambda _answers: Reader()).run(entries([path], defaults=Metadata()), batch)
    for _ in range(40):
        next(run)
    run.close()
    again = batches.begin(register, [str(path)])
    assert again == batches.Batch(batch.number, True)
    reading = Ingest(register, own_settings, lambda _answers: Reader())
    found = list(reading.run(entries([path], defaults=Metadata()), again))
    batches.end(register, again)
    assert len(found) == 101
    with register.reading() as connection:
        assert len(quarantined(connection)) == 1
        assert [item.report.text for item in all_reports(connection)] == [f"text {n}" for n in range(100)]
    assert batches.begin(register, [str(path)]).resumed is False
