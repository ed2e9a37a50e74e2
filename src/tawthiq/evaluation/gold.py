"""The gold format: a report's events as a person annotated them, each item with a verbatim quote.

``{"id", "ignore": [quotes], "events": [{"type", "level", "modality", "trigger", "date": {"edtf", "basis"},
"locations": [{"role", "quote", "precision"}], "actors": [{"role", "code", "basis"}], "platforms": [codes],
"munitions": [codes], "strikes": [{"unit", "min", "best", "max", "quote"}], "facilities": [{"type", "function"}],
"casualties": [{"outcome", "status", "sex", "age", "min", "best", "max", "subset_of", "quote"}]}]}``

Other fields are not compared. ``ignore``: page furniture that speaks of other news; events found only there count
neither way.
"""

from __future__ import annotations

import msgspec

from tawthiq.evaluation.statement import Armed, Figure, Place, Statement, StrikeFigure, occurrences


class GoldDate(msgspec.Struct, frozen=True):
    """The EDTF string; None where the report gives none. ``basis``: how the annotator got it."""

    edtf: str | None = None
    basis: str | None = None


class GoldPlace(msgspec.Struct, frozen=True):
    """A location."""

    role: str
    quote: str
    precision: str | None = None


class GoldActor(msgspec.Struct, frozen=True):
    """An armed actor."""

    role: str
    code: str
    basis: str | None = None


class GoldCasualty(msgspec.Struct, frozen=True):
    """A figure of people harmed."""

    outcome: str
    quote: str
    status: str | None = None
    sex: str | None = None
    age: str | None = None
    min: int | None = None
    best: int | None = None
    max: int | None = None
    subset_of: int | None = None


class GoldStrike(msgspec.Struct, frozen=True):
    """A number of strikes."""

    unit: str
    quote: str = ""
    min: int | None = None
    best: int | None = None
    max: int | None = None


class GoldFacility(msgspec.Struct, frozen=True):
    """What was hit or stopped working."""

    type: str
    function: str | None = None


class GoldEvent(msgspec.Struct, frozen=True):
    """One annotated event; ``trigger`` is the quote that states it."""

    type: str
    trigger: str
    level: str = "incident"
    modality: str = "asserted"
    date: GoldDate | None = None
    locations: tuple[GoldPlace, ...] = ()
    actors: tuple[GoldActor, ...] = ()
    platforms: tuple[str, ...] = ()
    munitions: tuple[str, ...] = ()
    strikes: tuple[GoldStrike, ...] = ()
    casualties: tuple[GoldCasualty, ...] = ()
    facilities: tuple[GoldFacility, ...] = ()

    def statement(self, text: str) -> Statement:
        """This event over ``text``, each quote at every place where it stands."""
        return Statement(
            words=(self.trigger,),
            type=self.type,
            level=self.level,
            modality=self.modality,
            edtf=(self.date.edtf or None) if self.date else None,
            basis=self.date.basis if self.date else None,
            own=occurrences(text, self.trigger),
            places=tuple(Place(p.role, p.quote, p.precision, occurrences(text, p.quote)) for p in self.locations),
            figures=tuple(
                Figure(
                    c.outcome,
                    (c.min, c.best, c.max),
                    c.subset_of is not None,
                    c.status,
                    c.sex,
                    c.age,
                    occurrences(text, c.quote),
                )
                for c in self.casualties
            ),
            strikes=tuple(StrikeFigure(s.unit, (s.min, s.best, s.max)) for s in self.strikes),
            actors=tuple(Armed(a.role, a.code, a.basis) for a in self.actors),
            platforms=self.platforms,
            munitions=self.munitions,
            facilities=tuple((f.type, f.function) for f in self.facilities),
        )


class GoldReport(msgspec.Struct, frozen=True):
    """One annotated report."""

    id: str
    events: tuple[GoldEvent, ...]
    ignore: tuple[str, ...] = ()
