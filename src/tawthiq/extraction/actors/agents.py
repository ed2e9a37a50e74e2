"""Agents: armed actors named in a sentence, and the part that its words give each of them.

Fixed words come first (من قبل, بدعم من, من مناطق سيطرة), then what the actor says or is accused of (``stances``), then
word order (``grammar``).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.actors import grammar
from tawthiq.extraction.actors.grammar import QUOTES, ending
from tawthiq.extraction.actors.stances import stance
from tawthiq.extraction.page import Page, Range
from tawthiq.language.ar.lexicon import Mention
from tawthiq.refdata.codes import load_codes
from tawthiq.text.sentences import Sentence

_PROXIES = (".AUX", ".SNA", ".MIL")
_INTO = frozenset(("في", "داخل", "الي", "من", "عن", "عبر", "اراضي", "الاراضي"))
"""Words before a state's name that make it a place."""

_LAND = frozenset(("الاراضي", "اراضي", "الحدود", "الجانب"))
"""Land that an adjective of nationality describes: from where something came, and nobody who acts."""

_OF = frozenset(
    ("من", "ل", "تابعه", "تابع", "التابعه", "التابع", "تابعين", "التابعين", "لدي", "تتبع", "يتبع", "يتبعون")
)
"""Words between what an actor has and its name (دورية تابعة لـ …)."""

_MADE = frozenset(("الصنع", "صنع", "الهويه"))
"""Words behind an adjective of ownership that make it no owner: Russian-made, of unknown identity."""


class Agent(msgspec.Struct, frozen=True, kw_only=True):
    """An armed actor in a sentence: words ``[first, last)``; ``start``: with the words it depends on (مواقع, طائرة …).

    ``role``: as in the code book, or None where the actor is only spoken of. ``basis``: ``stated``, ``alleged``,
    ``claimed`` or ``inferred``. ``relation``: what the name refers back to, where it says nothing by itself:
    ``aligned`` (الميليشيات الموالية لها), ``needs_state`` (العدو), ``needs_named`` (التنظيم), ``by_country`` (الجيش).
    """

    first: int
    last: int
    start: int
    code: str
    role: str | None
    basis: str = "stated"
    owner: bool = False
    relation: str | None = None


def spans(page: Page, sentence: Sentence) -> list[Range]:
    """The words that name armed actors or speakers: no place and no victim is read inside them."""
    found = [
        (m.first, m.last)
        for m in page.of(sentence.first, sentence.last, "actor")
        if m.reading.entry.attributes.get("type") != "state" or not _located(page, m.first)
    ]
    owners = [
        (m.first, m.last)
        for m in page.of(sentence.first, sentence.last, "owner")
        if not m.reading.prefix and not _located(page, m.first)
    ]
    named = [(m.first, m.last) for m in page.of(sentence.first, sentence.last, "source") if m.last - m.first > 1]
    return [*found, *owners, *named]


def _located(page: Page, first: int) -> bool:
    """Is a state's name a place here, by the word before it (في سوريا, شمال سوريا)?"""
    before = page.words[first - 1].folded if first > 0 else ""
    return before in _INTO or page.at(first - 1, "bearing", "class") is not None


def agents(page: Page, sentence: Sentence) -> list[Agent]:
    """The actors of a sentence with their parts, in order."""
    found = [_agent(page, sentence, mention) for mention in _mentions(page, sentence)]
    return _shared(_apart(page, found))


def _mentions(page: Page, sentence: Sentence) -> list[Mention]:
    """Names of actors and adjectives of ownership; of several on the same words the longest."""
    found: list[Mention] = []
    for mention in page.of(sentence.first, sentence.last, "actor", "owner"):
        if found and mention.first < found[-1].last:
            if mention.last > found[-1].last:
                found[-1] = mention
            continue
        found.append(mention)
    return found


def _agent(page: Page, sentence: Sentence, mention: Mention) -> Agent:
    """One actor with its part."""
    entry = mention.reading.entry
    owner = entry.sense == "owner"
    start = _start(page, sentence, mention)
    role, basis = _part(page, sentence, mention, start, owner=owner)
    if entry.attributes.get("basis") == "implied":
        basis = "inferred"
    if entry.attributes.get("type") == "state" and role not in ("attacker", "party", "supporter"):
        role = None
    return Agent(
        first=mention.first,
        last=mention.last,
        start=start,
        code=_code_now(page, mention),
        role=role,
        basis=basis,
        owner=owner,
        relation=entry.attributes.get("type"),
    )


def _code_now(page: Page, mention: Mention) -> str:
    """The actor's code on the day of publication: a state's names pass to its next holders (until=)."""
    entry = mention.reading.entry
    code, until = entry.code or "UNKNOWN", entry.attributes.get("until")
    published = page.report.header.published
    if until is None or published is None or published < until:
        return code
    known = load_codes("actors")
    for held in (code, code.split(".")[0]):
        if held in known and known[held].successor is not None:
            return str(known[held].successor)
    return code


def _start(page: Page, sentence: Sentence, mention: Mention) -> int:
    """Where the phrase begins that the actor closes: "مواقع عسكرية تابعة لقوات X" begins at مواقع."""
    start = mention.first
    while start > sentence.first:
        before = start - 1
        if page.words[before].folded in QUOTES or page.words[before].folded in _OF:
            start -= 1
            continue
        found = ending(page, start, "force", "facility", "platform", "munition", "class", "person")
        if found is None or page.at(found.first, "attack") is not None or _whole(page, found):
            break
        start = found.first
        if found.reading.prefix:
            break
    return start


def _whole(page: Page, found: Mention) -> bool:
    """Are they people by themselves, whom the noun behind them does not describe ("اتهم الأهالي القوات …")?"""
    if found.reading.entry.sense != "person" or not page.words[found.first].folded.startswith("ال"):
        return False
    return found.last < len(page.words) and page.words[found.last].folded not in (*_OF, *QUOTES)


def _part(page: Page, sentence: Sentence, mention: Mention, start: int, *, owner: bool) -> tuple[str | None, str]:
    """(role, basis) of the actor whose phrase begins at ``start``."""
    near = range(max(sentence.first, start - 3), start + 1)
    if any(page.at(i, "support") is not None for i in near):
        return "supporter", "stated"
    if any(_covers(page.at(i, "area_of"), start) for i in range(max(sentence.first, start - 4), start + 1)):
        launched = any(page.at(i, "launch") is not None for i in range(max(sentence.first, start - 8), start + 1))
        return ("attacker", "inferred") if launched else (None, "stated")
    if any(
        _leads(page, page.at(i, "by"), start, mention) for i in range(max(sentence.first, start - 4), mention.first)
    ):
        return "attacker", "stated"
    if page.at(start - 1, "launch") is not None and start > sentence.first:
        return "attacker", "stated"
    if not owner and any(page.at(i, "remnant") is not None for i in range(max(sentence.first, start - 4), start + 1)):
        near = range(max(sentence.first, start - 3), mention.first)
        fought = any(grammar.is_clash(page.at(i, "attack")) for i in near)
        return (None if fought else "attacker"), "stated"
    if owner and mention.last < sentence.last and page.words[mention.last].folded in _MADE:
        carrier = ending(page, mention.first, "platform") is not None and mention.reading.entry.code == "UNKNOWN"
        return (grammar.part(page, sentence, mention, start, owner=True) if carrier else None), "stated"
    if owner and page.words[mention.first - 1].folded in _LAND:
        fired = page.words[mention.first - 2].folded == "من" and mention.first - 2 >= sentence.first
        return ("attacker" if fired and grammar.noun_before(page, sentence, mention.first - 2) else None), "inferred"
    said = stance(page, sentence, start, mention.last)
    return said or (grammar.part(page, sentence, mention, start, owner=owner), "stated")


def _covers(cue: Mention | None, start: int) -> bool:
    """Does the cue end at the phrase, or a word before it?"""
    return cue is not None and cue.last <= start + 1 and start - cue.last <= 1


def _leads(page: Page, cue: Mention | None, start: int, mention: Mention) -> bool:
    """Does a cue of the author (من قبل) stand before the actor, at most three words from its phrase, with no other
    between? Inside the phrase it only says whose something is (مستودعات تابعة ل)."""
    if cue is None or cue.last > mention.first or start - cue.last > 3 or cue.first > start:
        return False
    return not any(page.at(i, "actor") is not None for i in range(cue.last, start))


def _apart(page: Page, found: Sequence[Agent]) -> list[Agent]:
    """Names of one actor side by side ("قوات سوريا الديمقراطية (قسد)") are one; two tied by و or أو are ``A|B``, but an
    aligned militia that acts beside an army is its own."""
    merged: list[Agent] = []
    for agent in found:
        before = merged[-1] if merged else None
        between = page.words[before.last : agent.first] if before else []
        plain = [w.folded for w in between if w.folded not in QUOTES]
        if before is not None and before.code == "UNKNOWN" and agent.start <= before.first and agent.basis == "stated":
            merged[-1] = agent
            continue
        again = before is not None and (agent.code == before.code or agent.code.startswith(before.code + "."))
        if before is not None and again and not plain and not page.words[agent.first].folded.startswith("و"):
            plainer = before.relation if agent.relation is not None else None
            merged[-1] = msgspec.structs.replace(before, last=agent.last, code=agent.code, relation=plainer)
            continue
        jointly = before is not None and any(page.at(i, "jointly") for i in range(before.last, agent.start))
        tied = before is not None and (
            jointly
            or (not plain and (page.words[agent.first].folded.startswith("و") or _adjectives(page, before, agent)))
            or plain in (["او"], ["و"], ["و/او"])
        )
        if tied and before is not None and before.role is None and agent.role == "attacker" and not before.owner:
            before = merged[-1] = msgspec.structs.replace(before, role="attacker", basis=agent.basis)
        if tied and before is not None and (agent.relation == "aligned" or _loyal(page, agent)):
            agent = _aligned(agent, before)
            if before.code == agent.code:
                continue
        elif tied and not jointly and before is not None and _untold(before, agent):
            codes = dict.fromkeys(
                code.removesuffix(".AIR") for code in [*before.code.split("|"), *agent.code.split("|")]
            )
            merged[-1] = msgspec.structs.replace(before, last=agent.last, code="|".join(codes))
            continue
        if (
            tied
            and before is not None
            and agent.role != before.role
            and before.role in (agent.role or before.role, "attacker")
        ):
            agent = msgspec.structs.replace(agent, role=before.role, basis=before.basis)
        merged.append(agent)
    return merged


def _loyal(page: Page, agent: Agent) -> bool:
    """Is a force described as loyal to the actor before it ("القوات التركية وفصائل معارضة موالية لها")?"""
    return any(page.at(i, "loyal") is not None for i in range(agent.last, min(agent.last + 3, len(page.words))))


def _adjectives(page: Page, before: Agent, agent: Agent) -> bool:
    """Are two owners told by adjectives side by side (السوري الروسي)?"""
    return agent.owner and page.words[before.last - 1].folded.endswith(("ي", "يه")) and before.last == agent.first


def _untold(before: Agent, agent: Agent) -> bool:
    """Are two actors tied by و not told apart, as one author? Not the sides of a clash, what is hit, or a force and a
    part or a militia of it."""
    if agent.code.endswith(_PROXIES) or before.role in ("party", "target", "claims", "denies"):
        return False
    return not (agent.code.startswith(f"{before.code}.") or before.code.startswith(f"{agent.code}."))


def _aligned(agent: Agent, before: Agent) -> Agent:
    """Forces "loyal to it", read from the actor before them; mercenaries (مرتزقته) are only inferred to be those."""
    known = load_codes("actors").get(before.code.split("|")[0])
    code = known.aligned if known is not None and known.aligned else "?"
    basis = agent.basis if agent.basis == "inferred" else before.basis
    return msgspec.structs.replace(agent, code=code, role=before.role or agent.role, basis=basis)


def _shared(found: Sequence[Agent]) -> list[Agent]:
    """The second side of a clash ("بين X و Y", "X مع Y") is a party like the first."""
    result: list[Agent] = []
    for agent in found:
        before = result[-1] if result else None
        if before is not None and before.role == "party" and agent.start - before.last <= 4 and agent.role != "party":
            agent = msgspec.structs.replace(agent, role="party")
        result.append(agent)
    return result
