"""Plausibility: the cheap first pass over a report, which refuses most pages of a newspaper before they are read.

It asks of each sentence, by its lexicon words alone, whether it could tell violence at all: by a trigger that means
nothing else, by people killed, or by a word with everyday meanings beside a weapon or an armed actor. What it refuses
falls short in :mod:`tawthiq.extraction.statements.weighing`; what it lets pass is only read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from tawthiq.language.ar.lexicon import Mention
from tawthiq.refdata.entries import Entry
from tawthiq.text.sentences import Sentence
from tawthiq.text.words import Word

FORCES = frozenset(("attack", "force", "platform", "munition", "strike", "actor"))
"""What an adjective of a state makes that state's arms, and not its writers or its police."""
CIVIL = frozenset(("state", "needs_named"))
"""Kinds of actors' names that say nothing of arms: a state in politics, a word that needs a name beside it."""
CARRIERS = frozenset(("aircraft", "helicopter", "vehicle", "person"))
"""Platforms that carry people every day, and a weapon only where an attack is told."""
GROUND = frozenset(("vehicle", "person"))
"""Those of them that no attack is told by."""
EVERYDAY = frozenset(("abduction", "displacement", "destruction", "service_disruption", "sexual_violence"))
"""Types whose common words (to stop, to leave, to steal, to burn) tell of daily life as often as of violence."""
UNARMED = frozenset((None, "raid", "explosion", "other"))
"""Units of strikes that name no weapon."""
ONTO = frozenset(("علي", "باتجاه", "صوب", "نحو"))
"""Words between a weapon and what it hits."""

ENOUGH = 3
"""Points that a statement needs by itself in a short report; nothing less tells an occurrence."""

_LANDING = 4
"""Words between a weapon and what it hits, at the most."""
_LATER, _ASIDE, _UPPER, _SHORT = 4, 6, 8, 300
"""Points that a statement needs in a long report, in its first sentences and further down; how many sentences these
are; and words up to which a report is short."""
_MOST_OTHERS = 2
"""Points by which other statements of the report can help."""

_ATTACKS = frozenset(("strong", "arrest", "weak", "everyday"))
_SIGNS = frozenset(
    ("attack", "harm", "victim", "munition", "strike", "platform", "actor", "owner", "light", "damage", "facility")
)
"""Senses that may be a sign of violence."""
_TELLING = frozenset(("strong", "arrest", "weak", "killed"))
_WARLIKE = frozenset(("strong", "arrest", "killed", "weapon", "landing", "armed", "acting", "strike"))


def needed(order: int, others: int, *, short: bool) -> int:
    """The points that a statement needs, by the sentence that it stands in: what a long report tells in passing must
    say more. ``others``: statements that say enough for a short report; where there are some, less is needed."""
    if short:
        return ENOUGH
    return max(ENOUGH, (_LATER if order < _UPPER else _ASIDE) - max(0, min(others, _MOST_OTHERS)))


def is_short(found: Sequence[Sentence]) -> bool:
    """Is a report so short that all of it is its news?"""
    return sum(sentence.last - sentence.first for sentence in found) <= _SHORT


def likely(words: Sequence[Word], mentions: Sequence[Mention], found: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, of all of a report's in order, that could tell violence by themselves; none where all fall short
    of what a report of this length needs."""
    told = _told(words, mentions, found)
    most = {order: points for order, signs in told.items() if (points := _most(set(signs))) >= ENOUGH}
    short, others = is_short(found), sum(_statements(told[order]) for order in most) - 1
    if not any(points >= needed(order, others, short=short) for order, points in most.items()):
        return []
    return [found[order] for order in sorted(most)]


def _told(words: Sequence[Word], mentions: Sequence[Mention], found: Sequence[Sentence]) -> dict[int, list[str]]:
    """The signs of violence in each sentence that holds any, one for each word."""
    telling = [mention for mention in mentions if mention.reading.entry.sense in _SIGNS]
    if not telling:
        return {}
    starts = [sentence.first for sentence in found]
    ends = {mention.last for mention in mentions if mention.reading.entry.sense in FORCES}
    told: dict[int, list[str]] = {}
    for mention in telling:
        sign = _sign(words, mention, ends)
        if sign is None:
            continue
        order = bisect_right(starts, mention.first) - 1
        if order >= 0 and mention.first < found[order].last:
            told.setdefault(order, []).append(sign)
    return told


def _statements(signs: Sequence[str]) -> int:
    """How many statements of a sentence may count as others of its report: two where it tells two attacks or harms."""
    return min(2, max(1, sum(sign in _TELLING for sign in signs)))


def _most(signs: set[str]) -> int:
    """The most points that a statement with these signs can have; see :mod:`tawthiq.extraction.statements.weighing`."""
    weapon = "weapon" in signs or "landing" in signs
    attack = not signs.isdisjoint(_ATTACKS) or "landing" in signs or signs >= {"weapon", "delivers"}
    harm = "killed" in signs or "harmed" in signs
    if not (attack or harm) or (signs.isdisjoint(_WARLIKE) and not signs >= {"weak", "harmed"}):
        return 0
    nameless = signs & _ATTACKS == {"arrest"} and signs.isdisjoint(("acting", "killed"))
    if nameless:
        return ENOUGH
    place = 1
    return (
        place
        + ("strong" in signs or "arrest" in signs)
        + attack
        + 2 * (weapon or "armed" in signs)
        + 2 * ("acting" in signs)
        + 2 * harm
        + 2 * (weapon or "strike" in signs)
        + ("facility" in signs)
    )


def _sign(words: Sequence[Word], mention: Mention, ends: set[int]) -> str | None:
    """What a mention is a sign of; None where it is none of violence."""
    entry = mention.reading.entry
    match entry.sense:
        case "attack":
            if _weighty(entry):
                return "arrest" if entry.code == "abduction" else "strong"
            return "everyday" if entry.code in EVERYDAY else "weak"
        case "harm" | "victim":
            return "killed" if entry.code == "killed" and _weighty(entry) else "harmed"
        case "munition" | "strike":
            if entry.sense == "strike" and entry.code in UNARMED:
                return "strike"
            return "landing" if not mention.reading.prefix and _onto(words, mention) else "weapon"
        case "platform":
            return None if entry.code in GROUND else "armed"
        case "actor":
            return None if entry.attributes.get("type") in CIVIL else "acting"
        case "owner":
            return "acting" if mention.first in ends else None
        case "light":
            return "delivers" if entry.attributes.get("delivers") else None
        case "damage":
            return "delivers" if entry.pos == "verb" else None
        case "facility":
            return "facility"
    return None


def _weighty(entry: Entry) -> bool:
    """Does a word say what it says without help from its neighbours?"""
    return entry.attributes.get("weight") != "weak"


def _onto(words: Sequence[Word], weapon: Mention) -> bool:
    """Does a word of direction stand behind a weapon, or near it?"""
    return any(word.folded in ONTO for word in words[weapon.last : weapon.last + _LANDING])
