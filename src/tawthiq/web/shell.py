"""What stands around every page, and how a page is made from its template."""

from __future__ import annotations

import functools
import json
from typing import Any

import jinja2
import msgspec
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from tawthiq.web.bundle import Bundle
from tawthiq.web.desk import Desk
from tawthiq.web.preferences import Preferences
from tawthiq.web.printable import as_line
from tawthiq.web.words import Words, words

SCRIPT_KEYS = (
    "button.", "help.", "key.", "error.", "break.", "edit.", "report.reason", "report.accepted", "report.rejected",
    "report.edited", "report.commented", "report.undone", "report.nothing_", "report.selection", "report.comment_",
    "queue.bulk_", "incident.", "queue.selected", "settings.saved", "views.", "map.", "add.", "state.", "field.",
)  # fmt: skip
"""Which messages the browser needs."""


class Shell(msgspec.Struct, frozen=True):
    """``page``: its name, as the bundle knows it; ``token``: for requests that change something."""

    page: str
    words: Words
    preferences: Preferences
    bundle: Bundle
    token: str
    open_events: int


def preferences_of(request: Request) -> Preferences:
    """What the person at this browser set."""
    return Preferences.of(request.cookies, request.headers.get("accept-language", ""))


def words_of(request: Request) -> Words:
    """The words of the language that the person at this browser reads."""
    return words(preferences_of(request).language)


def shell(desk: Desk, request: Request, page: str, open_events: int) -> Shell:
    """What stands around a page."""
    mine = preferences_of(request)
    token = desk.sessions.token(request.scope["session_id"])
    return Shell(page, words(mine.language), mine, desk.bundle, token, open_events)


def render(template: str, around: Shell, context: msgspec.Struct, status: int = 200) -> HTMLResponse:
    """A page from its template and its context, which the template knows as ``page``."""
    made = environment().get_template(template).render(shell=around, w=around.words, page=context)
    return HTMLResponse(made, status)


@functools.cache
def environment() -> jinja2.Environment:
    """The templates. All that is put into one is escaped; a name that a context lacks is an error."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("tawthiq.web", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"line": as_line, "data": data, "script_words": script_words}
    return made


def data(value: Any) -> Markup:
    """A value as JSON for a block that scripts read: nothing in it can end the block."""
    text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False)
    for letter, escaped in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(letter, escaped)
    return Markup(text)  # noqa: S704  # JSON whose <, > and & are written as escapes


def script_words(found: Words) -> dict[str, str]:
    """The messages that the browser needs, unformatted."""
    return {key: text for key, text in found.all().items() if key.startswith(SCRIPT_KEYS)}
