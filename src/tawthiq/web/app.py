"""The application: routes, what a fault is answered with, and the guard around all of it."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import msgspec
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

import tawthiq
from tawthiq.errors import InputError, ModelError, RegisterError, TawthiqError, UnknownRecord, UsageError
from tawthiq.web.api import routes
from tawthiq.web.desk import Desk
from tawthiq.web.guard import Guard, Refusal, TooLarge
from tawthiq.web.pages import add, incidents, map, overview, queue, report
from tawthiq.web.preferences import spoken
from tawthiq.web.sessions import cookie_name
from tawthiq.web.shell import environment, words_of
from tawthiq.web.words import Words, words

LOG = logging.getLogger("tawthiq.web")


class FaultPage(msgspec.Struct, frozen=True):
    """Context of ``fault.html``: what is wrong, in words; ``detail``: what the program says of it, in English."""

    message: str
    detail: str


def application(desk: Desk, hosts: Iterable[str]) -> ASGIApp:
    """The desk's server. ``hosts``: the values of the Host header that it answers to."""
    app = FastAPI(
        title="Tawthiq",
        version=tawthiq.__version__,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    _start(app, desk)
    for page in (queue, report, incidents, map, overview, add):
        app.include_router(page.router(desk))
    routes.include(app, desk)
    app.mount("/static", StaticFiles(directory=desk.bundle.folder, follow_symlink=False), "static")
    for kind in (TawthiqError, TooLarge, Exception):
        app.add_exception_handler(kind, _fault)
    app.add_exception_handler(404, _missing)
    return Guard(app, sessions=desk.sessions, hosts=hosts, page=_refusal)


def _start(app: FastAPI, desk: Desk) -> None:
    @app.get("/start", include_in_schema=False)
    def start(request: Request, token: str = "") -> Response:
        cookie = cookie_name(request.headers["host"])
        if desk.sessions.knows(request.cookies.get(cookie)):
            return RedirectResponse("/", 303)
        session = desk.sessions.begin(token)
        if session is None:
            return _page(words_of(request), 403, "error.link", "")
        answer = RedirectResponse("/", 303)
        answer.set_cookie(cookie, session, httponly=True, samesite="strict", path="/")
        return answer


def _fault(request: Request, fault: Exception) -> Response:
    """What a fault is answered with: words for a person, JSON for a program; what was not foreseen goes to the log."""
    status, key, detail = _kind(fault)
    if status == 500:
        LOG.error("fault at %s", request.url.path, exc_info=fault)
    if request.url.path.startswith("/api/"):
        return JSONResponse(
            {"error": key, "message": detail or "a fault in tawthiq: the server's log says more"}, status
        )
    return _page(words_of(request), status, f"error.{key}", detail)


def _kind(fault: Exception) -> tuple[int, str, str]:
    if isinstance(fault, TooLarge):
        return 413, "size", "the request is too large"
    if isinstance(fault, UnknownRecord):
        return 404, "missing", str(fault)
    if isinstance(fault, (UsageError, ModelError, InputError)):
        return 422, "title", str(fault)
    if isinstance(fault, RegisterError):
        return 503, "busy", str(fault)
    return 500, "fault", ""


def _missing(request: Request, _fault: Exception) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": "missing", "message": "there is nothing at this address"}, 404)
    return _page(words_of(request), 404, "error.missing", "")


def _refusal(scope: Scope, refusal: Refusal) -> bytes:
    """The page for a request that was not let in."""
    accepted = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
    return bytes(_page(words(spoken(accepted)), refusal.status, f"error.{refusal.key}", "").body)


def _page(found: Words, status: int, key: str, detail: str) -> HTMLResponse:
    template = environment().get_template("fault.html")
    return HTMLResponse(template.render(w=found, page=FaultPage(found(key), detail)), status)
