"""Lists: names that no gazetteer holds, known to be places by the list they stand in ("قرى الفطيرة وبينين وشنان")."""

from __future__ import annotations

from tawthiq.extraction.page import Page
from tawthiq.extraction.sites.site import Site
from tawthiq.extraction.sites.toponyms import ENDS, ITEM, closes, heads, nameable, tails


def listed(page: Page, site: Site, limit: int) -> list[Site]:
    """Unknown names in a list behind ``site``: each tied by و or a comma, none of them a word of the lexicon."""
    found: list[Site] = []
    index = site.last
    while index < min(limit, len(page.words)):
        comma = page.words[index].folded in ("،", ",")
        first = index + comma
        word = page.words[first]
        tied = site.plural and (head := page.at(first, "name_head")) is not None and head.reading.prefix == "و"
        tied = tied or (site.plural and word.folded.startswith("وال"))
        glued = word.folded.startswith("و") and len(word.folded) > 3 and (tied or not comma)
        if comma and not glued and word.folded.startswith("و"):
            break
        if first >= limit or not (comma or glued) or word.kind != "word":
            break
        heading = site.plural and heads(page, first)
        if (
            any(m.sense not in ("person", "name_head", "name_tail") for m in page.starting.get(first, ()))
            and not heading
        ):
            break
        if glued and word.folded.endswith(("ها", "هم", "هما", "وا")):
            break
        if not glued and not nameable(page, first, first=True, kind=site.kind):
            break
        if not site.plural and (comma or page.starting.get(first) or not closes(page, first + 1)):
            break
        last = first + 1
        if last < limit and (heads(page, first) or tails(page, last)):
            last += 1
        elif comma and site.plural:
            last = _item(page, first, limit, site.kind)
        found.append(_member(page, site, first, last, glued=glued))
        index = last
    return found


def _member(page: Page, site: Site, first: int, last: int, *, glued: bool) -> Site:
    """The member of the list of ``site`` that the words ``[first, last)`` name; it shares its class and nearness."""
    raw = page.report.text[page.words[first].start : page.words[last - 1].end]
    return Site(
        first=first,
        last=last,
        start=first,
        end=last,
        name=raw[1:] if glued else raw,
        kind=site.kind,
        near=site.near,
        plural=True,
        known=False,
        prefix="و" if glued else "",
    )


def _item(page: Page, first: int, limit: int, kind: str | None) -> int:
    """The end of an item of a list that commas tell apart: two or three words up to the next comma or quote ("، هبوب
    الريح،"), else its first word."""
    last = first + 1
    while last < min(limit, first + ITEM) and nameable(page, last, first=False, kind=kind):
        last += 1
    closed = last >= len(page.words) or page.words[last].folded in ENDS
    return last if closed else first + 1
