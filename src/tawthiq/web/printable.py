"""Text for a page: no character that hides, commands or turns the direction of what stands around it."""

from __future__ import annotations

_TURNING = {
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO", 0x2066: "LRI", 0x2067: "RLI",
    0x2068: "FSI", 0x2069: "PDI",
}  # fmt: skip
"""Marks that turn whole passages. The small marks (LRM, RLM, ALM), which order digits, stay."""

HIDDEN = "\u25af"
"""Stands in a report's text for a character that would hide or turn others."""

_CONTROLS = [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)]
_IN_TEXT = dict.fromkeys([*_CONTROLS, *_TURNING, 0xFEFF], HIDDEN) | dict.fromkeys([0x2028, 0x2029], "\n")
_IN_LINE = dict.fromkeys([*_CONTROLS, *_TURNING, 0xFEFF, 0x200E, 0x200F, 0x061C])


def as_text(text: str) -> str:
    """``text`` with as many code points, each that hides or turns others shown as :data:`HIDDEN`, so that offsets stay.

    A browser reads a carriage return as a line end of its own, which would shift what follows: it becomes a space of no
    width before a line end, else a line end.
    """
    shown = text.translate(_IN_TEXT)
    return shown.replace("\r\n", "\u200b\n").replace("\r", "\n") if "\r" in shown else shown


def as_line(text: str) -> str:
    """``text`` on one line, without what hides or turns others: for names, values and titles."""
    return " ".join(text.translate(_IN_LINE).split())


def excerpt(text: str, most: int = 160) -> str:
    """The beginning of ``text`` on one line."""
    line = as_line(text[: most * 4])
    return line if len(line) <= most else line[: most - 1] + "…"
