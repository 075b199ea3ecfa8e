# To be sourced by the gates: named steps, each timed; the first that fails ends
# the run. What cannot be checked for want of a tool is named at the end, and
# fails the run where CI is set: a machine without the tool proves nothing.
#
#   step NAME COMMAND…     runs it; exit code 77 means skipped, its last line why
#   tests PRESET CTEST…    the tests of a preset, one more than cores, as some wait
#   finish NAME            the summary: `N passed, 0 failed` alone on a line
steps_passed=0
export CMMM_SKIPPED=$PWD/build/skipped.txt
mkdir -p build
: >"$CMMM_SKIPPED"

step() {
  local name=$1 start=$SECONDS code=0
  shift
  echo "=== $name"
  # In a subshell, where a failure within a function ends it at once.
  set +e
  (set -e && "$@")
  code=$?
  set -e
  if [ "$code" -eq 77 ]; then
    echo "=== $name: skipped"
    echo "$name" >>"$CMMM_SKIPPED"
  elif [ "$code" -ne 0 ]; then
    echo "=== $name: FAILED, $((SECONDS - start)) s"
    echo "$steps_passed passed, 1 failed"
    exit "$code"
  else
    echo "=== $name: ok, $((SECONDS - start)) s"
    steps_passed=$((steps_passed + 1))
  fi
}

# A test that skips itself for want of a tool tells CMMM_SKIPPED.
tests() {
  local preset=$1 log=build/$1/ctest.log
  shift
  ctest --test-dir "build/$preset" --output-on-failure -j "$(($(nproc) + 1))" \
    --no-tests=error "$@" | tee "$log"
  sed -n 's/.* - \(.*\) (Skipped)$/\1 is skipped/p' "$log" >>"$CMMM_SKIPPED"
}

finish() {
  if [ -s "$CMMM_SKIPPED" ]; then
    echo "=== $1: skipped for want of a tool"
    sed 's/^/  /' "$CMMM_SKIPPED"
    if [ -n "${CI:-}" ]; then
      echo "$steps_passed passed, $(wc -l <"$CMMM_SKIPPED") failed"
      exit 1
    fi
  fi
  echo "=== $1 passed in $SECONDS s"
  echo "$steps_passed passed, 0 failed"
}
