"""Displaced people: who left or came back, how many, from where and to where."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.statements.frames import Frame
from tawthiq.extraction.things import counting
from tawthiq.extraction.things.counting import Amount
from tawthiq.language.ar.lexicon import Mention
from tawthiq.model.codes import DisplacementTerm, DisplacementUnit
from tawthiq.model.count import Count
from tawthiq.model.event import Displacement

_AHEAD, _BEHIND = 8, 6
"""Words between the flight and who fled, behind it and before it."""

_STOPS = frozenset("،؛.!؟:\n")
_FROM = frozenset(("من",))
_TO = frozenset(("الي", "نحو", "باتجاه", "صوب", "لمناطق"))


class Flight(msgspec.Struct, frozen=True, kw_only=True):
    """One telling: words ``[first, last)``, with who it counts and the places around it."""

    first: int
    last: int
    unit: DisplacementUnit
    term: DisplacementTerm
    amount: Amount | None
    origin: str | None
    destination: str | None


def displaced(page: Page, frames: Sequence[Frame]) -> tuple[Displacement, ...]:
    """The displacement that the frames tell: once, with what each telling adds, as everyone's if the place emptied."""
    told = [
        _flight(page, frame, mention)
        for frame in frames
        for mention in frame.attacks
        if mention.reading.entry.code == "displacement"
    ]
    if not told:
        return ()
    main = next((flight for flight in told if flight.term == "emptied"), None) or next(
        (flight for flight in told if flight.amount is not None and flight.amount.explicit), told[0]
    )
    amount = main.amount if main.term != "emptied" else None
    words = {(flight.first, flight.last): page.evidence(flight.first, flight.last) for flight in told}
    return (
        Displacement(
            unit=main.unit,
            term=main.term,
            count=Count.of(page.quote(main.first, main.last), "unknown") if amount is None else amount.count(page),
            origin=main.origin or next((flight.origin for flight in told if flight.origin), None),
            destination=main.destination or next((flight.destination for flight in told if flight.destination), None),
            evidence=tuple(words[mark] for mark in sorted(words)),
        ),
    )


def _flight(page: Page, frame: Frame, mention: Mention) -> Flight:
    """What the clause around one word of flight says."""
    term = _term(page, mention)
    who = _who(page, frame, mention)
    amount = None if who is None else counting.amount(page, who, frame.first)
    household = who is not None and who.reading.entry.attributes.get("group") == "family"
    if not household and amount is not None and not amount.explicit:
        amount = None
    unit: DisplacementUnit = "household" if household else "unknown" if amount is None else "person"
    marks = [mention.first, mention.last]
    if amount is not None:
        marks += [amount.first, amount.last]
    return Flight(
        first=min(marks),
        last=max(marks),
        unit="settlement" if term == "emptied" else unit,
        term=term,
        amount=amount,
        origin=_names(page, frame, mention, _FROM) or _home(frame, who),
        destination=_names(page, frame, mention, _TO),
    )


def _term(page: Page, mention: Mention) -> DisplacementTerm:
    """The code book's term for the word of flight: the longest row of leaving that begins there says it."""
    leaving = page.at(mention.first, "origin")
    code = leaving.reading.entry.code if leaving is not None else None
    return code or "fled"  # type: ignore[return-value]  # the lexicon's codes of leaving are the code book's terms


def _who(page: Page, frame: Frame, mention: Mention) -> Mention | None:
    """The people who left: the first behind the word ("نزوح 40 عائلة"), else the last before it ("40 عائلة نزحت")."""
    end = max((last for _, last in frame.ranges), default=mention.last)
    for index in range(mention.first, min(mention.last + _AHEAD, end)):
        person = page.at(index, "person")
        if person is not None:
            return person
        if index >= mention.last and _closed(page, index):
            break
    for index in range(mention.first - 1, max(frame.first, mention.first - _BEHIND) - 1, -1):
        person = page.at(index, "person")
        if person is not None:
            return person
        if page.at(index, "harm", "attack") is not None or page.words[index].folded in _STOPS:
            break
    return None


def _closed(page: Page, index: int) -> bool:
    """Does another statement begin at the word?"""
    return page.words[index].folded in _STOPS or page.at(index, "harm", "attack", "result", "cause") is not None


def _names(page: Page, frame: Frame, mention: Mention, before: frozenset[str]) -> str | None:
    """The places behind the word of flight that one of these prepositions leads to."""
    found: list[str] = []
    led = False
    for site in (part for whole in frame.sites for part in (whole, *whole.within)):
        if site.start < mention.first or site.head or site.tagged:
            continue
        led = page.words[site.start - 1].folded in before or (led and _listed(page, site))
        if led:
            found.append(site.name)
    return "، ".join(found) or None


def _listed(page: Page, site: Site) -> bool:
    """Is the place tied to the one before it by و?"""
    return site.prefix.startswith("و") or page.words[site.start - 1].folded == "و"


def _home(frame: Frame, who: Mention | None) -> str | None:
    """The place whose people they are ("تهجير سكان قرية أم صيرة")."""
    if who is None:
        return None
    return next((site.name for site in frame.sites if site.start == who.last and not site.prefix), None)
