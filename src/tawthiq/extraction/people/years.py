"""Ages said in numbers behind people: "(12 عاماً)", "يبلغ من العمر 16 عاما", "في السابعة عشرة من عمره"."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extraction.page import Page
from tawthiq.language.ar.numbers import NumberMention

_YEARS = frozenset(("عاما", "عام", "سنه", "سنوات", "اعوام", "ربيعا"))
_AGED = frozenset(
    ("العمر", "عمرها", "عمره", "بعمر", "بالغه", "البالغ", "البالغه", "يبلغ", "تبلغ", "عمر", "والبالغه", "والبالغ")
)
_AGES = frozenset(("اعمارهم", "اعمارهن", "اعمارهما", "واعمارهم"))
_LIFE = frozenset(("عمره", "عمرها", "العمر"))
_CHILD, _ELDERLY, _DECADE = 18, 65, 10
"""Ages in years; in his fifth decade (في العقد الخامس من عمره) somebody is 40 at least."""


def years(page: Page, first: int, last: int) -> int | None:
    """The age said in the words ``[first, last)`` right behind people, in years; of several ages that of the oldest
    where all are children, of the youngest where all are old, else none."""
    near = [number for number in page.numbers if first <= number.first < last and number.last < len(page.words)]
    opener = next((i for i in range(first, last) if page.words[i].folded in _AGES), None)
    if opener is not None:
        return _of_many(page, [number for number in near if number.first > opener])
    for number in near:
        if len(number.stated) != 1:
            continue
        unit = page.words[number.last].folded
        before = page.words[number.first - 1].folded
        if number.ordinal and before == "العقد":
            return number.stated[0] * _DECADE - _DECADE
        if number.ordinal:
            behind = page.words[number.last + 1].folded if number.last + 1 < len(page.words) else ""
            return number.stated[0] if unit == "من" and behind in _LIFE else None
        if unit in _YEARS:
            aged = any(page.words[i].folded in _AGED for i in range(first, number.first))
            return number.stated[0] if aged or before == "(" else None
        if before in _AGED:
            return number.stated[0]
    return None


def _of_many(page: Page, numbers: Sequence[NumberMention]) -> int | None:
    """One age that stands for all of "أعمارهم 4 و7 و11 عاماً", or None where they differ in kind."""
    said: list[int] = []
    for number in numbers:
        said += number.stated
        if page.words[number.last].folded in _YEARS:
            break
    if said and max(said) < _CHILD:
        return max(said)
    return min(said) if said and min(said) >= _ELDERLY else None
