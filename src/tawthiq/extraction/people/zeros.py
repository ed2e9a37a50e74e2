"""Zeros: where a report says that nobody was harmed, or that it knows of nobody (code book 4.1)."""

from __future__ import annotations

from tawthiq.extraction.page import Page, Range
from tawthiq.extraction.people.figure import Figure
from tawthiq.extraction.people.phrases import STOPS
from tawthiq.model.codes import Quantifier
from tawthiq.text.sentences import Sentence

_REACH = 7
_NUMBER = frozenset(("عدد", "عددهم", "اعداد", "حجم", "هويه", "هويات", "مصير"))


def zeros(page: Page, sentence: Sentence) -> tuple[list[Figure], list[Range]]:
    """Figures of zero ("دون وقوع إصابات"), and the words that they keep from being read as harm."""
    found: list[Figure] = []
    silenced: list[Range] = []
    for mention in page.of(sentence.first, sentence.last, "none"):
        if silenced and mention.first < silenced[-1][1]:
            continue
        entry = mention.reading.entry
        limit = min(mention.last + _REACH, sentence.last)
        if _of_the_number(page, mention.last):
            silenced.append((mention.first, limit))
            continue
        outcome, last = entry.attributes.get("type"), mention.last
        for index in range(mention.first, limit):
            word = page.at(index, "victim", "harm")
            if word is not None:
                outcome, last = word.reading.entry.code, max(word.last, last)
                break
            if index >= mention.last and page.words[index].folded in STOPS | {"،", ","}:
                break
        if outcome is None:
            continue
        silenced.append((mention.first, last))
        if outcome not in ("killed", "injured", "killed_or_injured"):
            continue
        quantifier: Quantifier = "none_reported" if entry.code == "none_reported" else "none"
        civilian = page.at(last + 1, "person") or page.at(last, "person")
        if civilian is None and page.at(last, "person") is None and last + 2 < len(page.words):
            among = page.words[last + 1].folded == "صفوف"
            civilian = page.at(last + 2, "person") if among else None
        status = civilian.reading.entry.attributes.get("status") if civilian else None
        found.append(
            Figure(
                first=mention.first,
                last=last,
                trigger=(mention.first, last),
                outcome=outcome,
                quantifier=quantifier,
                attributes={"status": status, "status_basis": "stated" if status else None},
            )
        )
    return found, silenced


def _of_the_number(page: Page, index: int) -> bool:
    """Is it only the number, or who they were, that is not known ("ولم تعرف حصيلة الضحايا")? That is no zero."""
    word = page.words[index].folded if index < len(page.words) else ""
    return word.removeprefix("ال") in _NUMBER or page.at(index, "total") is not None
