"""``tawthiq link``, ``merge``, ``split``, ``relate``, ``why``: which reports speak of one incident, and why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tawthiq.cli.decide import EventArgument
from tawthiq.cli.registers import AsOption, JsonOption, ReasonOption, RegisterOption, opened
from tawthiq.cli.terminal import one_line, writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tawthiq.linking.explanation import Explanation
    from tawthiq.register import Register
    from tawthiq.register.link_decisions import LinkDecision
    from tawthiq.register.linking import Doubt

IncidentArgument = Annotated[
    str, typer.Argument(metavar="INCIDENT", help="An incident (SYR-2017-000012), or an event in it (REPORT#EVENT).")
]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER", help="Another incident, or an event in it.")]


def run(
    register: RegisterOption = None,
    review: Annotated[
        int, typer.Option(min=0, help="List so many pairs of incidents that a person should look at, likeliest first.")
    ] = 0,
    as_json: JsonOption = False,
) -> None:
    """Put every event into an incident, together with those of other reports that tell the same occurrence.

    Looks at what is new since the last run, and at its neighbourhood. What persons decided with merge, split and relate
    holds.
    """
    import msgspec

    from tawthiq.language.ar.lexicon import load as load_lexicon
    from tawthiq.linking.passages import Passages
    from tawthiq.linking.weights import load
    from tawthiq.register.linking import counts, link, to_review

    with opened(register) as kept:
        events = link(kept, Passages(load_lexicon()), load())
        with kept.reading() as connection:
            found, doubts = counts(connection), to_review(connection, load())
        shown = _named(kept, doubts[:review])
    with writing():
        if as_json:
            row = {"events": events} | msgspec.structs.asdict(found) | {"to_review": len(doubts), "review": shown}
            typer.echo(msgspec.json.encode(row).decode())
            return
        for doubt in shown:
            typer.echo(one_line(f"{doubt['bits']:+.1f} bits  {doubt['one']}  {doubt['other']}"))
    sys.stderr.write(
        f"{events} events looked at; {found.incidents} incidents, {found.told_twice} of them told by more than one "
        f"report; {len(doubts)} pairs of incidents to review\n"
    )


def _named(kept: Register, doubts: Sequence[Doubt]) -> list[dict[str, Any]]:
    """Pairs to review by name; ``why`` tells more of each."""
    from tawthiq.register.link_decisions import names_of

    with kept.reading() as connection:
        names = names_of(connection, {event for doubt in doubts for event in (doubt.one, doubt.other)})
    return [{"one": names[doubt.one], "other": names[doubt.other], "bits": doubt.bits} for doubt in doubts]


def merge(
    incident: IncidentArgument,
    other: OtherArgument,
    by: AsOption,
    reason: ReasonOption,
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that two incidents are one. It holds in every later run of link, until undo takes it back."""
    from tawthiq.linking.weights import load
    from tawthiq.register.decisions import Deciding
    from tawthiq.register.link_decisions import merge as decide

    with opened(register) as kept:
        number = decide(kept, incident, other, Deciding(by, reason), load())
        tell(kept, incident, number, as_json=as_json)


def split(
    events: Annotated[
        list[str], typer.Argument(metavar="REPORT#EVENT...", help="Events of one incident that are to leave it.")
    ],
    by: AsOption,
    reason: ReasonOption,
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that events are not the incident that they are in. It holds in every later run of link."""
    from tawthiq.linking.weights import load
    from tawthiq.register.decisions import Deciding
    from tawthiq.register.link_decisions import split as decide

    with opened(register) as kept:
        number = decide(kept, events, Deciding(by, reason), load())
        tell(kept, events[0], number, as_json=as_json)


def relate(
    event: EventArgument,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another event, REPORT#EVENT.")],
    kind: Annotated[
        str, typer.Option(help="part_of, follow_up, contradicts, different or unsure: what the first is to it.")
    ],
    by: AsOption,
    reason: ReasonOption,
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what an event is to another: part of what it sums up, a follow-up, a contradiction, different, or unsure."""
    from typing import cast

    from tawthiq.linking.weights import load
    from tawthiq.model.incident import LinkKind
    from tawthiq.register.decisions import Deciding
    from tawthiq.register.link_decisions import relate as decide

    with opened(register) as kept:
        number = decide(kept, event, other, cast(LinkKind, kind), Deciding(by, reason), load())
        tell(kept, event, number, as_json=as_json)


def why(
    one: IncidentArgument, other: OtherArgument, register: RegisterOption = None, as_json: JsonOption = False
) -> None:
    """Tell why two events are one incident, or not: each comparison in words, and what it weighs."""
    import msgspec

    from tawthiq.linking.weights import load
    from tawthiq.register.link_decisions import between
    from tawthiq.register.link_decisions import why as explain

    with opened(register) as kept, kept.reading() as connection:
        first, second, found = explain(connection, one, other, load())
        decided = between(connection, first, second)
    with writing():
        if as_json:
            row = {"one": first, "other": second, "decisions": decided} | msgspec.structs.asdict(found)
            typer.echo(msgspec.json.encode(row).decode())
            return
        typer.echo(one_line(f"{first}  {second}"))
        for text in waterfall(found):
            typer.echo(text)
        for made in decided:
            typer.echo(line(made))


def waterfall(found: Explanation) -> list[str]:
    """The evidence for a person: bits, their sum so far, the comparison and its words in English and Arabic."""
    rows, total = ["  bits    sum"], 0.0
    for reason in found.reasons:
        total += reason.bits
        bits = f"{reason.bits:+6.1f} {total:6.1f}" if reason.level else f"{'':13}"
        rows.append(f"{bits}  {reason.comparison}: {reason.en} · {reason.ar}")
    verdict = "enough to join two reports" if total >= found.threshold else "not enough to join two reports"
    if found.review <= total < found.threshold:
        verdict += ", but worth a look"
    rows.append(f"{total:+.1f} bits by {found.method}: {verdict} ({found.threshold:g} are needed)")
    if found.never is not None:
        rows.append(f"never joined by the machine: {found.never}")
    return rows


def line(made: LinkDecision) -> str:
    """A decision on links for a person."""
    first = made.links[:1]
    what = "".join(f" {one} {kind} {other}" for one, other, kind in first)
    more = f" and {len(made.links) - 1} more" if len(made.links) > 1 else ""
    undoes = "" if made.undoes is None else f" decision {made.undoes}"
    taken = "" if made.standing else " (taken back)"
    reason = "(erased)" if made.reason is None else made.reason
    return one_line(f"{made.number}. {made.at} {made.by}: {made.action}{undoes}{what}{more} — {reason}{taken}")


def tell(kept: Register, name: str, number: int, *, as_json: bool) -> None:
    """Print a decision that was just taken, and the incident that it is on now."""
    import msgspec

    from tawthiq.register import incidents
    from tawthiq.register.link_decisions import decision

    with kept.reading() as connection:
        made = decision(connection, number)
        now = incidents.id_of(connection, incidents.number_of(connection, name))
    with writing():
        if as_json:
            typer.echo(msgspec.json.encode(msgspec.structs.asdict(made) | {"incident": now}).decode())
        else:
            typer.echo(line(made))
            typer.echo(f"now in {now}")
