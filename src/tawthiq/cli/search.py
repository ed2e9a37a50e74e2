"""``tawthiq search``: reports by their words, in all forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tawthiq.cli.registers import JsonOption, RegisterOption, opened
from tawthiq.cli.terminal import one_line, writing

if TYPE_CHECKING:
    from rich.text import Text

    from tawthiq.register.search import Hit

BESIDE = 60
"""Code points shown on each side of what was found."""

SNIPPETS = 3


def run(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...",
            help="Words, each in all its forms (مستشفى also finds بالمستشفيات); «several words» in quotation marks: a "
            "phrase; *part*: part of a word.",
        ),
    ],
    register: RegisterOption = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many reports.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="Leave out so many before them.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Find reports that hold all the words, the latest addition first, with what was found highlighted.

    Exit code 1: nothing was found.
    """
    import msgspec

    from tawthiq.language.ar.lexicon import load
    from tawthiq.register.search import search
    from tawthiq.register.words import Keys

    with opened(register) as kept, kept.reading() as connection:
        hits = search(connection, Keys(load()), " ".join(words), limit=limit + 1, offset=offset)
    more, hits = len(hits) > limit, hits[:limit]
    with writing():
        if as_json:
            typer.echo(msgspec.json.encode([_as_json(hit) for hit in hits]).decode())
        else:
            _print(hits, more=more, next_offset=offset + limit)
    raise typer.Exit(0 if hits else 1)


def _as_json(hit: Hit) -> dict[str, object]:
    ranges = [{"start": a, "end": b, "quote": hit.text[a:b]} for a, b in hit.ranges]
    return {
        "report": hit.report,
        "events": hit.events,
        "exercise": hit.exercise,
        "published": hit.published,
        "publisher": hit.publisher,
        "ranges": ranges,
    }


def _print(hits: list[Hit], *, more: bool, next_offset: int) -> None:
    from rich.console import Console
    from rich.text import Text

    from tawthiq.cli.fields import EXERCISE

    console = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
    if not hits:
        console.print("nothing found")
        return
    if any(hit.exercise for hit in hits):
        console.print(EXERCISE, style="bold red")
    for hit in hits:
        title = " · ".join(one_line(part) for part in (hit.report, hit.published, hit.publisher) if part)
        console.print(Text(title + (" *" if hit.exercise else ""), "bold"))
        for begin, end, found in snippets(hit):
            console.print(Text("  ") + highlighted(hit.text, begin, end, found))
        told = f"{len(hit.ranges)} found" + (f"; in {', '.join(map(one_line, hit.events))}" if hit.events else "")
        console.print(Text(f"  {told}", "dim"))
    if more:
        console.print(f"there are more: --offset {next_offset}")


def snippets(hit: Hit) -> list[tuple[int, int, list[tuple[int, int]]]]:
    """The stretches of the text around what was found: begin, end, and the ranges in it."""
    found: list[tuple[int, int, list[tuple[int, int]]]] = []
    for start, end in hit.ranges:
        if found and start < found[-1][1]:
            begin, last, ranges = found.pop()
            found.append((begin, max(last, min(len(hit.text), end + BESIDE)), [*ranges, (start, end)]))
        elif len(found) < SNIPPETS:
            found.append((max(0, start - BESIDE), min(len(hit.text), end + BESIDE), [(start, end)]))
        else:
            break
    return found


def highlighted(text: str, begin: int, end: int, ranges: list[tuple[int, int]]) -> Text:
    """A stretch of a text in one line, with the ranges marked: in colour, and by brackets where there is none."""
    from rich.text import Text

    shown, at = Text("…" if begin else ""), begin
    for start, stop in ranges:
        if start < at:
            continue
        shown.append(_flat(text[at:start]))
        shown.append(f"[{_flat(text[start:stop])}]", "bold reverse")
        at = stop
    shown.append(_flat(text[at:end]))
    shown.append("…" if end < len(text) else "")
    return shown


def _flat(text: str) -> str:
    """Text in one line, with the blanks at its ends."""
    inner = one_line(text)
    return (" " if text[:1].isspace() else "") + inner + (" " if inner and text[-1:].isspace() else "")
