"""Which lines describe death or injury in ways that a reader may wish to be warned of: ``graphic.tsv``, a row a
word."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from importlib import resources

from tawthiq.text.normal import fold
from tawthiq.web.passages import GRAPHIC, Block

_LINE = re.compile(r"[^\n]+")


def with_graphic(text: str, folded: Sequence[Block]) -> list[Block]:
    """The blocks that are folded, in order, with the lines between them that hold a word of the list."""
    pattern = _pattern()
    found = list(folded)
    for line in _LINE.finditer(text):
        start, end = line.span()
        if pattern.search(fold(line.group())) and all(end <= first or last <= start for first, last, _ in folded):
            found.append((start, end, GRAPHIC))
    return sorted(found)


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Any of the words, with proclitics or article."""
    table = resources.files("tawthiq.web").joinpath("graphic.tsv").read_text(encoding="utf-8")
    known = [fold(line.split("\t")[0]) for line in table.splitlines()[1:] if line]
    return re.compile(rf"(?<!\w)[وفبلك]?(?:ال)?(?:{'|'.join(map(re.escape, known))})(?!\w)")
