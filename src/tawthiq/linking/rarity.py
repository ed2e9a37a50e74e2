"""How rare a word is: bits of surprise at meeting it in a report, from ``refdata/linking/words.tsv``.

A fixed table, not counts of the register, so that a report says the same to linking whichever reports came before it.
"""

from __future__ import annotations

import functools
from importlib import resources

from tawthiq.linking.statements import hashed

LEAST_BITS, MOST_BITS = 4, 10
"""Words below the first are too common to be looked at; words that the table does not hold count the second."""


def bits(word: int) -> int:
    """How rare the word with this hash is."""
    return table().get(word, MOST_BITS)


@functools.cache
def table() -> dict[int, int]:
    """Hash -> bits, of the stems that newspapers use often enough to be counted."""
    rows = resources.files("tawthiq.refdata").joinpath("linking/words.tsv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {hashed(stem): int(number) for stem, number in pairs}
