#!/usr/bin/env bash
# The Python package as it is shipped: its wheel in a virtual environment, through
# every test of tests/python, with the libraries and engines it is made for.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/wheel.sh
python=$PWD/build/python/venv/bin/python
"$python" -m pip install --quiet --disable-pip-version-check --no-deps \
  --force-reinstall build/python/wheels/*.whl
export CMMM_BINARY=$PWD/build/dev/cmmm PYTHONDONTWRITEBYTECODE=1
export CMMM_ROWS=${CMMM_ROWS:-1000000} CMMM_BLOCKS=${CMMM_BLOCKS:-1221}
export PYTHONPATH=$PWD/tests/python
for test in tests/python/*_test.py; do
  echo "$test"
  "$python" "$test"
done
