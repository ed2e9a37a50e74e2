"""An event as rows of field, value and words, and the colours and names of the fields: for show, explain and tables.

A value is in codes, as the JSON has it; after it stand the labels of those codes that a code list explains.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tawthiq.cli.terminal import one_line
from tawthiq.model.count import Count
from tawthiq.model.event import Casualty, Event
from tawthiq.model.evidence import Evidence, Words
from tawthiq.model.place import Location
from tawthiq.refdata.codes import load_codes, parties


class Field(NamedTuple):
    """A field of the legend: rich ``style``, names in English and Arabic."""

    style: str
    en: str
    ar: str


FIELDS = {
    "event": Field("underline", "event", "الحدث"),
    "date": Field("cyan", "date", "التاريخ"),
    "source": Field("bright_black", "source", "المصدر"),
    "place": Field("green", "place", "المكان"),
    "actor": Field("magenta", "actor", "الجهة"),
    "weapon": Field("yellow", "weapon", "السلاح"),
    "strikes": Field("bright_yellow", "strikes", "الضربات"),
    "people": Field("bright_red", "people harmed", "المتضررون"),
    "person": Field("red", "named person", "شخص مسمّى"),
    "facility": Field("blue", "facility", "المنشأة"),
    "displacement": Field("bright_cyan", "displacement", "النزوح"),
    "talks": Field("bright_blue", "talks", "المحادثات"),
}

EXERCISE = "EXERCISE: an invented report, no record of harm · تمرين: تقرير مختلق لا يوثّق ضرراً"


class Row(NamedTuple):
    """``key`` of a field, its value in codes with their labels, and the words that it was read from."""

    key: str
    value: str
    evidence: Words


def rows(event: Event) -> list[Row]:
    """Everything that an event says, in the order in which people ask."""
    return [Row("event", _event(event), event.evidence), *_rows(event)]


def words(evidence: tuple[Evidence, ...]) -> str:
    """Quotes for a person, each between «»."""
    return " ".join(f"«{one_line(piece.quote)}»" for piece in evidence)


def labelled(value: str, code_list: str, code: str) -> str:
    """``value`` and what ``code`` in it means: ``mortar · قذيفة هاون · Mortar round``; alone where the list lacks it.

    Arabic stands between what is written left to right, so that no terminal joins it with the words that follow.
    """
    known = load_codes(code_list)
    if any(part not in known for part in parties(code)):
        return value
    labels = [known[part] for part in parties(code)]
    return " · ".join((value, "، ".join(one.label_ar for one in labels), ", ".join(one.label_en for one in labels)))


def figure(count: Count) -> str:
    """A count for a person: 9, ≥ 71, 10–15, about 50 (45–55), ?."""
    if count.min is None and count.max is None:
        return "?"
    if count.best is not None:
        between = "" if count.min == count.max else f" ({count.min}–{count.max})"
        return f"{count.best}{between}"
    return f"≥ {count.min}" if count.max is None else f"{count.min}–{count.max}"


def place(location: Location) -> str:
    """A place for a person: name, what the gazetteer calls it, how precise."""
    areas = [part for part in (location.label_en, location.admin1) if part]
    known = ", ".join(dict.fromkeys(areas)) if areas else "not in the gazetteer"
    return f"{location.name} ({known}; {location.precision})"


def casualty(item: Casualty) -> str:
    """A figure of people for a person: 3 killed, civilian, child."""
    traits = (item.status if item.status != "unspecified" else None, item.sex, item.age, item.role, item.group)
    parts = [f"{figure(item.count)} {item.outcome}", *(trait for trait in traits if trait)]
    if item.provisional:
        parts.append("provisional")
    return ", ".join(parts)


def _event(event: Event) -> str:
    part = f", part of {event.part_of}" if event.part_of else ""
    how = f"{event.type} ({event.level}, {event.modality}{part}; confidence {event.confidence:.2f})"
    return labelled(how, "event_types", event.type)


def _rows(event: Event) -> Iterator[Row]:
    date = event.date
    if date.edtf is not None or date.part_of_day is not None:
        day = f" {date.part_of_day}" if date.part_of_day else ""
        yield Row("date", f"{date.edtf or '?'}{day} ({date.basis})", date.evidence)
    for source in event.sources:
        yield Row("source", labelled(f"{source.name} ({source.kind})", "sources", source.kind), source.evidence)
    for location in event.locations:
        yield Row("place", f"{location.role}: {place(location)}", location.evidence)
    for actor in event.actors:
        part = f"{actor.role}: {actor.code} ({actor.basis})"
        yield Row("actor", labelled(part, "actors", actor.code), actor.evidence)
    yield from (Row("weapon", labelled(use.code, "platforms", use.code), use.evidence) for use in event.platforms)
    yield from (Row("weapon", labelled(use.code, "munitions", use.code), use.evidence) for use in event.munitions)
    for strike in event.strikes:
        times = f"{figure(strike.count)} × {strike.unit}"
        yield Row("strikes", labelled(times, "strike_units", strike.unit), strike.evidence)
    yield from _people(event)
    for facility in event.facilities:
        state = ", ".join(part for part in (facility.type, facility.name, facility.damage, facility.function) if part)
        yield Row("facility", labelled(state, "facilities", facility.type), facility.evidence)
    for moved in event.displacement:
        way = "".join(
            (f" from {moved.origin}" if moved.origin else "", f" to {moved.destination}" if moved.destination else "")
        )
        yield Row("displacement", f"{figure(moved.count)} {moved.unit} {moved.term}{way}", moved.evidence)
    if event.talks is not None:
        yield Row("talks", f"{event.talks.subject}: {event.talks.stage}", event.talks.evidence)


def _people(event: Event) -> Iterator[Row]:
    for number, item in enumerate(event.casualties, 1):
        whole = f" (of figure {item.subset_of + 1})" if item.subset_of is not None else ""
        rival = f" (against figure {item.competes_with + 1})" if item.competes_with is not None else ""
        told = f"{number}. {casualty(item)}{whole}{rival}"
        yield Row("people", labelled(told, "outcomes", item.outcome), item.evidence)
    for person in event.persons:
        traits = ", ".join(str(part) for part in (person.outcome, person.sex, person.age) if part is not None)
        yield Row("person", f"{person.name} ({traits})", person.evidence)
