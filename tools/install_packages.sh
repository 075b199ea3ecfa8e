#!/usr/bin/env bash
# Installs the Debian packages listed in the files given that are missing, by
# apt, with sudo when not root, and says so. Does nothing when all are there.
# Of `one|other` any one will do, and the first is installed when none is there.
#   tools/install_packages.sh tools/packages.txt [more lists…]
set -euo pipefail

wanted=$(sed 's/#.*//' "$@" | tr -s ' \n' '\n' | sed '/^$/d' | sort -u)
installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]
}

missing=()
for choice in $wanted; do
  for package in ${choice//|/ }; do
    if installed "$package"; then continue 2; fi
  done
  missing+=("${choice%%|*}")
done
if [ ${#missing[@]} -eq 0 ]; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "This machine has no apt. Install the equivalents of:" >&2
  printf '  %s\n' "${missing[@]}" >&2
  exit 69
fi
sudo=()
if [ "$(id -u)" -ne 0 ]; then
  sudo=(sudo)
fi
echo "Installing with ${sudo[*]:-}${sudo:+ }apt-get: ${missing[*]}"
"${sudo[@]}" apt-get update -q
DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -q \
  --no-install-recommends "${missing[@]}"
