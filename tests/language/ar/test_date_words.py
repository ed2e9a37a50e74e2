"""The data file of date words: every row counts, and a wrong one is named by file and line."""

from __future__ import annotations

import pytest

from tawthiq.errors import RefdataError
from tawthiq.language.ar.date_words import COLUMNS, DateReader, DateWord, date_words, parse
from tawthiq.text.words import Word

HEADER = "\t".join(COLUMNS)
ROWS = [row for rows in date_words().values() for row in rows]


def test_no_row_is_dead() -> None:
    """Each row is found on its own words, to their end."""

    def found(row: DateWord) -> bool:
        words = [Word("word", at, at + 1, word, word, at) for at, word in enumerate(row.words)]
        hit = DateReader(words).hit(0, row.kind)
        return hit is not None and (hit.end, hit.number, hit.code) == (len(words), row.number, row.code)

    assert [row for row in ROWS if not found(row)] == []


@pytest.mark.parametrize(
    ("kind", "values"), [("month", range(1, 13)), ("weekday", range(7)), ("day", range(1, 32)), ("hour", range(1, 13))]
)
def test_no_value_is_missing(kind: str, values: range) -> None:
    weak = {row.number for row in ROWS if row.kind == f"{kind}_weak"}
    assert {row.number for row in ROWS if row.kind == kind} | weak == set(values)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("شباط\tmonth\t2", "columns"),
        ("\tmonth\t2\t", "empty"),
        ("شباط\tmoon\t2\t", "unknown kind"),
        ("شباط\tmonth\t13\t", "from 1 to 12"),
        ("شباط\tmonth\ttwo\t", "from 1 to 12"),
        ("فجر\tpart\tearly\t", "dawn"),
        ("منذ\tsince\tx\t", "no value"),
    ],
)
def test_a_wrong_row_is_named(row: str, reason: str) -> None:
    with pytest.raises(RefdataError, match=reason) as fault:
        parse([HEADER, "# a remark", row], "dates/test.tsv")
    assert (fault.value.file, fault.value.line) == ("dates/test.tsv", 3)


def test_a_wrong_header_is_named() -> None:
    with pytest.raises(RefdataError, match="header") as fault:
        parse(["form\tvalue"], "dates/test.tsv")
    assert fault.value.line == 1
