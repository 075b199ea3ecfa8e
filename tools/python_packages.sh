#!/usr/bin/env bash
# A virtual environment with what builds and tests the Python package, by exact
# versions and hashes: build/python/venv.
set -euo pipefail
cd "$(dirname "$0")/.."
python=build/python/venv/bin/python
if [ ! -x "$python" ]; then
  /usr/bin/python3 -m venv build/python/venv
fi
"$python" -m pip install --quiet --disable-pip-version-check --require-hashes \
  -r tests/python/requirements.txt
