"""An evaluation as lines for a terminal."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from tawthiq.evaluation.calibration import Calibration, confidences
from tawthiq.evaluation.groups import by_cause, grouped
from tawthiq.evaluation.score import HEADLINE, Difference, Evaluation

GROUPS = 12
"""Groups of errors that the table shows."""


def as_table(result: Evaluation) -> str:
    """The scores a field, the evidence's faults and how well confidence fits."""
    lines = [f"{'field':22} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'found':>6}   given the event: F1"]
    for name, row in result.rows.items():
        line = f"{name:22} {row.precision:6.3f} {row.recall:6.3f} {row.f1:6.3f} {row.gold:6} {row.found:6}"
        lines.append(line + (f"   {result.given[name].f1:6.3f}" if name in result.given else ""))
    lines.append(f"mean F1 of {', '.join(HEADLINE)}: {result.mean:.3f}; events a report {result.events_a_report:.2f}")
    lines.append(
        f"evidence that is not its text: {result.wrong_evidence}; "
        f"filled fields without evidence: {result.without_evidence} of {result.filled}"
    )
    fit = confidences(result.verdicts)
    return "\n".join([*lines, *(_fit(fit) if fit else ())])


def _fit(fit: Calibration) -> Iterator[str]:
    """What confidence said and what was right."""
    order = "" if fit.auroc is None else f"; AUROC {fit.auroc:.3f}"
    yield f"\nconfidence: {fit.right} of {fit.events} events right; expected calibration error {fit.ece:.3f}{order}"
    yield f"{'confidence':12} {'events':>6} {'said':>6} {'right':>6}"
    for one in fit.bins:
        yield f"{one.low:.1f} to {one.high:.1f}   {one.events:6} {one.said:6.2f} {one.right:6.2f}"


def frequent(result: Evaluation) -> str:
    """The most frequent errors by their values."""
    groups = grouped(result.differences)[:GROUPS]
    lines = [f"{times:6} × {one.field}, {one.kind}: {_values(one)}" for times, one in groups]
    return "\n".join(["most frequent errors (by what they are about: --errors)", *lines]) if lines else ""


def as_errors(result: Evaluation) -> str:
    """The errors by field and by what they are about, each with an example from some reports."""
    lines: list[str] = []
    field = None
    for group in by_cause(result.differences):
        if group.field != field:
            field = group.field
            lines += ["", f"{field}: {group.of} errors"]
        see = f"  (see {', '.join(group.see)})" if group.see else ""
        lines.append(f"{group.times:6} × {group.said}{see}")
        lines += [f"         {one.report}: {_values(one)} · {_quoted(one)}" for one in group.examples]
    return "\n".join(lines[1:]) or "no errors"


def _values(one: Difference) -> str:
    return f"gold {_shown(one.gold)}, found {_shown(one.found)}"


def _shown(values: tuple[Hashable, ...]) -> str:
    """Values as words; a figure that is part of another, and what is not said, in signs."""
    parts = (" ".join(map(_word, value)) if isinstance(value, tuple) else str(value) for value in values)
    return "; ".join(" ".join(part.split()) for part in parts) or "nothing"


def _word(value: Hashable) -> str:
    if isinstance(value, bool):
        return "(part)" if value else ""
    return "–" if value is None else str(value)


_WIDEST = 70
"""Code points of a quote in the list."""


def _quoted(one: Difference) -> str:
    words = " ".join(" … ".join(one.words).split())
    return f"«{words[:_WIDEST]}…»" if len(words) > _WIDEST else f"«{words}»"
