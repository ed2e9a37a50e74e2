"""Several files as one: joined places, areas that only a list knows, ties, countries, directions, answers learned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.places.conftest import Import

from tawthiq.model.place import PlaceMention
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.places.geometry import distance_km
from tawthiq.places.learned import Learned, LearnedNames

HEADER = "ADM4_EN,ADM4_AR,ADM4_PCODE,ADM3_EN,ADM3_AR,ADM3_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE,ADM1_AR,ADM1_PCODE,lat,lon\n"


def row(name: str, code: str, third: str, second: str, first: str, lat: float, lon: float) -> str:
    """A village in a sub-district (Arabic name and P-code), a district and a governorate."""
    a3, p3 = third.split(":")
    a2, p2 = second.split(":")
    a1, p1 = first.split(":")
    return f"{code},{name},{code},{p3},{a3},{p3},{p2},{a2},{p2},{a1},{p1},{lat},{lon}\n"


IDLIB, ALEPPO = "إدلب:SY07", "حلب:SY02"
SARAQAB, ARIHA = ("سراقب:SY070299", "إدلب المركز:SY0799"), ("محمبل:SY070399", "أريحا:SY0798")
ROWS = (
    row("سراقب", "C1", *SARAQAB, IDLIB, 35.861, 36.803)
    + row("مثالين", "C2", *SARAQAB, IDLIB, 35.85, 36.78)
    + row("مثالين", "C3", *ARIHA, IDLIB, 35.78, 36.46)
    + row("توأمان", "C4", *ARIHA, IDLIB, 35.75, 36.40)
    + row("توأمان", "C5", *ARIHA, IDLIB, 35.85, 36.55)
    + row("شتيتان", "C6", *ARIHA, IDLIB, 35.78, 36.45)
    + row("شتيتان", "C7", "مثال:SY020199", "مثالها:SY0299", ALEPPO, 36.25, 37.45)
    + row("وحيدان", "C8", "مثال:SY020199", "مثالها:SY0299", ALEPPO, 36.25, 37.40)
)


@pytest.fixture
def atlas(bring: Import, layered: Callable[[], Gazetteer], tmp_path: Path) -> Gazetteer:
    (tmp_path / "pplp.csv").write_text(HEADER + ROWS, encoding="utf-8")
    bring(tmp_path / "pplp.csv")
    return layered()


def test_a_place_of_both_files_is_one(atlas: Gazetteer, gazetteer: Gazetteer) -> None:
    alone, joined = (one.resolve([PlaceMention(name="سراقب", kind="town")], "SY")[0] for one in (gazetteer, atlas))
    assert (joined.place_id, joined.lat, joined.lon) == (alone.place_id, alone.lat, alone.lon)
    assert joined.alternatives == alone.alternatives
    assert [link.pcode for link in atlas.chain(joined)][-2:] == ["SY070299", "C1"]


def test_a_sub_district_that_only_a_list_knows_decides(atlas: Gazetteer) -> None:
    for area, place_id in (("سراقب", "ocha:C2"), ("محمبل", "ocha:C3")):
        nahiya = PlaceMention(name=area, kind="district")
        assert atlas.resolve([PlaceMention(name="مثالين", within=(nahiya,))], "SY")[0].place_id == place_id
    there = PlaceMention(name="محمبل", kind="district")
    unknown = atlas.resolve([PlaceMention(name="كفرخيال", kind="village", known=False, within=(there,))], "SY")[0]
    assert (unknown.place_id, unknown.precision, unknown.admin1) == (None, "admin3", "Idlib")
    itself = atlas.resolve([there], "SY")[0]
    assert (itself.place_id, itself.precision) == ("ocha:SY070399", "admin3")
    assert itself.radius_km is not None


@pytest.mark.parametrize(
    ("name", "precision", "admin1", "admin2"),
    [("توأمان", "admin3", "Idlib", "SY0798"), ("مثالين", "admin1", "Idlib", None), ("شتيتان", "country", None, None)],
)
def test_a_tie_gives_the_smallest_area_of_all(
    name: str, precision: str, admin1: str | None, admin2: str | None, atlas: Gazetteer
) -> None:
    place = atlas.resolve([PlaceMention(name=name, kind="village")], "SY")[0]
    assert (place.place_id, place.lat, place.country) == (None, None, "SY")
    assert (place.precision, place.admin1, place.admin2) == (precision, admin1, admin2)
    assert len(place.alternatives) == 2
    assert all(other.why and 0 < other.score <= 1 for other in place.alternatives)


def test_one_name_decides_the_country_of_an_imported_list(atlas: Gazetteer, gazetteer: Gazetteer) -> None:
    """Ariha is in Idlib, and Jericho's Arabic name: a team that imported a list of Syria means Syria."""
    ariha = [PlaceMention(name="أريحا", kind="city")]
    assert gazetteer.resolve(ariha)[0].place_id is None
    place = atlas.resolve(ariha)[0]
    assert (place.country, place.admin1) == ("SY", "Idlib")
    assert "of which a list of places was imported" in place.why
    assert atlas.resolve(ariha, "PS")[0].country == "PS"
    unknown = [PlaceMention(name=f"خيال{number}", known=False) for number in range(3)]
    assert atlas.resolve([PlaceMention(name="وحيدان"), *unknown])[0].place_id == "ocha:C8"


@pytest.mark.parametrize(("bearing", "north", "east"), [("NE", 1, 1), ("S", -1, 0), ("W", 0, -1)])
def test_a_direction_from_a_sub_district(bearing: str, north: int, east: int, gazetteer: Gazetteer) -> None:
    """شمال شرق ناحية تل تمر: north-east of the sub-district of Tall Tamr, some kilometres from its seat."""
    mention = PlaceMention(name="تل تمر", kind="district", bearing=bearing)  # type: ignore[arg-type]  # one of the bearings
    seat = gazetteer.resolve([PlaceMention(name="تل تمر", kind="town")], "SY")[0]
    place = gazetteer.resolve([mention], "SY")[0]
    assert (place.precision, place.place_id) == ("near", seat.place_id)
    assert None not in (place.lat, place.lon, seat.lat, seat.lon)
    assert 3 < distance_km(place.lat, place.lon, seat.lat, seat.lon) < 10  # type: ignore[arg-type]  # not None, as asserted
    assert ((place.lat > seat.lat) - (place.lat < seat.lat), (place.lon > seat.lon) - (place.lon < seat.lon)) == (
        north,
        east,
    )  # type: ignore[operator]  # the same
    assert place.radius_km is not None
    assert place.radius_km >= 10
    assert f"to the {bearing} of it" in place.why


def answer(**said: object) -> Learned:
    return Learned(**({"name": "خيالة", "by": "rima", "at": "2031-03-12T10:00:00Z", "why": "asked the source"} | said))  # type: ignore[arg-type]  # as the test says


def test_an_answer_is_found_and_preferred(gazetteer: Gazetteer) -> None:
    taught = gazetteer.learning(LearnedNames([answer(lat=35.7, lon=36.6, admin1="SY-ID")]))
    assert gazetteer.scan(["قصف", "خياله"]) == []
    assert [span.key for span in taught.scan(["قصف", "خياله"])] == ["خياله"]
    place = taught.resolve([PlaceMention(name="خيالة", kind="village")])[0]
    assert (place.place_id, place.lat, place.lon, place.admin1) == ("learned:SY-ID/خياله", 35.7, 36.6, "Idlib")
    assert (place.country, place.precision, place.radius_km) == ("SY", "settlement", 2.0)
    assert "rima decided so on 2031-03-12: asked the source" in place.why


def test_an_answer_may_name_a_place_of_the_gazetteer(gazetteer: Gazetteer) -> None:
    taught = gazetteer.learning(LearnedNames([answer(name="النيرب", place_id="ocha:C3867", admin1="SY-ID")]))
    nayrab = PlaceMention(name="النيرب", kind="village")
    assert gazetteer.resolve([nayrab])[0].place_id is None  # two fit equally
    assert taught.resolve([nayrab])[0].place_id == "ocha:C3867"
    aleppo = PlaceMention(name="النيرب", within=(PlaceMention(name="حلب", kind="countryside"),))
    assert taught.resolve([aleppo])[0].admin1 == "Aleppo"  # an answer for Idlib says nothing of Aleppo


def test_a_later_answer_takes_the_place_of_an_earlier(gazetteer: Gazetteer) -> None:
    late = answer(lat=35.8, lon=36.6, admin1="SY-ID", at="2031-04-01T00:00:00Z")
    names = LearnedNames([late, answer(lat=35.7, lon=36.6, admin1="SY-ID"), answer(lat=36.2, lon=37.2, admin1="SY-HL")])
    assert len(names) == 2
    taught = gazetteer.learning(names)
    idlib = PlaceMention(name="خيالة", within=(PlaceMention(name="إدلب", kind="countryside"),))
    assert taught.resolve([idlib])[0].lat == 35.8
    assert taught.resolve([PlaceMention(name="خيالة")])[0].place_id is None  # two answers, and nothing says which


def test_an_answer_on_a_layer_that_is_gone(gazetteer: Gazetteer) -> None:
    gone = gazetteer.learning(LearnedNames([answer(place_id="ocha:C99999")]))
    assert gone.resolve([PlaceMention(name="خيالة")], "SY")[0].place_id is None
    pointed = gazetteer.learning(LearnedNames([answer(place_id="ocha:C99999", lat=35.7, lon=36.6, country="SY")]))
    assert pointed.resolve([PlaceMention(name="خيالة")], "SY")[0].place_id == "ocha:C99999"
