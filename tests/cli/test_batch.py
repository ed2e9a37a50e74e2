"""A fault of ours in one report is put aside with its name, and the other reports are read."""

from __future__ import annotations

import io
import json

from tawthiq.cli.batch import Batch
from tawthiq.cli.messages import Messages
from tawthiq.errors import EvidenceMismatch
from tawthiq.model.extraction import Extraction
from tawthiq.model.report import Report
from tawthiq.readers import Entry, Metadata


class Faulty:
    """Reads nothing, and fails on reports that ask for it."""

    def extract(self, report: Report) -> Extraction:
        """Fails as the text says."""
        if report.text == "mismatch":
            raise EvidenceMismatch("[0, 1) of the report is not «x»")
        if report.text == "bug":
            raise ZeroDivisionError("division by zero")
        return Extraction.of(report, ())


def test_faults_are_listed_with_file_and_row_and_the_rest_is_read() -> None:
    out, aside, told = io.BytesIO(), io.BytesIO(), io.StringIO()
    batch = Batch(Faulty(), out, aside, Messages(told, None))  # type: ignore[arg-type]  # a pipeline that fails
    texts = ("one", "mismatch", "bug", "two")
    batch.run([Entry(text, Metadata(id=text), "a.jsonl", row) for row, text in enumerate(texts, 1)])
    assert [json.loads(line)["report"]["id"] for line in out.getvalue().splitlines()] == ["one", "two"]
    assert [(item["row"], item["reason"]) for item in map(json.loads, aside.getvalue().splitlines())] == [
        (2, "[0, 1) of the report is not «x»"),
        (3, "a fault in tawthiq, please report it (ZeroDivisionError: division by zero)"),
    ]
    assert batch.exit_code == 1
    assert told.getvalue().splitlines()[-1].startswith("2 reports (2 in a language") is False
    assert "2 reports, 0 events, 2 rejected" in told.getvalue()
