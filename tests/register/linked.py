"""A linked register for tests: two reports on one shelling, one on the next day's."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from sqlalchemy import func, select
from tests.register.conftest import (
    FIRST,
    TEXT,
    landmine,
    made_ready,
    shelling,
    words,
)

from tawthiq.language.ar.lexicon import load as load_lexicon
from tawthiq.linking.passages import Passages
from tawthiq.linking.weights import load
from tawthiq.model.count import Count
from tawthiq.model.dates import EventDate
from tawthiq.model.event import Event
from tawthiq.model.incident import Incident
from tawthiq.register import Register, incidents
from tawthiq.register.link_schema import linkings
from tawthiq.register.linking import link
from tawthiq.register.store import Store
from tawthiq.register.words import Keys

WEIGHTS = load()
PASSAGES = Passages(load_lexicon())
OTHER = TEXT.replace("وقال مصدر طبي", "وأعلن مصدر طبي")  # the same told by another
THIRD = TEXT.replace("وقال مصدر طبي", "وذكر مصدر طبي")
NEXT_DAY = (
    "تجدد القصف على سرمين يوم 6 آذار 2031: قصف مدفعي استهدف سوق البلدة فيما كان الأهالي يشيعون ضحايا 5 آذار 2031، "
    "حين قُتل ثلاثة مدنيين. وأحصى مصدر طبي ثلاثين قتيلاً، وكان بين المشيعين طفلين."
)  # shelling of Sarmin again on the 6th, while people buried the dead of the 5th; a medical source counted thirty dead

Told = dict[str, tuple[str, Sequence[Event]]]


def stored(register: Register, keys: Keys, told: Told) -> None:
    """Put reports with these events into a register."""
    ready = [made_ready(keys, each, events, id=name) for name, (each, events) in told.items()]
    Store(register, FIRST).write(ready)


def linked(register: Register) -> int:
    """Run link."""
    return link(register, PASSAGES, WEIGHTS)


def next_day(**changes: object) -> Event:
    """A shelling of the same village on the day after, with its own toll."""
    day = EventDate.of("2031-03-06", "stated", evidence=words(NEXT_DAY, "6 آذار 2031"))
    event = shelling(NEXT_DAY, date=day)
    figure = msgspec.structs.replace(event.casualties[0], count=Count.of("ثلاثة", "exact", 30))
    return msgspec.structs.replace(event, **({"casualties": (figure,)} | changes))


def groups(register: Register) -> set[frozenset[str]]:
    """The incidents as sets of REPORT#EVENT."""
    with register.reading() as connection:
        found = incidents.all_incidents(connection)
        return {frozenset(f"{one.report}#{one.event}" for one in item.events) for item in found}


def record(register: Register, name: str) -> Incident:
    """The incident that an event is in."""
    with register.reading() as connection:
        return incidents.incident(connection, name)


def written(register: Register) -> int:
    """How many linkings there are."""
    with register.reading() as connection:
        return connection.scalar(select(func.count()).select_from(linkings)) or 0


@pytest.fixture
def three(register: Register, keys: Keys) -> Register:
    """Two reports on one shelling (one with a landmine besides), one on the next day's."""
    told: Told = {
        "r1": (TEXT, [shelling(), landmine()]),
        "r2": (OTHER, [shelling(OTHER)]),
        "r3": (NEXT_DAY, [next_day()]),
    }
    stored(register, keys, told)
    linked(register)
    return register


TWO = {frozenset({"r1#e1", "r2#e1"}), frozenset({"r1#e2"}), frozenset({"r3#e1"})}
APART = {frozenset({name}) for name in ("r1#e1", "r1#e2", "r2#e1", "r3#e1")}
ALL = {frozenset({"r1#e1", "r2#e1", "r3#e1"}), frozenset({"r1#e2"})}
