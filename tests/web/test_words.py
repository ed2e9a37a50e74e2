"""Every message exists in both languages, is used, and counts as its language counts."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import get_args

import pytest

from tawthiq.errors import RefdataError
from tawthiq.linking.comparisons import COMPARISONS
from tawthiq.model import codes
from tawthiq.model.incident import Grade, LinkKind
from tawthiq.register.attention import Reason
from tawthiq.text.rows import BlockKind
from tawthiq.web.forms import CLOSED, forms
from tawthiq.web.guard import Refusal
from tawthiq.web.words import LANGUAGES, Words, messages, words

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    *(ROOT / "src/tawthiq/web").rglob("*.py"),
    *(ROOT / "src/tawthiq/web").rglob("*.html"),
    *(ROOT / "web/src").rglob("*.ts"),
]
GROUPS = {
    **CLOSED,
    "date_basis": codes.DateBasis,
    "part_of_day": codes.PartOfDay,
    "reason": Reason,
    "furniture": BlockKind,
    "grade": Grade,
    "link": LinkKind,
    "contradiction": codes.Outcome,
    "comparison": None,
    "linking": None,
}


def fields(text: str) -> set[str]:
    """The values that a message asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_a_closed_list_has_a_name(language: str) -> None:
    known = messages()[language]
    missing = [f"{group}.{value}" for group, values in GROUPS.items() for value in get_args(values)]
    missing += [f"comparison.{one.name}" for one in COMPARISONS]
    assert [key for key in missing if key not in known] == []


def test_both_languages_have_the_same_keys_and_values() -> None:
    english, arabic = messages()["en"], messages()["ar"]
    assert english.keys() == arabic.keys()
    assert len(english) > 300
    wrong = [key for key in english if fields(english[key]) != fields(arabic[key]) and "|" not in english[key]]
    assert wrong == []


def test_arabic_messages_are_in_arabic() -> None:
    allowed = {
        "app.other_language",
        "edit.date_help",
        "report.radius",
        "date.between",
        "queue.page",
        "count.about",
        "map.days",
    }
    latin = [key for key, text in messages()["ar"].items() if not re.search("[\u0621-\u064a]", text)]
    assert set(latin) <= allowed | {"report.change"}


def test_every_message_that_the_pages_name_is_there_and_every_message_is_named() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    known = messages()["en"].keys()
    named = set(re.findall(r"(?:\bw|words|\bt|many|has)\(\s*['\"`]([a-z_]+\.[a-z_0-9]*[a-z0-9])['\"`]", text))
    assert named - known == set()
    parts = ("state", "action", "reason", "furniture", "field", "form", "input", "settings", "nav", "error", "help")
    unnamed = [
        key
        for key in known
        if key not in text
        and key.partition(".")[0] not in {*GROUPS, *parts}
        and not key.startswith(("report.", "edit.count_", "queue.bulk_", "map.", "add."))
    ]
    assert unnamed == []


@pytest.mark.parametrize(
    ("number", "arabic"),
    [
        (0, "لا أحداث"),
        (1, "حدث واحد"),
        (2, "حدثان"),
        (3, "3 أحداث"),
        (11, "11 حدثاً"),
        (100, "100 حدث"),
        (103, "103 أحداث"),
        (1011, "1,011 حدثاً"),
    ],
)  # no events, one event, two events, three, eleven, a hundred, …
def test_arabic_counts_in_six_forms(number: int, arabic: str) -> None:
    assert words("ar").many("queue.found", number) == arabic


@pytest.mark.parametrize(
    ("edtf", "english", "arabic"),
    [
        ("2031-03-12", "12 Mar 2031", "12 آذار/مارس 2031"),
        ("2031-03", "Mar 2031", "آذار/مارس 2031"),
        ("2031-03-12/2031-03-14", "12 Mar 2031 – 14 Mar 2031", "12 آذار/مارس 2031 – 14 آذار/مارس 2031"),
        ("../2031-03-12", "by 12 Mar 2031", "حتى 12 آذار/مارس 2031"),
        ("2031-03-12/..", "from 12 Mar 2031", "منذ 12 آذار/مارس 2031"),
        (None, "no date", "بلا تاريخ"),
    ],
)  # 12 March, March, an interval, up to, since, no date
def test_a_date_reads_as_its_language_expects(edtf: str | None, english: str, arabic: str) -> None:
    assert (words("en").date(edtf), words("ar").date(edtf)) == (english, arabic)


def test_a_missing_message_is_an_error_that_names_it() -> None:
    with pytest.raises(RefdataError, match=r"no message queue\.nothing_like_it"):
        words("en")("queue.nothing_like_it")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_form_can_be_shown(language: str) -> None:
    made = forms(Words(language))
    assert {form.path for form in made} >= {"type", "date", "locations", "casualties", "facilities"}
    assert all(form.label and form.inputs and all(entry.label for entry in form.inputs) for form in made)


def test_each_refusal_has_words() -> None:
    from tawthiq.web import guard

    refusals = [one for one in vars(guard).values() if isinstance(one, Refusal)]
    assert refusals
    assert [one.key for one in refusals if f"error.{one.key}" not in messages()["ar"]] == []
