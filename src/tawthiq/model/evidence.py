"""Evidence: the words of a report that a value leads back to."""

from __future__ import annotations

from typing import Any

import msgspec

from tawthiq.errors import EvidenceMismatch, MissingEvidence


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A half-open range ``[start, end)`` of Unicode code points in a report's text, with the words it covers.

    Build it with :meth:`of`, which reads the quote from the text; the plain constructor (used when a record is read
    back) checks that the quote has the range's length, and :meth:`check` compares it with a text.
    """

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise EvidenceMismatch(f"evidence needs 0 <= start < end, not [{self.start}, {self.end})")
        if len(self.quote) != self.end - self.start:
            raise EvidenceMismatch(
                f"the quote has {len(self.quote)} code points, its range [{self.start}, {self.end}) "
                f"has {self.end - self.start}: offsets count code points of the report's text"
            )

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Evidence:
        """The evidence that ``text[start:end]`` is. Raises ``EvidenceMismatch`` where the range is not in the text."""
        return cls(start, end, text[start:end])

    def check(self, text: str) -> None:
        """Raise ``EvidenceMismatch`` unless the quote stands at this range of ``text``."""
        if text[self.start : self.end] != self.quote:
            raise EvidenceMismatch(f"[{self.start}, {self.end}) of the report is not «{self.quote}»")


Words = tuple[Evidence, ...]
"""The evidence of one field, in text order."""


class Grounded(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of every item of an event: a value that cannot exist without its words."""

    evidence: Words

    def __post_init__(self) -> None:
        if not self.evidence:
            raise MissingEvidence(f"{type(self).__name__} without evidence: give the words that it was read from")


def evidence_within(record: Any) -> list[Evidence]:
    """Every piece of evidence in ``record`` (an event, an item, or a list of them), depth first, in field order."""
    if isinstance(record, Evidence):
        return [record]
    if isinstance(record, msgspec.Struct):
        parts = [getattr(record, name) for name in record.__struct_fields__]
    elif isinstance(record, (list, tuple)):
        parts = list(record)
    else:
        return []
    return [found for part in parts for found in evidence_within(part)]
