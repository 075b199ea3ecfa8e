#!/usr/bin/env bash
# What takes hours, run before a release: kills by the hundred, every number of
# shards, plans by the ten thousand, mutants. Its summary
# is kept beside the results of bench/.
#   tools/soak.sh
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/steps.sh
export CMMM_TEST_SEED=${CMMM_TEST_SEED:-random}

soak() {
  tools/build.sh dev
  step "kills" tools/kill_resume.py build/dev/cmmm
  step "shards" tools/shard_merge.sh build/dev/cmmm
  step "ten million against the oracle" tools/oracle.sh 10000000
  step "plans against GLPK" tools/plan_oracle.sh 10000
  step "the Python wheel" tools/python.sh --wheel
  step "mutants" tools/mutants.py
  finish "the soak"
}

soak 2>&1 | tee build/soak.log
grep -v '^\[' build/soak.log >bench/results/soak.txt
