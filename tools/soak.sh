#!/usr/bin/env bash
# What takes hours, run before a release: kills by the hundred, every number of
# shards, plans by the ten thousand, restarts and reloads under load, the page in
# a browser and before Lighthouse, mutants. Its summary is kept beside the results
# of bench/.
#   tools/soak.sh
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/steps.sh
export CMMM_TEST_SEED=${CMMM_TEST_SEED:-random}

# What it measured stands beside the figures of bench/.
half_an_hour() {
  python3 tests/deploy/load_soak.py build/dev/cmmm | tee bench/results/load.txt
}

# The same of changes that no test sees.
mutants() {
  tools/mutants.py | tee bench/results/mutants.txt
}

soak() {
  tools/build.sh dev
  step "kills" tools/kill_resume.py build/dev/cmmm
  step "shards" tools/shard_merge.sh build/dev/cmmm
  step "ten million against the oracle" tools/oracle.sh 10000000
  step "plans against GLPK" tools/plan_oracle.sh 10000
  step "Python with its libraries and engines" tools/python.sh
  step "the Python wheel" tools/python.sh --wheel
  step "Python under AddressSanitizer" tools/python.sh --address
  step "restarts behind nginx" /usr/bin/python3 tests/deploy/proxies_test.py build/dev/cmmm nginx 20
  step "restarts behind HAProxy" /usr/bin/python3 tests/deploy/proxies_test.py build/dev/cmmm haproxy 20
  step "a thousand reloads" env CMMM_TEST_RELOADS=1000 build/dev/tests/server_test --gtest_filter='ReloadTest.*'
  step "half an hour of load" half_an_hour
  step "the package on a bare system" tests/deploy/package_test.sh
  step "the unit under systemd" python3 tests/deploy/unit_test.py build/package/*.deb
  step "building the page" tools/page.sh build
  step "200 assessments and 100 kills in the page" tools/page.sh soak
  step "Lighthouse" tools/page.sh lighthouse
  step "mutants" mutants
  finish "the soak"
}

soak 2>&1 | tee build/soak.log
grep -v '^\[' build/soak.log >bench/results/soak.txt
