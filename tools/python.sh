#!/usr/bin/env bash
# The Python package through every test of tests/python, with the libraries and
# engines that it is for, in a virtual environment of exact versions.
#   tools/python.sh            the module of this tree, in the tests' interpreter
#   tools/python.sh --wheel    the wheel, as it is shipped (tools/wheel.sh)
#   tools/python.sh --address  the tests that need no libraries, under
#                              AddressSanitizer and UndefinedBehaviorSanitizer
set -euo pipefail
cd "$(dirname "$0")/.."

export CMMM_BINARY=$PWD/build/dev/cmmm PYTHONDONTWRITEBYTECODE=1
export CMMM_ROWS=${CMMM_ROWS:-1000000} CMMM_BLOCKS=${CMMM_BLOCKS:-1221}
export PYTHONPATH=$PWD/tests/python
venv=$PWD/build/python/venv
tests=(tests/python/*_test.py)
case "${1:-}" in
  --wheel)
    tools/wheel.sh
    python=$venv/bin/python
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps \
      --force-reinstall build/python/wheels/*.whl
    (cd / && "$python" -c 'import cmmm; print(cmmm.load(), cmmm.__file__)')
    ;;
  --address)
    # Python's own allocator would hide what is read beyond the end; the
    # interpreter gives back little when it ends, so leaks are not looked for.
    tools/build.sh dev cmmm
    tools/build.sh asan cmmm_interpreter
    export PYTHONMALLOC=malloc ASAN_OPTIONS=detect_leaks=0
    python=$PWD/build/asan/tests/cmmm_interpreter
    PYTHONPATH+=:$PWD/python
    tests=(tests/python/{score,table,bad_input}_test.py)
    ;;
  *)
    tools/python_packages.sh
    tools/build.sh dev cmmm cmmm_interpreter
    python=$PWD/build/dev/tests/cmmm_interpreter
    PYTHONPATH+=:$PWD/python:$(echo "$venv"/lib/python3*/site-packages)
    ;;
esac
for test in "${tests[@]}"; do
  echo "$test"
  "$python" "$test"
done
