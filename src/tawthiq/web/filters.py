"""The filter of a page, from its address and back: what is asked for stands there and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args
from urllib.parse import urlencode

import msgspec

from tawthiq.errors import UsageError
from tawthiq.model.codes import EventType
from tawthiq.model.decision import ReviewState
from tawthiq.readers import iso_date
from tawthiq.refdata.codes import load_codes
from tawthiq.register.attention import Reason
from tawthiq.register.listing import Filter
from tawthiq.web.printable import as_line
from tawthiq.web.queue import OPEN, Wanted

LONGEST = 200
REASONS: tuple[Reason, ...] = get_args(Reason)
STATES: tuple[ReviewState, ...] = get_args(ReviewState)
PAGE = 50


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The words of an address: what a person filled in. ``state``: a state, ``open`` or ``any``."""

    place: str = ""
    area: str = ""
    first: str = ""
    last: str = ""
    type: str = ""
    actor: str = ""
    weapon: str = ""
    facility: str = ""
    killed: str = ""
    state: str = "open"
    reason: str = ""
    order: str = "urgent"

    @classmethod
    def of(cls, query: Mapping[str, str], state: str = "open") -> Asked:
        """What an address asks for. ``state``: where it names none. Other words of it are left alone."""
        given = {name: as_line(query.get(name, ""))[:LONGEST] for name in cls.__struct_fields__}
        found = {name: value for name, value in given.items() if value}
        return cls(**({"state": state} | found))

    def wanted(self) -> Wanted:
        """What is asked for. Raises ``UsageError`` where a word of it is none that is known."""
        states: tuple[ReviewState, ...] = OPEN if self.state == "open" else ()
        if self.state not in ("open", "any"):
            states = (msgspec.convert(_one("state", self.state, STATES), ReviewState),)
        reason = msgspec.convert(_one("reason", self.reason, REASONS), Reason) if self.reason else None
        wanted = Filter(
            place=self.place or None,
            area=self.area or None,
            first_day=_day(self.first),
            last_day=_day(self.last),
            types=(_one("type", self.type, get_args(EventType)),) if self.type else (),
            actor=_one("actor", self.actor, load_codes("actors")) if self.actor else None,
            weapon=_one("weapon", self.weapon, [*load_codes("munitions"), *load_codes("platforms")])
            if self.weapon
            else None,
            facility=_one("facility", self.facility, load_codes("facilities")) if self.facility else None,
            killed=_number(self.killed),
            states=states,
        )
        return Wanted(filter=wanted, reason=reason, latest=self.order == "latest")

    @property
    def on(self) -> bool:
        """Whether anything is asked for beyond what the page shows by itself."""
        return msgspec.structs.replace(self, order="urgent", state="open") != Asked()

    def address(self, **changes: Any) -> str:
        """As words of an address, with these changed; what says nothing is left out."""
        told = {name: value for name, value in msgspec.structs.asdict(self).items() if value != getattr(Asked(), name)}
        told |= {name: str(value) for name, value in changes.items()}
        return urlencode({name: value for name, value in told.items() if value != ""})


def _one(name: str, value: str, known: Any) -> str:
    if value in known:
        return value
    raise UsageError(f"{name} «{value}» is not known: choose from the code book (docs/reference/codes.md)")


def _day(value: str) -> str | None:
    try:
        return iso_date(value) if value else None
    except ValueError as fault:
        raise UsageError(f"«{value}» is not a date such as 2017-09-21") from fault


def _number(value: str) -> int | None:
    if not value:
        return None
    if value.isdecimal() and len(value) <= 7:
        return int(value)
    raise UsageError(f"killed «{value}» is not a number")
