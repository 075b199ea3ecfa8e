#!/usr/bin/env bash
# Reports, their index and a portfolio, made by the command and looked at in
# Chromium (tools/look_at_pages.mjs).
set -euo pipefail
cd "$(dirname "$0")/.."
cmmm=${CMMM_TEST_BINARY:-build/dev/cmmm}
tools/page.sh generate >/dev/null  # installs what the lock file says
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
for language in zh en; do
  "$cmmm" report datasets/half-filled-questionnaire.textproto \
    datasets/hunan-equipment-maker-just-level-2.textproto \
    datasets/lighthouse-electronics-level-5.textproto --unanswered bounds \
    --programme national-pilot-2022/demonstration-factory --date 2022-10-20 \
    --lang "$language" -o "$pages/$language"
  "$cmmm" synthesize --n 60 -o "$pages/$language.csv"
  "$cmmm" portfolio "$pages/$language.csv" --by industry --bring 20 --to 2 \
    --lang "$language" --page "$pages/$language/portfolio.html" >/dev/null
done
node tools/look_at_pages.mjs "$pages"/*/*.html
