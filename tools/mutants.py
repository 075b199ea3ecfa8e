#!/usr/bin/env python3
"""Changes one operator or constant at a time in the engine's stages and
questions, builds, and runs their tests: a change that no test sees survived.

    tools/mutants.py [--count N] [--seed N] [--only REGEX] [--list]

Works on a copy in build/mutants/, never on the sources. A survivor ends up in
build/mutants/survivors.txt as

    engine/cover/cover.cc:120: `a < b` became `a <= b`

Those that mean the same as before are explained in tests/mutants.txt, by file,
code and change, and do not count. Exit code 1 when fewer than 95 % died.
"""
import argparse
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
WORK = ROOT / "build/mutants"
STAGES = ["request", "answers", "scoring", "levels", "gaps", "response", "bounds", "compare", "explain", "cover", "margin", "plan", "readiness"]
# Cheapest first; a mutant is dead as soon as one fails or does not end.
TESTS = ["engine_test", "conformance_test", "oracle_test", "laws_test", "plan_test"]
SECONDS = 120
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


def run(command, seconds=None, **more):
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              timeout=seconds, **more).returncode
    except subprocess.TimeoutExpired:
        return -1


def build():
    return run(["cmake", "--build", WORK / "build", "--target", "cmmm", *TESTS])


def killer():
    """The first test that fails; None when all pass."""
    environment = dict(os.environ, CMMM_TEST_SAMPLES="300", RC_PARAMS="max_success=40",
                       GTEST_BRIEF="1")
    for test in TESTS:
        if run([WORK / "build/tests" / test, "--gtest_fail_fast"], SECONDS, cwd=WORK / "src",
               env=environment) != 0:
            return test
    return None


def explained():
    path = ROOT / "tests/mutants.txt"
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return {line for line in lines if line.startswith("engine/")}


def prepare():
    shutil.rmtree(WORK / "src", ignore_errors=True)
    (WORK / "src").mkdir(parents=True)
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-cf", WORK / "src.tar", "--null", "-T", "-"], cwd=ROOT, check=True, input=files)
    subprocess.run(["tar", "-xf", WORK / "src.tar", "-C", WORK / "src"], check=True)
    subprocess.run(["cmake", "-S", WORK / "src", "-B", WORK / "build", "-G", "Ninja",
                    "-DCMAKE_BUILD_TYPE=None", "-DCMAKE_CXX_FLAGS=-O1", "-DCMMM_WERROR=OFF"],
                   check=True, stdout=subprocess.DEVNULL)
    if build() != 0 or (failed := killer()) is not None:
        sys.exit("the copy does not build, or its tests fail without any change")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--list", action="store_true", help="only say what there is")
    options = parser.parse_args()
    every = [(path, *mutant) for stage in STAGES
             for path in sorted((ROOT / "engine" / stage).glob("*.cc")) if re.search(options.only, str(path))
             for mutant in mutants_of(path)]
    print(f"{len(every)} changes are possible")
    if options.list:
        return 0
    prepare()
    chosen = random.Random(options.seed).sample(every, min(options.count, len(every)))
    same = explained()
    survivors, dead, not_built = [], 0, 0
    begun = time.monotonic()
    for path, number, code, changed in sorted(chosen):
        name = path.relative_to(ROOT)
        copy = WORK / "src" / name
        before = copy.read_text("utf-8")
        lines = before.splitlines(keepends=True)
        lines[number - 1] = changed + "\n"
        copy.write_text("".join(lines), "utf-8")
        said = f"`{code.strip()}` became `{changed.strip()}`"
        if build() != 0:
            not_built += 1
        elif (test := killer()) is not None:
            dead += 1
        elif f"{name}: {said}" not in same:
            survivors.append(f"{name}:{number}: {said}")
            print(survivors[-1], flush=True)
        copy.write_text(before, "utf-8")
    (WORK / "survivors.txt").write_text("".join(line + "\n" for line in survivors), "utf-8")
    counted = dead + len(survivors)
    print(f"{counted} mutants, {dead} dead, {len(survivors)} survived, {not_built} did not compile, "
          f"{time.monotonic() - begun:.0f} s")
    return 0 if dead >= 0.95 * counted else 1


if __name__ == "__main__":
    sys.exit(main())
