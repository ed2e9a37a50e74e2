"""The report: one text as it was received. Its text is never changed."""

from __future__ import annotations

import hashlib

import msgspec

from tawthiq.errors import ModelError


class ReportHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a report is known by, without its text.

    ``id``: the caller's, or the hash where he gives none. ``sha256``: of the bytes received (for a row of a JSON Lines
    or CSV file: of its text in UTF-8). ``language``: BCP 47 code by script and letters (``ar``, ``en``, ``fa`` …,
    ``und``). ``published``: ISO date from the metadata. ``exercise``: True for invented reports that teach or test; it
    is shown wherever the report appears.
    """

    id: str
    sha256: str
    language: str
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    exercise: bool = False


class Report(msgspec.Struct, frozen=True):
    """A report with its text. All offsets everywhere are code points of ``text``."""

    header: ReportHeader
    text: str

    @classmethod
    def of(
        cls,
        text: str,
        *,
        language: str,
        id: str | None = None,
        raw: bytes | None = None,
        published: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
        exercise: bool = False,
    ) -> Report:
        """A report from its text; ``raw`` are the bytes received, where they are not the text itself in UTF-8.

        Raises ``ModelError`` where the text holds lone surrogates: half a character has no bytes to hash.
        """
        try:
            digest = hashlib.sha256(text.encode("utf-8") if raw is None else raw).hexdigest()
            text.encode("utf-8")
        except UnicodeEncodeError as fault:
            raise ModelError(
                f"the text holds half a character (a lone surrogate) at code point {fault.start}: "
                "export it again from its source as UTF-8"
            ) from fault
        header = ReportHeader(id or digest, digest, language, published, publisher, url, exercise)
        return cls(header, text)
