#!/usr/bin/env bash
# Holds the engine against the oracle on many random assessments of both
# types, with tailoring, open and not-applicable items, on every core.
#   tools/oracle.sh [COUNT]
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/on_every_core.sh
count=${1:-1000000}
on_every_core "$count" build/dev/tests/oracle_test \
  --gtest_filter='OracleTest.SameDecisions*:FastPathsTest.*'
echo "$count assessments, no difference"
