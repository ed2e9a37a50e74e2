"""One pipeline for all tests of the reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tawthiq.model.extraction import Extraction
from tawthiq.model.report import Report
from tawthiq.pipeline import Pipeline
from tawthiq.settings import Settings

Reader = Callable[..., Extraction]


@pytest.fixture(scope="session")
def pipeline(gazetteer: Path) -> Pipeline:
    """A pipeline over the embedded gazetteer."""
    folder = gazetteer.parent
    return Pipeline.open(Settings(cache_dir=folder, data_dir=folder, gazetteer_dir=folder / "gazetteers"))


@pytest.fixture(scope="session")
def read(pipeline: Pipeline) -> Reader:
    """Reads a text as a report published on 12 March 2031."""

    def reader(text: str, published: str | None = "2031-03-12") -> Extraction:
        return pipeline.extract(Report.of(text, language="ar", published=published))

    return reader
