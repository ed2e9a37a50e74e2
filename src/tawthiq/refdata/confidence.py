"""What confidence rests on: the signs of an event that raise or lower it, and what each weighs.

Two files in ``confidence/``: ``signs.tsv``, reviewed by people, says in words what each sign is and which way it may
work; ``weights.json``, written by ``benchmarks/calibration.py``, holds what was fitted, on what and when.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Literal, get_args

import msgspec

from tawthiq.errors import RefdataError

Effect = Literal["+", "-"]
"""Does a sign raise or lower confidence?"""

SIGNS, WEIGHTS = "signs.tsv", "weights.json"
COLUMNS = ("sign", "effect", "said", "why")


class Sign(msgspec.Struct, frozen=True):
    """Something that an event has or has not. ``said``: as a reason, in words. ``why``: what it has to do with being
    right. ``weight``: log-odds that it adds; never against ``effect``; 0 until it was fitted."""

    name: str
    effect: Effect
    said: str
    why: str
    weight: float = 0.0


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fit. ``base``: log-odds of an event without any sign. ``weights``: sign -> log-odds. ``fitted``: the day.
    ``reports``, ``events``, ``right``: the annotated reports that it was fitted on, the events read in them, and how
    many of these were right. ``penalty``: how strongly large weights were held down."""

    version: int
    fitted: str
    reports: int
    events: int
    right: int
    penalty: float
    base: float
    weights: dict[str, float]


class Model(msgspec.Struct, frozen=True):
    """The signs with their weights, and the log-odds ``base`` without any."""

    base: float
    signs: Mapping[str, Sign]


@functools.cache
def load_model() -> Model:
    """The signs and weights of the package. Read once a process.

    Raises ``RefdataError`` that names the file where one is damaged or the two do not fit each other.
    """
    folder = resources.files("tawthiq.refdata").joinpath("confidence")
    return model(
        folder.joinpath(SIGNS).read_text(encoding="utf-8"), folder.joinpath(WEIGHTS).read_text(encoding="utf-8")
    )


def model(signs: str, weights: str) -> Model:
    """The model of the texts of both files. A sign that was not fitted yet weighs nothing, so that a new one can be
    added before the fit.

    Raises ``RefdataError`` for a row that is no sign, a sign that stands twice, weights that are no JSON of
    :class:`Weights`, a weight of a sign that does not exist, and one that works against its sign's effect.
    """
    known = _signs(signs)
    try:
        fit = msgspec.json.decode(weights, type=Weights)
    except msgspec.DecodeError as fault:
        raise RefdataError(
            f"no weights: {fault}; write it anew with benchmarks/calibration.py", file=WEIGHTS
        ) from fault
    for name, weight in fit.weights.items():
        if name not in known:
            raise RefdataError(f"a weight for «{name}», which {SIGNS} does not have; fit it anew", file=WEIGHTS)
        if weight and (weight > 0) != (known[name].effect == "+"):
            raise RefdataError(f"«{name}» weighs {weight} against its effect {known[name].effect}", file=WEIGHTS)
    weighed = {name: msgspec.structs.replace(sign, weight=fit.weights.get(name, 0.0)) for name, sign in known.items()}
    return Model(fit.base, MappingProxyType(weighed))


def _signs(text: str) -> dict[str, Sign]:
    """The signs of ``signs.tsv``, by name."""
    found: dict[str, Sign] = {}
    rows = [(number, line.split("\t")) for number, line in enumerate(text.splitlines(), 1) if line[:1] not in ("", "#")]
    if not rows or tuple(rows[0][1]) != COLUMNS:
        raise RefdataError(f"the columns are {', '.join(COLUMNS)}", file=SIGNS, line=rows[0][0] if rows else 1)
    for number, cells in rows[1:]:
        if len(cells) != len(COLUMNS) or not all(cells) or cells[1] not in get_args(Effect):
            raise RefdataError(
                "a sign has a name, an effect (+ or -) and its words, all filled", file=SIGNS, line=number
            )
        if cells[0] in found:
            raise RefdataError(f"the sign «{cells[0]}» stands twice; keep one", file=SIGNS, line=number)
        found[cells[0]] = Sign(cells[0], "+" if cells[1] == "+" else "-", cells[2], cells[3])
    return found
