"""An event of an incident with what is known of its report."""

from __future__ import annotations

import msgspec

from tawthiq.model.event import Event
from tawthiq.model.incident import LinkKind
from tawthiq.model.report import ReportHeader


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """``added_at``: when the report came into the register, for those without a date of publication. ``shingles``:
    see :mod:`tawthiq.linking.copies`. ``link``, ``by``, ``score``: as in
    :class:`~tawthiq.model.incident.Member`."""

    event: Event
    header: ReportHeader
    added_at: str = ""
    shingles: frozenset[int] = frozenset()
    link: LinkKind = "same"
    by: str = ""
    score: float | None = None

    @property
    def order(self) -> tuple[str, str, str]:
        """Sorts what is told, oldest first, the same for every order of arrival."""
        return (self.header.published or "9999", self.header.sha256, self.event.id)
