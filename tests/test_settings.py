"""Settings come from a mapping, never from the machine's own environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.errors import SettingsError
from tawthiq.settings import Settings


def test_variables_name_the_folders(tmp_path: Path) -> None:
    found = Settings.from_environment({"TAWTHIQ_CACHE": str(tmp_path / "c"), "TAWTHIQ_DATA": str(tmp_path / "d")})
    assert (found.cache_dir, found.data_dir) == (tmp_path / "c", tmp_path / "d")
    assert found.gazetteer_dir == tmp_path / "d" / "gazetteers"
    assert not found.cache_dir.exists()


def test_the_systems_folders_otherwise() -> None:
    assert Settings.from_environment({}) == Settings.from_environment({"TAWTHIQ_CACHE": "", "TAWTHIQ_DATA": ""})
    assert Settings.from_environment({}).cache_dir.name == "tawthiq"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"")
    with pytest.raises(SettingsError, match=r"TAWTHIQ_CACHE is .* which is not a folder"):
        Settings.from_environment({"TAWTHIQ_CACHE": str(path)})
