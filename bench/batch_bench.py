#!/usr/bin/env python3
"""Tables: `cmmm batch` beside DuckDB doing the same sums, `wc -l` and pandas on the
same file, one core, and its memory by size.

    taskset -c 1 python3 bench/batch_bench.py CMMM [--rows N] [--folder DIR]

Times are processor seconds (user + system) of whole processes; the files lie in
memory (/dev/shm, where there is room), or in DIR, whose file system has its share
of the times; of several rounds, in which all take turns, the least. Prints a table
in Markdown. DuckDB and pandas are left out where the Python that runs this, or the
system's, does not have them.
"""
import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile

from processor_time import folder_in_memory, goal_row, least, run

PANDAS = "import sys, pandas; pandas.read_csv(sys.argv[1])"
DUCKDB = "DuckDB, the same sums in `double`, into a file"
ROUNDS = 7
FILE = "`batch -o FILE --view level`, with a manifest"
STREAM = "`batch -o - --view level`, into a file"
SCORECARD = "`batch -o FILE --view scorecard`"


def measure(options, folder, whole):
    """Processor seconds by what was run."""
    def batch(view, out):
        return [options.cmmm, "batch", whole, "-o", out, "--force", "--quiet",
                "--threads", "1", "--view", view]

    results = os.path.join(folder, "out.csv")
    stream = os.path.join(folder, "stream.csv")
    programs = [("`wc -l`", ["wc", "-l", whole], os.devnull),
                (STREAM, batch("level", "-"), stream),
                (FILE, batch("level", results), os.devnull),
                (SCORECARD, batch("scorecard", results), os.devnull)]
    if importlib.util.find_spec("duckdb"):
        script = os.path.join(os.path.dirname(__file__), "duckdb_batch.py")
        programs.append((DUCKDB, [sys.executable, script, whole,
                                  os.path.join(folder, "duckdb.csv")], os.devnull))
    seconds = {}
    for _ in range(ROUNDS):
        for name, words, out in programs:
            used = run(words, out)[0]
            seconds[name] = min(used, seconds.get(name, used))
    return seconds


def pandas_seconds(options, tenth):
    """Of the whole table, by a tenth of it; None without pandas."""
    python = shutil.which("python3", path="/usr/bin") or "python3"
    if subprocess.run([python, "-c", "import pandas"],
                      stderr=subprocess.DEVNULL).returncode != 0:
        return None
    empty = least([python, "-c", "import pandas"], 3)
    s = least([python, "-c", PANDAS, tenth], 3) - empty
    return s * options.rows / (options.rows // 10)


def memory(options, folder, path, threads):
    """Peak memory in MiB."""
    return run([options.cmmm, "batch", path, "-o",
                os.path.join(folder, "memory.csv"), "--force", "--quiet",
                "--threads", str(threads)])[1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cmmm")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--folder", default=folder_in_memory(),
                        help="where the files lie")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="cmmm_bench_", dir=options.folder)

    def table(rows):
        path = os.path.join(folder, f"{rows}.csv")
        subprocess.run([options.cmmm, "synthesize", "--n", str(rows), "-o", path],
                       check=True, stderr=subprocess.DEVNULL)
        return path

    whole, tenth = table(options.rows), table(options.rows // 10)
    mib = os.path.getsize(whole) / 2**20
    seconds = measure(options, folder, whole)
    wc = seconds["`wc -l`"]
    pandas = pandas_seconds(options, tenth)
    if pandas:
        seconds["pandas, reading only (a tenth, times ten)"] = pandas
    print(f"{options.rows:,} enterprises, {mib:,.0f} MiB, one thread, processor "
          f"seconds, the least of {ROUNDS} rounds:\n")
    print("| what | s | MiB/s | ÷ `wc -l` |\n|---|---|---|---|")
    for name, s in seconds.items():
        print(f"| {name} | {s:.3f} | {mib / s:,.0f} | {wc / s:.3f} |")
    print("\n| goal | at least | measured | met |\n|---|---|---|---|")
    if DUCKDB in seconds:
        print(goal_row(f"{FILE} ÷ DuckDB", seconds[DUCKDB] / seconds[FILE], 8))
    idle = memory(options, folder, table(1), 2)
    print("\n| enterprises | peak memory above one enterprise, MiB |\n|---|---|")
    for path, rows in ((tenth, options.rows // 10), (whole, options.rows)):
        peak = memory(options, folder, path, 2) - idle
        print(f"| {rows:,} (two threads) | {peak:.1f} |")
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
