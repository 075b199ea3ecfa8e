#!/usr/bin/env python3
"""Workbooks: `cmmm batch` beside openpyxl on the same table, one core.

    taskset -c 1 python3 bench/xlsx_bench.py CMMM [--rows N]

Makes two tables of N enterprises with openpyxl, one with Chinese words in its
grade cells and one with numbers. `cmmm batch` reads, scores and writes; openpyxl
only reads, every value once. Processor seconds (user + system) of whole
processes; of several rounds the least, of openpyxl one. Prints a table in
Markdown. Needs openpyxl (pip install openpyxl).
"""
import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile

import openpyxl

from processor_time import goal_row, least

WORDS = ["", "不满足", "部分满足", "大部分满足", "全部满足", "不适用"]
SCORES = ["", 0, 0.5, 0.8, 1, "N/A"]
READ = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only={read_only})
cells = 0
for row in book.active.iter_rows(values_only=True):
    cells += len(row)
assert cells > 0
"""


def make_book(rows, grades, path):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("table")
    header = rows[0]
    is_grade = [name.endswith("#code") for name in header]
    sheet.append([name.removesuffix("#code") for name in header])
    for row in rows[1:]:
        sheet.append([grades[int(cell or 0)] if grade else cell
                      for cell, grade in zip(row, is_grade)])
    book.save(path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cmmm")
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="cmmm_bench_")
    table = os.path.join(folder, "t.csv")
    subprocess.run([options.cmmm, "synthesize", "--n", str(options.rows), "-o",
                    table], check=True, stderr=subprocess.DEVNULL)
    with open(table, newline="", encoding="utf-8-sig") as stream:
        rows = list(csv.reader(stream))
    print(f"{options.rows:,} enterprises, {len(rows[0])} columns, openpyxl "
          f"{openpyxl.__version__}, one thread:\n")
    print("| table | MiB | `cmmm batch`, s | openpyxl, s | read-only mode, s | "
          "openpyxl ÷ cmmm | read-only ÷ cmmm |")
    print("|---|---|---|---|---|---|---|")
    goals = []
    for name, grades, style in (("words", WORDS, "words"),
                                ("scores", SCORES, "scores")):
        path = os.path.join(folder, name + ".xlsx")
        make_book(rows, grades, path)
        ours = least([options.cmmm, "batch", path, "-o",
                      os.path.join(folder, "out.csv"), "--force", "--quiet",
                      "--threads", "1", "--grades", style], options.rounds)
        whole = least([sys.executable, "-c", READ.format(read_only=False), path],
                      1)
        lean = least([sys.executable, "-c", READ.format(read_only=True), path], 1)
        print(f"| {name} | {os.path.getsize(path) / 2**20:.1f} | {ours:.2f} | "
              f"{whole:.1f} | {lean:.1f} | {whole / ours:.1f} | "
              f"{lean / ours:.1f} |")
        goals.append(goal_row(f"openpyxl ÷ `cmmm batch`, {name}", whole / ours,
                              20))
    print("\n| goal | at least | measured | met |\n|---|---|---|---|")
    print("\n".join(goals))
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
