"""The map with its timeline and its table: all three show what the address asks for."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from tawthiq.errors import UsageError
from tawthiq.register.briefs import briefs
from tawthiq.web.desk import Desk
from tawthiq.web.filters import Asked
from tawthiq.web.pages.queue import Choice, Line, choices, line
from tawthiq.web.shell import render, shell, words_of
from tawthiq.web.words import Words

SHOWN = 100


class MapPage(msgspec.Struct, frozen=True):
    """Context of ``map.html``. ``query``: the filter as words of an address; ``types``: what each type is called."""

    asked: Asked
    choices: tuple[Choice, ...]
    fault: str
    lines: tuple[Line, ...]
    found: int
    query: str
    types: dict[str, str]


def router(desk: Desk) -> APIRouter:
    """The route of the page."""
    routes = APIRouter()

    @routes.get("/map", include_in_schema=False)
    def page(request: Request) -> Response:
        words, asked = words_of(request), Asked.of(request.query_params, state="any")
        with desk.register.reading() as connection:
            waiting = desk.queue.open(connection)
            context = _context(desk, connection, asked, words)
        return render("map.html", shell(desk, request, "map", waiting), context)

    return routes


def _context(desk: Desk, connection: Connection, asked: Asked, words: Words) -> MapPage:
    numbers, fault = [], ""
    try:
        wanted = msgspec.structs.replace(asked.wanted(), latest=True)
        numbers = desk.queue.numbers(connection, wanted)
    except UsageError as wrong:
        fault = str(wrong)
    found = tuple(line(item, (), asked, words) for item in briefs(connection, numbers[:SHOWN]))
    known = choices(asked, words)
    types = next(choice.options for choice in known if choice.name == "type")
    return MapPage(
        asked=asked,
        choices=tuple(choice for choice in known if choice.name not in ("order", "reason")),
        fault=fault,
        lines=found,
        found=len(numbers),
        query=asked.address(),
        types={option.value: option.label for option in types if option.value},
    )
