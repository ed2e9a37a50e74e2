"""Reading: the queue, events, reports with their original bytes, words, places."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from tawthiq.errors import UnknownRecord
from tawthiq.model.decision import Decision
from tawthiq.model.extraction import Extraction
from tawthiq.model.place import Alternative
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.register.attention import decided_after
from tawthiq.register.briefs import Brief, briefs
from tawthiq.register.records import raw_of, report_named
from tawthiq.register.references import find_report
from tawthiq.register.search import search
from tawthiq.web.api.schemas import answer, gives
from tawthiq.web.desk import Desk
from tawthiq.web.filters import Asked
from tawthiq.web.printable import excerpt

OTHER_KM = 2.0
"""How far off the point of another place of that name may be: it is taken for a settlement."""

Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]


class Events(msgspec.Struct, frozen=True):
    """A page of events. ``total``: of all that fit; ``reasons``: why each waits, by its number."""

    events: tuple[Brief, ...]
    total: int
    reasons: dict[int, tuple[str, ...]]


class KeptReportAnswer(msgspec.Struct, frozen=True):
    """A report as it stands in the register: text, what holds, and what persons decided."""

    text: str
    extraction: Extraction
    states: dict[str, str]
    ids: tuple[str, ...]
    added_at: str
    source: str
    decisions: tuple[Decision, ...]


class FoundReport(msgspec.Struct, frozen=True):
    """A report in which words were found. ``ranges``: code points of its text; ``excerpt``: around the first."""

    report: str
    published: str | None
    publisher: str | None
    ranges: tuple[tuple[int, int], ...]
    events: tuple[str, ...]
    excerpt: str


class Found(msgspec.Struct, frozen=True):
    """Reports in which words were found, the latest addition first."""

    reports: tuple[FoundReport, ...]


class GazetteerPlace(msgspec.Struct, frozen=True):
    """A place that a name may mean."""

    place_id: str | None
    label_ar: str | None
    label_en: str | None
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: str
    why: str


class Places(msgspec.Struct, frozen=True):
    """The places that a name may mean, likeliest first."""

    places: tuple[GazetteerPlace, ...]


class Progress(msgspec.Struct, frozen=True):
    """How many events there are, wait, and were decided on today."""

    events: int
    waiting: int
    today: int


def router(desk: Desk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["records"])

    @routes.get("/events", responses=gives(Events))
    def events(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
        """Events that fit a filter: place, area, first, last, type, actor, weapon, facility, killed, state, reason,
        order."""
        wanted = Asked.of(request.query_params, state="any").wanted()
        with desk.register.reading() as connection:
            numbers = desk.queue.numbers(connection, wanted)
            shown = numbers[offset : offset + limit]
            found = tuple(briefs(connection, shown))
            reasons = {item.number: tuple(map(str, item.reasons)) for item in desk.queue.of(connection, shown)}
        return answer(Events(found, len(numbers), reasons))

    @routes.get("/reports/{sha256}", responses=gives(KeptReportAnswer, 404))
    def report(sha256: str) -> Response:
        """A report by its SHA-256 or id."""
        with desk.register.reading() as connection:
            kept, _ = report_named(connection, sha256)
        states = {item.event.id: str(item.state) for item in kept.events}
        found = kept.report.text, kept.extraction(), states, kept.ids, kept.added_at, kept.source, kept.decisions
        return answer(KeptReportAnswer(*found))

    @routes.get("/reports/{sha256}/original", responses={200: {"content": {"application/octet-stream": {}}}})
    def original(sha256: str) -> Response:
        """The bytes of a report as they were received, to be saved: never shown as a page."""
        with desk.register.reading() as connection:
            row = find_report(connection, sha256)
            if row is None or row.text is None:
                raise UnknownRecord("there is no such report, or its text was erased")
            return _download(raw_of(row), _file_name(row.source, bytes(row.sha256).hex()))

    @routes.get("/search", responses=gives(Found))
    def words(q: Annotated[str, Query(max_length=1000)], limit: Limit = 50, offset: Offset = 0) -> Response:
        """Reports that hold all words and phrases of ``q``, in all their forms."""
        with desk.register.reading() as connection:
            hits = search(connection, desk.keys(), q, limit=limit, offset=offset)
        return answer(Found(tuple(_found(hit) for hit in hits)))

    @routes.get("/places", responses=gives(Places))
    def places(q: Annotated[str, Query(min_length=1, max_length=200)]) -> Response:
        """The places of the gazetteer that a name may mean."""
        return answer(Places(_places(desk.places(), q)))

    @routes.get("/progress", responses=gives(Progress))
    def progress() -> Response:
        """How far the review has come."""
        with desk.register.reading() as connection:
            total, waiting = desk.queue.total(connection), desk.queue.open(connection)
            return answer(Progress(total, waiting, decided_after(connection, desk.today())))

    return routes


def _found(hit: Any) -> FoundReport:
    start = max(0, hit.ranges[0][0] - 60) if hit.ranges else 0
    return FoundReport(hit.report, hit.published, hit.publisher, hit.ranges, hit.events, excerpt(hit.text[start:]))


def _places(gazetteer: Gazetteer, name: str) -> tuple[GazetteerPlace, ...]:
    """What a name may mean: the place that fits best, then the others."""
    best = gazetteer.resolve_name(name)
    names = ("place_id", "label_ar", "label_en", "country", "admin1", "admin2", "lat", "lon", "radius_km")
    chosen = {field: getattr(best, field) for field in (*names, "precision", "why")}
    found = [GazetteerPlace(**chosen)] if best.place_id is not None else []
    return (*found, *(_other(other, best.country) for other in best.alternatives if other.place_id != best.place_id))


def _other(other: Alternative, country: str | None) -> GazetteerPlace:
    empty = dict.fromkeys(("label_ar", "admin1", "admin2"))
    point = {"lat": other.lat, "lon": other.lon, "radius_km": None if other.lat is None else OTHER_KM}
    known = {"place_id": other.place_id, "label_en": other.label_en, "country": country, "why": other.why}
    return GazetteerPlace(**empty, **point, **known, precision="settlement")  # type: ignore[arg-type]  # by name


def _download(data: bytes, name: str) -> Response:
    disposition = f"attachment; filename=\"{_ascii(name)}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"content-disposition": disposition, "content-security-policy": "default-src 'none'; sandbox"}
    return Response(data, media_type="application/octet-stream", headers=headers)


def _file_name(source: str, digest: str) -> str:
    """The last part of the name that the user gave, without what a file system or a header could take amiss."""
    last = re.split(r"[/\\]", source)[-1]
    kept = "".join(letter for letter in last if letter.isalnum() or letter in " ._-")[:100].strip(" .")
    return kept or f"{digest[:16]}.txt"


def _ascii(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "_", name)
