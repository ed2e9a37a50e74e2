"""A report of the register as ``show`` prints it: what persons made of it, with the machine's values beside theirs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
import typer

from tawthiq.cli.opening import settings
from tawthiq.cli.registers import opened
from tawthiq.cli.terminal import one_line
from tawthiq.errors import UnknownRecord
from tawthiq.register.records import KeptReport, ReviewedEvent, report_named

if TYPE_CHECKING:
    from tawthiq.model.extraction import Extraction

LONGEST = 200


class Shown(msgspec.Struct, frozen=True):
    """A report of the register. ``event``: the one event that was asked for, None for all."""

    report: KeptReport
    event: str | None

    def events(self) -> list[ReviewedEvent]:
        """The events to be shown."""
        return [item for item in self.report.events if self.event in (None, item.event.id)]

    def extraction(self) -> Extraction:
        """What holds, as ``extract`` would write it."""
        whole = self.report.extraction()
        if self.event is None:
            return whole
        alone = tuple(msgspec.structs.replace(event, part_of=None) for event in whole.events if event.id == self.event)
        return msgspec.structs.replace(whole, events=alone)

    def as_json(self) -> dict[str, Any]:
        """What holds, with the text, the review and the decisions."""
        whole: dict[str, Any] = msgspec.to_builtins(self.extraction())
        review = {item.event.id: _review(item) for item in self.events()}
        kept = self.report
        decisions = [d for d in kept.decisions if self.event is None or d.event == self.event]
        return whole | {
            "text": kept.report.text,
            "ids": kept.ids,
            "added_at": kept.added_at,
            "source": kept.source,
            "row": kept.row,
            "review": review,
            "decisions": msgspec.to_builtins(decisions),
        }

    def tell(self) -> None:
        """Print the review and the decisions."""
        from tawthiq.cli.decide import line

        others = [name for name in self.report.ids if name != self.report.report.header.id]
        if others:
            typer.echo(f"also known as {', '.join(map(one_line, others))}")
        for item in self.events():
            gone = "" if item.present else "; the present reading does not find it any more"
            typer.echo(one_line(f"{item.id}: {item.state}{gone}"))
            for held in item.held:
                typer.echo(one_line(f"  {held.field}: a person's (decision {held.decision}) {_value(held.person)}"))
                typer.echo(one_line(f"  {held.field}: the machine's {_value(held.machine)}"))
            if item.machine is not None and not item.held:
                typer.echo("  it holds as it was accepted; the machine reads it otherwise now")
        decisions = [d for d in self.report.decisions if self.event is None or d.event == self.event]
        if decisions:
            typer.secho("\ndecisions", bold=True)
        for decision in decisions:
            typer.echo(f"  {line(decision)}")


def look_up(name: str, register: str | None) -> Shown | None:
    """The report or event of the register with this name; None where no register is named, or where the one that the
    environment names does not know it: then it is a file.

    Raises ``UnknownRecord`` where the register that was named does not know it.
    """
    if register is None and settings().register is None:
        return None
    try:
        with opened(register) as kept, kept.reading() as connection:
            return Shown(*report_named(connection, name))
    except UnknownRecord:
        from pathlib import Path

        if register is None and (name == "-" or Path(name).exists()):
            return None
        raise


def _review(item: ReviewedEvent) -> dict[str, Any]:
    found: dict[str, Any] = {"state": item.state, "present": item.present}
    found["held"] = msgspec.to_builtins(item.held)
    found["machine"] = None if item.machine is None else msgspec.to_builtins(item.machine)
    return found


def _value(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
