#!/usr/bin/env bash
# Holds the engine against the oracle on many random assessments of both
# types, with tailoring, open and not-applicable items, on every core.
#   tools/oracle.sh [COUNT]
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-1000000}
cores=$(nproc)
pids=()
for _ in $(seq "$cores"); do
  CMMM_TEST_SAMPLES=$((count / cores)) build/dev/tests/oracle_test \
    --gtest_filter='OracleTest.SameDecisions*:FastPathsTest.*' &
  pids+=($!)
done
for pid in "${pids[@]}"; do wait "$pid"; done
echo "$count assessments, no difference"
