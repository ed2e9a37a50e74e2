"""What SQLite and PostgreSQL each do in their own way: search index, R*Tree, and tables that refuse change."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, text

APPEND_ONLY = ("decisions", "settled_names", "log", "tombstones")
"""Tables whose rows can neither be changed nor deleted."""

ERASABLE = {
    "decision_words": (
        "SELECT 1 FROM tombstones JOIN log ON log.seq = tombstones.seq "
        "WHERE log.action = 'decision' AND log.subject = OLD.decision"
    ),
    "log_salts": "SELECT 1 FROM tombstones WHERE tombstones.seq = OLD.seq",
}
"""Tables whose rows can be deleted once a tombstone stands for them: name -> the query that finds it."""

_SQLITE = (
    "CREATE VIRTUAL TABLE search USING fts5(keys, content='', tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE VIRTUAL TABLE search_parts USING fts5(word, content='search_words', content_rowid='number', "
    "tokenize='trigram')",
    "CREATE VIRTUAL TABLE place_boxes USING rtree(number, south, north, west, east)",
)

_POSTGRESQL = (
    "CREATE TABLE search (rowid INTEGER PRIMARY KEY REFERENCES reports (number), keys TSVECTOR NOT NULL)",
    "CREATE INDEX search_keys ON search USING gin (keys)",
    "CREATE FUNCTION refuse_change() RETURNS trigger AS $$ BEGIN "
    "RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END; $$ LANGUAGE plpgsql",
)


def create(connection: Connection) -> None:
    """Make what the tables of :mod:`tawthiq.register.schema` need beside them."""
    dialect = connection.dialect.name
    for statement in _SQLITE if dialect == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)
    protect(connection, APPEND_ONLY, ERASABLE)


def protect(connection: Connection, append_only: Sequence[str], erasable: Mapping[str, str]) -> None:
    """Let the database refuse changes of some tables; :data:`APPEND_ONLY` and :data:`ERASABLE` say how."""
    dialect = connection.dialect.name
    for table in append_only:
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(_refusal(dialect, table, verb, None))
    for table, found in erasable.items():
        connection.exec_driver_sql(_refusal(dialect, table, "UPDATE", None))
        connection.exec_driver_sql(_refusal(dialect, table, "DELETE", found))


def _refusal(dialect: str, table: str, verb: str, unless: str | None) -> str:
    """A trigger that refuses ``verb`` on ``table``, ``unless`` a query finds a row."""
    name = f"{table}_no_{verb.lower()}"
    if dialect == "sqlite":
        when = f" WHEN NOT EXISTS ({unless})" if unless else ""
        abort = f"SELECT RAISE(ABORT, '{table} is append-only');"
        return f"CREATE TRIGGER {name} BEFORE {verb} ON {table}{when} BEGIN {abort} END"
    if unless is None:
        return f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN IF NOT EXISTS ({unless}) THEN "  # own words only
        f"RAISE EXCEPTION '{table} is append-only'; END IF; RETURN OLD; END; $$ LANGUAGE plpgsql; "
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def file_under(connection: Connection, rows: list[tuple[int, str]]) -> None:
    """Put reports into the search index: (report, its keys in the order of the text, separated by blanks)."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search (rowid, keys) VALUES (?, ?)", rows)
        return
    vectors = [{"number": number, "keys": _vector(keys)} for number, keys in rows]
    connection.execute(text("INSERT INTO search (rowid, keys) VALUES (:number, CAST(:keys AS tsvector))"), vectors)


def take_out(connection: Connection, number: int, keys: str) -> None:
    """Take a report out of the search index again; ``keys`` as they were filed."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search (search, rowid, keys) VALUES ('delete', ?, ?)", (number, keys))
        return
    connection.execute(text("DELETE FROM search WHERE rowid = :number"), {"number": number})


def put_on_map(connection: Connection, boxes: list[tuple[int, float, float]]) -> None:
    """Put places into the R*Tree (SQLite): (place, lat, lon)."""
    if boxes and connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "INSERT INTO place_boxes VALUES (?, ?, ?, ?, ?)", [(n, lat, lat, lon, lon) for n, lat, lon in boxes]
        )


_POSITIONS = 16_383
"""Positions that a tsvector tells apart; what stands later is filed at the last."""


def _vector(keys: str) -> str:
    return " ".join(f"'{key}':{min(at, _POSITIONS)}" for at, key in enumerate(keys.split(), 1))


def insert_many(connection: Connection, table: Table, names: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert many rows of plain values: on SQLite straight through the driver, which takes a third of the time."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_insertion(table, names), list(rows))
        return
    connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])


@functools.cache
def _insertion(table: Table, names: tuple[str, ...]) -> str:
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table.name} ({quoted}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608  # own words only


def file_parts(connection: Connection, words: list[tuple[int, str]]) -> None:
    """Put words into the index of parts of words (SQLite): (number in ``search_words``, word)."""
    if words and connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_parts (rowid, word) VALUES (?, ?)", words)
