"""Tables with a header line, from text or from a workbook: rows as dictionaries by column name in small letters."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tawthiq.errors import InputError
from tawthiq.places.importing.lines import Advance, Source, lines, records_of
from tawthiq.places.importing.records import Refused

Row = tuple[int, dict[str, str] | Refused]
DELIMITERS = "\t,;|"
_HEADER_WITHIN = 30
"""Lines in which a header is looked for: tables open with titles and remarks."""


class Table:
    """A table whose header was found. ``sheet``: of a workbook, "" for text. ``columns``: names in small letters."""

    def __init__(self, sheet: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        self.sheet, self.columns, self.rows = sheet, tuple(columns), rows


def names_of(cells: Iterable[Any]) -> tuple[str, ...]:
    """Column names: small letters, no blanks around them."""
    return tuple(str("" if cell is None else cell).strip().strip("\ufeff").casefold() for cell in cells)


def quoted(source: Source, advance: Advance, is_header: Any) -> Iterator[Table]:
    """The table in a text file whose cells may be in quotation marks. ``is_header`` tells a header from other rows.

    Raises ``InputError`` where no row is one.
    """
    with source.open() as handle:
        delimiter = _delimiter(source, is_header)
        rows = records_of(lines(handle, advance), delimiter)
        for _ in range(_HEADER_WITHIN):
            _, cells = next(rows, (0, None))
            if cells is None:
                break
            if not isinstance(cells, Refused) and is_header(columns := names_of(cells)):
                yield Table("", columns, _dictionaries(columns, rows))
                return
    raise InputError(_no_header(source), source=source.name)


def workbook(source: Source, advance: Advance, is_header: Any) -> Iterator[Table]:
    """The tables of an XLSX workbook, a sheet at a time. Raises ``InputError`` where it is none, or no sheet has a
    header."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    found = False
    try:
        with source.open() as handle:
            book = load_workbook(handle, read_only=True, data_only=True)
            for sheet in book.worksheets:
                rows = (
                    (number, list(cells)) for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1)
                )
                for _ in range(_HEADER_WITHIN):
                    _, cells = next(rows, (0, None))
                    if cells is None:
                        break
                    if is_header(columns := names_of(cells)):
                        found = True
                        yield Table(sheet.title, columns, _dictionaries(columns, _texts(rows)))
                        break
                advance(source.size // 2)
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, SyntaxError) as fault:
        raise InputError(f"is not an XLSX workbook that can be read ({fault})", source=source.name) from fault
    if not found:
        raise InputError(_no_header(source), source=source.name)


def _texts(rows: Iterable[tuple[int, list[Any]]]) -> Iterator[tuple[int, list[str] | Refused]]:
    for number, cells in rows:
        texts = ["" if cell is None else str(cell) for cell in cells]
        if any(texts):
            yield number, texts


def _dictionaries(columns: Sequence[str], rows: Iterable[tuple[int, list[str] | Refused]]) -> Iterator[Row]:
    for number, cells in rows:
        if isinstance(cells, Refused):
            yield number, cells
        elif (len(cells) > len(columns) and any(map(str.strip, cells[len(columns) :]))) or (
            len(cells) < len(columns) - 1 and len(cells) < len(columns) / 2
        ):
            shown = " | ".join(cells)[:200]
            yield number, Refused(number, f"{len(cells)} cells where the header has {len(columns)}", shown)
        else:
            yield number, dict(zip(columns, (cell.strip() for cell in cells), strict=False))


def _delimiter(source: Source, is_header: Any) -> str:
    """The separator with which one of the first lines is a header; a comma where none is."""
    with source.open() as handle:
        for number, line in lines(handle, lambda _bytes: None):
            if number > _HEADER_WITHIN:
                break
            if isinstance(line, str):
                for mark in DELIMITERS:
                    if is_header(names_of(cell.strip('"') for cell in line.split(mark))):
                        return mark
    return ","


def _no_header(source: Source) -> str:
    return (
        "has no header line that is known: see the layouts in docs/how-to/gazetteer.md, or say which with --format"
        if source.suffix
        else "is of no known kind"
    )
