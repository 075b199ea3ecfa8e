#!/usr/bin/env python3
"""The kernel's job by other means: NumPy, pandas, SQLite, a Python loop.

    references.py FOLDER

FOLDER is what export_rows wrote. Each way scores the same rows, must give the
same sums, and is left out with a line on standard error when it is not
installed. Prints one JSON object: assessments per second by name, the median
of several rounds of processor time, on one thread, as of the kernel; reading the
input and building tables is not counted.
"""
import array
import json
import pathlib
import sqlite3
import statistics
import sys
import time


def timed(count, work, rounds):
    """Runs `work`, which returns the sums, and gives assessments/s."""
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        result = work()
        seconds.append(time.process_time() - start)
    return count / statistics.median(seconds), result


def check(name, result, expected):
    if [int(value) for row in result for value in row] != list(expected):
        sys.exit(f"{name} gives other sums")


class Input:
    def __init__(self, folder):
        self.weights = json.loads((folder / "weights.json").read_text())
        self.items = len(self.weights["level"])
        self.levels = max(self.weights["level"]) + 1
        self.rows = (folder / "rows.bin").read_bytes()
        self.sums = array.array("q", (folder / "sums.bin").read_bytes())

    def expected(self, count):
        return self.sums[:count * self.levels]


def numpy_product(data, count):
    import numpy
    rows = numpy.frombuffer(data.rows, numpy.uint8, count * data.items)
    rows = rows.reshape(count, data.items)
    # Doubles: whole numbers below 2^53, so the product is exact.
    tenths = numpy.array(data.weights["tenths"], numpy.float64)
    weights = numpy.zeros((data.items, data.levels))
    weights[numpy.arange(data.items), data.weights["level"]] = (
        data.weights["factor"])
    return timed(count, lambda: tenths[rows] @ weights, 5)


def pandas_frame(data, count):
    import numpy
    import pandas
    rows = numpy.frombuffer(data.rows, numpy.uint8, count * data.items)
    frame = pandas.DataFrame(rows.reshape(count, data.items))
    tenths = dict(enumerate(data.weights["tenths"]))
    factor = pandas.Series(data.weights["factor"])
    level = pandas.Series(data.weights["level"])

    def work():
        gains = frame.apply(lambda column: column.map(tenths)) * factor
        return gains.T.groupby(level).sum().T.to_numpy()
    return timed(count, work, 3)


def sqlite_join(data, count):
    base = sqlite3.connect(":memory:")
    base.executescript("""
        CREATE TABLE item (id INTEGER PRIMARY KEY, level INT, factor INT);
        CREATE TABLE grade (code INTEGER PRIMARY KEY, tenths INT);
        CREATE TABLE answer (assessment INT, item INT, code INT);""")
    base.executemany("INSERT INTO item VALUES (?, ?, ?)", zip(
        range(data.items), data.weights["level"], data.weights["factor"]))
    base.executemany("INSERT INTO grade VALUES (?, ?)",
                     enumerate(data.weights["tenths"]))
    base.executemany("INSERT INTO answer VALUES (?, ?, ?)", (
        (i // data.items, i % data.items, data.rows[i])
        for i in range(count * data.items)))
    query = """
        SELECT assessment, level, SUM(factor * tenths) FROM answer
        JOIN item ON item.id = answer.item JOIN grade ON grade.code = answer.code
        GROUP BY assessment, level ORDER BY assessment, level"""
    return timed(count, lambda: [(row[2],) for row in base.execute(query)], 3)


def python_loop(data, count):
    factor, level = data.weights["factor"], data.weights["level"]
    tenths = data.weights["tenths"]

    def work():
        result = []
        for first in range(0, count * data.items, data.items):
            sums = [0] * data.levels
            row = data.rows[first:first + data.items]
            for code, weight, index in zip(row, factor, level):
                sums[index] += weight * tenths[code]
            result.append(sums)
        return result
    return timed(count, work, 3)


WAYS = [("NumPy look-up and matrix product", numpy_product, 100000),
        ("Python loop", python_loop, 5000),
        ("pandas", pandas_frame, 2000),
        ("SQLite", sqlite_join, 1000)]


def main():
    data = Input(pathlib.Path(sys.argv[1]))
    rates = {}
    for name, way, count in WAYS:
        try:
            rate, result = way(data, count)
        except ImportError as error:
            print(f"{name}: left out ({error})", file=sys.stderr)
            continue
        check(name, result, data.expected(count))
        rates[name] = rate
    print(json.dumps(rates, indent=1))


if __name__ == "__main__":
    main()
