"""Names that reviewers have settled: kept in the register, handed to the gazetteer, and used from then on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from tawthiq.model.place import PlaceKind
from tawthiq.places import names
from tawthiq.places.atlas import Atlas
from tawthiq.places.index import MAJOR, WITH, WITHOUT, MemoryIndex
from tawthiq.places.store import Place

_DEFAULT_KM = 2.0


class Learned(msgspec.Struct, frozen=True, kw_only=True):
    """One answer of a reviewer: ``name`` (as reports write it), where it lies in ``admin1`` (ISO 3166-2; None:
    anywhere), is the gazetteer place ``place_id`` or, where no gazetteer has it, the point.

    ``by``, ``at`` (ISO 8601) and ``why``: who decided, when, and for what reason. A later answer for the same name and
    area takes the place of an earlier one.
    """

    name: str
    by: str
    at: str
    why: str
    admin1: str | None = None
    place_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    kind: PlaceKind = "village"
    country: str | None = None


class LearnedNames:
    """Answers by name. The gazetteer is given a new one whenever the register learns something."""

    def __init__(self, answers: Iterable[Learned] = ()) -> None:
        latest: dict[tuple[str, str | None], Learned] = {}
        for answer in sorted(answers, key=lambda one: one.at):
            latest[names.key(names.words(answer.name)), answer.admin1] = answer
        self._by_key: dict[str, list[Learned]] = defaultdict(list)
        for (key, _), answer in latest.items():
            self._by_key[key].append(answer)

    def __len__(self) -> int:
        return sum(map(len, self._by_key.values()))

    def index(self) -> MemoryIndex:
        """The names, for a scanner."""
        return MemoryIndex({key: [WITH | WITHOUT | MAJOR] for key in self._by_key}, {})

    def answer(self, name: str, areas: Sequence[str]) -> Learned | None:
        """The answer for a name in a sentence that names the first-level ``areas`` (ISO 3166-2; none: it names none).

        An answer for another area does not hold; one for an area holds without it only if it is the only one.
        """
        found = self._by_key.get(names.key(names.words(name)), ())
        fitting = [one for one in found if one.admin1 in areas]
        if not fitting and not areas and len(found) == 1:
            return found[0]
        return next(iter(fitting), next((one for one in found if one.admin1 is None), None))


def place_of(answer: Learned, atlas: Atlas, number: int) -> Place | None:
    """The place that an answer names; of a point, one made for it with ``number``. None where the answer names a place
    of a layer that is no longer there and gives no point."""
    found = atlas.whole(answer.place_id) if answer.place_id is not None else None
    if found is not None or answer.lat is None or answer.lon is None:
        return found
    area = atlas.area(answer.admin1) if answer.admin1 else None
    country = answer.country or (area.country if area else "")
    key = names.key(names.words(answer.name)).replace(" ", "-")
    place_id = answer.place_id or f"learned:{answer.admin1 or country}/{key}"
    return Place(
        number, place_id, answer.name, answer.name, answer.kind, 0, country, answer.admin1, None, None, None, None,
        answer.lat, answer.lon, answer.radius_km or _DEFAULT_KM, 0, None, "", f"learned: {answer.by}", "",
    )  # fmt: skip


def reason(answer: Learned) -> str:
    """Who decided, when and why."""
    return f"{answer.by} decided so on {answer.at[:10]}: {answer.why}"
