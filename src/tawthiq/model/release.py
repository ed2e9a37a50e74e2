"""Release: to whom what leaves the register is meant to go (code book, section 6)."""

from __future__ import annotations

from typing import Literal

ReleaseLevel = Literal["internal", "partner", "public", "aggregate"]

CODEBOOK = "1"
"""Version of the code book that records follow; every export names it."""
