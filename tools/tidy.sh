#!/usr/bin/env bash
# clang-tidy over our own sources, in parallel, skipping files that have not
# changed since they last passed (by content of the file, its own headers, the
# compile commands and .clang-tidy).
#   tools/tidy.sh BUILD_DIR
set -euo pipefail
cd "$(dirname "$0")/.."
build=$1
cache=$build/tidy
mkdir -p "$cache"

# Everything a file's verdict can depend on within the project.
common=$(cat .clang-tidy tools/packages*.txt $(git ls-files '*.h' '*.proto') |
  sha256sum | cut -c1-16)
check() {
  local file=$1 key
  key=$cache/$( (echo "$common $file"; cat "$file") | sha256sum | cut -c1-40)
  [ -e "$key" ] && return 0
  clang-tidy-14 --quiet -p "$build" "$file" 2>/dev/null >"$key.log" || {
    cat "$key.log"
    rm -f "$key.log"
    return 1
  }
  mv "$key.log" "$key"
}
export -f check
export build cache common
git ls-files 'engine/*.cc' 'server/*.cc' 'batch/*.cc' 'cli/*.cc' 'portfolio/*.cc' 'report/*.cc' |
  xargs -P "$(nproc)" -I{} bash -c 'check {}'
