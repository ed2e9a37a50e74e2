"""One text a file: ``.txt`` and ``.md``, with an optional front matter.

    ---
    published: 2031-03-05
    publisher: an exercise
    exercise: true
    ---
    قُتل ثلاثة مدنيين …            (three civilians were killed …)

The front matter's characters are not part of the text, so offsets count from the first character after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from tawthiq.errors import InputError
from tawthiq.readers.encoding import EncodingError, decode
from tawthiq.readers.entry import MAX_REPORT_BYTES, Entry, Metadata, Note, Rejected, too_long

KEYS = ("id", "published", "publisher", "url", "exercise")
_FRONT = re.compile(r"---[ \t]*\r?\n((?:[A-Za-z_]+[ \t]*:[^\r\n]*\r?\n|[ \t]*\r?\n){0,40})---[ \t]*(?:\r?\n|\Z)")


def read_plain(
    handle: BinaryIO, source: str, defaults: Metadata, note: Callable[[Note], None], *, begun: bytes = b""
) -> Iterator[Entry | Rejected]:
    """The one report of a text file. ``begun``: bytes already taken from ``handle``.

    A file over the limit is refused after reading that much of it.
    """
    raw = begun + handle.read(max(0, MAX_REPORT_BYTES + 1 - len(begun)))
    if len(raw) > MAX_REPORT_BYTES:
        yield Rejected(source, None, too_long())
        return
    if not raw:
        yield Rejected(source, None, "empty")
        return
    try:
        decoded = decode(raw)
        if decoded.guessed:
            note(Note(source, f"read as {decoded.encoding}, guessed from its bytes"))
        fields, text = split(decoded.text)
        for key in fields.keys() - set(KEYS):
            note(Note(source, f"its front matter has «{key}», which is not used (used are {', '.join(KEYS)})"))
        yield Entry(text, Metadata.of(fields, source, None).over(defaults), source, None, raw)
    except EncodingError as fault:
        yield Rejected(source, None, str(fault))
    except InputError as fault:
        yield Rejected(source, None, fault.reason)


def split(text: str) -> tuple[dict[str, str], str]:
    """The front matter's fields and the text after it. Lines that are not all ``key: value`` are text."""
    found = _FRONT.match(text)
    if not found:
        return {}, text
    pairs = (line.partition(":") for line in found.group(1).splitlines() if line.strip())
    return {key.strip().casefold(): value.strip().strip("\"'") for key, _, value in pairs}, text[found.end() :]
