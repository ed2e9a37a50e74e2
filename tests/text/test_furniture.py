from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.errors import RefdataError
from tawthiq.refdata.entries import Entry, load_lexicon
from tawthiq.text.furniture import OTHER_NEWS, Block, content, furniture
from tawthiq.text.normal import normalise
from tawthiq.text.rows import Headings
from tawthiq.text.sentences import lines, sentences
from tawthiq.text.words import split

HEADINGS = Headings.of(load_lexicon())

HEADLINE = "إصابة ثلاثة مزارعين بقصف على أطراف البلدة"
"""Three farmers wounded by shelling on the edge of the town."""
BODY = (
    "أصيب ثلاثة مزارعين بجروح متفاوتة صباح اليوم السبت جراء قصف مدفعي استهدف أطراف البلدة الواقعة في الريف الجنوبي.\n\n"
    "وقال مراسل الوكالة إن فرق الإسعاف نقلت المصابين إلى مستشفى المدينة، وإن حالة أحدهم خطرة بحسب الكادر الطبي فيه."
)
"""Two paragraphs that end in full stops."""
TEASERS = [
    "اجتماع لمجلس المدينة يناقش أسعار الخبز",
    "مقتل ستة أشخاص في حادث سير على الطريق الدولي",
    "وفد أممي يزور المخيم الحدودي ويلتقي النازحين",
    "ارتفاع جديد في أسعار المحروقات بالأسواق",
]
"""Headlines of other news."""


def blocks_of(raw: str) -> list[tuple[str, str]]:
    text = normalise(raw)
    words = split(text)
    return [
        (block.kind, raw[words[block.first].start : words[block.last - 1].end])
        for block in furniture(text, words, lines(words), HEADINGS)
    ]


def kinds_by_line(raw: str) -> dict[str, str]:
    return {line: kind for kind, quote in blocks_of(raw) for line in quote.split("\n") if line.strip()}


def page(*parts: str) -> str:
    return "\n\n".join(parts)


def test_a_plain_article_has_no_furniture() -> None:
    assert blocks_of(page(HEADLINE, BODY)) == []


@pytest.mark.parametrize("heading", ["مقالات ذات صلة", "اقرأ أيضاً:", "الأكثر قراءة", "أخبار ذات صلة", "Related Posts"])
def test_headlines_under_a_heading_are_teasers_to_the_end(heading: str) -> None:
    found = kinds_by_line(page(HEADLINE, BODY, heading, *TEASERS))
    assert found[heading] == "heading"
    assert [found.get(teaser) for teaser in TEASERS] == ["teaser"] * 4
    assert not set(found) & {HEADLINE, *BODY.split("\n\n")}


def test_teasers_inside_an_article_end_where_it_goes_on() -> None:
    first, second = BODY.split("\n\n")
    found = kinds_by_line(page(HEADLINE, first, "اقرأ أيضا", TEASERS[0], second))
    assert found == {"اقرأ أيضا": "heading", TEASERS[0]: "teaser"}


def test_previous_and_next_with_a_very_long_headline() -> None:
    long = " ".join(TEASERS * 2)
    found = kinds_by_line(page(HEADLINE, BODY, "السابق", long, "التالي", TEASERS[0]))
    assert found[long] == found[TEASERS[0]] == "teaser"


def test_headlines_without_a_heading_below_the_last_paragraph() -> None:
    found = kinds_by_line(page(HEADLINE, BODY, *TEASERS))
    assert found == dict.fromkeys(TEASERS, "teaser")


def test_teasers_above_an_article_leave_its_headline() -> None:
    found = kinds_by_line(page("أحدث الأخبار", *TEASERS, HEADLINE, "12-03-2031", BODY))
    assert HEADLINE not in found
    assert "12-03-2031" not in found
    assert [found.get(teaser) for teaser in TEASERS] == ["teaser"] * 4


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("شارك هذا الموضوع:", "share"),
        ("المشاركة على X (فتح في نافذة جديدة)", "share"),
        ("131 زيارة", "share"),
        ("WhatsApp", "share"),
        ("إعداد وتحرير: فريق الوكالة", "credit"),
        ("الكاتب: فريق العمل", "credit"),
        ("جميع الحقوق محفوظة للوكالة 2031", "legal"),
        ("تابعنا على تلغرام", "subscribe"),
        ("الوسوم: حلب، قصف", "tags"),
        ("الرئيسية", "menu"),
        ("اترك تعليقاً إلغاء الرد", "heading"),
        (f"{TEASERS[1]} | فيديو", "teaser"),
        (f"اقرأ أيضا: {TEASERS[1]}", "teaser"),
        ("صورة أرشيفية لسوق البلدة", "caption"),
    ],
)
def test_lines_below_an_article(line: str, kind: str) -> None:
    assert kinds_by_line(page(HEADLINE, BODY, line)) == {line: kind}


@pytest.mark.parametrize(
    "caption",
    [
        "قصف سابق على أطراف المدينة – أرشيف",
        "آثار قصف على بلدة مجاورة 8 أيلول 2029 (الدفاع المدني)",
        "طائرة حربية في مطار عسكري © رويترز",
        "دخان يتصاعد من المدينة في وقت سابق - نورث برس",
        "دخان كثيف فوق المدينة REUTERS - STAFF",
    ],
)
def test_captions_below_a_headline(caption: str) -> None:
    assert kinds_by_line(page(HEADLINE, caption, BODY)) == {caption: "caption"}


def test_a_line_between_headline_and_dateline_is_a_caption() -> None:
    found = kinds_by_line(page(HEADLINE, "قصف سابق على محيط المدينة", "حلب – نورث برس", BODY))
    assert found == {"قصف سابق على محيط المدينة": "caption", "حلب – نورث برس": "desk"}


def test_menus_above_and_tags_below() -> None:
    menu, tags = ["الرئيسية", "أخبار وتقارير", "فلسطين", "من نحن"], ["حلب", "مزارعين", "قصف مدفعي"]
    found = kinds_by_line(page(*menu, HEADLINE, BODY.replace("البلدة", "البلدة قرب حلب"), *tags))
    assert [found.get(line) for line in menu] == ["menu"] * 4
    assert [found.get(line) for line in tags] == ["tags"] * 3


def test_the_second_of_two_equal_lines_is_a_repeat() -> None:
    assert blocks_of(page(HEADLINE, HEADLINE, BODY)) == [("repeat", HEADLINE)]


def test_a_link_is_marked_and_its_sentence_stays() -> None:
    raw = page(HEADLINE, "قصف على أطراف البلدة قبل قليل pic.twitter.com/abc12 وأنباء عن إصابات @reporter")
    assert blocks_of(raw) == [("link", "pic.twitter.com/abc12"), ("link", "@reporter")]
    text = normalise(raw)
    words = split(text)
    kept = content(sentences(words), furniture(text, words, lines(words), HEADINGS))
    quotes = [raw[words[found.first].start : words[found.last - 1].end] for found in kept]
    assert quotes == [HEADLINE, "قصف على أطراف البلدة قبل قليل pic.twitter.com/abc12 وأنباء عن إصابات"]


def test_a_subheading_may_be_another_article() -> None:
    first, second = BODY.split("\n\n")
    third = first.replace("السبت", "الأحد")
    found = kinds_by_line(page(HEADLINE, first, "قصف متواصل على قرى الريف الجنوبي", second, third))
    assert found == {"قصف متواصل على قرى الريف الجنوبي": "inset"}


@pytest.mark.parametrize(
    "raw",
    [
        page(HEADLINE, BODY.rstrip(".") + ":", "سعيد النجار", "عمر الحداد", "هدى الخياط"),
        page(HEADLINE, BODY, "– محطة مياه البلدة", "– محطة كهرباء المدينة", "– موقع قرب الجسر الشمالي"),
        page(HEADLINE, BODY, "* طفل (٩ أعوام)", "* طفلة (١٣ عاما)"),
        page(
            "حلب::قصف مدفعي على أطراف البلدة.",
            "أصيب مدني برصاص قناص في القرية المجاورة",
            "إدلب::غارة على محيط المدينة.",
        ),
        "قصف على حلب - سانا",
        "عاجل | غارات على أطراف المدينة",
        page("حلب", "قصف على أطراف البلدة", "إدلب", "غارة على محيط المدينة"),
        "تحرير البلدة بعد معارك عنيفة",
        "المزيد من القتلى في قصف على المدينة",
        "شارك عشرات الأهالي في تشييع القتلى",
        "تابعت المدفعية قصف البلدة",
    ],
    ids=[
        "names",
        "dashes",
        "asterisks",
        "bulletin",
        "agency post",
        "urgent",
        "heads",
        "liberation",
        "more",
        "took part",
        "went on",
    ],
)
def test_content_that_looks_like_furniture_stays(raw: str) -> None:
    assert [kind for kind, _ in blocks_of(raw)] == []


fragments = st.lists(
    st.one_of(
        st.sampled_from(
            [
                HEADLINE,
                BODY,
                *TEASERS,
                "السابق",
                "التالي",
                "مقالات ذات صلة",
                "الوسوم",
                "التعليقات",
                "حلب",
                "12 مشاهدة",
                "",
                "- بند",
            ]
        ),
        st.text("ابقلو .،:|()#@-\n1aA©", max_size=30),
    ),
    max_size=14,
)


@given(fragments, st.sampled_from(["\n", "\n\n"]))
@settings(max_examples=300, deadline=None)
def test_blocks_are_ordered_and_apart_and_content_is_the_rest(parts: list[str], joint: str) -> None:
    text = normalise(joint.join(parts))
    words = split(text)
    blocks = furniture(text, words, lines(words), HEADINGS)
    assert all(0 <= block.first < block.last <= len(words) for block in blocks)
    assert all(left.last <= right.first for left, right in itertools.pairwise(blocks))
    marked = {index for block in blocks if block.kind != "link" for index in range(block.first, block.last)}
    kept = content(sentences(words), blocks)
    covered = {index for found in kept for index in range(found.first, found.last)}
    plain = {index for index, word in enumerate(words) if word.kind != "line"}
    linked = {index for block in blocks if block.kind == "link" for index in range(block.first, block.last)}
    assert plain - marked - linked <= covered
    assert all(found.first < found.last for found in kept)
    assert all(block.why for block in blocks)


def test_only_other_news_is_said_to_be_so() -> None:
    assert [Block(0, 1, kind, "").other_news for kind in ("teaser", "caption", "menu", "repeat")] == [
        True,
        True,
        False,
        False,
    ]
    assert "inset" in OTHER_NEWS


def test_headings_without_a_code_announce_nothing_and_give_way() -> None:
    def entry(lemma: str, **attributes: str) -> Entry:
        return Entry(lemma, "phrase", (), "furniture", attributes, "", "own", "page.tsv", 7)

    found = Headings.of([entry("ملاحظة"), entry("اقرأ أيضا"), entry("اقرأ أيضًا", code="teaser", type="start")])
    assert found.phrases["line"] == {"ملاحظه": "heading"}
    assert found.phrases["start"] == {"اقرا ايضا": "teaser"}
    with pytest.raises(RefdataError, match=r"page\.tsv:7.*choose from line"):
        Headings.of([entry("اقرأ", code="teaser", type="middle")])


def test_the_page_list_leads_every_phrase_to_a_kind() -> None:
    codes = {code for table in HEADINGS.phrases.values() for code in table.values()}
    assert codes >= {"teaser", "comment", "tags", "share", "menu", "credit", "legal", "subscribe", "agency", "photo"}
    assert codes <= {
        "teaser", "comment", "tags", "share", "menu", "credit", "legal", "subscribe", "agency", "photo", "desk", "clip",
        "counter", "heading",
    }  # fmt: skip
