"""What ``tawthiq extract`` says of one report, and the JSON that it is written as (code book, section 2)."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from tawthiq.errors import ModelError
from tawthiq.model.event import Event
from tawthiq.model.evidence import evidence_within
from tawthiq.model.report import Report, ReportHeader

SCHEMA: Literal["tawthiq.extraction/1"] = "tawthiq.extraction/1"


class Extraction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The events of one report. ``unread`` is written only where no reader for the report's language exists."""

    schema: Literal["tawthiq.extraction/1"]
    report: ReportHeader
    events: tuple[Event, ...]
    unread: str | msgspec.UnsetType = msgspec.UNSET

    def __post_init__(self) -> None:
        ids = [event.id for event in self.events]
        if len(set(ids)) != len(ids):
            raise ModelError(f"report {self.report.id}: two events have one id")
        for event in self.events:
            if event.part_of is not None and (event.part_of not in ids or event.part_of == event.id):
                raise ModelError(f"report {self.report.id}: {event.id} is part of {event.part_of}, which is not there")

    @classmethod
    def of(cls, report: Report, events: tuple[Event, ...]) -> Extraction:
        """The events of ``report``, each piece of evidence compared with its text.

        Raises ``EvidenceMismatch`` where ``text[start:end] != quote``.
        """
        for evidence in evidence_within(events):
            evidence.check(report.text)
        return cls(SCHEMA, report.header, events)

    @classmethod
    def not_read(cls, report: Report) -> Extraction:
        """The answer for a report in a language that no reader exists for yet."""
        return cls(SCHEMA, report.header, (), f"no reader for {report.header.language} yet")


def to_json(extraction: Extraction) -> bytes:
    """One line of JSON (UTF-8, no line end)."""
    return msgspec.json.encode(extraction)


def from_json(line: bytes | str) -> Extraction:
    """Read a line back. Raises ``ModelError`` that says which field is wrong."""
    try:
        return msgspec.json.decode(line, type=Extraction)
    except (msgspec.DecodeError, msgspec.ValidationError) as fault:
        raise ModelError(f"not an extraction of this schema ({SCHEMA}): {fault}") from fault


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a line that ``tawthiq extract`` writes."""
    schema = msgspec.json.schema(Extraction)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **schema}
