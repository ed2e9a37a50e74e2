"""Running ``tawthiq`` as its users do: as a command, with pipes and files."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).with_name("tawthiq"))
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def tawthiq(environment: dict[str, str]) -> Run:
    """Runs the command with arguments and standard input; never raises on an exit code."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [COMMAND, *map(str, arguments)], input=stdin, capture_output=True, env=environment, timeout=60, check=False
        )

    return run
