"""Grouping: which clauses of a sentence go on about one occurrence.

An attack opens a group; its effects (مما أدى إلى), its causes (جراء) and clauses without an occurrence of their own
join it; a new attack tied by و or كما with a place of its own, or a change of subject, opens the next.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.actors.agents import Agent
from tawthiq.extraction.page import Page
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.statements import kinds
from tawthiq.extraction.statements.clauses import Clause, another
from tawthiq.extraction.statements.triggers import triggers, weak
from tawthiq.extraction.things import arms
from tawthiq.language.ar.lexicon import Mention


class Parts(msgspec.Struct, frozen=True):
    """All that was found in a sentence, in order."""

    figures: list[Figure]
    sites: list[Site]
    agents: list[Agent]


def groups(page: Page, found: Sequence[Clause], parts: Parts) -> list[list[Clause]]:
    """The clauses of a sentence, gathered by occurrence."""
    gathered: list[list[Clause]] = []
    for position, clause in enumerate(found):
        if (
            gathered
            and not _leads(page, gathered[-1], clause, _next(page, found, position), parts)
            and _joins(page, gathered[-1], clause, parts)
        ):
            gathered[-1].append(clause)
        else:
            gathered.append([clause])
    return gathered


def within(first: int, group: Sequence[Clause]) -> bool:
    """Does a word lie in one of the clauses?"""
    return any(clause.first <= first < clause.last for clause in group)


def _next(page: Page, found: Sequence[Clause], position: int) -> Clause | None:
    """The next clause, behind those that only tell more harm ("كما قتل أربعة وأصيب اثنان، باستهداف جوي")."""
    rest = iter(found[position + 1 :])
    return next((clause for clause in rest if clause.opener != "conj" or triggers(page, clause)), None)


def _leads(page: Page, group: Sequence[Clause], clause: Clause, following: Clause | None, parts: Parts) -> bool:
    """Does a clause behind كما or فيما tell harm whose attack the next clause names ("كما قتل أربعة، باستهداف جوي")?"""
    if clause.opener != "and" or following is None or following.opener != "comma" or triggers(page, clause):
        return False
    if not any(within(figure.first, [clause]) and figure.whole is None for figure in parts.figures):
        return False
    told = any(triggers(page, earlier) for earlier in group)
    caused = triggers(page, following)
    return told and bool(caused) and (caused[0].reading.prefix == "ب" or page.at(following.first, "cause") is not None)


def _joins(page: Page, group: Sequence[Clause], clause: Clause, parts: Parts) -> bool:
    """Does the clause go on about the occurrence of the group?"""
    attacks = triggers(page, clause)
    if clause.opener != "start" and (another(page, clause.first) or any(another_attack(page, m) for m in attacks)):
        return False
    if attacks and _effects(attacks) and not _placed(parts.sites, [clause]) and clause.opener != "shift":
        return True
    harmed = [f for f in parts.figures if within(f.first, [clause]) and f.whole is None]
    if clause.opener == "shift":
        return False
    if not attacks and not harmed:
        return True
    before = [mention for earlier in group for mention in triggers(page, earlier)]
    if attacks and before and clause.opener != "result" and _other_means(page, group, clause):
        return not harmed and not _placed(parts.sites, [clause]) and all(m.reading.definite for m in attacks)
    harmed_before = any(within(f.first, group) for f in parts.figures)
    if harmed_before and not before and clause.opener == "conj" and any(_others(page, figure) for figure in harmed):
        return True
    if not before and not harmed_before:
        return True
    if clause.opener == "result":
        return True
    placed = _placed(parts.sites, [clause])
    placed_before = _placed(parts.sites, group)
    if clause.opener == "comma":
        return not (attacks and before and placed and placed_before and _fresh(clause, attacks))
    if attacks:
        if not before:
            return not (placed and placed_before)
        if placed:
            return not placed_before and not _apart(before, attacks) and not _anew(before, attacks)
        return not _apart(before, attacks)
    return not (placed and placed_before)


def _others(page: Page, figure: Figure) -> bool:
    """Are they told as others beside those before ("وجرح اثنان آخران بقصف …")?"""
    return any(page.words[i].folded in _OTHERS for i in range(figure.first, min(figure.last + 1, len(page.words))))


_OTHERS = frozenset(("اخر", "اخرى", "اخري", "اخران", "اخرين", "اخرون", "اخريات", "اخريان"))


def _effects(attacks: Sequence[Mention]) -> bool:
    """Do all words tell what an attack leads to: people leaving, a facility that stops?"""
    return all(mention.reading.entry.code in kinds.EFFECTS for mention in attacks)


_AGAIN = frozenset(("اخري", "اخر", "ثانيه", "ثالثه", "رابعه", "مماثل", "مماثله"))


def another_attack(page: Page, mention: Mention) -> bool:
    """Is it another attack by its own words ("وغارة أخرى"), and not the object of a verb before the
    comma ("تعرضت X وY، لقصف مماثل")?"""
    behind = page.words[mention.last].folded if mention.last < len(page.words) else ""
    led = mention.first > 0 and page.words[mention.first - 1].kind == "mark"
    object_ = led and mention.reading.prefix in ("ل", "ب")
    return mention.reading.entry.pos == "noun" and not object_ and behind in _AGAIN


def _placed(found: Sequence[Site], group: Sequence[Clause]) -> list[Site]:
    """The sites of the clauses that are more than a sector or a bulletin head."""
    return [site for site in found if within(site.first, group) and not site.wide and not site.head and not site.tagged]


def _fresh(clause: Clause, attacks: Sequence[Mention]) -> bool:
    """Does a clause behind a comma begin a statement of its own, and not a relative one (قصف، استهدف قرية …)?"""
    reading = attacks[0].reading
    return (
        reading.entry.pos == "noun"
        and not reading.prefix
        and attacks[0].first - clause.first <= 1
        and not reading.definite
    )


def _other_means(page: Page, group: Sequence[Clause], clause: Clause) -> bool:
    """Does the clause tell fire from the air behind fire from the ground, or the other way round, with a verb or noun
    of its own? Two means under one verb are one attack."""
    now = _means(page, [clause])
    return len(now) == 1 and len(before := _means(page, group)) == 1 and now != before


def _means(page: Page, group: Sequence[Clause]) -> set[str]:
    """``air`` and ``ground``, as the carriers and the munitions named in the clauses say."""
    found = set()
    for clause in group:
        carriers = [arm.code for arm in arms.platforms(page, clause.first, clause.last)]
        kinds_told = {mention.reading.entry.code for mention in triggers(page, clause)}
        if (kinds.AIRBORNE | {"drone"}) & set(carriers) or "air_attack" in kinds_told:
            found.add("air")
        if {"artillery", "rocket_launcher", "tank"} & set(carriers):
            found.add("ground")
    return found


def _anew(before: Sequence[Mention], attacks: Sequence[Mention]) -> bool:
    """Is fire told anew behind fire that the reader knows of ("أدى القصف إلى …، وبالتزامن تعرضت قرية X لقصف …")?"""
    known = all(mention.reading.definite for mention in before)
    return known and any(
        m.reading.entry.pos != "verb" and not (m.reading.definite or m.reading.suffix) for m in attacks
    )


def _apart(before: Sequence[Mention], attacks: Sequence[Mention]) -> bool:
    """Do two runs of triggers tell different kinds of occurrence ("كما انفجرت …" behind a shelling)?"""
    earlier = {mention.reading.entry.code for mention in before}
    now = {mention.reading.entry.code for mention in attacks if not weak(mention)}
    broad = {"other_violence", "shelling", "air_attack", "missile_attack", "drone_attack", "killing"}
    return bool(now) and earlier.isdisjoint(now) and not (now & broad and earlier & broad)
