"""Parties: the actors of an occurrence as the code book records them, and what is inherited from the frame before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from tawthiq.extraction.actors.agents import Agent
from tawthiq.extraction.page import Page
from tawthiq.extraction.statements.frames import Frame
from tawthiq.model.codes import EventType
from tawthiq.model.event import Actor
from tawthiq.refdata.codes import actor_in, load_codes

_STATES = ("ISR", "TUR", "USA", "RUS", "IRN")
_ABROAD = (*_STATES, "SAU", "ARE", "LBN")
_BASES = ("stated", "claimed", "alleged", "context", "inferred")
_SIDES: frozenset[EventType] = frozenset(("truce", "control_change"))
"""Types whose actors are sides: nobody is attacked by what is told."""

_INVOLVED: frozenset[EventType] = frozenset(("vehicle_incident",))
_AUTHORLESS: frozenset[EventType] = frozenset(("explosion", "killing"))
"""Types that may be told without anybody aiming: a force hurt by them is affected, and no target."""

_TOGETHER: frozenset[EventType] = frozenset(("abduction", "armed_clash", "control_change", "truce", "calm", "siege"))
_ACTING = ("attacker", "party", "claims")
INHERITING: frozenset[EventType | None] = frozenset(
    ("air_attack", "drone_attack", "shelling", "missile_attack", "other_violence", "abduction")
)
"""Types whose author may be told once for a wave of attacks; blasts and shootings need their own."""


class Party(msgspec.Struct, frozen=True):
    """An actor of an occurrence: role, neutral code, basis, and the words."""

    role: str
    code: str
    basis: str
    first: int
    last: int


def parties(page: Page, frames: Sequence[Frame], kind: EventType | None, home: str | None = None) -> list[Party]:
    """The actors that the frames give a part in the occurrence, each role and code once.

    ``home``: the country (alpha-2) of its places, whose army "the army" is where the report names no country's force.
    """
    found: dict[tuple[str, str], Party] = {}
    for frame in frames:
        airborne = any(arm.code in ("fixed_wing", "aircraft", "helicopter") for arm in frame.platforms)
        for agent in frame.agents:
            party = _party(page, agent, kind, home, airborne=airborne or kind == "air_attack")
            if party is None:
                continue
            for told in (*map(_denial, _apart(party, kind)), *_claimed(party)):
                mark = (told.role, told.code)
                known = found.get(mark)
                if known is None or _BASES.index(told.basis) < _BASES.index(known.basis):
                    found[mark] = told
    kept = _pruned(list(found.values()))
    if kind in _AUTHORLESS and not _aimed(frames) and all(party.role not in _ACTING for party in kept):
        kept = [msgspec.structs.replace(party, role="affected") if party.role == "target" else party for party in kept]
    return kept


def _apart(party: Party, kind: EventType | None) -> list[Party]:
    """Two actors that a report names together are one author of fire, not told apart; in a raid, a clash or the taking
    of a place they act together, each for itself."""
    if kind not in _TOGETHER or "|" not in party.code:
        return [party]
    return [msgspec.structs.replace(party, code=code) for code in party.code.split("|")]


def _denial(party: Party) -> Party:
    """A denial is the actor's own statement, whatever it is accused of."""
    return msgspec.structs.replace(party, basis="stated") if party.role == "denies" else party


def _claimed(party: Party) -> list[Party]:
    """Who claims an attack is its attacker by its own word; who denies a charge is one by that of others."""
    if party.role == "claims" or (party.role, party.basis) == ("denies", "alleged"):
        return [msgspec.structs.replace(party, role="attacker")]
    return []


def _aimed(frames: Sequence[Frame]) -> bool:
    """Does a word say that somebody was attacked, and not only that something blew up or people died?"""
    return any(m.reading.entry.code not in (None, *_AUTHORLESS) for frame in frames for m in frame.attacks)


def _party(page: Page, agent: Agent, kind: EventType | None, home: str | None, *, airborne: bool) -> Party | None:
    """The part of one agent, or None where it has none."""
    role, code = agent.role, agent.code
    if role is None:
        return None
    if agent.relation not in (None, "aligned", "state"):
        named = _named(page, agent, home)
        if named is None:
            return None
        code = named
    if "?" in code:
        return None
    if kind in _INVOLVED and role == "attacker":
        role = "involved"
    if kind in _SIDES and role in ("attacker", "target"):
        role = "party"
    if role == "attacker" and airborne:
        code = _flying(page, agent, code)
    return Party(role, code, agent.basis, agent.start if agent.last - agent.start <= 8 else agent.first, agent.last)


def _flying(page: Page, agent: Agent, code: str) -> str:
    """The air force of the state whose plane an adjective tells ("مروحيات سورية", "طائرة روسية أو سورية"); whatever
    Russia does from the air is its air force's."""
    if code == "RUS":
        return "RUS.AIR"
    planes = any(page.at(i, "platform") is not None for i in range(agent.start, agent.last))
    apart = any(page.words[i].folded == "او" for i in range(agent.first, agent.last))
    known = load_codes("actors")
    if not (planes and (apart or (agent.owner and "|" not in code))):
        return code
    return "|".join(f"{one}.AIR" if f"{one}.AIR" in known else one for one in code.split("|"))


def _named(page: Page, agent: Agent, home: str | None) -> str | None:
    """The code of a name that refers back: العدو to the nearest state that the report names before it (or else at all),
    التنظيم to the organisation if it is named; None where nothing is."""
    named = [
        (m.first, m.reading.entry.code)
        for m in page.mentions
        if m.sense in ("actor", "owner") and "type" not in m.reading.entry.attributes
    ]
    if agent.relation == "needs_named":
        return agent.code if any(code == agent.code for _, code in named) else None
    if agent.relation == "by_country":
        return _of_country(agent.code, named) or _at_home(agent.code, home)
    if agent.relation != "needs_state":
        return None
    states = [(first, code) for first, code in named if code in _STATES]
    before = [code for first, code in states if first <= agent.last + 1]
    return before[-1] if before else states[0][1] if states else None


def _of_country(code: str, named: Iterable[tuple[int, str | None]]) -> str | None:
    """The army, the coalition … of the country whose own forces the report names (الجيش beside قوات النظام)."""
    states = dict.fromkeys(str(c)[:3] for _, c in named if c and load_codes("actors").get(str(c)[:3]) is not None)
    for state in states:
        found = actor_in(code, state) if code != "?" else state
        if found is not None:
            return found
    return None


def _at_home(code: str, home: str | None) -> str | None:
    """The army, the coalition … of the country where it happened."""
    found = actor_in(code, home) if home is not None else "?"
    return None if "?" in found else found


def theatre(page: Page) -> str | None:
    """The country (alpha-2) whose own forces the report names, if it is one: armies that fight abroad say nothing."""
    known = load_codes("actors")
    codes = [str(m.reading.entry.code) for m in page.mentions if m.sense in ("actor", "owner")]
    homes = {known[code].country for code in codes if code in known} - {None, *_ABROAD}
    state = known.get(str(homes.pop())) if len(homes) == 1 else None
    return state.alpha2 if state is not None else None


def _pruned(found: list[Party]) -> list[Party]:
    """Without what a more precise code of the same role already says, and without a target that is the attacker."""
    attackers = {p.code for p in found if p.role == "attacker"}
    certain = {p.code for p in found if p.role == "attacker" and p.basis not in ("alleged", "inferred")}
    kept = []
    for party in found:
        finer = any(
            p.role == party.role
            and p.code.startswith(f"{party.code}.")
            and not p.code.endswith((".AUX", ".SNA", ".MIL"))
            for p in found
        )
        joint = any(
            p.role == party.role
            and party.code in p.code.split("|")
            and p.code != party.code
            and not (p.basis == "inferred" and party.basis != "inferred")
            for p in found
        )
        joint = joint or (
            party.role == "attacker"
            and party.code.endswith(".AIR")
            and f"{party.code[:3]}"
            in {c for p in found if p.role == "attacker" for c in p.code.split("|") if "|" in p.code}
        )
        if finer or joint or (party.role in ("target", "affected") and party.code in attackers):
            continue
        if party.code == "UNKNOWN" and party.role == "attacker" and len(certain - {"UNKNOWN"}) > 0:
            continue
        kept.append(party)
    return kept


def inherited(own: Sequence[Party], before: Iterable[Party]) -> list[Party]:
    """The attackers of an earlier occurrence of the same wave, marked ``context``; a weaker basis stays weaker."""
    if any(party.role in ("attacker", "party", "involved") for party in own):
        return []
    return [
        msgspec.structs.replace(
            party, basis="context" if party.basis in ("stated", "context", "claimed") else party.basis
        )
        for party in before
        if party.role == "attacker" and party.basis != "inferred"
    ]


def actor(page: Page, party: Party) -> Actor:
    """The model's record of a party."""
    evidence = page.evidence(party.first, party.last)
    return Actor(
        role=party.role,  # type: ignore[arg-type]  # set from the code book's list above
        code=party.code,
        label=evidence.quote,
        basis=party.basis,  # type: ignore[arg-type]  # likewise
        evidence=(evidence,),
    )
