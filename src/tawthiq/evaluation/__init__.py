"""How good a reading is: predicted events against annotated ones, field by field.

The gold format, the alignment and the figures are described in ``docs/method.md``; the code book says what is right.
"""

from tawthiq.evaluation.calibration import Calibration, Verdict, calibration, confidences
from tawthiq.evaluation.files import load, load_texts
from tawthiq.evaluation.gold import GoldReport
from tawthiq.evaluation.groups import ErrorGroup, by_cause, grouped
from tawthiq.evaluation.predicted import PredictedReport
from tawthiq.evaluation.score import Difference, Evaluation, evaluate
from tawthiq.evaluation.table import as_errors, as_table, frequent

__all__ = [
    "Calibration",
    "Difference",
    "ErrorGroup",
    "Evaluation",
    "GoldReport",
    "PredictedReport",
    "Verdict",
    "as_errors",
    "as_table",
    "by_cause",
    "calibration",
    "confidences",
    "evaluate",
    "frequent",
    "grouped",
    "load",
    "load_texts",
]
