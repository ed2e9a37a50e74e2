"""Which layout a file has, told from its first line or feature."""

from __future__ import annotations

import itertools

from tawthiq.errors import InputError
from tawthiq.places.importing import geonames, gns, ocha, osm, own
from tawthiq.places.importing.features import features
from tawthiq.places.importing.lines import Source, lines
from tawthiq.places.importing.records import FORMATS, Format
from tawthiq.places.importing.tables import DELIMITERS, names_of, workbook

_LOOKED_AT = 30
_FEATURES = 50


def detect(source: Source) -> Format:
    """Raises ``InputError`` where the file has none of the layouts."""
    if source.suffix in (".json", ".geojson", ".geojsonl"):
        return _of_features(source)
    if source.suffix == ".xlsx":
        table = next(
            workbook(source, lambda _bytes: None, lambda columns: own.is_header(columns) or ocha.is_header(columns))
        )
        return "own" if own.is_header(table.columns) else "ocha"
    if source.suffix in (".txt", ".csv", ".tsv"):
        return _of_lines(source)
    known = ".txt, .csv, .tsv, .xlsx, .geojson, .json, or .zip with one of these in it"
    raise InputError(f"ends in «{source.suffix}»; known are {known}", source=source.name)


def _of_lines(source: Source) -> Format:
    with source.open() as handle:
        for _, line in itertools.islice(lines(handle, lambda _bytes: None), _LOOKED_AT):
            if not isinstance(line, str):
                continue
            if geonames.looks_like(line):
                return "geonames"
            if gns.looks_like(line):
                return "gns"
            for mark in DELIMITERS:
                columns = names_of(cell.strip('"') for cell in line.split(mark))
                if own.is_header(columns):
                    return "own"
                if ocha.is_header(columns):
                    return "ocha"
    raise _unknown(source)


def _of_features(source: Source) -> Format:
    for _, feature in itertools.islice(features(source, lambda _bytes: None), _FEATURES):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if ocha.looks_like(properties):
            return "ocha"
        if osm.looks_like(properties):
            return "osm"
    raise _unknown(source)


def _unknown(source: Source) -> InputError:
    return InputError(
        f"has none of the known layouts ({', '.join(FORMATS)}): see docs/how-to/gazetteer.md; if it is one of them, "
        "say which with --format",
        source=source.name,
    )
