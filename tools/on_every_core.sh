# To be sourced: spreads a command over the cores.

# on_every_core SAMPLES COMMAND… : runs the command once on every core, each
# time with its share of the samples, and fails when one of them does.
on_every_core() {
  local cores pids=() pid
  cores=$(nproc)
  local -x CMMM_TEST_SAMPLES=$(($1 / cores))
  shift
  for _ in $(seq "$cores"); do
    "$@" &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid"; done
}
