#!/usr/bin/env bash
# clang-tidy over our own sources, in parallel. It takes a quarter of an hour,
# so tools/linted.sha256 lists the files as they last passed; a source that is
# there unchanged, with the header of its name, is not looked at again.
#   tools/tidy.sh BUILD_DIR          what is not listed
#   tools/tidy.sh BUILD_DIR --list   what is not listed, and lists it
#   tools/tidy.sh BUILD_DIR --all    everything, and writes the list
set -euo pipefail
cd "$(dirname "$0")/.."
build=$1
what=${2:-}
list=tools/linted.sha256
cache=$build/tidy
mkdir -p "$cache"

# A source that passed in this build folder is not looked at again either,
# unless a header changed.
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

ours() {
  git ls-files {engine,server,batch,cli,portfolio,report}/"*.$1" | sort
}
sums() {
  sha256sum .clang-tidy $(ours cc) $(ours h) | sort
}
# The headers stand for the sources of their names; .clang-tidy for all.
unlisted() {
  local changed
  changed=$(comm -13 <(sort "$list") <(sums) | cut -c67-)
  if grep -qx '.clang-tidy' <<<"$changed"; then
    ours cc
  else
    sed 's/\.h$/.cc/' <<<"$changed" | sort -u | comm -12 - <(ours cc)
  fi
}

if [ "$what" = --all ]; then ours cc; else unlisted; fi |
  xargs -r -P "$(nproc)" -I{} bash -c 'check {}'
if [ -n "$what" ]; then sums >"$list"; fi
