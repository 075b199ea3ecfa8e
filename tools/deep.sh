#!/usr/bin/env bash
# What `make test` has no time for: sanitizers, clang-tidy over everything, other
# programs as references, large random comparisons, fuzzers, and the shipped
# binary. Random seeds are fresh and printed. 35 minutes on two quick cores,
# twice that on slow ones.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/steps.sh
export CMMM_TEST_SEED=${CMMM_TEST_SEED:-random}

# The binary as it is shipped, through every test of the command line.
shipped() {
  CMMM_TEST_BINARY=$PWD/build/release/cmmm tests dev -R '^(cli|report)_test'
}

step "build" tools/build.sh dev
step "building the page" tools/page.sh build
step "the page in a browser" tools/page.sh browser
step "tests against other programs" tests dev -L deep -E plan_test
step "a million against the oracle" tools/oracle.sh 1000000
step "plans against GLPK" tools/plan_oracle.sh 2000
step "build with AddressSanitizer" tools/build.sh asan address_tests
step "tests under AddressSanitizer" tests asan -L address
step "fuzzing" tools/fuzz.sh 45
step "build with ThreadSanitizer" tools/build.sh tsan thread_tests
step "tests under ThreadSanitizer" tests tsan -L thread
step "reports in a browser" tools/report_pages.sh
step "build what is shipped" tools/build.sh release
step "tests of what is shipped" shipped
step "linting everything" tools/lint.py --all
step "alerts" python3 tests/deploy/metrics_names_test.py
step "a running Prometheus" python3 tests/deploy/prometheus_test.py build/dev/cmmm
step "what only a restart mends" python3 tests/deploy/restart_test.py build/dev/cmmm
step "curl through nginx, with a key and an audit trail" \
  /usr/bin/python3 tests/deploy/door_test.py build/dev/cmmm
step "checkers" tools/checkers.sh
step "HTTP asked whatever its description allows" \
  python3 tests/http/schemathesis_test.py build/dev/cmmm build/checkers/bin
step "the Connect conformance suite" tools/connect_conformance.sh build/dev
step "callers in every language" \
  python3 tests/docs/callers_test.py build/dev/cmmm build/checkers/bin/python
step "manifests" build/checkers/bin/python tests/deploy/kubernetes_test.py build/dev/cmmm build/checkers/bin
step "messages since the last release" tools/compatible.sh
finish "the deep gate"
