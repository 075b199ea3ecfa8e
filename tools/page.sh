#!/usr/bin/env bash
# The page, web/: builds it into web/dist, or checks its sources: types, lint,
# formatting, unit tests. Or walks through it in Chromium, with the server of
# preset dev; pictures of every screen go to build/page-pictures/. Installs npm
# where there is none, and what the lock files say when they have changed.
#   tools/page.sh build
#   tools/page.sh check
#   tools/page.sh browser
#   tools/page.sh soak        # 200 assessments against `cmmm score`, 100 kills
#   tools/page.sh lighthouse  # Lighthouse's points; build/page-lighthouse/
set -euo pipefail
cd "$(dirname "$0")/.."
command -v npm >/dev/null || tools/install_packages.sh tools/packages-npm.txt

# What the lock file of a folder says, unless it is there.
install() {
  local installed=$1/node_modules/.installed-lock.json
  cmp -s "$1/package-lock.json" "$installed" && return
  npm ci --prefix "$1" --ignore-scripts --no-audit --no-fund --loglevel=error
  cp "$1/package-lock.json" "$installed"
}

install web
[ "${1:-build}" != lighthouse ] || install web/tests/lighthouse
npm run --prefix web --silent "${1:-build}"
