"""How good a reading is: predicted events against annotated ones, field by field.

The gold format, the alignment and the figures are described in ``docs/method.md``; the code book says what is right.
"""

from tawthiq.evaluation.files import load, load_texts
from tawthiq.evaluation.gold import GoldReport
from tawthiq.evaluation.predicted import PredictedReport
from tawthiq.evaluation.score import Difference, Evaluation, evaluate, grouped
from tawthiq.evaluation.table import as_table

__all__ = [
    "Difference",
    "Evaluation",
    "GoldReport",
    "PredictedReport",
    "as_table",
    "evaluate",
    "grouped",
    "load",
    "load_texts",
]
