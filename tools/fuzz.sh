#!/usr/bin/env bash
# Runs every fuzzer of the asan preset for some seconds, one on each core,
# beginning with the committed corpus; what is found stays in build/fuzz/.
#   tools/fuzz.sh [SECONDS]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}

fuzz() {
  local program=$1 name=${1##*/fuzz_} seconds=$2
  local work=build/fuzz/$name
  mkdir -p "$work"
  "$program" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 \
    -artifact_prefix="$work/found-" -print_final_stats=1 \
    "$work" "tests/fuzz/corpus/$name" >"$work.log" 2>&1 ||
    { tail -50 "$work.log"; echo "$name: see $work/found-*"; return 1; }
  echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$work.log") inputs, seed $(sed -n 's/^INFO: Seed: *//p' "$work.log")"
}
export -f fuzz
printf '%s\n' build/asan/tests/fuzz_* |
  xargs -P "$(nproc)" -I{} bash -c "fuzz {} $seconds"
