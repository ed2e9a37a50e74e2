"""What a person set for the pages: in cookies of the browser, since there are no accounts yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal
from urllib.parse import quote, unquote

import msgspec

from tawthiq.register.decisions import LONGEST_NAME
from tawthiq.web.printable import as_line
from tawthiq.web.words import LANGUAGES, Language

YEAR = 365 * 24 * 3600


class Preferences(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``name``: who decides. ``theme``: ``system``, ``light`` or ``dark``. ``breaks``: remind of a break. ``graphic``:
    show graphic passages at once. ``keys``: single keys do something."""

    language: Language = "en"
    name: str = ""
    theme: Literal["system", "light", "dark"] = "system"
    breaks: bool = True
    graphic: bool = False
    keys: bool = True

    @classmethod
    def of(cls, cookies: Mapping[str, str], accepted: str) -> Preferences:
        """What the cookies say; where they are silent or wrong, the defaults. ``accepted``: the header
        Accept-Language."""
        found: dict[str, str | bool] = {"language": spoken(accepted)}
        if cookies.get("tawthiq_language") in LANGUAGES:
            found["language"] = cookies["tawthiq_language"]
        if cookies.get("tawthiq_theme") in ("light", "dark"):
            found["theme"] = cookies["tawthiq_theme"]
        for name in ("breaks", "graphic", "keys"):
            if cookies.get(f"tawthiq_{name}") in ("on", "off"):
                found[name] = cookies[f"tawthiq_{name}"] == "on"
        found["name"] = as_line(unquote(cookies.get("tawthiq_name", "")))[:LONGEST_NAME]
        return msgspec.convert(found, cls)

    def cookies(self) -> dict[str, str]:
        """The cookies that keep them."""
        found = {"language": self.language, "theme": self.theme, "name": quote(self.name)}
        found |= {name: "on" if getattr(self, name) else "off" for name in ("breaks", "graphic", "keys")}
        return {f"tawthiq_{name}": value for name, value in found.items()}


def spoken(accepted: str) -> Language:
    """The language of the pages that a browser's user reads, by the order of its header Accept-Language."""
    for part in accepted.split(","):
        name = part.split(";")[0].strip().lower().partition("-")[0]
        if name in LANGUAGES:
            return "ar" if name == "ar" else "en"
    return "en"
