"""The type of an event: from its trigger words, and where these leave it open from the weapon and what carried it."""

from __future__ import annotations

from collections.abc import Iterable

from tawthiq.language.ar.lexicon import Mention
from tawthiq.model.codes import EventType

BY_MUNITION: dict[str, EventType] = {
    "chlorine": "chemical_attack", "nerve_agent": "chemical_attack", "chemical_unspecified": "chemical_attack",
    "explosive_belt": "suicide_attack",
    "landmine": "explosion", "ied": "explosion", "car_bomb": "explosion", "uxo": "explosion",
    "barrel_bomb": "air_attack", "loitering": "drone_attack",
    "surface_missile": "missile_attack", "ballistic_missile": "missile_attack", "cruise_missile": "missile_attack",
    "guided_missile": "missile_attack", "antitank_missile": "missile_attack",
    "mortar": "shelling", "artillery_shell": "shelling", "tank_shell": "shelling", "guided_artillery": "shelling",
    "multiple_rocket": "shelling", "improvised_rocket": "shelling", "rocket": "shelling", "rpg": "shelling",
    "small_arms": "shooting", "sniper": "shooting", "heavy_machine_gun": "shooting", "blade": "killing", "grenade":
    "explosion",
}  # fmt: skip
BY_PLATFORM: dict[str, EventType] = {
    "drone": "drone_attack", "fixed_wing": "air_attack", "helicopter": "air_attack", "aircraft": "air_attack",
    "artillery": "shelling", "rocket_launcher": "shelling", "tank": "shelling", "warship": "missile_attack",
}  # fmt: skip
BY_STRIKE: dict[str, EventType] = {"shell": "shelling", "rocket": "shelling", "barrel": "air_attack"}
"""What is counted of an attack, where nothing else says its type (عشر قذائف)."""

OPEN: frozenset[EventType] = frozenset(("other_violence", "killing", "shelling", "air_attack"))
"""Types that a weapon or platform may make more precise (a غارة by a drone is a drone attack)."""

SECONDARY: frozenset[EventType] = frozenset(
    ("displacement", "service_disruption", "destruction", "control_change", "truce", "calm", "siege")
)
"""Types that are an effect or a setting where an attack is told too."""

RANK: tuple[EventType, ...] = (
    "chemical_attack", "suicide_attack", "explosion", "drone_attack", "air_attack",
    "missile_attack",
    "shelling", "shooting", "vehicle_incident", "armed_clash", "sexual_violence", "abduction", "siege", "destruction",
    "displacement", "killing",
    "control_change", "service_disruption", "truce", "calm", "other_violence",
)  # fmt: skip
"""Of several types said of one occurrence, the one to keep: the more telling first."""

EFFECTS: frozenset[EventType] = frozenset(("displacement", "service_disruption"))
"""What an attack leads to: people leave, a facility stops."""

_FOUND_DEAD = frozenset(("عثر على جثة", "عثر … جثة", "عثر … جثث", "تحت التعذيب"))
"""Words for the dead that are found or die in custody."""

AIRBORNE = frozenset(("fixed_wing", "helicopter", "aircraft"))
REMNANTS = frozenset(("landmine", "uxo", "ied", "car_bomb"))


def said(attacks: Iterable[Mention]) -> list[EventType]:
    """The types that trigger words say; words with everyday meanings only where no other says an attack. A body that
    is found makes the arrest before it part of a killing."""
    found = [m for m in attacks if m.sense == "attack"]
    strong = [m for m in found if m.reading.entry.attributes.get("weight") != "weak"]
    if strong and found[0] not in strong and all(m.reading.entry.code in EFFECTS for m in strong):
        strong = []
    codes: list[EventType] = [m.reading.entry.code for m in strong or found]  # type: ignore[misc]  # the lexicon checks these codes
    if any(m.reading.entry.lemma in _FOUND_DEAD for m in found):
        codes = [code for code in codes if code != "abduction"]
    return codes


def decide(
    triggers: Iterable[EventType], munitions: Iterable[str], platforms: Iterable[str], strikes: Iterable[str] = ()
) -> EventType | None:
    """The type that trigger words, munitions, platforms and units of strikes together give; None where nothing says
    one."""
    said = list(dict.fromkeys(triggers))
    arms, carriers = set(munitions), list(dict.fromkeys(platforms))
    carried: list[EventType] = [BY_PLATFORM[carrier] for carrier in carriers if carrier in BY_PLATFORM]
    by_arm: list[EventType] = [BY_MUNITION[arm] for arm in arms if arm in BY_MUNITION]
    attacks = [kind for kind in said if kind not in SECONDARY]
    firm = [kind for kind in attacks if kind not in OPEN]
    if arms & REMNANTS and (not firm or "explosion" in firm):
        return "explosion"
    if firm == ["explosion"] and ("air_attack" in said or set(carried) & {"air_attack", "drone_attack", "shelling"}):
        firm = []
    if firm == ["abduction"] and "shooting" in by_arm:
        return "shooting"
    if firm:
        return min(firm, key=RANK.index)
    if not attacks and said:
        return min(said, key=RANK.index)
    if "drone" in carriers:
        return "drone_attack"
    if "air_attack" in said:
        return "air_attack"
    if carried:
        return carried[0]
    if by_arm:
        return min(by_arm, key=RANK.index)
    if not set(attacks) - {"other_violence"}:
        by_strike = [BY_STRIKE[unit] for unit in strikes if unit in BY_STRIKE]
        attacks = by_strike or attacks
    return min(attacks, key=RANK.index) if attacks else None
