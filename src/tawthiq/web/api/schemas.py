"""Requests and answers as records: checked when they come in, described in OpenAPI as they are."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from tawthiq.errors import UsageError

T = TypeVar("T", bound=msgspec.Struct)
REF = "#/components/schemas/{name}"


class Fault(msgspec.Struct, frozen=True):
    """What went wrong: a word for programs, and a sentence."""

    error: str
    message: str


def reader(kind: type[T]) -> Callable[[Request], Coroutine[Any, Any, T]]:
    """A dependency: the request's body as a record. Raises ``UsageError`` that says what in it is wrong."""

    async def read(request: Request) -> T:
        told = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if told != "application/json":
            raise UsageError("the body must be application/json")
        try:
            return msgspec.json.decode(await request.body(), type=kind)
        except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as fault:
            raise UsageError(f"the body is not as it should be: {fault}") from fault

    return read


def takes(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """What OpenAPI says of a request's body."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": _ref(kind)}}}}


def gives(kind: type[msgspec.Struct], *faults: int) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of the answers."""
    found: dict[int | str, dict[str, Any]] = {200: {"content": {"application/json": {"schema": _ref(kind)}}}}
    for status in (401, 403, 421, 422, *faults):
        found[status] = {"description": _FAULTS[status], "content": {"application/json": {"schema": _ref(Fault)}}}
    return found


_FAULTS = {
    401: "no session",
    403: "from another site, or without the token",
    404: "nothing of that name",
    409: "decided on since",
    413: "too large",
    421: "another host",
    422: "not as it should be",
    503: "the register cannot be written now",
}


def answer(found: msgspec.Struct) -> Response:
    """A record as JSON."""
    return Response(msgspec.json.encode(found), media_type="application/json")


def _ref(kind: type[msgspec.Struct]) -> dict[str, str]:
    return {"$ref": REF.format(name=kind.__name__)}


def components(kinds: list[type[msgspec.Struct]]) -> dict[str, Any]:
    """The schemas of these records and all that they hold."""
    return msgspec.json.schema_components(kinds, ref_template=REF)[1]
