"""GeoJSON (RFC 7946): a feature an event. A point always has its radius and precision beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from tawthiq.exports.account import Account
from tawthiq.exports.lines import review
from tawthiq.model.place import Location
from tawthiq.register.prepared import SUMS, least
from tawthiq.register.records import KeptReport, ReviewedEvent


def events(found: Iterator[KeptReport], out: BinaryIO, account: Account) -> None:
    """A FeatureCollection; its member ``tawthiq`` is the account. Events without a point have no geometry."""
    out.write(b'{"type":"FeatureCollection","features":[')
    for kept in found:
        for item in kept.events:
            out.write(b",\n" if account.rows else b"\n")
            out.write(msgspec.json.encode(_feature(kept, item, account)))
            account.row(exercise=kept.report.header.exercise)
    out.write(b'\n],"tawthiq":' + msgspec.json.encode(account.told()) + b"}\n")


def _feature(kept: KeptReport, item: ReviewedEvent, account: Account) -> dict[str, Any]:
    event, header = item.event, kept.report.header
    located = [spot for spot in event.locations if spot.lat is not None]
    if not located:
        account.fallback(item.id, "no geometry: no place of the event has a point")
    return {
        "type": "Feature",
        "id": item.id,
        "geometry": _geometry(located),
        "properties": {
            "report": header.id,
            "event": event.id,
            "exercise": header.exercise,
            "review": review(item)["state"],
            "type": event.type,
            "level": event.level,
            "modality": event.modality,
            "date": event.date.edtf,
            "places": [_place(spot) for spot in event.locations],
            "radius_km": max((spot.radius_km or 0.0 for spot in located), default=None),
            "attackers": [actor.code for actor in event.actors if actor.role == "attacker"],
            "munitions": [use.code for use in event.munitions],
            "killed_min": least(event.casualties, SUMS["killed"]),
            "injured_min": least(event.casualties, SUMS["injured"]),
            "confidence": event.confidence,
            "method": event.method,
        },
    }


def _geometry(located: list[Location]) -> dict[str, Any] | None:
    """Longitude before latitude; the order of points is that of ``places`` that have one."""
    points = [[spot.lon, spot.lat] for spot in located]
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points} if points else None


def _place(spot: Location) -> dict[str, Any]:
    return {
        "role": spot.role,
        "name": spot.name,
        "place_id": spot.place_id,
        "precision": spot.precision,
        "radius_km": spot.radius_km,
        "point": None if spot.lat is None else [spot.lon, spot.lat],
    }
