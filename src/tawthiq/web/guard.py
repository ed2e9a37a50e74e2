"""Every request passes here: host, session, origin, token and size are checked before anything else is done, and every
answer leaves with the headers that keep a browser from running what a report holds."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable
from http.cookies import CookieError, SimpleCookie
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tawthiq.web.sessions import HEADER, Sessions, cookie_name

SAFE = frozenset(("GET", "HEAD"))
OPEN = ("/start", "/static/")
"""Paths that need no session: the link that begins one, and the bundle, which holds nothing of a register."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
)
UPLOADS = ("/api/v1/preview", "/api/v1/reports")
UPLOAD_BYTES, BODY_BYTES = 32 * 1024 * 1024, 256 * 1024
"""The longest body: of an upload, and of anything else."""


class Refusal(NamedTuple):
    """Why a request is refused: status, a key of the messages, and English words for programs."""

    status: int
    key: str
    words: str


_HOST = Refusal(421, "host", "this server answers only to the address that it was started with")
_SESSION = Refusal(401, "session", "no session: open the link that tawthiq serve printed")
_ORIGIN = Refusal(403, "origin", "the request comes from another site")
_TOKEN = Refusal(403, "token", f"a request that changes something needs the header {HEADER}")
_METHOD = Refusal(405, "method", "this method is not used here")
_SIZE = Refusal(413, "size", "the request is too large")

Refuse = Callable[[Scope, Refusal], bytes]


class Guard:
    """Wraps an application. ``hosts``: the only values of the Host header that are answered. ``page``: what a browser
    is shown where it is refused."""

    def __init__(self, app: ASGIApp, *, sessions: Sessions, hosts: Iterable[str], page: Refuse) -> None:
        self._app, self._sessions, self._page = app, sessions, page
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        guarded = _with_headers(send, scope["path"])
        if refusal is not None:
            await self._refuse(scope, guarded, refusal)
            return
        limit = UPLOAD_BYTES if scope["path"] in UPLOADS else BODY_BYTES
        counted = _Counted(receive, limit)
        await self._app(scope, counted, guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> Refusal | None:
        if len(headers.getlist("host")) != 1 or headers["host"].lower() not in self._hosts:
            return _HOST
        method, path = scope["method"], scope["path"]
        limit = UPLOAD_BYTES if path in UPLOADS else BODY_BYTES
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or int(length[:20]) > limit:
            return _SIZE
        if path.startswith(OPEN):
            return None if method in SAFE else _METHOD
        session = session_of(headers)
        if session is None or not self._sessions.knows(session):
            return _SESSION
        scope["session_id"] = session
        if method in SAFE:
            return None
        if not self._own(headers):
            return _ORIGIN
        return None if self._sessions.allows(session, headers.get(HEADER)) else _TOKEN

    def _own(self, headers: Headers) -> bool:
        """Whether a request that changes something comes from our own pages (or from a program, which sends no
        origin)."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if origin is not None and origin != f"http://{headers['host'].lower()}":
            return False
        return site in (None, "same-origin")

    async def _refuse(self, scope: Scope, send: Send, refusal: Refusal) -> None:
        told = scope["path"].startswith("/api/")
        body = (
            json.dumps({"error": refusal.key, "message": refusal.words}).encode()
            if told
            else self._page(scope, refusal)
        )
        kind = b"application/json" if told else b"text/html; charset=utf-8"
        headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode()), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def session_of(headers: Headers) -> str | None:
    """The session that a request names in its cookie."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(cookie_name(headers["host"]))
    except CookieError:
        return None
    return found.value if found else None


class TooLarge(Exception):
    """A body that is longer than it said, or said nothing."""


class _Counted:
    """Receives a body, no more than ``limit`` bytes of it."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left = receive, limit

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise TooLarge
        return message


def _with_headers(send: Send, path: str) -> Callable[[Message], Awaitable[None]]:
    """``send`` that adds the headers of every answer; only the bundle, whose file names change with it, may be kept."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = path.startswith("/static/assets/") and message["status"] == 200
            cache = "public, max-age=31536000, immutable" if kept else "no-store"
            there = {name for name, _ in message.get("headers", [])}
            added = [(name.encode(), value.encode()) for name, value in (*HEADERS, ("cache-control", cache))]
            message["headers"] = [*message.get("headers", []), *(one for one in added if one[0] not in there)]
        await send(message)

    return guarded
