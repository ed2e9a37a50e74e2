"""An event as rows of field, value and words, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tawthiq.model.count import Count
from tawthiq.model.event import Casualty, Event, Facility
from tawthiq.model.evidence import Words as Evidence
from tawthiq.model.place import Location
from tawthiq.web.printable import as_line
from tawthiq.web.words import Words

FIELDS = (
    "event", "date", "source", "place", "actor", "weapon", "strikes", "people", "person", "facility", "displacement",
    "talks",
)  # fmt: skip
"""The fields as a reader knows them, each with a colour of its own."""


class Row(msgspec.Struct, frozen=True):
    """``path``: of the field in the event record (``casualties[0]``); ``field``: of :data:`FIELDS`; ``value`` and
    ``more``: the value, and what is to be known beside it, each on one line; ``quotes``: its words."""

    path: str
    field: str
    value: str
    more: tuple[str, ...]
    evidence: Evidence

    @property
    def top(self) -> str:
        """The event's own field: ``casualties``."""
        return self.path.partition("[")[0]

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words of the report, each on one line."""
        return tuple(as_line(piece.quote) for piece in self.evidence)


def rows(event: Event, words: Words) -> list[Row]:
    """Everything that an event says, in the order in which people ask."""
    return [_occurrence(event, words), *_circumstances(event, words), *_harm(event, words), *_rest(event, words)]


def _occurrence(event: Event, words: Words) -> Row:
    more = [words.term("level", event.level), words.term("modality", event.modality)]
    if event.part_of:
        more.append(words("report.part_of", event=event.part_of))
    return Row("type", "event", words.code("event_types", event.type), _told(more), event.evidence)


def _circumstances(event: Event, words: Words) -> Iterator[Row]:
    date = event.date
    if date.edtf is not None or date.part_of_day is not None:
        more = [words.term("part_of_day", date.part_of_day), words.term("date_basis", date.basis)]
        yield Row("date", "date", words.date(date.edtf), _told(more), date.evidence)
    for at, location in enumerate(event.locations):
        yield Row(f"locations[{at}]", "place", place(location, words), _place(location, words), location.evidence)
    for at, actor in enumerate(event.actors):
        said = _speaker(event, actor.source, words)
        part = [words.term("actor_role", actor.role), words.term("actor_basis", actor.basis), actor.code, said]
        value = words.code("actors", actor.code)
        yield Row(f"actors[{at}]", "actor", value, _told(part), actor.evidence)
    for at, platform in enumerate(event.platforms):
        yield Row(f"platforms[{at}]", "weapon", words.code("platforms", platform.code), (), platform.evidence)
    for at, munition in enumerate(event.munitions):
        yield Row(f"munitions[{at}]", "weapon", words.code("munitions", munition.code), (), munition.evidence)
    for at, strike in enumerate(event.strikes):
        value = f"{figure(strike.count, words)} × {words.code('strike_units', strike.unit)}"
        yield Row(f"strikes[{at}]", "strikes", value, (), strike.evidence)


def _harm(event: Event, words: Words) -> Iterator[Row]:
    for at, casualty in enumerate(event.casualties):
        value = f"{figure(casualty.count, words)} {words.code('outcomes', casualty.outcome)}"
        more = [*_traits(casualty, words), _speaker(event, casualty.source, words)]
        if casualty.subset_of is not None:
            whole = event.casualties[casualty.subset_of]
            more.append(words("report.subset", figure=figure(whole.count, words)))
        if casualty.competes_with is not None:
            rival = event.casualties[casualty.competes_with]
            more.append(words("report.rival", figure=figure(rival.count, words)))
        yield Row(f"casualties[{at}]", "people", value, _told(more), casualty.evidence)
    for at, person in enumerate(event.persons):
        age = None if person.age is None else words("report.age", age=person.age)
        more = [words.code("outcomes", person.outcome), words.term("sex", person.sex), age or ""]
        yield Row(f"persons[{at}]", "person", as_line(person.name), _told(more), person.evidence)


def _rest(event: Event, words: Words) -> Iterator[Row]:
    for at, facility in enumerate(event.facilities):
        value, state = _facility(facility, words)
        yield Row(f"facilities[{at}]", "facility", value, state, facility.evidence)
    for at, moved in enumerate(event.displacement):
        value = f"{figure(moved.count, words)} {words.term('displacement_unit', moved.unit)}"
        ways = [words("report.from", place=as_line(moved.origin))] if moved.origin else []
        ways += [words("report.to", place=as_line(moved.destination))] if moved.destination else []
        more = [words.term("displacement_term", moved.term), *ways]
        yield Row(f"displacement[{at}]", "displacement", value, _told(more), moved.evidence)
    if event.talks is not None:
        talks = event.talks
        more = [*map(as_line, talks.parties), as_line(talks.area or ""), as_line(talks.duration or "")]
        value = f"{words.term('talks_subject', talks.subject)}: {words.term('talks_stage', talks.stage)}"
        yield Row("talks", "talks", value, _told(more), talks.evidence)
    for at, source in enumerate(event.sources):
        yield Row(
            f"sources[{at}]", "source", as_line(source.name), (words.code("sources", source.kind),), source.evidence
        )


def figure(count: Count, words: Words) -> str:
    """A count for a person: 9, 71 or more, 10–15, about 50 (45–55), not said."""
    if count.min is None and count.max is None:
        return words("count.unknown")
    if count.best is not None:
        if count.min == count.max:
            return words.number(count.best)
        return words(
            "count.about", best=words.number(count.best), low=_bound(count.min, words), high=_bound(count.max, words)
        )
    if count.max is None:
        return words("count.least", low=_bound(count.min, words))
    if count.min is None:
        return words("count.most", high=_bound(count.max, words))
    return words("count.range", low=_bound(count.min, words), high=_bound(count.max, words))


def least(number: int | None) -> str:
    """The fewest people, short, for a column; nothing where the report does not say."""
    return "" if number is None else "0" if number == 0 else f"≥ {number:,}"


def place(location: Location, words: Words) -> str:
    """A place: the report's name, and what the gazetteer calls it in the language of the page where that differs."""
    known = location.label_ar if words.language == "ar" else location.label_en
    name = as_line(location.name)
    return name if not known or as_line(known) == name else f"{name} ({as_line(known)})"


def _place(location: Location, words: Words) -> tuple[str, ...]:
    more = [words.term("place_role", location.role), words.term("place_precision", location.precision)]
    area = next((part for part in (location.admin2, location.admin1) if part), None)
    more += [as_line(area)] if area else []
    if location.lat is None:
        others = len(location.alternatives)
        more.append(words.many("report.may_be", others) if others else words("report.no_point"))
    elif location.radius_km is not None:
        more.append(words("report.radius", km=f"{location.radius_km:g}"))
    return _told(more)


def _facility(facility: Facility, words: Words) -> tuple[str, tuple[str, ...]]:
    value = words.code("facilities", facility.type)
    if facility.count is not None and facility.count.best != 1:
        value = f"{figure(facility.count, words)} × {value}"
    name = as_line(facility.name or "")
    more = [name, words.term("damage", facility.damage), words.term("function", facility.function)]
    return value, _told(more)


def _traits(casualty: Casualty, words: Words) -> list[str]:
    status = "" if casualty.status == "unspecified" else words.term("status", casualty.status)
    if status and casualty.status_basis == "implied":
        status = words("report.implied", status=status)
    traits = [status, words.term("sex", casualty.sex), words.term("age", casualty.age)]
    traits += [words.term("casualty_role", casualty.role), words.term("casualty_group", casualty.group)]
    return [*traits, words("report.provisional") if casualty.provisional else ""]


def _speaker(event: Event, index: int | None, words: Words) -> str:
    return "" if index is None else words("report.says", who=as_line(event.sources[index].name))


def _bound(value: int | None, words: Words) -> str:
    return words("count.unknown") if value is None else words.number(value)


def _told(parts: list[str]) -> tuple[str, ...]:
    return tuple(part for part in parts if part)
