"""What an error is about: each error of an evaluation under one name, so that errors of one kind stand together.

The names are those of ``refdata/errors.tsv``, which says them in words and which golden phenomena show them. They are
told from what was found and what was annotated, not from how it was read, so that any system's errors can be sorted.
"""

from __future__ import annotations

from collections.abc import Callable

from tawthiq.evaluation.causes import events, figures, named, places
from tawthiq.evaluation.causes.case import Case

CAUSES: dict[str, Callable[[Case], str]] = {
    "event type": events.kind,
    "modality and level": events.telling,
    "places": places.where,
    "precision of place": places.precision,
    "date": places.when,
    "casualty counts": figures.counts,
    "casualties in full": figures.traits,
    "killed (total)": figures.killed,
    "attackers": named.attackers,
    "attackers (side)": named.attackers,
    "platforms": named.platforms,
    "munitions": named.munitions,
    "facilities": named.facilities,
    "facility function": named.function,
    "strikes": figures.strikes,
}
"""Field -> what an error in it is about."""


def cause(field: str, case: Case) -> str:
    """The name of what an error of ``field`` is about; of ``events``, why one was missed or made up."""
    if field == "events":
        return events.missed(case) if case.found is None else events.spurious(case)
    return CAUSES[field](case)


__all__ = ["CAUSES", "Case", "cause"]
