"""Records into a layer's file: names filed, areas joined, places located; streamed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TextIO

import msgspec

from tawthiq.errors import InputError
from tawthiq.places import names, schema
from tawthiq.places.drafts import STRONG, Draft, label_of
from tawthiq.places.geometry import Box
from tawthiq.places.importing.areas import Areas, Gathered
from tawthiq.places.importing.common import Standing
from tawthiq.places.importing.locate import Locator
from tawthiq.places.importing.records import AreaName, Record, Refused
from tawthiq.places.index import MAJOR, WITH, WITHOUT, FirstWords

_BATCH = 2000
_MAX_NAMES = 40
_LONG_ENOUGH = 4
_RADIUS = {
    "city": 5.0,
    "town": 2.0,
    "village": 1.5,
    "district": 12.0,
    "governorate": 40.0,
    "mountain": 8.0,
    "region": 15.0,
}
_CITY_RADIUS = ((500_000, 8.0), (100_000, 5.0), (20_000, 3.0))


class Tally(msgspec.Struct):
    """What became of the rows."""

    places: int = 0
    areas: int = 0
    rejected: int = 0
    doubtful: int = 0
    first_reason: str = ""
    countries: Counter[str] = msgspec.field(default_factory=Counter)
    pcodes: dict[str, str] = msgspec.field(default_factory=dict)


class Writer:
    """Writes one layer. ``report`` takes a line for each row refused or doubted; ``standing`` tells names that are also
    ordinary words."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        layer: str,
        locator: Locator,
        standing: Callable[[str], Standing],
        report: TextIO,
    ) -> None:
        self._connection, self._layer, self._locator, self._report = connection, layer, locator, report
        self._standing = standing
        self._areas = Areas(layer)
        self._firsts = FirstWords()
        self._ids: dict[str, str] = {}
        self._guessed: list[tuple[int, str, Gathered]] = []
        self._written = 0
        self.tally = Tally()
        report.write("line\twhat\treason\trow\n")

    def write(self, records: Iterable[Record | Refused], source: str) -> Tally:
        """All of it. Raises ``InputError`` where no row can be used."""
        feed = iter(records)
        while batch := list(islice(feed, _BATCH)):
            self._locator.assume(record for record in batch if isinstance(record, Record))
            drafts = [draft for record in batch if (draft := self._taken(record)) is not None]
            self._store(drafts)
        if not self.tally.places:
            why = f"; the first: {self.tally.first_reason}" if self.tally.first_reason else ""
            raise InputError(f"holds no row that can be used ({self.tally.rejected} refused{why})", source=source)
        self._settle()
        drawn = self._areas.drafts()
        self.tally.areas = len(drawn)
        self._store(drawn)
        self._connection.execute("INSERT INTO parcel VALUES ('firsts', ?)", (self._firsts.packed(),))
        return self.tally

    def _taken(self, record: Record | Refused) -> Draft | None:
        if isinstance(record, Refused):
            self._refuse(record)
            return None
        shown = " | ".join((*record.names_ar[:2], *record.names_en[:2]))
        country = self._locator.country(record)
        if country is None:
            self._refuse(Refused(record.line, "nothing tells its country: give it with --country", shown))
            return None
        key = names.key(names.words(next(iter((*record.names_ar, *record.names_en)), "")))
        if self._ids.get(record.place_id) == key:
            self._refuse(Refused(record.line, f"{record.place_id} is in the file twice: the first is kept", shown))
            return None
        if record.place_id in self._ids:
            reason = f"{record.place_id} is another place of the file, too: this one is kept without that code"
            self._refuse(Refused(record.line, reason, shown, kept=True))
            record = msgspec.structs.replace(record, place_id=f"{record.place_id}~{record.line}", pcode="")
        draft = self._draft(record, country, shown)
        if draft is None:
            self._refuse(Refused(record.line, "it has no name in Arabic or Latin letters that can be looked up", shown))
            return None
        self._ids[record.place_id] = key
        return draft

    def _draft(self, record: Record, country: str, shown: str) -> Draft | None:
        """The place of a record, located and named; None where it has no name that can be looked up."""
        said = self._locator.said(record, country)
        if record.level == 1 and said is None:
            said = self._first_level(record, country)
        admin1 = said or self._locator.located(record, country)
        draft = _place(record, country, admin1, self._layer)
        if not draft.names:
            return None
        areas = self._areas.of(record.areas, country)
        self._areas.add(areas, admin1, record.lat, record.lon)
        self._chain(draft, areas, record)
        if said is None and admin1 is not None and areas:
            self._guessed.append((self.tally.places, admin1, areas[0]))
        elif said is not None and record.lat is not None and record.lon is not None:
            doubt = self._locator.doubt(said, record.lat, record.lon)
            if doubt is not None:
                self._refuse(Refused(record.line, doubt, shown, kept=True))
        for area in record.areas:
            if said is not None and area.level == 1 and area.pcode and " " not in area.pcode:
                self.tally.pcodes[said] = area.pcode
        self.tally.places += 1
        self.tally.countries[country] += 1
        return draft

    def _first_level(self, record: Record, country: str) -> str | None:
        """The code of a row that is a first-level area itself; its own id where we hold none for it."""
        for arabic in record.names_ar or ("",):
            for latin in record.names_en or ("",):
                found = self._locator.named(AreaName(1, arabic, latin, record.pcode), country)
                if found is not None:
                    return found
        return record.pcode or None

    def _chain(self, draft: Draft, areas: list[Gathered], record: Record) -> None:
        for area in areas:
            if area.area.level == 2:
                draft.admin2, draft.admin2_id = area.label(), area.place_id
            elif area.area.level == 3:
                draft.admin3, draft.admin3_id = area.label(), area.place_id
        if record.level == 2:
            draft.admin2, draft.admin2_id = draft.label_en, draft.place_id
        elif record.level in (3, 4):
            draft.admin3, draft.admin3_id = draft.label_en, draft.place_id
        if record.level > 1:
            self._areas.listed.add(record.place_id)

    def _settle(self) -> None:
        """Rows whose first-level area was told by their point alone follow most rows of their second-level area."""
        for number, guess, area in self._guessed:
            most = area.code()
            if most is not None and most != guess:
                self._connection.execute("UPDATE place SET admin1 = ? WHERE number = ?", (most, number))
                row = self._connection.execute(
                    "SELECT place_id, label_en FROM place WHERE number = ?", (number,)
                ).fetchone()
                reason = f"its point lies in {guess}, most of {area.label()} in {most}"
                self._refuse(Refused(0, reason, f"{row[0]} | {row[1]}", kept=True))

    def _store(self, drafts: list[Draft]) -> None:
        first = self._written
        self._connection.executemany(
            schema.insert_place, (schema.row_of(first + at, draft) for at, draft in enumerate(drafts))
        )
        self._connection.executemany(
            schema.insert_name,
            ((key, how, first + at) for at, draft in enumerate(drafts) for key, how in draft.names),
        )
        for draft in drafts:
            for key, how in draft.names:
                if how == STRONG:
                    self._firsts.add(key, self._traits(draft, key))
        self._written += len(drafts)

    def _traits(self, draft: Draft, key: str) -> int:
        """What a scanner is told of a name; 0 for a function word. Lists often drop the article, so that a name of four
        letters or more is as sure with it."""
        standing = self._standing(key)
        if standing == "never":
            return 0
        article = draft.articles.get(key, 0)
        if article == WITHOUT and len(key) >= _LONG_ENOUGH:
            article = WITH | WITHOUT
        return (article or WITH | WITHOUT) | (MAJOR if standing == "sure" and not draft.minor else 0)

    def _refuse(self, row: Refused) -> None:
        if row.kept:
            self.tally.doubtful += 1
        else:
            self.tally.rejected += 1
            self.tally.first_reason = self.tally.first_reason or f"line {row.line}: {row.reason}"
        cells = (str(row.line or ""), "doubtful" if row.kept else "rejected", row.reason, row.row)
        self._report.write("\t".join(" ".join(cell.split()) for cell in cells) + "\n")


def _place(record: Record, country: str, admin1: str | None, layer: str) -> Draft:
    """A record with its names filed; of one with an outline, the box and the radius that hold it."""
    draft = Draft(
        record.place_id, label_of(record.names_ar), next(iter((*record.names_en, *record.names_ar)), ""), record.kind,
        country, admin1, level=record.level, pcode=record.pcode, population=record.population,
        lat=None if record.lat is None else round(record.lat, 5),
        lon=None if record.lon is None else round(record.lon, 5),
        source=layer, note=record.note, minor=not record.major,
    )  # fmt: skip
    draft.radius_km = (record.radius_km or _radius(record)) if draft.lat is not None else None
    for name in record.names_ar[:_MAX_NAMES]:
        draft.add_name(name)
    for name in record.names_en[:_MAX_NAMES]:
        draft.add_latin(name)
    if record.rings:
        lats = [lat for ring in record.rings for _, lat in ring]
        lons = [lon for ring in record.rings for lon, _ in ring]
        draft.box = Box(min(lats), min(lons), max(lats), max(lons))
        draft.radius_km = round(draft.box.radius_km, 1)
    return draft


def _radius(record: Record) -> float:
    """How far an incident "in" a place may lie from its point, by size and kind."""
    if record.kind in ("city", "town", "village"):
        return next((km for people, km in _CITY_RADIUS if record.population >= people), _RADIUS[record.kind])
    return _RADIUS.get(record.kind, 1.5)
