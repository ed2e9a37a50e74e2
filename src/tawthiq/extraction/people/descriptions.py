"""Descriptions: what the words about people say of them: status, sex, age, and how grave a wound is."""

from __future__ import annotations

from typing import Any

from tawthiq.extraction.page import Page
from tawthiq.extraction.people.phrases import STOPS, People

_CHILD, _ELDERLY = 18, 65
_SEVERE_REACH = 7
_DESCRIBED = ("status", "sex", "role", "group")


def age_of(phrase: People) -> str | None:
    """``child``, ``adult`` or ``elderly``: a stated age beats the noun."""
    if phrase.years is not None:
        return "child" if phrase.years < _CHILD else "elderly" if phrase.years >= _ELDERLY else "adult"
    return phrase.attributes.get("age")


def attributes_of(phrase: People) -> dict[str, Any]:
    """The phrase's attributes in the words of the code book."""
    picked: dict[str, Any] = {key: phrase.attributes.get(key) for key in _DESCRIBED}
    age = age_of(phrase)
    picked["age"] = age
    if age == "child":
        picked["status"] = "civilian"
    picked["code"] = phrase.attributes.get("code")
    basis = phrase.attributes.get("basis")
    picked["status_basis"] = (basis or "implied") if picked["status"] == "civilian" else None
    return picked


def severity(page: Page, phrase: People, outcome: str, after: int = 0) -> str:
    """``injured_critical`` where the words behind the phrase say so (بجروح خطيرة)."""
    if outcome != "injured":
        return outcome
    start = max(phrase.last, after)
    for index in range(start, min(start + _SEVERE_REACH, len(page.words))):
        grave = page.at(index, "severity")
        if grave is not None:
            return "injured_critical" if grave.reading.entry.code == "critical" else outcome
        other = page.at(index, "subset", "harm", "result", "attack")
        if page.words[index].folded in STOPS or (other is not None and not other.reading.prefix.endswith("ب")):
            break
    return outcome
