"""What somebody pastes or drops: read for a look, or taken into the register. Files lie in a folder of the request
alone, under names of our own; what the browser called them is only shown."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec
from starlette.datastructures import UploadFile

from tawthiq.errors import UsageError
from tawthiq.ingest import Ingest, Taken
from tawthiq.model.extraction import Extraction
from tawthiq.readers import SUFFIXES, Entry, Metadata, Rejected, entries, iso_date
from tawthiq.register import batches
from tawthiq.register.prepared import SUMS, least
from tawthiq.register.store import known
from tawthiq.web.desk import Desk
from tawthiq.web.printable import as_line, excerpt
from tawthiq.web.values import least as fewest
from tawthiq.web.values import place
from tawthiq.web.words import Words

MOST_FILES = 50
MOST_SEEN = 100
"""Reports that a look reads at most; all of them are taken in."""

LONGEST = 300


class SeenEvent(msgspec.Struct, frozen=True):
    """An event of a report that is not kept yet, in the words of the page's language."""

    title: str
    when: str
    where: str
    who: str
    killed: str
    injured: str
    confidence: int


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one report, or would. ``outcome``: ``new``, ``known`` (its bytes are in the register),
    ``rejected``; once taken in also ``added``, ``again``. ``reason``: of a rejection. ``unread``: there is no reader
    for its language."""

    outcome: Literal["new", "known", "rejected", "added", "again"]
    source: str
    row: int | None = None
    id: str = ""
    sha256: str = ""
    published: str = ""
    excerpt: str = ""
    unread: bool = False
    count: int = 0
    events: tuple[SeenEvent, ...] = ()
    reason: str = ""


class Looked(msgspec.Struct, frozen=True):
    """What would become of these reports. ``more``: there are more than a look reads."""

    reports: tuple[Seen, ...]
    more: bool


class TakenIn(msgspec.Struct, frozen=True):
    """What became of these reports."""

    reports: tuple[Seen, ...]


def metadata(published: str, publisher: str, url: str) -> Metadata:
    """What a person says of reports that do not say it. Raises ``UsageError`` where the date is none."""
    if max(map(len, (publisher, url))) > LONGEST:
        raise UsageError(f"publisher and address have at most {LONGEST} characters")
    try:
        day = iso_date(published.strip()) if published.strip() else None
    except ValueError as fault:
        raise UsageError(f"«{published}» is not a date such as 2017-09-21") from fault
    return Metadata(published=day, publisher=as_line(publisher) or None, url=as_line(url) or None)


def look(desk: Desk, files: Sequence[UploadFile], known_of: Metadata, words: Words) -> Looked:
    """Read these files and keep nothing."""
    with tempfile.TemporaryDirectory(prefix="tawthiq-") as folder:
        items = list(itertools.islice(_entries(Path(folder), files, known_of), MOST_SEEN + 1))
    return Looked(tuple(_seen(desk, item, words) for item in items[:MOST_SEEN]), len(items) > MOST_SEEN)


def take(desk: Desk, files: Sequence[UploadFile], known_of: Metadata) -> TakenIn:
    """Take these files into the register, as ``tawthiq add`` does: what cannot be read is put aside with its reason."""
    names = [_shown(file.filename) for file in files]
    with desk.writing, tempfile.TemporaryDirectory(prefix="tawthiq-") as folder:
        batch = batches.begin(desk.register, [desk.now().isoformat(), *names])
        found = list(
            Ingest(desk.register, desk.settings, desk.pipeline).run(_entries(Path(folder), files, known_of), batch)
        )
        batches.end(desk.register, batch)
    return TakenIn(tuple(_taken(item) for item in found))


def _entries(folder: Path, files: Sequence[UploadFile], known_of: Metadata) -> Iterator[Entry | Rejected]:
    """What the files hold, each under the name that the browser gave it."""
    if not files:
        raise UsageError("nothing to read: paste a text or choose files")
    if len(files) > MOST_FILES:
        raise UsageError(f"at most {MOST_FILES} files at once")
    for number, file in enumerate(files):
        name = _shown(file.filename)
        suffix = Path(name).suffix.casefold()
        path = folder / f"{number}{suffix if suffix in SUFFIXES else '.unknown'}"
        path.write_bytes(file.file.read())
        for item in entries([path], defaults=known_of):
            reason = {"reason": item.reason.replace(str(path), name)} if isinstance(item, Rejected) else {}
            yield msgspec.structs.replace(item, source=name, **reason)


def _shown(name: str | None) -> str:
    """A file's name without folders, on one line."""
    last = as_line((name or "").replace("\\", "/").rpartition("/")[2])[:LONGEST]
    return last or "?"


def _seen(desk: Desk, item: Entry | Rejected, words: Words) -> Seen:
    """What a report would become."""
    report = item.report() if isinstance(item, Entry) else item
    if isinstance(report, Rejected):
        return Seen(outcome="rejected", source=report.source, row=report.row, reason=as_line(report.reason))
    header = report.header
    with desk.register.reading() as connection:
        there = header.sha256 in known(connection, [header.sha256])
    extraction = desk.pipeline().extract(report)
    return Seen(
        outcome="known" if there else "new",
        source=item.source,
        row=item.row,
        id=as_line(header.id),
        sha256=header.sha256,
        published=words.date(header.published) if header.published else "",
        excerpt=excerpt(report.text, 200),
        unread=isinstance(extraction.unread, str),
        count=len(extraction.events),
        events=_events(extraction, words),
    )


def _events(extraction: Extraction, words: Words) -> tuple[SeenEvent, ...]:
    return tuple(
        SeenEvent(
            title=words.code("event_types", event.type),
            when=words.date(event.date.edtf),
            where=words.comma.join(dict.fromkeys(place(one, words) for one in event.locations)),
            who=words.comma.join(
                dict.fromkeys(
                    words.code("actors", one.code) for one in event.actors if one.role in ("attacker", "party")
                )
            ),
            killed=fewest(least(event.casualties, SUMS["killed"])),
            injured=fewest(least(event.casualties, SUMS["injured"])),
            confidence=round(event.confidence * 100),
        )
        for event in extraction.events
    )


def _taken(item: Taken | Rejected) -> Seen:
    """What became of a report."""
    if isinstance(item, Rejected):
        return Seen(outcome="rejected", source=item.source, row=item.row, reason=as_line(item.reason))
    outcome: Literal["added", "known", "again"] = msgspec.convert(item.outcome, Literal["added", "known", "again"])
    return Seen(
        outcome=outcome,
        source=item.source,
        row=item.row,
        id=as_line(item.id),
        sha256=item.sha256,
        unread=item.unread,
        count=item.events,
    )
