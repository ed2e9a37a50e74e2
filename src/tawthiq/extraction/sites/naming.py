"""Naming: a name as the words around it describe it: class words, nearness and direction before it, a direction
behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from tawthiq.extraction.actors.grammar import ending as mention_ending
from tawthiq.extraction.page import Page
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.sites.toponyms import QUOTES
from tawthiq.language.ar.lexicon import Mention
from tawthiq.text.sentences import Sentence

_GEO = ("class", "near", "bearing")
_SETTLED = frozenset(("village", "town", "city"))
_LEADING = frozenset(("في", "علي", "داخل", "من"))
_AROUND = frozenset(("front", "road", "farm"))
"""Kinds of what lies around a settlement that is named behind them (محور قرية X, طريق بلدة X, مزارع بلدة X)."""

_WIDE = frozenset(("countryside", "governorate", "region"))

Ending = Mapping[int, Sequence[Mention]]
"""Class words, words of nearness and directions by the word behind them."""


def ending(page: Page, sentence: Sentence) -> Ending:
    """Those of a sentence."""
    found: dict[int, list[Mention]] = {}
    for mention in page.of(sentence.first, sentence.last, *_GEO):
        found.setdefault(mention.last, []).append(mention)
    return found


class _Lead(msgspec.Struct, frozen=True, kw_only=True):
    """What the words before a name say; they begin at word ``start``. ``prefix``: the proclitics before all of it."""

    start: int
    prefix: str
    kind: str | None = None
    bearing: str | None = None
    near: bool = False
    plural: bool = False


def site(
    page: Page,
    sentence: Sentence,
    before: Ending,
    first: int,
    last: int,
    proclitic: int,
    *,
    known: bool = True,
    common: bool = False,
) -> Site:
    """The site of the name in words ``[first, last)``, with what the words around it say."""
    lead = _led(page, sentence, before, _Lead(start=first, prefix=page.words[first].folded[:proclitic]), first)
    side, end = _followed(page, sentence, last, lead.kind)
    word = page.words[first]
    raw = page.report.text[word.start : page.words[last - 1].end]
    return Site(
        first=first,
        last=last,
        start=lead.start,
        end=end,
        name=_unprefixed(raw, word.light, proclitic).replace("_", " "),
        kind=lead.kind,  # type: ignore[arg-type]  # the lexicon checks its kinds
        bearing=side or lead.bearing,  # type: ignore[arg-type]  # and its bearings
        near=lead.near,
        plural=lead.plural,
        known=known,
        common=common,
        head=_is_head(page, sentence, lead.start, last),
        tagged=lead.start > 0 and page.words[lead.start - 1].folded == "#" and not _inline(page, lead.start - 2),
        prefix=lead.prefix,
    )


def _inline(page: Page, index: int) -> bool:
    """Does the sentence itself lead to a hashtag ("غارة على #حلب"), by the preposition or attack at ``index``, so that
    it is a word of it like any other?"""
    if index < 0:
        return False
    return page.words[index].folded in _LEADING or mention_ending(page, index + 1, "attack") is not None


def _led(page: Page, sentence: Sentence, before: Ending, lead: _Lead, first: int) -> _Lead:
    """What the words before the name at ``first`` say, read from it outwards."""
    while lead.start > sentence.first:
        sign = page.words[lead.start - 1].folded
        if (sign in QUOTES and sign != ")") or (sign == "#" and lead.start - 1 in before):
            lead = msgspec.structs.replace(lead, start=lead.start - 1)
            continue
        if lead.prefix.strip("ال") and lead.start == first:
            break
        start = lead.start - _owned(page, before, lead.start)
        mention = max(before.get(start, ()), key=lambda m: m.last - m.first, default=None)
        if mention is None or mention.first < sentence.first or (lead.prefix != "ل" and _of_before(page, mention)):
            break
        lead = _with(lead, mention)
        aside = any(m.sense in ("near", "bearing") for m in before.get(lead.start, ()))
        if lead.prefix.startswith(("و", "ف")) or lead.prefix == "ب" or (lead.prefix == "ل" and not aside):
            break
    return lead


def _with(lead: _Lead, mention: Mention) -> _Lead:
    """What is said with one word more."""
    entry, near, kind, bearing, plural = mention.reading.entry, lead.near, lead.kind, lead.bearing, lead.plural
    if entry.sense == "class":
        own = entry.attributes.get("kind")
        near = near or (kind in _SETTLED and not lead.prefix and _villages(mention))
        kind = own if kind is None or own == "countryside" else kind
        near = near or (kind in _SETTLED and own in _AROUND)
        plural = plural or mention.reading.number in ("dual", "pl")
    elif entry.sense == "near":
        near = True
    else:
        bearing = bearing or entry.code
    return _Lead(
        start=mention.first, prefix=mention.reading.prefix, kind=kind, bearing=bearing, near=near, plural=plural
    )


def _followed(page: Page, sentence: Sentence, last: int, kind: str | None) -> tuple[str | None, int]:
    """The direction behind a name that belongs to its area ("ريف X الشمالي"), and the end of all."""
    end = last
    while end < sentence.last and page.words[end].folded in QUOTES:
        end += 1
    behind = page.at(end, "bearing")
    if behind is None:
        return None, last
    leads = not _of_before(page, behind) and (
        page.at(behind.last, "class", "bearing") is not None or behind.last in page.named
    )
    if kind in _WIDE and not (leads or behind.reading.prefix):
        return behind.reading.entry.code, behind.last
    return None, end


def _owned(page: Page, before: Ending, start: int) -> bool:
    """Does the adjective of a country stand between the class word and the name ("العاصمة السورية دمشق")?"""
    return (
        page.at(start - 1, "owner") is not None
        and page.words[start - 1].folded.startswith("ال")
        and any(m.sense == "class" and m.reading.definite for m in before.get(start - 1, ()))
    )


def _villages(mention: Mention) -> bool:
    """Is it the word for villages, of the town named behind it ("قرى مدينة X"), which lie around it?"""
    return mention.reading.number in ("dual", "pl") and mention.reading.entry.attributes.get("kind") in _SETTLED


def _of_before(page: Page, mention: Mention) -> bool:
    """Is it a definite adjective of direction, which belongs to what stands before it ("ريف حلب الشمالي")?"""
    entry = mention.reading.entry
    return (
        entry.sense == "bearing" and page.words[mention.last - 1].folded.startswith("ال") and _adjective(page, mention)
    )


def _adjective(page: Page, mention: Mention) -> bool:
    """Does the direction end like an adjective (الشمالي, الشرقية), and not like a noun (الشمال)?"""
    return page.words[mention.last - 1].folded.endswith(("ي", "يه"))


def _unprefixed(raw: str, light: str, proclitic: int) -> str:
    """The report's spelling without the proclitic letters (marks between them go with them)."""
    if not proclitic:
        return raw
    dropped, index = 0, 0
    while index < len(raw) and dropped < proclitic:
        dropped += raw[index] == light[dropped]
        index += 1
    while index < len(raw) and not raw[index].isalnum():
        index += 1
    rest = raw[index:]
    return f"ال{rest}" if light[:proclitic].endswith("لل") else rest


def _is_head(page: Page, sentence: Sentence, start: int, last: int) -> bool:
    """Is the name a bulletin head ("حلب:: …") at the start of its sentence?"""
    opens = all(page.words[i].kind == "mark" for i in range(sentence.first, start))
    return opens and last < len(page.words) and page.words[last].folded == ":"
