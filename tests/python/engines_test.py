"""The package inside other engines: Spark with two workers, Dask by partitions.
Needs tests/python/requirements.txt, and Java for Spark."""
import os
import sys
import tempfile
import unittest

import numpy
import pandas

import cmmm
import cmmm.spark
from tools import MODEL, SEED, WEIGHTS

N = 3000


def make():
    random = numpy.random.default_rng(SEED)
    codes = random.integers(1, 5, size=(len(MODEL.requirements), N))
    frame = pandas.DataFrame(dict(zip(MODEL.requirements, codes)))
    frame.insert(0, "enterprise_id", [f"E{i:05}" for i in range(N)])
    frame["city"] = [["长沙", "北京"][i % 2] for i in range(N)]
    frame.loc[10, MODEL.requirements[3]] = 9
    return frame


def alone(frame):
    scored = MODEL.score_table(frame, grades="codes", weights=WEIGHTS)
    return scored.to_pandas(), scored.rejects.to_pandas()


class Spark(unittest.TestCase):
    def test_a_cluster_of_two_workers(self):
        from pyspark.sql import SparkSession

        # Dots are part of the names of requirements.
        os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
        session = (SparkSession.builder.master(os.environ.get("CMMM_SPARK", "local-cluster[2,1,1024]"))
                   .config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "4")
                   .config("spark.sql.execution.arrow.maxRecordsPerBatch", "500")
                   .config("spark.executorEnv.PYTHONPATH", os.environ.get("PYTHONPATH", ""))
                   .getOrCreate())
        try:
            frame = make()
            expected, rejected = alone(frame)
            df = session.createDataFrame(frame).repartition(4)
            scored = cmmm.spark.score(df, MODEL, weights=WEIGHTS, grades="codes")
            found = scored.toPandas().sort_values("enterprise_id", ignore_index=True)
            self.assertEqual(list(found.columns), list(expected.columns))
            pandas.testing.assert_frame_equal(found, expected, check_dtype=False)
            bad = cmmm.spark.score(df, MODEL, rejects=True, weights=WEIGHTS, grades="codes").toPandas()
            self.assertEqual(bad.drop(columns="row").values.tolist(),
                             rejected.drop(columns="row").values.tolist())
            words = cmmm.spark.score(df, MODEL, rejects=True, weights=WEIGHTS).toPandas()
            self.assertEqual(set(words["rule"]), {"grade.digits_need_choice", "grade.unknown"})
        finally:
            session.stop()


class Dask(unittest.TestCase):
    def test_by_partitions(self):
        import dask
        import dask.dataframe

        frame = make()
        expected, _ = alone(frame)
        with dask.config.set(scheduler="threads"):
            parts = dask.dataframe.from_pandas(frame, npartitions=4)
            found = parts.map_partitions(
                lambda part: alone(part)[0], meta=expected.head(0)).compute()
        pandas.testing.assert_frame_equal(found.reset_index(drop=True), expected)


class Files(unittest.TestCase):
    def test_polars_lazily_from_parquet(self):
        import polars

        frame = make()
        expected, _ = alone(frame)
        with tempfile.TemporaryDirectory() as folder:
            polars.from_pandas(frame).write_parquet(f"{folder}/a.parquet")
            lazy = polars.scan_parquet(f"{folder}/*.parquet").filter(polars.col("city") == "长沙")
            scored = MODEL.score_table(lazy.collect(), grades="codes", weights=WEIGHTS).to_polars()
        want = expected[expected["city"] == "长沙"]["total_exact"].tolist()
        self.assertEqual(scored["total_exact"].to_list(), want)


if __name__ == "__main__":
    unittest.main()
