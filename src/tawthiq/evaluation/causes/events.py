"""Why an event was missed or made up, or is of another type or told in another way."""

from __future__ import annotations

from tawthiq.evaluation.alignment import LONGEST_EVENT, overlap
from tawthiq.evaluation.causes.case import Case
from tawthiq.evaluation.statement import Statement

_MEANS = {
    "air_attack": "aircraft", "drone_attack": "aircraft", "shelling": "ground-fire", "missile_attack": "missiles",
    "chemical_attack": "chemical", "explosion": "blast", "suicide_attack": "blast", "shooting": "direct-violence",
    "armed_clash": "direct-violence", "killing": "direct-violence", "vehicle_incident": "direct-violence",
    "abduction": "detention", "displacement": "effect", "service_disruption": "effect", "destruction": "effect",
}  # fmt: skip
"""Type -> what the error is about where its words were read as another type; any other is ``other-type``."""
_TOLD = {
    "denied": "denied",
    "planned": "planned",
    "hypothetical": "general",
    "alleged": "alleged",
    "historical": "past",
}


def missed(case: Case) -> str:
    """Why an annotated event has no predicted one."""
    gold = case.gold
    if gold is None:
        raise ValueError("a missed event is an annotated one")
    if any(_same_words(one, gold) and not one.scored for one in case.predicted):
        return "taken-for-background"
    if any(_same_words(one, gold) for one in case.predicted):
        return "merged"
    if gold.modality in _TOLD:
        return _TOLD[gold.modality]
    if gold.level == "cluster":
        return "cluster"
    if any(other is not gold and not case.apart(other.own, gold.own) for other in case.annotated):
        return "list"
    return "not-seen"


def spurious(case: Case) -> str:
    """Why a predicted event has no annotated one."""
    found = case.found
    if found is None:
        raise ValueError("a spurious event is a predicted one")
    about = [gold for gold in case.annotated if _same_words(found, gold)]
    if any(gold.scored for gold in about) or any(_same_place(found, gold) for gold in case.annotated):
        return "told-again"
    if about:
        return _TOLD.get(about[0].modality, "background")
    if not found.core_places and not found.figures:
        return "general"
    return "no-event"


def kind(case: Case) -> str:
    """Why the type differs."""
    found, gold = case.pair
    if "other_violence" in (found.type, gold.type):
        return "means-unsaid"
    return _MEANS.get(gold.type, "other-type")


def telling(case: Case) -> str:
    """Why modality or level differ."""
    found, gold = case.pair
    if found.modality != gold.modality:
        return _TOLD.get(gold.modality) or _TOLD.get(found.modality, "background")
    return "cluster" if gold.level == "cluster" else "no-cluster"


def _same_place(found: Statement, gold: Statement) -> bool:
    """Are they of one type at one place, by its name?"""
    names = {place.name for place in found.core_places} & {place.name for place in gold.core_places}
    return gold.scored and found.type == gold.type and bool(names)


def _same_words(found: Statement, gold: Statement) -> bool:
    return overlap(found.own, gold.own, LONGEST_EVENT)
