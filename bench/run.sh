#!/usr/bin/env bash
# Runs every benchmark, pinned, and writes bench/results/. Give it a quiet
# machine: forty minutes at most.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p bench/results build/bench/rows

# NumPy and pandas may be installed for the system's Python only.
python=python3
/usr/bin/python3 -c "import numpy" 2>/dev/null && python=/usr/bin/python3

echo "== kernel (one thread, core 1)"
taskset -c 1 build/bench/kernel_bench --benchmark_repetitions=5 \
  --benchmark_report_aggregates_only=true --benchmark_format=json \
  2>/dev/null |
  python3 -c 'import json, sys
found = json.load(sys.stdin)
del found["context"]  # names the machine
print(json.dumps(found, indent=1))' >bench/results/kernel.json

echo "== the same by other means"
build/bench/export_rows build/bench/rows 100000
OPENBLAS_NUM_THREADS=1 "$python" bench/references.py build/bench/rows >bench/results/references.json

echo "== gap list (one thread, core 1)"
taskset -c 1 build/bench/gap_bench >bench/results/gaps.json

echo "== gRPC (server on core 0, load on core 1)"
build/bench/grpc_bench 5 2 >bench/results/grpc.json

echo "== growth"
build/bench/growth_bench >bench/results/growth.json

echo "== plans (one thread, core 1)"
taskset -c 1 build/bench/plan_bench | tee bench/results/plan.md

echo "== tables (one thread, core 1)"
taskset -c 1 python3 bench/batch_bench.py build/bench/cmmm |
  tee bench/results/batch.md

# openpyxl may be missing, too.
if "$python" -c "import openpyxl" 2>/dev/null; then
  echo "== workbooks (one thread, core 1)"
  taskset -c 1 "$python" bench/xlsx_bench.py build/bench/cmmm |
    tee bench/results/xlsx.md
fi

python3 bench/report.py
