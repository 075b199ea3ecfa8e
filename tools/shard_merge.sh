#!/usr/bin/env bash
# Scores a table in 1, 2, 3, … 64 shards with one to four threads, merges them,
# and compares every byte with the run without shards.
#   tools/shard_merge.sh CMMM [ROWS]
set -euo pipefail
cmmm=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$cmmm" synthesize --n "${2:-40000}" -o "$folder/in.csv" 2>/dev/null
"$cmmm" batch "$folder/in.csv" -o "$folder/out.csv" --quiet --threads 1
runs=0
for count in $(seq 64); do
  mkdir "$folder/parts" "$folder/whole"
  for ((i = 1; i <= count; ++i)); do
    "$cmmm" batch "$folder/in.csv" -o "$folder/parts/$i.csv" --quiet \
      --shard "$i/$count" --threads $((1 + (i + count) % 4))
    runs=$((runs + 1))
  done
  "$cmmm" merge $(printf "%s\n" "$folder"/parts/*.csv | grep -v rejects) -o "$folder/whole/out.csv" 2>/dev/null ||
    { echo "$count shards: not merged"; exit 1; }
  for file in out.csv out.csv.rejects.csv out.csv.manifest.json; do
    cmp "$folder/$file" "$folder/whole/$file"
  done
  rm -r "$folder/parts" "$folder/whole"
done
echo "$runs shards in all counts up to 64, 1 to 4 threads: every byte the same"
