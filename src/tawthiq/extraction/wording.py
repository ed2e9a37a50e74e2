"""Wording: what was found in a report, as short English phrases around its own words."""

from __future__ import annotations

from collections.abc import Iterable

from tawthiq.extraction.page import Page
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.statements.frames import Frame
from tawthiq.language.ar.dates import DateMention
from tawthiq.language.ar.lexicon import Mention
from tawthiq.language.ar.numbers import NumberMention
from tawthiq.model.place import NameSpan, PlaceMention, ResolvedPlace
from tawthiq.text.sentences import Sentence

_OPENERS = {
    "start": "opens its sentence", "comma": "goes on behind a comma", "result": "tells the result of what is before it",
    "and": "adds to what is before it", "conj": "adds a statement by و", "shift": "turns to another subject",
    "relative": "tells a part of what is before it",
}  # fmt: skip
_QUANTIFIERS = {
    "exact": "", "more_than": "more than ", "at_least": "at least ", "at_most": "at most ", "approximately": "about ",
}  # fmt: skip


def mentions(page: Page, sentence: Sentence) -> str:
    """What the words of a sentence were read as: lexicon words, numbers, dates and names of places, in text order."""
    found: list[tuple[int, int, str]] = []
    for index in range(sentence.first, sentence.last):
        found += [(m.first, m.last, _sense(m)) for m in page.starting.get(index, ()) if m.sense != "stop"]
    for kind, spans in (("number", page.numbers), ("bound", page.bounds), ("date", page.dates), ("name", page.names)):
        inside = (span for span in spans if sentence.first <= span.first and span.last <= sentence.last)
        found += [(span.first, span.last, _span(kind, span)) for span in inside]
    read: dict[tuple[int, int], dict[str, None]] = {}
    for first, last, what in sorted(found, key=lambda item: item[:2]):
        read.setdefault((first, last), {})[what] = None
    return "; ".join(f"«{page.quote(*span)}» {' or '.join(what)}" for span, what in read.items())


def _sense(mention: Mention) -> str:
    """A row's sense with its code."""
    entry = mention.reading.entry
    return entry.sense if entry.code is None else f"{entry.sense} {entry.code}"


def _span(kind: str, span: object) -> str:
    """What a number, date or name says."""
    match span:
        case NumberMention():
            stated = " to ".join(map(str, span.stated))
            return f"{kind} {_QUANTIFIERS.get(span.quantifier, span.quantifier)}{stated}"
        case DateMention():
            return f"{kind} ({span.kind})"
        case NameSpan(common=True):
            return "name of a place and ordinary word"
        case NameSpan():
            return "name of a place"
    return kind


def frame(page: Page, told: Frame) -> str:
    """Who did what to whom, where, when and with what, as one frame tells it."""
    parts = {
        "what": _quotes(page, ((m.first, m.last) for m in told.attacks)),
        "who": ", ".join(
            f"{agent.code} {agent.role or 'without a part'} ({agent.basis}) «{page.quote(agent.first, agent.last)}»"
            for agent in told.agents
        ),
        "with": ", ".join(
            f"{arm.code} «{page.quote(arm.first, arm.last)}»" for arm in (*told.platforms, *told.munitions)
        ),
        "strikes": _quotes(page, ((s.first, s.last) for s in told.strikes)),
        "harm": ", ".join(f"{figure(one)} «{page.quote(one.first, one.last)}»" for one in told.figures),
        "hit": _quotes(page, ((hit.first, hit.last) for hit in told.facilities)),
        "where": ", ".join(f"«{site.name}»{_container(site)}" for site in told.sites),
        "when": _quotes(page, ((date.first, date.last) for date in told.dates)),
        "cues": _quotes(page, ((cue.first, cue.last) for cue in told.cues)),
    }
    listed = "; ".join(f"{name}: {value}" for name, value in parts.items() if value)
    return f"{told.type or 'no type of its own'}, {_OPENERS.get(told.opener, told.opener)}; {listed}"


def _quotes(page: Page, spans: Iterable[tuple[int, int]]) -> str:
    """The words as they stand, each once."""
    return ", ".join(dict.fromkeys(f"«{page.quote(first, last)}»" for first, last in spans))


def _container(site: Site) -> str:
    """The areas named for a site."""
    return "".join(f" in «{outer.name}»" for outer in site.within)


def figure(one: Figure) -> str:
    """A figure of people harmed: outcome and count, and whether it is part of another."""
    count = " to ".join(map(str, one.stated))
    said = _QUANTIFIERS.get(one.quantifier, f"{one.quantifier} ") + count
    part = " (part of another figure)" if one.whole is not None else ""
    return f"{one.outcome} {said.strip() or one.quantifier}{part}"


def place(site: Site, asked: PlaceMention, answer: ResolvedPlace) -> str:
    """How a name was put on the map."""
    bearing = f"to the {site.bearing}" if site.bearing else ""
    traits = [site.kind or "", bearing, "near it" if site.near else "", "a bulletin head" if site.head else ""]
    described = ", ".join(trait for trait in traits if trait)
    within = "".join(f", in «{outer.name}»" for outer in asked.within)
    name = f"«{site.name}»{f' ({described})' if described else ''}{within}"
    found = answer.label_en or answer.label_ar
    area = ", ".join(part for part in (answer.admin2, answer.admin1, answer.country) if part)
    known = found if answer.place_id is not None and found else "no single place"
    text = f"{name}: {known}{f' ({area})' if area else ''}, {answer.precision}: {answer.why or 'by its words alone'}"
    others = "; ".join(f"{one.label_en} {one.score:.2f} ({one.why})" for one in answer.alternatives)
    return f"{text}. Other candidates: {others}" if others else text
