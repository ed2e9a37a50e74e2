"""What every reader hands on: a report, or a quarantine entry that says where and why there is none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from tawthiq.errors import InputError, ModelError
from tawthiq.model.report import Report
from tawthiq.text.language import detect

MAX_REPORT_BYTES = 20 * 1024 * 1024
"""The longest report that is read, in bytes (a row: of its text in UTF-8). A batch may be of any length."""

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.ASCII)
_TRUE, _FALSE = {"true", "1", "yes", "نعم"}, {"false", "0", "no", "لا", ""}


class Rejected(msgspec.Struct, frozen=True):
    """A quarantine entry. ``source``: the file as the user named it. ``row``: counts from 1 (lines of a JSON Lines
    file; rows of a table with its header as row 1, as a spreadsheet shows them); None where the file is at fault."""

    source: str
    row: int | None
    reason: str


class Note(msgspec.Struct, frozen=True):
    """Something about a file that was read all the same and that a person should know, such as a guessed encoding."""

    source: str
    message: str


class Metadata(msgspec.Struct, frozen=True):
    """What is known of a report beside its text. ``published``: ISO date."""

    id: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    exercise: bool | None = None

    @classmethod
    def of(cls, fields: Mapping[str, Any], source: str, row: int | None) -> Metadata:
        """The metadata among the fields of a row or of a front matter; other fields are left alone.

        Raises ``InputError`` where a value cannot be what its name says.
        """
        return cls(
            _string(fields, "id", source, row),
            _date(_string(fields, "published", source, row), source, row),
            _string(fields, "publisher", source, row),
            _string(fields, "url", source, row),
            _flag(fields, source, row),
        )

    def over(self, defaults: Metadata) -> Metadata:
        """These values, with ``defaults`` where they are silent. An id is never a default: it names one report."""
        return Metadata(
            self.id,
            self.published or defaults.published,
            self.publisher or defaults.publisher,
            self.url or defaults.url,
            defaults.exercise if self.exercise is None else self.exercise,
        )


class Entry(msgspec.Struct, frozen=True):
    """A text on its way to a report. ``raw``: the bytes of a file; None for a row, whose hash is of its text."""

    text: str
    metadata: Metadata
    source: str
    row: int | None = None
    raw: bytes | None = None

    def report(self) -> Report | Rejected:
        """The report, or the reason why this text cannot be one."""
        if not self.text.strip():
            return Rejected(self.source, self.row, "empty")
        known = self.metadata
        try:
            size = len(self.text.encode("utf-8")) if self.raw is None else len(self.raw)
            if size > MAX_REPORT_BYTES:
                return Rejected(self.source, self.row, too_long())
            return Report.of(
                self.text,
                language=detect(self.text),
                id=known.id,
                raw=self.raw,
                published=known.published,
                publisher=known.publisher,
                url=known.url,
                exercise=bool(known.exercise),
            )
        except UnicodeEncodeError as fault:
            reason = f"the text holds half a character (a lone surrogate) at code point {fault.start}"
            return Rejected(self.source, self.row, f"{reason}: export it again from its source as UTF-8")
        except ModelError as fault:
            return Rejected(self.source, self.row, str(fault))


def too_long() -> str:
    """The reason given for a report over the limit."""
    return f"longer than {MAX_REPORT_BYTES // 1024**2} MB, the limit of one report: split it into its reports"


def iso_date(value: str) -> str:
    """The day of an ISO date or time (``2017-09-21T10:00Z``). Raises ``ValueError`` where it is none."""
    found = _ISO.fullmatch(value)
    if not found:
        raise ValueError(value)
    return dt.date.fromisoformat(found.group(1)).isoformat()


def _string(fields: Mapping[str, Any], name: str, source: str, row: int | None) -> str | None:
    """A field as a string; None where it is missing, null or blank."""
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise InputError(f"the field {name} is not a string", source=source, row=row)
    text = str(value).strip()
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise InputError(f"the field {name} holds half a character (a lone surrogate)", source=source, row=row)
    return text or None


def _date(value: str | None, source: str, row: int | None) -> str | None:
    if value is None:
        return None
    try:
        return iso_date(value)
    except ValueError as fault:
        reason = f"the publication date «{value}» is not a date such as 2017-09-21"
        raise InputError(reason, source=source, row=row) from fault


def _flag(fields: Mapping[str, Any], source: str, row: int | None) -> bool | None:
    value = fields.get("exercise")
    if value is None or isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False if word else None
    raise InputError(f"the field exercise is «{value}»: write true or false", source=source, row=row)
