#!/usr/bin/env bash
# Holds plans, plans that hold their level and margins of real size against GLPK
# and checks every proof, on many random assessments, on every core.
#   tools/plan_oracle.sh [COUNT]
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/on_every_core.sh
count=${1:-10000}
CMMM_GLPK_SECONDS=20 on_every_core "$count" build/dev/tests/plan_test \
  --gtest_filter='GlpkTest.*'
echo "$count plans, $count margins and $((count / 4)) plans that hold, no difference"
