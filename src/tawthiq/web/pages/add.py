"""The page to add reports: paste or drop, look, keep."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from tawthiq.readers import SUFFIXES
from tawthiq.register.batches import quarantined
from tawthiq.web.desk import Desk
from tawthiq.web.printable import as_line
from tawthiq.web.shell import render, shell, words_of

SHOWN = 50


class Aside(msgspec.Struct, frozen=True):
    """Something that could not be taken in."""

    moment: str
    source: str
    row: int | None
    reason: str


class AddPage(msgspec.Struct, frozen=True):
    """Context of ``add.html``. ``kinds``: the endings of files that are read."""

    kinds: tuple[str, ...]
    aside: tuple[Aside, ...]


def router(desk: Desk) -> APIRouter:
    """The route of the page."""
    routes = APIRouter()

    @routes.get("/add", include_in_schema=False)
    def add(request: Request) -> Response:
        words = words_of(request)
        with desk.register.reading() as connection:
            waiting = desk.queue.open(connection)
            aside = tuple(
                Aside(words.moment(one.at), as_line(one.source), one.row, as_line(one.reason))
                for one in quarantined(connection, SHOWN)
            )
        return render("add.html", shell(desk, request, "add", waiting), AddPage(SUFFIXES, aside))

    return routes
