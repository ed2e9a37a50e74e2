"""The lexicon at work: clitics, inflection, phrases; and what must not be cut."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.language.ar.lexicon import Lexicon, Mention, load
from tawthiq.refdata.entries import COLUMNS, load_lexicon, read_table
from tawthiq.text.normal import fold, normalise
from tawthiq.text.words import Word, split

LEXICON = load()

SURFACES = """
قصف قصف attack sg
القصف قصف attack sg
وقصفت قصف attack sg
يقصفون قصف attack pl
ستقصف قصف attack sg
وسيقصف قصف attack sg
قصفوها قصف attack pl
بالقصف قصف attack sg
للقصف قصف attack sg
لقصف قصف attack sg
فالقصف قصف attack sg
وبالقصف قصف attack sg
قصفهم قصف attack sg
غارة غارة attack sg
غارات غارة attack pl
غارتين غارة attack dual
بغارتين غارة attack dual
وغارتان غارة attack dual
بغاراتها غارة attack pl
استهداف استهداف attack sg
استهدافات استهداف attack pl
باستهدافهم استهداف attack sg
استهدفته استهدف attack sg
وتستهدف استهدف attack sg
استهدفوا استهدف attack pl
ليستهدف استهدف attack sg
هجمات هجوم attack pl
بهجومين هجوم attack dual
انفجرت انفجر attack sg
وانفجاران انفجار attack dual
بتفجيرين تفجير attack dual
فاشتبكوا اشتبك attack pl
اشتباكات اشتباك attack pl
اعتقلوه اعتقل attack pl
واعتقالهم اعتقال attack sg
اختطفتهما اختطف attack sg
لاغتيال اغتيال attack sg
اغتالوه اغتال attack pl
أعدموهم أعدم attack pl
داهمت داهم attack sg
ومداهمات مداهمة attack pl
نزحوا نزح attack pl
مجازر مجزرة attack pl
بمجزرتين مجزرة attack dual
والحصار حصار attack sg
سيطرتها سيطرة attack sg
تحاصرهم حاصر attack sg
بالهدنة هدنة attack sg
شنت شن light sg
وشنوا شن light pl
نفذتها نفذ light sg
تعرضوا تعرض light pl
وتتعرض تعرض light sg
سقطتا سقط light dual
وارتكبت ارتكب light sg
ألقتها ألقى light sg
طالت طال light sg
فقتلوا قتل harm pl
مقتله مقتل harm sg
لمقتل مقتل harm sg
بمقتلهم مقتل harm sg
استشهدت استشهد harm sg
فاستشهد استشهد harm sg
واستشهدوا استشهد harm pl
لاستشهاد استشهاد harm sg
بإصابته إصابة harm sg
أصيبت أصيب harm sg
وأصيبوا أصيب harm pl
أصيبا أصيب harm dual
فأصابته أصاب harm sg
وجرحت جرح harm sg
توفيت توفي harm sg
وتوفوا توفي harm pl
وفاته وفاة harm sg
قضوا قضى harm pl
ارتقوا ارتقى harm pl
فقدوا فقد harm pl
قتلى قتيل victim pl
وقتيلين قتيل victim dual
قتلاهم قتيل victim pl
القتلى قتيل victim pl
شهيدا شهيد victim sg
شهيدين شهيد victim dual
شهيدان شهيد victim dual
والشهداء شهيد victim pl
شهداؤهم شهيد victim pl
لشهدائها شهيد victim pl
جرحى جريح victim pl
جرحاها جريح victim pl
مصابين مصاب victim pl
والمصابون مصاب victim pl
ضحاياه ضحية victim pl
ضحيتين ضحية victim dual
وإصابات إصابة victim pl
بإصابتين إصابة victim dual
مفقودين مفقود victim pl
والمعتقلين معتقل victim pl
مختطفين مختطف victim pl
بجثتين جثة victim dual
جثامينهم جثمان victim pl
وفيات وفاة victim pl
طفلين طفل person dual
طفلان طفل person dual
وأطفالها طفل person pl
للأطفال طفل person pl
طفلتين طفلة person dual
طفلتها طفلة person sg
مدنيين مدني person pl
والمدنيون مدني person pl
لمدنيين مدني person pl
مدنيا مدني person sg
امرأتان امرأة person dual
ونساء امرأة person pl
بالنساء امرأة person pl
وشبان شاب person pl
شابين شاب person dual
عناصرها عنصر person pl
عنصرين عنصر person dual
لعنصري عنصر person dual
مقاتلي مقاتل person pl
ومقاتليها مقاتل person pl
مسلحو مسلح person pl
جنديين جندي person dual
وجنودها جندي person pl
عائلتين عائلة person dual
وعائلته عائلة person sg
بعوائلهم عائلة person pl
وزوجته زوجة person sg
ابنتاه ابنة person dual
أبناؤها ابن person pl
أبنائهم ابن person pl
شقيقين شقيق person dual
والنازحين نازح person pl
للاجئين لاجئ person pl
مزارعين مزارع person pl
وطلابها طالب person pl
صحفيين صحفي person pl
للمسعفين مسعف person pl
خطيرة خطير severity sg
بالغة بالغ severity sg
المتفاوتة متفاوت severity sg
بلدتي بلدة class dual
وقريتين قرية class dual
بقرى قرية class pl
بالأرياف ريف class pl
الشرقية شرقي bearing sg
وأكدت أكد speech sg
يقولون قال speech pl
المراسلين مراسل source pl
مصادرنا مصدر source pl
نفت نفى denied sg
اتهمتها اتهم alleged sg
وأسقطوا أسقط foil pl
أدت أدى result sg
فأدى أدى result sg
خلفتها خلف result sg
"""


MINOR = {"stop", "name_head", "name_tail"}


def words(text: str) -> list[Word]:
    return split(normalise(text))


def mentions(text: str, sense: str | None = None) -> list[Mention]:
    return [found for found in LEXICON.scan(words(text)) if sense is None or found.sense == sense]


def lemmas(text: str, sense: str) -> list[str]:
    return [found.reading.entry.lemma for found in mentions(text, sense)]


@pytest.mark.parametrize("line", SURFACES.strip().split("\n"))
def test_inflected_and_cliticised_words(line: str) -> None:
    surface, lemma, sense, number = line.split()
    read = LEXICON.readings(fold(surface), surface)
    found = [reading for reading in read if reading.entry.lemma == lemma and reading.entry.sense == sense]
    assert found, [(reading.entry.lemma, reading.entry.sense) for reading in read]
    wanted = None if number == "-" else number
    assert any(reading.number == wanted for reading in found), [reading.number for reading in found]


@pytest.mark.parametrize("surface", [line.split()[0] for line in SURFACES.strip().split("\n")])
def test_a_reading_accounts_for_each_letter(surface: str) -> None:
    folded = fold(surface)
    for reading in LEXICON.readings(folded, surface):
        assert folded[reading.offset : reading.offset + len(reading.form)] == reading.form
        assert folded == folded[: reading.offset] + reading.form + fold(reading.suffix)
        assert folded.startswith(reading.prefix[:-1] if reading.definite else reading.prefix)


@pytest.mark.parametrize(
    ("surface", "prefix", "definite", "suffix", "tense"),
    [
        ("والمدنيين", "و", True, "", None),
        ("للمدنيين", "ل", True, "", None),
        ("ولجنودها", "ول", False, "ها", None),
        ("سيقصف", "س", False, "", "future"),
        ("وسيستهدفونهم", "وس", False, "هم", "future"),
        ("يستهدف", "", False, "", "present"),
        ("استهدفته", "", False, "ه", "past"),
        ("لقصف", "ل", False, "", None),
    ],
)
def test_what_a_reading_says(surface: str, prefix: str, definite: bool, suffix: str, tense: str | None) -> None:
    reading = LEXICON.readings(fold(surface), surface)[0]
    assert (reading.prefix, reading.definite, reading.suffix, reading.tense) == (prefix, definite, suffix, tense)


@pytest.mark.parametrize(
    "trap",
    ["بيروت", "لبنان", "والي", "كفر", "كبير", "كبيرة", "الكبير", "بلدي", "باب", "وجد", "تلك", "أبها", "أمين", "أمام",
     "عمان", "نصيب", "توقف", "لتلقي", "بالتالي", "يدعى", "الحق", "تفقدت", "فاس",
     "لسان", "فهد"],
)  # fmt: skip
def test_traps_are_no_words_of_the_lexicon(trap: str) -> None:
    """Nothing is peeled off them, and they do nothing in a report but help to name a place."""
    read = LEXICON.readings(fold(trap), trap)
    assert not [(r.entry.lemma, r.prefix, r.suffix) for r in read if r.entry.sense not in MINOR or r.prefix or r.suffix]


@pytest.mark.parametrize(
    ("surface", "lemma"),
    [("وادي", "وادي"), ("ولد", "ولد"), ("والد", "والد"), ("وقع", "وقع"), ("بلدة", "بلدة"), ("فجر", "فجر"),
     ("لغة", None), ("فتح", None), ("كفريا", None), ("لفت", "لفت"), ("وكالة", "وكالة"),
     ("بلغ", "بلغ"), ("فرار", "فرار")],
)  # fmt: skip
def test_a_word_of_its_own_is_not_peeled(surface: str, lemma: str | None) -> None:
    read = LEXICON.readings(fold(surface), surface)
    assert all(not reading.prefix for reading in read)
    assert {reading.entry.lemma for reading in read} == ({lemma} if lemma else set())


@pytest.mark.parametrize(
    ("surface", "first"),
    [
        ("أصابه", "أصاب"),
        ("إصابة", "إصابة"),
        ("اصابة", "إصابة"),
        ("إصابه", "إصابة"),
        ("والده", "والد"),
        ("والدة", "والدة"),
        ("شقيقه", "شقيق"),
        ("شقيقة", "شقيقة"),
        ("الجرحي", "جريح"),
        ("إستشهد", "استشهد"),
    ],
)
def test_the_spelling_decides_what_folding_blurs(surface: str, first: str) -> None:
    assert LEXICON.readings(fold(surface), surface)[0].entry.lemma == first


def test_without_a_spelling_both_readings_are_kept() -> None:
    found = {reading.entry.lemma for reading in LEXICON.readings("اصابه")}
    assert found == {"إصابة", "أصاب"}


@pytest.mark.parametrize(
    ("text", "sense", "lemma", "covered"),
    [
        ("وأطلقت النار على السيارة", "attack", "أطلق … النار", "وأطلقت النار"),
        ("أطلق مسلحون مجهولون النار عليه", "attack", "أطلق … النار", "أطلق مسلحون مجهولون النار"),
        ("لقي ثلاثة أشخاص مصرعهم", "harm", "لقي … مصرع~", "لقي ثلاثة أشخاص مصرعهم"),
        ("فلقيت مصرعها", "harm", "لقي … مصرع~", "فلقيت مصرعها"),
        ("فارقت الحياة", "harm", "فارق … الحياة", "فارقت الحياة"),
        ("خرج المشفى عن الخدمة", "attack", "خرج … عن الخدمة", "خرج المشفى عن الخدمة"),
        ("ألقت الشرطة القبض على شاب", "attack", "ألقى … القبض", "ألقت الشرطة القبض"),
        ("بغارة وهمية", "figurative", "غارة وهمية", "بغارة وهمية"),
        ("للدفاع المدني فرق", "source", "الدفاع المدني", "للدفاع المدني"),
        ("والخوذ البيضاء", "source", "الخوذ البيضاء", "والخوذ البيضاء"),
        ("مما أدى إلى دمار", "result", "مما أدى إلى", "مما أدى إلى"),
        ("ما أسفر عن دمار", "result", "مما أسفر عن", "ما أسفر عن"),
        ("منذ بداية العام الجاري", "running_total", "منذ بداية العام", "منذ بداية العام الجاري"),
        ("دون وقوع إصابات", "none", "دون وقوع إصابات", "دون وقوع إصابات"),
        ("شمال غربي حلب", "bearing", "شمال غرب", "شمال غربي"),
        ("اقرأ أيضاً", "furniture", "اقرأ أيضا", "اقرأ أيضاً"),
    ],
)
def test_phrases(text: str, sense: str, lemma: str, covered: str) -> None:
    cut = words(text)
    found = [match for match in LEXICON.phrases(cut) if match.entry.lemma == lemma and match.entry.sense == sense]
    assert found, [match.entry.lemma for match in LEXICON.phrases(cut)]
    assert text[cut[found[0].first].start : cut[found[0].last - 1].end] == covered


@pytest.mark.parametrize(
    "text", ["أطلق القائد تصريحا. النار تشتعل", "لقي دعما\nمصرعهم", "أطلق واحد اثنان ثلاثة أربعة خمسة ستة سبعة النار"]
)
def test_a_gap_stays_inside_its_sentence(text: str) -> None:
    assert not [match for match in LEXICON.phrases(words(text)) if "…" in match.entry.lemma]


def test_of_one_sense_the_longest_phrase_wins() -> None:
    assert lemmas("اتفقوا على وقف إطلاق النار", "attack") == ["وقف إطلاق النار"]
    assert lemmas("حصيلة أولية", "total") == ["حصيلة أولية"]


def test_another_sense_inside_a_phrase_is_kept() -> None:
    assert "إصابة" in lemmas("دون وقوع إصابات", "victim")


@pytest.mark.parametrize("text", ["من ضربة جزاء", "غارات وهمية", "حكم بالإعدام", "أطلق سراح", "انفجار أسطوانة غاز"])
def test_a_figure_of_speech_takes_the_war_out_of_its_words(text: str) -> None:
    assert not [found for found in mentions(text) if found.sense in ("attack", "harm", "light", "strike")]


def test_of_connectives_the_longest_wins() -> None:
    assert [(found.sense, found.last) for found in mentions("بالإضافة إلى ذلك") if found.sense in ("and", "shift")] == [
        ("and", 3)
    ]


def test_people_are_not_read_in_the_kind_of_an_attack() -> None:
    assert lemmas("هجوم مسلح على حاجز", "person") == []
    assert lemmas("أطلق مسلحون النار", "person") == ["مسلح"]


def test_a_listed_word_is_no_noun_with_a_pronoun() -> None:
    assert lemmas("مصدره", "source") == []


def test_nobody_is_a_civilian_in_the_civil_defence() -> None:
    assert lemmas("قال الدفاع المدني", "person") == []
    assert lemmas("قتل مدني", "person") == ["مدني"]


def test_a_name_with_its_own_article_takes_lam() -> None:
    lexicon = Lexicon.of(read_table("\t".join(COLUMNS) + "\nالاحتلال\tname\t\tactor\tISR\tloaded\town", "a.tsv"))
    (reading,) = lexicon.readings("للاحتلال")
    assert (reading.prefix, reading.definite, reading.entry.lemma) == ("ل", True, "الاحتلال")
    assert lexicon.readings("بالاحتلال")[0].prefix == "ب"


def test_a_phrase_head_inflects_and_carries_its_number() -> None:
    row = "قذيفة هاون\tnoun\tقذائف\tmunition\tmortar\t\town"
    lexicon = Lexicon.of(read_table("\t".join(COLUMNS) + "\n" + row, "m.tsv"))
    for text, number in (("بقذيفتي هاون", "dual"), ("قذائف هاون", "pl"), ("وقذيفة هاون", "sg")):
        (found,) = lexicon.scan(words(text))
        assert (found.first, found.last, found.reading.number) == (0, 2, number)


def test_spellings_with_signs_inside() -> None:
    row = "ي.ب.ك\tname\tي ب ك\tactor\tSDF.YPG\t\town"
    lexicon = Lexicon.of(read_table("\t".join(COLUMNS) + "\n" + row, "a.tsv"))
    assert [found.last for found in lexicon.scan(words("ي.ب.ك"))] == [5]
    assert [found.last for found in lexicon.scan(words("ي ب ك"))] == [3]


@pytest.mark.parametrize("word", ["شهيد", "قتل", "قصف", "اشتباكات", "وقتلي", "اعتقلت"])
def test_words_that_posts_split_are_known(word: str) -> None:
    assert LEXICON.is_word(fold(word))


@pytest.mark.parametrize("word", ["قد", "كما", "نت", "السابق", "مباراة", "بعد", "سوريه"])
def test_other_words_are_not_rejoined(word: str) -> None:
    assert not LEXICON.is_word(word)


def test_split_letters_come_back_through_the_normaliser() -> None:
    text = "قـ.ـتل طفل"
    found = LEXICON.scan(split(normalise(text, LEXICON.is_word)))
    assert any(mention.sense == "harm" and mention.first == 0 for mention in found)


def test_no_row_is_dead() -> None:
    """Every row, and every variant of a fixed word or phrase, is found back in its own spelling."""
    dead = []
    for row in load_lexicon():
        variants = (row.lemma, *row.forms) if row.pos in ("phrase", "word", "name") else (row.lemma,)
        for variant in variants:
            cut = words(variant.replace("~", "ه").replace("… ", ""))
            found = any(match.entry is row for match in LEXICON.phrases(cut))
            if not found and len(cut) == 1:
                read = LEXICON.readings(cut[0].folded)
                found = row.sense == "whole" or any(reading.entry is row for reading in read)
            if not found:
                dead.append(f"{row.file}:{row.line} {variant}")
    assert not dead


def test_whole_words_are_never_reported() -> None:
    for row in load_lexicon():
        if row.sense == "whole":
            folded = fold(row.lemma)
            assert all(reading.entry.sense != "whole" for reading in LEXICON.readings(folded, row.lemma))
            assert all(not reading.prefix for reading in LEXICON.readings(folded, row.lemma)), row.lemma


def test_no_row_reads_one_word_twice_alike() -> None:
    for row in load_lexicon():
        cut = words(row.lemma)
        if len(cut) == 1:
            seen = [
                (id(r.entry), r.prefix, r.definite, r.suffix, r.number, r.gender, r.tense)
                for r in LEXICON.readings(cut[0].folded)
            ]
            assert len(seen) == len(set(seen)), row.lemma


@given(st.lists(st.sampled_from(SURFACES.split()[::4]), max_size=12))
def test_a_scan_is_in_text_order_and_within_the_text(surfaces: list[str]) -> None:
    cut = words(" ".join(surfaces))
    found = LEXICON.scan(cut)
    assert [mention.first for mention in found] == sorted(mention.first for mention in found)
    assert all(0 <= mention.first < mention.last <= len(cut) for mention in found)


@given(st.text(alphabet="وفبلكسالتيهمنقصفقتل ", max_size=40))
def test_any_letters_can_be_scanned(text: str) -> None:
    for mention in LEXICON.scan(words(text)):
        assert mention.reading.form


def test_building_and_scanning_are_quick() -> None:
    start = time.process_time()
    lexicon = Lexicon.of(load_lexicon())
    assert time.process_time() - start < 1.0  # 0.1 s on a laptop; a shared machine may be slow
    cut = words(" ".join(SURFACES.split()[::4]) * 200)
    lexicon.scan(cut)
    start = time.process_time()
    lexicon.scan(cut)
    assert time.process_time() - start < 1.0
