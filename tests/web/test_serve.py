"""``tawthiq serve`` as a person starts it: on this machine alone, behind a link; it says where something is missing."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
from pathlib import Path

import pytest
from tests.web.conftest import COMMAND

from tawthiq.errors import UsageError
from tawthiq.web.bundle import bundle


@pytest.fixture
def built() -> None:
    """The bundle; the test skips where it was not built."""
    try:
        bundle()
    except UsageError as fault:
        pytest.skip(str(fault))


@pytest.mark.usefixtures("built")
def test_it_serves_this_machine_alone_and_ends_when_told(environment: dict[str, str], sampled: Path) -> None:
    command = [COMMAND, "serve", "--register", str(sampled), "--port", "0", "--no-browser"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        line = run.stdout.readline() if run.stdout else ""
        port, token = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/start\?token=(\w{64})\n", line).groups()  # type: ignore[union-attr]  # else the test fails
        asked = http.client.HTTPConnection("127.0.0.1", int(port), timeout=20)
        asked.request("GET", f"/start?token={token}")
        assert asked.getresponse().status == 303
        asked.close()
        with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
            socket.create_connection((other_address(), int(port)), timeout=2)
        run.send_signal(signal.SIGINT)
        _, told = run.communicate(timeout=20)
    assert "A browser was let in. For another one: http://127.0.0.1:" in told
    assert "Traceback" not in told


def other_address() -> str:
    """An address of this machine that is not its loopback's first."""
    return "127.0.0.2"


@pytest.mark.usefixtures("built")
def test_a_port_that_is_taken_is_said(environment: dict[str, str], sampled: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        command = [COMMAND, "serve", "--register", str(sampled), "--port", port, "--no-browser"]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 2
    assert f"port {port} cannot be used" in run.stderr


@pytest.mark.parametrize("text", [None, "", "{}", "[]", '{"src/main.ts": 1}'])
def test_without_the_bundle_it_says_what_to_run(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="make web"):
        bundle(tmp_path)
