"""Reports are kept whole or not at all, the same bytes once, with every id they were given."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import event, select
from tests.register.conftest import FIRST, TEXT, Put, landmine, made_ready, shelling

from tawthiq.errors import RegisterError
from tawthiq.register import Register
from tawthiq.register.records import all_reports, raw_of, report_named
from tawthiq.register.references import find, find_report
from tawthiq.register.schema import metadata, reports
from tawthiq.register.store import Store
from tawthiq.register.verification import verify
from tawthiq.register.words import Keys


def dump(register: Register) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the register but the log, whose times differ."""
    with register.reading() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table))]
            for name, table in metadata.tables.items()
            if not name.startswith("log")
        }


def test_a_report_comes_back_as_it_was(register: Register, put: Put) -> None:
    raw = f"---\nid: r1\n---\n{TEXT}".encode()
    put(shelling(), landmine(part_of="e1"), raw=raw)
    with register.reading() as connection:
        kept, event_name = report_named(connection, "r1")
        assert raw_of(find_report(connection, "r1")) == raw
    assert event_name is None
    assert kept.report.text == TEXT
    assert kept.report.header.exercise is True
    assert [item.event for item in kept.events] == [shelling(), landmine(part_of="e1")]
    assert [(item.id, item.state, item.present) for item in kept.events] == [
        ("r1#e1", "machine", True),
        ("r1#e2", "machine", True),
    ]


@pytest.mark.parametrize("raw", [None, TEXT.encode(), TEXT.encode("utf-16"), b"\xef\xbb\xbf" + TEXT.encode()])
def test_the_bytes_received_are_kept(register: Register, put: Put, raw: bytes | None) -> None:
    put(raw=raw)
    with register.reading() as connection:
        assert raw_of(find_report(connection, "r1")) == (TEXT.encode() if raw is None else raw)


def test_the_same_bytes_again_change_nothing_and_keep_the_new_id(register: Register, put: Put) -> None:
    first = put(shelling())
    before = dump(register)
    assert [item.outcome for item in put(shelling())] == ["known"]
    assert dump(register) == before
    assert put(shelling(), id="r2") == [type(first[0])("known", "r1", first[0].sha256, 1)]
    after = dump(register)
    assert [name for name in after if after[name] != before[name]] == ["report_ids"]
    with register.reading() as connection:
        for name in ("r1", "r2", first[0].sha256, first[0].sha256[:8]):
            assert find(connection, name).id == "r1"
        assert report_named(connection, "r2#e1")[0].ids == ("r1", "r2")
    assert verify(register).problems == ()


def test_a_report_without_an_id_is_called_by_its_hash(register: Register, put: Put) -> None:
    stored = put(shelling(), id=None)[0]
    assert stored.id == stored.sha256
    put(shelling(), id="later")
    with register.reading() as connection:
        assert str(find(connection, "later#e1")) == f"{stored.sha256}#e1"


def test_an_id_of_other_bytes_is_refused(register: Register, put: Put) -> None:
    first = put(shelling())[0]
    before = dump(register)
    refused = put(text=f"{TEXT} {TEXT}")[0]
    assert (refused.outcome, refused.id, refused.sha256) == ("collision", "r1", first.sha256)
    assert dump(register) == before


def test_an_id_of_other_bytes_in_the_same_write(register: Register, keys: Keys) -> None:
    ready = [made_ready(keys, text, id="same") for text in ("النص الأول", "النص الثاني", "النص الأول")]
    assert [item.outcome for item in Store(register, FIRST).write(ready)] == ["added", "collision", "known"]


def test_a_fault_leaves_nothing_of_its_write(register: Register, keys: Keys, put: Put) -> None:
    put(shelling())
    before = dump(register)
    store = Store(register, FIRST)
    broken = made_ready(keys, "نص آخر", id="r2")
    broken = type(broken)(**{name: getattr(broken, name) for name in broken.__struct_fields__} | {"text": None})
    with pytest.raises(TypeError):
        store.write([made_ready(keys, "نص قبله", id="r3"), broken])
    assert dump(register) == before
    assert [item.outcome for item in store.write([made_ready(keys, "نص قبله", id="r3")])] == ["added"]
    assert verify(register).problems == ()


def test_a_full_disk(register: Register, keys: Keys) -> None:
    store = Store(register, FIRST)
    store.write([made_ready(keys, TEXT, [shelling()], id="before")])

    @event.listens_for(register.engine, "checkout")
    def small(connection: object, *_: object) -> None:
        connection.execute("PRAGMA max_page_count=1")  # type: ignore[attr-defined]  # the size it has already

    def fill() -> None:
        for number in range(200):
            store.write([made_ready(keys, f"{number} {TEXT * 20}", id=f"r{number}")])

    with pytest.raises(RegisterError, match=r"disk is full. What was acknowledged is kept: free some space and run"):
        fill()
    event.remove(register.engine, "checkout", small)
    register.close()
    with register.reading() as connection:
        kept = [item.report.header.id for item in all_reports(connection)]
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    assert kept == ["before", *(f"r{number}" for number in range(len(kept) - 1))]
    assert verify(register).problems == ()


def test_two_writers_at_once(register: Register, keys: Keys) -> None:
    """Each writes half, the two halves overlap, and both wait for one another."""
    texts = [f"{TEXT} ({number})" for number in range(40)]
    ready = [made_ready(keys, text, [shelling(text)], id=f"r{number}") for number, text in enumerate(texts)]
    outcomes: list[str] = []

    def write(part: list[object]) -> None:
        store = Store(register, FIRST)
        for item in part:
            outcomes.extend(stored.outcome for stored in store.write([item]))  # type: ignore[list-item]  # prepared reports

    threads = [threading.Thread(target=write, args=(part,)) for part in (ready[:25], ready[15:])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["added"] * 40 + ["known"] * 10
    with register.reading() as connection:
        assert len(connection.execute(select(reports.c.number)).all()) == 40
    assert verify(register).problems == ()


def test_readers_go_on_while_somebody_writes(register: Register, put: Put) -> None:
    put(shelling())
    with register.writing() as writer:
        writer.exec_driver_sql("INSERT INTO people VALUES (1, 'Huda')")
        with register.reading() as reader:
            assert reader.exec_driver_sql("SELECT count(*) FROM people").scalar() == 0
            assert report_named(reader, "r1")[0].report.text == TEXT
