"""What commands open before they work: settings, the pipeline, and the one report that a command is about."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tawthiq.cli.messages import Building, Messages
from tawthiq.errors import InputError, UsageError

if TYPE_CHECKING:
    from tawthiq.model.report import Report
    from tawthiq.pipeline import Pipeline
    from tawthiq.places.gazetteer import Gazetteer
    from tawthiq.places.learned import Learned
    from tawthiq.readers import Metadata
    from tawthiq.settings import Settings

SHOWN_IDS = 5


def settings() -> Settings:
    """This user's settings."""
    from tawthiq.settings import Settings

    return Settings.from_environment(os.environ)


def pipeline(answers: Sequence[Learned] = ()) -> Pipeline:
    """The pipeline, ready to read, with the names that a register's users settled; the first time it builds the
    gazetteer and says so on standard error."""
    from tawthiq.pipeline import Pipeline

    return Pipeline.open(settings(), Building(sys.stderr)).learning(answers)


def places() -> Gazetteer:
    """The gazetteer that names are looked up in, with imported layers; built first where it is missing."""
    from tawthiq.places.gazetteer import Gazetteer

    mine = settings()
    return Gazetteer.open(mine.cache_dir, Building(sys.stderr), mine.gazetteer_dir)


def metadata(published: str | None, publisher: str | None, url: str | None) -> Metadata:
    """Metadata from the options of a command. Raises ``UsageError`` where the date is none."""
    from tawthiq.readers import Metadata, iso_date

    try:
        day = iso_date(published) if published else None
    except ValueError as fault:
        raise UsageError(f"--published «{published}» is not a date such as 2017-09-21") from fault
    return Metadata(published=day, publisher=publisher, url=url)


def one_report(source: str, wanted: str | None, defaults: Metadata) -> Report:
    """The report in ``source``, or of several the one whose id is (or alone begins with) ``wanted``.

    Raises ``InputError`` where nothing can be read, ``UsageError`` where it is not said which report is meant.
    """
    from tawthiq.model.report import Report
    from tawthiq.readers import read

    messages = Messages(sys.stderr, None)
    found: list[Report] = []
    for item in read(
        [source],
        defaults=defaults,
        stdin=sys.stdin.buffer,
        note=lambda note: messages.line(f"note: {note.source}: {note.message}"),
    ):
        if isinstance(item, Report):
            if item.header.id == wanted:
                return item
            if wanted is None or item.header.id.startswith(wanted):
                found.append(item)
        elif source == item.source and item.row is None:
            raise InputError(item.reason, source=item.source)
        else:
            where = item.source if item.row is None else f"{item.source}, row {item.row}"
            messages.line(f"rejected: {where}: {item.reason}")
        if wanted is None and len(found) > SHOWN_IDS:
            break
    return _only(found, source, wanted)


def _only(found: list[Report], source: str, wanted: str | None) -> Report:
    if len(found) == 1:
        return found[0]
    if not found:
        reason = "holds no report that can be read" if wanted is None else f"holds no report with the id {wanted}"
        raise InputError(reason, source=source)
    ids = ", ".join(report.header.id for report in found[:SHOWN_IDS])
    if wanted is None:
        raise UsageError(f"{source} holds several reports: choose one with --id (the first are {ids})")
    raise UsageError(f"{source} holds several reports whose id begins with {wanted}: {ids}")
