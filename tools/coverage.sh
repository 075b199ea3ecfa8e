#!/usr/bin/env bash
# Lines and branches that the tests run, room by room (kept in
# bench/results/coverage.txt when all of them ran), and every line of the
# engine's stages and questions with a branch that none of them takes. What
# exceptions would do is left out (cmake/CmmmCoverage.cmake), and so is a branch
# that cannot be taken, where the code says why:
#   if (…) …  // GCOVR_EXCL_BR_LINE: what makes it impossible
# The pages are in build/coverage/html/.
#   tools/coverage.sh [CTEST ARGUMENT…]
set -euo pipefail
cd "$(dirname "$0")/.."
rooms=(engine texts excel tables results batch portfolio report service server http cli)
tools/build.sh coverage
find build/coverage -name '*.gcda' -delete
CMMM_TEST_SAMPLES=${CMMM_TEST_SAMPLES:-200} \
  ctest --test-dir build/coverage -j "$(nproc)" -LE deep "$@" || true
mkdir -p build/coverage/html
# Not of what protoc made: it is not measured.
gcovr --root . --object-directory build/coverage -j "$(nproc)" \
  --gcov-ignore-parse-errors --exclude-throw-branches \
  --exclude-unreachable-branches $(printf -- '--filter %s/ ' "${rooms[@]}") \
  --json build/coverage/all.json \
  --html-details build/coverage/html/index.html \
  $(printf 'build/coverage/%s ' "${rooms[@]}" tests) >/dev/null
parts="request answers scoring levels gaps response bounds compare explain cover margin plan readiness"
kept=bench/results/coverage.txt
[ $# -eq 0 ] || kept=build/coverage/rooms.txt
{
  echo "$(date +%F), $(git describe --tags --always), without exceptions' branches"
  for room in "${rooms[@]}" $(printf 'engine/%s ' $parts); do
    [ -d "$room" ] || continue
    gcovr --root . --add-tracefile build/coverage/all.json --filter "$room/" \
      --json-summary - | python3 -c '
import json, sys
found = json.load(sys.stdin)
print("%-18s lines %5.1f %%  branches %5.1f %%" % (
    sys.argv[1], found["line_percent"] or 100, found["branch_percent"] or 100))' "$room"
  done
} | tee "$kept"
python3 - $parts <<'END'
import json, pathlib, sys

parts = {"engine/" + part for part in sys.argv[1:]}
for file in json.load(open("build/coverage/all.json"))["files"]:
    path = pathlib.Path(file["file"])
    if str(path.parent) not in parts and not (path.parent.name == "engine" and path.suffix == ".cc"):
        continue
    code = path.read_text(encoding="utf-8").splitlines()
    for line in file["lines"]:
        if line["gcovr/excluded"] or line["gcovr/noncode"]:
            continue
        taken = [branch["count"] > 0 for branch in line["branches"]]
        if line["count"] == 0 or not all(taken):
            number = line["line_number"]
            print(f"{path}:{number}: {taken.count(False)} of {len(taken)} branches not taken: "
                  f"{code[number - 1].strip()}")
END
