"""The account that goes with every export: level, code book, state of the register, and each fallback that was made."""

from __future__ import annotations

import collections
from typing import Any

import msgspec

from tawthiq.model.release import CODEBOOK, ReleaseLevel

EXERCISE = "holds exercises: invented reports, no record of harm"
_WARNING = {
    "internal": "internal: everything as held, with the reports' words. Not for publication, and not for partners.",
}


class Fallback(msgspec.Struct, frozen=True):
    """Something that the format could not hold as it is. ``record``: where; ``note``: what was done instead."""

    record: str
    note: str


class Account:
    """What an export says of itself. Filled while it is written."""

    def __init__(self, what: str, format_name: str, level: ReleaseLevel, digest: str, at: str, program: str) -> None:
        self.head: dict[str, Any] = {
            "what": what,
            "format": format_name,
            "level": level,
            "handling": _WARNING[level],
            "codebook": CODEBOOK,
            "register": digest,
            "made_at": at,
            "made_by": f"tawthiq {program}",
        }
        self.rows = self.exercises = 0
        self.fallbacks: list[Fallback] = []

    def row(self, *, exercise: bool) -> None:
        """A record was written."""
        self.rows += 1
        self.exercises += exercise

    def fallback(self, record: str, note: str) -> None:
        """The format could not hold something of a record."""
        self.fallbacks.append(Fallback(record, note))

    def told(self) -> dict[str, Any]:
        """The account as plain data."""
        marks = {"exercise": EXERCISE, "exercises": self.exercises} if self.exercises else {}
        kinds = collections.Counter(item.note for item in self.fallbacks)
        listed = [msgspec.to_builtins(item) for item in self.fallbacks]
        return self.head | {"rows": self.rows} | marks | {"fallback_kinds": dict(kinds), "fallbacks": listed}
