#!/usr/bin/env python3
"""The Python package beside other ways to the same numbers, in one run: the
medians of five rounds in which all take turns, processor seconds, one thread.

    PYTHON bench/python_bench.py CMMM [--rows N]

PYTHON has the package and tests/python/requirements.txt (tools/wheel.sh), CMMM is
the command. Prints a table in Markdown.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
import duckdb  # noqa: E402
import numpy  # noqa: E402
import pyarrow  # noqa: E402
import pyarrow.csv  # noqa: E402

import cmmm  # noqa: E402
from processor_time import folder_in_memory, run  # noqa: E402

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../tests/python"))
from reference import Reference  # noqa: E402

ROUNDS = 5
MODEL = cmmm.load()
WEIGHTS = MODEL.weight_sets[0]


def seconds(work):
    begun = time.process_time()
    work()
    return time.process_time() - begun


def read(stream):
    return sum(batch.num_rows for batch in pyarrow.RecordBatchReader.from_stream(stream))


class Ways:
    """One table, and the ways in which it is scored."""

    def __init__(self, rows, command, folder):
        random = numpy.random.default_rng(1)
        codes = random.integers(1, 5, size=(len(MODEL.requirements), rows), dtype=numpy.uint8)
        self.table = pyarrow.table({"enterprise_id": numpy.arange(rows),
                                    **dict(zip(MODEL.requirements, codes))})
        self.reference = Reference(MODEL.definition, WEIGHTS)
        self.matrix = numpy.array(self.reference.matrix, dtype=float) / self.reference.whole
        self.tenths = numpy.array(self.reference.tenths, dtype=float)
        self.command, self.folder = command, folder
        self.csv = os.path.join(folder, "table.csv")
        pyarrow.csv.write_csv(self.table, self.csv, pyarrow.csv.WriteOptions(quoting_style="none"))
        self.duck = duckdb.connect()
        self.duck.execute("SET threads = 1")
        given = self.table  # noqa: F841, named by the query
        self.duck.execute("CREATE TABLE answers AS SELECT * FROM given")

    def package(self, view="level", **options):
        return seconds(lambda: read(MODEL.score_table(
            self.table, weights=WEIGHTS, grades="codes", view=view, threads=1, **options)))

    def batch(self):
        words = [self.command, "batch", self.csv, "-o", "-", "--quiet", "--threads", "1", "--view",
                 "level", "--weights", WEIGHTS, "--grades", "codes"]
        return run(words, os.path.join(self.folder, "out.csv"))[0]

    def numpy(self):
        columns = [self.table[name].to_numpy() for name in MODEL.requirements]

        def work():
            for begin in range(0, len(columns[0]), 10_000):
                block = numpy.stack([c[begin:begin + 10_000] for c in columns], axis=1)
                self.tenths[block] @ self.matrix
        return seconds(work)

    def duckdb(self):
        worth = self.tenths.tolist()
        sums = []
        for k in range(MODEL.level_count):
            terms = [f'{float(self.matrix[r][k])!r} * w["{name}" + 1]'
                     for r, name in enumerate(MODEL.requirements) if self.matrix[r][k]]
            sums.append(" + ".join(terms) + f" AS s{k + 1}")
        query = (f"CREATE OR REPLACE TEMP TABLE out AS SELECT enterprise_id, {', '.join(sums)} "
                 f"FROM (SELECT *, {worth}::DOUBLE[] AS w FROM answers)")
        return seconds(lambda: self.duck.execute(query).fetchall())


def one_score():
    """Microseconds of a call from a dict, and of the engine within."""
    answers = dict.fromkeys(MODEL.requirements, "mostly")
    ready = MODEL.score(answers, weights=WEIGHTS)._scored.assessment
    native = MODEL._native
    call = min(seconds(lambda: [MODEL.score(answers, weights=WEIGHTS).level for _ in range(5000)])
               for _ in range(ROUNDS)) / 5000 * 1e6
    engine = min(seconds(lambda: [native.score(ready) for _ in range(5000)])
                 for _ in range(ROUNDS)) / 5000 * 1e6
    return call, engine


MEMORY = """
import resource, sys, numpy, pyarrow, cmmm
model = cmmm.load()
batch = pyarrow.table({"enterprise_id": numpy.arange(8192), **{name: numpy.full(8192, 3, numpy.uint8)
                       for name in model.requirements}}).to_batches()[0]
def run(n):
    source = pyarrow.RecordBatchReader.from_batches(batch.schema, (batch for _ in range(n)))
    scored = model.score_table(source, weights=model.weight_sets[0], grades="codes", threads=2)
    return sum(b.num_rows for b in pyarrow.RecordBatchReader.from_stream(scored))
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
run(2); before = peak(); run(int(sys.argv[1])); print(peak() - before)
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command")
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    folder = folder_in_memory()
    with tempfile.TemporaryDirectory(dir=folder) as inside:
        ways = Ways(options.rows, options.command, inside)
        taken = {name: [] for name in ("package", "scorecard", "batch", "numpy", "duckdb")}
        for _ in range(ROUNDS):
            taken["package"].append(ways.package())
            taken["scorecard"].append(ways.package("scorecard"))
            for name in ("batch", "numpy", "duckdb"):
                taken[name].append(getattr(ways, name)())
    call, engine = one_score()
    grown = float(subprocess.run([sys.executable, "-c", MEMORY, str(10_000_000 // 8192)],
                                 capture_output=True, text=True, check=True).stdout)

    def ratio(name):
        return statistics.median(other / own for other, own in zip(taken[name], taken["package"]))
    print(f"{options.rows:,} enterprises, whole numbers of one byte, one thread, processor seconds, "
          f"medians of {ROUNDS} rounds:\n")
    print("| what | s |\n|---|---|")
    names = {"package": '`score_table(view="level")`', "scorecard": "`score_table`",
             "batch": "`cmmm batch -o - --view level`, the same rows as CSV",
             "numpy": "NumPy, look-up and matrix product in `double`",
             "duckdb": "DuckDB, the same sums in `double`, from its own table"}
    for name, words in names.items():
        print(f"| {words} | {statistics.median(taken[name]):.3f} |")
    print("\n| goal | limit | measured | met |\n|---|---|---|---|")
    for words, limit, found, met in [
            ('`batch -o - --view level` ÷ `score_table(view="level")`', "≥ 2", ratio("batch"), ratio("batch") >= 2),
            ("NumPy ÷ the same", "≥ 10", ratio("numpy"), ratio("numpy") >= 10),
            ("DuckDB ÷ the same", "≥ 3", ratio("duckdb"), ratio("duckdb") >= 3),
            (f"`model.score` of a dict, and its level ({call:.1f} µs) ÷ the engine ({engine:.1f} µs)",
             "≤ 5", call / engine, call / engine <= 5),
            ("memory above the batch, a stream of 10⁷ rows, MiB", "≤ 128", grown, grown <= 128)]:
        print(f"| {words} | {limit} | {found:.1f} | {'yes' if met else 'no'} |")


if __name__ == "__main__":
    main()
