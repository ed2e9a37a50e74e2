"""Media: names of places that only name who reports ("وكالة قاسيون", "شهبا برس") or where a report was filed."""

from __future__ import annotations

from tawthiq.extraction.page import Page
from tawthiq.extraction.sites.linked import DASHES
from tawthiq.model.place import NameSpan
from tawthiq.text.sentences import Sentence

_DESK = 6
"""Words that the bracket of a desk line may hold."""


def desk(page: Page, sentence: Sentence, span: NameSpan) -> bool:
    """Is it where a report was filed, at the head of its line: "عمان (وكالة) - قال …", "بيروت ـ من مراسلنا: …"?"""
    if any(page.words[i].kind == "word" for i in range(sentence.first, span.first)):
        return False
    index, bracketed = span.last, False
    if index < sentence.last and page.words[index].folded == "(":
        closing = (i for i in range(index, min(index + _DESK, sentence.last)) if page.words[i].folded == ")")
        index, bracketed = next(closing, index - 1) + 1, True
    if index >= sentence.last or page.words[index].folded not in DASHES:
        return False
    return bracketed or any(page.at(i, "source") is not None for i in (index + 1, index + 2))


def medium(page: Page, span: NameSpan) -> bool:
    """Is it part of the name of an agency or station: behind "agency" without a preposition ("وكالة قاسيون"), or before
    "press", "news" ("شهبا برس", "#حلب_نيوز")?"""
    before = page.at(span.first - 1, "source") if span.first else None
    if before is not None and before.last == span.first and before.reading.entry.lemma in _AGENCIES:
        return span.proclitic == 0
    behind = next((i for i in range(span.last, min(span.last + 2, len(page.words))) if page.words[i].folded != "_"), 0)
    tail = page.at(behind, "medium") if behind else None
    return tail is not None


_AGENCIES = frozenset(("وكالة", "صحيفة", "إذاعة", "قناة", "شبكة", "موقع"))
