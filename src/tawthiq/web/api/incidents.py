"""Incidents: which there are, why events are one or not, and what persons decide on that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from tawthiq.language.ar.lexicon import load as load_lexicon
from tawthiq.linking.explanation import Explanation
from tawthiq.linking.passages import Passages
from tawthiq.linking.weights import load
from tawthiq.model.incident import Incident
from tawthiq.register import incidents, link_decisions
from tawthiq.register.link_decisions import LinkDecision
from tawthiq.register.linking import counts, link
from tawthiq.web.api.decisions import who
from tawthiq.web.api.records import Limit, Offset
from tawthiq.web.api.schemas import answer, gives, reader, takes
from tawthiq.web.desk import Desk
from tawthiq.web.filters import Asked

Name = Annotated[str, Query(min_length=1, max_length=500)]


class Merge(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Two incidents, or events of them (``REPORT#EVENT``), that are one."""

    one: str
    other: str
    reason: str


class Split(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Events of one incident that are not it."""

    events: tuple[str, ...]
    reason: str


class Relate(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one event is to another."""

    one: str
    other: str
    kind: Literal["part_of", "follow_up", "contradicts", "different", "unsure"]
    reason: str


class LinkUndo(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``decision``: the number of the decision to take back; None: the last that stands."""

    reason: str
    decision: int | None = None


class Incidents(msgspec.Struct, frozen=True):
    """A page of incidents."""

    incidents: tuple[Incident, ...]


class Linked(msgspec.Struct, frozen=True):
    """A decision on links, and the incident that it leads to now."""

    decision: LinkDecision
    incident: str


class Why(msgspec.Struct, frozen=True):
    """The evidence that two events are one incident."""

    one: str
    other: str
    explanation: Explanation


class LinkRun(msgspec.Struct, frozen=True):
    """What a run of linking looked at, and how many incidents there are now."""

    events: int
    incidents: int


MergeBody = Annotated[Merge, Depends(reader(Merge))]
SplitBody = Annotated[Split, Depends(reader(Split))]
RelateBody = Annotated[Relate, Depends(reader(Relate))]
LinkUndoBody = Annotated[LinkUndo, Depends(reader(LinkUndo))]


def router(desk: Desk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["incidents"])

    @routes.get("/incidents", responses=gives(Incidents))
    def listed(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
        """Incidents one of whose events fits a filter, the latest first."""
        wanted = Asked.of(request.query_params, state="any").wanted().filter
        with desk.register.reading() as connection:
            found = incidents.listed(connection, wanted, limit=limit, offset=offset)
        return answer(Incidents(tuple(found)))

    @routes.get("/incidents/{name}", responses=gives(Incident, 404))
    def one(name: str) -> Response:
        """An incident by its id."""
        with desk.register.reading() as connection:
            return answer(incidents.incident(connection, name))

    @routes.get("/why", responses=gives(Why, 404))
    def why(one: Name, other: Name) -> Response:
        """Why two events, or incidents, are one or are not."""
        with desk.register.reading() as connection:
            return answer(Why(*link_decisions.why(connection, one, other, load())))

    @routes.post("/link", responses=gives(LinkRun, 503))
    def run() -> Response:
        """Put every event that is new into an incident."""
        with desk.writing:
            events = link(desk.register, Passages(load_lexicon()), load())
        with desk.register.reading() as connection:
            return answer(LinkRun(events, counts(connection).incidents))

    _decisions(routes, desk)
    return routes


def _decisions(routes: APIRouter, desk: Desk) -> None:
    register = desk.register

    @routes.post("/incidents/merge", responses=gives(Linked, 404, 503), openapi_extra=takes(Merge))
    def merge(request: Request, told: MergeBody) -> Response:
        """Say that two incidents are one."""
        by = who(request, told.reason)
        return _made(desk, told.one, lambda: link_decisions.merge(register, told.one, told.other, by, load()))

    @routes.post("/incidents/split", responses=gives(Linked, 404, 503), openapi_extra=takes(Split))
    def split(request: Request, told: SplitBody) -> Response:
        """Say that events are not the incident that they are in."""
        by, first = who(request, told.reason), (*told.events, "")[0]
        return _made(desk, first, lambda: link_decisions.split(register, told.events, by, load()))

    @routes.post("/incidents/relate", responses=gives(Linked, 404, 503), openapi_extra=takes(Relate))
    def relate(request: Request, told: RelateBody) -> Response:
        """Say what one event is to another; the two are then no longer asked about."""
        by, kind = who(request, told.reason), told.kind
        return _made(desk, told.one, lambda: link_decisions.relate(register, told.one, told.other, kind, by, load()))

    @routes.post("/incidents/{name}/undo", responses=gives(Linked, 404, 503), openapi_extra=takes(LinkUndo))
    def undo(request: Request, name: str, told: LinkUndoBody) -> Response:
        """Take back a decision on the links of an incident."""
        by = who(request, told.reason)
        return _made(desk, name, lambda: link_decisions.undo(register, name, by, load(), told.decision))


def _made(desk: Desk, name: str, act: Callable[[], int]) -> Response:
    """Take a decision and tell it."""
    with desk.writing:
        number = act()
    with desk.register.reading() as connection:
        made = link_decisions.decision(connection, number)
        return answer(Linked(made, incidents.id_of(connection, incidents.number_of(connection, name))))
