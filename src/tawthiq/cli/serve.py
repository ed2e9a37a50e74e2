"""``tawthiq serve``: the review desk, for a browser on this machine."""

from __future__ import annotations

import secrets
import sys
from typing import Annotated

import typer

from tawthiq.cli.opening import pipeline, places
from tawthiq.cli.registers import RegisterOption, now, opened
from tawthiq.errors import UsageError

HOST = "127.0.0.1"
PORT = 8765


def run(
    register: RegisterOption = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of this machine; 0: any that is free.")] = PORT,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
) -> None:
    """Serve the review desk on this machine alone, and open it in a browser.

    The link that is printed lets one browser in, once; then a new one is printed. Ctrl-C ends it.
    """
    from tawthiq.cli.opening import settings
    from tawthiq.language.ar.lexicon import load
    from tawthiq.register.words import Keys
    from tawthiq.web.bundle import bundle
    from tawthiq.web.desk import Desk
    from tawthiq.web.server import serve
    from tawthiq.web.sessions import Sessions

    files = bundle()
    with opened(register) as kept:
        link = _Link(browser=not no_browser)
        sessions = Sessions(secrets.token_bytes, link.again)
        desk = Desk(
            kept, settings(), sessions, files, pipeline=pipeline, places=places, keys=lambda: Keys(load()), now=now
        )
        try:
            serve(desk, HOST, port, lambda found: link.first(found, sessions.start_token))
        except OSError as fault:
            raise UsageError(f"port {port} cannot be used ({fault.strerror}): choose another with --port") from fault


class _Link:
    """Tells the address of the desk, and opens it."""

    def __init__(self, *, browser: bool) -> None:
        self._browser = browser
        self._base = ""

    def first(self, port: int, token: str) -> None:
        """The server answers now."""
        self._base = f"http://{HOST}:{port}"
        address = f"{self._base}/start?token={token}"
        typer.echo(address)
        sys.stdout.flush()
        if self._browser:
            import webbrowser

            webbrowser.open(address)

    def again(self, token: str) -> None:
        """A browser was let in; another needs another link."""
        sys.stderr.write(f"A browser was let in. For another one: {self._base}/start?token={token}\n")
        sys.stderr.flush()
