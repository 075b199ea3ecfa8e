#!/usr/bin/env python3
"""Tables: `cmmm batch` beside `wc -l` and pandas on the same file, one core, and
its memory by size.

    taskset -c 1 python3 bench/batch_bench.py CMMM [--rows N]

Times are processor seconds (user + system) of whole processes, files in memory;
of several rounds the least. Prints a table in Markdown. pandas is left out
where it is not installed.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

PANDAS = "import sys, pandas; pandas.read_csv(sys.argv[1])"


def run(words):
    """Processor seconds and peak memory in MiB of a process."""
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os.execvp(words[0], words)
    _, status, used = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 65):
        sys.exit(f"failed: {' '.join(words)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def least(words, rounds=5):
    return min(run(words)[0] for _ in range(rounds))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cmmm")
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="cmmm_bench_")

    def table(rows):
        path = os.path.join(folder, f"{rows}.csv")
        subprocess.run([options.cmmm, "synthesize", "--n", str(rows), "-o", path],
                       check=True, stderr=subprocess.DEVNULL)
        return path

    def batch(path, view):
        return [options.cmmm, "batch", path, "-o", os.path.join(folder, "out.csv"),
                "--force", "--quiet", "--threads", "1", "--view", view]

    whole = table(options.rows)
    tenth = table(options.rows // 10)
    mib = os.path.getsize(whole) / 2**20
    wc = least(["wc", "-l", whole])
    print(f"{options.rows:,} enterprises, {mib:,.0f} MiB, one thread:\n")
    print("| what | s | MiB/s | ÷ `wc -l` |\n|---|---|---|---|")
    print(f"| `wc -l` | {wc:.2f} | {mib / wc:,.0f} | 1 |")
    seconds = {}
    for view in ("level", "scorecard"):
        seconds[view] = least(batch(whole, view))
        s = seconds[view]
        print(f"| `batch --view {view}` | {s:.2f} | {mib / s:,.0f} | {wc / s:.3f} |")
    python = shutil.which("python3", path="/usr/bin") or "python3"
    if subprocess.run([python, "-c", "import pandas"],
                      stderr=subprocess.DEVNULL).returncode == 0:
        empty = least([python, "-c", "import pandas"])
        s = least([python, "-c", PANDAS, tenth], 3) - empty
        s *= options.rows / (options.rows // 10)
        print(f"| pandas, reading only (a tenth, times ten) | {s:.2f} | "
              f"{mib / s:,.0f} | {wc / s:.3f} |")
        print(f"\n`batch --view level` ÷ pandas reading: "
              f"{s / seconds['level']:.1f} ×")
    idle = run([options.cmmm, "batch", table(1), "-o",
                os.path.join(folder, "idle.csv"), "--quiet"])[1]
    print("\n| enterprises | peak memory above one enterprise, MiB |\n|---|---|")
    for path, rows in ((tenth, options.rows // 10), (whole, options.rows)):
        words = batch(path, "scorecard")
        words[words.index("--threads") + 1] = "2"
        print(f"| {rows:,} (two threads) | {run(words)[1] - idle:.1f} |")
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
