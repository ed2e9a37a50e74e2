"""Described: areas named by what they are and a direction, which no gazetteer need hold ("الحي الشمالي من مدينة X",
"المنطقة الجنوبية")."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from tawthiq.extraction.page import Page
from tawthiq.extraction.sites.site import Site
from tawthiq.language.ar.lexicon import Mention
from tawthiq.text.sentences import Sentence

_KINDS = frozenset(("neighbourhood", "region"))


def areas(page: Page, sentence: Sentence, used: Collection[int]) -> list[Site]:
    """Such areas of a sentence, in order. ``used``: words of other mentions."""
    found: list[Site] = []
    for mention in page.of(sentence.first, sentence.last, "class"):
        kind = mention.reading.entry.attributes.get("kind")
        side = page.at(mention.last, "bearing")
        if kind not in _KINDS or side is None or side.last > sentence.last or not _named(page, mention, side):
            continue
        if not set(used).isdisjoint(range(mention.first, side.last)):
            continue
        found.append(_site(page, mention, side))
    return found


def told(page: Page, site: Site) -> Site:
    """A site of the gazetteer, marked where its name is such an area (المنطقة الجنوبية, "the southern region")."""
    mention, side = page.at(site.first, "class"), page.at(site.last - 1, "bearing")
    if mention is None or side is None or mention.last != side.first or not _named(page, mention, side):
        return site
    kind = mention.reading.entry.attributes.get("kind")
    return msgspec.structs.replace(site, described=True, kind=kind) if kind in _KINDS else site


def _named(page: Page, mention: Mention, side: Mention) -> bool:
    """Is it one definite area with the adjective of a direction behind it, and no part of "north-eastern Syria"?"""
    adjective = page.words[side.last - 1].folded
    single = mention.reading.definite and mention.reading.number not in ("dual", "pl")
    return single and adjective.startswith("ال") and adjective.endswith(("ي", "يه"))


def _site(page: Page, mention: Mention, side: Mention) -> Site:
    """The site of such an area."""
    word = page.words[mention.first]
    prefix = mention.reading.prefix
    raw = page.report.text[word.start : page.words[side.last - 1].end]
    kind = mention.reading.entry.attributes.get("kind")
    dropped = len(prefix) if prefix else 0
    return Site(
        first=mention.first,
        last=side.last,
        start=mention.first,
        end=side.last,
        name=f"ال{raw[dropped + 1 :]}" if prefix.endswith("ل") else raw[dropped:],
        kind=kind,  # type: ignore[arg-type]  # the lexicon checks its kinds
        known=False,
        described=True,
        prefix=prefix,
    )
