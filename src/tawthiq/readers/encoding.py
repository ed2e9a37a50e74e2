"""Bytes to text: byte order mark, strict UTF-8, then what Arabic files are saved in, then any encoding that fits.

Nothing is repaired: bytes that no encoding explains are refused, since a wrong letter in a name is worse than none.
"""

from __future__ import annotations

import codecs
import re

import msgspec
from charset_normalizer import from_bytes

ARABIC_ENCODINGS = ("cp1256", "iso8859_6")
SAMPLE = 64 * 1024
"""Bytes that an encoding is guessed from."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(rb"[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}")
_BYTE = re.compile(rb"[\x80-\xFF]")
_NAMES = {"cp1256": "windows-1256", "iso8859_6": "iso-8859-6"}


class Decoded(msgspec.Struct, frozen=True):
    """A text, the encoding it was read in, and whether that was a guess (neither marked nor UTF-8)."""

    text: str
    encoding: str
    guessed: bool


class Encoding(msgspec.Struct, frozen=True):
    """The encoding of a file: ``mark`` is the length of its byte order mark, in bytes."""

    name: str
    mark: int = 0
    guessed: bool = False


class EncodingError(ValueError):
    """Bytes that are no text in any encoding that we know; the message says where the fault is."""


def decode(raw: bytes) -> Decoded:
    """The text of a whole file, without its byte order mark. Raises ``EncodingError``."""
    encoding = sniff(raw)
    try:
        return Decoded(raw[encoding.mark :].decode(encoding.name), encoding.name, encoding.guessed)
    except UnicodeDecodeError as fault:
        raise EncodingError(_broken(encoding, encoding.mark + fault.start)) from fault


def sniff(raw: bytes) -> Encoding:
    """The encoding of a file from its first bytes. Raises ``EncodingError`` where none fits.

    A file whose letters are UTF-8 but for a few bytes is damaged UTF-8, never something else.
    """
    known = marked(raw)
    if known is not None:
        return known
    try:
        codecs.getincrementaldecoder("utf-8")().decode(raw)
    except UnicodeDecodeError as fault:
        return Encoding("utf-8") if _mostly_utf8(raw) else _guess(raw[:SAMPLE], fault.start)
    return Encoding("utf-8")


def marked(raw: bytes) -> Encoding | None:
    """The encoding that a byte order mark or the zeros and sixes of UTF-16 give away; None where there are none.

    Arabic in UTF-16 without a mark is well-formed UTF-8 by accident: every other byte is 6 (Arabic) or 0 (space).
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return Encoding(name, len(mark))
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        high = raw[:SAMPLE][first::2]
        if len(high) > 1 and high.count(0) + high.count(6) > 0.9 * len(high):
            return Encoding(name, guessed=True)
    return None


def _mostly_utf8(raw: bytes) -> bool:
    """Are nine in ten of the bytes beyond ASCII part of well-formed UTF-8?"""
    sample = raw[:SAMPLE]
    good = sum(len(found) for found in _MULTIBYTE.findall(sample))
    return good >= 0.9 * len(_BYTE.findall(sample)) and good > 0


def _guess(sample: bytes, fault: int) -> Encoding:
    """The encoding that makes the sample an Arabic text, else any that makes it a text."""
    best = from_bytes(sample, cp_isolation=list(ARABIC_ENCODINGS)).best()
    if best is not None and _arabic(str(best)):
        return Encoding(_NAMES.get(best.encoding, best.encoding), guessed=True)
    best = from_bytes(sample).best()
    if best is None:
        raise EncodingError(_broken(Encoding("utf-8"), fault))
    return Encoding(best.encoding.replace("_", "-"), guessed=True)


def _arabic(text: str) -> bool:
    """Are most letters Arabic ones?"""
    letters = [letter for letter in text if letter.isalpha()]
    return sum("\u0600" <= letter <= "\u06ff" for letter in letters) > 0.6 * len(letters) > 0


def _broken(encoding: Encoding, at: int) -> str:
    return f"byte {at + 1} is not {encoding.name}, and no other encoding fits: save it again from its source as UTF-8"
