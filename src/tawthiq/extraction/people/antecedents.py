"""Antecedents: people told only by a pronoun ("ما أدى لمقتله", "توفي أحدهم"), and whom of the sentence they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.extraction.people.descriptions import attributes_of, severity
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.people.harms import Harm
from tawthiq.extraction.people.phrases import People
from tawthiq.extraction.people.statuses import of_a_force

_MANY = frozenset(("هم", "هما", "هن"))
_KEPT = ("status", "status_basis", "sex", "age", "role", "group")


def pronouns(
    page: Page, befell: Sequence[Harm], phrases: Sequence[People], by: dict[int, Harm], found: Sequence[Figure]
) -> list[Figure]:
    """Figures of a harm whose people are a pronoun ("ما أدى لمقتله"), where the sentence gives no figure of that
    outcome. They take number and description from the people before the harm that the pronoun agrees with; nobody is
    counted as wounded who is said to have died."""
    added: list[Figure] = []
    used = {id(harm) for harm in by.values()}
    for harm in befell:
        if id(harm) in used or not harm.suffix or len(harm.outcomes) != 1:
            continue
        outcome = harm.outcomes[0]
        if any(f.outcome in (outcome, "killed_or_injured") and f.whole is None for f in [*found, *added]):
            continue
        position = _antecedent(phrases, harm)
        governor = by.get(position) if position is not None else None
        if outcome == "injured" and governor is not None and "killed" in governor.outcomes:
            continue
        added.append(_figure(page, harm, phrases[position] if position is not None else None, governor is None))
    return added


def _figure(page: Page, harm: Harm, meant: People | None, free: bool) -> Figure:
    """The figure of a pronoun that means these people. ``free``: no other harm governs them."""
    many = harm.suffix in _MANY
    sex = "female" if harm.suffix == "ها" else None
    attributes: dict[str, Any] = {"sex": sex, "status": None, "age": None}
    figure = Figure(
        first=harm.first, last=harm.last, trigger=(harm.first, harm.last), outcome=harm.outcomes[0],
        quantifier="plural" if many else "exact", stated=() if many else (1,), attributes=attributes, pronoun=True,
    )  # fmt: skip
    if meant is None:
        return figure
    described = attributes_of(meant)
    if described["code"] == "member" and of_a_force(page, meant.head, meant.last):
        attributes["status"] = "combatant"
    return msgspec.structs.replace(
        figure,
        outcome=severity(page, msgspec.structs.replace(meant, last=harm.last), harm.outcomes[0], harm.last),
        quantifier=meant.quantifier,
        stated=meant.stated,
        nearly=meant.nearly,
        attributes={**attributes, **{key: described[key] for key in _KEPT if described.get(key)}},
        head=meant.head if free else -1,
        pronoun=not free,
    )


def _antecedent(phrases: Sequence[People], harm: Harm) -> int | None:
    """The nearest people before the harm that agree with its pronoun in number and sex."""
    for position in range(len(phrases) - 1, -1, -1):
        phrase = phrases[position]
        if phrase.last <= harm.first and _agrees(phrase, harm.suffix):
            return position
    return None


def _agrees(phrase: People, suffix: str) -> bool:
    """May the pronoun mean these people?"""
    if phrase.head < 0 or phrase.attributes.get("status") == "combatant" or phrase.outcome is not None:
        return False
    one, two = phrase.stated == (1,), phrase.stated == (2,)
    female = phrase.attributes.get("sex") == "female"
    if suffix == "هما":
        return two
    if suffix in _MANY:
        return not one and not two
    return one and female == (suffix == "ها")


def meant_by(phrases: Sequence[People], position: int) -> dict[str, Any]:
    """How those are described of whom أحدهم "one of them" or الآخر "the other" is one."""
    for before in reversed(phrases[:position]):
        if before.head >= 0 and before.stated != (1,) and "others" not in before.attributes:
            described = attributes_of(before)
            return {key: described[key] for key in _KEPT if described.get(key)}
    return {}
