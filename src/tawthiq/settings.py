"""Where this installation keeps its things. Only ``cli`` reads the environment, and hands this down."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
import platformdirs

from tawthiq.errors import SettingsError

APP = "tawthiq"


class Settings(msgspec.Struct, frozen=True):
    """Folders of one user; none of them need exist yet.

    ``cache_dir``: what can be made again, such as the compiled gazetteer. ``data_dir``: what the user brought.
    ``gazetteer_dir``: imported gazetteers, within ``data_dir``. ``register``: path or URL of the register that commands
    use where none is named; None: each must be told.
    """

    cache_dir: Path
    data_dir: Path
    gazetteer_dir: Path
    register: str | None = None

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> Settings:
        """Settings of this user: ``TAWTHIQ_CACHE`` and ``TAWTHIQ_DATA`` where set, else the system's usual folders.

        Raises ``SettingsError`` where one of them names something that is not a folder.
        """
        cache = _folder(env, "TAWTHIQ_CACHE") or platformdirs.user_cache_path(APP, appauthor=False)
        data = _folder(env, "TAWTHIQ_DATA") or platformdirs.user_data_path(APP, appauthor=False)
        return cls(cache, data, data / "gazetteers", env.get("TAWTHIQ_REGISTER") or None)


def _folder(env: Mapping[str, str], variable: str) -> Path | None:
    """The folder that a variable names, absolute; None where it is unset or empty."""
    value = env.get(variable, "")
    if not value:
        return None
    path = Path(value).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise SettingsError(f"{variable} is {path}, which is not a folder: set it to a folder, or unset it")
    return path
