#!/usr/bin/env bash
# Builds the Python package as a wheel that holds its libraries, models and
# programmes: build/python/wheels/.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/python_packages.sh
python=build/python/venv/bin/python
rm -rf build/python/raw build/python/wheels
"$python" -m pip wheel --quiet --disable-pip-version-check --no-deps \
  --no-build-isolation -w build/python/raw ./python
"$python" -m auditwheel repair -w build/python/wheels build/python/raw/*.whl
ls -l build/python/wheels
