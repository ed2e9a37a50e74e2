"""Registers for tests: made in a folder of the test, with a clock and random bytes that are always the same."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from tawthiq.language.ar.lexicon import load
from tawthiq.model.count import Count
from tawthiq.model.dates import EventDate
from tawthiq.model.event import Actor, Casualty, Event, MunitionUse, Source
from tawthiq.model.evidence import Evidence
from tawthiq.model.extraction import Extraction
from tawthiq.model.place import Location
from tawthiq.model.report import Report
from tawthiq.register import Register
from tawthiq.register.creation import create
from tawthiq.register.decisions import Deciding
from tawthiq.register.prepared import Prepared, prepare
from tawthiq.register.store import Method, Store, Stored
from tawthiq.register.words import Keys

TEXT = (
    "قُتل ثلاثة مدنيين وأصيب سبعة آخرون جراء قصف مدفعي على بلدة سرمين بريف إدلب يوم 5 آذار 2031، "
    "وقال مصدر طبي إن بين القتلى طفلين. وفي أريحا أصيبت امرأة بانفجار لغم."
)  # three civilians killed, seven injured by shelling of Sarmin …; in Ariha a woman was injured by a landmine
FIRST, SECOND = Method("grammar/1", "places-1", "0.1"), Method("grammar/2", "places-1", "0.2")
HUDA, SAMI = Deciding("Huda", "read the report"), Deciding("Sami", "asked the hospital")


class Clock:
    """A second later each time it is asked."""

    def __init__(self) -> None:
        self._seconds = itertools.count()

    def __call__(self) -> dt.datetime:
        """The time."""
        return dt.datetime(2031, 4, 1, 8, tzinfo=dt.UTC) + dt.timedelta(seconds=next(self._seconds))


class Bytes:
    """Bytes that look random and are the same in every run."""

    def __init__(self) -> None:
        self._calls = itertools.count(1)

    def __call__(self, number: int) -> bytes:
        """So many bytes."""
        return (next(self._calls).to_bytes(4, "big") * (number // 4 + 1))[:number]


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """An empty register."""
    made, _ = create(str(tmp_path / "register.db"), Clock(), Bytes())
    yield made
    made.close()


@pytest.fixture(scope="session")
def keys() -> Keys:
    """Keys of words, with the whole lexicon."""
    return Keys(load())


def words(text: str, quote: str) -> tuple[Evidence, ...]:
    """The evidence that the first occurrence of ``quote`` is."""
    at = text.index(quote)
    return (Evidence.of(text, at, at + len(quote)),)


def shelling(text: str = TEXT, name: str = "e1", killed: int = 3, **changes: object) -> Event:
    """The shelling that ``TEXT`` tells of."""
    source = Source(name="مصدر طبي", kind="medical", evidence=words(text, "مصدر طبي"))
    event = Event(
        id=name,
        evidence=words(text, "قصف مدفعي"),
        type="shelling",
        level="incident",
        modality="asserted",
        date=EventDate.of("2031-03-05", "stated", evidence=words(text, "5 آذار 2031")),
        sources=(source,),
        locations=(
            Location(
                role="impact",
                name="سرمين",
                place_id="t:1",
                label_ar="سرمين",
                label_en="Sarmin",
                country="SY",
                admin1="Idlib",
                lat=35.9,
                lon=36.72,
                radius_km=2.0,
                precision="settlement",
                evidence=words(text, "سرمين"),
            ),
        ),
        actors=(Actor(role="attacker", code="SYR|RUS", label="قصف", basis="stated", evidence=words(text, "قصف")),),
        munitions=(MunitionUse(code="artillery_shell", evidence=words(text, "مدفعي")),),
        casualties=(
            Casualty(
                outcome="killed",
                status="civilian",
                status_basis="stated",
                count=Count.of("ثلاثة مدنيين", "exact", killed),
                evidence=words(text, "قُتل ثلاثة مدنيين"),
            ),
            Casualty(
                outcome="killed",
                status="civilian",
                age="child",
                count=Count.of("طفلين", "exact", 2),
                subset_of=0,
                source=0,
                evidence=words(text, "طفلين"),
            ),
        ),
        confidence=0.8,
        method="grammar/1",
    )
    return msgspec.structs.replace(event, **changes)


def landmine(text: str = TEXT, name: str = "e2", **changes: object) -> Event:
    """The landmine that ``TEXT`` tells of."""
    event = Event(
        id=name,
        evidence=words(text, "بانفجار لغم"),
        type="explosion",
        level="incident",
        modality="asserted",
        date=EventDate(),
        locations=(Location(role="impact", name="أريحا", precision="settlement", evidence=words(text, "أريحا")),),
        confidence=0.5,
        method="grammar/1",
    )
    return msgspec.structs.replace(event, **changes)


def made_ready(
    keys: Keys, text: str = TEXT, events: Sequence[Event] = (), *, id: str | None = None, raw: bytes | None = None
) -> Prepared:
    """A report with these events, ready to be written."""
    report = Report.of(text, language="ar", id=id, raw=raw, published="2031-03-06", publisher="وكالة", exercise=True)
    extraction = Extraction.of(report, tuple(events))
    return prepare(report, raw, extraction, keys, source="a.jsonl", row=1, method="grammar/1")


Put = Callable[..., list[Stored]]


@pytest.fixture
def put(register: Register, keys: Keys) -> Put:
    """Writes one report with events into the register."""

    def write(
        *events: Event,
        text: str = TEXT,
        id: str | None = "r1",
        raw: bytes | None = None,
        method: Method = FIRST,
        again: bool = False,
    ) -> list[Stored]:
        prepared = made_ready(keys, text, events, id=id, raw=raw)
        return Store(register, method).write([prepared], again=again)

    return write
