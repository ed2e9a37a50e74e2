"""Frozen results: what a benchmark gave when somebody last decided to keep it, and what has changed since."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"


def machine() -> dict[str, str]:
    """What the figures were measured on, as far as it matters for them."""
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "system": platform.system(),
        "cores": str(os.cpu_count()),
    }


def load(name: str) -> dict[str, float]:
    """The frozen figures of a benchmark; none where nothing was frozen yet."""
    path = RESULTS / f"{name}.json"
    if not path.is_file():
        return {}
    figures: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))["figures"]
    return figures


def report(name: str, figures: Mapping[str, float], wanted: Mapping[str, tuple[str, float]], *, freeze: bool) -> bool:
    """Print ``figures`` beside the frozen ones and what is ``wanted`` (``>=`` or ``<=`` and a bound); keep them if
    ``freeze``. Says whether every bound is kept."""
    before = load(name)
    width = max((len(key) for key in figures), default=10)
    print(f"{'':{width}} {'now':>10} {'frozen':>10} {'wanted':>10}")
    kept = True
    for key, value in figures.items():
        sign, bound = wanted.get(key, ("", 0.0))
        holds = not sign or (value >= bound if sign == ">=" else value <= bound)
        kept &= holds
        frozen = f"{before[key]:10.3f}" if key in before else f"{'-':>10}"
        aim = f"{sign} {bound:g}" if sign else ""
        print(f"{key:{width}} {value:10.3f} {frozen} {aim:>10}{'' if holds else '  short of it'}")
    if freeze:
        kept_figures = {key: round(value, 4) for key, value in figures.items()}
        text = json.dumps({"machine": machine(), "figures": kept_figures}, ensure_ascii=False, indent=1) + "\n"
        (RESULTS / f"{name}.json").write_text(text, encoding="utf-8")
    return kept
