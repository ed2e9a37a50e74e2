"""Opening: what is no register, or not one for this program, is told with what to do."""

from __future__ import annotations

import os
import secrets
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from tests.register.conftest import Bytes, Clock, Put, shelling

from tawthiq.errors import NotARegister, RegisterError
from tawthiq.register import Register
from tawthiq.register.creation import create, upgrade
from tawthiq.register.engine import VERSIONS, engine_of, place
from tawthiq.register.schema import APPLICATION_ID, metadata
from tawthiq.register.statistics import statistics
from tawthiq.register.verification import verify


def opened(where: str | Path) -> Register:
    """The register at a place."""
    return Register.open(str(where), Clock(), Bytes())


def remade(path: Path, *statements: str) -> Path:
    """A file in which SQL was run behind the register's back."""
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    return path


def test_a_new_register_is_empty_whole_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "register.db"
    made, done = create(str(path), Clock(), Bytes())
    assert done == "made"
    with made.reading() as connection:
        assert statistics(connection).reports == 0
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
    made.close()
    assert create(str(path), Clock(), Bytes())[1] == "there"
    assert opened(path).name == str(path)


def test_the_migrations_make_the_tables_of_the_schema(register: Register) -> None:
    beside = ("search", "place_boxes", "alembic_version")
    with register.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_object": lambda _o, name, kind, _r, _c: (
                    kind != "table" or not str(name).startswith(beside) or name == "search_words"
                )
            },
        )
        assert compare_metadata(context, metadata) == []


def test_an_older_register_says_so_and_is_brought_up_to_date_with_its_content(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    url, name = place(str(path))
    old = Register(engine_of(url, name), name, Clock(), Bytes())
    with old.writing() as connection:
        upgrade(connection, VERSIONS[0])
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql("INSERT INTO about VALUES ('application', 'tawthiq.register')")
        connection.exec_driver_sql("INSERT INTO people VALUES (1, 'Huda')")
    old.close()
    with pytest.raises(NotARegister, match=r"made by an older Tawthiq \(v0001\): .* tawthiq init --register .*old\.db"):
        opened(path)
    new, done = create(str(path), Clock(), Bytes())
    assert done == "upgraded"
    with new.reading() as connection:
        assert connection.exec_driver_sql("SELECT name FROM people").scalar() == "Huda"
        assert connection.exec_driver_sql("SELECT count(*) FROM quarantine").scalar() == 0
    new.close()


def test_a_newer_register_says_so(register: Register) -> None:
    register.close()
    remade(Path(register.name), "UPDATE alembic_version SET version_num = 'v0099'")
    with pytest.raises(NotARegister, match=r"made by a newer Tawthiq \(version v0099"):
        opened(register.name)
    with pytest.raises(NotARegister, match="newer Tawthiq"):
        create(register.name, Clock(), Bytes())


@pytest.mark.parametrize("act", ["open", "create"])
def test_other_peoples_files_are_left_alone(tmp_path: Path, act: str) -> None:
    other = remade(tmp_path / "other.db", "CREATE TABLE reports (number INTEGER)")
    text = tmp_path / "report.txt"
    text.write_text("قُتل ثلاثة مدنيين", encoding="utf-8")
    before = other.read_bytes(), text.read_bytes()
    for path, reason in ((other, "database of another program"), (text, "some other file"), (tmp_path, "is a folder")):
        with pytest.raises(NotARegister, match=reason):
            opened(path) if act == "open" else create(str(path), Clock(), Bytes())
    assert (other.read_bytes(), text.read_bytes()) == before


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"no register at .*: make one with tawthiq init"):
        opened(tmp_path / "none.db")
    empty = tmp_path / "empty.db"
    empty.touch()
    with pytest.raises(NotARegister, match="empty file"):
        opened(empty)
    assert create(str(empty), Clock(), Bytes())[1] == "made"


@pytest.mark.parametrize("keep", [50, 100, 5000, 0.5, 0.9])
def test_a_register_that_was_cut_short(register: Register, put: Put, keep: float) -> None:
    put(shelling())
    register.close()
    path = Path(register.name)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(keep if keep > 1 else keep * len(whole))])
    with pytest.raises(NotARegister, match=r"is cut short .* take it from your last backup"):
        opened(path)


def test_a_register_with_damage_in_the_middle(register: Register, put: Put) -> None:
    for number in range(30):
        put(shelling(), text=shelling_text(number), id=f"r{number}")
    register.close()
    path = Path(register.name)
    whole = bytearray(path.read_bytes())
    for page in range(4096 * 4, len(whole), 4096):
        whole[page : page + 200] = b"\xff" * 200
    path.write_bytes(whole)
    with pytest.raises(NotARegister, match="is damaged"):
        verify(opened(path))


def shelling_text(number: int) -> str:
    """A text of its own that holds the words of the shelling."""
    from tests.register.conftest import TEXT

    return f"{TEXT} ({number})"


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    code = (
        "import datetime, os, secrets, sys\n"
        "from tawthiq.errors import RegisterError\n"
        "from tawthiq.register.creation import create\n"
        "if os.geteuid() == 0: os.setegid(65534); os.seteuid(65534)\n"
        "try: create(sys.argv[1], lambda: datetime.datetime.now(datetime.UTC), secrets.token_bytes)\n"
        "except RegisterError as fault: print(fault)\n"
    )
    for folder in (tmp_path, *tmp_path.parents[:3]):
        if folder.stat().st_uid == os.geteuid():
            folder.chmod(0o755)
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(stat.S_IRUSR | stat.S_IXUSR | stat.S_IROTH | stat.S_IXOTH)
    for path in (closed / "register.db", closed / "new" / "register.db"):
        run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
        assert "write" in run.stdout, run.stderr
        assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("mysql://host/x", "mysql is not supported: give the path of a file, or a postgresql:// URL"),
        ("nonsense://", "neither a path nor a database URL|not supported"),
        ("postgresql://nobody:secret@/none?host=none", "the database refused|No such file"),
    ],
)
def test_urls(where: str, reason: str) -> None:
    with pytest.raises(RegisterError, match=reason) as told:
        Register.open(where, Clock(), secrets.token_bytes)
    assert "secret" not in str(told.value)
