"""Deciding: each request is one decision of a person, with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tawthiq.errors import TawthiqError, UsageError
from tawthiq.model.decision import Decision
from tawthiq.register import decisions
from tawthiq.register.decisions import Deciding, history
from tawthiq.register.edits import EMPTY, Edit
from tawthiq.register.references import find
from tawthiq.web.api.schemas import answer, gives, reader, takes
from tawthiq.web.desk import Desk
from tawthiq.web.shell import preferences_of

MOST = 200
"""Decisions of one bulk request."""


class Verdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Why. ``seen``: the number of the last decision on the event that the person has seen, 0 for none: where there is
    a later one, nothing is done; None: decide whatever others did."""

    reason: str
    seen: int | None = None


class Change(Verdict, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A field and its new value; null empties the field or takes the item out. ``evidence``: the words of the report
    for it, as ranges of code points."""

    field: str
    value: Any
    evidence: tuple[tuple[int, int], ...] = ()


class TakingBack(Verdict, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``decision``: the number of the decision to take back; None: the last that stands."""

    decision: int | None = None


class Bulk(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Events (``SHA-256/event``) to be accepted or rejected alike."""

    action: Literal["accept", "reject"]
    events: tuple[str, ...]
    reason: str


class BulkUndo(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Decisions to be taken back, each with its event (``SHA-256/event``)."""

    decisions: tuple[tuple[str, int], ...]
    reason: str


class Made(msgspec.Struct, frozen=True):
    """A decision that was taken."""

    decision: Decision


class BulkMade(msgspec.Struct, frozen=True):
    """What became of a bulk request: (event, number of the decision), and (event, why not)."""

    made: tuple[tuple[str, int], ...]
    failed: tuple[tuple[str, str], ...]


VerdictBody = Annotated[Verdict, Depends(reader(Verdict))]
ChangeBody = Annotated[Change, Depends(reader(Change))]
TakingBackBody = Annotated[TakingBack, Depends(reader(TakingBack))]
BulkBody = Annotated[Bulk, Depends(reader(Bulk))]
BulkUndoBody = Annotated[BulkUndo, Depends(reader(BulkUndo))]
Decide = Callable[[str, Deciding], int]


def router(desk: Desk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["decisions"])
    at = "/events/{sha256}/{event}"
    verdict: dict[str, Any] = {"responses": gives(Made, 404, 409, 503), "openapi_extra": takes(Verdict)}
    change: dict[str, Any] = verdict | {"openapi_extra": takes(Change)}
    back: dict[str, Any] = verdict | {"openapi_extra": takes(TakingBack)}

    @routes.post(f"{at}/accept", **verdict)
    def accept(request: Request, sha256: str, event: str, told: VerdictBody) -> Response:
        """Accept an event as it stands."""
        return _decide(desk, request, _named(sha256, event), told, lambda n, w: decisions.accept(desk.register, n, w))

    @routes.post(f"{at}/reject", **verdict)
    def reject(request: Request, sha256: str, event: str, told: VerdictBody) -> Response:
        """Reject an event: it stays, marked so."""
        return _decide(desk, request, _named(sha256, event), told, lambda n, w: decisions.reject(desk.register, n, w))

    @routes.post(f"{at}/edit", **change)
    def edit(request: Request, sha256: str, event: str, told: ChangeBody) -> Response:
        """Set a field of an event."""
        made = Edit(told.field, _written(told.value), told.evidence)
        name = _named(sha256, event)
        return _decide(desk, request, name, told, lambda n, w: decisions.edit(desk.register, n, made, w))

    @routes.post(f"{at}/comment", **verdict)
    def comment(request: Request, sha256: str, event: str, told: VerdictBody) -> Response:
        """Say something about an event."""
        return _decide(desk, request, _named(sha256, event), told, lambda n, w: decisions.comment(desk.register, n, w))

    @routes.post(f"{at}/undo", **back)
    def undo(request: Request, sha256: str, event: str, told: TakingBackBody) -> Response:
        """Take back a decision on an event."""
        name = _named(sha256, event)
        return _decide(desk, request, name, told, lambda n, w: decisions.undo(desk.register, n, w, told.decision))

    @routes.post("/reports/{sha256}/comment", **verdict)
    def comment_report(request: Request, sha256: str, told: VerdictBody) -> Response:
        """Say something about a report."""
        return _decide(desk, request, sha256, told, lambda n, w: decisions.comment(desk.register, n, w))

    _bulk(routes, desk)
    return routes


def _bulk(routes: APIRouter, desk: Desk) -> None:
    @routes.post("/bulk", responses=gives(BulkMade), openapi_extra=takes(Bulk))
    def bulk(request: Request, told: BulkBody) -> Response:
        """Accept or reject several events, each for itself: one that cannot be decided on does not hinder the
        others."""
        act = decisions.accept if told.action == "accept" else decisions.reject
        by = who(request, told.reason)
        return _each(desk, told.events, lambda target: act(desk.register, _target(target), by))

    @routes.post("/bulk/undo", responses=gives(BulkMade), openapi_extra=takes(BulkUndo))
    def bulk_undo(request: Request, told: BulkUndoBody) -> Response:
        """Take several decisions back."""
        by, numbers = who(request, told.reason), dict(told.decisions)
        return _each(
            desk, tuple(numbers), lambda target: decisions.undo(desk.register, _target(target), by, numbers[target])
        )


def _each(desk: Desk, targets: tuple[str, ...], act: Callable[[str], int]) -> Response:
    if len(targets) > MOST:
        raise UsageError(f"at most {MOST} at once")
    made, failed = [], []
    with desk.writing:
        for target in dict.fromkeys(targets):
            try:
                made.append((target, act(target)))
            except TawthiqError as fault:
                failed.append((target, str(fault)))
    return answer(BulkMade(tuple(made), tuple(failed)))


def _decide(desk: Desk, request: Request, name: str, told: Verdict, act: Decide) -> Response:
    """Decide, unless somebody else did since the person looked."""
    by = who(request, told.reason)
    with desk.writing:
        with desk.register.reading() as connection:
            later = _later(connection, name, told.seen)
        if later:
            return JSONResponse({"error": "changed", "message": "somebody decided on this event since"}, 409)
        number = act(name, by)
    with desk.register.reading() as connection:
        found = find(connection, name)
        return answer(Made(next(one for one in history(connection, found.report) if one.number == number)))


def _later(connection: Connection, name: str, seen: int | None) -> bool:
    if seen is None:
        return False
    found = find(connection, name)
    return any(one.number > seen for one in history(connection, found.report, found.event))


def who(request: Request, reason: str) -> Deciding:
    """Who decides, from the name that this browser keeps, and why. Raises ``UsageError`` where there is no name."""
    name = preferences_of(request).name
    if not name:
        raise UsageError("say who decides: set your name (POST /api/v1/preferences)")
    return Deciding(name, reason)


def _named(sha256: str, event: str) -> str:
    return f"{sha256}#{event}"


def _target(target: str) -> str:
    return _named(*target.split("/", 1)) if "/" in target else target


def _written(value: Any) -> str:
    """A value as an edit takes it."""
    return EMPTY if value is None else msgspec.json.encode(value).decode()
