"""The golden cases of the reading: one YAML file a phenomenon, edited by linguists, and their comparison with events.

What a case expects is partial: of an event only the keys that are given are compared, of a figure the outcome, its
bounds and its whole always (a bound that is left out is null), anything else only where it is given. The order of
events and of figures says nothing; ``of`` is the position of the whole in the case's own list.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from tawthiq.model.event import Casualty, Event
from tawthiq.text.normal import normalise

FOLDER = Path(__file__).parent / "phenomena"
FROZEN = Path(__file__).parent / "phenomena.frozen.tsv"
BOUNDS = ("min", "best", "max")
CODES = ("type", "level", "modality")
LISTS = ("platforms", "munitions")
ITEMS = {
    "strikes": ("unit", *BOUNDS),
    "displacement": ("unit", "term", "origin", "destination", *BOUNDS),
    "facilities": ("type", "damage", "function", *BOUNDS),
    "locations": ("role", "name", "precision"),
    "actors": ("role", "code", "basis"),
    "sources": ("kind", "name"),
}
"""Lists of an event and the keys that their items are compared by, where given."""
TALKS = ("stage", "subject", "parties", "area", "duration")
FIGURE = ("outcome", *BOUNDS, "of", "status", "status_basis", "sex", "age", "role", "group", "provisional", "competes")
EVENT = (
    *CODES, "date", "date_basis", "part_of_day", "places", "attackers", "figures", "part_of", "talks", *LISTS, *ITEMS
)  # fmt: skip
MOST_PAIRINGS = 6
"""Events up to which every pairing is tried; above, they are compared in text order."""

Wanted = Mapping[str, Any]


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One text and what a careful recorder takes from it. ``published``: ISO date of the report, where it has one."""

    id: str
    grade: Literal["easy", "medium", "hard"]
    text: str
    gloss: str
    expect: tuple[dict[str, Any], ...]
    published: str | None = None
    note: str | None = None


class Phenomenon(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one file holds. ``part``: the section of the list of phenomena that it stands in."""

    phenomenon: str
    title: str
    about: str
    cases: tuple[Case, ...]
    part: str = "other"


def load(folder: Path = FOLDER) -> list[Phenomenon]:
    """All phenomena, by name. Raises ``ValueError`` that names the file where one is not of this shape."""
    return [load_file(path) for path in sorted(folder.glob("*.yaml"), key=lambda path: path.stem)]


def load_file(path: Path) -> Phenomenon:
    """One phenomenon."""
    try:
        return msgspec.convert(_plain(yaml.safe_load(path.read_text(encoding="utf-8"))), Phenomenon)
    except (yaml.YAMLError, msgspec.ValidationError) as fault:
        raise ValueError(f"{path.name}: {fault}") from fault


def _plain(value: Any) -> Any:
    """YAML's dates as ISO text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def difference(expect: Sequence[Wanted], events: Sequence[Event]) -> str | None:
    """The first difference between what is expected and what was read; None where there is none."""
    if len(expect) != len(events):
        return f"events: {len(events)} ({', '.join(event.type for event in events)}), not {len(expect)}"
    found = range(len(events))
    pairings = permutations(found) if len(events) <= MOST_PAIRINGS else iter([tuple(found)])
    best: list[str] | None = None
    for pairing in pairings:
        paired = [events[position] for position in pairing]
        faults = [fault for number, wanted in enumerate(expect) for fault in _event(wanted, paired[number], paired)]
        if not faults:
            return None
        if best is None or len(faults) < len(best):
            best = faults
    return best[0] if best else None


def _event(wanted: Wanted, event: Event, paired: Sequence[Event]) -> list[str]:
    """Every difference between one expected event and the event paired with it."""
    values = _values(event, paired)
    faults = []
    for key, value in wanted.items():
        if key == "figures":
            fault = _figures(value, event.casualties)
        elif key in ITEMS:
            fault = _items(value, getattr(event, key))
        elif key == "talks":
            fault = _talks(value, event)
        else:
            fault = _unlike(_comparable(key, value), _comparable(key, values[key]))
        if fault:
            faults.append(f"{key}: {fault}")
    return faults


def _values(event: Event, paired: Sequence[Event]) -> dict[str, Any]:
    """The fields of an event that are compared as a whole."""
    ids = [other.id for other in paired]
    impact = [place.name for place in event.locations if place.role in ("impact", "origin")]
    attackers = [a.code for a in event.actors if a.role == "attacker" and a.basis != "inferred"]
    return {
        **{key: getattr(event, key) for key in CODES},
        "date": event.date.edtf,
        "date_basis": event.date.basis,
        "part_of_day": event.date.part_of_day,
        "part_of": None if event.part_of is None else ids.index(event.part_of),
        "places": impact,
        "attackers": attackers,
        "platforms": [item.code for item in event.platforms],
        "munitions": [item.code for item in event.munitions],
    }


def _comparable(key: str, value: Any) -> Any:
    """A field without its order, a place without its spelling of hamza and ة; ``A|B`` without its order."""
    if key == "date" and value is not None:
        return str(value)
    if not isinstance(value, (list, tuple)):
        return value
    if key == "places":
        return Counter(folded(name) for name in value)
    return Counter("|".join(sorted(str(code).split("|"))) for code in value)


def folded(name: str) -> str:
    """A name as it is compared."""
    return normalise(name, _no_word).folded.strip()


def _no_word(_: str) -> bool:
    """No letters are rejoined in a name."""
    return False


def _unlike(wanted: Any, found: Any) -> str | None:
    if wanted == found:
        return None
    return f"{_shown(found)}, not {_shown(wanted)}"


def _shown(value: Any) -> str:
    return str(sorted(value.elements())) if isinstance(value, Counter) else str(value)


def _figures(wanted: Sequence[Wanted], found: Sequence[Casualty]) -> str | None:
    """The first difference between the expected figures and those read."""
    one, other = [_core(figure, wanted) for figure in wanted], [_core_read(figure, found) for figure in found]
    if Counter(one) != Counter(other):
        return f"{_list(other)}, not {_list(one)}"
    details = [
        {key: value for key, value in figure.items() if key not in ("outcome", "of", *BOUNDS)} for figure in wanted
    ]
    return _assigned(
        list(zip(one, details, strict=True)), [(core, _details(f, found)) for core, f in zip(other, found, strict=True)]
    )


Core = tuple[Any, ...]


def _core(figure: Wanted, figures: Sequence[Wanted]) -> Core:
    """Outcome and bounds of an expected figure, and those of its whole."""
    whole = figure.get("of")
    return (*_own(figure), None if whole is None else _own(figures[whole]))


def _own(figure: Wanted) -> Core:
    return (figure["outcome"], *(figure.get(key) for key in BOUNDS))


def _core_read(figure: Casualty, figures: Sequence[Casualty]) -> Core:
    """The same of a figure that was read."""
    whole = figure.subset_of
    return (*_own_read(figure), None if whole is None else _own_read(figures[whole]))


def _own_read(figure: Casualty) -> Core:
    return (figure.outcome, *(getattr(figure.count, key) for key in BOUNDS))


def _details(figure: Casualty, figures: Sequence[Casualty]) -> dict[str, Any]:
    """What else may be expected of a figure."""
    keys = ("status", "status_basis", "sex", "age", "role", "group", "provisional")
    rival = any(figure is figures[f.competes_with] for f in figures if f.competes_with is not None)
    return {key: getattr(figure, key) for key in keys} | {"competes": figure.competes_with is not None or rival}


def _assigned(wanted: Sequence[tuple[Core, Wanted]], found: list[tuple[Core, dict[str, Any]]]) -> str | None:
    """The first expected figure that has no figure of its own among those read."""
    left = list(found)
    for core, details in sorted(wanted, key=lambda pair: -len(pair[1])):
        fitting = [item for item in left if item[0] == core and all(item[1][k] == v for k, v in details.items())]
        if fitting:
            left.remove(fitting[0])
            continue
        near = next(item[1] for item in left if item[0] == core)
        wrong = {key: near[key] for key, value in details.items() if near[key] != value}
        return f"{_list([core])} {wrong}, not { {key: details[key] for key in wrong} }"
    return None


def _list(cores: Iterable[Core]) -> str:
    """Figures in short: ``killed 9/9/9, killed 3/3/3 of killed 9/9/9``."""
    return "; ".join(_short(c[:4]) + (f" of {_short(c[4])}" if c[4] else "") for c in cores) or "none"


def _short(core: Core) -> str:
    return f"{core[0]} " + "/".join("–" if bound is None else str(bound) for bound in core[1:])


def _items(wanted: Sequence[Any], found: Sequence[Any]) -> str | None:
    """The first difference between two lists of items, each compared by the keys that are given."""
    left = [_item(item) for item in found]
    if len(wanted) != len(left):
        return f"{len(left)} ({left}), not {len(wanted)}"
    for item in sorted(({"type": i} if isinstance(i, str) else i for i in wanted), key=lambda i: -len(i)):
        fitting = [have for have in left if all(_same(name, have.get(name), value) for name, value in item.items())]
        if not fitting:
            return f"no {item} among {left}"
        left.remove(fitting[0])
    return None


def _item(item: Any) -> dict[str, Any]:
    """The comparable keys of an item of an event."""
    values = {name: getattr(item, name) for name in item.__struct_fields__ if name not in ("evidence", "count")}
    count = getattr(item, "count", None)
    return {name: value for name, value in values.items() if value is not None} | (
        {} if count is None else {bound: getattr(count, bound) for bound in BOUNDS}
    )


def _same(key: str, one: Any, other: Any) -> bool:
    if key in ("name", "origin", "destination") and isinstance(one, str) and isinstance(other, str):
        return folded(one) == folded(other)
    return bool(one == other)


def _talks(wanted: Wanted | None, event: Event) -> str | None:
    """The first difference in what is said of talks."""
    if wanted is None or event.talks is None:
        return None if (wanted is None) == (event.talks is None) else f"{event.talks}, not {wanted}"
    for key, value in wanted.items():
        found = getattr(event.talks, key)
        found = list(found) if isinstance(found, tuple) else found
        if found != value:
            return f"{key}: {found}, not {value}"
    return None
