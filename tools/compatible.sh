#!/usr/bin/env bash
# `buf breaking` of proto/ against the last release: no field is renumbered,
# reused or renamed in JSON. The buf binary comes from the npm registry, in the
# version that tools/buf/package-lock.json says.
set -euo pipefail
cd "$(dirname "$0")/.."
tag=$(git describe --tags --abbrev=0 --match 'v*' 2>/dev/null || true)
if [ -z "$tag" ]; then
  echo "no release is tagged, so nothing has been promised"
  exit 0
fi
command -v npm >/dev/null || tools/install_packages.sh tools/packages-npm.txt
npm ci --prefix tools/buf --ignore-scripts --no-audit --no-fund --silent ||
  { echo "buf is not installed"; exit 77; }
released=build/released
rm -rf "$released"
mkdir -p "$released"
git archive "$tag" proto buf.yaml | tar -x -C "$released"
tools/buf/node_modules/.bin/buf breaking --against "$released"
echo "nothing that $tag promised is broken"
