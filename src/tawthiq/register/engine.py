"""Opening a register: which database it is, whether this program may use it, and faults in words."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool, QueuePool

from tawthiq.errors import NotARegister, RegisterError
from tawthiq.register import sqlite_file
from tawthiq.register.faults import in_words
from tawthiq.register.schema import APPLICATION, APPLICATION_ID, about

VERSIONS = ("v0001", "v0002", "v0003")
"""All versions of the schema, oldest first; the last is what this program reads and writes."""

BUSY_SECONDS = 60
"""How long a writer waits for another one."""

WRITES = "tawthiq_writes"

_SETTINGS = (
    "foreign_keys=ON",
    "synchronous=FULL",  # a report that was acknowledged survives the loss of power, too
    "secure_delete=ON",  # what is erased does not stay in free pages
    "wal_autocheckpoint=8000",  # pages; rarer than usual, since the same ones are written again and again
    "temp_store=MEMORY",
    "cache_size=-65536",
)


class Register:
    """A store of reports, events and decisions. Open it with :meth:`open`; any number of threads may read at once.

    ``now``: the clock; ``random``: gives so many random bytes, for the salts of the log.
    """

    def __init__(
        self, engine: Engine, name: str, now: Callable[[], dt.datetime], random: Callable[[int], bytes]
    ) -> None:
        self.engine, self.name, self.random = engine, name, random
        self._now = now

    @classmethod
    def open(cls, where: str, now: Callable[[], dt.datetime], random: Callable[[int], bytes]) -> Self:
        """The register at a path or URL. Raises ``RegisterError`` where there is none, ``NotARegister`` where there is
        something else, or one that another version made."""
        url, name = place(where)
        if url.get_backend_name() == "sqlite":
            sqlite_file.check(name)
        found = cls(engine_of(url, name), name, now, random)
        try:
            _check_version(found)
            if url.get_backend_name() == "sqlite" and not sqlite_file.has_wal(name):
                _use_wal(found)
        except BaseException:
            found.close()
            raise
        return found

    def at(self) -> str:
        """The time as it is written: UTC, to the second."""
        return self._now().astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the register as it is when it is first asked."""
        with self.guarded(), self.engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction of the one writer: committed at the end, undone by any exception."""
        engine = self.engine.execution_options(**{WRITES: True})
        with self.guarded(), engine.connect() as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")
            yield connection

    @contextlib.contextmanager
    def guarded(self) -> Iterator[None]:
        """Turns what the database says into a ``RegisterError`` that says what to do."""
        try:
            yield
        except (DBAPIError, sqlite3.Error) as fault:
            raise in_words(fault, self.name) from fault

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def place(where: str) -> tuple[URL, str]:
    """The database URL of a path or URL, and what to call it in messages (never with a password)."""
    if "://" not in where:
        path = Path(where).expanduser()
        return URL.create("sqlite", database=str(path)), str(path)
    try:
        url = make_url(where)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError) as fault:
        raise RegisterError(f"{where} is neither a path nor a database URL: {fault}") from fault
    if backend == "sqlite":
        return url, str(url.database)
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg"), url.render_as_string(hide_password=True)
    raise RegisterError(f"{backend} is not supported: give the path of a file, or a postgresql:// URL")


def engine_of(url: URL, name: str) -> Engine:
    """An engine whose transactions are ours: SQLite's driver begins none of its own."""
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url, pool_pre_ping=True)
        except ModuleNotFoundError as fault:
            raise RegisterError(f"{name} needs the PostgreSQL driver: pip install 'tawthiq[postgres]'") from fault
    pool = NullPool if url.database in (None, "", ":memory:") else QueuePool
    engine = create_engine(url, poolclass=pool, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    """Settings of one SQLite connection; transactions are begun by :func:`_begin` alone."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in _SETTINGS:
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes its place at once, so that two of them queue up and never fail half-way."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _use_wal(register: Register) -> None:
    """Let readers go on while somebody writes: the file remembers it."""
    with register.guarded():
        connection = register.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode=WAL")
        finally:
            connection.close()


def _check_version(register: Register) -> None:
    """Raise ``NotARegister`` where the database is none, or of another version."""
    with register.reading() as connection:
        try:
            found = connection.scalar(select(about.c.value).where(about.c.key == "application"))
            version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        except DBAPIError as fault:
            if "no such table" not in str(fault) and "does not exist" not in str(fault):
                raise
            raise NotARegister(
                f"{register.name} is a database, but no register: make one with tawthiq init --register PATH"
            ) from fault
    if found != APPLICATION:
        raise NotARegister(f"{register.name} is a database of another kind: name a register, or make one with init")
    if version == VERSIONS[-1]:
        return
    if version in VERSIONS:
        raise NotARegister(
            f"{register.name} was made by an older Tawthiq ({version}): copy it to a safe place, then bring it to "
            f"{VERSIONS[-1]} with tawthiq init --register {register.name}"
        )
    raise NotARegister(
        f"{register.name} was made by a newer Tawthiq (version {version}; this one knows {VERSIONS[-1]}): "
        "install that version or a newer one"
    )
