"""Scores assessments of smart-manufacturing maturity, exactly.

>>> import cmmm
>>> model = cmmm.load()
>>> answers = dict.fromkeys(model.requirements, "fully")
>>> result = model.score(answers, weights=model.weight_sets[0])
>>> result.level, result.total
(5, Fraction(5, 1))

One assessment is scored by :meth:`Model.score`, a table of many by
:meth:`Model.score_table`, a Spark DataFrame by :func:`cmmm.spark.score`. All of
them ask the engine that the command ``cmmm`` asks; nothing is computed in
Python. What cannot be scored raises an exception with every rule it breaks.
"""
from .errors import Error, InvalidData, NotFound, Refused, Violation, WorkbookNotice
from .model import Model, load, shipped_models
from .record import Record
from .result import Card, LevelScore, Result
from .table import Rejects, TableResult
from _cmmm import version as __version__

__all__ = [
    "Card", "Error", "InvalidData", "LevelScore", "Model", "NotFound", "Record",
    "Refused", "Rejects", "Result", "TableResult", "Violation",
    "WorkbookNotice", "__version__", "load", "shipped_models",
]
