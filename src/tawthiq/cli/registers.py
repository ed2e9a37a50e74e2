"""The register that a command works on, and the options that such commands share."""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from tawthiq.cli.opening import settings
from tawthiq.errors import UsageError

if TYPE_CHECKING:
    from tawthiq.register import Register

RegisterOption = Annotated[
    str | None,
    typer.Option("--register", help="Path or URL of the register; TAWTHIQ_REGISTER where not given."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsOption = Annotated[str, typer.Option("--as", help="Who decides: your name, as it is to be kept.")]
ReasonOption = Annotated[str, typer.Option(help="Why, in a sentence.")]


def where(given: str | None) -> str:
    """The register that is named, or that the environment names. Raises ``UsageError`` where none is."""
    named = given or settings().register
    if named is None:
        raise UsageError("which register? Give --register PATH, or set TAWTHIQ_REGISTER")
    return named


def now() -> dt.datetime:
    """The time."""
    return dt.datetime.now(dt.UTC)


@contextlib.contextmanager
def opened(given: str | None) -> Iterator[Register]:
    """The register, closed again at the end."""
    from tawthiq.register import Register

    register = Register.open(where(given), now, secrets.token_bytes)
    try:
        yield register
    finally:
        register.close()
