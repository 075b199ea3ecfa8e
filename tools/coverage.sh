#!/usr/bin/env bash
# Lines and branches that the tests run, room by room, and every branch of the
# engine that none of them takes. Branches of exceptions, which are never thrown,
# are left out. The pages are in build/coverage/html/.
#   tools/coverage.sh [CTEST ARGUMENT…]
set -euo pipefail
cd "$(dirname "$0")/.."
rooms=(engine texts excel tables results batch portfolio report service server http cli)
tools/build.sh coverage
find build/coverage -name '*.gcda' -delete
CMMM_TEST_SAMPLES=${CMMM_TEST_SAMPLES:-200} \
  ctest --test-dir build/coverage -j "$(nproc)" -LE deep "$@" || true
mkdir -p build/coverage/html
gcovr --root . --object-directory build/coverage -j "$(nproc)" \
  --gcov-ignore-parse-errors --exclude-throw-branches \
  --exclude-unreachable-branches $(printf -- '--filter %s/ ' "${rooms[@]}") \
  --json build/coverage/all.json \
  --html-details build/coverage/html/index.html >/dev/null
for room in "${rooms[@]}" engine/{request,answers,scoring,levels,gaps,response} \
  engine/{bounds,compare,explain,cover,margin,plan,readiness}; do
  [ -d "$room" ] || continue
  gcovr --root . --add-tracefile build/coverage/all.json --filter "$room/" \
    --json-summary - | python3 -c '
import json, sys
found = json.load(sys.stdin)
print("%-18s lines %5.1f %%  branches %5.1f %%" % (
    sys.argv[1], found["line_percent"] or 100, found["branch_percent"] or 100))' "$room"
done
