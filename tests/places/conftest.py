"""One embedded gazetteer for all tests of places, built once (about five seconds)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tawthiq.places.build import build
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.places.store import Store


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a built gazetteer; test workers share it, since builds lock one another out."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    build(base / "gazetteer")
    return base / "gazetteer"


@pytest.fixture(scope="session")
def gazetteer(folder: Path) -> Gazetteer:
    return Gazetteer.open(folder)


@pytest.fixture(scope="session")
def store(folder: Path) -> Store:
    return Store.open(folder / "places.sqlite")
