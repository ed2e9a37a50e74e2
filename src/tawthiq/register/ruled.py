"""What persons decided on links, as it stands: what must be one incident, and what must not."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, select

from tawthiq.model.incident import LinkKind
from tawthiq.register.link_schema import linkings, links
from tawthiq.register.review import undone

TOGETHER = ("same", "follow_up", "contradicts")
"""Kinds of links that put both events into one incident; the others keep them apart."""


class PersonsLink(msgspec.Struct, frozen=True):
    """A link that a person made and nobody took back."""

    linking: int
    one: int
    other: int
    kind: LinkKind


def standing(connection: Connection) -> list[PersonsLink]:
    """The links of persons that stand, oldest first."""
    deeds = connection.execute(
        select(linkings.c.number, linkings.c.undoes).where(linkings.c.by.is_not(None)).order_by(linkings.c.number)
    ).all()
    gone = undone(deeds)  # type: ignore[arg-type]  # rows have the columns that it reads
    query = select(links).join(linkings, linkings.c.number == links.c.linking).where(linkings.c.by.is_not(None))
    rows = connection.execute(query.order_by(links.c.number))
    return [PersonsLink(row.linking, row.one, row.other, row.kind) for row in rows if row.linking not in gone]


def ties(found: Sequence[PersonsLink], *, together: bool) -> dict[int, set[int]]:
    """Event -> the events that it must (not) be one incident with, each pair from both sides."""
    tied: dict[int, set[int]] = {}
    for link in found:
        if (link.kind in TOGETHER) == together:
            tied.setdefault(link.one, set()).add(link.other)
            tied.setdefault(link.other, set()).add(link.one)
    return tied
