"""From entries to the register: read on one core or several, write in order, each report whole or absent."""

from __future__ import annotations

import collections
import hashlib
import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Literal, Protocol

import msgspec

import tawthiq
from tawthiq.errors import RegisterError, TawthiqError
from tawthiq.extraction.events.assemble import METHOD
from tawthiq.language.ar.lexicon import load
from tawthiq.model.extraction import Extraction
from tawthiq.model.report import Report
from tawthiq.pipeline import Pipeline
from tawthiq.places.build import stamp
from tawthiq.places.layers import layers
from tawthiq.places.learned import Learned
from tawthiq.readers import Entry, Rejected
from tawthiq.register.batches import Batch, clean, put_aside
from tawthiq.register.engine import Register
from tawthiq.register.prepared import Prepared, prepare
from tawthiq.register.settled import learned
from tawthiq.register.store import Known, Method, Store, Stored, known
from tawthiq.register.words import Keys
from tawthiq.settings import Settings

CHUNK_ENTRIES, CHUNK_CHARACTERS = 64, 60_000
"""How much is read by one process and written in one transaction."""

_MOST_WORDS = 500_000
"""Words that a process remembers to have handed on."""

AHEAD = 3
"""Chunks a process that are on their way at once."""


class Extractor(Protocol):
    """What reads reports: a :class:`~tawthiq.pipeline.Pipeline`, or in tests something smaller."""

    def extract(self, report: Report) -> Extraction:
        """The events of a report."""
        ...


class Taken(msgspec.Struct, frozen=True):
    """A report that is in the register for good when this is given. ``outcome``: ``added``; ``known``: its bytes were
    there; ``again``: they were there, and were read anew."""

    outcome: Literal["added", "known", "again"]
    id: str
    sha256: str
    source: str
    row: int | None
    events: int
    unread: bool


class _Chunk(msgspec.Struct, frozen=True):
    """Entries in order, each with its report; ``there``: those that need no reading."""

    items: tuple[tuple[Entry, Report] | Rejected, ...]
    there: dict[str, Known]


def method(settings: Settings, answers: Sequence[Learned] = ()) -> Method:
    """With what this program reads now: its grammar, the embedded places with the layers that the user imported, and
    what persons settled."""
    imported = sorted((layer.name, layer.sha256) for layer in layers(settings.gazetteer_dir) if not layer.damaged)
    told = [[stamp(), imported], [msgspec.to_builtins(answer) for answer in answers]]
    facts = json.dumps(told if answers else told[0], sort_keys=True)
    return Method(METHOD, hashlib.sha256(facts.encode()).hexdigest()[:16], tawthiq.__version__)


class Ingest:
    """Takes entries into a register. ``jobs``: processes that read, 1 for this one alone; ``again``: read anew what
    this method has read already. ``extractor``: opens what reads, with the names that the register's users settled;
    with more than one job each process opens its own."""

    def __init__(
        self,
        register: Register,
        settings: Settings,
        extractor: Callable[[Sequence[Learned]], Extractor],
        *,
        jobs: int = 1,
        again: bool = False,
    ) -> None:
        self._register, self._settings, self._open = register, settings, extractor
        self._jobs, self._again = jobs, again
        with register.reading() as connection:
            self._answers = learned(connection)
        self._method = method(settings, self._answers)
        self._store = Store(register, self._method)

    def run(self, entries: Iterable[Entry | Rejected], batch: Batch) -> Iterator[Taken | Rejected]:
        """Take entries in, and give what became of each, in order, once it is kept for good."""
        reading = self._parallel if self._jobs > 1 else self._serial
        for chunk, prepared in reading(self._chunks(entries)):
            yield from self._write(chunk, prepared, batch)

    def _chunks(self, entries: Iterable[Entry | Rejected]) -> Iterator[_Chunk]:
        items: list[tuple[Entry, Report] | Rejected] = []
        size = 0
        for entry in entries:
            report = entry if isinstance(entry, Rejected) else entry.report()
            if isinstance(entry, Rejected) or isinstance(report, Rejected):
                items.append(report if isinstance(report, Rejected) else entry)  # type: ignore[arg-type]  # one of them is rejected
            else:
                items.append((entry, report))
                size += len(entry.text)
            if len(items) >= CHUNK_ENTRIES or size >= CHUNK_CHARACTERS:
                yield self._chunk(items)
                items, size = [], 0
        if items:
            yield self._chunk(items)

    def _chunk(self, items: Sequence[tuple[Entry, Report] | Rejected]) -> _Chunk:
        """The entries with what is there already; nothing of that is read, but by another method or when asked."""
        digests = [item[1].header.sha256 for item in items if not isinstance(item, Rejected)]
        with self._register.reading() as connection:
            there = known(connection, digests)
        mine = (self._method.name, self._method.gazetteer)
        if self._again:
            return _Chunk(tuple(items), {})
        kept = {key: one for key, one in there.items() if (one.method.name, one.method.gazetteer) == mine}
        return _Chunk(tuple(items), kept)

    def _serial(self, chunks: Iterator[_Chunk]) -> Iterator[tuple[_Chunk, list[Prepared | Rejected]]]:
        reader: _Reader | None = None
        for chunk in chunks:
            work = _work(chunk)
            if work and reader is None:
                reader = _Reader(self._open(self._answers), Keys(load()))
            yield chunk, reader.read(work) if reader is not None else []

    def _parallel(self, chunks: Iterator[_Chunk]) -> Iterator[tuple[_Chunk, list[Prepared | Rejected]]]:
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(self._jobs, context, _start, (self._settings, self._answers))
        waiting: collections.deque[tuple[_Chunk, Future[list[Prepared | Rejected]] | None]] = collections.deque()
        try:
            for chunk in chunks:
                work = _work(chunk)
                waiting.append((chunk, pool.submit(_read, work) if work else None))
                if len(waiting) >= AHEAD * self._jobs:
                    yield _result(*waiting.popleft())
            while waiting:
                yield _result(*waiting.popleft())
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _write(
        self, chunk: _Chunk, prepared: Sequence[Prepared | Rejected], batch: Batch
    ) -> Iterator[Taken | Rejected]:
        """Write a chunk, and give what became of its entries in order."""
        ready = iter(prepared)
        merged: list[tuple[Entry, Prepared] | Rejected] = []
        for item in chunk.items:
            if isinstance(item, Rejected):
                merged.append(item)
                continue
            found = bare(*item) if item[1].header.sha256 in chunk.there else next(ready)
            merged.append(found if isinstance(found, Rejected) else (item[0], found))
        outcomes = iter(self._store.write([m[1] for m in merged if not isinstance(m, Rejected)], again=self._again))
        results = [m if isinstance(m, Rejected) else _taken(m[0], m[1], next(outcomes)) for m in merged]
        rejected = [item for item in results if isinstance(item, Rejected)]
        if rejected:
            put_aside(self._register, batch, rejected)
        yield from results


class _Reader:
    """Reads reports and makes them ready, in one process."""

    def __init__(self, extractor: Extractor, keys: Keys) -> None:
        self._extractor, self._keys = extractor, keys
        self._method = METHOD
        self._told: set[str] = set()

    def read(self, work: Sequence[tuple[Entry, Report]]) -> list[Prepared | Rejected]:
        """Each report made ready, or put aside with the reason: a fault in one must not lose the others."""
        return [self._one(entry, report) for entry, report in work]

    def _one(self, entry: Entry, report: Report) -> Prepared | Rejected:
        try:
            found = self._extractor.extract(report)
            source = clean(entry.source)
            ready = prepare(report, entry.raw, found, self._keys, source=source, row=entry.row, method=self._method)
            return self._without_told_words(ready)
        except TawthiqError as fault:
            return Rejected(entry.source, entry.row, str(fault))
        except Exception as fault:  # noqa: BLE001  # listed with its kind, and the exit code tells
            reason = f"a fault in tawthiq, please report it ({type(fault).__name__}: {fault})"
            return Rejected(entry.source, entry.row, reason)

    def _without_told_words(self, ready: Prepared) -> Prepared:
        """The report with those of its words that this process has not handed on before: most are known by then."""
        fresh = tuple(one for one in ready.words if one.word not in self._told)
        if len(self._told) > _MOST_WORDS:
            self._told.clear()
        self._told.update(one.word for one in fresh)
        return msgspec.structs.replace(ready, words=fresh)


def bare(entry: Entry, report: Report) -> Prepared:
    """A report whose bytes are there already: only its ids matter."""
    return Prepared(report.header, len(report.text), b"", "text", None, None, entry.source, entry.row, "", (), "", ())


def _work(chunk: _Chunk) -> list[tuple[Entry, Report]]:
    """What of a chunk must be read."""
    pairs = [item for item in chunk.items if not isinstance(item, Rejected)]
    return [pair for pair in pairs if pair[1].header.sha256 not in chunk.there]


def _taken(entry: Entry, prepared: Prepared, stored: Stored) -> Taken | Rejected:

    if stored.outcome == "collision":
        reason = (
            f"its id {stored.id} is that of another report (SHA-256 {stored.sha256[:16]}…), whose bytes differ: "
            "give this one an id of its own, or none"
        )
        return Rejected(entry.source, entry.row, reason)
    unread = prepared.unread is not None
    return Taken(stored.outcome, stored.id, stored.sha256, entry.source, entry.row, stored.events, unread)


def _result(
    chunk: _Chunk, future: Future[list[Prepared | Rejected]] | None
) -> tuple[_Chunk, list[Prepared | Rejected]]:
    try:
        return chunk, future.result() if future is not None else []
    except BrokenProcessPool as fault:
        raise RegisterError(
            "a reading process was ended from outside (is the memory full?). What was acknowledged is kept: run the "
            "same command again, with --jobs 1"
        ) from fault


_OPENED: list[_Reader] = []


def _start(settings: Settings, answers: Sequence[Learned]) -> None:
    """Begin a reading process: it leaves Ctrl-C to its parent, and ends when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.join,), daemon=True).start()
    _OPENED.append(_Reader(Pipeline.open(settings).learning(answers), Keys(load())))


def _follow(wait: Callable[[], None]) -> None:
    wait()
    os._exit(1)


def _read(work: Sequence[tuple[Entry, Report]]) -> list[Prepared | Rejected]:
    return _OPENED[0].read(work)
