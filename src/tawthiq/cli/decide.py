"""``tawthiq accept``, ``reject``, ``edit``, ``comment``, ``undo``: decisions of a person, each with name and reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from tawthiq.cli.registers import AsOption, JsonOption, ReasonOption, RegisterOption, opened
from tawthiq.cli.terminal import one_line, writing
from tawthiq.errors import UsageError

if TYPE_CHECKING:
    from tawthiq.model.decision import Decision
    from tawthiq.register import Register
    from tawthiq.register.decisions import Deciding

EventArgument = Annotated[str, typer.Argument(metavar="REPORT#EVENT", help="The event, as list and show name it.")]
RecordArgument = Annotated[
    str, typer.Argument(metavar="RECORD", help="An event (REPORT#EVENT), or a report for comments on it.")
]


def accept(
    event: EventArgument,
    by: AsOption,
    reason: ReasonOption,
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Accept an event as it stands: from here on it holds so, whatever a later reading says."""
    from tawthiq.register import decisions

    _decide(register, event, by, reason, decisions.accept, as_json=as_json)


def reject(
    event: EventArgument,
    by: AsOption,
    reason: ReasonOption,
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Reject an event. It stays in the register, marked so."""
    from tawthiq.register import decisions

    _decide(register, event, by, reason, decisions.reject, as_json=as_json)


def comment(
    record: RecordArgument,
    by: AsOption,
    reason: Annotated[str, typer.Option(help="The comment.")],
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say something about an event or a report."""
    from tawthiq.register import decisions

    _decide(register, record, by, reason, decisions.comment, as_json=as_json)


def edit(
    event: EventArgument,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="type, date, casualties[0].count, facilities[+] …")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Plain words or JSON; - empties a field.")],
    by: AsOption,
    reason: ReasonOption,
    evidence: Annotated[
        list[str] | None,
        typer.Option(help="The words that say so: START:END in code points of the text; may be given several times."),
    ] = None,
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set a field of an event. It holds against every later reading; the machine's value is kept beside it."""
    from tawthiq.register import decisions
    from tawthiq.register.edits import Edit

    change = Edit(field, value, tuple(_range(piece) for piece in evidence or ()))

    def decide(kept: Register, name: str, who: Deciding) -> int:
        return decisions.edit(kept, name, change, who)

    _decide(register, event, by, reason, decide, as_json=as_json)


def undo(
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="An event (REPORT#EVENT), a report, or an incident for its links.")
    ],
    by: AsOption,
    reason: ReasonOption,
    decision: Annotated[
        int | None, typer.Option(help="Number of the decision, as show lists it; the last one where not given.")
    ] = None,
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take back a decision on an event or report, or on the links of an incident. Both stay in its history."""
    from tawthiq.register import decisions
    from tawthiq.register.incidents import is_id

    if is_id(record):
        _undo_link(register, record, by, reason, decision, as_json=as_json)
        return

    def decide(kept: Register, name: str, who: Deciding) -> int:
        return decisions.undo(kept, name, who, decision)

    _decide(register, record, by, reason, decide, as_json=as_json)


def _undo_link(
    register: str | None, incident: str, by: str, reason: str, decision: int | None, *, as_json: bool
) -> None:
    """Take back a decision on the links of an incident, and tell it."""
    from tawthiq.cli.link import tell
    from tawthiq.linking.weights import load
    from tawthiq.register.decisions import Deciding
    from tawthiq.register.link_decisions import undo

    with opened(register) as kept:
        tell(kept, incident, undo(kept, incident, Deciding(by, reason), load(), decision), as_json=as_json)


def _decide(
    register: str | None,
    record: str,
    by: str,
    reason: str,
    decide: Callable[[Register, str, Deciding], int],
    *,
    as_json: bool,
) -> None:
    """Take a decision and tell it."""
    import msgspec

    from tawthiq.register.decisions import Deciding, history
    from tawthiq.register.references import find

    with opened(register) as kept:
        number = decide(kept, record, Deciding(by, reason))
        with kept.reading() as connection:
            found = find(connection, record)
            made = next(item for item in history(connection, found.report) if item.number == number)
    with writing():
        typer.echo(msgspec.json.encode(made).decode() if as_json else line(made))


def line(made: Decision) -> str:
    """A decision for a person."""
    import json

    change = ""
    if made.action == "edit":
        before, after = (json.dumps(value, ensure_ascii=False) for value in (made.before, made.after))
        change = f" {made.field}: {_short(before)} → {_short(after)}"
    if made.undoes is not None:
        change = f" decision {made.undoes}"
    on = made.report if made.event is None else f"{made.report}#{made.event}"
    taken = "" if made.standing else " (taken back)"
    reason = "(erased)" if made.reason is None else made.reason
    return one_line(f"{made.number}. {made.at} {made.by}: {made.action} {on}{change} — {reason}{taken}")


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}…"


def _range(piece: str) -> tuple[int, int]:
    start, _, end = piece.partition(":")
    try:
        return int(start), int(end)
    except ValueError as fault:
        raise UsageError(f"--evidence {piece} is no range: write START:END, such as 12:30") from fault
