"""The data dictionary: every table and column says what it holds, and a register's own tables are all in it."""

from __future__ import annotations

from pathlib import Path

from tawthiq.register.schema import metadata

ROOT = Path(__file__).resolve().parents[2]


def test_every_table_and_column_says_what_it_holds() -> None:
    silent = [name for name, table in metadata.tables.items() if not table.comment]
    silent += [f"{c.table.name}.{c.name}" for table in metadata.tables.values() for c in table.columns if not c.comment]
    assert silent == []


def test_every_table_is_in_the_dictionary_with_its_columns() -> None:
    page = (ROOT / "docs/reference/register.md").read_text(encoding="utf-8")
    parts = page.split("\n## ")[1:]
    told = {part.split("`")[1]: part for part in parts}
    assert told.keys() == metadata.tables.keys()
    missing = [
        f"{n}.{c.name}" for n, t in metadata.tables.items() for c in t.columns if f"| `{c.name}` |" not in told[n]
    ]
    assert missing == []
