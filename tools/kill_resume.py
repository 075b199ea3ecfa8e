#!/usr/bin/env python3
"""Kills `cmmm batch` with SIGKILL at random moments, resumes it, and compares
every byte with a run that was never killed.

    tools/kill_resume.py CMMM [--rows N] [--kills N] [--threads N] [--seed N]

Each killed run is resumed, and the resumed run may be killed again; whenever one
comes to its end, results, rejects and manifest are compared, and the next begins
from nothing. Prints a line of counts; exit code 1 when a byte differed.
"""
import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time


def digest(path):
    sha = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            sha.update(piece)
    return sha.hexdigest()


def files_of(out):
    with open(out + ".manifest.json", encoding="utf-8") as file:
        manifest = json.load(file)
    for key in ("output", "rejects"):
        del manifest[key]["path"]
    return digest(out), digest(out + ".rejects.csv"), manifest


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cmmm")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    folder = tempfile.mkdtemp(prefix="cmmm_kill_")
    table = os.path.join(folder, "in.csv")
    whole = os.path.join(folder, "whole.csv")
    out = os.path.join(folder, "out.csv")
    quiet = {"stderr": subprocess.DEVNULL}

    def batch(path, *more):
        return [options.cmmm, "batch", table, "-o", path, "--quiet",
                "--threads", str(options.threads), *more]

    subprocess.run([options.cmmm, "synthesize", "--n", str(options.rows),
                    "-o", table], check=True, **quiet)
    # One row in a thousand cannot be scored.
    subprocess.run(["sed", "-i", "3~1000s/,[1-4]$/,x/", table], check=True)
    begun = time.monotonic()
    assert subprocess.run(batch(whole), **quiet).returncode == 65
    needed = time.monotonic() - begun
    expected = files_of(whole)
    kills = ends = wrong = 0
    while kills < options.kills:
        run = subprocess.Popen(batch(out, "--resume"), **quiet)
        try:
            run.wait(timeout=chance.uniform(0, needed))
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            kills += 1
            if kills < options.kills:
                continue
            subprocess.run(batch(out, "--resume"), **quiet)
        ends += 1
        wrong += files_of(out) != expected
        for name in os.listdir(folder):
            if name.startswith("out.csv"):
                os.remove(os.path.join(folder, name))
    rows = expected[2]
    print(f"{options.rows} rows, {kills} kills, {ends} runs to the end, "
          f"{wrong} of them different; {rows['scored']} scored + "
          f"{rows['rejected']} rejected = {rows['rows']} rows")
    shutil.rmtree(folder)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
