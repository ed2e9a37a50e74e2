"""Surface forms of verbs, nouns and adjectives, by hand-written paradigms."""

from __future__ import annotations

import pytest

from tawthiq.language.ar.morphology import Form, forms
from tawthiq.refdata.entries import COLUMNS, Entry, read_table


def entry(lemma: str, pos: str, listed: str = "", sense: str = "person", code: str = "") -> Entry:
    row = "\t".join((lemma, pos, listed, sense, code, "", "own"))
    return read_table("\t".join(COLUMNS) + "\n" + row, "t.tsv")[0]


def spelled(row: Entry, **wanted: object) -> set[str]:
    """The stand-alone spellings of a row whose features are as wanted."""
    found: list[Form] = [form for form in forms(row, row.lemma) if form.bare]
    return {form.spelling for form in found if all(getattr(form, key) == value for key, value in wanted.items())}


@pytest.mark.parametrize(
    ("past", "present", "expected"),
    [
        ("قصف", "يقصف", "قصف قصفت قصفوا قصفا قصفتا قصفنا قصفن قصفتم يقصف تقصف نقصف يقصفون تقصفون يقصفوا يقصفان يقصفن"),
        ("أصاب", "يصيب", "أصاب أصابت أصابوا أصابا أصابتا أصبنا يصيب تصيب يصيبون يصيبوا"),
        ("أدى", "يؤدي", "أدى أدت أدوا أديا أدتا أدينا يؤدي تؤدي يؤدون يؤدوا يؤديان"),
        ("لقي", "يلقى", "لقي لقيت لقوا لقيا لقيتا لقينا يلقى تلقى يلقون يلقوا يلقيان"),
        ("اغتال", "يغتال", "اغتال اغتالت اغتالوا اغتالا اغتلنا يغتال تغتال يغتالون"),
        ("شن", "يشن", "شن شنت شنوا شنا شنتا يشن تشن نشن يشنون يشنوا"),
        ("اعتدى", "يعتدي", "اعتدى اعتدت اعتدوا اعتديا يعتدي تعتدي يعتدون يعتد تعتد"),
        ("دعا", "يدعو", "دعا دعت دعوا دعوا دعونا يدعو تدعو يدعون يدعوا يدعوان"),
    ],
)  # fmt: skip
def test_verbs(past: str, present: str, expected: str) -> None:
    missing = set(expected.split()) - spelled(entry(past, "verb", present, "light"))
    assert not missing


@pytest.mark.parametrize("form", ["متن", "متنا", "أقصف", "قصفي"])
def test_forms_that_are_other_words_are_not_made(form: str) -> None:
    assert form not in spelled(entry("مات", "verb", "يموت", "light")) | spelled(entry("قصف", "verb", "يقصف", "light"))


@pytest.mark.parametrize(
    ("lemma", "listed", "number", "expected"),
    [
        ("طفل", "أطفال", "dual", "طفلان طفلين طفلي"),
        ("طفل", "أطفال", "pl", "أطفال أطفالا"),
        ("مدني", "+ون", "pl", "مدنيون مدنيين مدنيو مدنيي"),
        ("مدني", "+ون", "dual", "مدنيان"),
        ("طفلة", "", "dual", "طفلتان طفلتين طفلتا طفلتي"),
        ("طفلة", "", "pl", "طفلات"),
        ("قتيل", "قتلى", "pl", "قتلى"),
        ("قتيل", "قتلى", "sg", "قتيل قتيلا"),
    ],
)
def test_nouns(lemma: str, listed: str, number: str, expected: str) -> None:
    assert spelled(entry(lemma, "noun", listed), number=number) == set(expected.split())


def test_plural_headwords_have_no_dual() -> None:
    people = entry("أهالي", "noun", code="number=pl")
    assert spelled(people) == spelled(people, number="pl")


def test_verbal_nouns_of_harm_have_no_masculine_dual() -> None:
    assert "قتلان" not in spelled(entry("قتل", "noun", sense="harm", code="killed"))


def test_weapon_nouns_are_not_confused_with_adjectives() -> None:
    """صاروخي is "by rockets", not "two rockets of"; قذيفتي هاون is "two mortar shells"."""
    assert "صاروخي" not in spelled(entry("صاروخ", "noun", "صواريخ", "strike", "rocket"))
    assert "قذيفتي" in spelled(entry("قذيفة", "noun", "قذائف", "strike", "shell"), number="dual")


def test_adjectives_agree() -> None:
    made = spelled(entry("خطير", "adj", sense="severity", code="critical"))
    assert made == {"خطير", "خطيرة", "خطيرا", "خطيران", "خطيرتان", "خطيرتين", "خطيرون", "خطيرين", "خطيرات"}


def test_before_a_pronoun_words_change() -> None:
    def bound(row: Entry) -> set[str]:
        return {form.spelling for form in forms(row, row.lemma) if form.bound}

    assert {"عائلت", "عائلات"} <= bound(entry("عائلة", "noun"))
    assert {"شهداء", "شهدائ", "شهداؤ"} <= bound(entry("شهيد", "noun", "شهداء", "victim", "killed"))
    assert "قتلا" in bound(entry("قتيل", "noun", "قتلى", "victim", "killed"))
    assert {"قصفو", "يقصفو"} <= bound(entry("قصف", "verb", "يقصف", "light"))
