"""Which passages describe death or injury in ways that a reader may wish to be warned of: ``graphic.tsv``, a row a
word."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from importlib import resources

from tawthiq.text.normal import fold
from tawthiq.web.passages import Passage


def graphic(found: Sequence[Passage]) -> frozenset[int]:
    """The places in ``found`` of passages with a word of the list."""
    pattern = _pattern()
    texts = ("".join(piece.text for piece in passage.pieces) for passage in found)
    return frozenset(at for at, text in enumerate(texts) if pattern.search(fold(text)))


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Any of the words, with proclitics or article."""
    table = resources.files("tawthiq.web").joinpath("graphic.tsv").read_text(encoding="utf-8")
    known = [fold(line.split("\t")[0]) for line in table.splitlines()[1:] if line]
    return re.compile(rf"(?<!\w)[وفبلك]?(?:ال)?(?:{'|'.join(map(re.escape, known))})(?!\w)")
