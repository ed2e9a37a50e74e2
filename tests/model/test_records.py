"""The records: what cannot be built."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.errors import EvidenceMismatch, MissingEvidence, ModelError
from tawthiq.model.count import Count
from tawthiq.model.dates import EventDate, precision, span
from tawthiq.model.event import Casualty, Event
from tawthiq.model.evidence import Evidence, evidence_within
from tawthiq.model.extraction import SCHEMA, Extraction, from_json, json_schema, to_json
from tawthiq.model.place import Location
from tawthiq.model.report import Report

TEXT = "قصف مدفعي على بلدة سرمين أدى إلى مقتل تسعة مدنيين"
REPORT = Report.of(TEXT, language="ar", id="r1")


def words(quote: str) -> tuple[Evidence, ...]:
    start = TEXT.index(quote)
    return (Evidence.of(TEXT, start, start + len(quote)),)


def event(**changes: object) -> Event:
    fields: dict[str, object] = {
        "id": "e1", "type": "shelling", "level": "incident", "modality": "asserted", "date": EventDate(),
        "evidence": words("قصف مدفعي"), "confidence": 0.5, "method": "grammar/1",
    }  # fmt: skip
    return Event(**(fields | changes))  # type: ignore[arg-type]  # the tests break it on purpose


@given(st.text(min_size=1), st.data())
def test_evidence_is_the_text_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = Evidence.of(text, start, end)
    assert text[found.start : found.end] == found.quote
    found.check(text)


@pytest.mark.parametrize(
    ("start", "end", "quote"), [(-1, 2, "abc"), (3, 3, ""), (4, 2, "ab"), (0, 3, "ab"), (0, 2, "abc")]
)
def test_evidence_that_is_no_range_cannot_be(start: int, end: int, quote: str) -> None:
    with pytest.raises(EvidenceMismatch):
        Evidence(start, end, quote)


def test_evidence_beyond_the_text_cannot_be() -> None:
    with pytest.raises(EvidenceMismatch):
        Evidence.of(TEXT, len(TEXT) - 2, len(TEXT) + 3)


def test_a_filled_field_without_words_cannot_be() -> None:
    with pytest.raises(MissingEvidence):
        Casualty(outcome="killed", count=Count.of("تسعة", "exact", 9), evidence=())
    with pytest.raises(MissingEvidence):
        EventDate.of("2031-03-12", "stated")
    with pytest.raises(MissingEvidence):
        event(evidence=())
    assert EventDate.of("2031-03-12", "publication").start == "2031-03-12"


def test_evidence_of_another_text_is_refused() -> None:
    other = Evidence(0, 3, "xyz")
    with pytest.raises(EvidenceMismatch, match="xyz"):
        Extraction.of(REPORT, (event(evidence=(other,)),))


@pytest.mark.parametrize(
    ("quantifier", "stated", "kind", "bounds"),
    [
        ("exact", (14,), {}, (14, 14, 14)),
        ("more_than", (70,), {}, (71, None, None)),
        ("at_least", (5,), {}, (5, None, None)),
        ("at_most", (8,), {}, (1, None, 8)),
        ("at_most", (8,), {"harm": False}, (0, None, 8)),
        ("approximately", (17,), {"nearly": True}, (15, 17, 17)),
        ("approximately", (20,), {}, (18, 20, 22)),
        ("range", (10, 15), {}, (10, None, 15)),
        ("plural", (), {}, (2, None, None)),
        ("plural", (), {"subset": True}, (1, None, None)),
        ("few", (), {}, (3, None, 9)),
        ("decade_plus", (20,), {}, (21, None, 29)),
        ("tens", (), {}, (10, None, None)),
        ("dozens", (), {}, (12, None, None)),
        ("hundreds", (), {}, (100, None, None)),
        ("thousands", (), {}, (1000, None, None)),
        ("none", (), {}, (0, 0, 0)),
        ("none_reported", (), {}, (0, None, None)),
        ("most", (9,), {}, (5, None, 9)),
        ("most", (), {}, (1, None, None)),
        ("family", (), {}, (2, None, None)),
        ("unknown", (), {}, (None, None, None)),
    ],
)
def test_counts_say_what_the_words_entail(
    quantifier: str, stated: tuple[int, ...], kind: dict[str, bool], bounds: tuple[int | None, int | None, int | None]
) -> None:
    """Code book 4.1, line by line."""
    count = Count.of("…", quantifier, *stated, **kind)  # type: ignore[arg-type]  # quantifiers of the table
    assert (count.min, count.best, count.max) == bounds


def test_a_count_that_contradicts_itself_cannot_be() -> None:
    with pytest.raises(ModelError):
        Count("x", "exact", (3,), 3, 2, 1)
    with pytest.raises(ModelError):
        Count("x", "exact", (-1,), -1, -1, -1)
    with pytest.raises(ModelError):
        Count.of("x", "exact")


@pytest.mark.parametrize(
    ("edtf", "days", "fine"),
    [
        ("2017-09-21", ("2017-09-21", "2017-09-21"), "day"), ("2017-02", ("2017-02-01", "2017-02-28"), "month"),
        ("2017", ("2017-01-01", "2017-12-31"), "year"), ("2017-09-20/2017-09-21", ("2017-09-20", "2017-09-21"), "days"),
        ("2020-03-05/..", ("2020-03-05", None), "unknown"), ("../2023-02-12", (None, "2023-02-12"), "unknown"),
        ("XXXX-10-27", (None, None), "day"), ("2017-09-04/2017-09-10", ("2017-09-04", "2017-09-10"), "week"),
    ],
)  # fmt: skip
def test_edtf_strings_span_their_days(edtf: str, days: tuple[str | None, str | None], fine: str) -> None:
    assert span(edtf) == days
    assert precision(edtf) == fine


@pytest.mark.parametrize("edtf", ["21-09-2017", "2017-9-1", "yesterday", "2017-02-30", "2017-13"])
def test_what_is_no_edtf_is_refused(edtf: str) -> None:
    with pytest.raises(ModelError):
        span(edtf)


def test_a_point_must_say_how_far_off_it_may_be() -> None:
    with pytest.raises(ModelError, match="radius_km"):
        Location(role="impact", name="سرمين", precision="settlement", lat=35.9, lon=36.7, evidence=words("سرمين"))
    with pytest.raises(ModelError, match="globe"):
        Location(
            role="impact",
            name="سرمين",
            precision="settlement",
            lat=95.0,
            lon=36.7,
            radius_km=1,
            evidence=words("سرمين"),
        )


def test_figures_point_only_to_figures_that_are_there() -> None:
    nine = Casualty(outcome="killed", count=Count.of("تسعة", "exact", 9), evidence=words("تسعة"), subset_of=1)
    with pytest.raises(ModelError, match="casualty 1"):
        event(casualties=(nine,))


def test_events_are_told_apart_and_parts_have_their_whole() -> None:
    with pytest.raises(ModelError, match="one id"):
        Extraction.of(REPORT, (event(), event()))
    with pytest.raises(ModelError, match="e9"):
        Extraction.of(REPORT, (event(part_of="e9"),))


def test_half_a_character_is_refused_with_its_place() -> None:
    with pytest.raises(ModelError, match="code point 3"):
        Report.of("قتل\ud800", language="ar")


def test_what_is_written_fits_the_schema_and_reads_back() -> None:
    found = Extraction.of(
        REPORT,
        (
            event(
                casualties=(
                    Casualty(outcome="killed", count=Count.of("تسعة", "exact", 9), evidence=words("تسعة مدنيين")),
                )
            ),
        ),
    )
    line = to_json(found)
    jsonschema.validate(json.loads(line), json_schema())
    assert from_json(line) == found
    assert len(evidence_within(found.events)) == 2
    assert "unread" not in json.loads(line)
    assert (
        json.loads(to_json(Extraction.not_read(Report.of("text", language="en"))))["unread"] == "no reader for en yet"
    )


@pytest.mark.parametrize("line", ["{}", "[]", "nonsense", json.dumps({"schema": SCHEMA, "report": {}, "events": []})])
def test_a_line_of_another_shape_is_refused(line: str) -> None:
    with pytest.raises(ModelError):
        from_json(line)
