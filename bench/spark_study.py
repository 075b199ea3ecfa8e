#!/usr/bin/env python3
"""A what-if study through Spark in local mode: how the level of one enterprise
comes out when every answer is off by a grade now and then.

    PYTHON bench/spark_study.py [--rows 100000000] [--workers 2] [--doubt 0.1]

Rows are made in the workers and scored there by `score_table`, so nothing but the
counts of levels ever travels. Beside it, the same records through `cmmm filter` in a
pipe (--pipe CMMM, with fewer rows), as docs/batch.md has it. PYTHON has the package
and tests/python/requirements.txt. Prints a table in Markdown.
"""
import argparse
import json
import os
import pathlib
import sys
import time

import numpy
import pyarrow
from pyspark.sql import SparkSession

import cmmm

ROOT = pathlib.Path(__file__).resolve().parents[1]
MODEL = cmmm.load(models=str(ROOT / "models"))
ENTERPRISE = next((ROOT / "datasets").glob("*just-misses*.textproto"))
BLOCK = 16_384


def base_codes(path):
    """The answers of a file, as codes in model order."""
    ids = {name: i for i, name in enumerate(MODEL.requirements)}
    codes = numpy.zeros(len(ids), numpy.uint8)
    worth = {"GRADE_NOT": 1, "GRADE_PARTLY": 2, "GRADE_MOSTLY": 3, "GRADE_FULLY": 4}
    name = None
    for word in path.read_text(encoding="utf-8").replace('"', " ").split():
        if word in ids:
            name = word
        elif word in worth and name is not None:
            codes[ids[name]] = worth[word]
    return codes


def varied(base, rows, doubt, seed):
    """`rows` of the answers, each a grade up or down with a chance of `doubt`."""
    random = numpy.random.default_rng(seed)
    chance = random.integers(0, 256, (len(base), rows), dtype=numpy.uint8)
    limit = int(256 * doubt / 2)
    codes = base[:, None] + (chance < limit) - (chance >= 256 - limit)
    return numpy.clip(codes, 1, 4).astype(numpy.uint8)


def study(base, doubt):
    def work(batches):
        for batch in batches:
            for first in batch.column(0).to_pylist():
                table = pyarrow.table({
                    "enterprise_id": numpy.arange(BLOCK),
                    **dict(zip(MODEL.requirements, varied(base, BLOCK, doubt, first)))})
                scored = MODEL.score_table(table, weights="discrete", grades="codes", view="level",
                                           threads=1).to_arrow()
                counts = numpy.bincount(scored["level"].to_numpy(), minlength=MODEL.level_count + 1)
                yield pyarrow.RecordBatch.from_pydict(
                    {"level": list(range(len(counts))), "rows": counts.tolist()})
    return work


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--doubt", type=float, default=0.1)
    parser.add_argument("--pipe", help="the command, for the same through a pipe")
    parser.add_argument("--pipe-rows", type=int, default=100_000)
    options = parser.parse_args()
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (SparkSession.builder.master(f"local[{options.workers}]")
               .config("spark.ui.enabled", "false").config("spark.log.level", "ERROR").getOrCreate())
    base = base_codes(ENTERPRISE)
    session.range(2, numPartitions=2).mapInArrow(study(base, options.doubt), "level long, rows long").collect()

    blocks = -(-options.rows // BLOCK)
    begun = time.monotonic()
    counts = (session.range(blocks, numPartitions=4 * options.workers)
              .mapInArrow(study(base, options.doubt), "level long, rows long")
              .groupBy("level").sum("rows").sort("level").collect())
    took = time.monotonic() - begun
    rows = sum(count for _, count in counts)
    print(f"{rows:,} rows, {options.workers} workers, {took:.1f} s: {rows / took:,.0f} rows a second\n")
    print("| level | share |\n|---|---|")
    for level, count in counts:
        if count:
            print(f"| {level} | {100 * count / rows:.3f} % |")
    if options.pipe:
        pipe(session, base, options, rows / took)
    session.stop()


def pipe(session, base, options, by_arrow):
    """The same through `cmmm filter`: the records are made beforehand."""
    codes = varied(base, options.pipe_rows, options.doubt, 0).T.tolist()
    lines = [json.dumps({"enterprise_id": str(i), "weight_set": "discrete",
                         "answers": dict(zip(MODEL.requirements, row))}) for i, row in enumerate(codes)]
    records = session.sparkContext.parallelize(lines, 4 * options.workers).cache()
    records.count()
    command = f"{options.pipe} filter --grades codes --models {ROOT / 'models'}"
    begun = time.monotonic()
    levels = records.pipe(command, env=dict(os.environ)).map(lambda line: json.loads(line)["level"]).countByValue()
    took = time.monotonic() - begun
    rows = sum(levels.values())
    print(f"\n`pipe(\"cmmm filter\")`: {rows:,} rows, {took:.1f} s: {rows / took:,.0f} rows a second; "
          f"mapInArrow ÷ pipe: {by_arrow / (rows / took):.1f} (≥ 5)")


if __name__ == "__main__":
    main()
