#!/usr/bin/env python3
"""Changes one operator or constant at a time in the engine's stages and
questions and runs their tests: a change that no test sees survived.

    tools/mutants.py [--count N] [--seed N] [--only REGEX] [--jobs N]
                     [--minutes N] [--list]

A change costs one source compiled, and one test program linked and run at a
time, the one that found most in that source first: the programs' own objects
are those of build/dev, and so is what of the engine is not changed; all else goes to
build/mutants/. The sources are never touched. A survivor is printed as

    engine/cover/cover.cc:120: `a < b` became `a <= b`

Those that mean the same as before are explained in tests/mutants.txt, by file,
code and change, and do not count. Exit code 1 when fewer than 95 % died.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import queue
import random
import re
import shutil
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
DEV = ROOT / "build/dev"
WORK = ROOT / "build/mutants"
ARCHIVE = "engine/libcmmm_engine.a"
STAGES = ["request", "answers", "scoring", "levels", "gaps", "response", "bounds", "compare", "explain", "cover", "margin", "plan", "readiness"]
TESTS = ["engine_test", "conformance_test", "oracle_test", "laws_test", "plan_test"]
ENVIRONMENT = dict(os.environ, CMMM_TEST_SAMPLES="300", RC_PARAMS="max_success=40", GTEST_BRIEF="1",
                   GTEST_FILTER="-GlpkTest.*")
# The project's formatting puts blanks around a binary operator, so that `<` of a
# template is never one.
CHANGES = [(" < ", " <= "), (" <= ", " < "), (" > ", " >= "), (" >= ", " > "),
           (" == ", " != "), (" != ", " == "), (" + ", " - "), (" - ", " + "),
           (" * ", " + "), (" && ", " || "), (" || ", " && "), (" += ", " -= "),
           (" -= ", " += "), ("++", "--"), ("return true", "return false"),
           ("return false", "return true")]
NUMBER = re.compile(r"(?<![\w.\"'])(\d+)(?![\w.\"'])")


def mutants_of(path):
    """(line number, code, changed code) for everything that can be changed."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        code = line.split("//")[0].rstrip()
        if not code.strip() or code.lstrip().startswith(("#", "using", "namespace", "template")):
            continue
        if '"' in code or "DCHECK" in code or "assert(" in code:
            continue
        for old, new in CHANGES:
            for found in re.finditer(re.escape(old), code):
                yield number, code, code[:found.start()] + new + code[found.end():]
        for found in NUMBER.finditer(code):
            more = str(int(found.group(1)) + 1)
            yield number, code, code[:found.start()] + more + code[found.end():]


def units():
    """What build/dev compiles together: an object, and its sources."""
    folder = DEV / "engine/CMakeFiles/cmmm_engine.dir"
    for unit in sorted((folder / "Unity").glob("*.cxx")):
        yield unit.with_name(unit.name + ".o"), [pathlib.Path(p) for p in re.findall(r'#include "(.*)"', unit.read_text("utf-8"))]
    yield folder / "scoring/score_block.cc.o", [ROOT / "engine/scoring/score_block.cc"]


class Bench:
    """Compiles, links and runs; one place of its own for each thread."""

    def __init__(self):
        commands = json.loads((DEV / "compile_commands.json").read_text("utf-8"))
        unit = next(c["command"] for c in commands if "cmmm_engine.dir/Unity" in c["file"])
        flags = re.sub(r" -o \S+ -c \S+$", "", unit)
        # What is one beyond the end of a vector is seen, as sanitizers see it.
        self.compiler = re.sub(r" -(O2|g1|Werror)\b", "", flags) + " -O1 -w -D_GLIBCXX_ASSERTIONS"
        self.linkers = {test: self.link_command(test) for test in TESTS}
        self.seconds = {}
        self.kills = collections.Counter()
        self.lock = threading.Lock()

    @staticmethod
    def link_command(test):
        said = subprocess.run(["ninja", "-C", DEV, "-t", "commands", test], check=True,
                              capture_output=True, text=True).stdout.splitlines()[-1]
        gold = " -fuse-ld=gold" if shutil.which("ld.gold") else ""
        assert ARCHIVE in said, said
        return lambda output, objects: (
            said.replace(f"-o tests/{test}", f"-o {output}{gold} -Wl,--strip-debug")
                .replace(ARCHIVE, f"{objects} {WORK}/engine.a", 1).replace(ARCHIVE, ""))

    def compile(self, source, output, overlay):
        # What includes itself finds the changed text, too.
        command = self.compiler.replace(" -I", f" -I{overlay} -I", 1)
        if source.is_relative_to(ROOT / "engine") and shutil.which("ccache"):
            command = "ccache " + command
        return run(f"{command} -o {output} -c {source}", cwd=DEV) == 0

    def killer(self, place, name, objects):
        """The first test that fails or does not end; None when all pass."""
        for test in sorted(TESTS, key=lambda t: (-self.kills[name, t], self.seconds.get(t, 0))):
            program = place / test
            if run(self.linkers[test](program, objects), cwd=DEV) != 0:
                return "linker"
            begun = time.monotonic()
            limit = 10 + 10 * self.seconds[test] if test in self.seconds else 900
            if run(f"ulimit -v 8000000; exec {program} --gtest_fail_fast", limit, cwd=ROOT) != 0:
                with self.lock:
                    self.kills[name, test] += 1
                return test
            self.seconds.setdefault(test, time.monotonic() - begun)
        return None


def run(command, seconds=None, **more):
    with subprocess.Popen(command, shell=True, executable="/bin/bash", stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, env=ENVIRONMENT, **more) as process:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return -1


def prepare(jobs, changed):
    """The programs of build/dev, and one by one the sources of the units with
    one that is to be changed."""
    subprocess.run([ROOT / "tools/build.sh", "dev", *TESTS], check=True)
    shutil.rmtree(WORK, ignore_errors=True)
    (WORK / "objects").mkdir(parents=True)
    bench = Bench()
    objects, single = [], []
    for unit, sources in units():
        if changed.isdisjoint(sources):
            objects.append(unit)
        else:
            single += sources
    for source in single:
        objects.append(WORK / "objects" / (str(source.relative_to(ROOT)).replace("/", "+") + ".o"))
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        compiled = pool.map(lambda s, o: bench.compile(s, o, ROOT), single, objects[len(objects) - len(single):])
        if not all(compiled):
            sys.exit("the engine does not compile source by source")
    subprocess.run(["ar", "crP", WORK / "engine.a", *objects], check=True)
    if (failed := bench.killer(WORK, "", "")) is not None:
        sys.exit(f"without any change: {failed} fails")
    print("tests: " + ", ".join(f"{test} {bench.seconds[test]:.1f} s" for test in TESTS), flush=True)
    return bench


def said_of(path, code, changed):
    return f"{path.relative_to(ROOT)}: `{code.strip()}` became `{changed.strip()}`"


def explained():
    """What tests/mutants.txt explains; all of it must still be possible."""
    lines = (ROOT / "tests/mutants.txt").read_text("utf-8").splitlines()
    lines = {line for line in lines if line.startswith("engine/")}
    possible = {said_of(path, code, changed) for path in {ROOT / line.split(":")[0] for line in lines}
                for _, code, changed in mutants_of(path)}
    if lines - possible:
        sys.exit("tests/mutants.txt explains what is no change:\n" + "\n".join(sorted(lines - possible)))
    return lines


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--minutes", type=float, default=1e9, help="leave out what is not begun by then")
    parser.add_argument("--list", action="store_true", help="only say what there is")
    options = parser.parse_args()
    every = [(path, *mutant) for stage in STAGES
             for path in sorted((ROOT / "engine" / stage).glob("*.cc")) if re.search(options.only, str(path))
             for mutant in mutants_of(path)]
    print(f"{len(every)} changes are possible")
    same = explained()
    if options.list:
        return 0
    chosen = random.Random(options.seed).sample(every, min(options.count, len(every)))
    bench = prepare(options.jobs, {path for path, *_ in chosen})
    begun = time.monotonic()
    rooms = collections.defaultdict(collections.Counter)
    places = queue.SimpleQueue()
    for job in range(options.jobs):
        places.put(WORK / str(job))

    def judge(mutant):
        if time.monotonic() - begun > 60 * options.minutes:
            return
        path, number, code, changed = mutant
        name = path.relative_to(ROOT)
        place = places.get()
        copy = place / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        lines = path.read_text("utf-8").splitlines(keepends=True)
        lines[number - 1] = changed + "\n"
        copy.write_text("".join(lines), "utf-8")
        said = said_of(path, code, changed)
        if said in same:
            fate = "same"
        elif not bench.compile(copy, place / "changed.o", place):
            fate = "not compiled"
        elif (test := bench.killer(place, name, place / "changed.o")) is not None:
            fate = "dead" if test != "linker" else "not compiled"
        else:
            fate = "survived"
            print(said.replace(": ", f":{number}: ", 1), flush=True)
        copy.unlink()
        places.put(place)
        rooms[name.parent.name][fate] += 1

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for _ in pool.map(judge, chosen):
            pass
    total = sum(rooms.values(), collections.Counter())
    fates = ["dead", "survived", "same", "not compiled"]
    print(f"\n{'':12}" + "".join(f"{fate:>14}" for fate in fates))
    for room in [stage for stage in STAGES if stage in rooms]:
        print(f"{room:12}" + "".join(f"{rooms[room][fate]:14}" for fate in fates))
    print(f"{'all':12}" + "".join(f"{total[fate]:14}" for fate in fates))
    counted = total["dead"] + total["survived"]
    print(f"{time.strftime('%Y-%m-%d')}, seed {options.seed}: {total['dead']} of {counted} died, "
          f"{total['dead'] / max(counted, 1):.1%}, in {time.monotonic() - begun:.0f} s")
    return 0 if total["dead"] >= 0.95 * counted else 1


if __name__ == "__main__":
    sys.exit(main())
