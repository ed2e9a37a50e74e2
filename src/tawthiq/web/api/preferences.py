"""What a person sets for the pages, kept in this browser."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from tawthiq.errors import UsageError
from tawthiq.register.decisions import LONGEST_NAME
from tawthiq.web.api.schemas import answer, gives, reader, takes
from tawthiq.web.preferences import YEAR, Preferences

PreferencesBody = Annotated[Preferences, Depends(reader(Preferences))]


def router() -> APIRouter:
    """The route."""
    routes = APIRouter(tags=["preferences"])

    @routes.post("/preferences", responses=gives(Preferences), openapi_extra=takes(Preferences))
    def keep(told: PreferencesBody) -> Response:
        """Keep preferences in cookies of this browser. ``name`` is written into each decision from then on."""
        if len(told.name) > LONGEST_NAME:
            raise UsageError("the name is too long")
        kept = answer(told)
        for name, value in told.cookies().items():
            kept.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="strict", path="/")
        return kept

    return routes
