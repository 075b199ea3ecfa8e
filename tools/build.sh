#!/usr/bin/env bash
# Configures and builds one CMake preset; quiet unless something fails.
#   tools/build.sh PRESET [TARGET…]
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
log=build/$preset.configure.log
mkdir -p build
if ! cmake --preset "$preset" >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
echo "Building $preset"
cmake --build --preset "$preset" ${1:+--target "$@"}
