"""Small lists in every layout that the importer reads: invented villages at real areas of Syria, Yemen and Iraq."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

IDLIB = ("35.70", "36.65")
"""A point in the south of Idlib, far from its borders."""


def geonames(*rows: Sequence[object]) -> str:
    """GeoNames lines from (id, name, alternates, lat, lon, class, code, country, admin1, population)."""
    made = []
    for number, name, other, lat, lon, kind, code, country, admin1, people in rows:
        cells = [
            number,
            name,
            name,
            other,
            lat,
            lon,
            kind,
            code,
            country,
            "",
            admin1,
            "",
            "",
            "",
            people,
            "",
            0,
            "",
            "",
        ]
        made.append("\t".join(map(str, cells)))
    return "\n".join(made) + "\n"


GEONAMES = geonames(
    (9000001, "Kafr Mithal", "Kafr Mithal,كفر مثال,كفرمثال", *IDLIB, "P", "PPL", "SY", "12", 1200),
    (9000002, "Mithal Camp", "مخيم المثال", "35.71", "36.66", "S", "CMP", "SY", "12", 0),
    (9000003, "Wadi Mithal stream", "وادي مثال", "35.72", "36.67", "H", "STM", "SY", "12", 0),
    (9000004, "Tall Mithal", "تل مثالي", "35.73", "36.68", "T", "HLL", "SY", "12", 0),
)

OCHA_2 = (
    "admin4Name_en,admin4Name_ar,admin4Pcode,admin3Name_en,admin3Name_ar,admin2Name_en,admin2Name_ar,Latitude_y,Longitude_x\n"
    "Kafr Mithal,كفر مثال,C9001,Mithal Nahiya,ناحية المثال,Mithaliya,المثالية,35.70,36.65\n"
    'Umm Mithal / Second,"أم المثال_القصير",C9002,Mithal Nahiya,ناحية المثال,Mithaliya,المثالية,35.71,36.66\n'
)

OCHA_3 = (
    "ADM4_EN,ADM4_AR,ADM4_PCODE,ADM3_EN,ADM3_AR,ADM3_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,lat,lon\n"
    "Kafr Mithal,كفر مثال,C9001,Mithal Nahiya,المثال,SY079901,Mithaliya,المثالية,SY0799,Idleb,إدلب,SY07,35.70,36.65\n"
    "Umm Mithal (Second),أم المثال (القصير),C9002,Mithal Nahiya,المثال,SY079901,Mithaliya,المثالية,SY0799,Idleb,إدلب,"
    "SY07,35.71,36.66\n"
)

OCHA_4 = OCHA_3.replace("ADM", "adm").replace("_EN", "_name").replace("_AR", "_name1").replace("_PCODE", "_pcode")
OCHA_4 = OCHA_4.replace("lat,lon", "center_lat,center_lon,lang,lang1").replace(",36.65", ",36.65,en,ar")
OCHA_4 = OCHA_4.replace(",36.66\n", ",36.66,en,ar\n")

GNS_NEW = "\n".join(
    "\t".join(row)
    for row in (
        ("rk", "ufi", "uni", "full_name", "nt", "lat_dd", "long_dd", "desig_cd", "fc", "cc_ft", "adm1", "script_cd"),
        ("1", "-77", "1", "Kafr Mithāl", "N", "35.70", "36.65", "PPL", "P", "SYR", "SY-ID", "latn"),
        ("1", "-78", "3", "Tall Mithālī", "N", "35.73", "36.68", "HLL", "T", "SYR", "SY-ID", "latn"),
        ("1", "-77", "2", "كفر مثال", "NS", "35.70", "36.65", "PPL", "P", "SYR", "SY-ID", "arab"),
    )
)

GNS_OLD = "\n".join(
    "\t".join(row)
    for row in (
        ("RC", "UFI", "UNI", "LAT", "LONG", "FC", "DSG", "CC1", "ADM1", "POP", "NT", "FULL_NAME_RO", "FULL_NAME_RG"),
        ("1", "-88", "1", "33.40", "43.30", "P", "PPL", "IZ", "01", "", "N", "Qaryat al Mithāl", ""),
        ("1", "-88", "2", "33.40", "43.30", "P", "PPL", "IZ", "01", "", "NS", "Qaryat al Mithal", "قرية المثال"),
    )
)


def feature(properties: dict[str, Any], lat: float = 35.70, lon: float = 36.65, **more: Any) -> dict[str, Any]:
    """A point feature."""
    geometry = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "properties": properties, "geometry": geometry} | more


def square(properties: dict[str, Any], lat: float, lon: float, half: float = 0.1) -> dict[str, Any]:
    """A square area about a point."""
    ring = [[lon + x * half, lat + y * half] for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def collection(*features: object) -> str:
    """A GeoJSON file."""
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


OSM = collection(
    feature(
        {
            "place": "village",
            "name": "كفر مثال",
            "name:en": "Kafr Mithal",
            "alt_name": "المثالية;كفرمثالا",
            "ref:pcode": "C9001",
        },
        id="node/77",
    ),
    feature({"amenity": "school", "name": "مدرسة المثال"}, id="node/78"),
    feature({"tags": {"place": "neighbourhood", "name:ar": "حي المثال"}}, 35.71, 36.66, id="node/79"),
)

OWN = (
    "# ours\nname_ar\tname_en\taliases\tkind\tcountry\tadmin1\tlat\tlon\tpcode\n"
    "كفر مثال\tKafr Mithal\tكفرمثالا\tvillage\tSY\tIdlib\t35.70\t36.65\tC9001\n"
    "الحارة المثالية\t\t\tneighbourhood\tsy\t\t35.71\t36.66\t\n"
)


def workbook(path: Path, sheets: dict[str, str]) -> Path:
    """An XLSX file with a sheet for each CSV text."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title, text in sheets.items():
        sheet = book.create_sheet(title)
        for line in text.splitlines():
            sheet.append([cell.strip('"') for cell in line.split(",")])
    book.save(path)
    return path
