#!/usr/bin/env bash
# Builds the Python package as a wheel that holds its libraries, models and
# programmes: build/python/wheels/. What builds it is installed into a virtual
# environment, by exact versions and hashes, with everything its tests need.
set -euo pipefail
cd "$(dirname "$0")/.."

python=build/python/venv/bin/python
if [ ! -x "$python" ]; then
  /usr/bin/python3 -m venv build/python/venv
fi
"$python" -m pip install --quiet --disable-pip-version-check --require-hashes \
  -r tests/python/requirements.txt
rm -rf build/python/raw build/python/wheels
"$python" -m pip wheel --quiet --disable-pip-version-check --no-deps \
  --no-build-isolation -w build/python/raw ./python
"$python" -m auditwheel repair -w build/python/wheels build/python/raw/*.whl
ls -l build/python/wheels
