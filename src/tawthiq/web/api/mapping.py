"""What the map draws."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from tawthiq.register.briefs import briefs
from tawthiq.register.listing import Filter
from tawthiq.register.mapping import MapPoints, events_at, points
from tawthiq.web.api.schemas import answer, gives
from tawthiq.web.desk import Desk
from tawthiq.web.filters import Asked
from tawthiq.web.pages.queue import Line, line
from tawthiq.web.shell import words_of

SHOWN = 20
Number = Annotated[int, Path(ge=0, le=2**31 - 1)]


class AtPlace(msgspec.Struct, frozen=True):
    """Events at one place, the latest first; ``total``: of all that fit."""

    lines: tuple[Line, ...]
    total: int


def router(desk: Desk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["map"])

    @routes.get("/map", responses=gives(MapPoints))
    def drawn(request: Request) -> Response:
        """The events that fit a filter, at their places."""
        wanted = Asked.of(request.query_params, state="any").wanted()
        every = wanted.filter == Filter() and wanted.reason is None
        with desk.register.reading() as connection:
            return answer(points(connection, None if every else desk.queue.numbers(connection, wanted)))

    @routes.get("/map/{place}", responses=gives(AtPlace))
    def at_place(request: Request, place: Number) -> Response:
        """The events at one place that fit a filter, in the words of the page's language."""
        asked, words = Asked.of(request.query_params, state="any"), words_of(request)
        wanted = msgspec.structs.replace(asked.wanted(), latest=True)
        with desk.register.reading() as connection:
            there = events_at(connection, place)
            numbers = [number for number in desk.queue.numbers(connection, wanted) if number in there]
            found = briefs(connection, numbers[:SHOWN])
            return answer(AtPlace(tuple(line(item, (), asked, words) for item in found), len(numbers)))

    return routes
