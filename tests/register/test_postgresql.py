"""The same register on PostgreSQL, in a cluster of the test's own: a socket, no network, an unprivileged user."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.register.conftest import FIRST, HUDA, SECOND, TEXT, Bytes, Clock, landmine, made_ready, shelling
from tests.register.linked import NEXT_DAY, OTHER, THIRD, WEIGHTS, groups, linked, next_day, stored

from tawthiq.errors import NotARegister, RegisterError
from tawthiq.register import Register, decisions, incidents, link_decisions
from tawthiq.register.creation import create
from tawthiq.register.edits import Edit
from tawthiq.register.erasure import erase_words
from tawthiq.register.listing import Circle, Filter, listed
from tawthiq.register.records import report_named
from tawthiq.register.search import search
from tawthiq.register.statistics import statistics
from tawthiq.register.store import Store
from tawthiq.register.verification import verify
from tawthiq.register.words import Keys


def program(name: str) -> str | None:
    """Where a program of the server is: on the path, or where Debian puts it."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(places[-1]) if places else None)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a running server."""
    initdb, control = program("initdb"), program("pg_ctl")
    if initdb is None or control is None:
        pytest.skip("no PostgreSQL server on this machine: apt-get install postgresql")
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="tawthiq-"))
    if user:
        shutil.chown(folder, user)
    data = folder / "data"

    def run(*command: str) -> None:
        done = subprocess.run(command, user=user, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr

    settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    try:
        run(initdb, "-D", str(data), "-U", "tawthiq", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
        run(control, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", settings, "start")
        yield f"postgresql://tawthiq@/postgres?host={folder}"
        run(control, "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def register(server: str) -> Iterator[Register]:
    """A register in an empty database."""
    made, done = create(server, Clock(), Bytes())
    assert done == "made"
    yield made
    with made.writing() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    made.close()


def test_the_whole_way(register: Register, server: str, keys: Keys) -> None:
    store = Store(register, FIRST)
    ready = [made_ready(keys, TEXT, [shelling(), landmine()], id="r1"), made_ready(keys, "نص آخر", id="r2")]
    assert [item.outcome for item in store.write(ready)] == ["added", "added"]
    assert [item.outcome for item in store.write([made_ready(keys, TEXT, id="r1b")])] == ["known"]
    assert [item.outcome for item in store.write([made_ready(keys, "غيره", id="r1")])] == ["collision"]
    decisions.edit(register, "r1#e1", Edit("type", "explosion"), HUDA)
    decisions.accept(register, "r1#e2", HUDA)
    assert [
        i.outcome for i in Store(register, SECOND).write([made_ready(keys, TEXT, [shelling(killed=4)], id="r1")])
    ] == ["again"]
    erase_words(register, 2, HUDA)
    assert verify(register).problems == ()
    with register.reading() as connection:
        kept = report_named(connection, "r1b")[0]
        assert [(i.event.type, i.state, i.present) for i in kept.events] == [
            ("explosion", "edited", True),
            ("explosion", "accepted", False),
        ]
        around = Filter(around=Circle(35.95, 36.72, 10), killed=4, actor="RUS", place="سرمين", area="Idlib")
        assert [item.id for item in listed(connection, around, limit=9)] == ["r1#e1"]
        assert [item.id for item in listed(connection, Filter(), limit=9)] == ["r1#e1", "r1#e2"]
        for query in ("القصف", "«قصف مدفعي»", "*مدف*", "طفل سرمين"):
            assert [hit.report for hit in search(connection, keys, query, limit=9)] == ["r1"]
        assert search(connection, keys, "«مدفعي قصف»", limit=9) == []
        assert statistics(connection).reports == 2
    again, done = create(server, Clock(), Bytes())
    assert done == "there"
    again.close()


def test_links_and_incidents(register: Register, keys: Keys) -> None:
    stored(register, keys, {"r1": (TEXT, [shelling()]), "r2": (OTHER, [shelling(OTHER)])})
    linked(register)
    stored(register, keys, {"r3": (NEXT_DAY, [next_day()]), "r4": (THIRD, [shelling(THIRD)])})
    linked(register)
    assert groups(register) == {frozenset({"r1#e1", "r2#e1", "r4#e1"}), frozenset({"r3#e1"})}
    link_decisions.split(register, ["r4#e1"], HUDA, WEIGHTS)
    decisions.reject(register, "r2#e1", HUDA)
    linked(register)
    assert groups(register) == {frozenset({"r1#e1"}), frozenset({"r3#e1"}), frozenset({"r4#e1"})}
    with register.reading() as connection:
        assert len(incidents.listed(connection, Filter(), limit=5)) == 3
    assert verify(register).problems == ()


@pytest.mark.parametrize("table", ["decisions", "log", "decision_words", "log_salts"])
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_history_cannot_be_changed(register: Register, keys: Keys, table: str, verb: str) -> None:
    Store(register, FIRST).write([made_ready(keys, TEXT, [shelling()], id="r1")])
    decisions.accept(register, "r1#e1", HUDA)
    column = {"decision_words": "reason", "log": "action", "log_salts": "salt"}.get(table, "at")
    statement = f"UPDATE {table} SET {column} = {column}" if verb == "UPDATE" else f"DELETE FROM {table}"  # noqa: S608  # own words only
    with pytest.raises(RegisterError, match="history cannot be changed or deleted"), register.writing() as connection:
        connection.exec_driver_sql(statement)


def test_a_database_of_another_program(server: str) -> None:
    from sqlalchemy import create_engine, text

    engine = create_engine(server.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE other (number INTEGER)"))
    try:
        with pytest.raises(NotARegister, match="no register"):
            Register.open(server, Clock(), Bytes())
        with pytest.raises(NotARegister, match="tables of another program"):
            create(server, Clock(), Bytes())
    finally:
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE other"))
        engine.dispose()
