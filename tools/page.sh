#!/usr/bin/env bash
# The page, web/: builds it into web/dist, or checks its sources: types, lint,
# formatting, unit tests. Or walks through it in Chromium, with the server of
# preset dev; pictures of every screen go to build/page-pictures/. Installs npm
# where there is none, and what web/package-lock.json says when that has changed.
#   tools/page.sh build
#   tools/page.sh check
#   tools/page.sh browser
set -euo pipefail
cd "$(dirname "$0")/.."
command -v npm >/dev/null || tools/install_packages.sh tools/packages-npm.txt
installed=web/node_modules/.installed-lock.json
if ! cmp -s web/package-lock.json "$installed"; then
  npm ci --prefix web --ignore-scripts --no-audit --no-fund --loglevel=error
  cp web/package-lock.json "$installed"
fi
npm run --prefix web --silent "${1:-build}"
