"""All routes of the API, and the schemas that its OpenAPI document describes them with."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi

from tawthiq.model.incident import Incident
from tawthiq.register.mapping import MapPoints
from tawthiq.web import intake
from tawthiq.web.api import decisions, incidents, mapping, preferences, records, uploads
from tawthiq.web.api.schemas import Fault, components
from tawthiq.web.desk import Desk
from tawthiq.web.preferences import Preferences
from tawthiq.web.sessions import COOKIE, HEADER

KINDS: list[type[msgspec.Struct]] = [
    Fault, Preferences, decisions.Verdict, decisions.Change, decisions.TakingBack, decisions.Bulk, decisions.BulkUndo,
    decisions.Made, decisions.BulkMade, records.Events, records.KeptReportAnswer, records.Found, records.Places,
    records.Progress, intake.Looked, intake.TakenIn, uploads.Quarantine,
    mapping.AtPlace, MapPoints, incidents.Merge, incidents.Split, incidents.Relate, incidents.LinkUndo,
    incidents.Incidents, incidents.Linked, incidents.Why, incidents.LinkRun, Incident,
]  # fmt: skip


def include(app: FastAPI, desk: Desk) -> None:
    """Give the application the API under ``/api/v1``."""
    whole = APIRouter(prefix="/api/v1")
    for routes in (
        records.router(desk),
        mapping.router(desk),
        decisions.router(desk),
        incidents.router(desk),
        uploads.router(desk),
        preferences.router(),
    ):
        whole.include_router(routes)
    app.include_router(whole)
    app.openapi = lambda: openapi(app)  # type: ignore[method-assign]  # as FastAPI documents it


def openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, made once."""
    if app.openapi_schema is None:
        found = get_openapi(title=app.title, version=app.version, routes=app.routes, description=_ABOUT)
        parts = found.setdefault("components", {})
        parts.setdefault("schemas", {}).update(components(KINDS))
        parts["securitySchemes"] = {
            "session": {"type": "apiKey", "in": "cookie", "name": f"{COOKIE}_PORT"},
            "token": {"type": "apiKey", "in": "header", "name": HEADER},
        }
        found["security"] = [{"session": [], "token": []}]
        app.openapi_schema = found
    return app.openapi_schema


_ABOUT = (
    "The review desk of one register. Every request needs the session that the start link gives; what changes "
    "something needs the token of each page, too. Offsets count Unicode code points of a report's text."
)
