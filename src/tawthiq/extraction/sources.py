"""Sources: to whom the report attributes what a frame says."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extraction.frames import Frame
from tawthiq.extraction.page import Page
from tawthiq.model.event import Source
from tawthiq.model.evidence import Evidence


def sources(page: Page, frames: Sequence[Frame]) -> tuple[Source, ...]:
    """The speakers named in the frames beside a verb or preposition of saying, each once."""
    found: dict[tuple[str, str], list[Evidence]] = {}
    for frame in frames:
        said = [cue for cue in frame.cues if cue.reading.entry.sense == "speech"]
        if not said:
            continue
        for first, last in frame.ranges:
            for mention in page.of(first, last, "source"):
                if any(abs(mention.first - cue.last) <= 4 or abs(cue.first - mention.last) <= 4 for cue in said):
                    words = page.evidence(mention.first, mention.last)
                    mark = (words.quote, mention.reading.entry.code or "other")
                    if words not in found.setdefault(mark, []):
                        found[mark].append(words)
    return tuple(
        Source(name=name, kind=kind, evidence=tuple(words))  # type: ignore[arg-type]  # the lexicon checks source kinds
        for (name, kind), words in found.items()
    )
