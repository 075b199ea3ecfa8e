#!/usr/bin/env bash
# Holds plans and margins of real size against GLPK and checks every proof, on
# many random assessments, on every core.
#   tools/plan_oracle.sh [COUNT]
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-10000}
cores=$(nproc)
pids=()
for _ in $(seq "$cores"); do
  CMMM_TEST_SAMPLES=$((count / cores)) CMMM_GLPK_SECONDS=20 \
    build/dev/tests/plan_test --gtest_filter='GlpkTest.*' &
  pids+=($!)
done
for pid in "${pids[@]}"; do wait "$pid"; done
echo "$count plans and $count margins, no difference"
