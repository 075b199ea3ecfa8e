#!/usr/bin/env bash
# The official conformance suite of the Connect protocol (connectrpc.com/conformance,
# the version of tests/http/connect/go.mod) against the HTTP door of a build, which
# tests/http/connect_server.cc opens for it. The suite wants a newer Go than Debian
# 12 has: where Go is older, that toolchain comes as a Go module, by its hash.
#   tools/connect_conformance.sh build/dev
set -euo pipefail
cd "$(dirname "$0")/.."
wanted=1.26.8
declare -A sums=(
  [amd64]=h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM=
  [arm64]=h1:sYL/O6MqS68ML0kjsQ36WoYIpJqkw60TxizWUYUKQMc=)
suite=build/connect/connectconformance
export GOTOOLCHAIN=local

# The path of a Go that is new enough.
find_go() {
  local have arch module json folder
  have=$(go env GOVERSION)
  if [ "$(printf '%s\n' "go$wanted" "$have" | sort -V | head -1)" = "go$wanted" ]; then
    command -v go
    return
  fi
  arch=$(go env GOARCH)
  module=golang.org/toolchain@v0.0.1-go$wanted.linux-$arch
  echo "Go is $have; taking $module" >&2
  json=$(cd / && go mod download -json "$module")
  if ! grep -qF "\"Sum\": \"${sums[$arch]}\"" <<<"$json"; then
    echo "$module is not the one that was pinned" >&2
    return 1
  fi
  folder=$(sed -n 's/.*"Dir": "\(.*\)".*/\1/p' <<<"$json")
  # A module has no executable files.
  chmod +x "$folder"/bin/* "$folder"/pkg/tool/*/*
  echo "$folder/bin/go"
}

go=$(find_go)
mkdir -p build/connect
(cd tests/http/connect && env -u GOROOT "$go" build -o "../../../$suite" \
  connectrpc.com/conformance/cmd/connectconformance)
python3 tests/http/connect_suite.py "$suite" "$1/tests/connect_server"
