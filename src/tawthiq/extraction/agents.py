"""Agents: armed actors named in a sentence, and the part that its grammar gives each of them.

An actor does it where it is the subject of an attack verb, stands behind من قبل or على يد, owns the aircraft, or
follows
the attack noun ("قصف قوات …"); it suffers it where its positions or members are the object; "بين X و Y" makes parties.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import Page, Range
from tawthiq.language.ar.lexicon import Mention
from tawthiq.refdata.codes import load_codes
from tawthiq.text.sentences import Sentence

_QUOTES = frozenset("\"“”‹›«»'’‘()")
_PROXIES = (".AUX", ".SNA", ".MIL")
_PASSIVE = frozenset(("تعرض", "شهد", "سقط", "طال", "وقع", "جرى", "تضرر"))
_HOLDINGS = frozenset(
    (
        "موقع",
        "نقطة",
        "مقر",
        "معقل",
        "هدف",
        "ثكنة",
        "مستودع",
        "حاجز",
        "قاعدة",
        "عربة",
        "سيارة",
        "مدرعة",
        "رتل",
        "آلية",
        "تجمع",
    )
)
"""Heads of phrases that name what an actor holds or uses: told in an attack, they are hit."""

_MEMBERS = frozenset(("عنصر", "مقاتل", "جندي", "ضابط", "قيادي", "قائد", "صفوف", "قتلى", "أحد عناصر"))
"""Heads of phrases that name its members, who may act or suffer."""


class Agent(msgspec.Struct, frozen=True, kw_only=True):
    """An armed actor in a sentence: words ``[first, last)``; ``start``: with the words it depends on (مواقع, طائرة …).

    ``role``: as in the code book, or None where the actor is only spoken of. ``basis``: ``stated``, ``alleged``,
    ``claimed`` or ``inferred``. ``relation``: what the name refers back to, where it says nothing by itself:
    ``aligned``
    (الميليشيات الموالية لها), ``needs_state`` (العدو), ``needs_named`` (التنظيم), ``by_country`` (الجيش).
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
    named = [(m.first, m.last) for m in page.of(sentence.first, sentence.last, "source") if m.last - m.first > 1]
    return [*found, *named]


def _located(page: Page, first: int) -> bool:
    """Is a state's name a place here, by the word before it (في سوريا, شمال سوريا)?"""
    before = page.words[first - 1].folded if first > 0 else ""
    return before in ("في", "داخل", "الي", "اراضي", "الاراضي") or page.at(first - 1, "bearing", "class") is not None


def agents(page: Page, sentence: Sentence) -> list[Agent]:
    """The actors of a sentence with their parts, in order."""
    found = [_agent(page, sentence, mention) for mention in _mentions(page, sentence)]
    return _shared(_apart(page, found))


def _mentions(page: Page, sentence: Sentence) -> list[Mention]:
    """Names of actors and adjectives of ownership; of several on the same words the longest."""
    found: list[Mention] = []
    for mention in page.of(sentence.first, sentence.last, "actor", "owner"):
        if found and mention.first < found[-1].last:
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
        code=entry.code or "UNKNOWN",
        role=role,
        basis=basis,
        owner=owner,
        relation=entry.attributes.get("type"),
    )


def _start(page: Page, sentence: Sentence, mention: Mention) -> int:
    """Where the phrase begins that the actor closes: "مواقع عسكرية تابعة لقوات X" begins at مواقع."""
    start = mention.first
    while start > sentence.first:
        before = start - 1
        if page.words[before].folded in _QUOTES or page.words[before].folded in (
            "من",
            "ل",
            "تابعه",
            "تابع",
            "التابعه",
            "التابع",
            "لدي",
            "تتبع",
        ):
            start -= 1
            continue
        found = _ending(page, start, "force", "facility", "platform", "munition", "class", "person")
        if found is None or page.at(found.first, "attack") is not None:
            break
        start = found.first
        if found.reading.prefix:
            break
    return start


def _ending(page: Page, last: int, *senses: str) -> Mention | None:
    """The longest mention of these senses that ends before word ``last``."""
    for first in range(max(0, last - 4), last):
        for mention in page.starting.get(first, ()):
            if mention.last == last and mention.reading.entry.sense in senses:
                return mention
    return None


def _part(page: Page, sentence: Sentence, mention: Mention, start: int, *, owner: bool) -> tuple[str | None, str]:
    """(role, basis) of the actor whose phrase begins at ``start``."""
    near = range(max(sentence.first, start - 3), start + 1)
    if any(page.at(i, "support") is not None for i in near):
        return "supporter", "stated"
    if any(_covers(page.at(i, "area_of"), start) for i in range(max(sentence.first, start - 4), start + 1)):
        launched = any(page.at(i, "launch") is not None for i in range(max(sentence.first, start - 8), start + 1))
        return ("attacker", "inferred") if launched else (None, "stated")
    if any(_covers(page.at(i, "by"), start, 3) for i in range(max(sentence.first, start - 4), start + 1)):
        return "attacker", "stated"
    if not owner and any(page.at(i, "remnant") is not None for i in range(max(sentence.first, start - 4), start + 1)):
        fought = any(_is_clash(page.at(i, "attack")) for i in range(max(sentence.first, start - 3), start + 1))
        return (None if fought else "attacker"), "stated"
    role = _by_grammar(page, sentence, mention, start, owner=owner)
    basis = "alleged" if role == "attacker" and _alleged(page, sentence, start) else "stated"
    return role, basis


def _covers(cue: Mention | None, start: int, slack: int = 1) -> bool:
    """Does the cue end at the phrase, or at most ``slack`` words before it?"""
    return cue is not None and cue.last <= start + 1 and start - cue.last <= slack


def _alleged(page: Page, sentence: Sentence, start: int) -> bool:
    """Is the actor's part only charged or believed?"""
    for index in range(max(sentence.first, start - 6), start):
        if page.at(index, "alleged") is not None:
            return True
        speech = page.at(index, "speech")
        if speech is not None and speech.reading.entry.code == "accused":
            return True
    return False


def _by_grammar(page: Page, sentence: Sentence, mention: Mention, start: int, *, owner: bool) -> str | None:
    """The part that word order gives: subject, owner of the weapon, author of the attack noun, or object."""
    head = _head(page, start, mention.first)
    described = _ending(page, mention.first, "attack")
    if mention.reading.entry.code == "UNKNOWN" and described is not None and described.reading.entry.pos == "noun":
        return None
    if owner and head is None and _noun_before(page, sentence, mention.first) is None:
        return None
    if head == "holding":
        fired = page.words[start].folded == "من" or (start > sentence.first and page.words[start - 1].folded == "من")
        return (
            "attacker" if fired and _hit(page, sentence, start) else "target" if _hit(page, sentence, start) else None
        )
    verb = _verb_before(page, sentence, start)
    if verb is not None and verb.reading.entry.lemma not in _PASSIVE:
        return "attacker"
    if _verb_after(page, sentence, mention.last):
        return "attacker"
    if head == "weapon":
        return "attacker"
    if head == "member":
        noun = _noun_before(page, sentence, start)
        if noun is not None and noun.reading.entry.code == "shooting":
            return "attacker"
        return "target" if _hit(page, sentence, start) else None
    noun = _noun_before(page, sentence, start)
    if noun is not None:
        return "party" if _is_clash(noun) else "attacker"
    if owner:
        return None
    return "target" if _hit(page, sentence, start) else None


def _is_clash(mention: Mention | None) -> bool:
    """Does the word tell of fighting between two sides?"""
    return mention is not None and mention.reading.entry.code == "armed_clash"


def _head(page: Page, start: int, first: int) -> str | None:
    """What the actor's phrase is about, by the word closest to its name: a ``weapon``, a ``holding`` (its positions and
    vehicles), a ``member``, or None for the actor itself."""
    for index in range(first - 1, start - 1, -1):
        force = page.at(index, "force")
        lemma = force.reading.entry.lemma if force is not None else ""
        if lemma in _MEMBERS:
            return "member"
        if page.at(index, "facility") is not None or lemma in _HOLDINGS:
            return "holding"
        if page.at(index, "platform", "munition") is not None:
            return "weapon"
    return None


def _skippable(page: Page, index: int) -> bool:
    """May the word stand between a verb and its subject: dates, quotes, commas, adverbs of time?"""
    if page.words[index].folded in _QUOTES or page.words[index].folded in ("،", ",", "قد"):
        return True
    return any(date.first <= index < date.last for date in page.dates)


def _verb_before(page: Page, sentence: Sentence, start: int) -> Mention | None:
    """The attack verb whose subject stands right behind it and begins at ``start``."""
    index = start - 1
    while index >= sentence.first and _skippable(page, index):
        index -= 1
    for first in range(index, max(sentence.first, index - 2) - 1, -1):
        for mention in page.starting.get(first, ()):
            entry = mention.reading.entry
            if entry.pos in ("verb", "phrase") and entry.sense in ("attack", "light") and mention.last == index + 1:
                return mention
            if (
                entry.pos == "verb"
                and entry.sense == "harm"
                and mention.last == index + 1
                and entry.attributes.get("voice") == "active"
            ):
                return mention
    return None


def _verb_after(page: Page, sentence: Sentence, last: int) -> bool:
    """Does an active attack verb stand right behind the actor ("مسيّرة تركية استهدفت")?"""
    index = last
    while index < sentence.last and _skippable(page, index) and page.words[index].folded not in ("،", ","):
        index += 1
    if index >= sentence.last:
        return False
    for mention in page.starting.get(index, ()):
        entry = mention.reading.entry
        if (
            entry.pos == "verb"
            and entry.sense in ("attack", "light")
            and entry.lemma not in _PASSIVE
            and not mention.reading.prefix
        ):
            return mention.reading.suffix == ""
    return False


def _noun_before(page: Page, sentence: Sentence, start: int) -> Mention | None:
    """The attack noun that the actor follows, with only adjectives and weapons between ("قصف مدفعي لقوات …")."""
    index = start - 1
    for _ in range(4):
        if index < sentence.first or (page.words[index].kind == "mark" and page.words[index].folded not in _QUOTES):
            return None
        for first in range(max(sentence.first, index - 2), index + 1):
            for mention in page.starting.get(first, ()):
                entry = mention.reading.entry
                if mention.last == index + 1 and entry.sense == "attack" and entry.pos != "verb":
                    return mention
        blocking = page.at(index, "class", "actor", "person", "victim", "harm", "result", "speech", "stop")
        if blocking is not None and page.words[index].folded not in ("من", "ل", "بين", "مع"):
            return None
        index -= 1
    return None


def _hit(page: Page, sentence: Sentence, start: int) -> bool:
    """Does an attack or a harm stand before the phrase in its sentence, so that it is the object?"""
    for index in range(start, max(sentence.first, start - 12) - 1, -1):
        if page.at(index, "attack", "harm", "victim") is not None:
            return True
        if page.at(index, "speech", "shift") is not None:
            return False
    return False


def _apart(page: Page, found: Sequence[Agent]) -> list[Agent]:
    """Names of one actor side by side ("قوات سوريا الديمقراطية (قسد)") are one; two tied by و or أو are ``A|B``, but an
    aligned militia that acts beside an army is its own."""
    merged: list[Agent] = []
    for agent in found:
        before = merged[-1] if merged else None
        between = page.words[before.last : agent.first] if before else []
        plain = [w.folded for w in between if w.folded not in _QUOTES]
        again = before is not None and (agent.code == before.code or agent.code.startswith(before.code + "."))
        if before is not None and again and not plain and not page.words[agent.first].folded.startswith("و"):
            merged[-1] = msgspec.structs.replace(before, last=agent.last, code=agent.code)
            continue
        tied = before is not None and (
            (not plain and page.words[agent.first].folded.startswith("و")) or plain in (["او"], ["و"], ["و/او"])
        )
        if tied and before is not None and agent.relation == "aligned":
            agent = _aligned(agent, before)
            if before.code == agent.code:
                continue
        elif tied and before is not None and not agent.code.endswith(_PROXIES) and before.role != "party":
            codes = dict.fromkeys(
                code.removesuffix(".AIR") for code in [*before.code.split("|"), *agent.code.split("|")]
            )
            merged[-1] = msgspec.structs.replace(before, last=agent.last, code="|".join(codes))
            continue
        if tied and before is not None and agent.role is None:
            agent = msgspec.structs.replace(agent, role=before.role, basis=before.basis)
        merged.append(agent)
    return merged


def _aligned(agent: Agent, before: Agent) -> Agent:
    """Forces "loyal to it", read from the actor before them; mercenaries (مرتزقته) are only inferred to be those."""
    known = load_codes("actors").get(before.code.split("|")[0])
    code = known.aligned if known is not None and known.aligned else "?"
    basis = agent.basis if agent.basis == "inferred" else before.basis
    return msgspec.structs.replace(agent, code=code, role=before.role, basis=basis)


def _shared(found: Sequence[Agent]) -> list[Agent]:
    """The second side of a clash ("بين X و Y", "X مع Y") is a party like the first."""
    result: list[Agent] = []
    for agent in found:
        before = result[-1] if result else None
        if before is not None and before.role == "party" and agent.start - before.last <= 4 and agent.role != "party":
            agent = msgspec.structs.replace(agent, role="party")
        result.append(agent)
    return result
