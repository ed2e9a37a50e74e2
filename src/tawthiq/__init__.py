"""Tawthiq: reads reports of armed conflict into evidence-linked, geocoded records of civilian harm.

>>> import tawthiq
>>> for report in tawthiq.read(["bulletins/"]):  # doctest: +SKIP
...     for event in tawthiq.extract(report).events:
...         print(event.type, [place.name for place in event.locations])
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tawthiq.model.event import Event
from tawthiq.model.evidence import Evidence
from tawthiq.model.extraction import Extraction
from tawthiq.model.report import Report

if TYPE_CHECKING:
    from tawthiq.pipeline import Pipeline

__version__ = "0.1.0"
__all__ = ["Event", "Evidence", "Extraction", "Report", "__version__", "extract", "read"]


def read(inputs: Sequence[str | Path]) -> Iterator[Report]:
    """The reports in files and folders, one by one. What cannot be read raises ``InputError`` that names file and row;
    to go on with the rest instead, use ``tawthiq.readers.read``, which gives a rejected row its reason."""
    from tawthiq.errors import InputError
    from tawthiq.readers import Metadata, Rejected
    from tawthiq.readers import read as read_all

    for found in read_all(inputs, defaults=Metadata()):
        if isinstance(found, Rejected):
            raise InputError(found.reason, source=found.source, row=found.row)
        yield found


def extract(report: Report) -> Extraction:
    """What the report says, as checked events. The first call loads the lexicons and, once on a machine, compiles the
    gazetteer into the user's cache folder."""
    return _pipeline().extract(report)


@functools.cache
def _pipeline() -> Pipeline:
    """The pipeline of this process."""
    from tawthiq.pipeline import Pipeline
    from tawthiq.settings import Settings

    return Pipeline.open(Settings.from_environment(os.environ))
