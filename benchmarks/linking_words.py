"""Counts how rare words are, and writes ``refdata/linking/words.tsv``: stem and bits, -log2 of the share of articles.

    python benchmarks/linking_words.py

Needs ``../shared/bench``: newspaper articles. Only single stems that at least five articles use are kept, so that no
sentence, and no name that a single event brought up, can be read out of the table.
"""

from __future__ import annotations

import collections
import json
import math
import sys
from pathlib import Path

from tawthiq.linking.passages import SHORTEST, stem
from tawthiq.text.normal import normalise
from tawthiq.text.words import split

ROOT = Path(__file__).resolve().parents[1]
NEWS = ROOT.parent / "shared" / "bench" / "data" / "news.texts.jsonl"
FEWEST = 5
"""Articles that a stem must stand in."""


def main() -> None:
    """Count, and write the table."""
    if not NEWS.is_file():
        sys.exit(f"{NEWS} is not there: the articles cannot be published")
    used: collections.Counter[str] = collections.Counter()
    articles = [json.loads(line)["text"] for line in NEWS.read_text(encoding="utf-8").splitlines()]
    for text in articles:
        used.update({stem(word.folded) for word in split(normalise(text)) if word.kind == "word"})
    kept = sorted(word for word, number in used.items() if number >= FEWEST and len(word) >= SHORTEST)
    rows = [f"{word}\t{round(math.log2(len(articles) / used[word]))}" for word in kept]
    path = ROOT / "src" / "tawthiq" / "refdata" / "linking" / "words.tsv"
    path.write_text("\n".join(["stem\tbits", *rows]) + "\n", encoding="utf-8")
    print(f"{len(rows)} stems of {len(articles)} articles")


if __name__ == "__main__":
    main()
