"""The closed code lists of the code book: those that the code branches on (code book, section 3).

The open lists (actors, munitions, facilities) are data: see ``tawthiq.refdata``.
"""

from __future__ import annotations

from typing import Literal

EventType = Literal[
    "air_attack",
    "drone_attack",
    "shelling",
    "missile_attack",
    "chemical_attack",
    "explosion",
    "suicide_attack",
    "armed_clash",
    "shooting",
    "killing",
    "vehicle_incident",
    "abduction",
    "sexual_violence",
    "siege",
    "destruction",
    "displacement",
    "service_disruption",
    "truce",
    "calm",
    "control_change",
    "other_violence",
]
Level = Literal["incident", "cluster", "context"]
Modality = Literal["asserted", "alleged", "denied", "planned", "hypothetical", "historical"]

DatePrecision = Literal["day", "days", "week", "month", "year", "unknown"]
DateBasis = Literal["stated", "reported", "relative", "publication", "inferred"]
PartOfDay = Literal["dawn", "morning", "noon", "afternoon", "evening", "night"]

SourceKind = Literal[
    "agency",
    "monitor",
    "rescue_service",
    "medical",
    "party",
    "official",
    "activist",
    "witness",
    "resident",
    "correspondent",
    "other",
]

PlaceRole = Literal["impact", "area", "launch", "origin", "destination", "venue"]
PlacePrecision = Literal[
    "point",
    "neighbourhood",
    "settlement",
    "near",
    "admin3",
    "admin2",
    "sector",
    "admin1",
    "feature",
    "country",
]

ActorRole = Literal["attacker", "supporter", "target", "affected", "involved", "party", "claims", "denies", "mediator"]
ActorBasis = Literal["stated", "alleged", "claimed", "context", "inferred"]

Platform = Literal[
    "fixed_wing",
    "helicopter",
    "drone",
    "aircraft",
    "artillery",
    "rocket_launcher",
    "tank",
    "warship",
    "vehicle",
    "person",
]
StrikeUnit = Literal["raid", "bomb", "barrel", "shell", "rocket", "missile", "explosion", "other"]

Outcome = Literal[
    "killed",
    "injured",
    "injured_critical",
    "missing",
    "trapped",
    "killed_or_injured",
    "detained",
    "poisoned",
]
Status = Literal["civilian", "combatant", "unspecified"]
StatusBasis = Literal["stated", "implied"]
Sex = Literal["female", "male"]
Age = Literal["child", "adult", "elderly"]
CasualtyRole = Literal[
    "health_worker",
    "rescuer",
    "journalist",
    "aid_worker",
    "teacher",
    "pupil",
    "farmer",
    "shepherd",
    "police",
    "guard",
    "detainee",
    "displaced",
]
CasualtyGroup = Literal["women_and_children", "family"]

Damage = Literal["none", "minor", "partial", "destroyed", "unspecified"]
Function = Literal[
    "working",
    "partly_working",
    "out_of_service",
    "suspended",
    "closed",
    "evacuated",
    "relocated",
    "reopened",
]

DisplacementUnit = Literal["person", "household", "settlement", "unknown"]
DisplacementTerm = Literal["fled", "evacuated", "forced", "returned", "emptied", "unknown"]

TalksStage = Literal[
    "proposed",
    "talks",
    "agreed",
    "announced",
    "in_effect",
    "extended",
    "violated",
    "collapsed",
    "denied",
]
TalksSubject = Literal["ceasefire", "evacuation", "exchange", "aid_access", "deescalation"]

Quantifier = Literal[
    "exact",
    "more_than",
    "at_least",
    "at_most",
    "approximately",
    "range",
    "few",
    "decade_plus",
    "tens",
    "dozens",
    "hundreds",
    "thousands",
    "plural",
    "family",
    "none",
    "none_reported",
    "most",
    "unknown",
]
