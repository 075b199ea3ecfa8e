"""Scores Spark DataFrames where they are, partition by partition.

>>> scored = cmmm.spark.score(df, weights="discrete")        # doctest: +SKIP
>>> scored.write.parquet("scored")                           # doctest: +SKIP

Every worker needs this package and the same models: a model of another digest is
refused there. Needs pyspark and pyarrow.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from .model import Model, load

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType


def score(df: DataFrame, model: Model | None = None, rejects: bool = False,
          **options: Any) -> DataFrame:
    """The results of a DataFrame, a row an enterprise, by mapInArrow.

    model: a Model; None: the shipped one. options: those of
        :meth:`Model.score_table`; what digits are, ``grades`` says or the
        names of the columns do (``data.2.b#code``): no batch could settle it.
    rejects: the rows that have no result instead, a row a finding; their
        ``row`` counts within a batch of Spark, so go by ``enterprise_id``.

    Rows that cannot be scored are left out, as from the results of ``cmmm
    batch``: ask a second time, with ``rejects``, for those.
    """
    model = model or load()
    if not isinstance(model, Model):
        raise TypeError("model is a cmmm.Model")
    options.setdefault("threads", 1)
    # Batches come one by one: none may settle what the digits of all are.
    options.setdefault("grades", "words")
    # Spark takes the dots in the names of requirements for structure.
    plain = df.toDF(*[f"c{i}" for i in range(len(df.columns))])
    return plain.mapInArrow(_Scorer(model, df.columns, rejects, options),
                            _schema(df, model, rejects, options))


class _Scorer:
    """What a worker runs; it is pickled with its model."""

    def __init__(self, model: Model, names: Sequence[str], rejects: bool,
                 options: dict[str, Any]) -> None:
        self.model = model
        self.names = names
        self.rejects = rejects
        self.options = options

    def __call__(
            self, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        for batch in batches:
            table = pyarrow.Table.from_batches([batch]).rename_columns(self.names)
            scored = self.model.score_table(table, **self.options)
            found = pyarrow.table(scored)
            if self.rejects:
                found = pyarrow.table(scored.rejects)
            yield from found.to_batches()


def _schema(df: DataFrame, model: Model, rejects: bool,
            options: dict[str, Any]) -> StructType:
    """The columns that come out, as Spark names types; by scoring no row."""
    import pyarrow
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    empty = to_arrow_schema(df.schema).empty_table()
    scored = model.score_table(empty, **options)
    found = pyarrow.table(scored)
    if rejects:
        found = pyarrow.table(scored.rejects)
    return from_arrow_schema(found.schema)
