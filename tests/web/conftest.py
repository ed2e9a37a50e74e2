"""A desk over a real register in a folder of the test, and a client that was let in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.register.conftest import Bytes, Clock

from tawthiq.language.ar.lexicon import load
from tawthiq.pipeline import Pipeline
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.register import Register
from tawthiq.register.words import Keys
from tawthiq.settings import Settings
from tawthiq.web.app import application
from tawthiq.web.bundle import Bundle
from tawthiq.web.desk import Desk
from tawthiq.web.sessions import HEADER, Sessions, cookie_name

HOST = "127.0.0.1:8765"
COMMAND = Path(sys.executable).with_name("tawthiq")
ARIHA = "01-ariha-agency"


@pytest.fixture(scope="session")
def sampled(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of the sample reports, which no test changes."""
    path = tmp_path_factory.mktemp("desk") / "samples.db"
    for command in (["demo", "--quiet"], ["link"]):
        subprocess.run([COMMAND, *command, "--register", str(path)], env=environment, check=True)
    return path


@pytest.fixture(scope="session")
def settings(environment: dict[str, str]) -> Settings:
    """The folders of the tests' user."""
    return Settings.from_environment(environment)


@pytest.fixture
def register(sampled: Path, tmp_path: Path) -> Iterator[Register]:
    """A copy of the sample register, for one test."""
    path = tmp_path / "own.db"
    shutil.copy(sampled, path)
    opened = Register.open(str(path), Clock(), Bytes())
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def pipeline(settings: Settings) -> Pipeline:
    """What reads, opened once."""
    return Pipeline.open(settings)


DeskOf = Callable[[Register], Desk]


@pytest.fixture
def desk_of(settings: Settings, pipeline: Pipeline, tmp_path: Path) -> DeskOf:
    """Makes a desk over a register."""
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "icon.svg").write_text("<svg/>", encoding="utf-8")
    files = Bundle("/static/main.js", ("/static/main.css",), folder)

    def make(register: Register) -> Desk:
        return Desk(
            register,
            settings,
            Sessions(Bytes()),
            files,
            pipeline=lambda: pipeline,
            places=lambda: Gazetteer.open(settings.cache_dir, None, settings.gazetteer_dir),
            keys=lambda: Keys(load()),
            now=Clock(),
        )

    return make


@pytest.fixture
def desk(register: Register, desk_of: DeskOf) -> Desk:
    """A desk over the sample register."""
    return desk_of(register)


def let_in(desk: Desk, name: str = "Huda", language: str = "en") -> TestClient:
    """A browser that followed the start link, with the token for changes in every request."""
    client = TestClient(application(desk, [HOST]), base_url=f"http://{HOST}", raise_server_exceptions=False)
    assert client.get("/start", params={"token": desk.sessions.start_token}).status_code == 200
    client.headers[HEADER] = desk.sessions.token(client.cookies[cookie_name(HOST)])
    client.cookies["tawthiq_language"] = language
    if name:
        client.cookies["tawthiq_name"] = name
    return client


@pytest.fixture
def client(desk: Desk) -> TestClient:
    """The browser of somebody called Huda."""
    return let_in(desk)


def sha256_of(client: TestClient, report: str = ARIHA) -> str:
    """The SHA-256 of a sample report."""
    return str(client.get(f"/api/v1/reports/{report}").json()["extraction"]["report"]["sha256"])
