"""``add`` killed at random moments; the full run of 200 kills is ``benchmarks/kills.py``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(("jobs", "kills"), [(1, 8), (2, 4)])
def test_a_kill_loses_nothing_and_leaves_nothing_half_done(
    root: Path, tmp_path: Path, environment: dict[str, str], jobs: int, kills: int
) -> None:
    sys.path.insert(0, str(root))
    try:
        from benchmarks import kills as benchmark
    finally:
        sys.path.remove(str(root))
    outcome = benchmark.trial(tmp_path, kills=kills, seed=5, count=80, jobs=jobs, env=environment)
    assert outcome.faults == []
    assert outcome.kills == kills
    assert outcome.finished >= 1
