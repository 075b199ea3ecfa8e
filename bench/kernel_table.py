#!/usr/bin/env python3
"""The medians of a kernel_bench run as a Markdown table, with the ratios."""
import json
import sys

medians = {}
for row in json.load(open(sys.argv[1]))["benchmarks"]:
    if row.get("aggregate_name") == "median":
        medians[row["run_name"]] = row
limit = medians["ReadBandwidth"]["bytes_per_second"]
plain = medians["PlainLoop"]["items_per_second"]
print("| over the same packed rows | GB/s | million assessments/s |"
      " ÷ read bandwidth | ÷ plain loop |")
print("|---|---|---|---|---|")
for name, row in medians.items():
    rate = row["items_per_second"]
    print(f"| {name} | {row['bytes_per_second'] / 1e9:.2f} | {rate / 1e6:.2f} |"
          f" {row['bytes_per_second'] / limit:.2f} | {rate / plain:.1f} |")
