#!/usr/bin/env bash
# The Python package through every test of tests/python, with the libraries and
# engines that it is for, in a virtual environment of exact versions.
#   tools/python.sh           the module of this tree, in the tests' interpreter
#   tools/python.sh --wheel   the wheel, as it is shipped (tools/wheel.sh)
set -euo pipefail
cd "$(dirname "$0")/.."

export CMMM_BINARY=$PWD/build/dev/cmmm PYTHONDONTWRITEBYTECODE=1
export CMMM_ROWS=${CMMM_ROWS:-1000000} CMMM_BLOCKS=${CMMM_BLOCKS:-1221}
export PYTHONPATH=$PWD/tests/python
venv=$PWD/build/python/venv
if [ "${1:-}" = --wheel ]; then
  tools/wheel.sh
  python=$venv/bin/python
  "$python" -m pip install --quiet --disable-pip-version-check --no-deps \
    --force-reinstall build/python/wheels/*.whl
  (cd / && "$python" -c 'import cmmm; print(cmmm.load(), cmmm.__file__)')
else
  tools/python_packages.sh
  python=$PWD/build/dev/tests/cmmm_interpreter
  PYTHONPATH+=:$PWD/python:$(echo "$venv"/lib/python3*/site-packages)
fi
for test in tests/python/*_test.py; do
  echo "$test"
  "$python" "$test"
done
