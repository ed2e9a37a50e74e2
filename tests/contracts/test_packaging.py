"""The wheel holds the data that the code reads, and nothing of the tests."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import tawthiq


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this folder, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return next(folder.glob("tawthiq-*.whl"))


def test_the_wheel_holds_code_and_data(wheel: Path, root: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    source = root / "src"
    needed = {
        path.relative_to(source).as_posix()
        for path in (source / "tawthiq").rglob("*")
        if path.is_file()
        and path.suffix in {".py", ".tsv", ".yaml", ".md", ".typed"}
        and "__pycache__" not in path.parts
    }
    assert {"tawthiq/py.typed", "tawthiq/samples/01-ariha-agency.md"} <= needed
    assert any(name.startswith("tawthiq/refdata/lexicons/ar/") for name in needed)
    assert needed - held == set()
    assert {name.split("/")[0] for name in held} == {"tawthiq", f"tawthiq-{tawthiq.__version__}.dist-info"}


def test_the_wheel_names_its_version_licence_and_command(wheel: Path) -> None:
    info = f"tawthiq-{tawthiq.__version__}.dist-info"
    archive = zipfile.ZipFile(wheel)
    metadata = Parser().parsestr(archive.read(f"{info}/METADATA").decode("utf-8"))
    assert metadata["Version"] == tawthiq.__version__
    assert metadata["License-Expression"] == "Apache-2.0"
    assert sorted(metadata.get_all("License-File") or []) == ["LICENSE", "NOTICE"]
    assert "tawthiq = tawthiq.cli:main" in archive.read(f"{info}/entry_points.txt").decode("utf-8")
