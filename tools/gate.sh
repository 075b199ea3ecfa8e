#!/usr/bin/env bash
# The gate of every change, cheapest first: house rules, one optimised build,
# every test with fixed seeds, lint of what changed. Ten minutes on two quick
# cores from a clean clone is the aim; tools/deep.sh has what takes longer.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/steps.sh

# The program works where it is installed, far from the sources.
installs() {
  rm -rf build/install
  cmake --install build/dev --prefix "$PWD/build/install" >/dev/null
  (cd / && "$OLDPWD/build/install/bin/cmmm" model list)
}

step "house rules" python3 tests/boundaries/check_tree.py
step "formatting" tools/format.sh --check
step "checking the page" tools/page.sh check
step "building the page" tools/page.sh build
step "build" tools/build.sh dev
step "tests" tests dev -LE deep
step "models" build/dev/cmmm model lint models
step "installing" installs
step "linting what changed" tools/lint.py
finish "the gate"
