"""``docs/phenomena.md``: the list of phenomena, made from the golden cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.golden.phenomena_cases import BOUNDS, Case, Phenomenon

PAGE = Path(__file__).resolve().parents[2] / "docs/phenomena.md"
PARTS = {
    "casualties": "Casualties",
    "dates": "Dates",
    "other": "Actors, weapons, places, structure, relevance, page furniture",
}
HEAD = """<!-- Written by python -m tests.golden.freeze. Do not edit. -->

# Phenomena

What trips a reader of Arabic reports, each with the first of its golden cases. The cases are in
`tests/golden/phenomena`: a YAML file a phenomenon, which needs no programming to read or to correct; every sentence is
invented. The verdict of each case as the program stands is in `tests/golden/phenomena.frozen.tsv`. Figures are
min/best/max; a dash is "not said".
"""


def page(phenomena: Sequence[Phenomenon]) -> str:
    """The page as Markdown."""
    out = [HEAD]
    cases = sum(len(phenomenon.cases) for phenomenon in phenomena)
    out += [f"{len(phenomena)} phenomena, {cases} cases.", ""]
    for part, title in PARTS.items():
        rows = [phenomenon for phenomenon in phenomena if phenomenon.part == part]
        if rows:
            out += [
                f"## {title}",
                "",
                "| phenomenon | what it is | example | what is recorded |",
                "| --- | --- | --- | --- |",
            ]
            out += [_row(phenomenon) for phenomenon in rows]
            out += [""]
    return "\n".join(out)


def _row(phenomenon: Phenomenon) -> str:
    case = phenomenon.cases[0]
    cells = (f"`{phenomenon.phenomenon}`", phenomenon.title, f"{case.text} ({case.gloss})", recorded(case))
    return "| " + " | ".join(" ".join(text.split()).replace("|", "\\|") for text in cells) + " |"


def recorded(case: Case) -> str:
    """What a case expects, in one line."""
    return "; ".join(_event(event) for event in case.expect) or "no event"


def _event(event: dict[str, Any]) -> str:
    """One expected event in one line."""
    parts = [str(event[key]) for key in ("type", "level", "modality") if key in event and event[key] not in _USUAL]
    parts += [str(event["date"])] if event.get("date") else []
    parts += (
        [", ".join(_figure(figure, event["figures"]) for figure in event["figures"])] if event.get("figures") else []
    )
    parts += [f"no {key}" for key in ("figures", "attackers", "munitions") if event.get(key) == []]
    for key in ("places", "attackers", "munitions", "platforms"):
        parts += [f"{key}: {', '.join(event[key])}"] if event.get(key) else []
    for key in ("actors", "strikes", "facilities", "displacement", "locations", "sources"):
        parts += [f"{key}: {', '.join(_item(item) for item in event[key])}"] if event.get(key) else []
    return " · ".join(parts) or "an event"


_USUAL = ("incident", "asserted")


def _figure(figure: dict[str, Any], figures: Sequence[dict[str, Any]]) -> str:
    about = [
        str(figure[key])
        for key in ("status", "sex", "age", "role", "group")
        if figure.get(key) not in (None, "unspecified")
    ]
    whole = f", part of {_bounds(figures[figure['of']])}" if figure.get("of") is not None else ""
    return f"{figure['outcome']} {_bounds(figure)}" + (f" ({', '.join(about)}{whole})" if about or whole else "")


def _bounds(item: dict[str, Any]) -> str:
    return "/".join("–" if item.get(key) is None else str(item[key]) for key in BOUNDS)


def _item(item: Any) -> str:
    if isinstance(item, str):
        return item
    words = [str(value) for key, value in item.items() if key not in BOUNDS]
    return " ".join([*words, _bounds(item)] if BOUNDS[0] in item else words)
