"""When: an EDTF string, the days that it spans, and how it was found (code book 4.2)."""

from __future__ import annotations

import calendar
import datetime as dt
import re

import msgspec

from tawthiq.errors import MissingEvidence, ModelError
from tawthiq.model.codes import DateBasis, DatePrecision, PartOfDay
from tawthiq.model.evidence import Words

_PART = re.compile(r"(\d{4}|XXXX)(?:-(\d{2}))?(?:-(\d{2}))?")
_OPEN = ("", "..")


class EventDate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The date of an event. ``edtf`` is None where the report gives none and has no publication date either.

    ``start`` and ``end`` are ISO dates, None while the year is unknown or a side is open. Build it with :meth:`of`.
    """

    edtf: str | None = None
    start: str | None = None
    end: str | None = None
    precision: DatePrecision = "unknown"
    basis: DateBasis = "publication"
    part_of_day: PartOfDay | None = None
    evidence: Words = ()

    def __post_init__(self) -> None:
        if self.edtf is not None and self.basis != "publication" and not self.evidence:
            raise MissingEvidence(
                f"the date {self.edtf} ({self.basis}) has no evidence: give the words it was read from"
            )

    @classmethod
    def of(
        cls,
        edtf: str | None,
        basis: DateBasis,
        *,
        part_of_day: PartOfDay | None = None,
        evidence: Words = (),
    ) -> EventDate:
        """The date that ``edtf`` names, with its span and precision. Raises ``ModelError`` if it is not EDTF."""
        if edtf is None:
            return cls(None, None, None, "unknown", basis, part_of_day, evidence)
        start, end = span(edtf)
        return cls(edtf, start, end, precision(edtf), basis, part_of_day, evidence)


def span(edtf: str) -> tuple[str | None, str | None]:
    """First and last day (ISO) of an EDTF date or interval; None for an open side or an unknown year.

    Raises ``ModelError`` where ``edtf`` is none of the forms that the code book uses.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _days(first)
    return (None if first in _OPEN else _days(first)[0]), (None if last in _OPEN else _days(last)[1])


def precision(edtf: str) -> DatePrecision:
    """How fine an EDTF string is: the unit of a single date; for an interval, by its length."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return ("year", "month", "day")[first.count("-")] if first else "unknown"
    start, end = span(edtf)
    if start is None or end is None:
        return "days" if {first, last}.isdisjoint(_OPEN) else "unknown"
    length = (dt.date.fromisoformat(end) - dt.date.fromisoformat(start)).days + 1
    if length == 7:
        return "week"
    return "days" if length < 28 else "month" if length < 62 else "year"


def _days(part: str) -> tuple[str | None, str | None]:
    """First and last day of one EDTF date."""
    found = _PART.fullmatch(part)
    if not found:
        raise ModelError(f"«{part}» is not an EDTF date such as 2017-09-21, 2017-09, 2017 or XXXX-09-21")
    year, month, day = found.groups()
    if year == "XXXX":
        return None, None
    try:
        if day:
            exact = dt.date(int(year), int(month), int(day)).isoformat()
            return exact, exact
        if month:
            last = calendar.monthrange(int(year), int(month))[1]
            return f"{year}-{month}-01", f"{year}-{month}-{last:02}"
        dt.date(int(year), 1, 1)
    except ValueError as fault:
        raise ModelError(f"«{part}» is not a day of the calendar: {fault}") from fault
    return f"{year}-01-01", f"{year}-12-31"
