"""Making a register, and bringing an older one to the present version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect

from tawthiq.errors import NotARegister, RegisterError
from tawthiq.model.release import CODEBOOK
from tawthiq.register import audit, sqlite_file
from tawthiq.register.engine import VERSIONS, Register, engine_of, place
from tawthiq.register.schema import APPLICATION, APPLICATION_ID, about


def create(where: str, now: Callable[[], dt.datetime], random: Callable[[int], bytes]) -> tuple[Register, str]:
    """The register at a path or URL, made or brought up to date first, and what was done: ``made``, ``upgraded`` or
    ``there``. A folder that is missing is made.

    Raises ``RegisterError`` where it cannot be made, ``NotARegister`` where something else is there already.
    """
    url, name = place(where)
    if url.get_backend_name() == "sqlite":
        _make_room(Path(name))
    register = Register(engine_of(url, name), name, now, random)
    try:
        with register.writing() as connection:
            before = _version(connection, name)
            if before != VERSIONS[-1]:
                upgrade(connection, VERSIONS[-1])
            if before is None:
                _sign(connection, register)
    finally:
        register.close()
    done = "made" if before is None else "there" if before == VERSIONS[-1] else "upgraded"
    return Register.open(where, now, random), done


def upgrade(connection: Connection, version: str) -> None:
    """Bring the schema to ``version``, inside the transaction of ``connection``."""
    config = Config()
    config.set_main_option("script_location", "tawthiq.register:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def _make_room(path: Path) -> None:
    """The folder for a new register; a file that is there must be a register, or empty."""
    try:
        if path.exists() and not path.is_dir() and path.stat().st_size == 0:
            return
        if path.exists():
            sqlite_file.check(str(path))
            return
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise RegisterError(f"{path} cannot be made: {fault.strerror}: choose a folder that you may write") from fault


def _version(connection: Connection, name: str) -> str | None:
    """The version of the register that is there; None for an empty database."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if not {"about", "alembic_version"} <= tables:
        raise NotARegister(f"{name} holds tables of another program: choose an empty database, or another path")
    version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if version not in VERSIONS:
        raise NotARegister(f"{name} was made by a newer Tawthiq (version {version}): install that version")
    return str(version)


def _sign(connection: Connection, register: Register) -> None:
    """Write what the database is, and the first entry of its log."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    facts = {"application": APPLICATION, "codebook": CODEBOOK, "created_at": register.at()}
    connection.execute(about.insert(), [{"key": key, "value": value} for key, value in facts.items()])
    audit.append(connection, register, [audit.Entry("create", 0, facts)])
