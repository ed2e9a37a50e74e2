"""Resolution: seed villages, traps, sectors, ties, unknown names."""

from __future__ import annotations

import pytest

from tawthiq.model.place import PlaceMention, PlaceResolver, ResolvedPlace
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.places.geometry import distance_km

IDLIB = PlaceMention(name="إدلب", kind="countryside")
HAMA = PlaceMention(name="حماة", kind="countryside")


def one(gazetteer: PlaceResolver, mention: PlaceMention, country: str | None = None) -> ResolvedPlace:
    return gazetteer.resolve([mention], country)[0]


def km(place: ResolvedPlace, lat: float, lon: float) -> float:
    if place.lat is None or place.lon is None:
        raise AssertionError(f"{place} has no point")
    return distance_km(place.lat, place.lon, lat, lon)


@pytest.mark.parametrize(
    ("name", "admin1", "lat", "lon", "precision", "within_km"),
    [
        ("إدلب", "Idlib", 35.93, 36.63, "settlement", 5),
        ("حماه", "Hama", 35.13, 36.76, "settlement", 5),
        ("حلب", "Aleppo", 36.20, 37.16, "settlement", 5),
        ("معرة النعمان", "Idlib", 35.65, 36.68, "settlement", 5),
        ("خان شيخون", "Idlib", 35.44, 36.65, "settlement", 5),
        ("التمانعة", "Idlib", 35.46, 36.75, "settlement", 5),
        ("النيرب", "Idlib", 35.87, 36.72, "settlement", 5),
        ("النيرب", "Aleppo", 36.19, 37.26, "settlement", 5),
        ("الهبيط", "Idlib", 35.44, 36.54, "settlement", 5),
        ("مرديخ", "Idlib", 35.81, 36.79, "settlement", 5),
        ("بلشون", "Idlib", 35.73, 36.54, "settlement", 5),
        ("بليون", "Idlib", 35.70, 36.50, "settlement", 5),
        ("جبل الزاوية", "Idlib", 35.72, 36.55, "feature", 5),
        ("اللطامنة", "Hama", 35.32, 36.62, "settlement", 5),
        ("كفرزيتا", "Hama", 35.37, 36.60, "settlement", 5),
        ("كفر زيتا", "Hama", 35.37, 36.60, "settlement", 5),
        ("مورك", "Hama", 35.38, 36.69, "settlement", 5),
        ("قلعة المضيق", "Hama", 35.41, 36.39, "settlement", 5),
        ("سلحب", "Hama", 35.26, 36.38, "settlement", 5),
        ("أصيلة", "Hama", 35.20, 36.49, "settlement", 5),
        ("عين الكروم", "Hama", 35.35, 36.28, "settlement", 5),
        ("ريف إدلب الجنوبي", "Idlib", 35.55, 36.62, "sector", 25),
        ("ريف حماه", "Hama", 35.20, 36.90, "admin1", 25),
    ],
)
def test_seed_places(
    gazetteer: Gazetteer, name: str, admin1: str, lat: float, lon: float, precision: str, within_km: float
) -> None:
    place = gazetteer.resolve_name(name, admin1)
    assert (place.country, place.admin1, place.precision) == ("SY", admin1, precision)
    assert place.place_id
    assert place.radius_km
    assert place.why
    assert km(place, lat, lon) <= within_km


def test_astana_is_a_city_of_kazakhstan(gazetteer: Gazetteer) -> None:
    for place in (gazetteer.resolve_name("أستانا"), gazetteer.resolve_name("أستانا", country="SY")):
        assert (place.country, place.label_en) == ("KZ", "Astana")


def test_a_bare_village_name_is_not_abroad(gazetteer: Gazetteer) -> None:
    """Asilah of Morocco (31,000 people) is meant by a report on Morocco only; Binnish never by one on Yemen."""
    assert gazetteer.resolve_name("أصيلة").country == "SY"
    assert gazetteer.resolve_name("أصيلة", country="YE").place_id is None
    assert gazetteer.resolve_name("أصيلة", country="MA").country == "MA"
    assert gazetteer.resolve_name("بنش", country="YE").place_id is None


def test_one_namesake_does_not_move_a_report(gazetteer: Gazetteer) -> None:
    """Al Burayj is a town of Gaza and, in Idlib, a village that the embedded base lacks."""
    burayj = PlaceMention(name="البريج")
    assert one(gazetteer, burayj).country == "PS"
    others = [PlaceMention(name="خيال", kind="village", known=False), PlaceMention(name="خيالات", known=False)]
    assert gazetteer.resolve([burayj, *others])[0].place_id is None
    assert gazetteer.resolve([burayj, PlaceMention(name="سراقب"), PlaceMention(name="سرمين")])[0].country != "PS"
    assert gazetteer.resolve([burayj, PlaceMention(name="غزة"), PlaceMention(name="رفح")])[0].country == "PS"


def test_a_large_city_abroad_may_be_named_bare_but_no_town(gazetteer: Gazetteer) -> None:
    assert one(gazetteer, PlaceMention(name="أنقرة"), "SY").country == "TR"
    assert one(gazetteer, PlaceMention(name="صيدا", kind="town"), "SY").country != "LB"


def test_tamanat_al_ghab_is_not_at_tamanah(gazetteer: Gazetteer) -> None:
    place = one(gazetteer, PlaceMention(name="تمانعة الغاب", within=(HAMA,)))
    assert (place.label_en, place.admin1, place.lat) == ("Tamani'at al Ghab", "Hama", None)


def test_two_places_that_fit_equally_give_none(gazetteer: Gazetteer) -> None:
    place = one(gazetteer, PlaceMention(name="النيرب", kind="village"))
    assert (place.place_id, place.lat, place.precision, place.country) == (None, None, "country", "SY")
    assert {other.place_id for other in place.alternatives} >= {"ocha:C3867"}
    assert len(place.alternatives) == 2
    assert "fit equally" in place.why


def test_the_places_of_a_report_decide(gazetteer: Gazetteer) -> None:
    nayrab = PlaceMention(name="النيرب", kind="town")
    idlib = gazetteer.resolve([nayrab, PlaceMention(name="سراقب"), PlaceMention(name="سرمين")])[0]
    aleppo = gazetteer.resolve([nayrab, PlaceMention(name="حلب"), PlaceMention(name="السفيرة")])[0]
    assert (idlib.admin1, aleppo.admin1) == ("Idlib", "Aleppo")
    assert "which the report names too" in idlib.why
    assert [other.place_id for other in idlib.alternatives] == [aleppo.place_id]


def test_a_container_decides_and_is_never_overruled(gazetteer: Gazetteer) -> None:
    idlib = one(gazetteer, PlaceMention(name="النيرب", within=(IDLIB,)))
    assert (idlib.place_id, idlib.alternatives) == ("ocha:C3867", ())
    hama = one(gazetteer, PlaceMention(name="النيرب", within=(HAMA,)))
    assert (hama.place_id, hama.lat, hama.admin1, hama.precision) == (None, None, "Hama", "admin1")
    assert "no gazetteer place called النيرب lies in Hama countryside" in hama.why


def test_an_unknown_village_gives_its_area(gazetteer: Gazetteer) -> None:
    southern = PlaceMention(name="إدلب", kind="countryside", bearing="S")
    place = one(gazetteer, PlaceMention(name="كفرخيال", kind="village", known=False, within=(southern,)))
    assert (place.place_id, place.lat, place.lon, place.admin1) == (None, None, None, "Idlib")
    assert place.precision == "sector"
    nowhere = one(gazetteer, PlaceMention(name="كفرخيال", kind="village", known=False), "SY")
    assert (nowhere.country, nowhere.admin1, nowhere.lat) == ("SY", None, None)


def test_a_quarter_that_is_not_known_lies_in_its_city(gazetteer: Gazetteer) -> None:
    city = PlaceMention(name="حلب", kind="city")
    place = one(gazetteer, PlaceMention(name="خيال", kind="neighbourhood", known=False, within=(city,)))
    assert (place.place_id, place.precision, place.admin1, place.lat) == (None, "settlement", "Aleppo", None)


@pytest.mark.parametrize(
    ("mention", "place_id", "precision"),
    [
        (PlaceMention(name="إدلب", kind="countryside", bearing="S"), "sector:SY-ID/S", "sector"),
        (PlaceMention(name="حلب", kind="countryside", bearing="NW"), "sector:SY-HL/NW", "sector"),
        (PlaceMention(name="حماة", kind="countryside"), "sector:SY-HM", "admin1"),
        (PlaceMention(name="حماة", bearing="N"), "sector:SY-HM/N", "sector"),
        (PlaceMention(name="دمشق", kind="countryside", bearing="W"), "sector:SY-RD/W", "sector"),
        (PlaceMention(name="ريف دمشق"), "iso:SY-RD", "admin1"),
        (PlaceMention(name="سوريا"), "iso:SY", "country"),
        (PlaceMention(name="سوريا", bearing="E"), "sector:SY/E", "sector"),
        (PlaceMention(name="لبنان"), "iso:LB", "country"),
        (PlaceMention(name="تونس"), "iso:TN", "country"),
        (PlaceMention(name="إدلب", kind="governorate"), "iso:SY-ID", "admin1"),
        (PlaceMention(name="إدلب"), "gn:169389", "settlement"),
        (PlaceMention(name="إدلب", kind="city"), "gn:169389", "settlement"),
        (PlaceMention(name="جسر الشغور", kind="district"), "gn:169022", "admin2"),
        (PlaceMention(name="الزاوية", kind="mountain"), "tawthiq:SY/jabal-az-zawiyah", "feature"),
        (PlaceMention(name="الهول", kind="camp"), "tawthiq:SY/hawl-camp", "settlement"),
        (PlaceMention(name="تشرين", kind="dam"), "tawthiq:SY/tishrin-dam", "point"),
        (PlaceMention(name="الغوطة الشرقية"), "tawthiq:SY/eastern-ghouta", "sector"),
        (PlaceMention(name="شمال غربي سوريا"), "tawthiq:SY/north-western-syria", "sector"),
        (PlaceMention(name="الخير", kind="governorate"), "iso:SY-DY", "admin1"),
    ],
)
def test_kinds_and_sectors(gazetteer: Gazetteer, mention: PlaceMention, place_id: str, precision: str) -> None:
    place = one(gazetteer, mention)
    assert (place.place_id, place.precision) == (place_id, precision)
    assert place.radius_km is not None


def test_a_sector_is_half_of_its_governorate(gazetteer: Gazetteer) -> None:
    south = gazetteer.resolve_name("ريف إدلب الجنوبي")
    north = gazetteer.resolve_name("ريف إدلب الشمالي")
    assert south.lat is not None
    assert north.lat is not None
    assert south.lat < 35.8 < north.lat
    assert (south.label_ar, south.label_en) == ("ريف إدلب الجنوبي", "Idlib countryside (S)")


def test_a_bearing_narrows_a_container(gazetteer: Gazetteer) -> None:
    northern = PlaceMention(name="إدلب", kind="countryside", bearing="N")
    southern = PlaceMention(name="إدلب", kind="countryside", bearing="S")
    assert one(gazetteer, PlaceMention(name="خان شيخون", within=(southern,))).place_id == "gn:168325"
    assert one(gazetteer, PlaceMention(name="خان شيخون", within=(northern,))).place_id is None


def test_a_mountain_is_not_the_city_of_the_same_name(gazetteer: Gazetteer) -> None:
    assert one(gazetteer, PlaceMention(name="الزاوية"), "SY").country != "SY"
    assert one(gazetteer, PlaceMention(name="الزاوية"), "LY").label_en == "Zawiya"


def test_what_is_named_after_a_town_is_near_it_or_unknown(gazetteer: Gazetteer) -> None:
    bridge = one(gazetteer, PlaceMention(name="سراقب", kind="bridge"), "SY")
    assert (bridge.precision, bridge.label_en) == ("near", "Saraqib")
    assert bridge.radius_km is not None
    assert bridge.radius_km > 5
    assert one(gazetteer, PlaceMention(name="سراقب", kind="mountain"), "SY").place_id is None


def test_a_quarter_is_not_a_village_far_from_the_city(gazetteer: Gazetteer) -> None:
    quarter = PlaceMention(name="سراقب", kind="neighbourhood")
    assert gazetteer.resolve([quarter, PlaceMention(name="دوما"), PlaceMention(name="حرستا")], "SY")[0].place_id is None


def test_a_sector_lies_where_people_live_on_that_side_of_the_city(gazetteer: Gazetteer) -> None:
    """The northern countryside of Homs is north of the city, not in the middle of the desert."""
    north = gazetteer.resolve_name("ريف حمص الشمالي")
    assert km(north, 34.87, 36.74) < 25
    assert north.radius_km is not None
    assert 5 <= north.radius_km < 90


def test_near_a_place(gazetteer: Gazetteer) -> None:
    at = one(gazetteer, PlaceMention(name="سراقب"))
    near = one(gazetteer, PlaceMention(name="سراقب", near=True))
    east = one(gazetteer, PlaceMention(name="سراقب", near=True, bearing="E"))
    assert (at.precision, near.precision, east.precision) == ("settlement", "near", "near")
    assert at.radius_km is not None
    assert near.radius_km is not None
    assert near.radius_km > at.radius_km
    assert at.lon is not None
    assert east.lon is not None
    assert 0.03 < east.lon - at.lon < 0.1


def test_a_slip_is_forgiven_only_in_a_named_area(gazetteer: Gazetteer) -> None:
    slip = "سراقيب"  # Saraqib with a vowel too many
    assert one(gazetteer, PlaceMention(name=slip), "SY").place_id is None
    assert one(gazetteer, PlaceMention(name=slip, within=(IDLIB,))).label_en == "Saraqib"
    assert "one letter off" in one(gazetteer, PlaceMention(name=slip, within=(IDLIB,))).why
    other = one(gazetteer, PlaceMention(name="بلسون", within=(IDLIB,)))  # neither Balshun nor Balyun
    assert other.place_id is None


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("سري كانيه", "رأس العين"),
        ("كري سبي", "تل أبيض"),
        ("كوباني", "عين العرب"),
        ("ديرك", "المالكية"),
        ("قامشلو", "القامشلي"),
    ],
)
def test_other_names_show_the_neutral_one(gazetteer: Gazetteer, written: str, label: str) -> None:
    assert gazetteer.resolve_name(written).label_ar == label


@pytest.mark.parametrize(
    ("typed", "place_id"), [("Idlib", "gn:169389"), ("Khan Shaykhun", "gn:168325"), ("Ḩalab", "gn:170063")]
)
def test_latin_names(gazetteer: Gazetteer, typed: str, place_id: str) -> None:
    assert gazetteer.resolve_name(typed, country="sy").place_id == place_id


def test_areas_are_named_in_either_language_or_by_code(gazetteer: Gazetteer) -> None:
    found = {gazetteer.resolve_name("النيرب", area).place_id for area in ("Idlib", "إدلب", "SY-ID", "محافظة إدلب")}
    assert found == {"ocha:C3867"}


def test_answers_keep_the_order_and_number_of_mentions(gazetteer: Gazetteer) -> None:
    mentions = [PlaceMention(name=name) for name in ("حلب", "خيال بعيد", "حلب", "إدلب")]
    answers = gazetteer.resolve(mentions)
    assert [answer.label_en for answer in answers] == ["Aleppo", None, "Aleppo", "Idlib"]
    assert gazetteer.resolve([]) == []


def test_a_camp_does_not_take_the_place_of_its_city(gazetteer: Gazetteer) -> None:
    """Daraa is the city; "the camp of Daraa" is the camp in it."""
    assert one(gazetteer, PlaceMention(name="درعا"), "SY").label_en == "Dar'a"
    assert one(gazetteer, PlaceMention(name="درعا", kind="camp"), "SY").label_en == "Dar'a camp"


def test_the_quarters_of_a_town_that_the_report_names_are_that_town(gazetteer: Gazetteer) -> None:
    """ "The quarters of Saraqib" beside Saraqib itself, though the other towns are far."""
    quarters, town = PlaceMention(name="سراقب", kind="neighbourhood"), PlaceMention(name="سراقب", kind="city")
    found = gazetteer.resolve([quarters, town, PlaceMention(name="دوما"), PlaceMention(name="حرستا")], "SY")
    assert found[0].place_id == found[1].place_id is not None


def test_a_country_is_one_also_behind_an_area(gazetteer: Gazetteer) -> None:
    """ "In the countryside of Idlib, in Syria": the country does not lie in the area, and is no unknown village."""
    assert one(gazetteer, PlaceMention(name="سوريا", within=(IDLIB,))).precision == "country"


def test_a_city_under_the_heading_of_another_governorate_is_that_city(gazetteer: Gazetteer) -> None:
    """ "Hasaka:: … 3 attacks on Raqqa": Raqqa does not lie in Hasaka, and is still Raqqa; a quarter is not."""
    hasaka = PlaceMention(name="الحسكة")
    raqqa = one(gazetteer, PlaceMention(name="الرقة", within=(hasaka,)))
    assert (raqqa.label_en, raqqa.precision) == ("Ar Raqqah", "settlement")
    assert one(gazetteer, PlaceMention(name="الرقة", kind="neighbourhood", within=(hasaka,))).place_id is None
