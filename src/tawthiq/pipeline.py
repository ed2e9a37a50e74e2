"""The one place that wires the stages: readers' reports in, checked events out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self

from tawthiq.extraction.account import account
from tawthiq.extraction.reading import Reading, read
from tawthiq.language.ar.lexicon import Lexicon, load
from tawthiq.model.extraction import Extraction
from tawthiq.model.report import Report
from tawthiq.model.trace import Step, Trace
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.places.learned import Learned, LearnedNames
from tawthiq.refdata.entries import load_lexicon
from tawthiq.settings import Settings
from tawthiq.text.rows import Headings

READ = "ar"
"""The language that is read; reports in others are stored and answered as unread."""


class Pipeline:
    """Reads reports. Opening it loads lexicons and gazetteer once; it may then be used for any number of reports."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, headings: Headings) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._headings = headings

    @classmethod
    def open(cls, settings: Settings, progress: Callable[[str, float], None] | None = None) -> Pipeline:
        """A pipeline with the user's gazetteer, which is compiled on first use (``progress`` is told how far it is).

        Raises ``GazetteerError`` where that fails, ``RefdataError`` where a lexicon is damaged.
        """
        gazetteer = Gazetteer.open(settings.cache_dir, progress, settings.gazetteer_dir)
        return cls(load(), gazetteer, Headings.of(load_lexicon(READ)))

    def learning(self, answers: Sequence[Learned]) -> Self:
        """This pipeline with reviewers' answers for names of places. The gazetteer's files are shared."""
        if not answers:
            return self
        return type(self)(self._lexicon, self._gazetteer.learning(LearnedNames(answers)), self._headings)

    def extract(self, report: Report) -> Extraction:
        """The events of a report; none, with the reason, where its language has no reader yet."""
        if report.header.language != READ:
            return Extraction.not_read(report)
        return self._read(report).extraction

    def explain(self, report: Report) -> Trace:
        """As :meth:`extract`, with the steps that led there."""
        if report.header.language != READ:
            unread = Extraction.not_read(report)
            return Trace(extraction=unread, steps=(Step("language", str(unread.unread)),))
        reading = self._read(report)
        return Trace(extraction=reading.extraction, steps=account(reading))

    def _read(self, report: Report) -> Reading:
        """The one way to read an Arabic report."""
        return read(report, self._lexicon, self._gazetteer, self._gazetteer, self._headings)
