"""Reports that carry the same text: reprinted, with another headline, cut.

Texts are compared by their runs of five words. Only reports that tell one incident are compared, so all their runs are
at hand and nothing is estimated: a sketch (MinHash) would save memory that is not needed.
"""

from __future__ import annotations

import zlib

from tawthiq.text.normal import normalise
from tawthiq.text.words import split

RUN, LEAST, SHARE = 5, 12, 0.6
"""Words of a run; runs that a text needs to be judged; share of the shorter text's runs that the longer one holds."""


def shingles(text: str) -> frozenset[int]:
    """The runs of words of a text, as hashes."""
    words = [word.folded for word in split(normalise(text)) if word.kind in ("word", "number", "latin")]
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return frozenset(zlib.crc32(run.encode("utf-8")) for run in runs)


def is_copy(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two texts are one text, or one is cut from the other."""
    least = min(len(one), len(other))
    return least >= LEAST and len(one & other) >= SHARE * least
