"""The gazetteer as the rest of the project sees it: built on first use, scanned and asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import platformdirs

from tawthiq.model.place import NameSpan, PlaceMention, ResolvedPlace
from tawthiq.places import names
from tawthiq.places.atlas import Atlas
from tawthiq.places.build import FILE_NAME, Progress, build, is_fresh
from tawthiq.places.chain import Link, chain
from tawthiq.places.layers import usable
from tawthiq.places.learned import LearnedNames
from tawthiq.places.resolve import NameResolver
from tawthiq.places.scan import NameScanner
from tawthiq.places.store import Store
from tawthiq.refdata.places import rows

__all__ = ["Gazetteer", "build", "default_folder"]


def default_folder() -> Path:
    """The user's cache folder for compiled gazetteers; callers may name another."""
    return Path(platformdirs.user_cache_dir("tawthiq", appauthor=False))


def embedded(folder: Path, progress: Progress | None = None) -> Store:
    """The embedded gazetteer of a cache folder, built first where needed. Raises
    :class:`~tawthiq.errors.GazetteerError`."""
    path = folder / FILE_NAME
    return Store.open(path if is_fresh(path) else build(folder, progress))


class Gazetteer:
    """Known places: a :class:`~tawthiq.model.place.PlaceScanner` and a :class:`~tawthiq.model.place.PlaceResolver`."""

    def __init__(self, atlas: Atlas, learned: LearnedNames | None = None) -> None:
        learned = learned or LearnedNames()
        conflict = frozenset(country.iso for country in rows.countries() if country.conflict)
        self.atlas = atlas
        self._scanner = NameScanner((*atlas.indexes, learned.index()), rows.common_names())
        self._resolver = NameResolver(atlas, conflict, learned)

    @classmethod
    def open(cls, folder: Path | None = None, progress: Progress | None = None, layers: Path | None = None) -> Self:
        """The gazetteer of ``folder`` (the user's cache folder if None), built first where it is missing or older than
        its sources, with the layers that were imported into the folder ``layers``; ``progress`` is told what is being
        built and the share done.

        Raises :class:`~tawthiq.errors.GazetteerError`.
        """
        stores = [embedded(folder or default_folder(), progress)]
        for shelf, layer in enumerate(usable(layers) if layers is not None else (), start=1):
            stores.append(Store.open(layer.path, layer.name, shelf))
        return cls(Atlas(stores))

    def learning(self, learned: LearnedNames) -> Self:
        """This gazetteer with reviewers' answers for names, which it finds in texts and prefers to its own. The files
        are shared: close one of the two."""
        return type(self)(self.atlas, learned)

    def scan(self, words: Sequence[str]) -> list[NameSpan]:
        """Known names in folded words; see :class:`~tawthiq.model.place.PlaceScanner`."""
        return self._scanner.scan(words)

    def resolve(self, mentions: Sequence[PlaceMention], country: str | None = None) -> list[ResolvedPlace]:
        """One answer for each mention of one report; see :class:`~tawthiq.model.place.PlaceResolver`."""
        return self._resolver.resolve(mentions, country)

    def resolve_name(self, name: str, admin1: str | None = None, country: str | None = None) -> ResolvedPlace:
        """A place as a person would type it: with class words and directions, or in Latin letters.

        ``admin1``: a first-level area or country to look in, by its name in either language or its ISO code.
        ``country``: alpha-2.
        """
        within = (PlaceMention(name=admin1.strip("() "), kind="governorate"),) if admin1 else ()
        mention = self._mention(name, within)
        return self._resolver.resolve([mention], country.upper() if country else None)[0]

    def chain(self, place: ResolvedPlace) -> tuple[Link, ...]:
        """The areas around an answer, from the country down, and the place itself where there is one."""
        found = self.atlas.whole(place.place_id) if place.place_id is not None else None
        areas = self.atlas.stores[0].of_kind("governorate") if found is None and place.admin1 is not None else ()
        admin1 = next(
            (area.admin1 for area in areas if (area.label_en, area.country) == (place.admin1, place.country)), None
        )
        return chain(self.atlas, found, place.country, admin1)

    def count(self) -> int:
        """How many places the gazetteer holds."""
        return self.atlas.count()

    def close(self) -> None:
        """Closes its files. The gazetteer cannot be used afterwards."""
        self.atlas.close()

    def _mention(self, name: str, within: tuple[PlaceMention, ...]) -> PlaceMention:
        written = names.words(name)
        if self.atlas.named(names.key(written)) or not names.is_arabic(written):
            return PlaceMention(name=name.strip(), within=within)
        parsed = names.parse(name)
        return PlaceMention(
            name=" ".join(parsed.name), kind=parsed.kind, bearing=parsed.bearing, near=parsed.near, within=within
        )
