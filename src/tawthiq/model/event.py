"""The event: what ONE report says about one occurrence (code book, section 2)."""

from __future__ import annotations

from tawthiq.errors import ModelError
from tawthiq.model.codes import (
    ActorBasis,
    ActorRole,
    Age,
    CasualtyGroup,
    CasualtyRole,
    Damage,
    DisplacementTerm,
    DisplacementUnit,
    EventType,
    Function,
    Level,
    Modality,
    Outcome,
    Platform,
    Sex,
    SourceKind,
    Status,
    StatusBasis,
    StrikeUnit,
    TalksStage,
    TalksSubject,
)
from tawthiq.model.count import Count
from tawthiq.model.dates import EventDate
from tawthiq.model.evidence import Grounded
from tawthiq.model.place import Location


class Source(Grounded, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """To whom the report attributes what it says."""

    name: str
    kind: SourceKind


class Actor(Grounded, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An armed actor and its part. ``code``: code book 3.6 (``A|B`` where two are not told apart). ``label``: the
    report's words. ``source``: index into the event's ``sources`` of who says so, where it is not the report itself."""

    role: ActorRole
    code: str
    label: str
    basis: ActorBasis
    source: int | None = None


class PlatformUse(Grounded, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What carried or fired the weapon."""

    code: Platform


class MunitionUse(Grounded, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was fired, dropped or planted; ``code`` from the munition list."""

    code: str


class Strike(Grounded, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many raids, shells, explosions …"""

    unit: StrikeUnit
    count: Count


class Casualty(Grounded, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One figure of people harmed (code book 3.5).

    ``subset_of``: index in the same event's ``casualties`` of the figure that contains this one; a subset is never
    added to its whole. ``competes_with``: index of another speaker's figure for the same harm. ``source``: index into
    the event's ``sources``.
    """

    outcome: Outcome
    status: Status = "unspecified"
    status_basis: StatusBasis | None = None
    sex: Sex | None = None
    age: Age | None = None
    role: CasualtyRole | None = None
    group: CasualtyGroup | None = None
    count: Count
    subset_of: int | None = None
    source: int | None = None
    competes_with: int | None = None
    provisional: bool = False


class Person(Grounded, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named victim: ``internal`` level only. ``age`` in years; ``casualty`` indexes the event's ``casualties``."""

    name: str
    age: int | None = None
    sex: Sex | None = None
    outcome: Outcome
    casualty: int | None = None


class Facility(Grounded, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was hit or stopped working; ``type`` from the facility list; ``name`` as the report gives it."""

    type: str
    name: str | None = None
    damage: Damage | None = None
    function: Function | None = None
    count: Count | None = None


class Displacement(Grounded, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """People who left or came back."""

    unit: DisplacementUnit
    term: DisplacementTerm
    count: Count
    origin: str | None = None
    destination: str | None = None


class Talks(Grounded, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Truce, ceasefire and negotiations, for events of type ``truce``."""

    stage: TalksStage
    subject: TalksSubject
    parties: tuple[str, ...] = ()
    area: str | None = None
    duration: str | None = None


class Event(Grounded, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one report says about one occurrence. Lists are empty, never missing; None means "not said".

    ``evidence``: the words that state the occurrence and its modality; short, never a whole paragraph. ``confidence``:
    0…1. ``method``: what read it, with its version (``grammar/1``, ``person:<name>``).
    """

    id: str
    type: EventType
    level: Level
    part_of: str | None = None
    modality: Modality
    date: EventDate
    sources: tuple[Source, ...] = ()
    locations: tuple[Location, ...] = ()
    actors: tuple[Actor, ...] = ()
    platforms: tuple[PlatformUse, ...] = ()
    munitions: tuple[MunitionUse, ...] = ()
    strikes: tuple[Strike, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    persons: tuple[Person, ...] = ()
    facilities: tuple[Facility, ...] = ()
    displacement: tuple[Displacement, ...] = ()
    talks: Talks | None = None
    confidence: float
    method: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 0 <= self.confidence <= 1:
            raise ModelError(f"event {self.id}: confidence {self.confidence} is not in 0…1")
        for index, figure in enumerate(self.casualties):
            for other in (figure.subset_of, figure.competes_with):
                if other is not None and (other == index or not 0 <= other < len(self.casualties)):
                    raise ModelError(
                        f"event {self.id}: casualty {index} points to casualty {other}, which is not there"
                    )
        for source in [*(c.source for c in self.casualties), *(a.source for a in self.actors)]:
            if source is not None and not 0 <= source < len(self.sources):
                raise ModelError(f"event {self.id}: source {source} is not among its sources")
        for person in self.persons:
            if person.casualty is not None and not 0 <= person.casualty < len(self.casualties):
                raise ModelError(f"event {self.id}: a person points to casualty {person.casualty}, which is not there")
