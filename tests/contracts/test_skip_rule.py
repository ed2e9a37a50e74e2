"""The rule on skipping is kept by ``tests/conftest.py``: tried on small suites of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SUITES = {
    "runs": "def test_it(): pass",
    "no-shared": "def test_it(shared): pass",
    "no-tool": "import pytest\ndef test_it(): pytest.skip('needs a compiler')",
    "no-module": "import pytest\npytest.importorskip('a_module_that_nobody_has')\ndef test_it(): pass",
    "expected": "import pytest\n@pytest.mark.xfail(reason='known')\ndef test_it(): assert False",
}


@pytest.mark.parametrize(
    ("suite", "ci", "passes", "workers"),
    [
        ("runs", "true", True, 0),
        ("no-shared", "true", True, 0),
        ("no-shared", "true", True, 1),
        ("no-tool", "", True, 0),
        ("no-tool", "true", False, 0),
        ("no-tool", "true", False, 1),
        ("no-module", "true", False, 1),
        ("expected", "true", True, 0),
    ],
)
def test_under_ci_only_the_absence_of_shared_may_skip(
    root: Path, tmp_path: Path, suite: str, ci: str, passes: bool, workers: int
) -> None:
    tests = tmp_path / "project" / "tests"
    tests.mkdir(parents=True)
    (tests / "conftest.py").write_text((root / "tests/conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    (tests / "test_suite.py").write_text(SUITES[suite], encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", f"--rootdir={tests}", str(tests), "-n", str(workers)],
        env=dict(os.environ) | {"CI": ci},
        cwd=tests,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode == 0) is passes, run.stdout
    assert ("reason other than the absence" in run.stdout) is not passes
