#!/usr/bin/env bash
# A virtual environment with the checkers that are not Debian's (schemathesis,
# kubernetes-validate, hadolint), by exact versions and hashes: build/checkers.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x build/checkers/bin/python ] || /usr/bin/python3 -m venv build/checkers
build/checkers/bin/python -m pip install --quiet --disable-pip-version-check \
  --require-hashes -r tests/deploy/requirements.txt
