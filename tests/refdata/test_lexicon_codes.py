"""The lexicons of actors, weapons, strikes, facilities and damage against the code lists, both ways."""

from __future__ import annotations

import datetime as dt

import pytest

from tawthiq.language.ar.lexicon import Lexicon
from tawthiq.refdata.codes import load_codes, parties
from tawthiq.refdata.entries import Entry, load_lexicon
from tawthiq.text.normal import normalise
from tawthiq.text.words import split

FILES = ("actors", "munitions", "platforms", "strikes", "facilities", "damage")
LIST_OF = {
    "munition": "munitions",
    "platform": "platforms",
    "strike": "strike_units",
    "facility": "facilities",
    "actor": "actors",
    "owner": "actors",
}
ANY_ACTOR = "?"
"""The code of words that stand for an actor whom only the rest of the report names."""


def rows(*files: str) -> list[Entry]:
    return [entry for entry in load_lexicon() if entry.file.removesuffix(".tsv") in files]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.of(load_lexicon("ar"))


def read(lexicon: Lexicon, text: str, sense: str) -> list[tuple[str | None, str]]:
    """(code, words) of what the lexicon finds of one sense, in text order; longest first at each start."""
    normal = normalise(text, lexicon.is_word)
    words = split(normal)
    return [
        (mention.reading.entry.code, text[words[mention.first].start : words[mention.last - 1].end])
        for mention in lexicon.scan(words)
        if mention.sense == sense
    ]


def test_every_code_of_a_lexicon_is_in_its_code_list() -> None:
    for entry in rows(*FILES):
        if entry.sense not in LIST_OF or entry.code == ANY_ACTOR:
            continue
        for code in parties(entry.code or ""):
            assert code in load_codes(LIST_OF[entry.sense]), f"{entry.file}:{entry.line}"


def test_every_row_has_a_code_a_note_and_a_source() -> None:
    for entry in rows(*FILES):
        assert entry.code, f"{entry.file}:{entry.line}"
        assert entry.note, f"{entry.file}:{entry.line}"
        assert entry.source, f"{entry.file}:{entry.line}"


@pytest.mark.parametrize("name", ["munitions", "platforms", "strike_units", "facilities", "actors"])
def test_words_lead_to_every_code_or_the_list_says_why_not(name: str) -> None:
    reached = {code for entry in rows(*FILES) if LIST_OF.get(entry.sense) == name for code in parties(entry.code or "")}
    silent = {code.code for code in load_codes(name).values() if code.no_words is not None}
    assert set(load_codes(name)) - reached == silent


def test_munitions_and_units_named_beside_a_code_exist() -> None:
    for entry in rows(*FILES):
        assert entry.attributes.get("munition", "rocket") in load_codes("munitions"), f"{entry.file}:{entry.line}"
        assert entry.attributes.get("unit", "shell") in load_codes("strike_units"), f"{entry.file}:{entry.line}"


def test_the_kinds_of_reading_of_an_actor_are_those_that_the_file_explains() -> None:
    kinds = {"state", "by_country", "needs_state", "needs_named", "aligned"}
    used = {entry.attributes["type"] for entry in rows("actors") if "type" in entry.attributes}
    assert used == kinds
    for entry in rows("actors"):
        if entry.code == ANY_ACTOR:
            assert entry.attributes.get("type") in kinds - {"state"}, f"{entry.file}:{entry.line}"


def test_names_that_others_took_over_have_a_successor_and_dates_are_days() -> None:
    actors = load_codes("actors")
    for entry in rows("actors"):
        for key in ("since", "until"):
            if key in entry.attributes:
                dt.date.fromisoformat(entry.attributes[key])
        if "until" in entry.attributes:
            assert actors[entry.code or ""].successor == "SYR.NEW", f"{entry.file}:{entry.line}"


def test_no_form_is_dead_a_name_is_one_word_and_a_phrase_starts_with_one() -> None:
    for entry in rows(*FILES):
        spellings = (entry.lemma, *entry.forms) if entry.pos in ("name", "word", "phrase") else (entry.lemma,)
        for spelling in spellings:
            words = split(normalise(spelling))
            where = f"{entry.file}:{entry.line} «{spelling}»"
            assert words[0].kind in ("word", "latin"), where
            assert len(words[0].folded) >= 2, where
            assert (len(words) > 1) == (entry.pos == "phrase" or " " in entry.lemma), where


def test_no_two_rows_of_a_sense_give_one_spelling_two_codes() -> None:
    seen: dict[tuple[str, str], Entry] = {}
    for entry in rows(*FILES):
        if entry.sense in ("damage", "function"):
            continue
        spellings = (entry.lemma, *entry.forms) if entry.pos in ("name", "word", "phrase") else (entry.lemma,)
        for spelling in spellings:
            other = seen.setdefault((entry.sense, normalise(spelling).folded), entry)
            assert other.code == entry.code, f"{entry.file}:{entry.line} and {other.line} «{spelling}»"


@pytest.mark.parametrize("file", FILES)
def test_every_row_is_alive_in_each_of_its_spellings(lexicon: Lexicon, file: str) -> None:
    for entry in rows(file):
        listed = entry.forms if entry.pos in ("name", "word", "phrase") else ()
        for spelling in (entry.lemma, *listed):
            text = spelling.replace("…", "القديم").replace("~", "ها")  # "the old", "her"
            assert (entry.code, text) in read(lexicon, text, entry.sense), f"{entry.file}:{entry.line} «{spelling}»"


@pytest.mark.parametrize("prefix", ["", "و", "ل", "ب"])
@pytest.mark.parametrize(
    ("sense", "code", "planted"),
    [
        ("actor", "SYR", "قوات النظام"),
        ("actor", "SYR.ARM", "الفرقة الرابعة"),
        ("actor", "RUS.AIR", "طيران حربي روسي"),
        ("actor", "SDF", "قسد"),
        ("actor", "SDF", "ميليشيا قسد"),
        ("actor", "TUR", "قوات الاحتلال التركي"),
        ("actor", "OPP.SNA", "فصائل موالية لتركيا"),
        ("actor", "HTS", "هيئة تحرير الشام"),
        ("actor", "ISIS", "تنظيم “الدولة”"),
        ("actor", "UNKNOWN", "مسلحين مجهولين"),
        ("actor", "SDN.RSF", "قوات الدعم السريع"),
        ("munition", "barrel_bomb", "براميل متفجرة"),
        ("munition", "thermobaric", "صاروخين فراغيين"),
        ("munition", "cluster", "قنابل عنقودية"),
        ("munition", "surface_missile", "صاروخ أرض – أرض"),
        ("munition", "mortar", "قذيفتي هاون"),
        ("munition", "antitank_missile", "صاروخ مضاد للدروع"),
        ("munition", "guided_artillery", "قذائف كراسنوبول"),
        ("munition", "rocket", "قذائف صاروخية"),
        ("munition", "ied", "عبوة ناسفة"),
        ("munition", "loitering", "مسيرات انتحارية"),
        ("platform", "drone", "طائرة من دون طيار"),
        ("platform", "rocket_launcher", "راجمات الصواريخ"),
        ("strike", "missile", "صواريخ موجهة"),
        ("facility", "clinic", "نقطتين طبيتين"),
        ("facility", "residential", "أحياء سكنية"),
        ("facility", "ambulance", "سيارتي إسعاف"),
        ("damage", "partial", "دمار كبير"),
        ("function", "out_of_service", "خروجه عن الخدمة"),
    ],
)
def test_a_planted_phrase_is_found_whole(lexicon: Lexicon, prefix: str, sense: str, code: str, planted: str) -> None:
    text = f"قالت مصادر إن {prefix}{planted} ذكرت اليوم"  # "sources said that … was mentioned today"
    assert (code, prefix + planted) in read(lexicon, text, sense)


@pytest.mark.parametrize(
    ("text", "sense", "codes"),
    [
        ("قصف الطيران الحربي أطراف البلدة", "actor", []),  # warplanes alone name no actor
        ("سقطت قذيفة قرب المدرسة", "munition", []),  # a bare shell is a count, no munition
        ("قصف بالأسلحة الثقيلة", "munition", []),  # heavy weapons are no munition
        ("إطلاق النار على السيارة", "munition", []),  # opening fire names no munition
        ("انفجرت سيارة مفخخة", "munition", ["car_bomb"]),
        ("فإن الهدوء عاد", "facility", []),
        ("قصف للاحتلال على القرية", "actor", ["?"]),  # an occupation whose state is not named
        ("طائرة مسيرة فرنسية", "owner", ["FRA"]),
        ("خلال عودته إلى ليبيا", "owner", []),  # the country, not an owner
    ],
)
def test_what_words_do_not_say(lexicon: Lexicon, text: str, sense: str, codes: list[str]) -> None:
    assert [code for code, _ in read(lexicon, text, sense)] == codes


@pytest.mark.parametrize("split_letters", ["ق.س.د", "ق س د", "قسـ.ـد"])
def test_a_name_in_split_letters_is_read(lexicon: Lexicon, split_letters: str) -> None:
    assert read(lexicon, f"عناصر من {split_letters} في القرية", "actor") == [("SDF", split_letters)]


def test_loaded_words_are_marked_and_keep_a_neutral_code() -> None:
    loaded = {entry.lemma: entry.code for entry in rows("actors") if entry.loaded}
    expected = {
        "الاحتلال التركي": "TUR",
        "داعش": "ISIS",
        "شبيحة": "SYR.AUX",
        "مرتزقة تركيا": "OPP.SNA",
        "الثوار": "OPP",
    }
    assert expected.items() <= loaded.items()
    assert {"قسد", "الجيش التركي", "قوات الحكومة السورية"}.isdisjoint(loaded)
