#!/usr/bin/env bash
# The whole gate, cheapest first. Every step is timed; the first failure ends
# it.
set -euo pipefail
cd "$(dirname "$0")/.."

step() {
  local name=$1 start=$SECONDS
  shift
  echo "=== $name"
  "$@"
  echo "=== $name: ok, $((SECONDS - start)) s"
}
# Optimised, those that hold all ways to score equal, and the instructions that
# these take; sanitized, every test.
optimised=(conformance_test oracle_test)
tests() {
  local preset=$1
  shift
  ctest --test-dir "build/$preset" --output-on-failure -j "$(nproc)" "$@"
}
lint() {
  build/dev/cmmm model lint models >/dev/null
  tools/build.sh lint
  tools/tidy.sh build/lint
}

# The program works where it is installed, far from the sources.
installs() {
  rm -rf build/install
  cmake --install build/dev --prefix "$PWD/build/install" >/dev/null
  (cd / && "$OLDPWD/build/install/bin/cmmm" model list)
}

step "house rules" python3 tests/boundaries/check_tree.py
step "formatting" tools/format.sh --check
step "build dev" tools/build.sh dev cmmm hot_paths "${optimised[@]}"
step "tests" tests dev -R "^($(IFS='|' && echo "${optimised[*]}")|budget_test)\$"
step "installing" installs
step "linting" lint
step "build asan" tools/build.sh asan
step "tests under ASan and UBSan" tests asan
echo "=== the gate passed in $SECONDS s"
