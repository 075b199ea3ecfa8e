"""Every case of README.md is held by a test that is there. Usage: cases_test.py ROOT"""
import pathlib
import re
import sys

CASES = 37


def main():
    root = pathlib.Path(sys.argv[1])
    wrong, numbers, tests = [], [], 0
    for line in (root / "tests/cases/README.md").read_text(encoding="utf-8").splitlines():
        if not (match := re.match(r"\| (\d\d) \| ([^|]+) \| ([^|]+) \|$", line)):
            continue
        numbers.append(match[1])
        named = re.findall(r"`([^`:]+)::(\w+)\.(\w+)`", match[3])
        if not named:
            wrong.append(f"case {match[1]}: no test")
        for file, suite, test in named:
            tests += 1
            path = root / file
            pattern = rf"^TEST(_F|_P)?\({suite},\s+{test}\) \{{$"
            if not path.is_file() or not re.search(pattern, path.read_text(encoding="utf-8"), re.M):
                wrong.append(f"case {match[1]}: there is no {suite}.{test} in {file}")
    if sorted(set(numbers)) != numbers:
        wrong.append("numbers twice, or out of order")
    if len(numbers) != CASES:
        wrong.append(f"{len(numbers)} cases, not {CASES}")
    print("\n".join([*wrong, f"{len(numbers)} cases, {tests} tests, {len(wrong)} wrong"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
