"""The overview: how much of what is in the register; each figure leads to its rows."""

from __future__ import annotations

import calendar
import threading
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from tawthiq.register.attention import Mark, mark
from tawthiq.register.overview import Overview, Tally, overview
from tawthiq.register.statistics import Statistics, statistics
from tawthiq.web.desk import Desk
from tawthiq.web.shell import render, shell, words_of
from tawthiq.web.words import Words

TALL, WIDE, NARROW = 120, 900, 14
"""Of the chart, in units: its height, its width at least, and the least room of a month."""


class Tile(msgspec.Struct, frozen=True):
    """A figure and where it leads; nowhere where empty."""

    label: str
    number: int
    href: str


class Bar(msgspec.Struct, frozen=True):
    """A month in the chart: places and heights in the chart's units. ``waiting``: the height of what nobody
    reviewed."""

    label: str
    title: str
    href: str
    x: int
    height: int
    part: int
    marked: bool


class Share(msgspec.Struct, frozen=True):
    """A row of a list; ``width``: of 100, the most frequent being 100."""

    label: str
    number: int
    waiting: int
    width: int
    href: str


class Chart(msgspec.Struct, frozen=True):
    """Months. ``room``: of a month in the chart's units; ``top``: the largest month; ``whole``, ``part``: what the two
    bars of a month stand for."""

    name: str
    title: str
    note: str
    whole: str
    part: str
    bars: tuple[Bar, ...]
    room: int
    top: int


class Group(msgspec.Struct, frozen=True):
    """A list of frequent values."""

    title: str
    rows: tuple[Share, ...]


class OverviewPage(msgspec.Struct, frozen=True):
    """Context of ``overview.html``. ``head``: the digest of the register's state."""

    tiles: tuple[Tile, ...]
    charts: tuple[Chart, ...]
    groups: tuple[Group, ...]
    head: str
    exercises: int


def router(desk: Desk) -> APIRouter:
    """The route of the page."""
    routes, counted = APIRouter(), Counted()

    @routes.get("/overview", include_in_schema=False)
    def page(request: Request) -> Response:
        words = words_of(request)
        with desk.register.reading() as connection:
            found, numbers = counted.now(connection)
            waiting = desk.queue.open(connection)
        return render(
            "overview.html", shell(desk, request, "overview", waiting), _context(found, numbers, waiting, words)
        )

    return routes


class Counted:
    """The figures of the register, counted anew once something was added or decided."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mark: Mark | None = None
        self._found: tuple[Overview, Statistics] | None = None

    def now(self, connection: Connection) -> tuple[Overview, Statistics]:
        """The figures as they are now."""
        with self._lock:
            latest = mark(connection)
            if self._found is None or latest != self._mark:
                self._found, self._mark = (overview(connection), statistics(connection)), latest
            return self._found


def _context(found: Overview, numbers: Statistics, waiting: int, words: Words) -> OverviewPage:
    groups = (
        Group(words("overview.types"), _shares(found.types, "type", lambda code: words.code("event_types", code))),
        Group(words("overview.areas"), _shares(found.areas, "area", str)),
        Group(words("overview.attackers"), _shares(found.attackers, "actor", lambda code: words.code("actors", code))),
        Group(
            words("overview.facilities"),
            _shares(found.facilities, "facility", lambda code: words.code("facilities", code)),
        ),
    )
    return OverviewPage(
        tiles=_tiles(found, numbers, waiting, words),
        charts=tuple(chart for chart in (_events(found, words), _killed(found, words)) if chart.bars),
        groups=tuple(group for group in groups if group.rows),
        head=numbers.head,
        exercises=numbers.exercises,
    )


def _tiles(found: Overview, numbers: Statistics, waiting: int, words: Words) -> tuple[Tile, ...]:
    states = numbers.states
    return (
        Tile(words("overview.reports"), numbers.reports, ""),
        Tile(words("overview.events"), numbers.events, "/?state=any"),
        Tile(words("overview.waiting"), waiting, "/"),
        Tile(words("overview.accepted"), states.get("accepted", 0), "/?state=accepted"),
        Tile(words("overview.rejected"), states.get("rejected", 0), "/?state=rejected"),
        Tile(words("overview.unplaced"), found.unplaced, "/?state=any&reason=place"),
        Tile(words("overview.undated"), found.undated, ""),
        Tile(words("overview.unread"), numbers.unread, ""),
        Tile(words("overview.aside"), numbers.quarantined, "/add#aside-title"),
    )


def _events(found: Overview, words: Words) -> Chart:
    """Events by month, and how many of them nobody has reviewed."""
    months = {
        one.value: Month(one.events, one.waiting, words.many("queue.found", one.events))
        for one in found.months
        if len(one.value) == 7
    }
    title, note = words("overview.months"), ""
    return _chart("months", title, note, (words("overview.reviewed"), words("overview.open")), "/", months, words)


def _killed(found: Overview, words: Words) -> Chart:
    """The killed by month: each incident once, with the lowest and the highest figure of its reports."""
    months = {
        one.month: Month(
            one.high,
            one.low,
            words(
                "overview.killed_month",
                low=words.number(one.low),
                high=words.number(one.high),
                incidents=words.many("incidents.found", one.incidents),
            ),
        )
        for one in found.tolls
    }
    said = (words("overview.high"), words("overview.low"))
    return _chart("killed", words("overview.killed"), words("overview.killed_note"), said, "/incidents", months, words)


class Month(msgspec.Struct, frozen=True):
    """A month of a chart before it is drawn: the whole, the part of it that is drawn lighter, and both in words."""

    whole: int
    part: int
    told: str


def _chart(
    name: str, title: str, note: str, said: tuple[str, str], address: str, known: Mapping[str, Month], words: Words
) -> Chart:
    """A bar for each month from the first to the last, also where nothing is known of it; the last ten years at
    most."""
    if not known:
        return Chart(name, title, note, *said, (), NARROW, 0)
    first, last = _index(min(known)), _index(max(known))
    top = max(one.whole for one in known.values())
    shown = range(max(first, last - 119), last + 1)
    room = max(NARROW, WIDE // len(shown))
    bars = []
    for place, index in enumerate(shown):
        month = f"{index // 12:04}-{index % 12 + 1:02}"
        one = known.get(month, Month(0, 0, ""))
        days = calendar.monthrange(index // 12, index % 12 + 1)[1]
        query = urlencode({"state": "any", "first": f"{month}-01", "last": f"{month}-{days}", "order": "latest"})
        bars.append(
            Bar(
                label=words.date(month) if index % 12 == 0 or place == 0 else "",
                title=f"{words.date(month)}: {one.told}",
                href=f"{address}?{query}" if one.whole else "",
                x=place * room,
                height=_height(one.whole, top),
                part=_height(one.part, top),
                marked=index % 12 == 0,
            )
        )
    return Chart(name, title, note, *said, tuple(bars), room, top)


def _height(number: int, top: int) -> int:
    return 0 if not number else max(2, round(number / top * TALL))


def _index(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1


def _shares(tallies: Sequence[Tally], name: str, label: Callable[[str], str]) -> tuple[Share, ...]:
    top = max((one.events for one in tallies), default=1)
    return tuple(
        Share(
            label(one.value),
            one.events,
            one.waiting,
            max(1, round(one.events / top * 100)),
            "/?" + urlencode({"state": "any", name: one.value}),
        )
        for one in tallies
    )
