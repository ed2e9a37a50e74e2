"""Why attackers, weapons or facilities differ."""

from __future__ import annotations

from collections.abc import Callable, Collection

from tawthiq.evaluation.causes.case import Case
from tawthiq.evaluation.statement import Armed, Statement

_SURE = ("stated", "context", None)


def attackers(case: Case) -> str:
    """Why attackers differ."""
    found, gold = case.pair
    extra = [one for one in _attacking(found) if one.code not in gold.attackers]
    missed = [one for one in _attacking(gold) if one.code not in found.attackers]
    if any("|" in one.code for one in (*extra, *missed)):
        return "attacker-joint"
    if extra and missed:
        return "attacker-branch" if _side(extra[0]) == _side(missed[0]) else "attacker-other"
    if extra:
        return _extra(case, extra[0])
    if not missed:
        return "attacker-other"
    if missed[0].basis == "context":
        return "attacker-inherited"
    if missed[0].basis not in _SURE:
        return "attacker-alleged"
    return "attacker-unknown" if missed[0].code == "UNKNOWN" else "attacker-missed"


def _extra(case: Case, extra: Armed) -> str:
    _, gold = case.pair
    if extra.basis == "context":
        return "attacker-inherited"
    if any(one.code == extra.code for one in gold.actors):
        return "attacker-or-target"
    return "attacker-unknown" if extra.code == "UNKNOWN" else "attacker-extra"


def _attacking(event: Statement) -> list[Armed]:
    return [one for one in event.actors if one.role == "attacker" and one.basis != "inferred"]


def _side(actor: Armed) -> str:
    return actor.code.split(".")[0]


def platforms(case: Case) -> str:
    """Why platforms differ."""
    return _listed(case, lambda event: set(event.platforms), "platform")


def munitions(case: Case) -> str:
    """Why munitions differ."""
    return _listed(case, lambda event: set(event.munitions), "munition")


def facilities(case: Case) -> str:
    """Why facilities differ."""
    return _listed(case, lambda event: {kind for kind, _ in event.facilities}, "facility")


def function(case: Case) -> str:
    """Why what facilities can still do differs."""
    found, gold = case.pair
    types = [{kind for kind, _ in event.facilities} for event in (found, gold)]
    return "facility-function" if types[0] == types[1] else facilities(case)


def _listed(case: Case, codes: Callable[[Statement], Collection[str]], name: str) -> str:
    """Missed, made up, or another kind than it is."""
    found, gold = (set(codes(event)) for event in case.pair)
    if gold - found and found - gold:
        return f"{name}-kind"
    return f"{name}-missed" if gold - found else f"{name}-extra"
