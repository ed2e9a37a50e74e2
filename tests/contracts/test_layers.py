"""Imports go only downward (docs/architecture.md): the contracts of ``pyproject.toml``, run by import-linter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_layers_are_kept(root: Path) -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
