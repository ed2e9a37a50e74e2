"""One embedded gazetteer for all tests of places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import cache_dir

from tawthiq.places.build import build
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.places.importing.run import Order, Outcome, import_file
from tawthiq.places.store import Store


@pytest.fixture(scope="session")
def folder(pytestconfig: pytest.Config) -> Path:
    """A folder with a built gazetteer, kept between runs; test workers share it, since builds lock one another out."""
    return build(cache_dir(pytestconfig)).parent


@pytest.fixture(scope="session")
def gazetteer(folder: Path) -> Gazetteer:
    return Gazetteer.open(folder)


@pytest.fixture(scope="session")
def store(folder: Path) -> Store:
    return Store.open(folder / "places.sqlite")


Import = Callable[..., Outcome]
NOW = "2031-03-12T10:00:00+00:00"


@pytest.fixture
def layers(tmp_path: Path) -> Path:
    """An empty folder for layers."""
    return tmp_path / "data" / "gazetteers"


@pytest.fixture
def bring(store: Store, layers: Path) -> Import:
    """Imports a file into ``layers``, with whatever else an order says."""

    def run(file: Path, **said: object) -> Outcome:
        return import_file(Order(file, **said), layers, store, NOW, lambda _message, _share: None)  # type: ignore[arg-type]  # as the test says

    return run


@pytest.fixture
def layered(folder: Path, layers: Path) -> Callable[[], Gazetteer]:
    """Opens the embedded gazetteer with the layers imported so far."""
    return lambda: Gazetteer.open(folder, None, layers)
