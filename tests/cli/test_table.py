"""The table of an extraction file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Run

TEXT = "قُتل ثلاثة مدنيين جراء قصف مدفعي على بلدة سرمين بريف إدلب."  # three civilians killed by shelling of Sarmin


def table(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tawthiq.cli.table", *arguments]
    wide = dict(os.environ) | {"COLUMNS": "160"}
    return subprocess.run(command, capture_output=True, text=True, env=wide, check=False)


def test_a_row_an_event_and_a_mark_for_exercises(tawthiq: Run, tmp_path: Path) -> None:
    report = tmp_path / "a.md"
    report.write_text(f"---\nid: s-01\nexercise: true\n---\n{TEXT}", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    out.write_bytes(tawthiq("extract", report).stdout + tawthiq("extract", "-", stdin="مرحبا بكم".encode()).stdout)
    done = table(str(out))
    assert done.returncode == 0
    assert done.stdout.startswith("EXERCISE")
    assert "s-01*" in done.stdout
    assert "shelling" in done.stdout
    assert "no events" in done.stdout


def test_what_is_no_extraction(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("{}", encoding="utf-8")
    for arguments in ([str(path)], [str(tmp_path / "none")], []):
        done = table(*arguments)
        assert done.returncode == 2
        assert done.stderr
        assert "Traceback" not in done.stderr
