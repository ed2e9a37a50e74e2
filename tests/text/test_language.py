from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.text import language
from tawthiq.text.language import detect

ARABIC = "قصفت طائرة حربية أطراف البلدة صباح اليوم وأصيب ثلاثة من المزارعين بجروح كانوا في حقل قريب من الطريق."
"""A warplane shelled the edge of the town this morning and three farmers in a field were wounded."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ARABIC, "ar"),
        ("قصف على حلب", "ar"),
        ("#حلب", "ar"),
        ("Three farmers were wounded by shelling on the edge of the town this morning.", "en"),
        ("Bu sabah köyün çevresine düzenlenen saldırıda üç çiftçi yaralandı ve bir ev hasar gördü.", "tr"),
        ("صبح امروز سه کشاورز در اطراف شهر زخمی شدند و یک خانه که از آن خانواده‌ای بود ویران شد.", "fa"),
        ("ئەم بەیانییە سێ جووتیار لە دەوروبەری شارۆچکەکە بریندار بوون", "ku"),
        ("Îro sibehê sê cotkar li derdora bajarok birîndar bûn û xaniyek jî ji ber topbaranê hat rûxandin.", "ku"),
        ("שלושה חקלאים נפצעו הבוקר בהפגזה בפאתי העיירה.", "he"),
        ("آج صبح قصبے کے قریب گولہ باری میں تین کسان زخمی ہو گئے اور ایک گھر تباہ ہوا", "und"),
        ("今天早上三名农民在镇郊受伤。", "und"),
        ("Trois paysans ont été blessés par des tirs dans les environs de la ville ce matin.", "und"),
        ("Сегодня утром трое крестьян были ранены.", "und"),
        ("", "und"),
        (" \n\t", "und"),
        ("12/3/2031 – 14:05", "und"),
        ("https://example.org/news/1", "und"),
    ],
)
def test_languages(text: str, expected: str) -> None:
    assert detect(text) == expected


def test_persian_keyboards_do_not_make_arabic_persian() -> None:
    assert detect(ARABIC.replace("ي", "ی").replace("ك", "ک")) == "ar"


def test_addresses_and_english_menus_do_not_make_a_page_english() -> None:
    menu = "\n".join(["Home", "About us", "Contact the editors", "Facebook", "Share on WhatsApp"] * 12)
    links = " ".join(f"https://example.org/reports/2031/{number}" for number in range(40))
    assert detect(f"{menu}\n{ARABIC}\n{links} @reporter #news\n{menu}") == "ar"


def test_an_english_article_that_quotes_arabic_is_english() -> None:
    english = "The residents of the town said that the shelling was heavier than it had been for a month. " * 6
    assert detect(f"{english} They call it «قصف عشوائي». {english}") == "en"


def test_vowelled_and_stretched_arabic_is_arabic() -> None:
    assert detect("\u202b" + "ـ".join("قَصَفَت الطائِراتُ أَطرافَ البَلدةِ في الصَّباح") + "\u202c") == "ar"


def test_a_long_text_is_judged_by_bounded_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    weigh = language._weigh
    monkeypatch.setattr(language, "_weigh", lambda sample: (seen.append(len(sample)), weigh(sample))[1])
    assert detect(f"{ARABIC}\n" * 20_000) == "ar"
    assert max(seen) < 20_000


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(max_examples=200, deadline=None)
def test_any_text_has_an_answer(text: str) -> None:
    assert detect(text) in ("ar", "en", "tr", "fa", "ku", "he", "und")
