#!/usr/bin/env python3
"""Counts the instructions of the hot paths and holds them to budgets.txt.

    budget_test.py HOT_PATHS_PROGRAM

Counts do not depend on the machine's load, so a change that makes a path
dearer is seen wherever the tests run. Exit code 77 (skipped) without valgrind,
or on another processor than the budgets are for.
A budget is what was counted in the `dev` preset plus a tenth.
"""
import concurrent.futures
import pathlib
import platform
import re
import shutil
import subprocess
import sys

COUNT = 20


def instructions(program, name):
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
         "--toggle-collect=cmmm::test::RunHotPath(*", program, name, str(COUNT)],
        capture_output=True, text=True)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not collected:
        sys.exit(f"{name} could not be counted:\n{done.stderr}")
    return int(collected.group(1)) // COUNT


def skipped():
    if shutil.which("valgrind") is None:
        return "valgrind is not installed, so nothing can be counted"
    if platform.machine() != "x86_64":
        return "the budgets are for x86-64"
    return None


def main():
    if reason := skipped():
        print(f"skipped: {reason}")
        return 77
    lines = pathlib.Path(__file__).with_name("budgets.txt").read_text("utf-8")
    budgets = {}
    for line in lines.splitlines():
        if line and not line.startswith("#"):
            name, budget = line.split()
            budgets[name] = int(budget)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        counts = pool.map(lambda name: instructions(sys.argv[1], name), budgets)
    over = 0
    print("| path | instructions | budget |\n|---|---|---|")
    for (name, budget), counted in zip(budgets.items(), counts):
        print(f"| {name} | {counted} | {budget} |")
        if not 0 < counted <= budget:
            over += 1
            print(f"{name} is over its budget", file=sys.stderr)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
