"""A real Chromium before a real ``tawthiq serve``; where browser or bundle is missing, the tests skip and say so."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, sync_playwright

from tawthiq.errors import UsageError
from tawthiq.web.bundle import bundle

COMMAND = Path(sys.executable).with_name("tawthiq")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
HARMLESS = ("GL Driver Message", "GPU stall")
"""What Chromium says of its own way of drawing."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    try:
        bundle()
    except UsageError as fault:
        pytest.skip(str(fault))
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        started.close()


class Server:
    """A server over a register. ``link``: lets a browser in, once."""

    def __init__(self, register: Path, environment: dict[str, str]) -> None:
        command = [str(COMMAND), "serve", "--register", str(register), "--port", "0", "--no-browser"]
        self.register = register
        self._process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        line = self._process.stdout.readline() if self._process.stdout else ""
        found = re.fullmatch(r"(http://127\.0\.0\.1:\d+)/start\?token=\w+\n", line)
        if found is None:
            raise RuntimeError(f"the server did not start: {line}{self._process.communicate()[1]}")
        self.base, self.link = found.group(1), line.strip()

    def stop(self) -> str:
        """End it; what it wrote on standard error."""
        self._process.terminate()
        return self._process.communicate(timeout=20)[1]


Serve = Callable[[Path], Server]


@pytest.fixture
def serve(environment: dict[str, str]) -> Iterator[Serve]:
    """Starts servers that end with the test, and that must not have met a fault."""
    started: list[Server] = []

    def start(register: Path) -> Server:
        started.append(Server(register, environment))
        return started[-1]

    yield start
    for one in started:
        assert "Traceback" not in one.stop()


@pytest.fixture(scope="session")
def sampled(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of the sample reports, which no test changes."""
    path = tmp_path_factory.mktemp("browser") / "samples.db"
    for command in (["demo", "--quiet"], ["link"]):
        subprocess.run([COMMAND, *command, "--register", str(path)], env=environment, check=True)
    return path


@pytest.fixture
def server(serve: Serve, sampled: Path, tmp_path: Path) -> Server:
    """A server over a copy of the sample register."""
    return serve(Path(shutil.copy(sampled, tmp_path / "own.db")))


LOADING = ("context was destroyed", "properties of null")
"""What an expression comes to while a page is on its way."""


def until(page: Page, expression: str, arg: Any = None, seconds: float = 20) -> None:
    """Wait until an expression of the page is true. The page's policy forbids the driver's own way, which evaluates
    words as a script."""
    ends = time.monotonic() + seconds
    while True:
        try:
            if page.evaluate(expression, arg):
                return
        except Error as fault:
            if not any(word in str(fault) for word in LOADING):
                raise
        if time.monotonic() > ends:
            raise TimeoutError(f"{expression} at {page.url}")
        page.wait_for_timeout(5)


class Desk:
    """A browser at the desk, as one person uses it. ``complaints``: errors and warnings of its console."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.context, self.server = context, server
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.goto(server.link)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(word in message.text for word in HARMLESS):
            self.complaints.append(message.text)

    def sets(self, **cookies: str) -> None:
        """Preferences: ``language``, ``theme``, ``name``."""
        self.context.add_cookies(
            [{"name": f"tawthiq_{name}", "value": value, "url": self.server.base} for name, value in cookies.items()]
        )

    def goes(self, path: str) -> Page:
        """To a page, until its script is ready."""
        self.page.goto(self.server.base + path)
        self.is_ready()
        return self.page

    def is_ready(self) -> None:
        """Wait until the page's script is ready."""
        until(self.page, "document.documentElement.dataset.ready === 'yes'")

    def asks(self, path: str) -> Any:
        """An answer of the API."""
        return self.page.evaluate("path => fetch('/api/v1' + path).then(answer => answer.json())", path)

    def sha256(self, report: str) -> str:
        """The SHA-256 of a report."""
        return str(self.asks(f"/reports/{report}")["extraction"]["report"]["sha256"])


Sit = Callable[..., Desk]


@pytest.fixture
def sit(browser: Browser, server: Server) -> Iterator[Sit]:
    """Sits somebody down at the desk. At the end nothing may have been complained of."""
    seated: list[Desk] = []

    def down(
        language: str = "en", theme: str = "light", width: int = 1440, height: int = 900, at: Server = server
    ) -> Desk:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        desk = Desk(context, at)
        desk.sets(language=language, theme=theme, name="Huda")
        seated.append(desk)
        return desk

    yield down
    for desk in seated:
        desk.context.close()
        assert desk.complaints == []


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[Page, str], Path]:
    """Takes a picture of a page; into the folder that TAWTHIQ_TOUR names, for the tour, else into the test's own."""
    folder = Path(os.environ.get("TAWTHIQ_TOUR", tmp_path))

    def take(page: Page, name: str) -> Path:
        path = folder / f"{name}.png"
        page.screenshot(path=path)
        return path

    return take
