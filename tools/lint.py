#!/usr/bin/env python3
"""clang-tidy over our own sources, ten at a time as they are compiled: the headers
that they share are read once, so everything takes minutes.

    tools/lint.py          the units with what changed
    tools/lint.py --all    everything

What changed is compared with the merge base of main, or with the commit before
when HEAD is main itself; a file that only moved did not change. A source is
linted when it changed or includes, however deep, a header or a message that did;
a change of .clang-tidy or of this file concerns everything. The time is bounded
by that of --all, about three minutes on two cores.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = ROOT / "build/lint"
INCLUDE = re.compile(r'^\s*(?:#\s*include|import)\s+"([^"]+)"', re.M)


def git(*arguments):
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def base():
    head = git("rev-parse", "HEAD")
    for main in ("origin/main", "main"):
        found = git("merge-base", "HEAD", main)
        if found and found != head:
            return found
    return git("rev-parse", "HEAD~1")


def changed():
    """The files that changed, or None: everything counts as changed."""
    since = base()
    if since is None:
        return None
    files = set(git("ls-files", "--others", "--exclude-standard").splitlines())
    for line in git("diff", "--name-status", "-M", since).splitlines():
        status, *names = line.split("\t")
        if status not in ("D", "R100"):
            files.add(names[-1])
    return None if files & {".clang-tidy", "tools/lint.py"} else files


def included(name):
    """The file of the repository that an include means, if it is ours."""
    proto = re.sub(r"(\.grpc)?\.pb\.h$", ".proto", name)
    for path in (name, f"proto/{proto}"):
        if (ROOT / path).is_file():
            return path
    return None


def reached(path, known):
    """The file and all of our files that it includes."""
    if path not in known:
        known[path] = {path}
        for name in INCLUDE.findall((ROOT / path).read_text("utf-8")):
            if other := included(name):
                known[path] |= reached(other, known)
    return known[path]


def units():
    """Every unit with the sources that it joins."""
    found = {}
    for command in json.loads((BUILD / "compile_commands.json").read_text("utf-8")):
        unit = pathlib.Path(command["file"])
        if unit.name.endswith((".pb.cc", ".grpc.pb.cc")):
            continue
        parts = [unit]
        if BUILD in unit.parents:
            parts = [pathlib.Path(name) for name in INCLUDE.findall(unit.read_text("utf-8"))]
        found[str(unit)] = [str(part.relative_to(ROOT)) for part in parts]
    return found


def tidy(unit):
    return subprocess.run(["clang-tidy-14", "--quiet", "-p", str(BUILD), unit],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def main():
    subprocess.run([ROOT / "tools/build.sh", "lint"], check=True, stdout=subprocess.DEVNULL)
    every = units()
    wanted = every
    files = None if "--all" in sys.argv else changed()
    if files is not None:
        known = {}
        wanted = {unit for unit, sources in every.items()
                  if any(reached(source, known) & files for source in sources)}
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in pool.map(tidy, sorted(wanted)):
            failed += done.returncode != 0
            print(done.stdout, end="")
    sources = sum(len(every[unit]) for unit in wanted)
    print(f"{sources} of {sum(map(len, every.values()))} sources linted, in {len(wanted)} units")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
