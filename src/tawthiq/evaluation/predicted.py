"""Predictions as evaluation reads them: what ``tawthiq extract`` writes, but forgiving, so that faults can be counted.

The model itself refuses evidence that is not its text; other systems' predictions may hold some, and get told.
"""

from __future__ import annotations

import msgspec

from tawthiq.evaluation.statement import Armed, Figure, Place, Range, Statement, StrikeFigure


class Words(msgspec.Struct, frozen=True):
    """A piece of evidence, unchecked."""

    start: int
    end: int
    quote: str

    def true_to(self, text: str) -> bool:
        """Is the quote the text at its range?"""
        return text[self.start : self.end] == self.quote


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """Anything that should carry evidence."""

    evidence: tuple[Words, ...] = ()

    @property
    def ranges(self) -> tuple[Range, ...]:
        """Where its words stand."""
        return tuple((words.start, words.end) for words in self.evidence)


class PredictedDate(Item, frozen=True, kw_only=True):
    """A date."""

    edtf: str | None = None
    basis: str | None = None


class PredictedPlace(Item, frozen=True, kw_only=True):
    """A location."""

    role: str
    name: str = ""
    precision: str | None = None


class PredictedActor(Item, frozen=True, kw_only=True):
    """An armed actor."""

    role: str
    code: str
    basis: str | None = None


class Coded(Item, frozen=True, kw_only=True):
    """A platform or munition."""

    code: str


class Bounded(msgspec.Struct, frozen=True):
    """A count's bounds."""

    min: int | None = None
    best: int | None = None
    max: int | None = None


class PredictedStrike(Item, frozen=True, kw_only=True):
    """A number of strikes."""

    unit: str
    count: Bounded


class PredictedCasualty(Item, frozen=True, kw_only=True):
    """A figure of people harmed."""

    outcome: str
    count: Bounded
    subset_of: int | None = None
    status: str | None = None
    sex: str | None = None
    age: str | None = None


class PredictedFacility(Item, frozen=True, kw_only=True):
    """What was hit or stopped working."""

    type: str
    function: str | None = None


class PredictedEvent(Item, frozen=True, kw_only=True):
    """One predicted event."""

    id: str = ""
    confidence: float | None = None
    type: str
    level: str = "incident"
    modality: str = "asserted"
    date: PredictedDate | None = None
    sources: tuple[Item, ...] = ()
    locations: tuple[PredictedPlace, ...] = ()
    actors: tuple[PredictedActor, ...] = ()
    platforms: tuple[Coded, ...] = ()
    munitions: tuple[Coded, ...] = ()
    strikes: tuple[PredictedStrike, ...] = ()
    casualties: tuple[PredictedCasualty, ...] = ()
    persons: tuple[Item, ...] = ()
    facilities: tuple[PredictedFacility, ...] = ()
    displacement: tuple[Item, ...] = ()
    talks: Item | None = None

    def filled(self) -> list[Item]:
        """The event and each of its filled fields: all that must carry evidence. A date taken from the publication
        date has none to carry."""
        lists: tuple[tuple[Item, ...], ...] = (
            *(self.locations, self.actors, self.platforms, self.munitions, self.strikes),
            *(self.casualties, self.facilities, self.displacement, self.sources, self.persons),
        )
        found: list[Item] = [self, *(item for items in lists for item in items)]
        if self.talks is not None:
            found.append(self.talks)
        if self.date is not None and self.date.edtf and self.date.basis != "publication":
            found.append(self.date)
        return found

    def statement(self) -> Statement:
        """This event in the form in which it is compared."""
        dated = self.date.ranges if self.date else ()
        figures = tuple(
            Figure(c.outcome, _bounds(c.count), c.subset_of is not None, c.status, c.sex, c.age, c.ranges)
            for c in self.casualties
        )
        owners: tuple[Item, ...] = (self, *self.casualties, *self.strikes)
        return Statement(
            id=self.id,
            confidence=self.confidence,
            words=tuple(words.quote for item in owners for words in item.evidence),
            type=self.type,
            level=self.level,
            modality=self.modality,
            edtf=(self.date.edtf or None) if self.date else None,
            basis=self.date.basis if self.date else None,
            dated=dated,
            own=tuple(where for item in owners for where in item.ranges),
            everything=(*(where for item in self.filled() for where in item.ranges), *dated),
            places=tuple(Place(p.role, p.name, p.precision, p.ranges) for p in self.locations),
            figures=figures,
            strikes=tuple(StrikeFigure(s.unit, _bounds(s.count)) for s in self.strikes),
            actors=tuple(Armed(a.role, a.code, a.basis, a.ranges) for a in self.actors),
            platforms=tuple(p.code for p in self.platforms),
            munitions=tuple(m.code for m in self.munitions),
            facilities=tuple((f.type, f.function) for f in self.facilities),
        )


class PredictedHeader(msgspec.Struct, frozen=True):
    """The report that a prediction is about."""

    id: str


class PredictedReport(msgspec.Struct, frozen=True):
    """One line of predictions."""

    report: PredictedHeader
    events: tuple[PredictedEvent, ...]

    @property
    def id(self) -> str:
        """The report's id."""
        return self.report.id


def _bounds(count: Bounded) -> tuple[int | None, int | None, int | None]:
    return count.min, count.best, count.max
