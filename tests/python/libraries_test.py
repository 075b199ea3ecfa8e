"""Tables of the libraries that people have, all the same; interrupts, memory,
processes. Needs tests/python/requirements.txt."""
import multiprocessing
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import duckdb
import nanoarrow
import numpy
import pandas
import polars
import pyarrow
import pyarrow.parquet

import cmmm
from tools import MODEL, ROOT, SEED, WEIGHTS

N = 2000
WORDS = numpy.array(["", "not", "partly", "mostly", "fully"])


def make(rows=N, seed=SEED):
    random = numpy.random.default_rng(seed)
    codes = random.integers(1, 5, size=(len(MODEL.requirements), rows), dtype=numpy.uint8)
    return pyarrow.table({
        "enterprise_id": [f"E{i}" for i in range(rows)],
        **dict(zip(MODEL.requirements, codes)),
        "city": pyarrow.array([None if i % 3 == 0 else f"c{i}" for i in range(rows)])})


def score(table, **options):
    return MODEL.score_table(table, **{"weights": WEIGHTS, "grades": "codes", **options})


def _in_process(model, table):
    return score(table).to_arrow(), model.digest


class Libraries(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.table = make()
        cls.expected = score(cls.table).to_arrow()

    def same(self, found):
        self.assertTrue(pyarrow.table(found).combine_chunks().equals(self.expected.combine_chunks()))

    def test_pyarrow(self):
        self.same(score(pyarrow.Table.from_batches(self.table.to_batches(max_chunksize=77))))
        self.same(score(pyarrow.RecordBatchReader.from_batches(
            self.table.schema, iter(self.table.to_batches(max_chunksize=500)))))
        self.same(score(self.table.combine_chunks().to_batches()[0]))

    def test_polars(self):
        frame = polars.from_arrow(self.table)
        found = score(frame).to_polars()
        self.assertTrue(found.equals(polars.from_arrow(self.expected)))
        lazy = frame.lazy().filter(polars.col("enterprise_id") != "E5").collect()
        self.assertEqual(score(lazy).to_polars().height, N - 1)

    def test_words_in_every_encoding(self):
        words = polars.from_arrow(self.table).with_columns(
            polars.Series(name, WORDS[self.table[name].to_numpy()]) for name in MODEL.requirements)
        names = polars.selectors.by_name(MODEL.requirements)
        for frame in (words, words.with_columns(names.cast(polars.Categorical)),
                      words.with_columns(names.cast(polars.Enum(list(WORDS[1:]))))):
            self.assertTrue(score(frame, grades="auto").to_polars().equals(polars.from_arrow(self.expected)))

    def test_pandas(self):
        frame = self.table.to_pandas()
        found = score(frame).to_arrow().drop_columns("city")
        self.assertTrue(found.equals(self.expected.drop_columns("city")))
        missing = frame.astype({MODEL.requirements[0]: float})
        missing.loc[7, MODEL.requirements[0]] = numpy.nan
        scored = score(missing)
        self.assertEqual(len(scored.to_pandas()), N - 1)
        self.assertEqual(scored.rejects.to_pandas()["rule"].tolist(), ["answer.missing"])

    def test_nanoarrow(self):
        self.same(score(nanoarrow.ArrayStream(self.table)).to_arrow())

    def test_duckdb_over_parquet(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "answers.parquet")
            pyarrow.parquet.write_table(self.table, path)
            reading = duckdb.connect()  # two connections, as both streams are open at once
            rows = reading.sql(f"SELECT * FROM '{path}'")
            self.same(score(rows).to_arrow())
            scored = score(rows)
            levels = duckdb.sql("SELECT level, count(*) FROM scored GROUP BY level").fetchall()
            self.assertEqual(sum(count for _, count in levels), N)

    def test_columns_of_every_type_are_carried(self):
        more = {
            "flag": pyarrow.array([None if i % 5 == 0 else i % 2 == 0 for i in range(N)]),
            "day": pyarrow.array(numpy.arange(N).astype("datetime64[D]")),
            "when": pyarrow.array(numpy.arange(N).astype("datetime64[us]")),
            "money": pyarrow.array(range(N)).cast(pyarrow.decimal128(21, 2)),
            "kind": pyarrow.array(["a", None, "c", "d"] * (N // 4)).dictionary_encode(),
            "view": pyarrow.array([f"a text that is long {i}" for i in range(N)], pyarrow.string_view()),
            "bytes": pyarrow.array([b"x" * (i % 4) for i in range(N)], pyarrow.large_binary()),
            "fixed": pyarrow.array([b"abc"] * N, pyarrow.binary(3)), "nothing": pyarrow.nulls(N)}
        table = self.table
        for name, column in more.items():
            table = table.append_column(name, column)
        keep = numpy.arange(N) % 7 != 3
        broken = numpy.where(keep, self.table[MODEL.requirements[0]].to_numpy(), 0).astype(numpy.uint8)
        for part in (table, table.set_column(1, MODEL.requirements[0], pyarrow.array(broken))):
            found = score(part).to_arrow()
            found.validate(full=True)
            for name in more:
                values = table[name].to_pylist()
                if part is not table:
                    values = [value for value, is_kept in zip(values, keep) if is_kept]
                self.assertEqual(found[name].to_pylist(), values, name)

    def test_numbers_of_the_other_byte_order(self):
        # Arrow has none: who makes the table turns them, or says that it cannot.
        other = numpy.arange(N).astype(numpy.dtype(int).newbyteorder())
        with self.assertRaises(NotImplementedError):
            pyarrow.array(other)
        frame = self.table.to_pandas()
        frame["enterprise_id"] = other
        with self.assertRaisesRegex(NotImplementedError, "[Bb]yte"):
            score(frame)
        frame["enterprise_id"] = other.astype(int)
        self.assertEqual(score(frame).to_arrow()["enterprise_id"].to_pylist(), [str(i) for i in range(N)])

    def test_the_examples_of_the_manual(self):
        text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
        blocks = [block for block in re.findall(r"^```python\n(.*?)^```", text, re.M | re.S) if "spark" not in block]
        self.assertEqual(len(blocks), 2)
        folder, before = tempfile.mkdtemp(), os.getcwd()
        os.chdir(folder)
        try:
            os.mkdir("answers")
            pyarrow.parquet.write_table(self.table, "province.parquet")
            for part in range(2):
                pyarrow.parquet.write_table(self.table.slice(part * 1000, 1000), f"answers/{part}.parquet")
            names = {"model": MODEL}
            for block in blocks:
                exec(compile(block, "docs/python.md", "exec"), names)
            self.assertEqual(names["levels"].height, N)
            self.assertEqual(names["bad"].height, 0)
            self.assertEqual(pyarrow.parquet.read_table("scored.parquet").num_rows, N)
        finally:
            os.chdir(before)
            shutil.rmtree(folder)

    def test_lists_are_refused_by_name(self):
        with self.assertRaises(cmmm.InvalidData) as caught:
            score(self.table.append_column("tags", pyarrow.array([[1]] * N)))
        self.assertEqual([v.field for v in caught.exception.violations], ["tags"])


class Process(unittest.TestCase):
    def test_other_processes_score_alike(self):
        table = make(50)
        here = score(table).to_arrow()
        for method in ("fork", "spawn"):
            with multiprocessing.get_context(method).Pool(2) as pool:
                for there, digest in pool.starmap(_in_process, [(MODEL, table)] * 2):
                    self.assertTrue(there.equals(here))
                    self.assertEqual(digest, MODEL.digest)

    def test_threads_share_a_model(self):
        table, found = make(5000), []
        threads = [threading.Thread(target=lambda: found.append(score(table, threads=2).to_arrow()))
                   for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertTrue(all(one.equals(found[0]) for one in found))

    def test_a_frame_that_changes_is_read_as_it_is(self):
        columns = {name: numpy.full(200_000, 1, numpy.uint8) for name in MODEL.requirements}
        table = pyarrow.table({"enterprise_id": numpy.arange(200_000), **columns})
        over = threading.Event()

        def change():
            while not over.is_set():
                for column in columns.values():
                    column[:] = numpy.random.randint(0, 9)
        thread = threading.Thread(target=change)
        thread.start()
        try:
            scored = score(table)
            rows = scored.to_arrow().num_rows
            self.assertEqual(rows + scored.rejected, 200_000)
        finally:
            over.set()
            thread.join()

    def test_the_lock_is_free(self):
        reader = pyarrow.RecordBatchReader.from_stream(score(make(100_000), threads=1))
        ticks, over = [], threading.Event()

        def tick():
            while not over.wait(0.001):
                ticks.append(time.monotonic())
        thread = threading.Thread(target=tick)
        thread.start()
        reader.read_all()
        over.set()
        thread.join()
        self.assertGreater(len(ticks), 5)

    def test_an_interrupt_ends_it_within_a_tenth_of_a_second(self):
        code = (
            "import sys, time, pyarrow\n"
            "from libraries_test import make, score\n"
            "batch = make(20_000).to_batches()[0]\n"
            "long = pyarrow.Table.from_batches([batch] * 5000)\n"
            "scored = score(long, threads=int(sys.argv[1]))\n"
            "print('ready', flush=True)\n"
            "try:\n    scored.to_arrow()\n"
            "except KeyboardInterrupt:\n    print(time.time())\n")
        def taken(threads):
            child = subprocess.Popen([sys.executable, "-c", code, threads], stdout=subprocess.PIPE, text=True)
            self.assertEqual(child.stdout.readline(), "ready\n")
            time.sleep(0.2)
            sent = time.time()
            child.send_signal(signal.SIGINT)
            ended, _ = child.communicate(timeout=60)
            return float(ended) - sent

        for threads in ("1", "2"):  # one of five, as others may have the processors
            self.assertTrue(any(taken(threads) < 0.1 for _ in range(5)))

    def test_memory_is_flat(self):
        code = (
            "import resource, sys, pyarrow, cmmm\n"
            "from libraries_test import MODEL, make, score\n"
            "batch = make(8192).to_batches()[0]\n"
            "def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024\n"
            "def run(n):\n"
            "    reader = pyarrow.RecordBatchReader.from_batches(batch.schema, (batch for _ in range(n)))\n"
            "    return sum(b.num_rows for b in pyarrow.RecordBatchReader.from_stream(score(reader)))\n"
            "run(2); before = peak(); rows = run(int(sys.argv[1])); print(rows, peak() - before)\n")
        blocks = int(os.environ.get("CMMM_BLOCKS", "60"))
        done = subprocess.run([sys.executable, "-c", code, str(blocks)], capture_output=True, text=True,
                              check=True)
        rows, grown = done.stdout.split()
        self.assertEqual(int(rows), 8192 * blocks)
        self.assertLess(float(grown), 128)


if __name__ == "__main__":
    unittest.main()
