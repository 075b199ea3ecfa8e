#!/usr/bin/env bash
# Formats every C++ file of the project; with --check only says which differ.
set -euo pipefail
cd "$(dirname "$0")/.."
mode=-i
[ "${1:-}" != --check ] || mode="--dry-run -Werror"
git ls-files --cached --others --exclude-standard '*.cc' '*.h' |
  xargs clang-format-14 $mode
