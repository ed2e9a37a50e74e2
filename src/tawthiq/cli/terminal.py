"""What a terminal is given: text that cannot command it, and pipes that may close."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator

import typer

from tawthiq.errors import UsageError

_BIDI = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_HIDDEN = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0D, 0x20), *range(0x7F, 0xA0), 0xFEFF, *_BIDI])
_HIDDEN |= {0x2028: "\n", 0x2029: "\n"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def visible(text: str) -> str:
    """``text`` without what commands a terminal or turns its direction: control characters (but tab and line end), and
    marks, overrides and isolates of direction. Half characters become U+FFFD."""
    return text.translate(_HIDDEN)


def one_line(text: str) -> str:
    """``text`` as :func:`visible`, its white space and line ends as single spaces."""
    return " ".join(visible(text).split())


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: Arabic has no other spelling here."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@contextlib.contextmanager
def writing(target: str = "standard output") -> Iterator[None]:
    """Around what writes: a reader that went away (``| head``) ends the command quietly, a full disk with an error."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError as gone:
        _forget_output()
        raise typer.Exit(0) from gone
    except OSError as fault:
        _forget_output()
        raise UsageError(f"cannot write to {fault.filename or target}: {fault.strerror}") from fault


def _forget_output() -> None:
    """Point standard output at nothing, so that what it still holds is not tried again when Python ends."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
    except (OSError, ValueError):
        return  # no file behind it: nothing is tried again
