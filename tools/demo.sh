#!/usr/bin/env bash
# A real questionnaire through a real server: starts `cmmm serve` on a free
# loopback port, scores one bundled enterprise over gRPC, stops the server.
#   tools/demo.sh [FILE] [LANGUAGE]
set -euo pipefail
cd "$(dirname "$0")/.."

cmmm=build/release/cmmm
file=${1:-datasets/hunan-equipment-maker-just-misses-level-2.textproto}
language=${2:-}

work=$(mktemp -d)
server=
stop() {
  [ -z "$server" ] || kill -TERM "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" || true
  cat "$work/server" 2>/dev/null | tail -n +2 || true
  rm -rf "$work"
}
trap stop EXIT

"$cmmm" serve --listen 127.0.0.1:0 --models models \
  --access-file deploy/access/visitor.textproto \
  >"$work/server" 2>"$work/calls" &
server=$!
for _ in $(seq 100); do
  grep -q ' on ' "$work/server" && break
  kill -0 "$server" 2>/dev/null || { cat "$work/calls" >&2; exit 1; }
  sleep 0.05
done
head -1 "$work/server"
address=$(sed -n '1s/.* on //p' "$work/server")

echo "\$ cmmm score --server $address $file"
echo
"$cmmm" score --server "$address" ${language:+--lang "$language"} "$file"
echo
echo "The server's log of it:"
for _ in $(seq 100); do
  grep -q '"Score"' "$work/calls" && break
  sleep 0.05
done
sed 's/^/  /' "$work/calls"
if [ -f web/dist/index.html ]; then
  echo
  echo "The page: $cmmm serve --http 127.0.0.1:8080 --access-file deploy/access/visitor.textproto,"
  echo "then open http://127.0.0.1:8080/"
fi
