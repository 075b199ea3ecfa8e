#!/usr/bin/env bash
# Runs every benchmark, pinned, and writes bench/results/*.md. Give it a quiet
# machine.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p bench/results

echo "== kernel (one thread, core 1)"
taskset -c 1 build/bench/kernel_bench --benchmark_repetitions=5 \
  --benchmark_report_aggregates_only=true --benchmark_format=json \
  2>/dev/null >build/bench/kernel.json
python3 bench/kernel_table.py build/bench/kernel.json |
  tee bench/results/kernel.md

echo "== gRPC (server on core 0, load on core 1)"
build/bench/grpc_bench 5 2 | tee bench/results/grpc.md

echo "== gap list (one thread, core 1)"
taskset -c 1 build/bench/gap_bench | tee bench/results/gaps.md

echo "== plans (one thread, core 1)"
taskset -c 1 build/bench/plan_bench | tee bench/results/plan.md
