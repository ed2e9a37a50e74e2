"""Adding reports: a look at what would be read, then the taking in; and what could not be taken in."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, File, Form, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from tawthiq.register.batches import Quarantined, quarantined
from tawthiq.web.api.schemas import answer, gives
from tawthiq.web.desk import Desk
from tawthiq.web.intake import Looked, TakenIn, look, metadata, take
from tawthiq.web.shell import words_of

Files = Annotated[list[UploadFile], File()]
Word = Annotated[str, Form(max_length=1000)]


class Quarantine(msgspec.Struct, frozen=True):
    """What could not be taken in, the last first."""

    entries: tuple[Quarantined, ...]


def router(desk: Desk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["adding"])

    @routes.post("/preview", responses=gives(Looked, 413))
    def preview(request: Request, files: Files, published: Word = "", publisher: Word = "", url: Word = "") -> Response:
        """Read files and keep nothing: what would be added, what is there already, what cannot be read."""
        return answer(look(desk, files, metadata(published, publisher, url), words_of(request)))

    @routes.post("/reports", responses=gives(TakenIn, 413, 503))
    def add(files: Files, published: Word = "", publisher: Word = "", url: Word = "") -> Response:
        """Take files into the register. What cannot be read is put aside with its reason, and the rest goes on."""
        return answer(take(desk, files, metadata(published, publisher, url)))

    @routes.get("/quarantine", responses=gives(Quarantine))
    def aside() -> Response:
        """What could not be taken in."""
        with desk.register.reading() as connection:
            return answer(Quarantine(tuple(quarantined(connection, 500))))

    return routes
