"""``tawthiq evaluate``: how good predictions are against annotations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tawthiq.cli.terminal import visible, writing
from tawthiq.errors import UsageError

if TYPE_CHECKING:
    from tawthiq.evaluation import Evaluation


def run(
    predictions: Annotated[Path, typer.Argument(metavar="PRED", help="What extract wrote.")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="The same reports, annotated (JSON Lines).")],
    texts: Annotated[
        Path | None,
        typer.Option(help="The reports, {id, text} a line. X.texts.jsonl beside X.gold.jsonl where not given."),
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="Print the errors by field and by what they are about.")
    ] = False,
    errors_file: Annotated[Path | None, typer.Option(help="Write every error here, one JSON object a line.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, not a table.")] = False,
) -> None:
    """Compare predicted events with annotated ones, field by field, and their confidence with what was right.

    Exit code 1: some evidence is not its text, or a filled field has none; 2: the files do not fit one another.
    """
    import msgspec

    from tawthiq.evaluation import GoldReport, PredictedReport, evaluate, load, load_texts

    result = evaluate(load(predictions, PredictedReport), load(gold, GoldReport), load_texts(texts or _beside(gold)))
    with writing(str(errors_file) if errors_file else "standard output"):
        if errors_file:
            errors_file.write_bytes(b"".join(msgspec.json.encode(error) + b"\n" for error in result.differences))
        typer.echo(_as_json(result, errors=errors) if as_json else visible(_as_text(result, errors=errors)))
    raise typer.Exit(0 if result.sound else 1)


def _as_text(result: Evaluation, *, errors: bool) -> str:
    from tawthiq.evaluation import as_errors, as_table, frequent

    return f"{as_table(result)}\n\n{as_errors(result) if errors else frequent(result)}".rstrip()


def _as_json(result: Evaluation, *, errors: bool) -> str:
    """The scores, how well confidence fits, and with ``errors`` the groups of errors. Single errors and verdicts are
    for files."""
    import msgspec

    from tawthiq.evaluation import by_cause, confidences

    found = {
        name: getattr(result, name) for name in result.__struct_fields__ if name not in ("differences", "verdicts")
    }
    found["confidence"] = confidences(result.verdicts)
    if errors:
        found["errors"] = by_cause(result.differences)
    return msgspec.json.encode(found).decode()


def _beside(gold: Path) -> Path:
    """The texts that lie beside annotations by their name."""
    name = gold.name.replace(".gold.", ".texts.")
    found = gold.with_name(name)
    if name == gold.name or not found.exists():
        raise UsageError(f"the reports' texts are needed to find the quotes of {gold}: give --texts FILE")
    return found
