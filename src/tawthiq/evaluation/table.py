"""An evaluation as lines for a terminal."""

from __future__ import annotations

from collections.abc import Hashable

from tawthiq.evaluation.score import HEADLINE, Evaluation, grouped

GROUPS = 12
"""Groups of errors that are shown."""


def as_table(result: Evaluation) -> str:
    """The scores a field, the evidence's faults and the most frequent errors."""
    lines = [f"{'field':22} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'found':>6}   given the event: F1"]
    for name, row in result.rows.items():
        line = f"{name:22} {row.precision:6.3f} {row.recall:6.3f} {row.f1:6.3f} {row.gold:6} {row.found:6}"
        lines.append(line + (f"   {result.given[name].f1:6.3f}" if name in result.given else ""))
    lines.append(f"mean F1 of {', '.join(HEADLINE)}: {result.mean:.3f}; events a report {result.events_a_report:.2f}")
    lines.append(
        f"evidence that is not its text: {result.wrong_evidence}; "
        f"filled fields without evidence: {result.without_evidence} of {result.filled}"
    )
    groups = grouped(result.differences)[:GROUPS]
    if groups:
        lines += ["", "most frequent errors (all: --errors FILE)"]
    for times, difference in groups:
        gold, found = _shown(difference.gold), _shown(difference.found)
        lines.append(f"{times:6} × {difference.field}, {difference.kind}: gold {gold}, found {found}")
    return "\n".join(lines)


def _shown(values: tuple[Hashable, ...]) -> str:
    parts = (" ".join(map(str, value)) if isinstance(value, tuple) else str(value) for value in values)
    return "; ".join(parts) or "nothing"
