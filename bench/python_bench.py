#!/usr/bin/env python3
"""The Python package beside other ways to the same numbers, in one run: the
least of nine rounds in which all take turns, processor seconds, one thread.

    PYTHON bench/python_bench.py CMMM [--rows N]

PYTHON has the package and tests/python/requirements.txt (tools/wheel.sh), CMMM is
the command. Prints a table in Markdown.
"""
import argparse
import os
import subprocess
import sys
import tempfile
import time

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
import duckdb  # noqa: E402
import numpy  # noqa: E402
import pyarrow  # noqa: E402
import pyarrow.compute  # noqa: E402
import pyarrow.csv  # noqa: E402

import cmmm  # noqa: E402
from processor_time import folder_in_memory, run  # noqa: E402

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../tests/python"))
from reference import Reference  # noqa: E402

ROUNDS = 9
NUMPY_ROWS = 10_000  # that NumPy takes at once: they stay in the caches
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
        # Whole numbers below 2^53: the product is exact.
        self.matrix = numpy.array(self.reference.matrix, dtype=float)
        self.whole = numpy.array(self.reference.whole)
        self.tenths = numpy.array(self.reference.tenths, dtype=float)
        self.command, self.folder = command, folder
        self.csv = os.path.join(folder, "table.csv")
        pyarrow.csv.write_csv(self.table, self.csv, pyarrow.csv.WriteOptions(quoting_style="none"))
        self.duck = duckdb.connect()
        self.duck.execute("SET threads = 1")
        given = self.table  # noqa: F841, named by the query
        self.duck.execute("CREATE TABLE answers AS SELECT * FROM given")

    def score(self, view):
        return MODEL.score_table(self.table, weights=WEIGHTS, grades="codes", view=view, threads=1)

    def package(self, view="level"):
        return seconds(lambda: read(self.score(view)))

    def batch(self):
        words = [self.command, "batch", self.csv, "-o", "-", "--quiet", "--threads", "1", "--view",
                 "level", "--weights", WEIGHTS, "--grades", "codes"]
        return run(words, os.path.join(self.folder, "out.csv"))[0]

    def blocks(self):
        columns = [self.table[name].to_numpy() for name in MODEL.requirements]
        for begin in range(0, self.table.num_rows, NUMPY_ROWS):
            yield begin, numpy.stack([c[begin:begin + NUMPY_ROWS] for c in columns], axis=1)

    def numpy(self):
        """The sums of the levels and nothing else: neither scores nor levels."""
        def work():
            for _, block in self.blocks():
                self.tenths[block] @ self.matrix
        return seconds(work)

    def numpy_alike(self):
        """Every column that `package` gives, with the same values."""
        return seconds(lambda: [self.columns_by_numpy(*block) for block in self.blocks()])

    def columns_by_numpy(self, begin, block):
        definition = self.reference.definition
        if block.min() < 1 or block.max() > 4:
            raise ValueError("a question is open, or no grade")
        sums = (self.tenths[block] @ self.matrix).astype(numpy.int64)
        satisfied = 100 * sums >= definition["satisfied_at_percent"] * self.whole
        whole_levels = numpy.logical_and.accumulate(satisfied, axis=1).sum(axis=1)
        at = numpy.minimum(whole_levels, MODEL.level_count - 1)
        rest = numpy.where(whole_levels < MODEL.level_count, sums[numpy.arange(len(sums)), at], 0)
        divisor = numpy.gcd(rest, self.whole[at])
        below = self.whole[at] // divisor
        above = rest // divisor + whole_levels * below
        level = sum((100 * above >= band["from_percent"] * below).astype(numpy.int32)
                    for band in definition["bands"])
        scores = (10_000 * sums // self.whole) / 1e4
        text = [pyarrow.compute.cast(pyarrow.array(part), pyarrow.string()) for part in (above, below)]
        exact = pyarrow.compute.if_else(
            pyarrow.array(below == 1), text[0],
            pyarrow.compute.binary_join_element_wise(*text, "/"))
        ids = self.table["enterprise_id"].slice(begin, len(block)).combine_chunks()
        return pyarrow.table({
            "enterprise_id": pyarrow.compute.cast(ids, pyarrow.string()), "level": level,
            "total": (10_000 * above // below) / 1e4, "total_exact": exact,
            **{f"score_{k + 1}": scores[:, k] for k in range(MODEL.level_count)}})

    def check(self):
        """NumPy's columns are the package's."""
        begin, block = next(self.blocks())
        found = pyarrow.table(self.score("level")).slice(begin, len(block))
        assert found.to_pydict() == self.columns_by_numpy(begin, block).to_pydict()

    def duckdb(self):
        worth = self.tenths.tolist()
        sums = []
        for k in range(MODEL.level_count):
            terms = [f'{float(self.matrix[r][k] / self.whole[k])!r} * w["{name}" + 1]'
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
        ways.check()
        others = ("batch", "numpy", "numpy_alike", "duckdb")
        taken = {name: [] for name in ("package", "scorecard", *others)}
        for _ in range(ROUNDS):
            taken["package"].append(ways.package())
            taken["scorecard"].append(ways.package("scorecard"))
            for name in others:
                taken[name].append(getattr(ways, name)())
    call, engine = one_score()
    grown = float(subprocess.run([sys.executable, "-c", MEMORY, str(10_000_000 // 8192)],
                                 capture_output=True, text=True, check=True).stdout)

    def ratio(name):
        return min(taken[name]) / min(taken["package"])
    print(f"{options.rows:,} enterprises, whole numbers of one byte, one thread, processor seconds, "
          f"the least of {ROUNDS} rounds:\n")
    print("| what | s |\n|---|---|")
    names = {"package": '`score_table(view="level")`', "scorecard": "`score_table`",
             "batch": "`cmmm batch -o - --view level`, the same rows as CSV",
             "numpy": "NumPy, look-up and matrix product in `double`: the sums of the levels, no more",
             "numpy_alike": "NumPy and pyarrow, every column of `score_table(view=\"level\")`",
             "duckdb": "DuckDB, the same sums in `double`, from its own table"}
    for name, words in names.items():
        print(f"| {words} | {min(taken[name]):.3f} |")
    print("\n| goal | limit | measured | met |\n|---|---|---|---|")
    for words, limit, found, met in [
            ('`batch -o - --view level` ÷ `score_table(view="level")`', "≥ 2", ratio("batch"), ratio("batch") >= 2),
            ("NumPy, the sums alone, ÷ the same", "≥ 10", ratio("numpy"), ratio("numpy") >= 10),
            ("NumPy and pyarrow, every column, ÷ the same", "≥ 10", ratio("numpy_alike"),
             ratio("numpy_alike") >= 10),
            ("DuckDB ÷ the same", "≥ 3", ratio("duckdb"), ratio("duckdb") >= 3),
            (f"`model.score` of a dict, and its level ({call:.1f} µs) ÷ the engine ({engine:.1f} µs)",
             "≤ 5", call / engine, call / engine <= 5),
            ("memory above the batch, a stream of 10⁷ rows, MiB", "≤ 128", grown, grown <= 128)]:
        print(f"| {words} | {limit} | {found:.1f} | {'yes' if met else 'no'} |")


if __name__ == "__main__":
    main()
