"""Which reports are independent of one another: not copies, not of one publisher, not resting on one speaker."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from tawthiq.linking.copies import is_copy
from tawthiq.linking.passages import stem
from tawthiq.linking.told import Told
from tawthiq.model.event import Source
from tawthiq.text.normal import fold

_ONE_BODY = ("rescue_service",)
"""Kinds of speakers of which a place has one, whatever reports call it."""
_NAMED = ("agency", "monitor", "medical", "party", "official")
"""Kinds whose names tell speakers apart. A witness, a resident or a correspondent of one report is not that of another:
such a report speaks for itself."""

_TITLES = frozenset(map(stem, map(fold, ("وكالة", "الأنباء", "للأنباء", "المرصد", "شبكة", "مصدر", "مصادر", "قناة"))))

Voice = tuple[str, frozenset[str]]


def voices(told: Sequence[Told]) -> dict[str, int]:
    """Report (its SHA-256) -> the number of the voice it is of. Reports of one voice count as one source."""
    reports: dict[str, list[Told]] = {}
    for item in told:
        reports.setdefault(item.header.sha256, []).append(item)
    names = sorted(reports)
    root = {name: name for name in names}
    spoken = {name: set(_voices_of(reports[name])) for name in names}
    for one, other in itertools.combinations(names, 2):
        if _find(root, one) != _find(root, other) and (
            _alike(spoken[one], spoken[other]) or is_copy(reports[one][0].shingles, reports[other][0].shingles)
        ):
            low, high = sorted((_find(root, one), _find(root, other)))
            root[high] = low
    numbers: dict[str, int] = {}
    return {name: numbers.setdefault(_find(root, name), len(numbers)) for name in names}


def _find(root: Mapping[str, str], name: str) -> str:
    while root[name] != name:
        name = root[name]
    return name


def _voices_of(told: Iterable[Told]) -> Iterable[Voice]:
    """Whom a report rests on: the speakers that it names; its publisher, who may be a speaker for others."""
    for item in told:
        if item.header.publisher:
            yield ("publisher", _name(item.header.publisher))
        for source in item.event.sources:
            yield from _voice(source)


def _voice(source: Source) -> Iterable[Voice]:
    if source.kind in _ONE_BODY:
        yield (source.kind, frozenset())
    elif source.kind in _NAMED:
        yield (source.kind, _name(source.name))


def _name(name: str) -> frozenset[str]:
    whole = frozenset(stem(part) for part in fold(name).split())
    return (whole - _TITLES) or whole


def _alike(one: Iterable[Voice], other: Iterable[Voice]) -> bool:
    """Whether two reports share a voice: the same kind (or one the publisher that the other quotes), and one name
    within the other."""
    for (kind, name), (other_kind, other_name) in itertools.product(one, other):
        if kind == other_kind and not name and not other_name and kind in _ONE_BODY:
            return True
        comparable = name and other_name and (kind == other_kind or "publisher" in (kind, other_kind))
        if comparable and (name <= other_name or other_name <= name):
            return True
    return False


def count(told: Iterable[Told], of: Mapping[str, int]) -> int:
    """How many independent voices say something."""
    return len({of[item.header.sha256] for item in told})
