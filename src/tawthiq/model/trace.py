"""How a reading came about: what ``tawthiq explain`` tells."""

from __future__ import annotations

import msgspec

from tawthiq.model.evidence import Evidence
from tawthiq.model.extraction import Extraction


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a stage did, in words a reviewer can read, with the words of the report that it did it to."""

    stage: str
    text: str
    evidence: tuple[Evidence, ...] = ()


class Trace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The events of one report and the steps that led to them, in order."""

    extraction: Extraction
    steps: tuple[Step, ...]
