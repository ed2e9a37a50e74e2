"""The sample reports are exercises and say so; each has the answer of a trained coder, in codes that exist."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from tawthiq.model import codes

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "src/tawthiq/samples").glob("[0-9]*.md"))
GOLDEN: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/golden/samples.yaml").read_text(encoding="utf-8"))
EVENT_KEYS = {"type", "level", "modality", "edtf", "places", "figures", "attackers", "munitions"}
EVENTS = [(entry["id"], event) for entry in GOLDEN for event in entry["events"]]


def parts(path: Path) -> tuple[dict[str, Any], str]:
    """The metadata and the text of a sample."""
    _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), text


def test_there_are_thirty_and_each_has_its_answer() -> None:
    assert len(SAMPLES) == 30
    assert [entry["id"] for entry in GOLDEN] == [path.stem for path in SAMPLES]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_marked_as_an_exercise_dated_in_2031(path: Path) -> None:
    front, text = parts(path)
    assert front["id"] == path.stem
    assert front["exercise"] is True
    assert isinstance(front["published"], datetime.date)
    assert front["published"].year == 2031
    assert re.search("تمرين|Exercise", front["publisher"])
    years = set(re.findall(r"\b(?:19|20)\d\d\b", text))
    assert years <= {"2031"}


@pytest.mark.parametrize(("sample", "event"), EVENTS, ids=[f"{name}-{n}" for n, (name, _) in enumerate(EVENTS)])
def test_an_answer_uses_codes_that_exist_and_words_of_its_text(sample: str, event: dict[str, Any]) -> None:
    assert EVENT_KEYS <= event.keys() <= EVENT_KEYS | {"displaced"}
    assert event["type"] in get_args(codes.EventType)
    assert event["level"] in get_args(codes.Level)
    assert event["modality"] in get_args(codes.Modality)
    assert re.fullmatch(r"2031-\d\d-\d\d(/2031-\d\d-\d\d)?", event["edtf"])
    for outcome, least, best, most in event["figures"]:
        assert outcome in get_args(codes.Outcome)
        assert least <= (best if best is not None else least) <= (most if most is not None else best or least)
    text = (ROOT / f"src/tawthiq/samples/{sample}.md").read_text(encoding="utf-8").replace("اعزاز", "إعزاز")
    assert [place for place in event["places"] if place not in text] == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_weekday_beside_a_date_is_that_dates(path: Path) -> None:
    front, text = parts(path)
    names = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
    published: datetime.date = front["published"]
    for word, shift in (("اليوم", 0), ("أمس", -1)):
        for name in re.findall(rf"{word} ({'|'.join(names)})", text):
            assert names.index(name) == (published + datetime.timedelta(days=shift)).weekday(), f"{word} {name}"
