"""Writes ``docs/reference/``: the commands as they describe themselves, and the code lists as they are.

python docs/generate.py            write them
python docs/generate.py --check    write nothing; say which page is out of date, exit 1 if one is
"""

from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import typer
import yaml

import tawthiq.cli
from tawthiq.model import codes
from tawthiq.register import schema

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs/reference"
CODES = ROOT / "src/tawthiq/refdata/codes"
MADE = "<!-- Written by docs/generate.py (make docs). Do not edit. -->"


def cell(text: object) -> str:
    """``text`` for one cell of a Markdown table."""
    return " ".join(str(text).split()).replace("|", "\\|")


def commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every command below ``command`` that does something itself, with the words that call it."""
    below = getattr(command, "commands", None)
    if not below:
        yield path, command
        return
    for name in below:
        yield from commands(below[name], f"{path} {name}")


def options(command: Any) -> Iterator[tuple[str, str]]:
    """How each argument and option of ``command`` is written, and what it says of itself."""
    for parameter in command.params:
        if getattr(parameter, "hidden", False):
            continue
        if parameter.param_type_name == "argument":
            many = "…" if parameter.nargs == -1 else ""
            name = f"{(parameter.metavar or parameter.name).upper().rstrip('.…').strip('[]')}{many}"
        else:
            names = [*parameter.opts, *parameter.secondary_opts]
            name = ", ".join(names) if parameter.is_flag else ", ".join(names) + f" {parameter.name.upper()}"
        yield name, parameter.help or ""


def cli_page() -> str:
    """``docs/reference/cli.md``."""
    root = typer.main.get_command(tawthiq.cli.app)
    out = [MADE, "", "# Commands", "", inspect.cleandoc(root.help or ""), ""]
    for path, command in commands(root, "tawthiq"):
        out += [f"## `{path}`", "", inspect.cleandoc(command.help or ""), ""]
        rows = [(name, text) for name, text in options(command) if name != "--help"]
        if rows:
            out += ["| argument or option | meaning |", "| --- | --- |"]
            out += [f"| `{cell(name)}` | {cell(text)} |" for name, text in rows]
            out += [""]
    return "\n".join(out)


def closed_lists() -> dict[str, tuple[str, ...]]:
    """The closed lists by name, in the model's order."""
    return {name: get_args(value) for name, value in vars(codes).items() if name[0].isupper() and get_args(value)}


def codes_page() -> str:
    """``docs/reference/codes.md``."""
    out = [MADE, "", "# Code lists", ""]
    out += ["The open lists are data files under `src/tawthiq/refdata/codes`: a reviewer adds to them.", ""]
    for path in sorted(CODES.glob("*.yaml")):
        rows = [row for row in entries(yaml.safe_load(path.read_text(encoding="utf-8"))) if "code" in row]
        out += [f"## {path.stem}", "", "| code | English | العربية | meaning |", "| --- | --- | --- | --- |"]
        out += [f"| `{cell(r['code'])}` | {label(r, 'en')} | {label(r, 'ar')} | {meaning(r)} |" for r in rows]
        out += [""]
    out += ["## Closed lists", "", "The code branches on these; they change only with the code.", ""]
    out += ["| list | codes |", "| --- | --- |"]
    out += [f"| {name} | {' '.join(f'`{code}`' for code in values)} |" for name, values in closed_lists().items()]
    return "\n".join([*out, ""])


def entries(data: Any) -> Iterator[dict[str, Any]]:
    """The rows of a code list: itself a list of them, or a mapping that holds such a list."""
    if isinstance(data, dict):
        for value in data.values():
            if isinstance(value, list):
                yield from entries(value)
    elif isinstance(data, list):
        yield from (row for row in data if isinstance(row, dict))


def label(row: dict[str, Any], language: str) -> str:
    """The label of a code in one language."""
    labels = row.get("label")
    return cell(labels.get(language, "") if isinstance(labels, dict) else row.get(f"label_{language}", ""))


def meaning(row: dict[str, Any]) -> str:
    """The definition of a code."""
    return cell(row.get("definition") or "")


def register_page() -> str:
    """``docs/reference/register.md``."""
    out = [MADE, "", "# The register, table by table", ""]
    out += [
        "A register is one SQLite file (or a PostgreSQL database), which other programs may read as well. "
        "Change it only",
        "through `tawthiq`: what is changed behind its back shows in `tawthiq verify`. Times are UTC; days "
        "are ISO dates.",
        "*Packed* values are one byte that names a dictionary, then a zlib stream begun with it. Beside "
        "these tables stand",
        "the search index (`search`, `search_parts`), the R*Tree of places (`place_boxes`) and `alembic_version`.",
        "",
    ]
    for table in sorted(schema.metadata.tables.values(), key=lambda table: table.name):
        out += [f"## `{table.name}`", "", cell(table.comment), "", "| column | type | meaning |", "| --- | --- | --- |"]
        for column in table.columns:
            marks = ["key"] if column.primary_key else []
            marks += [f"of `{key.target_fullname}`" for key in column.foreign_keys]
            marks += ["may be null"] if column.nullable else []
            kind = ", ".join([str(column.type).lower(), *marks])
            out += [f"| `{column.name}` | {kind} | {cell(column.comment)} |"]
        out += [""]
    return "\n".join(out)


PAGES = {"cli.md": cli_page, "codes.md": codes_page, "register.md": register_page}


def main() -> int:
    """Write or check the pages; 1 where a page is out of date."""
    parser = argparse.ArgumentParser(description="Writes docs/reference/.")
    parser.add_argument("--check", action="store_true", help="write nothing, fail if a page is out of date")
    check = parser.parse_args().check
    stale = []
    for name, page in PAGES.items():
        path, text = REFERENCE / name, page()
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if check and stale:
        sys.stderr.write(f"out of date: docs/reference/{', '.join(stale)}: run make docs\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
