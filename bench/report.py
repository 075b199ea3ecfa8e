#!/usr/bin/env python3
"""Tables and plots of what the benchmarks measured.

    report.py

Reads bench/results/*.json as run.sh left them, writes bench/results/*.md and
docs/growth/*.svg, and puts the tables into docs/performance.md and
docs/batch.md. Missing measurements are left out.
"""
import json
import pathlib
import re
import sys

import plot

ROOT = pathlib.Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results"
# A server's share of its core from which on nothing else had it.
UNDISTURBED = 0.93
# What a call that does nothing takes once it is limited, counted and logged, as all are.
COUNTED = "the same with limits, figures and log"


def read(name):
    path = RESULTS / name
    return json.loads(path.read_text()) if path.exists() else None


def read_lines(name):
    path = RESULTS / name
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text().splitlines()]


def table(head, rows):
    lines = ["| " + " | ".join(row) + " |" for row in [head] + rows]
    lines.insert(1, "|" + "---|" * len(head))
    return "\n".join(lines) + "\n"


def medians_of_kernel():
    found = read("kernel.json")
    return {row["run_name"]: row for row in found["benchmarks"]
            if row.get("aggregate_name") == "median"} if found else {}


def kernel_table(rows):
    limit = rows["ReadBandwidth"]["bytes_per_second"]
    plain = rows["PlainLoop"]["items_per_second"]
    return table(
        ["over the same packed rows", "GB/s", "million assessments/s",
         "÷ read bandwidth", "÷ plain loop"],
        [[name, f"{row['bytes_per_second'] / 1e9:.2f}",
          f"{row['items_per_second'] / 1e6:.2f}",
          f"{row['bytes_per_second'] / limit:.2f}",
          f"{row['items_per_second'] / plain:.1f}"]
         for name, row in rows.items()])


def fastest_kernel(rows):
    return max((row for name, row in rows.items() if name.startswith("Kernel")),
               key=lambda row: row["items_per_second"])


def reference_table(references, kernel):
    rows = [["kernel", f"{kernel / 1e6:.2f}", "1"]]
    rows += [[name, f"{rate / 1e6:.4f}", f"{kernel / rate:,.0f}"]
             for name, rate in references.items()]
    return table(["the same sums by", "million assessments/s",
                  "the kernel is × faster"], rows)


def grpc_table(rows):
    empty = rows[0]
    cells = []
    for row in rows:
        rate, cpu = row["assessments_per_second"], row["server_cpu_us_per_call"]
        p50, p99 = row["p50_us"], row["p99_us"]
        cells.append(
            [row["name"], f"{rate:,.0f}",
             f"{rate / empty['assessments_per_second']:.2f}", f"{cpu:.1f}",
             f"{cpu / empty['server_cpu_us_per_call']:.2f}"] +
            ([f"{p50:.0f}", f"{p99:.0f}", f"{p99 / p50:.1f}"] if p50 else
             ["–"] * 3) + [f"{row['server_busy']:.2f}"])
    return table(["call", "assessments/s", "÷ empty calls/s",
                  "server CPU µs per call", "÷ empty's", "p50 µs", "p99 µs",
                  "p99 ÷ p50", "server's share of its core"], cells)


def gap_table(gaps):
    sort = gaps["collect and sort"]
    return table(["gaps of five levels, 208 items", "µs", "÷ collect and sort"],
                 [[name, f"{time / 1000:.3f}", f"{time / sort:.3f}"]
                  for name, time in gaps.items()])


def growth_table(rows):
    names = list(rows[0])
    names.remove("series")
    return table([rows[0]["series"] if name == "x" else name.replace("_", " ")
                  for name in names],
                 [[f"{row[name]:,}" if isinstance(row[name], (int, float)) and
                   not isinstance(row[name], bool) else str(row[name])
                   for name in names] for row in rows])


def goals(kernel, references, grpc, gaps, growth):
    """(what, at least or at most, measured) for every goal measured."""
    by_name = {row["name"]: row for row in grpc}
    rows = []

    def goal(what, sign, limit, value, text):
        met = value >= limit if sign == "≥" else value <= limit
        rows.append([what, f"{sign} {limit:g}", text, "yes" if met else "no"])

    counted = by_name.get(COUNTED)

    def rate(name):
        """÷ that call's; by processor time when either was disturbed."""
        row, empty = by_name[name], counted
        if min(row["server_busy"], empty["server_busy"]) >= UNDISTURBED:
            value = (row["assessments_per_second"] /
                     empty["assessments_per_second"])
            return value, f"{value:.2f}"
        block = re.search(r"ScoreStream, (\d+)", name)
        value = (empty["server_cpu_us_per_call"] * int(block[1] if block else 1)
                 / row["server_cpu_us_per_call"])
        return value, f"{value:.2f} by server CPU"

    if kernel:
        best = fastest_kernel(kernel)
        share = (best["bytes_per_second"] /
                 kernel["ReadBandwidth"]["bytes_per_second"])
        goal("kernel, one thread ÷ read bandwidth", "≥", 0.25, share,
             f"{share:.2f}")
        numpy = references.get("NumPy look-up and matrix product")
        if numpy:
            ratio = best["items_per_second"] / numpy
            goal("kernel ÷ NumPy look-up and matrix product", "≥", 20, ratio,
                 f"{ratio:.1f}")
    for what, limit in [("Score, packed, LEVEL", 0.88),
                        ("Score, packed, FULL", 0.50),
                        ("ScoreStream, 256 packed, LEVEL", 14)]:
        if counted and what in by_name:
            goal(f"{what} ÷ calls/s of an empty one with limits, figures and log", "≥", limit, *rate(what))
    if counted:
        ratio = counted["server_cpu_us_per_call"] / by_name["empty unary call"]["server_cpu_us_per_call"]
        goal("limits, figures and log: server CPU of an empty call with ÷ without", "≤", 1.15,
             ratio, f"{ratio:.2f}")
    listed = by_name.get("Score, list, SCORECARD")
    if counted and listed:
        ratio = listed["server_cpu_us_per_call"] / counted["server_cpu_us_per_call"]
        goal("Score, list, SCORECARD: server CPU ÷ that of such a call", "≤", 2,
             ratio, f"{ratio:.2f}")
    if gaps:
        ratio = gaps["by place"] / gaps["collect and sort"]
        goal("gap list ÷ collecting and sorting it", "≤", 0.15, ratio,
             f"{ratio:.3f}")
    level = by_name.get("Score, packed, LEVEL")
    if level:
        ratio = level["p99_us"] / level["p50_us"]
        disturbed = level["server_busy"] < UNDISTURBED
        goal("Score, packed, LEVEL, 16 outstanding: p99 ÷ p50", "≤", 3.5,
             ratio, f"{ratio:.1f}" + (" while disturbed" if disturbed else ""))
    streams = [row for row in growth if row["series"] == "assessments"]
    if streams:
        peak = streams[-1]["peak_mib_above_idle"]
        goal(f"peak memory of a stream of {streams[-1]['x']:,}, MiB above idle",
             "≤", 64, peak, f"{peak:.1f}")
    return rows


def put_into(path, name, text):
    """Puts `text` between the marks `<!-- name -->` and `<!-- /name -->`."""
    old = path.read_text(encoding="utf-8")
    new, count = re.subn(
        rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)",
        lambda match: match.group(1) + text + match.group(2), old, flags=re.S)
    if count != 1:
        sys.exit(f"{path}: no place for the table (<!-- {name} -->)")
    path.write_text(new, encoding="utf-8")


def main():
    kernel, gaps = medians_of_kernel(), read("gaps.json")
    references = read("references.json") or {}
    grpc, growth = read_lines("grpc.json"), read_lines("growth.json")
    tables = {}
    if kernel:
        tables["kernel.md"] = kernel_table(kernel)
        tables["references.md"] = reference_table(
            references, fastest_kernel(kernel)["items_per_second"])
    if grpc:
        tables["grpc.md"] = grpc_table(grpc)
    if gaps:
        tables["gaps.md"] = gap_table(gaps)
    series = {}
    for row in growth:
        series.setdefault(row["series"], []).append(row)
    if series:
        tables["growth.md"] = "\n".join(map(growth_table, series.values()))
        plot.growth(series, ROOT / "docs" / "growth")
    tables["goals.md"] = table(["what", "goal", "measured", "met"],
                               goals(kernel, references, grpc, gaps, growth))
    for name, text in tables.items():
        (RESULTS / name).write_text(text, encoding="utf-8")
        print(f"\n{name}\n\n{text}")
        put_into(ROOT / "docs" / "performance.md", name, text)
    for name in ("batch.md", "xlsx.md"):  # tables already
        if (RESULTS / name).exists():
            put_into(ROOT / "docs" / "batch.md", name,
                     (RESULTS / name).read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
