"""Every layout: detected, read, located, found in texts, resolved."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.places.conftest import Import
from tests.places.importing import lists

from tawthiq.model.place import PlaceMention
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.places.importing.records import FORMATS

FILES = {
    "geonames": ("SY.txt", lists.GEONAMES, "gn:9000001"),
    "ocha-2": ("pplp.csv", lists.OCHA_2, "ocha:C9001"),
    "ocha-3": ("pplp.csv", lists.OCHA_3, "ocha:C9001"),
    "ocha-4": ("pplp.csv", lists.OCHA_4, "ocha:C9001"),
    "ocha-semicolons": ("pplp.csv", lists.OCHA_3.replace(",", ";"), "ocha:C9001"),
    "gns-new": ("sy.txt", lists.GNS_NEW, "gns:-77"),
    "osm": ("places.geojson", lists.OSM, "osm:node77"),
    "own": ("ours.tsv", lists.OWN, "ocha:C9001"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_village_of_every_layout(case: str, bring: Import, layered: Callable[[], Gazetteer], tmp_path: Path) -> None:
    name, content, place_id = FILES[case]
    (tmp_path / name).write_text(content, encoding="utf-8-sig" if case == "ocha-2" else "utf-8")
    layer = bring(tmp_path / name).layer
    assert (layer.format, layer.damaged, layer.rejected) == (case.split("-")[0], None, 0)
    assert layer.format in FORMATS
    gazetteer = layered()
    place = gazetteer.resolve([PlaceMention(name="كفرمثال", kind="village")])[0]
    assert (place.place_id, place.country, place.admin1, place.precision) == (place_id, "SY", "Idlib", "settlement")
    assert (place.lat, place.lon, place.label_ar, place.radius_km) == (35.70, 36.65, "كفر مثال", 1.5)
    (span,) = gazetteer.scan(["قصف", "بكفر", "مثال", "امس"])
    assert (span.first, span.last, span.proclitic, span.common) == (1, 3, 1, False)
    assert gazetteer.resolve_name("Kafr Mithal", "Idlib").place_id == place_id


def test_geonames_takes_kinds_of_use_and_leaves_streams(
    bring: Import, layered: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    (tmp_path / "SY.txt").write_text(lists.GEONAMES, encoding="utf-8")
    assert bring(tmp_path / "SY.txt").layer.places == 3
    gazetteer = layered()
    camp = gazetteer.resolve([PlaceMention(name="المثال", kind="camp")], "SY")[0]
    assert camp.place_id == "gn:9000002"
    assert gazetteer.resolve([PlaceMention(name="وادي مثال")], "SY")[0].place_id is None


def test_geonames_with_alternate_names(bring: Import, layered: Callable[[], Gazetteer], tmp_path: Path) -> None:
    (tmp_path / "SY.txt").write_text(
        lists.geonames((9000005, "Mithal as Saghirah", "", *lists.IDLIB, "P", "PPL", "SY", "12", 0)), encoding="utf-8"
    )
    names = (
        "1\t9000005\tar\tمثال الصغيرة\t1",
        "2\t9000005\tlink\thttps://x",
        "3\t9000005\tar\tمثال القديمة\t\t\t\t1",
        "4\t1\tar\tغيرها\t1",
    )
    (tmp_path / "alternateNamesV2.txt").write_text("\n".join(names), encoding="utf-8")
    bring(tmp_path / "SY.txt", names=tmp_path / "alternateNamesV2.txt")
    gazetteer = layered()
    assert gazetteer.resolve_name("مثال الصغيرة", country="SY").label_ar == "مثال الصغيرة"
    assert gazetteer.resolve_name("مثال القديمة", country="SY").place_id != "gn:9000005"


@pytest.mark.parametrize("text", [lists.OCHA_3, lists.OCHA_4])
def test_ocha_gives_areas_and_p_codes(
    text: str, bring: Import, layered: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    (tmp_path / "pplp.csv").write_text(text, encoding="utf-8")
    layer = bring(tmp_path / "pplp.csv").layer
    assert (layer.places, layer.areas) == (2, 2)
    gazetteer = layered()
    links = gazetteer.chain(gazetteer.resolve_name("كفر مثال", "Idlib"))
    assert [(link.level, link.label_en, link.iso, link.pcode) for link in links] == [
        (0, "Syria", "SY", "SY"),
        (1, "Idlib", "SY-ID", "SY07"),
        (2, "Mithaliya", None, "SY0799"),
        (3, "Mithal Nahiya", None, "SY079901"),
        (None, "Kafr Mithal", None, "C9001"),
    ]
    assert [link.label_ar for link in links] == ["سوريا", "إدلب", "المثالية", "المثال", "كفر مثال"]
    for second in ("أم المثال", "القصير"):  # both names of one village
        found = gazetteer.resolve([PlaceMention(name=second, kind="village", within=(PlaceMention(name="إدلب"),))])[0]
        assert found.place_id == "ocha:C9002"


def test_ocha_names_without_the_name_of_their_area(
    bring: Import, layered: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    row = lists.OCHA_3.splitlines()[1].replace("C9001", "C9003").replace("كفر مثال", "مثالين المثال")
    (tmp_path / "pplp.csv").write_text(lists.OCHA_3 + row, encoding="utf-8")
    bring(tmp_path / "pplp.csv")
    assert layered().resolve_name("مثالين", "Idlib").place_id == "ocha:C9003"


def test_ocha_quarters_behind_their_city(bring: Import, layered: Callable[[], Gazetteer], tmp_path: Path) -> None:
    rows = "IDLIB : Mithal,مدينة ادلب : حي المثال,SY0702,,,,,35.93,36.63\n"
    rows += "IDLIB : Two,مدينة ادلب : مثالين,SY0702,,,,,35.93,36.64\n"
    (tmp_path / "pplp.csv").write_text(lists.OCHA_2 + rows, encoding="utf-8")
    assert bring(tmp_path / "pplp.csv").layer.rejected == 0
    city = PlaceMention(name="إدلب", kind="city")
    place = layered().resolve([PlaceMention(name="مثالين", kind="neighbourhood", within=(city,))])[0]
    assert (place.precision, place.admin1, place.lon) == ("neighbourhood", "Idlib", 36.64)


def test_ocha_workbook_of_several_sheets(bring: Import, layered: Callable[[], Gazetteer], tmp_path: Path) -> None:
    header = "ADM3_EN,ADM3_AR,ADM3_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,lat,lon\n"
    area = "Mithal Nahiya,المثال,SY079901,Mithaliya,المثالية,SY0799,Idleb,إدلب,SY07,35.70,36.65\n"
    sheets = {"Read me": "Title only\n", "Admin3": header + area, "pplp": lists.OCHA_3}
    layer = bring(lists.workbook(tmp_path / "syr.xlsx", sheets), format="ocha").layer
    assert (layer.places, layer.areas, layer.rejected) == (3, 1, 0)
    nahiya = layered().resolve([PlaceMention(name="المثال", kind="district")], "SY")[0]
    assert (nahiya.place_id, nahiya.precision, nahiya.admin1) == ("ocha:SY079901", "admin3", "Idlib")


def test_ocha_outlines_tell_what_lies_in_an_area(
    bring: Import, layered: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    area = {
        "ADM3_EN": "Mithal Nahiya",
        "ADM3_AR": "المثالي",
        "ADM3_PCODE": "SY079901",
        "ADM1_PCODE": "SY07",
        "ADM1_AR": "إدلب",
    }
    (tmp_path / "adm3.geojson").write_text(lists.collection(lists.square(area, 35.62, 36.56)), encoding="utf-8")
    layer = bring(tmp_path / "adm3.geojson").layer
    assert (layer.format, layer.places) == ("ocha", 1)
    nahiya = PlaceMention(name="المثالي", kind="district")
    inside, outside = layered().resolve(
        [PlaceMention(name="كفرنبل", within=(nahiya,)), PlaceMention(name="سراقب", within=(nahiya,))], "SY"
    )
    assert inside.label_en == "Kafranbel"
    assert (outside.place_id, outside.precision, outside.lat) == (None, "admin3", None)


def test_gns_before_2022_uses_other_country_codes(
    bring: Import, layered: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    (tmp_path / "iz.txt").write_text(lists.GNS_OLD, encoding="utf-8")
    assert bring(tmp_path / "iz.txt").layer.format == "gns"
    place = layered().resolve([PlaceMention(name="المثال", kind="village")], "IQ")[0]
    assert (place.place_id, place.country, place.admin1) == ("gns:-88", "IQ", "Anbar")


def test_osm_has_aliases_quarters_and_a_p_code(bring: Import, layered: Callable[[], Gazetteer], tmp_path: Path) -> None:
    (tmp_path / "places.geojson").write_text(lists.OSM, encoding="utf-8")
    layer = bring(tmp_path / "places.geojson").layer
    assert (layer.places, layer.licence) == (2, "ODbL 1.0")
    gazetteer = layered()
    place = gazetteer.resolve_name("كفرمثالا", "Idlib")
    assert place.place_id == "osm:node77"
    assert gazetteer.chain(place)[-1].pcode == "C9001"


def test_one_feature_a_line(bring: Import, tmp_path: Path) -> None:
    import json

    lines = [json.dumps(one, ensure_ascii=False) for one in json.loads(lists.OSM)["features"]]
    (tmp_path / "places.geojsonl").write_text("\x1e" + "\n\x1e".join(lines), encoding="utf-8")
    assert bring(tmp_path / "places.geojsonl").layer.places == 2


def test_a_list_in_an_archive(bring: Import, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("readme.txt", "Read me")
        archive.writestr("SY.txt", lists.GEONAMES)
    layer = bring(tmp_path / "SY.zip").layer
    assert (layer.name, layer.format, layer.places) == ("sy", "geonames", 3)


def test_what_the_user_says_goes_with_the_layer(bring: Import, tmp_path: Path) -> None:
    (tmp_path / "ours.tsv").write_text(lists.OWN, encoding="utf-8")
    layer = bring(
        tmp_path / "ours.tsv", layer="team-1", licence="CC0", publisher="Team", date="2031-01-02", country="SY"
    ).layer
    assert (layer.name, layer.licence, layer.publisher, layer.date) == ("team-1", "CC0", "Team", "2031-01-02")
    assert (layer.file, layer.imported, len(layer.sha256)) == ("ours.tsv", "2031-03-12T10:00:00+00:00", 64)


def test_slips_in_the_columns_of_areas_make_no_area(
    bring: Import, layered: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    """An area without a P-code needs three rows, and a name for it a fifth of them."""
    header, row, _ = lists.OCHA_2.splitlines()
    rows = [row.replace("C9001", f"C90{n:02}").replace("كفر مثال", f"كفر مثال{'ابتثجحخ'[n]}") for n in range(7)]
    rows[0] = rows[0].replace("ناحية المثال", "ناحية الزلة")
    rows[1] = rows[1].replace("Mithal Nahiya", "Zalla Nahiya").replace("ناحية المثال", "الزلتين")
    (tmp_path / "pplp.csv").write_text("\n".join((header, *rows)), encoding="utf-8")
    assert bring(tmp_path / "pplp.csv").layer.areas == 2
    gazetteer = layered()
    found = {
        name: gazetteer.resolve([PlaceMention(name=name, kind="district")], "SY")[0].label_en
        for name in ("المثال", "المثالية", "الزلة", "الزلتين")
    }
    assert found == {"المثال": "Mithal Nahiya", "المثالية": "Mithaliya", "الزلة": None, "الزلتين": None}
