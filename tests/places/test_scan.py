"""The scanner: planted names, and words that only look like names."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.model.place import NameSpan, PlaceScanner
from tawthiq.places import names
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.places.index import MemoryIndex
from tawthiq.places.scan import NameScanner
from tawthiq.places.store import Store
from tawthiq.refdata.places.rows import CommonName, common_names
from tawthiq.text.normal import fold


def spans(gazetteer: PlaceScanner, text: str) -> list[tuple[str, int]]:
    """The words of each name found in ``text`` (a full stop stands alone) and the letters of its proclitic."""
    words = ["" if word == "." else fold(word) for word in text.split()]
    return [(" ".join(words[span.first : span.last]), span.proclitic) for span in gazetteer.scan(words)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف بالنيرب ليلا", [("بالنيرب", 1)]),  # shelling in An Nayrab by night
        ("وصلوا لحلب امس", [("لحلب", 1)]),  # they came to Aleppo yesterday
        ("اللطامنة وكفرزيتا", [("اللطامنه", 0), ("وكفرزيتا", 1)]),
        ("في كفر زيتا", [("كفر زيتا", 0)]),
        ("في كفرزيتا", [("كفرزيتا", 0)]),
        ("للنيرب", [("للنيرب", 2)]),
        ("للطامنة", [("للطامنه", 1)]),  # to Al Lataminah, whose own first letter is ل
        ("وبمعرة النعمان", [("وبمعره النعمان", 2)]),
        ("بجبل الزاوية", [("بجبل الزاويه", 1)]),  # the mountain, not the city of Az Zawiyah
        ("في سري كانيه", [("سري كانيه", 0)]),
        ("شمال غربي سوريا", [("شمال غربي سوريا", 0)]),
        ("ديرالزور", [("ديرالزور", 0)]),
        ("بعين عيسى", [("بعين عيسي", 1)]),  # in Ayn Isa; عين alone is an eye
        ("تمانعة الغاب", [("تمانعه الغاب", 0)]),  # never At Tamani'ah with something behind it
    ],
)
def test_names_are_found_as_written(gazetteer: Gazetteer, text: str, expected: list[tuple[str, int]]) -> None:
    assert spans(gazetteer, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "وجده في البيت",  # he found him in the house: not "and Jeddah"
        "بحجة الدفاع",  # under the pretext of defence: not "in Hajjah"
        "كان هناك",  # there was: not Caen
        "فرقة من الدفاع",  # a team: not "so Raqqa"
        "مصدر في الحكومة",  # a source in the government
        "قرية صغيرة",  # a small village
        "كبيرة وجديدة",
        "يوم الخميس",  # on Thursday
    ],
)
def test_ordinary_words_are_no_names(gazetteer: Gazetteer, text: str) -> None:
    assert spans(gazetteer, text) == []


def test_beirut_is_not_peeled(gazetteer: Gazetteer) -> None:
    (span,) = gazetteer.scan(["بيروت"])
    assert (span.proclitic, span.key) == (0, "بيروت")


def test_no_name_crosses_a_break(gazetteer: Gazetteer) -> None:
    assert ("معره النعمان", 0) not in spans(gazetteer, "في معرة . النعمان")


@pytest.mark.parametrize("word", ["السلام", "الثورة", "النصر", "الباب", "محمد"])
def test_names_that_are_words_are_marked(gazetteer: Gazetteer, word: str) -> None:
    assert all(span.common for span in gazetteer.scan([fold(word)]))


def test_the_wrong_article_needs_support(gazetteer: Gazetteer) -> None:
    assert [span.common for span in gazetteer.scan(["الرستن", "", "رستن"])] == [False, True]  # Ar Rastan
    assert gazetteer.scan([fold("الرقة")])[0].common is False


def test_every_common_row_is_alive(store: Store) -> None:
    """Each row names something that the gazetteer would otherwise find, whole or after a proclitic; rows for imported
    lists say so."""
    dead = []
    table = (resources.files("tawthiq.refdata.places") / "common.tsv").read_text(encoding="utf-8")
    imported = {line.split("\t")[0] for line in table.splitlines() if "imported lists" in line}
    for row in common_names():
        written = names.words(row.word)
        word = written[0]
        starts = [written, *((word[cut:], *written[1:]) for cut in (1, 2) if len(word) - cut >= 3)]
        if row.word not in imported and not any(store.index.holds(names.key(start)) for start in starts):
            dead.append(row.word)
    assert dead == []
    assert sum(row.use == "common" for row in common_names()) >= 300


def test_the_list_rules_over_the_index() -> None:
    index = MemoryIndex({"نصر": [5, 0], "حمص": [6, 1], "نصر كبير": [7, 2]}, {})
    plain = NameScanner([index], [])
    reviewed = NameScanner([index], [CommonName("النصر", "common"), CommonName("حمص", "never")])
    words = ["النصر", "", "حمص", "", "النصر", "كبير"]
    assert [span.common for span in plain.scan(words)] == [False, False, False]
    assert reviewed.scan(words) == [NameSpan(0, 1, 0, "نصر", True), NameSpan(4, 6, 0, "نصر كبير", False)]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet="ابتحدرسعفكلمنهوي", max_size=7), max_size=30))
def test_spans_are_ordered_and_inside(gazetteer: Gazetteer, words: list[str]) -> None:
    found = gazetteer.scan(words)
    last = 0
    for span in found:
        assert last <= span.first < span.last <= len(words)
        assert span.last - span.first <= names.MAX_WORDS
        assert all(words[span.first : span.last])
        assert len(words[span.first]) - span.proclitic >= 2
        last = span.last


_SEATS = ("city", "town", "village")


def seat_forms(label: str) -> dict[str, tuple[tuple[str, ...], int]]:
    """Spellings of a seat's name that reports use, each with the length of its proclitic."""
    written = names.words(label)
    first, rest = written[0], written[1:]
    to = ("لل" + first[2:], 2) if first.startswith("ال") else ("ل" + first, 1)
    if first.startswith("الل"):
        to = (first[1:], 1)
    return {
        "as filed": (written, 0),
        "glued": (("".join(written),), 0),
        "and": (("و" + first, *rest), 1),
        "in": (("ب" + first, *rest), 1),
        "to": ((to[0], *rest), to[1]),
        "and in": (("وب" + first, *rest), 2),
    }


def test_every_syrian_seat_is_found_in_six_spellings(gazetteer: Gazetteer, store: Store) -> None:
    """Left out: seats whose names are listed as words that are never read as places, and forms that are such a word or
    a name as they stand (ل with بنان, Bnan, is لبنان, Lebanon)."""
    never = {fold(row.word) for row in common_names() if row.use == "never"}
    seats = [store.place(number) for number in range(store.count())]
    seats = [place for place in seats if place.country == "SY" and place.kind in _SEATS and place.label_ar]
    assert len(seats) > 300
    missed = []
    for place in seats:
        written = names.words(place.label_ar or "")
        if len("".join(written)) < 3 or " ".join(written) in never:
            continue
        for label, (words, proclitic) in seat_forms(place.label_ar or "").items():
            taken = proclitic and store.named(names.key(words))
            if taken or any(words[0][cut:] in never for cut in range(proclitic + 1)):
                continue
            found = gazetteer.scan(["في", *words, "", "امس"])
            hits = [span for span in found if (span.first, span.last) == (1, 1 + len(words))]
            if not any(place in store.named(span.key) and span.proclitic == proclitic for span in hits):
                missed.append((place.label_ar, label, words))
    assert missed == []


def test_every_syrian_seat_is_found_without_its_article(gazetteer: Gazetteer, store: Store) -> None:
    missed = []
    listed = {fold(row.word) for row in common_names() if row.use == "never"}
    for number in range(store.count()):
        place = store.place(number)
        written = names.words(place.label_ar or "")
        if place.country != "SY" or place.kind not in _SEATS or not written or not names.has_article(written[0]):
            continue
        bare = (written[0][2:], *written[1:])
        if " ".join(bare) in listed or names.bare_class_words() & {" ".join(bare)}:
            continue
        if not any(place in store.named(span.key) for span in gazetteer.scan(["في", *bare, ""])):
            missed.append(place.label_ar)
    assert missed == []
